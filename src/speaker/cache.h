/* The content around the place that plays: from about 10 s behind to 30 s ahead. */
/* SPDX-License-Identifier: MIT */
#ifndef SPEAKER_CACHE_H
#define SPEAKER_CACHE_H

#include <stddef.h>
#include <stdint.h>

#include "model/pcm.h"

/* One unbroken stretch of frames, from..to, in a ring addressed by frame number. */
struct cache {
	struct pcm_format format;
	int16_t *samples;
	int64_t n_room;   /* frames */
	int64_t n_behind; /* what is kept behind the cursor; the rest of the room is ahead */
	int64_t from, to;
};

void cache_init(struct cache *cache, struct pcm_format format) __attribute__((nonnull));
void cache_release(struct cache *cache) __attribute__((nonnull));

/* The cursor goes to a frame: what is cached stays if the frame touches it. */
void cache_move(struct cache *cache, int64_t frame) __attribute__((nonnull));

/* Takes what lies in the window around cursor and touches what is there; drops the rest. */
void cache_put(struct cache *cache, int64_t cursor, int64_t start_frame, const int16_t *frames,
	int64_t n_frames) __attribute__((nonnull));

/* Copies up to n_max frames from frame on; returns how many, 0 if it is not there. */
int64_t cache_get(const struct cache *cache, int64_t frame, int16_t *frames, int64_t n_max)
	__attribute__((nonnull, warn_unused_result));

/* The end of the window for this cursor. */
int64_t cache_window_end(const struct cache *cache, int64_t cursor) __attribute__((nonnull, pure));

#endif
