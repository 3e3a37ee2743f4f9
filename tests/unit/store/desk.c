/* A reviewer's desk for tests of the store: a folder of its own, a clock, a call, a card. */
/* SPDX-License-Identifier: MIT */
#include "config.h"
#include "desk.h"

#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include <sqlite3.h>

#include "base/mem.h"
#include "base/str.h"
#include "testing.h"

int64_t desk_now_ms;

int64_t desk_wall_ms(void)
{
	return desk_now_ms;
}

int desk_setup_folder(void **state)
{
	struct desk *desk = mem_zalloc(1, sizeof *desk);
	strcpy(desk->folder, "/tmp/callmark-store-XXXXXX");
	assert_non_null(mkdtemp(desk->folder));
	snprintf(desk->path, sizeof desk->path, "%s/marks.db", desk->folder);
	snprintf(desk->cache_path, sizeof desk->cache_path, "%s/cache.db", desk->folder);
	desk_now_ms = INT64_C(1700000000000);
	*state = desk;
	return 0;
}

int desk_setup(void **state)
{
	desk_setup_folder(state);
	struct desk *desk = *state;
	desk_open(desk);
	desk_add_call(desk);
	desk_add_review(desk);
	return 0;
}

static void delete_folder(const char *folder)
{
	DIR *dir = opendir(folder);
	struct dirent *entry;
	while (dir && (entry = readdir(dir))) {
		struct str path = {0};
		str_addf(&path, "%s/%s", folder, entry->d_name);
		if (entry->d_name[0] != '.' && unlink(str_get(&path)) != 0)
			delete_folder(str_get(&path));
		str_release(&path);
	}
	if (dir)
		closedir(dir);
	rmdir(folder);
}

int desk_teardown(void **state)
{
	struct desk *desk = *state;
	store_close(desk->store);
	chmod(desk->folder, 0700);
	delete_folder(desk->folder);
	free(desk);
	return 0;
}

struct store *desk_try(struct desk *desk, bool readonly, struct err *err)
{
	struct store_options options = {.path = desk->path,
		.cache_path = desk->cache_path,
		.person = "ada",
		.wall_ms = desk_wall_ms,
		.readonly = readonly};
	return store_open(&options, err);
}

void desk_open(struct desk *desk)
{
	struct err err = {0};
	desk->store = desk_try(desk, false, &err);
	assert_string_equal(err.text, "");
	assert_non_null(desk->store);
}

void desk_reopen(struct desk *desk)
{
	struct err err = {0};
	store_close(desk->store);
	desk_open(desk);
	assert_true(store_find_review(desk->store, desk->call_id, &desk->review, &err));
}

void desk_add_call(struct desk *desk)
{
	struct err err = {0};
	char path[] = "/calls/one.wav";
	struct call_leg leg = {path, LEG_MIXED, 1000, 7};
	assert_true(store_add_call(desk->store, "one", &leg, 1, desk->call_id, &err));
}

static void add_card(struct desk *desk)
{
	static const char *const keys[N_ITEMS] = {"1", "2", "3", "4", "5", "6"};
	static const char *const level_keys[] = {"no", "met", "more"};
	struct store_card_level levels[3 * N_ITEMS];
	struct err err = {0};
	for (size_t i = 0; i < 3 * N_ITEMS; i++)
		levels[i] =
			(struct store_card_level){keys[i / 3], level_keys[i % 3], (int)(i % 3) + 1};
	assert_true(store_put_card(desk->store, "short", 1, "the card", 8, keys, N_ITEMS, levels,
		3 * N_ITEMS, &desk->card_row, &err));
}

void desk_add_review(struct desk *desk)
{
	struct err err = {0};
	add_card(desk);
	assert_true(
		store_add_review(desk->store, desk->call_id, desk->card_row, &desk->review, &err));
}

static bool submit(struct desk *desk, const struct store_change *change, struct store_ack *ack)
{
	uint64_t ticket = store_submit(desk->store, desk->review.id, change);
	assert_true(store_next_ack(desk->store, ack));
	assert_int_equal(ack->ticket, ticket);
	assert_int_equal(ack->kind, change->kind);
	return ack->saved;
}

const char *desk_do(struct desk *desk, const struct store_change *change, struct store_ack *ack)
{
	submit(desk, change, ack);
	assert_string_equal(ack->err.text, "");
	assert_true(ack->saved);
	return ack->item_key;
}

void desk_mark(struct desk *desk, const char *item_key, int level)
{
	struct store_ack ack;
	struct store_change change = {
		.set_level = true, .level = level, .score_centi = 100 * level};
	str_copy(change.item_key, sizeof change.item_key, item_key);
	desk_do(desk, &change, &ack);
}

void desk_comment(struct desk *desk, const char *item_key, const char *comment)
{
	struct store_ack ack;
	struct store_change change = {.set_comment = true, .comment = comment, .score_centi = -1};
	str_copy(change.item_key, sizeof change.item_key, item_key);
	desk_do(desk, &change, &ack);
}

void desk_refused(struct desk *desk, const struct store_change *change, enum err_code code)
{
	struct store_ack ack;
	assert_false(submit(desk, change, &ack));
	assert_int_equal(ack.err.code, code);
	assert_string_not_equal(ack.err.text, "");
}

static bool step(struct desk *desk, enum change_kind kind)
{
	struct store_ack ack;
	if (!submit(desk, &(struct store_change){.kind = kind}, &ack))
		assert_int_equal(ack.err.code, ERR_NOT_FOUND);
	return ack.saved;
}

bool desk_undo(struct desk *desk)
{
	return step(desk, CHANGE_UNDO);
}

bool desk_redo(struct desk *desk)
{
	return step(desk, CHANGE_REDO);
}

static void add_mark(struct str *text, const struct store_mark *mark)
{
	str_addf(text, "%s=%d", mark->item_key, mark->level);
	for (size_t i = 0; i < mark->n_evidence; i++) {
		str_addf(text, " @%d", (int)mark->evidence[i].start_ms);
		if (mark->evidence[i].end_ms >= 0)
			str_addf(text, "-%d", (int)mark->evidence[i].end_ms);
	}
	for (size_t i = 0; i < mark->n_occurrences; i++)
		str_addf(text, " #%d", (int)mark->occurrences[i].start_ms);
	if (*mark->reasons)
		str_addf(text, " (%s)", mark->reasons);
	if (*mark->comment)
		str_addf(text, " '%s'", mark->comment);
	str_addc(text, ';');
}

static void add_marks(struct desk *desk, struct str *text)
{
	struct err err = {0};
	struct store_mark *marks;
	size_t n_marks;
	assert_true(store_get_marks(desk->store, desk->review.id, &marks, &n_marks, &err));
	for (size_t i = 0; i < n_marks; i++)
		add_mark(text, &marks[i]);
	store_free_marks(marks, n_marks);
}

static void add_fields_and_notes(struct desk *desk, struct str *text)
{
	struct err err = {0};
	struct store_field *fields;
	struct store_note *notes;
	size_t n_fields, n_notes;
	assert_true(store_get_fields(desk->store, desk->review.id, &fields, &n_fields, &err));
	for (size_t i = 0; i < n_fields; i++)
		str_addf(text, "field %s: %s;", fields[i].key, fields[i].value);
	store_free_fields(fields, n_fields);
	assert_true(store_get_notes(desk->store, desk->review.id, &notes, &n_notes, &err));
	for (size_t i = 0; i < n_notes; i++)
		str_addf(text, "note %d @%d: %s;", notes[i].n, (int)notes[i].at_ms, notes[i].text);
	store_free_notes(notes, n_notes);
}

static void add_incidents(struct desk *desk, struct str *text)
{
	struct err err = {0};
	struct store_incident *incidents;
	size_t n;
	assert_true(store_get_incidents(desk->store, desk->review.id, &incidents, &n, &err));
	for (size_t i = 0; i < n; i++) {
		str_addf(text, "incident %d %s/%s @%d-%d", incidents[i].n, incidents[i].class,
			incidents[i].category, (int)incidents[i].start_ms,
			(int)incidents[i].end_ms);
		for (int k = 0; k < N_INCIDENT_TEXTS; k++)
			str_addf(text, "|%s", incidents[i].texts[k]);
		str_addc(text, ';');
	}
	store_free_incidents(incidents, n);
}

char *desk_marks(struct desk *desk)
{
	struct str text = {0};
	add_marks(desk, &text);
	add_fields_and_notes(desk, &text);
	add_incidents(desk, &text);
	return str_take(&text);
}

void desk_assert_marks(struct desk *desk, const char *expected)
{
	char *marks = desk_marks(desk);
	assert_string_equal(marks, expected);
	free(marks);
}

static void print_finding(void *context, const char *line)
{
	(void)context;
	print_error("%s\n", line);
}

void desk_assert_sound(struct desk *desk)
{
	struct err err = {0};
	assert_int_equal(store_check(desk->store, print_finding, NULL, &err), 0);
}

int desk_sql(struct desk *desk, const char *sql)
{
	sqlite3 *other;
	assert_int_equal(sqlite3_open(desk->path, &other), SQLITE_OK);
	sqlite3_exec(other, "PRAGMA foreign_keys = ON", NULL, NULL, NULL);
	int rc = sqlite3_exec(other, sql, NULL, NULL, NULL);
	sqlite3_close(other);
	return rc;
}

int64_t desk_number(struct desk *desk, const char *sql)
{
	sqlite3 *other;
	sqlite3_stmt *row;
	assert_int_equal(sqlite3_open(desk->path, &other), SQLITE_OK);
	assert_int_equal(sqlite3_prepare_v2(other, sql, -1, &row, NULL), SQLITE_OK);
	assert_int_equal(sqlite3_step(row), SQLITE_ROW);
	int64_t number = sqlite3_column_int64(row, 0);
	sqlite3_finalize(row);
	sqlite3_close(other);
	return number;
}

void desk_overwrite(const char *path, long offset, const void *bytes, size_t n_bytes)
{
	FILE *file = fopen(path, "r+");
	if (!file)
		file = fopen(path, "w");
	assert_non_null(file);
	assert_int_equal(fseek(file, offset, SEEK_SET), 0);
	assert_int_equal(fwrite(bytes, 1, n_bytes, file), n_bytes);
	assert_int_equal(fclose(file), 0);
}
