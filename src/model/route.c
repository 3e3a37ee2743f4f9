/* In which order the frames of a recording are played. */
/* SPDX-License-Identifier: MIT */
#include "config.h"
#include "model/route.h"

#include <stdlib.h>

#include "base/mem.h"

/* Joined to the one before where they touch. */
static void add_skip(struct route *route, struct route_span skip)
{
	struct route_span *last = route->n_skips ? &route->skips[route->n_skips - 1] : NULL;
	if (skip.start_frame < 0)
		skip.start_frame = 0;
	if (!last || skip.start_frame > last->end_frame)
		route->skips[route->n_skips++] = skip;
	else if (skip.end_frame > last->end_frame)
		last->end_frame = skip.end_frame;
}

void route_set_skips(
	struct route *route, const struct route_span *skips, size_t n_skips, int64_t min_frames)
{
	free(route->skips);
	route->skips = n_skips ? mem_alloc(n_skips * sizeof *skips) : NULL;
	route->n_skips = 0;
	for (size_t i = 0; i < n_skips; i++)
		if (skips[i].end_frame - skips[i].start_frame >= min_frames)
			add_skip(route, skips[i]);
}

void route_set_loop(struct route *route, struct route_span loop, int64_t min_frames)
{
	bool long_enough = loop.end_frame - loop.start_frame >= min_frames;
	route->loop = long_enough ? loop : (struct route_span){0, 0};
}

void route_release(struct route *route)
{
	free(route->skips);
	*route = (struct route){.stop_frame = ROUTE_NO_STOP};
}

/* The first that begins at or behind frame. */
static size_t find_skip(const struct route *route, int64_t frame)
{
	size_t low = 0, high = route->n_skips;
	while (low < high) {
		size_t middle = low + (high - low) / 2;
		if (route->skips[middle].start_frame < frame)
			low = middle + 1;
		else
			high = middle;
	}
	return low;
}

static bool touches_loop(const struct route *route, const struct route_span *skip)
{
	return skip->start_frame < route->loop.end_frame &&
	       skip->end_frame > route->loop.start_frame;
}

static const struct route_span *next_skip(const struct route *route, int64_t frame)
{
	for (size_t i = find_skip(route, frame); i < route->n_skips; i++)
		if (!touches_loop(route, &route->skips[i]))
			return &route->skips[i];
	return NULL;
}

static int64_t lower(int64_t a, int64_t b)
{
	return a < b ? a : b;
}

struct route_turn route_next(const struct route *route, int64_t frame, int64_t n_frames)
{
	if (frame <= route->stop_frame && route->stop_frame < n_frames)
		return (struct route_turn){route->stop_frame, route->stop_frame, true};
	int64_t loop_end = lower(route->loop.end_frame, n_frames);
	struct route_turn turn = {n_frames, n_frames, true};
	const struct route_span *skip = next_skip(route, frame);
	if (skip && skip->start_frame < n_frames)
		turn = (struct route_turn){
			skip->start_frame, lower(skip->end_frame, n_frames), false};
	if (frame < loop_end && route->loop.start_frame < loop_end && loop_end <= turn.at_frame)
		turn = (struct route_turn){loop_end, route->loop.start_frame, false};
	return turn;
}
