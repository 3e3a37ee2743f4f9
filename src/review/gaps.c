/* The gap list of a review: its rows, its cursor, and what keys do to a gap. */
/* SPDX-License-Identifier: MIT */
#include "config.h"
#include "review/review.h"

#include <stdlib.h>
#include <string.h>

#include "base/i18n.h"
#include "base/mem.h"
#include "review/review_parts.h"

#define SLACK_MS 20 /* rounding between frames and milliseconds, with room to spare */

/* Keys of the items whose evidence lies in the gap, as many as there is room for. */
static void find_items(const struct review *review, struct snapshot_gap *gap)
{
	size_t n = 0;
	for (size_t i = 0; i < review->card->n_items; i++) {
		int64_t evidence_ms = review->marks[i].evidence_ms;
		const char *key = review->card->items[i].key;
		size_t n_key = strlen(key);
		if (evidence_ms < gap->event.start_ms || evidence_ms > gap->event.end_ms ||
			n + n_key + 2 > sizeof gap->items)
			continue;
		if (n)
			gap->items[n++] = ' ';
		memcpy(gap->items + n, key, n_key + 1);
		n += n_key;
	}
}

static struct snapshot_gap make_row(const struct review *review, const struct event *event, int number)
{
	struct snapshot_gap gap = {
		.event = *event,
		.number = number,
		.class = event_gap_class(event, &review->options.limits),
		.asked = check_points_of(event, &review->options.limits),
	};
	find_items(review, &gap);
	return gap;
}

static void make_rows(struct review *review)
{
	size_t n_rows = 0;
	int n_gaps;
	review_count_gaps(review, 0, &n_gaps);
	free(review->gaps);
	review->gaps = mem_zalloc((size_t)n_gaps, sizeof *review->gaps);
	for (size_t i = 0; i < review->n_events; i++) {
		if (!review_wants_gap(review, &review->events[i]))
			continue;
		review->gaps[n_rows] = make_row(review, &review->events[i], (int)n_rows + 1);
		n_rows++;
	}
	review->n_gaps = n_rows;
}

static size_t find_cursor(const struct review *review)
{
	size_t cursor = 0;
	for (size_t i = 1; i < review->n_gaps; i++)
		if (review->gaps[i].event.start_ms <= review->gap_cursor_ms)
			cursor = i;
	return cursor;
}

void review_show_gaps(struct review *review, struct review_snapshot *snapshot)
{
	if (review->lower != LOWER_GAPS)
		return;
	make_rows(review);
	snapshot->gaps = review->gaps;
	snapshot->n_gap_rows = review->n_gaps;
	snapshot->gap_cursor = find_cursor(review);
}

void review_follow_playhead(struct review *review)
{
	review->gap_cursor_ms = review_playhead_ms(review) + GAP_LEAD_MS + SLACK_MS;
}

static void open_list(struct review *review)
{
	review->lower = LOWER_GAPS;
	review_follow_playhead(review);
}

static void move_cursor(struct review *review, int step)
{
	size_t cursor = find_cursor(review);
	if (step > 0 && cursor + 1 < review->n_gaps)
		cursor++;
	else if (step < 0 && cursor > 0)
		cursor--;
	review->gap_cursor_ms = review->gaps[cursor].event.start_ms;
}

static void mark_on_item(struct review *review, const struct snapshot_gap *gap)
{
	if (review_set_evidence(review, gap->event.start_ms))
		review->lower = LOWER_SCORECARD;
}

/* Keys of the gap under the cursor. */
static bool act_on_gap(struct review *review, enum action action)
{
	make_rows(review);
	if (review->n_gaps == 0) {
		review_say(review, TONE_PLAIN, _("There is no gap in the list"));
		return true;
	}
	const struct snapshot_gap *gap = &review->gaps[find_cursor(review)];
	if (action == ACTION_GAP_DOWN || action == ACTION_GAP_UP)
		move_cursor(review, action == ACTION_GAP_DOWN ? 1 : -1);
	else if (action == ACTION_GAP_PLAY)
		review_play_before(review, gap->event.start_ms);
	else if (action == ACTION_GAP_MARK)
		mark_on_item(review, gap);
	return true;
}

/* With the list in front of the scorecard nothing is marked unseen. */
static bool guard_scorecard(struct review *review, enum action action)
{
	bool is_mark = (action >= ACTION_LEVEL_1 && action <= ACTION_LEVEL_9) ||
		action == ACTION_NA || action == ACTION_CLEAR;
	if (is_mark)
		review_say(review, TONE_PLAIN, _("Marks are given in the scorecard: Tab leads there"));
	else if (action == ACTION_NEXT_EMPTY || action == ACTION_PREVIOUS_EMPTY ||
		action == ACTION_COMMENT)
		review->lower = LOWER_SCORECARD;
	return is_mark;
}

bool review_gap_action(struct review *review, enum action action)
{
	bool is_open = review->lower == LOWER_GAPS;
	switch ((int)action) {
	case ACTION_PANE:
		if (is_open)
			review->lower = LOWER_SCORECARD;
		else
			open_list(review);
		return true;
	case ACTION_GAP_LIST:
		open_list(review);
		return true;
	case ACTION_GAP_DOWN:
	case ACTION_GAP_UP:
	case ACTION_GAP_PLAY:
	case ACTION_GAP_MARK:
		return is_open && act_on_gap(review, action);
	}
	return is_open && guard_scorecard(review, action);
}
