/* Undo and redo, derived from the history: a command undoes a command. */
/* SPDX-License-Identifier: MIT */
#include "config.h"
#include "store/undo.h"

#include <string.h>

#include "base/i18n.h"
#include "store/changes.h"
#include "store/internal.h"

enum past_kind {
	PAST_EDIT,
	PAST_UNDO,
	PAST_REDO,
	PAST_FENCE, /* start, submit, reopen: nothing is undone across it */
};

/* An entry of the review's past; each leads to the one before. */
struct past {
	int64_t seq;
	int64_t prior; /* 0: it is the first */
	int64_t command;
	int64_t target;
	enum past_kind kind;
};

static enum past_kind read_kind(const char *word)
{
	if (strcmp(word, "edit") == 0)
		return PAST_EDIT;
	if (strcmp(word, "undo") == 0)
		return PAST_UNDO;
	return strcmp(word, "redo") == 0 ? PAST_REDO : PAST_FENCE;
}

/* Columns as in SQL_GET_ENTRY. */
static void read_past(sqlite3_stmt *row, int64_t seq, struct past *past)
{
	*past = (struct past){
		.seq = seq,
		.prior = sqlite3_column_int64(row, 0),
		.command = sqlite3_column_int64(row, 1),
		.kind = read_kind(db_text(row, 2)),
		.target = sqlite3_column_int64(row, 3),
	};
}

static bool get_past(struct command *command, int64_t seq, struct past *past, struct err *err)
{
	sqlite3_stmt *row;
	int rows = db_row(&command->store->db, &row, SQL_GET_ENTRY, err, "i", seq);
	if (rows == 0)
		return err_set(err, ERR_FORMAT,
			_("the database '%s' is damaged: its history ends early"),
			command->store->db.path);
	if (rows < 0)
		return false;
	read_past(row, seq, past);
	db_end(row);
	return true;
}

/* Goes on, from an entry backwards, to the newest entry whose command is at most n; past->seq is 0
 * where there is none. */
static bool go_back_to(struct command *command, int64_t n, struct past *past, struct err *err)
{
	int64_t seq = past->seq;
	while (seq > 0) {
		if (!get_past(command, seq, past, err))
			return false;
		if (past->command <= n)
			return true;
		seq = past->prior;
	}
	past->seq = 0;
	return true;
}

/* From the newest backwards: an undo together with what it undid, and all between, changed nothing;
 * after a redo everything is as after the command that it did again. */
static bool find_undo(struct command *command, struct past *past, struct err *err)
{
	int64_t n = command->n - 1;
	*past = (struct past){.seq = command->prior};
	while (go_back_to(command, n, past, err)) {
		if (past->seq == 0 || past->kind == PAST_FENCE)
			return err_set(err, ERR_NOT_FOUND, _("nothing to undo"));
		if (past->kind == PAST_EDIT)
			return true;
		n = past->kind == PAST_UNDO ? past->target - 1 : past->target;
	}
	return false;
}

/* Redos since have done again what the newest undos had undone: as many undos are passed over. */
static bool find_redo(struct command *command, struct past *past, struct err *err)
{
	int64_t n = command->n - 1, n_done_again = 0;
	*past = (struct past){.seq = command->prior};
	while (go_back_to(command, n, past, err)) {
		if (past->seq == 0 || (past->kind != PAST_UNDO && past->kind != PAST_REDO))
			return err_set(err, ERR_NOT_FOUND, _("nothing to redo"));
		if (past->kind == PAST_UNDO && n_done_again == 0)
			return go_back_to(command, past->target, past, err);
		n_done_again += past->kind == PAST_REDO ? 1 : -1;
		n = past->command - 1;
	}
	return false;
}

static bool set_value(struct command *command, sqlite3_stmt *row, bool to_before, struct err *err)
{
	int column = to_before ? 6 : 7;
	const char *value =
		sqlite3_column_type(row, column) == SQLITE_NULL ? NULL : db_text(row, column);
	return change_set(command, db_text(row, 4), db_text(row, 5), value, err);
}

/* Sets everything that the found command changed to what it was before, or to what it became. */
static bool set_values(
	struct command *command, const struct past *found, bool to_before, struct err *err)
{
	sqlite3_stmt *row;
	struct past past = *found;
	command->target = found->command;
	for (int64_t seq = found->seq; seq > 0; seq = past.prior) {
		int rows = db_row(&command->store->db, &row, SQL_GET_ENTRY, err, "i", seq);
		if (rows != 1)
			return rows == 0;
		read_past(row, seq, &past);
		bool mine = past.command == found->command;
		bool ok = !mine || set_value(command, row, to_before, err);
		db_end(row);
		if (!ok || !mine)
			return ok;
	}
	return true;
}

bool undo_apply(struct command *command, struct err *err)
{
	struct past past;
	return find_undo(command, &past, err) && set_values(command, &past, true, err);
}

bool undo_apply_redo(struct command *command, struct err *err)
{
	struct past past;
	return find_redo(command, &past, err) && set_values(command, &past, false, err);
}
