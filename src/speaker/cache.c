/* The content around the place that plays, in a ring addressed by frame number. */
/* SPDX-License-Identifier: MIT */
#include "config.h"
#include "speaker/cache.h"

#include <stdlib.h>
#include <string.h>

#include "base/mem.h"

#define ROOM_S 40
#define MAX_ROOM_FRAMES (INT64_C(1) << 22) /* so that absurd rates do not take all memory */

static int64_t lower(int64_t a, int64_t b)
{
	return a < b ? a : b;
}

static int64_t higher(int64_t a, int64_t b)
{
	return a > b ? a : b;
}

void cache_init(struct cache *cache, struct pcm_format format)
{
	int64_t n_room = lower((int64_t)format.rate_hz * ROOM_S, MAX_ROOM_FRAMES);
	*cache = (struct cache){.format = format, .n_room = n_room, .n_behind = n_room / 4};
	cache->samples = mem_zalloc((size_t)(n_room * format.channels), sizeof *cache->samples);
}

void cache_release(struct cache *cache)
{
	free(cache->samples);
	*cache = (struct cache){0};
}

void cache_move(struct cache *cache, int64_t frame)
{
	if (frame < cache->from || frame > cache->to)
		cache->from = cache->to = frame;
}

int64_t cache_window_end(const struct cache *cache, int64_t cursor)
{
	return cursor + cache->n_room - cache->n_behind;
}

void cache_put(struct cache *cache, int64_t cursor, int64_t start_frame, const int16_t *frames,
	int64_t n_frames)
{
	int64_t low = higher(cursor - cache->n_behind, 0);
	int64_t start = higher(start_frame, low);
	int64_t end = lower(start_frame + n_frames, cache_window_end(cache, cursor));
	cache->from = higher(cache->from, low);
	if (start >= end || start > cache->to || end < cache->from)
		return;
	int channels = cache->format.channels;
	for (int64_t frame = start; frame < end;) {
		int64_t slot = frame % cache->n_room;
		int64_t n = lower(end - frame, cache->n_room - slot);
		memcpy(cache->samples + slot * channels, frames + (frame - start_frame) * channels,
			(size_t)(n * channels) * sizeof *frames);
		frame += n;
	}
	cache->from = lower(cache->from, start);
	cache->to = higher(cache->to, end);
}

int64_t cache_get(const struct cache *cache, int64_t frame, int16_t *frames, int64_t n_max)
{
	if (frame < cache->from || frame >= cache->to)
		return 0;
	int channels = cache->format.channels;
	int64_t slot = frame % cache->n_room;
	int64_t n = lower(lower(n_max, cache->to - frame), cache->n_room - slot);
	memcpy(frames, cache->samples + slot * channels, (size_t)(n * channels) * sizeof *frames);
	return n;
}
