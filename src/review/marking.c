/* The marks of a review: one key is one mark, saved at once. */
/* SPDX-License-Identifier: MIT */
#include "config.h"
#include "review/review.h"

#include <stdlib.h>
#include <string.h>

#include "base/i18n.h"
#include "base/mem.h"
#include "base/str.h"
#include "review/review_parts.h"
#include "scorecard/suggest.h"

int64_t review_get_moment_ms(const struct review *review)
{
	int64_t at_ms = review_pressed_ms(review);
	if (review->sound.playing)
		at_ms -= (int64_t)review->options.evidence_lag_ms * review->sound.speed_percent / 100;
	return at_ms < 0 ? 0 : at_ms;
}

/* Evidence of a mark made now: the moment, but an item that the detector knows about takes the start of
 * the last gap that concerns it. */
static int64_t evidence_now_ms(const struct review *review)
{
	const struct review_mark *mark = &review->marks[review->cursor];
	struct suggestion found;
	if (mark->level == ANSWER_NONE && mark->evidence_ms >= 0)
		return mark->evidence_ms; /* chosen beforehand */
	suggest_item(&review->card->items[review->cursor], review->events, review->n_events,
		&review->options.limits, review->options.overtalk_grace_ms, review_pressed_ms(review), &found);
	return found.last_start_ms >= 0 ? found.last_start_ms : review_get_moment_ms(review);
}

bool review_may_mark_item(struct review *review, size_t item)
{
	char condition[160];
	if (!review_may_mark(review))
		return false;
	if (review_applies(review, item))
		return true;
	review_describe_condition(review, item, condition, sizeof condition);
	review_say(review, TONE_WARNING, _("Item %s is not asked: only %s"),
		review_item_name(review, item), condition);
	return false;
}

/* To the next item that is asked. */
static void go_on(struct review *review)
{
	for (size_t i = review->cursor + 1; i < review->card->n_items; i++)
		if (review_applies(review, i)) {
			review->cursor = i;
			return;
		}
}

static void clear_answer(struct review *review)
{
	size_t at = review->cursor;
	struct review_mark *mark = &review->marks[at];
	struct store_change change = review_change_of(review, at);
	change.set_level = change.set_evidence = change.set_reasons = true;
	change.level = mark->level = ANSWER_NONE;
	change.evidence_n = EVIDENCE_ALL;
	change.evidence_ms = change.evidence_end_ms = -1;
	change.reasons = "";
	mark->reasons = mark->turn = 0;
	review_drop_evidence(mark);
	review_submit(review, &change, at);
}

/* Reasons that do not go with the new answer go with the old one. */
static void fit_reasons(const struct review *review, size_t item, struct store_change *change,
	struct str *codes)
{
	const struct card_item *card_item = &review->card->items[item];
	struct review_mark *mark = &review->marks[item];
	uint64_t fitting = mark->reasons & review_fitting_reasons(card_item, mark->level);
	change->set_reasons = fitting != mark->reasons;
	mark->reasons = fitting;
	review_add_codes(card_item, fitting, codes);
	change->reasons = str_get(codes);
}

void review_set_level(struct review *review, size_t item, int level, int64_t start_ms, int64_t end_ms)
{
	const struct card_item *card_item = &review->card->items[item];
	struct store_change change = review_change_of(review, item);
	struct review_mark *mark = &review->marks[item];
	struct str codes = {0};
	change.set_level = change.set_evidence = true;
	change.level = mark->level = level;
	mark->turn = ++review->n_turns;
	change.evidence_ms = start_ms;
	change.evidence_end_ms = end_ms;
	if (level > 0)
		str_copy(change.level_key, ITEM_KEY_SIZE, card_item->levels[level - 1].key);
	fit_reasons(review, item, &change, &codes);
	change.evidence_n = review_put_evidence(mark, 0, start_ms, end_ms);
	if (item == review->cursor)
		go_on(review);
	review_submit(review, &change, item);
	str_release(&codes);
}

static void mark_level(struct review *review, int level)
{
	size_t at = review->cursor;
	if (!review_may_mark_item(review, at))
		return;
	const struct card_item *item = &review->card->items[at];
	const char *name = review_item_name(review, at);
	if (level == ANSWER_NA && !item->na_allowed)
		review_say(review, TONE_WARNING, _("Item %s cannot be n/a"), name);
	else if (level > 0 && item->scale == SCALE_OCCURRENCE)
		review_say(review, TONE_WARNING, _("Item %s is counted: d takes one off"), name);
	else if (level > (int)item->n_levels)
		review_say(review, TONE_WARNING, _("Item %s has no answer %d"), name, level);
	else
		review_set_level(review, at, level, evidence_now_ms(review), -1);
}

/* x: the last occurrence is taken back; else the answer goes with all that hangs on it. */
static void clear(struct review *review)
{
	const struct review_mark *mark = &review->marks[review->cursor];
	bool is_unanswered = mark->level == ANSWER_NONE;
	bool is_empty = is_unanswered && mark->n_occurrences == 0 && mark->n_evidence == 0 &&
			!mark->reasons;
	if (!review_may_mark(review))
		return;
	if (is_empty)
		review_say(review, TONE_PLAIN, _("Item %s is empty"),
			review_item_name(review, review->cursor));
	else if (is_unanswered && mark->n_occurrences > 0)
		review_take_back(review, review->cursor);
	else
		clear_answer(review);
}

void review_file_comment(struct review *review, size_t mark, const char *text)
{
	size_t n_text = strlen(text);
	struct store_change change = review_change_of(review, mark);
	/* Blanks at the end come with pasted lines; blanks alone are no comment. */
	while (n_text && text[n_text - 1] == ' ')
		n_text--;
	free(review->marks[mark].comment);
	review->marks[mark].comment = mem_dupn(text, n_text);
	change.set_comment = true;
	change.comment = review->marks[mark].comment;
	review_submit(review, &change, mark);
}

void review_set_comment(struct review *review, const char *text)
{
	review_set_item_comment(review, review->cursor, text);
}

void review_set_item_comment(struct review *review, size_t item, const char *text)
{
	if (review_may_mark(review) && item < review->card->n_items)
		review_file_comment(review, item, text);
}

size_t review_find_due_comment(const struct review *review)
{
	size_t n = review->card->n_items, due = n, last = n;
	for (size_t i = 0; i < n; i++) {
		uint64_t turn = review->marks[i].turn;
		bool is_due = review_applies(review, i) && review_lacks_comment(review, i);
		if (is_due && (due == n || turn > review->marks[due].turn))
			due = i;
		if (turn > 0 && (last == n || turn > review->marks[last].turn))
			last = i;
	}
	return due < n ? due : last;
}

/* ---- keys ---- */

static void move_cursor(struct review *review, int step)
{
	size_t n = review->card->n_items;
	if (step > 0 && review->cursor + 1 < n)
		review->cursor++;
	else if (step < 0 && review->cursor > 0)
		review->cursor--;
	review->touched = true;
}

static void seek_empty(struct review *review, bool forward)
{
	size_t n = review->card->n_items;
	for (size_t step = 1; step <= n; step++) {
		size_t i = (review->cursor + (forward ? step : n - step % n)) % n;
		if (review_is_empty(review, i) && review_applies(review, i)) {
			review->cursor = i;
			review->touched = true;
			return;
		}
	}
	review_say(review, TONE_GOOD, _("No empty item left.  S submits"));
}

static void toggle_pane(struct review *review, enum snapshot_pane pane)
{
	if (pane == LOWER_SUBMIT && review->row.state == REVIEW_FINAL) {
		review_may_mark(review); /* says how it is reopened */
		return;
	}
	review->lower = review->lower == pane ? LOWER_SCORECARD : pane;
}

/* Keys that change the item under the cursor. */
static bool mark_item(struct review *review, enum action action)
{
	if (action >= ACTION_LEVEL_1 && action <= ACTION_LEVEL_9)
		mark_level(review, (int)(action - ACTION_LEVEL_1) + 1);
	else if (action == ACTION_NA)
		mark_level(review, ANSWER_NA);
	else if (action == ACTION_CLEAR)
		clear(review);
	else if (action == ACTION_DEDUCT)
		review_deduct(review, review->cursor);
	else if (action == ACTION_EVIDENCE_NOW || action == ACTION_EVIDENCE_ADD)
		review_time_evidence(review, action == ACTION_EVIDENCE_ADD);
	else if (action == ACTION_ACCEPT)
		review_accept(review);
	else
		return false;
	return true;
}

static bool move(struct review *review, enum action action)
{
	if (action == ACTION_ITEM_DOWN || action == ACTION_ITEM_UP)
		move_cursor(review, action == ACTION_ITEM_DOWN ? 1 : -1);
	else if (action == ACTION_NEXT_EMPTY || action == ACTION_PREVIOUS_EMPTY) {
		review_leave_submit(review, action);
		seek_empty(review, action == ACTION_NEXT_EMPTY);
	} else if (action == ACTION_COMMENT)
		review_leave_submit(review, action);
	else if (action == ACTION_GUIDELINE)
		toggle_pane(review, LOWER_GUIDELINE);
	else if (action == ACTION_SUBMIT)
		toggle_pane(review, LOWER_SUBMIT);
	else
		return false;
	return true;
}

bool review_mark_action(struct review *review, enum action action)
{
	bool has_item = review->card->n_items > 0;
	if (move(review, action) || review_open_list(review, action))
		return true;
	if (has_item && mark_item(review, action))
		return true;
	if (action == ACTION_UNDO || action == ACTION_REDO)
		review_change_history(
			review, action == ACTION_UNDO ? CHANGE_UNDO : CHANGE_REDO);
	else if (action == ACTION_SUBMIT_YES && review->lower == LOWER_SUBMIT)
		review_file(review);
	else if (action == ACTION_NEXT_HIT || action == ACTION_PREVIOUS_HIT)
		review_jump_note(review, action == ACTION_NEXT_HIT);
	else
		return false;
	return true;
}
