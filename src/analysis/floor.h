/* The noise floor of one channel, followed as it drifts. */
/* SPDX-License-Identifier: MIT */
#ifndef ANALYSIS_FLOOR_H
#define ANALYSIS_FLOOR_H

#include <stdbool.h>
#include <stdint.h>

/* Decides how quiet the line is when nobody speaks: the lowest level held for 100 ms within 8 s
 * before and 4 s after (minimum statistics, after Martin, "Noise power spectral density estimation
 * based on optimal smoothing and minimum statistics", 2001). Talk pauses for breath within a few
 * seconds, so the floor stands under talk; after a gain change it follows within the span. Digital
 * silence is left out: it is a hole, not the line's noise. */
#define FLOOR_SMOOTH_HOPS 10   /* 100 ms: longer than the closure of a consonant in quick speech */
#define FLOOR_BLOCK_HOPS 50    /* the floor is one value each 0.5 s */
#define FLOOR_BLOCKS_BEFORE 16 /* 8 s */
#define FLOOR_BLOCKS_AFTER 8   /* 4 s; so long is the floor late */
#define FLOOR_RING_BLOCKS 64   /* kept: a caller may lag behind by 20 s */

/* The floor of one kind of level. { 0 } is a new one. */
struct floor {
	double sum;              /* power over the smoothing span, so far */
	int n_summed;
	float block_min_db;      /* of the block being filled */
	int64_t n_added;
	float min_db[FLOOR_RING_BLOCKS]; /* of finished blocks */
	int64_t n_blocks;
	float known_db[FLOOR_RING_BLOCKS]; /* the floor itself, of blocks that have enough behind them */
	float side_db[2][FLOOR_RING_BLOCKS]; /* the same, from what came before the block only, and after it */
};

/* The next hop's level, and its power (level.h). */
void floor_add(struct floor *floor, float level_db, float power) __attribute__((nonnull));
/* Whether the floor at this hop is final. */
bool floor_is_known(const struct floor *floor, int64_t hop) __attribute__((nonnull, pure));
/* dB full scale. From what there is when it is not known yet. */
float floor_db(const struct floor *floor, int64_t hop) __attribute__((nonnull, pure));
/* The same from one side of the hop's block only: 0 what came before, 1 what comes after. */
float floor_side_db(const struct floor *floor, int64_t hop, int side) __attribute__((nonnull, pure));

#endif
