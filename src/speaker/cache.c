/* The content around the place that plays, in blocks. */
/* SPDX-License-Identifier: MIT */
#include "config.h"
#include "speaker/cache.h"

#include <stdlib.h>
#include <string.h>

#include "base/mem.h"

#define ROOM_S 40
#define MAX_ROOM_FRAMES (INT64_C(1) << 22) /* so that absurd rates do not take all memory */
#define NO_USE INT64_MAX

static int64_t lower(int64_t a, int64_t b)
{
	return a < b ? a : b;
}

static int64_t higher(int64_t a, int64_t b)
{
	return a > b ? a : b;
}

/* Blocks that are in use only in part take room, so less is kept than there is room for. */
void cache_init(struct cache *cache, struct pcm_format format)
{
	int64_t n_room = lower((int64_t)format.rate_hz * ROOM_S, MAX_ROOM_FRAMES);
	*cache = (struct cache){.format = format,
		.n_block = n_room / CACHE_N_BLOCKS,
		.n_ahead = n_room * 3 / 4,
		.n_behind = n_room / 5};
	size_t n_samples = (size_t)(cache->n_block * CACHE_N_BLOCKS * format.channels);
	cache->samples = mem_zalloc(n_samples, sizeof *cache->samples);
	for (int i = 0; i < CACHE_N_BLOCKS; i++)
		cache->blocks[i].number = -1;
}

void cache_release(struct cache *cache)
{
	mem_wipe(cache->samples, (size_t)(cache->n_block * CACHE_N_BLOCKS * cache->format.channels) *
					 sizeof *cache->samples);
	free(cache->samples);
	*cache = (struct cache){0};
}

static const struct cache_block *find(const struct cache *cache, int64_t number)
{
	for (int i = 0; cache->samples && i < CACHE_N_BLOCKS; i++)
		if (cache->blocks[i].number == number)
			return &cache->blocks[i];
	return NULL;
}

/* The block that holds a frame, if the frame itself is there. */
static const struct cache_block *find_frame(const struct cache *cache, int64_t frame)
{
	if (frame < 0 || !cache->samples)
		return NULL;
	const struct cache_block *block = find(cache, frame / cache->n_block);
	return block && frame >= block->from && frame < block->to ? block : NULL;
}

static int16_t *samples_of(const struct cache *cache, const struct cache_block *block, int64_t frame)
{
	int64_t n_before = (block - cache->blocks) * cache->n_block + frame % cache->n_block;
	return cache->samples + n_before * cache->format.channels;
}

/* How late a block is wanted, the best of its frames. */
static int64_t lateness(const struct cache *cache, const struct plan *plan, int64_t cursor,
	int64_t from, int64_t to)
{
	int64_t best = NO_USE;
	for (size_t i = 0; i < plan->n_stretches; i++) {
		const struct route_span *stretch = &plan->stretches[i];
		int64_t first = higher(from, stretch->start_frame);
		if (first < to && first < stretch->end_frame)
			best = lower(best, plan_distance(plan, first));
	}
	if (best == NO_USE && from < cursor && to > cursor - cache->n_behind)
		best = cache->n_ahead + cursor - from;
	return best;
}

/* For frames that are wanted that late: an empty block, or the one that is wanted latest; NULL if
 * all are wanted earlier. */
static struct cache_block *find_room(
	struct cache *cache, const struct plan *plan, int64_t cursor, int64_t wanted)
{
	struct cache_block *latest = NULL;
	for (int i = 0; i < CACHE_N_BLOCKS; i++) {
		struct cache_block *block = &cache->blocks[i];
		if (block->number < 0)
			return block;
		int64_t late = lateness(cache, plan, cursor, block->from, block->to);
		if (late > wanted || (late == NO_USE && !latest)) {
			wanted = late;
			latest = block;
		}
	}
	return latest;
}

/* Frames of one block. What is there already stays if they touch it. */
static void put_in_block(struct cache *cache, const struct plan *plan, int64_t cursor, int64_t start,
	const int16_t *frames, int64_t n_frames)
{
	int64_t number = start / cache->n_block, end = start + n_frames;
	struct cache_block *block = (struct cache_block *)find(cache, number);
	if (!block) {
		int64_t wanted = lateness(cache, plan, cursor, start, end);
		block = find_room(cache, plan, cursor, wanted);
		if (!block)
			return;
		block->number = -1;
	}
	bool touches = block->number >= 0 && start <= block->to && end >= block->from;
	memcpy(samples_of(cache, block, start), frames,
		(size_t)(n_frames * cache->format.channels) * sizeof *frames);
	*block = (struct cache_block){number, touches ? lower(start, block->from) : start,
		touches ? higher(end, block->to) : end};
}

void cache_put(struct cache *cache, const struct plan *plan, int64_t cursor, int64_t start_frame,
	const int16_t *frames, int64_t n_frames)
{
	int64_t end = start_frame + n_frames;
	for (int64_t frame = start_frame; frame < end;) {
		int64_t n = lower(end - frame, cache->n_block - frame % cache->n_block);
		put_in_block(cache, plan, cursor, frame,
			frames + (frame - start_frame) * cache->format.channels, n);
		frame += n;
	}
}

int64_t cache_get(const struct cache *cache, int64_t frame, int16_t *frames, int64_t n_max)
{
	const struct cache_block *block = find_frame(cache, frame);
	if (!block)
		return 0;
	int64_t n = lower(n_max, block->to - frame);
	memcpy(frames, samples_of(cache, block, frame),
		(size_t)(n * cache->format.channels) * sizeof *frames);
	return n;
}

int64_t cache_count_from(const struct cache *cache, int64_t frame, int64_t n_max)
{
	int64_t at = frame;
	const struct cache_block *block;
	while (at < frame + n_max && (block = find_frame(cache, at)))
		at = block->to;
	return lower(at - frame, n_max);
}

int64_t cache_count_before(const struct cache *cache, int64_t frame, int64_t n_max)
{
	int64_t at = frame;
	const struct cache_block *block;
	while (at > frame - n_max && (block = find_frame(cache, at - 1)))
		at = block->from;
	return lower(frame - at, n_max);
}
