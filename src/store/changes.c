/* What one key of the reviewer changes: answer, comment, evidence, state, each with its history. */
/* SPDX-License-Identifier: MIT */
#include "config.h"
#include "store/changes.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/i18n.h"
#include "base/mem.h"
#include "base/str.h"
#include "store/gap_changes.h"
#include "store/incidents.h"
#include "store/internal.h"
#include "store/parts.h"
#include "store/undo.h"

#define REOPEN_MS (10 * 60 * 1000)
#define MAX_TEXT_BYTES 65536
#define NA_VALUE "n/a" /* no key of a level has a slash */

bool change_is_same(const char *a, const char *b)
{
	return a && b ? strcmp(a, b) == 0 : a == b;
}

/* What the row of a mark holds now, as the history writes it; freed by the caller, NULL: nothing.
 */
struct mark_values {
	bool exists;
	char *answer;
	char *comment;
};

static bool get_mark(
	struct command *command, const char *item_key, struct mark_values *values, struct err *err)
{
	sqlite3_stmt *row;
	*values = (struct mark_values){0};
	int rows = db_row(
		&command->store->db, &row, SQL_GET_MARK, err, "tt", command->review_id, item_key);
	if (rows == 1) {
		*values = (struct mark_values){true, db_dup_text(row, 0), db_dup_text(row, 1)};
		db_end(row);
	}
	return rows >= 0;
}

static bool add_mark(struct command *command, const char *item_key, struct err *err)
{
	return db_run(&command->store->db, SQL_ADD_MARK, err, "ttii", command->review_id, item_key,
		command->review.card_row, command->at_ms);
}

/* Answer and comment live in the row of the mark; both are put by a statement of one shape. */
static bool set_in_mark(struct command *command, bool answer, const char *item_key,
	const char *value, struct err *err)
{
	struct mark_values now;
	if (!get_mark(command, item_key, &now, err))
		return false;
	const char *before = answer ? now.answer : now.comment;
	bool ok = change_is_same(before, value);
	if (!ok)
		ok = (now.exists || add_mark(command, item_key, err)) &&
		     db_run(&command->store->db, answer ? SQL_PUT_ANSWER : SQL_PUT_COMMENT, err,
			     "ttti", command->review_id, item_key, value, command->at_ms) &&
		     history_add(
			     command, answer ? "answer" : "comment", item_key, before, value, err);
	free(now.answer);
	free(now.comment);
	return ok;
}

/* "2.2/1" is the first evidence of item 2.2. */
static bool split_key(const char *key, char item_key[ITEM_KEY_SIZE], int64_t *n)
{
	const char *slash = strrchr(key, '/');
	if (!slash || slash - key >= ITEM_KEY_SIZE)
		return false;
	memcpy(item_key, key, (size_t)(slash - key));
	item_key[slash - key] = '\0';
	*n = strtoll(slash + 1, NULL, 10);
	return *n > 0;
}

static bool write_evidence(struct command *command, const char *item_key, int64_t n, bool exists,
	const char *value, struct err *err)
{
	struct db *db = &command->store->db;
	if (!value)
		return db_run(db, SQL_DELETE_EVIDENCE, err, "tti", command->review_id, item_key, n);
	char *rest;
	int64_t start_ms = strtoll(value, &rest, 10);
	int64_t end_ms = *rest == '-' ? strtoll(rest + 1, NULL, 10) : -1;
	return db_run(db, exists ? SQL_PUT_EVIDENCE : SQL_ADD_EVIDENCE, err, "ttiii",
		command->review_id, item_key, n, start_ms, end_ms);
}

/* Evidence hangs on the row of its mark, which says when it was last changed. */
bool change_touch_mark(struct command *command, const char *item_key, struct err *err)
{
	struct mark_values now;
	if (strcmp(command->item_key, item_key) == 0)
		return true; /* this command has just written it */
	if (!get_mark(command, item_key, &now, err))
		return false;
	free(now.answer);
	free(now.comment);
	if (!now.exists)
		return add_mark(command, item_key, err);
	return db_run(&command->store->db, SQL_TOUCH_MARK, err, "tti", command->review_id, item_key,
		command->at_ms);
}

static bool set_evidence(
	struct command *command, const char *key, const char *value, struct err *err)
{
	char item_key[ITEM_KEY_SIZE];
	int64_t n;
	sqlite3_stmt *row;
	if (!split_key(key, item_key, &n))
		return err_set(err, ERR_FORMAT, _("the history names no evidence '%s'"), key);
	int rows = db_row(&command->store->db, &row, SQL_GET_EVIDENCE, err, "tti",
		command->review_id, item_key, n);
	if (rows < 0)
		return false;
	char *before = db_take_text(rows, row);
	bool ok = change_is_same(before, value);
	if (!ok)
		ok = change_touch_mark(command, item_key, err) &&
		     write_evidence(command, item_key, n, before != NULL, value, err) &&
		     history_add(command, "evidence", key, before, value, err);
	free(before);
	return ok;
}

/* Sets it; *of_item: it belongs to the item that its key begins with. */
static bool set_thing(struct command *command, const char *entity, const char *key,
	const char *value, bool *of_item, struct err *err)
{
	*of_item = true;
	if (strcmp(entity, "answer") == 0)
		return set_in_mark(command, true, key, value, err);
	if (strcmp(entity, "comment") == 0)
		return set_in_mark(command, false, key, value, err);
	if (strcmp(entity, "evidence") == 0)
		return set_evidence(command, key, value, err);
	*of_item = strcmp(entity, "reason") == 0 || strcmp(entity, "occurrence") == 0;
	if (strcmp(entity, "gap") == 0)
		return gap_changes_set(command, key, value, err);
	if (strcmp(entity, "incident") == 0)
		return incident_set(command, key, value, err);
	return part_set(command, entity, key, value, err);
}

bool change_set(struct command *command, const char *entity, const char *key, const char *value,
	struct err *err)
{
	bool of_item;
	if (!set_thing(command, entity, key, value, &of_item, err))
		return false;
	if (of_item && !command->item_key[0] && command->n_rows > 0) {
		str_copy(command->item_key, sizeof command->item_key, key);
		command->item_key[strcspn(command->item_key, "/")] = '\0';
	}
	return true;
}

bool change_check_text(const char *text, struct err *err)
{
	if (text && strlen(text) > MAX_TEXT_BYTES)
		return err_set(err, ERR_USAGE, _("the text is too long: at most %d bytes"),
			MAX_TEXT_BYTES);
	return true;
}

/* The value of an answer as it is stored: the card's own key of the level. */
static bool answer_value(struct command *command, const struct store_change *change,
	char value[ITEM_KEY_SIZE], struct err *err)
{
	sqlite3_stmt *row;
	if (change->level == ANSWER_NA)
		return str_copy(value, ITEM_KEY_SIZE, NA_VALUE);
	int rows = db_row(&command->store->db, &row, SQL_GET_LEVEL, err, "itd",
		command->review.card_row, change->item_key, change->level);
	if (rows < 0)
		return false;
	if (rows == 1) {
		str_copy(value, ITEM_KEY_SIZE, db_text(row, 0));
		db_end(row);
		if (!change->level_key[0] || strcmp(change->level_key, value) == 0)
			return true;
	}
	return err_set(err, ERR_USAGE, _("item '%s' of the stored card has no such level %d"),
		change->item_key, change->level);
}

static bool mark_answer(struct command *command, const struct store_change *change, struct err *err)
{
	char value[ITEM_KEY_SIZE];
	if (change->level == ANSWER_NONE)
		return change_set(command, "answer", change->item_key, NULL, err);
	return answer_value(command, change, value, err) &&
	       change_set(command, "answer", change->item_key, value, err);
}

static bool set_evidence_n(
	struct command *command, const char *item_key, int64_t n, const char *value, struct err *err)
{
	char key[ITEM_KEY_SIZE + 24];
	snprintf(key, sizeof key, "%s/%lld", item_key, (long long)n);
	return change_set(command, "evidence", key, value, err);
}

static bool drop_evidence(
	struct command *command, const char *item_key, int64_t first, int64_t last, struct err *err)
{
	for (int64_t n = last; n >= first && n > 0; n--)
		if (!set_evidence_n(command, item_key, n, NULL, err))
			return false;
	return true;
}

static bool put_evidence(struct command *command, const struct store_change *change, int64_t n_key,
	struct err *err)
{
	char value[48];
	if (change->evidence_end_ms >= 0 && change->evidence_end_ms <= change->evidence_ms)
		return err_set(err, ERR_USAGE, _("evidence must end after it starts"));
	int n = snprintf(value, sizeof value, "%lld", (long long)change->evidence_ms);
	if (change->evidence_end_ms >= 0)
		snprintf(value + n, sizeof value - (size_t)n, "-%lld",
			(long long)change->evidence_end_ms);
	return set_evidence_n(command, change->item_key, n_key, value, err);
}

static bool mark_evidence(
	struct command *command, const struct store_change *change, struct err *err)
{
	int64_t first, last, n = change->evidence_n;
	if (!part_get_numbers(command, SQL_NUMBER_EVIDENCE, change->item_key, &first, &last, err))
		return false;
	if (n == EVIDENCE_ALL && change->evidence_ms < 0)
		return drop_evidence(command, change->item_key, first, last, err);
	if (n == EVIDENCE_MORE)
		n = last + 1;
	else if (n <= 0)
		n = first ? first : 1;
	if (change->evidence_ms < 0)
		return set_evidence_n(command, change->item_key, n, NULL, err);
	return put_evidence(command, change, n, err);
}

static bool mark_comment(
	struct command *command, const struct store_change *change, struct err *err)
{
	const char *comment = change->comment && *change->comment ? change->comment : NULL;
	return change_check_text(comment, err) &&
	       change_set(command, "comment", change->item_key, comment, err);
}

/* The score goes with the mark; where nothing was changed it may still be new. */
static bool finish(struct command *command, int64_t score_centi, struct err *err)
{
	score_centi = score_centi < 0 ? -1 : score_centi;
	struct db *db = &command->store->db;
	if (command->n_rows == 0)
		return db_run(db, SQL_PUT_SCORE, err, "ti", command->review_id, score_centi);
	return db_run(db, SQL_PUT_LAST_SCORED, err, "tii", command->review_id, command->prior,
		score_centi);
}

static bool apply_mark(struct command *command, const struct store_change *change, struct err *err)
{
	return (!change->set_level || mark_answer(command, change, err)) &&
	       part_write_occurrence(command, change, err) &&
	       (!change->set_evidence || mark_evidence(command, change, err)) &&
	       (!change->set_reasons || part_write_reasons(command, change, err)) &&
	       (!change->set_comment || mark_comment(command, change, err));
}

/* What a person says of the call, of whatever kind. */
static bool apply_edit(struct command *command, const struct store_change *change, struct err *err)
{
	bool ok = false;
	if (change->kind == CHANGE_MARK)
		ok = apply_mark(command, change, err);
	else if (change->kind == CHANGE_GAP)
		ok = gap_changes_write(command, &change->gap, err);
	else if (change->kind == CHANGE_FIELD)
		ok = part_write_field(command, change, err);
	else if (change->kind == CHANGE_NOTE)
		ok = part_write_note(command, change, err);
	else
		ok = incident_write(command, change, err);
	return ok && finish(command, change->score_centi, err);
}

static bool apply_past(struct command *command, bool undo, struct err *err)
{
	return (undo ? undo_apply(command, err) : undo_apply_redo(command, err)) &&
	       db_run(&command->store->db, SQL_PUT_LAST, err, "ti", command->review_id,
		       command->prior);
}

static bool set_state(struct command *command, const char *before, const char *after,
	int64_t score_centi, int64_t final_ms, struct err *err)
{
	char text[24];
	bool leaves = final_ms == 0;
	snprintf(text, sizeof text, "%lld", (long long)score_centi);
	return history_add(command, "state", "", before, after, err) &&
	       (score_centi < 0 || history_add(command, "score", "", leaves ? text : NULL,
					   leaves ? NULL : text, err)) &&
	       db_run(&command->store->db, SQL_SET_STATE, err, "tiiti", command->review_id,
		       command->prior, score_centi, after, final_ms);
}

static bool apply_submit(struct command *command, int64_t score_centi, struct err *err)
{
	return set_state(
		command, "draft", "final", score_centi < 0 ? -1 : score_centi, command->at_ms, err);
}

static bool apply_reopen(struct command *command, struct err *err)
{
	const struct review_facts *review = &command->review;
	if (!review->final)
		return err_set(err, ERR_CONFLICT, _("this review is not submitted"));
	if (command->at_ms - review->final_ms > REOPEN_MS)
		return err_set(err, ERR_CONFLICT,
			_("a review can be reopened only within 10 minutes of submitting it"));
	return set_state(command, "final", "draft", review->final_score_centi, 0, err);
}

static const char *kind_word(enum change_kind kind)
{
	switch (kind) {
	case CHANGE_MARK:
	case CHANGE_GAP:
	case CHANGE_FIELD:
	case CHANGE_NOTE:
	case CHANGE_INCIDENT:
		return "edit";
	case CHANGE_START:
		return "start";
	case CHANGE_UNDO:
		return "undo";
	case CHANGE_REDO:
		return "redo";
	case CHANGE_SUBMIT:
		return "submit";
	case CHANGE_REOPEN:
		return "reopen";
	}
	return "";
}

bool change_apply(struct store *store, const char *review_id, const struct store_change *change,
	struct command *command, struct err *err)
{
	if (!history_begin(command, store, review_id, kind_word(change->kind), err))
		return false;
	if (command->review.final && change->kind != CHANGE_REOPEN)
		return err_set(err, ERR_CONFLICT, _("this review is submitted: reopen it first"));
	if (history_is_stale(command))
		return err_set(err, ERR_CONFLICT,
			_("this review was changed in another window; it is shown as it stands now"));
	switch (change->kind) {
	case CHANGE_MARK:
	case CHANGE_GAP:
	case CHANGE_FIELD:
	case CHANGE_NOTE:
	case CHANGE_INCIDENT:
		return apply_edit(command, change, err);
	case CHANGE_START:
		break; /* start.c */
	case CHANGE_UNDO:
		return apply_past(command, true, err);
	case CHANGE_REDO:
		return apply_past(command, false, err);
	case CHANGE_SUBMIT:
		return apply_submit(command, change->score_centi, err);
	case CHANGE_REOPEN:
		return apply_reopen(command, err);
	}
	return err_set(err, ERR_USAGE, _("this review was begun already"));
}
