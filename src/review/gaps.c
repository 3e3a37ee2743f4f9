/* The gap list of a review: its rows, its cursor, and what keys do to a gap. */
/* SPDX-License-Identifier: MIT */
#include "config.h"
#include "review/review.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/i18n.h"
#include "base/mem.h"
#include "base/timefmt.h"
#include "review/review_parts.h"

#define SLACK_MS 20 /* rounding between frames and milliseconds, with room to spare */
#define FOUND_LATER_MS 1000 /* since a gap was changed another analyser may have found it later */

static bool has_time_in(const struct review *review, size_t item, const struct event *gap)
{
	size_t n_times;
	const struct store_evidence *times = review_get_times(review, item, &n_times);
	for (size_t i = 0; i < n_times; i++)
		if (times[i].start_ms >= gap->start_ms && times[i].start_ms <= gap->end_ms)
			return true;
	return false;
}

/* Names of the items whose evidence lies in the gap, as many as there is room for. */
static void find_items(const struct review *review, struct snapshot_gap *gap)
{
	const char *between = review_keys_are_words(review->card) ? _(", ") : " ";
	size_t n = 0;
	for (size_t i = 0; i < review->card->n_items; i++) {
		const char *name = review_item_name(review, i);
		if (n + strlen(between) + strlen(name) >= sizeof gap->items ||
			!has_time_in(review, i, &gap->event))
			continue;
		n += (size_t)snprintf(
			gap->items + n, sizeof gap->items - n, "%s%s", n ? between : "", name);
	}
}

static struct snapshot_gap make_row(const struct review *review, const struct event *found)
{
	const struct gap_change *change =
		gap_change_of(found, review->gap_changes, review->n_gap_changes);
	struct snapshot_gap gap = {
		.event = gap_change_apply(found, change ? change->choice : CHOICE_FOUND),
		.found = *found,
		.class = event_gap_class(found, &review->options.limits),
		.changed = change != NULL,
		.ignored = change && change->choice == CHOICE_IGNORE,
	};
	gap.asked = check_points_of(&gap.event, &review->options.limits);
	find_items(review, &gap);
	return gap;
}

static void make_rows(struct review *review)
{
	size_t n_rows = 0;
	int n_counted = 0;
	free(review->gaps);
	for (size_t i = 0; i < review->n_found; i++)
		n_rows += review_wants_gap(review, &review->found[i]);
	review->gaps = mem_zalloc(n_rows, sizeof *review->gaps);
	review->n_gaps = 0;
	for (size_t i = 0; i < review->n_found; i++) {
		if (!review_wants_gap(review, &review->found[i]))
			continue;
		struct snapshot_gap *gap = &review->gaps[review->n_gaps++];
		*gap = make_row(review, &review->found[i]);
		gap->number = gap->ignored ? 0 : ++n_counted;
	}
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

/* ---- what the reviewer says of a gap ---- */

void review_count_events(struct review *review)
{
	free(review->events);
	review->events = mem_zalloc(review->n_found, sizeof *review->events);
	review->n_events = gap_changes_apply(review->found, review->n_found, review->gap_changes,
		review->n_gap_changes, review->events);
	review->texts_fresh = false;
	review_update_skips(review);
}

bool review_load_gap_changes(struct review *review, struct err *err)
{
	struct gap_change *changes;
	size_t n_changes;
	if (!store_get_gap_changes(review->options.store, review->row.id, &changes, &n_changes, err))
		return false;
	free(review->gap_changes);
	review->gap_changes = changes;
	review->n_gap_changes = n_changes;
	review_count_events(review);
	return true;
}

/* As the database will have it: a gap that is as it was found has no change. */
static void set_change(struct review *review, const struct gap_change *change)
{
	struct gap_change *changes = review->gap_changes;
	size_t n = review->n_gap_changes, i = 0;
	while (i < n && (changes[i].start_ms != change->start_ms || changes[i].end_ms != change->end_ms))
		i++;
	if (i == n)
		changes = review->gap_changes = mem_resize(changes, ++review->n_gap_changes, sizeof *changes);
	changes[i] = *change;
	if (change->choice == CHOICE_FOUND)
		changes[i] = changes[--review->n_gap_changes];
	review_count_events(review);
}

/* A change that is filed already keeps the times under which it is filed. */
static struct gap_change change_for(const struct review *review, const struct snapshot_gap *gap)
{
	const struct gap_change *filed =
		gap_change_of(&gap->found, review->gap_changes, review->n_gap_changes);
	if (filed)
		return *filed;
	return (struct gap_change){gap->found.start_ms, gap->found.end_ms, CHOICE_FOUND};
}

/* What the detector says itself is no change; a gap ignored once more is none again. */
static enum gap_choice choice_of(enum action action, const struct snapshot_gap *gap)
{
	if (action == ACTION_GAP_IGNORE)
		return gap->ignored ? CHOICE_FOUND : CHOICE_IGNORE;
	if (action == ACTION_GAP_HOLD)
		return gap->found.kind == EVENT_HOLD ? CHOICE_FOUND : CHOICE_HOLD;
	return gap->found.kind == EVENT_SILENCE ? CHOICE_FOUND : CHOICE_SILENCE;
}

static void change_gap(struct review *review, enum action action, const struct snapshot_gap *gap)
{
	struct gap_change change = change_for(review, gap);
	enum gap_choice choice = choice_of(action, gap);
	if (!review->analysed && gap->found.end_ms > review->progress.settled_ms) {
		review_say(review, TONE_WARNING, _("This gap is still being listened to"));
	} else if (choice == change.choice) {
		review_say(review, TONE_PLAIN, _("It is that already"));
	} else if (review_may_mark(review)) {
		change.choice = choice;
		set_change(review, &change);
		review_submit_gap(review, &change);
	}
}

static enum gap_choice filed_choice(const struct review *review, int64_t start_ms)
{
	for (size_t i = 0; i < review->n_gap_changes; i++)
		if (review->gap_changes[i].start_ms == start_ms)
			return review->gap_changes[i].choice;
	return CHOICE_FOUND;
}

static const char *saved_format(enum gap_choice choice)
{
	switch (choice) {
	case CHOICE_FOUND:
		break;
	case CHOICE_SILENCE:
		return _("Gap at %s is silence, saved %s.  u undoes");
	case CHOICE_HOLD:
		return _("Gap at %s is hold, saved %s.  u undoes");
	case CHOICE_IGNORE:
		return _("Gap at %s is ignored, saved %s.  u undoes");
	}
	return _("Gap at %s is as it was found, saved %s.  u undoes");
}

void review_take_gap_ack(struct review *review, const struct store_ack *ack)
{
	char at[TIMEFMT_SIZE], clock[CLOCK_SIZE];
	timefmt_clock(ack->gap_ms, at);
	if (ack->kind != CHANGE_GAP)
		review->gap_cursor_ms = ack->gap_ms + FOUND_LATER_MS;
	if (ack->kind == CHANGE_UNDO)
		review_say(review, TONE_PLAIN, _("Gap at %s is as it was before.  ^R redoes"), at);
	else if (ack->kind == CHANGE_REDO)
		review_say(review, TONE_PLAIN, _("Gap at %s redone.  u undoes"), at);
	else
		review_say(review, TONE_PLAIN, saved_format(filed_choice(review, ack->gap_ms)), at,
			review_wall_clock(ack->saved_ms, clock));
}

/* ---- keys ---- */

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
	else
		change_gap(review, action, gap);
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
	case ACTION_GAP_HOLD:
	case ACTION_GAP_SILENCE:
	case ACTION_GAP_IGNORE:
		return is_open && act_on_gap(review, action);
	}
	return is_open && guard_scorecard(review, action);
}
