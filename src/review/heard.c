/* What was really heard of a call. */
/* SPDX-License-Identifier: MIT */
#include "config.h"
#include "review/review.h"

#include "review/review_parts.h"

#define LEAST_HOLE_MS 300 /* shorter than a word */

/* The silent clock is no listening, unless no sound was wanted in the first place. */
static bool could_hear(const struct review *review, const struct player_state *before)
{
	const struct player_state *now = &review->sound;
	if (review->options.silence_counts)
		return true;
	return now->output == PLAYER_DEVICE && before->output != PLAYER_SILENT &&
		before->volume_percent > 0;
}

/* Seeks put their target into the state themselves: what lies between two looks was played. */
void review_note_heard(struct review *review, const struct player_state *before)
{
	int rate_hz = review->info.format.rate_hz;
	int64_t from_ms = pcm_frames_to_ms(before->frame, rate_hz);
	int64_t to_ms = pcm_frames_to_ms(review->sound.frame, rate_hz);
	if (!before->playing || from_ms >= to_ms || !could_hear(review, before))
		return;
	coverage_add(&review->coverage, from_ms, to_ms, COVER_HEARD);
	review->coverage_changed = true;
}

static int64_t count_unheard_ms(const struct review *review, int64_t end_ms)
{
	struct cover_range hole = {0};
	int64_t sum_ms = 0;
	while (coverage_find_hole(&review->coverage, hole.end_ms, end_ms, LEAST_HOLE_MS, &hole))
		sum_ms += hole.end_ms - hole.start_ms;
	return sum_ms;
}

void review_show_heard(struct review *review, struct review_snapshot *snapshot)
{
	const struct coverage *coverage = &review->coverage;
	int64_t end_ms = snapshot->duration_ms;
	snapshot->cover = coverage->ranges;
	snapshot->n_cover = coverage->n_ranges;
	snapshot->skipped_ms = coverage_sum(
		coverage->ranges, coverage->n_ranges, COVER_SKIPPED, 0, end_ms);
	snapshot->unheard_ms = count_unheard_ms(review, end_ms);
	if (end_ms > 0)
		snapshot->unheard_percent =
			(int)((snapshot->unheard_ms * 100 + end_ms - 1) / end_ms);
}
