/* Gaps whose kind the reviewer has changed, each with its history. */
/* SPDX-License-Identifier: MIT */
#include "config.h"
#include "store/gap_changes.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/i18n.h"
#include "base/mem.h"
#include "base/str.h"
#include "store/internal.h"

#define KEY_SIZE 48
#define VALUE_SIZE 16

static bool read_key(const char *key, int64_t *start_ms, int64_t *end_ms, struct err *err)
{
	char *rest;
	*start_ms = strtoll(key, &rest, 10);
	if (*rest == '-')
		*end_ms = strtoll(rest + 1, &rest, 10);
	if (rest == key || *rest || *start_ms < 0)
		return err_set(err, ERR_FORMAT, _("the history names no gap '%s'"), key);
	return true;
}

/* What is stored of the gap; "" for nothing. */
static bool get_value(struct command *command, int64_t start_ms, int64_t end_ms,
	char value[VALUE_SIZE], struct err *err)
{
	sqlite3_stmt *row;
	value[0] = '\0';
	int rows = db_row(&command->store->db, &row, SQL_GET_GAP, err, "tii", command->review_id,
		start_ms, end_ms);
	if (rows == 1) {
		str_copy(value, VALUE_SIZE, db_text(row, 0));
		db_end(row);
	}
	return rows >= 0;
}

static bool put_value(struct command *command, int64_t start_ms, int64_t end_ms, bool exists,
	const char *value, struct err *err)
{
	struct db *db = &command->store->db;
	if (!value)
		return db_run(db, SQL_DELETE_GAP, err, "tii", command->review_id, start_ms, end_ms);
	return db_run(db, exists ? SQL_PUT_GAP : SQL_ADD_GAP, err, "tiit", command->review_id,
		start_ms, end_ms, value);
}

bool gap_changes_set(struct command *command, const char *key, const char *value, struct err *err)
{
	int64_t start_ms, end_ms = 0;
	char before[VALUE_SIZE];
	if (!read_key(key, &start_ms, &end_ms, err) ||
		!get_value(command, start_ms, end_ms, before, err))
		return false;
	if (strcmp(before, value ? value : "") == 0)
		return true;
	command->gap_ms = start_ms;
	return put_value(command, start_ms, end_ms, before[0], value, err) &&
	       history_add(command, "gap", key, before[0] ? before : NULL, value, err);
}

bool gap_changes_write(struct command *command, const struct gap_change *change, struct err *err)
{
	char key[KEY_SIZE];
	const char *word = gap_choice_word(change->choice);
	if (change->start_ms < 0 || change->end_ms <= change->start_ms)
		return err_set(err, ERR_USAGE, _("a gap must end after it starts"));
	snprintf(key, sizeof key, "%lld-%lld", (long long)change->start_ms,
		(long long)change->end_ms);
	command->gap_ms = change->start_ms;
	return gap_changes_set(command, key, word[0] ? word : NULL, err);
}

bool store_get_gap_changes(struct store *store, const char *review_id, struct gap_change **changes,
	size_t *n_changes, struct err *err)
{
	size_t n_room = 0;
	int rows;
	*changes = NULL;
	*n_changes = 0;
	sqlite3_stmt *row = db_start(&store->db, SQL_GET_GAPS, err, "t", review_id);
	if (!row)
		return false;
	while ((rows = db_step(&store->db, row, err)) == 1) {
		MEM_GROW(*changes, *n_changes, n_room);
		(*changes)[(*n_changes)++] = (struct gap_change){sqlite3_column_int64(row, 0),
			sqlite3_column_int64(row, 1), gap_choice_find(db_text(row, 2))};
	}
	if (rows == 0)
		return true;
	free(*changes);
	*changes = NULL;
	*n_changes = 0;
	return false;
}
