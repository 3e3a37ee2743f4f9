/* How loud the voices of one channel are. */
/* SPDX-License-Identifier: MIT */
#include "config.h"
#include "analysis/loud.h"

#include <math.h>

#include "analysis/level.h"
#include "model/envelope.h"

static void count(struct loud *loud, uint8_t level, int step)
{
	if (level == 0)
		return;
	loud->count[level] += step;
	loud->n_counted += step;
}

static float loudest_tenth_db(const struct loud *loud)
{
	int seen = 0;
	if (loud->n_counted < LOUD_MIN_BLOCKS)
		return -INFINITY;
	for (int i = 255; i > 0; i--) {
		seen += loud->count[i];
		if (10 * seen > loud->n_counted)
			return (float)envelope_db((uint8_t)i);
	}
	return -INFINITY;
}

static void close_block(struct loud *loud)
{
	uint8_t *level = &loud->level[loud->n_blocks % LOUD_RING_BLOCKS];
	count(loud, *level, -1);
	*level = loud->n_voiced >= LOUD_MIN_HOPS ? envelope_byte(loud->block_db) : 0;
	count(loud, *level, 1);
	loud->n_blocks++;
	if (loud->n_blocks > LOUD_BLOCKS_AFTER)
		loud->answer_db[(loud->n_blocks - 1 - LOUD_BLOCKS_AFTER) % LOUD_RING_BLOCKS] =
			loudest_tenth_db(loud);
	loud->n_voiced = 0;
}

void loud_add(struct loud *loud, const struct hop *hop)
{
	if (hop->view.voicing >= LOUD_VOICED && hop->view.purity < LOUD_PURE) {
		loud->block_db = loud->n_voiced ? fmaxf(loud->block_db, hop->level_db) : hop->level_db;
		loud->n_voiced++;
	}
	if (++loud->n_added % LOUD_BLOCK_HOPS == 0)
		close_block(loud);
}

float loud_db(const struct loud *loud, int64_t hop)
{
	int64_t block = hop / LOUD_BLOCK_HOPS, last = loud->n_blocks - 1 - LOUD_BLOCKS_AFTER;
	if (block > last)
		block = last;
	return block < 0 ? -INFINITY : loud->answer_db[block % LOUD_RING_BLOCKS];
}
