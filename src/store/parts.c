/* Reasons, occurrences, contact fields and notes: things of one value, each with its history. */
/* SPDX-License-Identifier: MIT */
#include "config.h"
#include "store/parts.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/i18n.h"
#include "base/mem.h"
#include "base/str.h"
#include "store/changes.h"
#include "store/internal.h"

#define KEY_SIZE (2 * ITEM_KEY_SIZE)

struct part {
	const char *entity; /* word of the history */
	enum sql get, put, remove;
	bool of_mark; /* hangs on the row of a mark */
};

static const struct part parts[] = {
	{"reason", SQL_GET_REASON, SQL_PUT_REASON, SQL_DELETE_REASON, true},
	{"occurrence", SQL_GET_OCCURRENCE, SQL_PUT_OCCURRENCE, SQL_DELETE_OCCURRENCE, true},
	{"field", SQL_GET_FIELD, SQL_PUT_FIELD, SQL_DELETE_FIELD, false},
	{"note", SQL_GET_NOTE, SQL_PUT_NOTE, SQL_DELETE_NOTE, false},
};

static const struct part *find_part(const char *entity)
{
	for (size_t i = 0; i < sizeof parts / sizeof *parts; i++)
		if (strcmp(parts[i].entity, entity) == 0)
			return &parts[i];
	return NULL;
}

/* "2.2/N1" has a head and a tail, "4" a head only. */
static bool split_key(const char *key, char head[ITEM_KEY_SIZE], const char **tail)
{
	size_t n_head = strcspn(key, "/");
	if (n_head == 0 || n_head >= ITEM_KEY_SIZE)
		return false;
	memcpy(head, key, n_head);
	head[n_head] = '\0';
	*tail = key[n_head] ? key + n_head + 1 : "";
	return true;
}

static bool write_part(struct command *command, const struct part *part, const char *head,
	const char *tail, bool exists, const char *value, struct err *err)
{
	struct db *db = &command->store->db;
	if (part->of_mark && !change_touch_mark(command, head, err))
		return false;
	if (exists && !db_run(db, part->remove, err, "ttt", command->review_id, head, tail))
		return false;
	return !value || db_run(db, part->put, err, "tttt", command->review_id, head, tail, value);
}

bool part_set(struct command *command, const char *entity, const char *key, const char *value,
	struct err *err)
{
	const struct part *part = find_part(entity);
	char head[ITEM_KEY_SIZE];
	const char *tail;
	sqlite3_stmt *row;
	if (!part || !split_key(key, head, &tail))
		return err_set(err, ERR_FORMAT, _("the history cannot take back '%s'"), entity);
	int rows = db_row(&command->store->db, &row, part->get, err, "ttt", command->review_id,
		head, tail);
	if (rows < 0)
		return false;
	char *before = db_take_text(rows, row);
	bool ok = change_is_same(before, value);
	if (!ok)
		ok = write_part(command, part, head, tail, before != NULL, value, err) &&
		     history_add(command, entity, key, before, value, err);
	free(before);
	return ok;
}

bool part_get_numbers(struct command *command, int sql, const char *item_key, int64_t *first,
	int64_t *last, struct err *err)
{
	sqlite3_stmt *row;
	if (db_row(&command->store->db, &row, sql, err, item_key ? "tt" : "t", command->review_id,
		    item_key) != 1)
		return false;
	*first = sqlite3_column_int64(row, 0);
	*last = sqlite3_column_int64(row, 1);
	db_end(row);
	return true;
}

/* ---- reasons ---- */

static bool has_code(const char *codes, const char *code, size_t n_code)
{
	while (codes && *codes) {
		size_t n = strcspn(codes, " ");
		if (n == n_code && memcmp(codes, code, n) == 0)
			return true;
		codes += n + strspn(codes + n, " ");
	}
	return false;
}

static bool set_reason(struct command *command, const char *item_key, const char *code,
	size_t n_code, const char *value, struct err *err)
{
	char key[KEY_SIZE];
	if (n_code >= ITEM_KEY_SIZE)
		return err_set(err, ERR_USAGE, _("item '%s' has no such reason"), item_key);
	snprintf(key, sizeof key, "%s/%.*s", item_key, (int)n_code, code);
	return change_set(command, "reason", key, value, err);
}

/* The codes that are there now, a blank between. */
static bool get_reasons(
	struct command *command, const char *item_key, struct str *codes, struct err *err)
{
	int rows;
	struct db *db = &command->store->db;
	sqlite3_stmt *row = db_start(db, SQL_GET_REASONS, err, "t", command->review_id);
	if (!row)
		return false;
	while ((rows = db_step(db, row, err)) == 1)
		if (strcmp(db_text(row, 0), item_key) == 0)
			str_addf(codes, "%s%s", codes->n_bytes ? " " : "", db_text(row, 1));
	return rows == 0;
}

/* Sets each of codes to value that is not among the others. */
static bool set_reasons(struct command *command, const char *item_key, const char *codes,
	const char *others, const char *value, struct err *err)
{
	while (codes && *codes) {
		size_t n = strcspn(codes, " ");
		if (n > 0 && !has_code(others, codes, n) &&
			!set_reason(command, item_key, codes, n, value, err))
			return false;
		codes += n + strspn(codes + n, " ");
	}
	return true;
}

bool part_write_reasons(struct command *command, const struct store_change *change, struct err *err)
{
	struct str now = {0};
	const char *wanted = change->reasons ? change->reasons : "";
	bool ok = get_reasons(command, change->item_key, &now, err) &&
		  set_reasons(command, change->item_key, str_get(&now), wanted, NULL, err) &&
		  set_reasons(command, change->item_key, wanted, str_get(&now), "yes", err);
	str_release(&now);
	return ok;
}

/* ---- occurrences ---- */

static bool set_occurrence(struct command *command, const char *item_key, int64_t n,
	const char *value, struct err *err)
{
	char key[KEY_SIZE];
	snprintf(key, sizeof key, "%s/%lld", item_key, (long long)n);
	return change_set(command, "occurrence", key, value, err);
}

static bool add_occurrence(
	struct command *command, const struct store_change *change, int64_t n, struct err *err)
{
	char value[24];
	if (change->occurrence_ms < 0)
		return err_set(err, ERR_USAGE, _("an occurrence needs its time"));
	snprintf(value, sizeof value, "%lld", (long long)change->occurrence_ms);
	return set_occurrence(command, change->item_key, n, value, err);
}

bool part_write_occurrence(
	struct command *command, const struct store_change *change, struct err *err)
{
	int64_t first, last;
	if (change->occurrence == OCCURRENCE_KEEP)
		return true;
	if (!part_get_numbers(
		    command, SQL_NUMBER_OCCURRENCE, change->item_key, &first, &last, err))
		return false;
	if (change->occurrence == OCCURRENCE_ADD)
		return add_occurrence(command, change, last + 1, err);
	if (change->occurrence == OCCURRENCE_TAKE)
		first = last;
	for (int64_t n = last; n > 0 && n >= first; n--)
		if (!set_occurrence(command, change->item_key, n, NULL, err))
			return false;
	return true;
}

/* ---- fields and notes ---- */

bool part_write_field(struct command *command, const struct store_change *change, struct err *err)
{
	const char *value = change->text && *change->text ? change->text : NULL;
	return change_check_text(value, err) &&
	       change_set(command, "field", change->item_key, value, err);
}

static bool set_note(
	struct command *command, const struct store_change *change, int64_t n, struct err *err)
{
	char key[24];
	struct str value = {0};
	snprintf(key, sizeof key, "%lld", (long long)n);
	if (!change->text || !*change->text)
		return change_set(command, "note", key, NULL, err);
	str_addf(&value, "%lld %s", (long long)change->note_ms, change->text);
	bool ok = change_set(command, "note", key, str_get(&value), err);
	str_release(&value);
	return ok;
}

bool part_write_note(struct command *command, const struct store_change *change, struct err *err)
{
	int64_t first, last, n = change->note_n;
	if (change->note_ms < 0)
		return err_set(err, ERR_USAGE, _("a note needs its time"));
	if (!change_check_text(change->text, err) ||
		!part_get_numbers(command, SQL_NUMBER_NOTE, NULL, &first, &last, err))
		return false;
	return set_note(command, change, n > 0 ? n : last + 1, err);
}
