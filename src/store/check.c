/* Checks the whole file: integrity, the chain of the history, the rows against it. */
/* SPDX-License-Identifier: MIT */
#include "config.h"
#include "store/store.h"

#include <string.h>

#include "base/i18n.h"
#include "base/str.h"
#include "store/history.h"
#include "store/internal.h"

struct check {
	struct store *store;
	void (*report)(void *context, const char *line);
	void *context;
	int n_findings;
};

static void find(struct check *check, struct str *line)
{
	check->report(check->context, str_get(line));
	check->n_findings++;
	str_release(line);
}

static bool check_integrity(struct check *check, struct err *err)
{
	int rows;
	struct db *db = &check->store->db;
	sqlite3_stmt *row = db_start(db, SQL_INTEGRITY, err, "");
	if (!row)
		return false;
	while ((rows = db_step(db, row, err)) == 1) {
		struct str line = {0};
		if (strcmp(db_text(row, 0), "ok") == 0)
			continue;
		str_addf(&line, _("the file is damaged: %s"), db_text(row, 0));
		find(check, &line);
	}
	return rows == 0;
}

static bool check_references(struct check *check, struct err *err)
{
	int rows;
	struct db *db = &check->store->db;
	sqlite3_stmt *row = db_start(db, SQL_FOREIGN_KEYS, err, "");
	if (!row)
		return false;
	while ((rows = db_step(db, row, err)) == 1) {
		struct str line = {0};
		str_addf(&line, _("a row of table '%s' refers to one of '%s' that is missing"),
			db_text(row, 0), db_text(row, 2));
		find(check, &line);
	}
	return rows == 0;
}

/* Columns as in SQL_ALL_HISTORY. */
static void read_row(sqlite3_stmt *statement, struct history_row *row)
{
	*row = (struct history_row){
		.origin = db_text(statement, 0),
		.seq = sqlite3_column_int64(statement, 1),
		.prior = sqlite3_column_int64(statement, 2),
		.at_ms = sqlite3_column_int64(statement, 3),
		.person = db_text(statement, 4),
		.review_id = db_text(statement, 5),
		.command = sqlite3_column_int64(statement, 6),
		.kind = db_text(statement, 7),
		.target = sqlite3_column_int64(statement, 8),
		.entity = db_text(statement, 9),
		.key = db_text(statement, 10),
		.before = (const char *)sqlite3_column_text(statement, 11),
		.after = (const char *)sqlite3_column_text(statement, 12),
	};
}

static bool is_bytes(sqlite3_stmt *statement, int column, const uint8_t *bytes, size_t n_bytes)
{
	return (size_t)sqlite3_column_bytes(statement, column) == n_bytes &&
	       memcmp(sqlite3_column_blob(statement, column), bytes, n_bytes) == 0;
}

/* Whether the row's own hashes are right, given the hash before it; *hash becomes the row's. */
static bool is_linked(
	sqlite3_stmt *statement, const struct history_row *row, uint8_t hash[HASH_SIZE])
{
	uint8_t body_hash[HASH_SIZE], expected[HASH_SIZE];
	if (sqlite3_column_bytes(statement, 13) != HISTORY_SALT_SIZE)
		return false;
	history_hash_body(row, sqlite3_column_blob(statement, 13), body_hash);
	history_hash_row(row, hash, body_hash, expected);
	bool ok = is_bytes(statement, 14, body_hash, HASH_SIZE) &&
		  is_bytes(statement, 15, expected, HASH_SIZE);
	/* Go on from what is stored, so that one broken link is one finding. */
	if (sqlite3_column_bytes(statement, 15) == HASH_SIZE)
		memcpy(hash, sqlite3_column_blob(statement, 15), HASH_SIZE);
	return ok;
}

static bool check_chain(struct check *check, struct err *err)
{
	int rows;
	struct db *db = &check->store->db;
	uint8_t hash[HASH_SIZE] = {0};
	int64_t n_seen = 0;
	sqlite3_stmt *statement = db_start(db, SQL_ALL_HISTORY, err, "");
	if (!statement)
		return false;
	while ((rows = db_step(db, statement, err)) == 1) {
		struct history_row row;
		struct str line = {0};
		read_row(statement, &row);
		bool in_order = row.seq == ++n_seen;
		n_seen = row.seq;
		if (is_linked(statement, &row, hash) && in_order)
			continue;
		str_addf(&line, _("the history was changed at entry %lld (review %s)"),
			(long long)row.seq, row.review_id);
		find(check, &line);
	}
	return rows == 0;
}

/* Each statement gives the things whose row is not what the history says of it. */
static bool check_rows(struct check *check, struct err *err)
{
	static const struct {
		enum sql sql;
		const char *format; /* review, key */
	} comparisons[] = {
		{SQL_CHECK_BEFORE,
			N_("review %s, '%s': an entry of the history does not follow the one "
			   "before it")},
		{SQL_CHECK_PRIOR, N_("review %s, '%s': an entry of its history is missing")},
		{SQL_CHECK_LAST, N_("review %s%s: the end of its history is missing")},
		{SQL_CHECK_ANSWERS,
			N_("review %s, item '%s': the answer is not the one in the history")},
		{SQL_CHECK_COMMENTS,
			N_("review %s, item '%s': the comment is not the one in the history")},
		{SQL_CHECK_EVIDENCE, N_("review %s, evidence '%s' is not the one in the history")},
		{SQL_CHECK_REASONS, N_("review %s, reason '%s' is not as in the history")},
		{SQL_CHECK_OCCURRENCES, N_("review %s, occurrence '%s' is not the one in the history")},
		{SQL_CHECK_FIELDS, N_("review %s, field '%s' is not the one in the history")},
		{SQL_CHECK_NOTES, N_("review %s, note %s is not the one in the history")},
		{SQL_CHECK_INCIDENTS, N_("review %s, incident %s is not the one in the history")},
		{SQL_CHECK_GAPS, N_("review %s, gap '%s' is not the one in the history")},
		{SQL_CHECK_STATES, N_("review %s%s: its state is not the one in the history")},
		{SQL_CHECK_SCORES, N_("review %s%s: its score is not the one in the history")},
		{SQL_CHECK_STARTS,
			N_("review %s%s: its call or card is not the one in the history")},
	};
	for (size_t i = 0; i < sizeof comparisons / sizeof *comparisons; i++) {
		int rows;
		struct db *db = &check->store->db;
		sqlite3_stmt *row = db_start(db, comparisons[i].sql, err, "");
		if (!row)
			return false;
		while ((rows = db_step(db, row, err)) == 1) {
			struct str line = {0};
			str_addf(&line, _(comparisons[i].format), db_text(row, 0), db_text(row, 1));
			find(check, &line);
		}
		if (rows < 0)
			return false;
	}
	return true;
}

int store_check(struct store *store, void (*report)(void *context, const char *line), void *context,
	struct err *err)
{
	struct check check = {store, report, context, 0};
	if (!check_integrity(&check, err))
		return -1;
	if (check.n_findings > 0)
		return check.n_findings; /* what a damaged file holds tells nothing more */
	if (!check_references(&check, err) || !check_chain(&check, err) || !check_rows(&check, err))
		return -1;
	return check.n_findings;
}
