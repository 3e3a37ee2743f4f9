/* The marks of a review: one key is one mark, saved at once. */
/* SPDX-License-Identifier: MIT */
#include "config.h"
#include "review/review.h"

#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "base/i18n.h"
#include "base/mem.h"
#include "base/str.h"
#include "base/timefmt.h"
#include "review/review_parts.h"
#include "scorecard/suggest.h"

const char *review_wall_clock(int64_t wall_ms, char buf[CLOCK_SIZE])
{
	time_t seconds = (time_t)(wall_ms / 1000);
	struct tm parts;
	localtime_r(&seconds, &parts);
	strftime(buf, CLOCK_SIZE, "%H:%M:%S", &parts);
	return buf;
}

static size_t find_item(const struct review *review, const char *key)
{
	size_t i = 0;
	while (i < review->card->n_items && strcmp(review->card->items[i].key, key) != 0)
		i++;
	return i;
}

static size_t collect_answers(const struct review *review, struct answer *answers)
{
	size_t n = review->card->n_items;
	for (size_t i = 0; i < n; i++) {
		answers[i] = (struct answer){.level = review->marks[i].level};
		str_copy(answers[i].item_key, ITEM_KEY_SIZE, review->card->items[i].key);
		answers[i].has_comment = review->marks[i].comment[0] != '\0';
	}
	return n;
}

void review_compute_score(const struct review *review, struct score *score)
{
	struct answer *answers = mem_zalloc(review->card->n_items, sizeof *answers);
	size_t n = collect_answers(review, answers);
	score_compute(review->card, answers, n, score);
	free(answers);
}

void review_find_missing(const struct review *review, size_t *empty, size_t *n_empty,
	size_t *uncommented, size_t *n_uncommented)
{
	*n_empty = *n_uncommented = 0;
	for (size_t i = 0; i < review->card->n_items; i++) {
		const struct card_item *item = &review->card->items[i];
		const struct review_mark *mark = &review->marks[i];
		if (item->required && mark->level == ANSWER_NONE)
			empty[(*n_empty)++] = i;
		if (card_needs_comment(item, mark->level) && !mark->comment[0])
			uncommented[(*n_uncommented)++] = i;
	}
}

bool review_load_marks(struct review *review, struct err *err)
{
	struct store_mark *stored;
	size_t n_stored;
	if (!store_get_marks(review->options.store, review->row.id, &stored, &n_stored, err))
		return false;
	for (size_t i = 0; i < review->card->n_items; i++) {
		struct review_mark *mark = &review->marks[i];
		free(mark->comment);
		*mark = (struct review_mark){.evidence_ms = -1, .comment = mem_dup("")};
	}
	for (size_t k = 0; k < n_stored; k++) {
		size_t i = find_item(review, stored[k].item_key);
		if (i == review->card->n_items)
			continue;
		free(review->marks[i].comment);
		review->marks[i].comment = mem_dup(stored[k].comment ? stored[k].comment : "");
		review->marks[i].level = stored[k].level;
		review->marks[i].evidence_ms = stored[k].evidence_ms;
	}
	store_free_marks(stored, n_stored);
	return review_load_gap_changes(review, err);
}

static bool put_card(struct review *review, int64_t *card_row, struct err *err)
{
	const struct card *card = review->card;
	size_t n_levels = 0, n = 0;
	for (size_t i = 0; i < card->n_items; i++)
		n_levels += card->items[i].n_levels;
	const char **keys = mem_zalloc(card->n_items, sizeof *keys);
	struct store_card_level *levels = mem_zalloc(n_levels, sizeof *levels);
	for (size_t i = 0; i < card->n_items; i++) {
		const struct card_item *item = &card->items[i];
		keys[i] = item->key;
		for (size_t k = 0; k < item->n_levels; k++)
			levels[n++] = (struct store_card_level){
				item->key, item->levels[k].key, (int)k + 1};
	}
	bool put = store_put_card(review->options.store, card->id, card->version, card->text,
		card->n_text, keys, card->n_items, levels, n, card_row, err);
	free(keys);
	free(levels);
	return put;
}

bool review_need_row(struct review *review, struct err *err)
{
	struct store *store = review->options.store;
	char new_id[ID_SIZE], same_id[ID_SIZE];
	int64_t card_row;
	if (review->has_row)
		return true;
	if (!review->call_id[0]) {
		if (!store_add_call(store, review->name, review->legs, review->n_legs, new_id, err))
			return false;
		memcpy(review->call_id, new_id, sizeof new_id);
		/* Unidentified for now is good enough: the next opening files the content. */
		if (review->hashed &&
			!store_identify_call(store, review->call_id, review->legs, review->n_legs,
				review->hash, same_id, err))
			return false;
	}
	if (!put_card(review, &card_row, err))
		return false;
	if (!store_add_review(store, review->call_id, card_row, &review->row, err))
		return false;
	review->has_row = true;
	return true;
}

/* Evidence of a mark made now: the playhead, less the time it takes to react while playing; an item
 * that the detector knows about takes the start of the last gap that concerns it. */
static int64_t evidence_now_ms(const struct review *review)
{
	int64_t at_ms = review_pressed_ms(review);
	const struct review_mark *mark = &review->marks[review->cursor];
	struct suggestion found;
	if (mark->level == ANSWER_NONE && mark->evidence_ms >= 0)
		return mark->evidence_ms; /* chosen beforehand */
	suggest_item(&review->card->items[review->cursor], review->events, review->n_events,
		&review->options.limits, at_ms, &found);
	if (found.last_start_ms >= 0)
		return found.last_start_ms;
	if (review->sound.playing)
		at_ms -= (int64_t)review->options.evidence_lag_ms * review->sound.speed_percent / 100;
	return at_ms < 0 ? 0 : at_ms;
}

/* The path of the database, which its messages name, would leave no room for the reason. */
const char *review_unsaved_reason(const struct err *err)
{
	if (err->code == ERR_BUSY)
		return _("the database is locked by another program");
	if (err->code == ERR_FULL)
		return _("the disk is full");
	if (err->code == ERR_IO)
		return _("the database cannot be written");
	if (err->code == ERR_GONE)
		return _("the database file was moved or deleted: put it back");
	return err->text;
}

bool review_may_mark(struct review *review)
{
	struct err err;
	if (review->card->n_items == 0)
		return false;
	if (review->row.state == REVIEW_FINAL)
		review_say(review, TONE_WARNING,
			_("This review is submitted; u in the call list reopens it for 10 minutes"));
	else if (store_is_readonly(review->options.store))
		review_say(review, TONE_ERROR,
			_("Not saved: the database can only be read (another --db can be given)"));
	else if (!review_need_row(review, &err))
		review_say(review, TONE_ERROR, _("Not saved: %s"), review_unsaved_reason(&err));
	else
		return true;
	return false;
}

static int64_t score_now_centi(const struct review *review)
{
	struct score score;
	review_compute_score(review, &score);
	return score.has_score ? score.score_centi : -1;
}

static void submit_change(struct review *review, struct store_change *change, size_t item)
{
	change->score_centi = score_now_centi(review);
	review->touched = true;
	uint64_t ticket = store_submit(review->options.store, review->row.id, change);
	if (!review->first_ticket)
		review->first_ticket = ticket;
	if (change->kind == CHANGE_MARK)
		review->marks[item].ticket = ticket;
	struct err err;
	if (!review_take_acks(review) && store_count_pending(review->options.store, &err) > 0)
		review_say(review, TONE_WARNING, _("Saving... (%s)"), review_unsaved_reason(&err));
}

static struct store_change change_of(const struct review *review, size_t item)
{
	struct store_change change = {.kind = CHANGE_MARK};
	str_copy(change.item_key, ITEM_KEY_SIZE, review->card->items[item].key);
	return change;
}

static void set_level(struct review *review, int level)
{
	const struct card_item *item = &review->card->items[review->cursor];
	size_t at = review->cursor;
	struct store_change change = change_of(review, at);
	struct review_mark *mark = &review->marks[at];
	change.set_level = change.set_evidence = true;
	change.level = level;
	change.evidence_ms = level == ANSWER_NONE ? -1 : evidence_now_ms(review);
	change.evidence_end_ms = -1;
	if (level > 0)
		str_copy(change.level_key, ITEM_KEY_SIZE, item->levels[level - 1].key);
	mark->level = level;
	mark->evidence_ms = change.evidence_ms;
	if (level != ANSWER_NONE && at + 1 < review->card->n_items)
		review->cursor = at + 1;
	submit_change(review, &change, at);
}

static void mark_level(struct review *review, int level)
{
	if (!review_may_mark(review))
		return;
	const struct card_item *item = &review->card->items[review->cursor];
	if (level == ANSWER_NA && !item->na_allowed)
		review_say(review, TONE_WARNING, _("Item %s cannot be n/a"), item->key);
	else if (level > (int)item->n_levels)
		review_say(review, TONE_WARNING, _("Item %s has no answer %d"), item->key, level);
	else
		set_level(review, level);
}

void review_set_comment(struct review *review, const char *text)
{
	if (!review_may_mark(review))
		return;
	size_t at = review->cursor, n_text = strlen(text);
	struct store_change change = change_of(review, at);
	/* Blanks at the end come with pasted lines; blanks alone are no comment. */
	while (n_text && text[n_text - 1] == ' ')
		n_text--;
	free(review->marks[at].comment);
	review->marks[at].comment = mem_dupn(text, n_text);
	change.set_comment = true;
	change.comment = review->marks[at].comment;
	submit_change(review, &change, at);
}

bool review_set_evidence(struct review *review, int64_t evidence_ms)
{
	if (!review_may_mark(review))
		return false;
	size_t at = review->cursor;
	struct store_change change = change_of(review, at);
	change.set_evidence = true;
	change.evidence_ms = review->marks[at].evidence_ms = evidence_ms;
	change.evidence_end_ms = -1;
	submit_change(review, &change, at);
	return true;
}

void review_submit_gap(struct review *review, const struct gap_change *gap)
{
	struct store_change change = {.kind = CHANGE_GAP, .gap = *gap};
	submit_change(review, &change, 0);
}

static void change_history(struct review *review, enum change_kind kind)
{
	struct store_change change = {.kind = kind};
	if (!review->has_row)
		review_say(review, TONE_PLAIN,
			kind == CHANGE_UNDO ? _("Nothing to undo") : _("Nothing to redo"));
	else if (review_may_mark(review))
		submit_change(review, &change, 0);
}

static void submit_review(struct review *review)
{
	size_t n_empty, n_uncommented;
	review_find_missing(review, review->empty_items, &n_empty, review->uncommented,
		&n_uncommented);
	if (n_empty || n_uncommented) {
		review_say(review, TONE_WARNING, _("Not yet: something required is missing"));
		return;
	}
	struct store_change change = {.kind = CHANGE_SUBMIT};
	if (!review_may_mark(review))
		return;
	review_save_heard(review); /* it is fixed with the rest */
	submit_change(review, &change, 0);
}

/* ---- what the database confirms ---- */

static const char *answer_word(const struct review *review, size_t item)
{
	int level = review->marks[item].level;
	if (level == ANSWER_NA)
		return _("n/a");
	return review_level_name(review, &review->card->items[item].levels[level - 1]);
}

static void say_marked(struct review *review, size_t item, int64_t saved_ms)
{
	char place[TIMEFMT_SIZE], clock[CLOCK_SIZE];
	const struct review_mark *mark = &review->marks[item];
	const char *key = review->card->items[item].key;
	review_wall_clock(saved_ms, clock);
	if (mark->level == ANSWER_NONE)
		review_say(review, TONE_PLAIN, _("Item %s saved %s.  u undoes"), key, clock);
	else
		review_say(review, TONE_PLAIN, _("Item %s %s at %s saved %s.  u undoes"), key,
			answer_word(review, item), timefmt_clock(mark->evidence_ms, place),
			clock);
}

static void take_history_ack(struct review *review, const struct store_ack *ack)
{
	struct err err;
	if (!review_load_marks(review, &err)) {
		review_say(review, TONE_ERROR, "%s", err.text);
		return;
	}
	size_t item = find_item(review, ack->item_key);
	if (item < review->card->n_items)
		review->cursor = item;
	if (!store_put_score(review->options.store, review->row.id, score_now_centi(review), &err))
		review_say(review, TONE_WARNING, "%s", err.text);
	else if (ack->gap_ms >= 0)
		review_take_gap_ack(review, ack);
	else if (ack->kind == CHANGE_UNDO)
		review_say(review, TONE_PLAIN, _("Item %s is as it was before.  ^R redoes"),
			ack->item_key);
	else
		review_say(review, TONE_PLAIN, _("Item %s redone.  u undoes"), ack->item_key);
}

static void take_refusal(struct review *review, const struct store_ack *ack)
{
	struct err err;
	if (ack->err.code == ERR_NOT_FOUND && ack->kind == CHANGE_UNDO)
		review_say(review, TONE_PLAIN, _("Nothing to undo"));
	else if (ack->err.code == ERR_NOT_FOUND && ack->kind == CHANGE_REDO)
		review_say(review, TONE_PLAIN, _("Nothing to redo"));
	else
		review_say(review, TONE_ERROR, _("Not saved: %s"),
			review_unsaved_reason(&ack->err));
	/* The screen shows what the database holds, not what was wished for. */
	if ((ack->kind == CHANGE_MARK || ack->kind == CHANGE_GAP) &&
		!review_load_marks(review, &err))
		review_say(review, TONE_ERROR, "%s", err.text);
}

static void take_ack(struct review *review, const struct store_ack *ack)
{
	char clock[CLOCK_SIZE];
	size_t item = find_item(review, ack->item_key);
	if (item < review->card->n_items && review->marks[item].ticket == ack->ticket)
		review->marks[item].ticket = 0;
	if (!ack->saved) {
		take_refusal(review, ack);
		return;
	}
	switch (ack->kind) {
	case CHANGE_MARK:
		if (item < review->card->n_items)
			say_marked(review, item, ack->saved_ms);
		break;
	case CHANGE_GAP:
		review_take_gap_ack(review, ack);
		break;
	case CHANGE_FIELD:
	case CHANGE_NOTE:
	case CHANGE_INCIDENT:
	case CHANGE_START:
		break;
	case CHANGE_UNDO:
	case CHANGE_REDO:
		take_history_ack(review, ack);
		break;
	case CHANGE_SUBMIT:
		review->submitted = true;
		review->row.state = REVIEW_FINAL;
		review->lower = LOWER_SCORECARD;
		review_say(review, TONE_GOOD, _("Submitted %s"),
			review_wall_clock(ack->saved_ms, clock));
		break;
	case CHANGE_REOPEN:
		review->submitted = false;
		review->row.state = REVIEW_DRAFT;
		break;
	}
}

bool review_take_acks(struct review *review)
{
	struct store_ack ack;
	bool any = false;
	while (store_next_ack(review->options.store, &ack)) {
		/* A change made in a call that was left before it could be saved. */
		bool is_ours = review->first_ticket && ack.ticket >= review->first_ticket;
		if (is_ours)
			take_ack(review, &ack);
		else if (!ack.saved)
			review_say(review, TONE_ERROR, _("Not saved: %s"),
				review_unsaved_reason(&ack.err));
		any = true;
	}
	return any;
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
		if (review->marks[i].level == ANSWER_NONE) {
			review->cursor = i;
			review->touched = true;
			return;
		}
	}
	review_say(review, TONE_GOOD, _("No empty item left.  S submits"));
}

/* In the submit pane e and c lead to what is missing, and close it. */
static void leave_submit(struct review *review, enum action action)
{
	size_t n_empty, n_uncommented;
	if (review->lower != LOWER_SUBMIT)
		return;
	review_find_missing(review, review->empty_items, &n_empty, review->uncommented,
		&n_uncommented);
	review->lower = LOWER_SCORECARD;
	if (action == ACTION_COMMENT && n_uncommented)
		review->cursor = review->uncommented[0];
	if (action == ACTION_NEXT_EMPTY && n_empty)
		review->cursor = review->empty_items[0] ? review->empty_items[0] - 1
							: review->card->n_items - 1;
}

static void toggle_pane(struct review *review, enum snapshot_pane pane)
{
	if (pane == LOWER_SUBMIT && review->row.state == REVIEW_FINAL) {
		review_may_mark(review); /* says how it is reopened */
		return;
	}
	review->lower = review->lower == pane ? LOWER_SCORECARD : pane;
}

bool review_mark_action(struct review *review, enum action action)
{
	if (action >= ACTION_LEVEL_1 && action <= ACTION_LEVEL_9)
		mark_level(review, (int)(action - ACTION_LEVEL_1) + 1);
	else if (action == ACTION_NA)
		mark_level(review, ANSWER_NA);
	else if (action == ACTION_CLEAR && review_may_mark(review))
		set_level(review, ANSWER_NONE);
	else if (action == ACTION_UNDO || action == ACTION_REDO)
		change_history(review, action == ACTION_UNDO ? CHANGE_UNDO : CHANGE_REDO);
	else if (action == ACTION_ITEM_DOWN || action == ACTION_ITEM_UP)
		move_cursor(review, action == ACTION_ITEM_DOWN ? 1 : -1);
	else if (action == ACTION_NEXT_EMPTY || action == ACTION_PREVIOUS_EMPTY) {
		leave_submit(review, action);
		seek_empty(review, action == ACTION_NEXT_EMPTY);
	} else if (action == ACTION_COMMENT)
		leave_submit(review, action);
	else if (action == ACTION_GUIDELINE)
		toggle_pane(review, LOWER_GUIDELINE);
	else if (action == ACTION_SUBMIT)
		toggle_pane(review, LOWER_SUBMIT);
	else if (action == ACTION_SUBMIT_YES && review->lower == LOWER_SUBMIT)
		submit_review(review);
	else
		return action == ACTION_CLEAR;
	return true;
}
