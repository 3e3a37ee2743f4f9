/* The content around the place that plays, and where it will go on: some 30 s ahead, 10 s behind. */
/* SPDX-License-Identifier: MIT */
#ifndef SPEAKER_CACHE_H
#define SPEAKER_CACHE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "model/pcm.h"
#include "speaker/plan.h"

#define CACHE_N_BLOCKS 80

/* What is there of a block: from..to, within its n_block frames. */
struct cache_block {
	int64_t number; /* of the block in the content, -1: none */
	int64_t from, to;
};

struct cache {
	struct pcm_format format;
	int16_t *samples;
	int64_t n_block;  /* frames */
	int64_t n_ahead;  /* how much of what comes next is kept */
	int64_t n_behind; /* and of what was before the cursor */
	struct cache_block blocks[CACHE_N_BLOCKS];
};

void cache_init(struct cache *cache, struct pcm_format format) __attribute__((nonnull));
void cache_release(struct cache *cache) __attribute__((nonnull));

/* Takes frames; where there is no room what is played latest goes, first of all what is neither in
 * the plan nor shortly before cursor. */
void cache_put(struct cache *cache, const struct plan *plan, int64_t cursor, int64_t start_frame,
	const int16_t *frames, int64_t n_frames) __attribute__((nonnull));

/* Copies up to n_max frames from frame on; returns how many, 0 if it is not there. */
int64_t cache_get(const struct cache *cache, int64_t frame, int16_t *frames, int64_t n_max)
	__attribute__((nonnull, warn_unused_result));
/* How many frames are there from frame on, and up to it, of n_max. */
int64_t cache_count_from(const struct cache *cache, int64_t frame, int64_t n_max)
	__attribute__((nonnull, pure, warn_unused_result));
int64_t cache_count_before(const struct cache *cache, int64_t frame, int64_t n_max)
	__attribute__((nonnull, pure, warn_unused_result));

#endif
