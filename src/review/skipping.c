/* What playback leaves out: gaps, and what was heard already. */
/* SPDX-License-Identifier: MIT */
#include "config.h"
#include "review/review.h"

#include <stdlib.h>
#include <string.h>

#include "base/i18n.h"
#include "base/mem.h"
#include "review/review_parts.h"

#define LEAST_SKIP_MS 300 /* a shorter one is heard as a flaw, and gains nothing */
#define AT_END_MS 50

/* The parts of gaps that are skipped now; none unless gaps are skipped. */
static void collect_gaps(struct review *review, struct coverage *skips)
{
	const struct review_options *options = &review->options;
	for (size_t i = 0; review->person.skips_gaps && i < review->n_events; i++) {
		const struct event *gap = &review->events[i];
		int64_t from_ms = gap->start_ms + options->skip_front_ms;
		int64_t to_ms = gap->end_ms - options->skip_behind_ms;
		if (review_wants_gap(review, gap) && to_ms - from_ms >= LEAST_SKIP_MS)
			coverage_add(skips, from_ms, to_ms, COVER_SKIPPED);
	}
}

static void add_all(struct coverage *to, const struct coverage *from)
{
	for (size_t i = 0; i < from->n_ranges; i++)
		coverage_add(
			to, from->ranges[i].start_ms, from->ranges[i].end_ms, from->ranges[i].kind);
}

static struct route_span *make_spans(const struct review *review, const struct coverage *left_out)
{
	int rate_hz = review->info.format.rate_hz;
	struct route_span *spans = mem_zalloc(left_out->n_ranges, sizeof *spans);
	for (size_t i = 0; i < left_out->n_ranges; i++)
		spans[i] =
			(struct route_span){pcm_ms_to_frames(left_out->ranges[i].start_ms, rate_hz),
				pcm_ms_to_frames(left_out->ranges[i].end_ms, rate_hz)};
	return spans;
}

/* Takes spans over. While a call is analysed nothing new is said most of the time. */
static void send_spans(struct review *review, struct route_span *spans, size_t n_spans)
{
	bool is_same =
		n_spans == review->n_spans_sent &&
		(n_spans == 0 || memcmp(spans, review->spans_sent, n_spans * sizeof *spans) == 0);
	free(review->spans_sent);
	review->spans_sent = spans;
	review->n_spans_sent = n_spans;
	if (!is_same)
		player_set_skips(review->options.player, spans, n_spans);
}

void review_update_skips(struct review *review)
{
	struct coverage left_out = {0};
	coverage_release(&review->skips);
	collect_gaps(review, &review->skips);
	if (!review->started)
		return;
	add_all(&left_out, &review->skips);
	if (review->passage.only_unheard)
		add_all(&left_out, &review->coverage);
	coverage_close(&left_out, LEAST_SKIP_MS);
	send_spans(review, make_spans(review, &left_out), left_out.n_ranges);
	coverage_release(&left_out);
}

int64_t review_before_ms(const struct review *review, int64_t at_ms, int64_t by_ms)
{
	for (size_t i = review->skips.n_ranges; i-- > 0;) {
		const struct cover_range *skip = &review->skips.ranges[i];
		if (skip->end_ms > at_ms || skip->end_ms <= at_ms - by_ms)
			continue;
		by_ms -= at_ms - skip->end_ms;
		at_ms = skip->start_ms;
	}
	return at_ms - by_ms;
}

/* ---- s ---- */

/* Who is in a gap and does not want to hear it is taken to its end. */
static void leave_gap(struct review *review)
{
	int64_t at_ms = review_playhead_ms(review);
	for (size_t i = 0; i < review->skips.n_ranges; i++) {
		const struct cover_range *skip = &review->skips.ranges[i];
		if (skip->start_ms > at_ms || skip->end_ms <= at_ms)
			continue;
		coverage_add(&review->coverage, at_ms, skip->end_ms, COVER_SKIPPED);
		review_seek_ms(review, skip->end_ms);
	}
}

static void toggle_gaps(struct review *review)
{
	review->person.skips_gaps = !review->person.skips_gaps;
	review->person_changed = true;
	review_update_skips(review);
	if (!review->person.skips_gaps) {
		review_say(review, TONE_PLAIN, _("Gaps are played"));
		return;
	}
	review_say(review, TONE_PLAIN, _("Gaps over %g s are skipped; s plays them again"),
		(double)review->options.limits.over_ms[review->gap_from - 1] / 1000);
	if (review->sound.playing)
		leave_gap(review);
}

/* ---- p ---- */

/* The next part not heard, round again from the start; false if none is left. */
static bool find_unheard(const struct review *review, int64_t from_ms, struct cover_range *hole)
{
	int64_t end_ms = review_duration_ms(review);
	return coverage_find_hole(&review->coverage, from_ms, end_ms, LEAST_SKIP_MS, hole) ||
	       coverage_find_hole(&review->coverage, 0, end_ms, LEAST_SKIP_MS, hole);
}

static bool play_unheard_from(struct review *review, int64_t from_ms)
{
	struct cover_range hole;
	if (!find_unheard(review, from_ms, &hole))
		return false;
	review_seek_ms(review, hole.start_ms);
	review->passage.only_unheard = true;
	review_update_skips(review);
	player_play(review->options.player);
	review_refresh_sound(review, review_now_ns(review));
	return true;
}

/* Again p: what is left of this part is for later. */
static void play_unheard(struct review *review)
{
	struct cover_range hole;
	int64_t from_ms = review_playhead_ms(review), end_ms = review_duration_ms(review);
	if (review->passage.only_unheard &&
		coverage_find_hole(&review->coverage, from_ms, end_ms, LEAST_SKIP_MS, &hole) &&
		hole.start_ms <= from_ms + LEAST_SKIP_MS)
		from_ms = hole.end_ms;
	if (!play_unheard_from(review, from_ms))
		review_say(review, TONE_GOOD, _("All of the call was heard"));
}

void review_end_unheard(struct review *review)
{
	if (!review->passage.only_unheard)
		return;
	review->passage.only_unheard = false;
	review_update_skips(review);
}

bool review_service_unheard(struct review *review)
{
	const struct player_state *sound = &review->sound;
	bool at_end = review_playhead_ms(review) + AT_END_MS >= review_duration_ms(review);
	if (!review->passage.only_unheard || sound->playing || !at_end)
		return false;
	review_end_unheard(review);
	if (!play_unheard_from(review, 0))
		review_say(review, TONE_GOOD, _("All of the call was heard"));
	return true;
}

bool review_skip_action(struct review *review, enum action action)
{
	if (action == ACTION_SKIP_GAPS)
		toggle_gaps(review);
	else if (action == ACTION_UNHEARD)
		play_unheard(review);
	else
		return false;
	review_refresh_sound(review, review_now_ns(review));
	return true;
}
