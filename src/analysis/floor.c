/* The noise floor of one channel, followed as it drifts. */
/* SPDX-License-Identifier: MIT */
#include "config.h"
#include "analysis/floor.h"

#include "analysis/level.h"

static bool block_is_known(const struct floor *floor, int64_t block)
{
	return floor->n_blocks > block + FLOOR_BLOCKS_AFTER;
}

/* The lowest of the blocks from..to, as far as there are. */
static float lowest_db(const struct floor *floor, int64_t from, int64_t to)
{
	float min = 0;
	if (to >= floor->n_blocks && floor->n_added % FLOOR_BLOCK_HOPS)
		min = floor->block_min_db;
	for (int64_t i = from < 0 ? 0 : from; i <= to && i < floor->n_blocks; i++)
		if (floor->min_db[i % FLOOR_RING_BLOCKS] < min)
			min = floor->min_db[i % FLOOR_RING_BLOCKS];
	return min < 0 ? min : LEVEL_NONE_DB;
}

static float lowest_beside_db(const struct floor *floor, int64_t block, int side)
{
	return side ? lowest_db(floor, block + 1, block + FLOOR_BLOCKS_AFTER) :
		lowest_db(floor, block - FLOOR_BLOCKS_BEFORE, block - 1);
}

static void close_block(struct floor *floor)
{
	floor->min_db[floor->n_blocks++ % FLOOR_RING_BLOCKS] = floor->block_min_db;
	int64_t known = floor->n_blocks - 1 - FLOOR_BLOCKS_AFTER;
	if (known < 0)
		return;
	for (int side = 0; side < 2; side++)
		floor->side_db[side][known % FLOOR_RING_BLOCKS] = lowest_beside_db(floor, known, side);
	floor->known_db[known % FLOOR_RING_BLOCKS] =
		lowest_db(floor, known - FLOOR_BLOCKS_BEFORE, known + FLOOR_BLOCKS_AFTER);
}

void floor_add(struct floor *floor, float level_db, float power)
{
	if (floor->n_added % FLOOR_BLOCK_HOPS == 0)
		floor->block_min_db = 0;
	if (level_db > LEVEL_NONE_DB) {
		floor->sum += (double)power;
		floor->n_summed++;
	}
	if (floor->n_summed == FLOOR_SMOOTH_HOPS) {
		float db = level_db_of(floor->sum / FLOOR_SMOOTH_HOPS);
		if (db < floor->block_min_db)
			floor->block_min_db = db;
		floor->sum = floor->n_summed = 0;
	}
	if (++floor->n_added % FLOOR_BLOCK_HOPS == 0)
		close_block(floor);
}

bool floor_is_known(const struct floor *floor, int64_t hop)
{
	return block_is_known(floor, hop / FLOOR_BLOCK_HOPS);
}

float floor_db(const struct floor *floor, int64_t hop)
{
	int64_t block = hop / FLOOR_BLOCK_HOPS;
	if (block_is_known(floor, block))
		return floor->known_db[block % FLOOR_RING_BLOCKS];
	return lowest_db(floor, block - FLOOR_BLOCKS_BEFORE, block + FLOOR_BLOCKS_AFTER);
}

float floor_side_db(const struct floor *floor, int64_t hop, int side)
{
	int64_t block = hop / FLOOR_BLOCK_HOPS;
	if (block_is_known(floor, block))
		return floor->side_db[side][block % FLOOR_RING_BLOCKS];
	return lowest_beside_db(floor, block, side);
}
