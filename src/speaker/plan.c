/* What is played next. */
/* SPDX-License-Identifier: MIT */
#include "config.h"
#include "speaker/plan.h"

#include <stdbool.h>

static bool starts_one(const struct plan *plan, int64_t frame)
{
	for (size_t i = 0; i < plan->n_stretches; i++)
		if (plan->stretches[i].start_frame == frame)
			return true;
	return false;
}

void plan_make(struct plan *plan, const struct route *route, int64_t frame, int64_t n_frames,
	int64_t n_ahead, int64_t n_fade)
{
	int64_t start = frame;
	plan->n_stretches = 0;
	while (n_ahead > 0 && plan->n_stretches < PLAN_MAX_STRETCHES && !starts_one(plan, start)) {
		struct route_turn turn = route_next(route, frame, n_frames);
		int64_t end = turn.at_frame - frame < n_ahead ? turn.at_frame : frame + n_ahead;
		if (end > start)
			plan->stretches[plan->n_stretches++] = (struct route_span){start, end};
		n_ahead -= end - frame;
		if (turn.ends)
			return;
		frame = turn.to_frame;
		start = frame > n_fade ? frame - n_fade : 0;
	}
}

int64_t plan_distance(const struct plan *plan, int64_t frame)
{
	int64_t n_before = 0;
	for (size_t i = 0; i < plan->n_stretches; i++) {
		const struct route_span *stretch = &plan->stretches[i];
		if (frame >= stretch->start_frame && frame < stretch->end_frame)
			return n_before + frame - stretch->start_frame;
		n_before += stretch->end_frame - stretch->start_frame;
	}
	return -1;
}
