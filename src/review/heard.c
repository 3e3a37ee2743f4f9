/* What was really heard of a call. */
/* SPDX-License-Identifier: MIT */
#include "config.h"
#include "review/review.h"

#include "review/review_parts.h"

#define LEAST_HOLE_MS 300 /* shorter than a word */
#define JOIN_MS 60        /* a crossfade, and rounding */

/* The silent clock is no listening, unless no sound was wanted in the first place. */
static bool could_hear(const struct review *review)
{
	const struct player_state *now = &review->sound;
	return review->options.silence_counts ||
	       (now->output == PLAYER_DEVICE && now->volume_percent > 0);
}

static bool is_near(int64_t a_ms, int64_t b_ms)
{
	return a_ms - b_ms < JOIN_MS && b_ms - a_ms < JOIN_MS;
}

/* Between two stretches that were heard one after the other a gap was jumped over. */
static void note_skip(struct review *review, int64_t from_ms, int64_t to_ms)
{
	for (size_t i = 0; i < review->skips.n_ranges; i++) {
		const struct cover_range *skip = &review->skips.ranges[i];
		if (is_near(skip->start_ms, from_ms) && is_near(skip->end_ms, to_ms))
			coverage_add(&review->coverage, from_ms, to_ms, COVER_SKIPPED);
	}
}

static void note_span(struct review *review, const struct route_span *span)
{
	int rate_hz = review->info.format.rate_hz;
	int64_t start_ms = pcm_frames_to_ms(span->start_frame, rate_hz);
	int64_t end_ms = pcm_frames_to_ms(span->end_frame, rate_hz);
	if (review->heard_end_ms >= 0 && start_ms > review->heard_end_ms)
		note_skip(review, review->heard_end_ms, start_ms);
	coverage_add(&review->coverage, start_ms, end_ms, COVER_HEARD);
	review->heard_end_ms = end_ms;
	review->coverage_changed = true;
}

void review_note_heard(struct review *review, int64_t now_ns)
{
	struct route_span spans[8];
	size_t n_room = sizeof spans / sizeof *spans, n = n_room;
	bool is_heard = could_hear(review);
	while (n == n_room) {
		n = player_take_heard(review->options.player, now_ns, spans, n_room);
		for (size_t i = 0; is_heard && i < n; i++)
			note_span(review, &spans[i]);
	}
	coverage_close(&review->coverage, JOIN_MS);
}

static int64_t count_unheard_ms(const struct coverage *coverage, int64_t end_ms)
{
	int64_t sum_ms = 0, at_ms = 0;
	for (size_t i = 0; i <= coverage->n_ranges; i++) {
		bool is_last = i == coverage->n_ranges;
		int64_t hole_ms = (is_last ? end_ms : coverage->ranges[i].start_ms) - at_ms;
		if (hole_ms >= LEAST_HOLE_MS)
			sum_ms += hole_ms;
		at_ms = is_last ? end_ms : coverage->ranges[i].end_ms;
	}
	return sum_ms;
}

void review_show_heard(struct review *review, struct review_snapshot *snapshot)
{
	const struct coverage *coverage = &review->coverage;
	int64_t end_ms = snapshot->duration_ms;
	snapshot->cover = coverage->ranges;
	snapshot->n_cover = coverage->n_ranges;
	snapshot->skips = review->skips.ranges;
	snapshot->n_skips = review->skips.n_ranges;
	snapshot->skips_gaps = review->person.skips_gaps;
	snapshot->only_unheard = review->passage.only_unheard;
	snapshot->skipped_ms =
		coverage_sum(coverage->ranges, coverage->n_ranges, COVER_SKIPPED, 0, end_ms);
	snapshot->unheard_ms = count_unheard_ms(coverage, end_ms);
	if (end_ms > 0)
		snapshot->unheard_percent =
			(int)((snapshot->unheard_ms * 100 + end_ms - 1) / end_ms);
}
