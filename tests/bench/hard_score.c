/* Gaps found against gaps built in. */
/* SPDX-License-Identifier: MIT */
#include "config.h"
#include "hard_score.h"

#include <math.h>

#include "analysis/analysis.h"

static double shared(const struct hard_gap *gap, const struct event *event)
{
	double start_s = (double)event->start_ms / 1000, end_s = (double)event->end_ms / 1000;
	double both = fmin(end_s, gap->end_s) - fmax(start_s, gap->start_s);
	return both <= 0 ? 0 : both / (fmax(end_s, gap->end_s) - fmin(start_s, gap->start_s));
}

static bool has_kind(const struct hard_gap *gap, const struct event *event)
{
	return gap->either || gap->hold == (event->kind == EVENT_HOLD);
}

static bool has_class(const struct hard_gap *gap, const struct event *event)
{
	struct event truth = {.kind = EVENT_SILENCE,
		.start_ms = lrint(gap->start_s * 1000),
		.end_ms = lrint(gap->end_s * 1000)};
	return event_gap_class(&truth, &gap_limits_default) == event_gap_class(event, &gap_limits_default);
}

static void add_pair(struct hard_score *score, const struct hard_gap *gap, const struct event *event)
{
	score->n_pairs++;
	score->n_kind += has_kind(gap, event);
	score->n_class += has_class(gap, event);
	if (score->n_edges + 2 > HARD_MAX_EDGES)
		return;
	score->edge_s[score->n_edges++] = fabs((double)event->start_ms / 1000 - gap->start_s);
	score->edge_s[score->n_edges++] = fabs((double)event->end_ms / 1000 - gap->end_s);
}

static void score_truth(struct hard_score *score, const struct hard_call *call, const struct event *events,
	size_t n_events)
{
	for (size_t g = 0; g < call->n_gaps; g++) {
		const struct event *best = NULL;
		for (size_t i = 0; i < n_events; i++)
			if (event_is_gap(&events[i]) && shared(&call->gaps[g], &events[i]) >= 0.5)
				best = &events[i];
		if (best)
			add_pair(score, &call->gaps[g], best);
		if (call->gaps[g].end_s - call->gaps[g].start_s <= HARD_MIN_S)
			continue;
		score->n_truth++;
		score->n_hit += best && best->end_ms - best->start_ms > HARD_MIN_S * 1000;
	}
}

static void score_found(struct hard_score *score, const struct hard_call *call, const struct event *events,
	size_t n_events)
{
	for (size_t i = 0; i < n_events; i++) {
		if (!event_is_gap(&events[i]) || events[i].end_ms - events[i].start_ms <= HARD_MIN_S * 1000)
			continue;
		score->n_found++;
		for (size_t g = 0; g < call->n_gaps; g++)
			if (shared(&call->gaps[g], &events[i]) >= 0.5 &&
				call->gaps[g].end_s - call->gaps[g].start_s > HARD_MIN_S) {
				score->n_right++;
				break;
			}
	}
}

void hard_score_call(struct hard_score *score, const struct hard_call *call)
{
	struct pcm_format format = {HARD_RATE_HZ, call->channels};
	struct analysis *analysis = analysis_new(&format, &analysis_options_default);
	analysis_push(analysis, call->frames, call->n_frames);
	analysis_finish(analysis);
	size_t n_events;
	const struct event *events = analysis_get_events(analysis, &n_events);
	score_truth(score, call, events, n_events);
	score_found(score, call, events, n_events);
	analysis_free(analysis);
}
