/* Undo and redo, derived from the history: a command undoes a command. */
/* SPDX-License-Identifier: MIT */
#include "config.h"
#include "store/undo.h"

#include <string.h>

#include "base/i18n.h"
#include "store/changes.h"
#include "store/internal.h"

enum past_kind {
	PAST_NONE, /* no such command */
	PAST_EDIT,
	PAST_UNDO,
	PAST_REDO,
	PAST_FENCE, /* start, submit, reopen: nothing is undone across it */
};

/* What command n of the review was, and the command that it was about. */
static bool get_past(struct command *command, int64_t n, enum past_kind *kind, int64_t *target,
	struct err *err)
{
	sqlite3_stmt *row;
	*kind = PAST_NONE;
	int rows = db_row(&command->store->db, &row, SQL_GET_COMMAND, err, "ti", command->review_id, n);
	if (rows <= 0)
		return rows == 0;
	const char *word = db_text(row, 0);
	*kind = strcmp(word, "edit") == 0 ? PAST_EDIT
		: strcmp(word, "undo") == 0 ? PAST_UNDO
		: strcmp(word, "redo") == 0 ? PAST_REDO : PAST_FENCE;
	*target = sqlite3_column_int64(row, 1);
	db_end(row);
	return true;
}

/* From the newest backwards: an undo together with what it undid, and all between, changed nothing;
 * after a redo everything is as after the command that it did again. */
static bool find_undo(struct command *command, int64_t *found, struct err *err)
{
	enum past_kind kind = PAST_UNDO;
	int64_t n = command->n - 1, target = 0;
	while (n > 0) {
		if (!get_past(command, n, &kind, &target, err))
			return false;
		if (kind == PAST_EDIT) {
			*found = n;
			return true;
		}
		if (kind == PAST_REDO) {
			*found = target;
			return true;
		}
		if (kind != PAST_UNDO || target >= n)
			break;
		n = target - 1;
	}
	return err_set(err, ERR_NOT_FOUND, _("nothing to undo"));
}

/* Redos since have done again what the newest undos had undone: as many undos are passed over. */
static bool find_redo(struct command *command, int64_t *found, struct err *err)
{
	enum past_kind kind;
	int64_t target = 0, n_done_again = 0;
	for (int64_t n = command->n - 1; n > 0; n--) {
		if (!get_past(command, n, &kind, &target, err))
			return false;
		if (kind == PAST_REDO) {
			n_done_again++;
		} else if (kind != PAST_UNDO) {
			break;
		} else if (n_done_again == 0) {
			*found = target;
			return true;
		} else {
			n_done_again--;
		}
	}
	return err_set(err, ERR_NOT_FOUND, _("nothing to redo"));
}

/* Sets everything that the target command changed to what it was before, or to what it became. */
static bool set_rows(struct command *command, bool to_before, struct err *err)
{
	struct db *db = &command->store->db;
	sqlite3_stmt *row = db_start(db, SQL_GET_ROWS, err, "ti", command->review_id, command->target);
	if (!row)
		return false;
	int rows;
	while ((rows = db_step(db, row, err)) == 1) {
		int column = to_before ? 2 : 3;
		const char *value = sqlite3_column_type(row, column) == SQLITE_NULL
			? NULL : db_text(row, column);
		if (!change_set(command, db_text(row, 0), db_text(row, 1), value, err)) {
			db_end(row);
			return false;
		}
	}
	return rows == 0;
}

bool undo_apply(struct command *command, struct err *err)
{
	return find_undo(command, &command->target, err) && set_rows(command, true, err);
}

bool undo_apply_redo(struct command *command, struct err *err)
{
	return find_redo(command, &command->target, err) && set_rows(command, false, err);
}
