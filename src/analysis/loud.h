/* How loud the voices of one channel are. */
/* SPDX-License-Identifier: MIT */
#ifndef ANALYSIS_LOUD_H
#define ANALYSIS_LOUD_H

#include <stdbool.h>
#include <stdint.h>

#include "analysis/ear.h"

/* Decides how loud talk is on this channel: of the half seconds with voice in the three minutes
 * before and the 4 s after, the loudest tenth. Parties differ by some 15 dB; what is far softer than
 * that is other people in the room. Whoever is alone on a line for minutes is loud there. */
#define LOUD_BLOCK_HOPS 50      /* one value each 0.5 s */
#define LOUD_BLOCKS_BEFORE 360  /* 3 min: longer than people wait in silence */
#define LOUD_BLOCKS_AFTER 8     /* 4 s, as the floor */
#define LOUD_VOICED 0.6f        /* hops of voice */
#define LOUD_PURE 0.95f         /* a purer one is a signalling tone */
#define LOUD_MIN_HOPS 5         /* of a block with voice */
#define LOUD_MIN_BLOCKS 4       /* with less voice than 2 s nothing is known */
#define LOUD_RING_BLOCKS (LOUD_BLOCKS_BEFORE + LOUD_BLOCKS_AFTER + 1)

/* { 0 } is a new one. */
struct loud {
	float block_db;
	int n_voiced;
	int64_t n_added, n_blocks;
	uint8_t level[LOUD_RING_BLOCKS]; /* of blocks, as in the envelope; 0: no voice */
	int count[256];                  /* of these, how often each */
	int n_counted;
	float answer_db[LOUD_RING_BLOCKS]; /* of block i, once LOUD_BLOCKS_AFTER more are known */
};

/* The next hop, of which all is known. */
void loud_add(struct loud *loud, const struct hop *hop) __attribute__((nonnull));
/* dB full scale at a hop not further back than the floor reaches; -INFINITY: nothing is known. */
float loud_db(const struct loud *loud, int64_t hop) __attribute__((nonnull, pure));

#endif
