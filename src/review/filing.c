/* From a key to the database and back: the review begins, changes are submitted, and confirmed. */
/* SPDX-License-Identifier: MIT */
#include "config.h"
#include "review/review.h"

#include <stdlib.h>
#include <string.h>

#include "base/i18n.h"
#include "base/mem.h"
#include "base/str.h"
#include "review/card_rows.h"
#include "review/review_parts.h"

/* ---- the review begins ---- */

/* rows are of the card, and live as long as the result. */
static struct store_start start_with(
	const struct review *review, const struct card *card, const struct card_rows *rows)
{
	return (struct store_start){.call_id = review->call_id,
		.name = review->name,
		.legs = review->legs,
		.n_legs = review->n_legs,
		.hash = review->hashed ? (const uint8_t(*)[HASH_SIZE])review->hash : NULL,
		.card_id = card->id,
		.card_version = card->version,
		.card_text = card->text,
		.n_card_text = card->n_text,
		.item_keys = rows->keys,
		.n_items = rows->n_keys,
		.levels = rows->levels,
		.n_levels = rows->n_levels};
}

bool review_change_row(struct review *review, const struct card *card, struct err *err)
{
	struct card_rows rows;
	if (store_count_pending(review->options.store, NULL) > 0)
		return err_set(err, ERR_BUSY, _("marks are still being saved; try again then"));
	card_rows_make(&rows, card);
	const struct store_start start = start_with(review, card, &rows);
	bool ok = store_change_card(review->options.store, review->row.id, &start, err);
	card_rows_release(&rows);
	return ok && store_follow(review->options.store, review->row.id, err);
}

void review_need_row(struct review *review)
{
	struct card_rows rows;
	if (review->has_row)
		return;
	card_rows_make(&rows, review->card);
	const struct store_start start = start_with(review, review->card, &rows);
	char call_id[ID_SIZE];
	review->made_call = !review->call_id[0];
	uint64_t ticket =
		store_submit_start(review->options.store, &start, call_id, review->row.id);
	memcpy(review->call_id, call_id, sizeof call_id);
	if (!review->first_ticket)
		review->first_ticket = ticket;
	review->row.state = REVIEW_DRAFT;
	review->has_row = true;
	card_rows_release(&rows);
}

static void forget_start(struct review *review)
{
	if (review->made_call)
		review->call_id[0] = '\0';
	review->row = (struct store_review){.playhead_ms = -1};
	review->has_row = false;
}

/* The screen shows what the database holds, not what was wished for; another program may have begun the
 * review, submitted it or given it another card. */
static bool load_anew(struct review *review)
{
	struct err err;
	bool ok = review_load_row(review, &err) &&
		  (review->has_row || review_load_marks(review, &err));
	if (!ok)
		review_say(review, TONE_ERROR, "%s", err.text);
	return ok;
}

/* ---- changes ---- */

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
		return _("THE DATABASE FILE WAS MOVED, DELETED OR REPLACED: put it back");
	return err->text;
}

bool review_may_mark(struct review *review)
{
	if (review->card->n_items == 0)
		return false;
	if (review->row.state == REVIEW_FINAL) {
		review_say(review, TONE_WARNING,
			_("This review is submitted; for 10 minutes :reopen takes it back"));
		return false;
	}
	if (store_is_readonly(review->options.store)) {
		review_say(review, TONE_ERROR,
			_("Not saved: the database can only be read (another --db can be given)"));
		return false;
	}
	return true;
}

static int64_t score_now_centi(const struct review *review)
{
	struct score score;
	review_compute_score(review, &score);
	return score.has_score ? score.score_centi : -1;
}

static void say_waiting(struct review *review)
{
	struct err err;
	if (store_count_pending(review->options.store, &err) == 0)
		return;
	if (err.code == ERR_GONE)
		review_say(review, TONE_ERROR, _("NOT SAVED: %s"), review_unsaved_reason(&err));
	else
		review_say(review, TONE_WARNING, _("Saving... (%s)"), review_unsaved_reason(&err));
}

uint64_t review_submit(struct review *review, struct store_change *change, size_t mark)
{
	review_need_row(review);
	change->score_centi = score_now_centi(review);
	review->touched = true;
	uint64_t ticket = store_submit(review->options.store, review->row.id, change);
	if (!review->first_ticket)
		review->first_ticket = ticket;
	if (change->kind == CHANGE_MARK)
		review->marks[mark].ticket = ticket;
	if (!review_take_acks(review) || store_count_pending(review->options.store, NULL) > 0)
		say_waiting(review);
	return ticket;
}

void review_mark_waiting(const struct review *review, uint64_t ticket, uint64_t *field)
{
	*field = review->last_acked < ticket ? ticket : 0;
}

struct store_change review_change_of(const struct review *review, size_t mark)
{
	struct store_change change = {.kind = CHANGE_MARK};
	str_copy(change.item_key, ITEM_KEY_SIZE, review_mark_key(review, mark));
	return change;
}

void review_submit_gap(struct review *review, const struct gap_change *gap)
{
	struct store_change change = {.kind = CHANGE_GAP, .gap = *gap};
	review_submit(review, &change, 0);
}

void review_change_history(struct review *review, enum change_kind kind)
{
	struct store_change change = {.kind = kind};
	if (!review->has_row)
		review_say(review, TONE_PLAIN,
			kind == CHANGE_UNDO ? _("Nothing to undo") : _("Nothing to redo"));
	else if (review_may_mark(review))
		review_submit(review, &change, 0);
}

/* ---- what the database confirms ---- */

static void take_history_ack(struct review *review, const struct store_ack *ack)
{
	struct err err;
	int64_t note_ms = review_find_note_ms(review, ack->number);
	if (!review_load_marks(review, &err)) {
		review_say(review, TONE_ERROR, "%s", err.text);
		return;
	}
	size_t mark = review_find_mark(review, ack->item_key);
	if (mark < review->card->n_items)
		review->cursor = mark;
	if (!store_put_score(review->options.store, review->row.id, score_now_centi(review), &err))
		review_say(review, TONE_WARNING, "%s", err.text);
	else if (ack->gap_ms >= 0)
		review_take_gap_ack(review, ack);
	else
		review_say_history(review, ack, note_ms);
}

/* What was entered while the review could not be begun: it is refused with it. */
static void drop_waiting(struct review *review)
{
	struct store_ack ack;
	while (store_next_ack(review->options.store, &ack))
		review->last_acked = ack.ticket;
}

static void say_refusal(struct review *review, const struct store_ack *ack)
{
	if (ack->err.code == ERR_NOT_FOUND && ack->kind == CHANGE_UNDO)
		review_say(review, TONE_PLAIN, _("Nothing to undo"));
	else if (ack->err.code == ERR_NOT_FOUND && ack->kind == CHANGE_REDO)
		review_say(review, TONE_PLAIN, _("Nothing to redo"));
	else if (ack->kind == CHANGE_START && review->has_row)
		review_say(review, TONE_ERROR,
			_("Not saved: this review was begun in another window; here it is"));
	else
		review_say(review, TONE_ERROR, _("Not saved: %s"),
			review_unsaved_reason(&ack->err));
}

static void take_refusal(struct review *review, const struct store_ack *ack)
{
	if (ack->kind == CHANGE_START) {
		forget_start(review);
		drop_waiting(review);
	}
	if (ack->err.code == ERR_NOT_FOUND || load_anew(review))
		say_refusal(review, ack);
}

static void take_state_ack(struct review *review, const struct store_ack *ack)
{
	char clock[CLOCK_SIZE];
	review->submitted = ack->kind == CHANGE_SUBMIT;
	review->row.state = review->submitted ? REVIEW_FINAL : REVIEW_DRAFT;
	if (!review->submitted)
		return;
	review->lower = LOWER_SCORECARD;
	review_say(review, TONE_GOOD, _("Submitted %s"), review_wall_clock(ack->saved_ms, clock));
}

static void take_ack(struct review *review, const struct store_ack *ack)
{
	struct err err;
	size_t mark = review_find_mark(review, ack->item_key);
	if (mark < review_count_marks(review) && review->marks[mark].ticket == ack->ticket)
		review->marks[mark].ticket = 0;
	review_take_record_ack(review, ack);
	if (!ack->saved) {
		take_refusal(review, ack);
		return;
	}
	switch (ack->kind) {
	case CHANGE_MARK:
	case CHANGE_FIELD:
	case CHANGE_NOTE:
	case CHANGE_INCIDENT:
		review_say_saved(review, ack);
		break;
	case CHANGE_GAP:
		review_take_gap_ack(review, ack);
		break;
	case CHANGE_START:
		if (!store_follow(review->options.store, review->row.id, &err))
			review_say(review, TONE_WARNING, "%s", err.text);
		break;
	case CHANGE_UNDO:
	case CHANGE_REDO:
		take_history_ack(review, ack);
		break;
	case CHANGE_SUBMIT:
	case CHANGE_REOPEN:
		take_state_ack(review, ack);
		break;
	}
}

bool review_take_acks(struct review *review)
{
	struct store_ack ack;
	bool any = false;
	while (store_next_ack(review->options.store, &ack)) {
		/* A change made in a call that was left before it could be saved. */
		review->last_acked = ack.ticket;
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
