/* What is kept outside of the history: what was heard of a call, and a person's settings. */
/* SPDX-License-Identifier: MIT */
#include "config.h"
#include "store/store.h"

#include <stdlib.h>
#include <string.h>

#include "base/i18n.h"
#include "base/mem.h"
#include "base/str.h"
#include "store/internal.h"

/* ---- what was heard: "0-1500 1500-9000s", s for what was left out ---- */

struct heard_note {
	struct store *store;
	const char *review_id;
	struct str text;
	int64_t played_ms, skipped_ms;
};

static bool add_range(struct heard_note *note, const struct store_heard *range, struct err *err)
{
	bool skipped = range->kind == HEARD_SKIPPED;
	if (range->start_ms < 0 || range->end_ms <= range->start_ms)
		return err_set(err, ERR_USAGE, _("what was heard must end after it starts"));
	str_addf(&note->text, "%s%lld-%lld%s", note->text.n_bytes ? " " : "",
		(long long)range->start_ms, (long long)range->end_ms, skipped ? "s" : "");
	*(skipped ? &note->skipped_ms : &note->played_ms) += range->end_ms - range->start_ms;
	return true;
}

static bool put_heard(void *context, struct err *err)
{
	struct heard_note *note = context;
	return db_run(&note->store->db, SQL_PUT_HEARD, err, "ttii", note->review_id,
		str_get(&note->text), note->played_ms, note->skipped_ms);
}

bool store_put_heard(struct store *store, const char *review_id, const struct store_heard *ranges,
	size_t n_ranges, struct err *err)
{
	struct heard_note note = {.store = store, .review_id = review_id};
	bool ok = true;
	for (size_t i = 0; ok && i < n_ranges; i++)
		ok = add_range(&note, &ranges[i], err);
	ok = ok && store_write(store, put_heard, &note, err);
	str_release(&note.text);
	return ok;
}

/* False where the text is none of ours. */
static bool read_range(const char **text, struct store_heard *range)
{
	char *rest;
	range->start_ms = strtoll(*text, &rest, 10);
	if (rest == *text || *rest != '-')
		return false;
	*text = rest + 1;
	range->end_ms = strtoll(*text, &rest, 10);
	if (rest == *text || range->start_ms < 0 || range->end_ms <= range->start_ms)
		return false;
	range->kind = *rest == 's' ? HEARD_SKIPPED : HEARD_PLAYED;
	rest += *rest == 's';
	*text = rest + (*rest == ' ');
	return *rest == ' ' || *rest == '\0';
}

bool store_get_heard(struct store *store, const char *review_id, struct store_heard **ranges,
	size_t *n_ranges, struct err *err)
{
	size_t n_room = 0;
	struct store_heard range;
	sqlite3_stmt *row;
	*ranges = NULL;
	*n_ranges = 0;
	int rows = db_row(&store->db, &row, SQL_GET_HEARD, err, "t", review_id);
	if (rows != 1)
		return rows == 0;
	const char *text = db_text(row, 0);
	while (*text && read_range(&text, &range)) {
		MEM_GROW(*ranges, *n_ranges, n_room);
		(*ranges)[(*n_ranges)++] = range;
	}
	bool whole = !*text;
	db_end(row);
	if (whole)
		return true;
	free(*ranges);
	*ranges = NULL;
	*n_ranges = 0;
	return err_set(err, ERR_FORMAT, _("what was heard of the call cannot be read"));
}

/* ---- settings ---- */

struct setting_note {
	struct store *store;
	const char *name;
	const char *value;
};

static bool put_setting(void *context, struct err *err)
{
	struct setting_note *note = context;
	struct store *store = note->store;
	if (!note->value)
		return db_run(&store->db, SQL_DELETE_SETTING, err, "tt", store->person, note->name);
	return db_run(&store->db, SQL_PUT_PERSON, err, "tt", store->person, store->person_display) &&
	       db_run(&store->db, SQL_PUT_SETTING, err, "ttt", store->person, note->name,
		       note->value);
}

bool store_put_setting(
	struct store *store, const char *name, const char *value, struct err *err)
{
	struct setting_note note = {store, name, value};
	return store_write(store, put_setting, &note, err);
}

bool store_get_setting(struct store *store, const char *name, char **value, struct err *err)
{
	sqlite3_stmt *row;
	int rows = db_row(&store->db, &row, SQL_GET_SETTING, err, "tt", store->person, name);
	if (rows == 0)
		return err_set(err, ERR_NOT_FOUND, _("nothing is remembered of '%s'"), name);
	if (rows < 0)
		return false;
	*value = mem_dup(db_text(row, 0));
	db_end(row);
	return true;
}
