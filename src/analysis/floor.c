/* The noise floor of one channel, followed as it drifts. */
/* SPDX-License-Identifier: MIT */
#include "config.h"
#include "analysis/floor.h"

#include "analysis/level.h"

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
		floor->min_db[floor->n_blocks++ % FLOOR_RING_BLOCKS] = floor->block_min_db;
}

bool floor_is_known(const struct floor *floor, int64_t hop)
{
	return floor->n_blocks > hop / FLOOR_BLOCK_HOPS + FLOOR_BLOCKS_AFTER;
}

float floor_db(const struct floor *floor, int64_t hop)
{
	int64_t from = hop / FLOOR_BLOCK_HOPS - FLOOR_BLOCKS_BEFORE;
	int64_t to = hop / FLOOR_BLOCK_HOPS + FLOOR_BLOCKS_AFTER;
	float min = floor->n_added % FLOOR_BLOCK_HOPS ? floor->block_min_db : 0;
	if (floor->n_blocks > to)
		min = 0;
	for (int64_t block = from < 0 ? 0 : from; block <= to && block < floor->n_blocks; block++)
		if (floor->min_db[block % FLOOR_RING_BLOCKS] < min)
			min = floor->min_db[block % FLOOR_RING_BLOCKS];
	return min < 0 ? min : LEVEL_NONE_DB;
}
