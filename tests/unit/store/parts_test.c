/* Tests of all that is said beside the answers: reasons, occurrences, evidence, fields, notes,
 * incidents. */
/* SPDX-License-Identifier: MIT */
#include "config.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <sqlite3.h>

#include "base/mem.h"
#include "desk.h"
#include "store/file.h"
#include "store/migrate.h"
#include "store/schema.h"
#include "testing.h"

#define DESK struct desk *desk = *state

static struct store_ack undo(struct desk *desk)
{
	struct store_ack ack;
	desk_do(desk, &(struct store_change){.kind = CHANGE_UNDO}, &ack);
	return ack;
}

static void set_reasons(struct desk *desk, const char *item_key, const char *reasons)
{
	struct store_ack ack;
	struct store_change change = {.set_reasons = true, .reasons = reasons, .score_centi = -1};
	strcpy(change.item_key, item_key);
	desk_do(desk, &change, &ack);
}

static void occur(struct desk *desk, enum occurrence_step step, int64_t ms)
{
	struct store_ack ack;
	struct store_change change = {
		.item_key = "3", .occurrence = step, .occurrence_ms = ms, .score_centi = 400};
	assert_string_equal(desk_do(desk, &change, &ack), "3");
	assert_int_equal(ack.about, ABOUT_OCCURRENCE);
}

static void put_evidence(struct desk *desk, int n, int64_t ms)
{
	struct store_ack ack;
	struct store_change change = {.item_key = "2",
		.set_evidence = true,
		.evidence_n = n,
		.evidence_ms = ms,
		.evidence_end_ms = -1,
		.score_centi = -1};
	desk_do(desk, &change, &ack);
}

static void put_field(struct desk *desk, const char *key, const char *value)
{
	struct store_ack ack;
	struct store_change change = {.kind = CHANGE_FIELD, .text = value, .score_centi = -1};
	strcpy(change.item_key, key);
	desk_do(desk, &change, &ack);
	assert_string_equal(ack.field_key, key);
}

static int put_note(struct desk *desk, int n, int64_t ms, const char *text)
{
	struct store_ack ack;
	const struct store_change change = {
		.kind = CHANGE_NOTE, .note_n = n, .note_ms = ms, .text = text, .score_centi = -1};
	desk_do(desk, &change, &ack);
	assert_int_equal(ack.about, ABOUT_NOTE);
	return ack.number;
}

static struct store_change incident(int n, const char *said)
{
	static char follow_up[] = "call back";
	return (struct store_change){.kind = CHANGE_INCIDENT,
		.score_centi = -1,
		.incident = {.n = n,
			.class = "A",
			.category = "rude",
			.start_ms = 1000,
			.end_ms = 2500,
			.texts = {[INCIDENT_SAID] = (char *)said, [INCIDENT_FOLLOW_UP] = follow_up}}};
}

static void reasons_are_a_set(void **state)
{
	DESK;
	desk_mark(desk, "2", 1);
	set_reasons(desk, "2", "N3 N1");
	desk_assert_marks(desk, "2=1 (N1 N3);");
	set_reasons(desk, "2", "N3 N7");
	desk_reopen(desk);
	desk_assert_marks(desk, "2=1 (N3 N7);");
	assert_int_equal(undo(desk).about, ABOUT_REASONS);
	desk_assert_marks(desk, "2=1 (N1 N3);");
	set_reasons(desk, "2", NULL);
	desk_assert_marks(desk, "2=1;");
	set_reasons(desk, "4", "E1"); /* before there is an answer */
	desk_assert_marks(desk, "2=1;4=0 (E1);");
	desk_assert_sound(desk);
}

static void occurrences_are_counted_with_their_times(void **state)
{
	DESK;
	occur(desk, OCCURRENCE_ADD, 5000);
	occur(desk, OCCURRENCE_ADD, 3000);
	occur(desk, OCCURRENCE_ADD, 3000);
	desk_assert_marks(desk, "3=0 #5000 #3000 #3000;");
	occur(desk, OCCURRENCE_TAKE, 0);
	desk_reopen(desk);
	desk_assert_marks(desk, "3=0 #5000 #3000;");
	assert_int_equal(desk->review.n_marks, 1);
	assert_int_equal(undo(desk).about, ABOUT_OCCURRENCE);
	desk_assert_marks(desk, "3=0 #5000 #3000 #3000;");
	occur(desk, OCCURRENCE_CLEAR, 0);
	desk_assert_marks(desk, "");
	undo(desk);
	desk_assert_marks(desk, "3=0 #5000 #3000 #3000;");
	assert_int_equal(desk_number(desk, "SELECT score_centi FROM review"), 400);
	desk_assert_sound(desk);
}

static void nothing_is_taken_from_nothing(void **state)
{
	DESK;
	struct store_ack ack;
	struct store_change change = {
		.item_key = "3", .occurrence = OCCURRENCE_TAKE, .score_centi = -1};
	desk_do(desk, &change, &ack);
	assert_false(desk_undo(desk));
	change.occurrence = OCCURRENCE_ADD;
	change.occurrence_ms = -1;
	desk_refused(desk, &change, ERR_USAGE);
}

static void a_mark_has_several_evidences(void **state)
{
	DESK;
	put_evidence(desk, 0, 1000);
	put_evidence(desk, EVIDENCE_MORE, 2000);
	put_evidence(desk, EVIDENCE_MORE, 3000);
	put_evidence(desk, 2, 2500);
	desk_assert_marks(desk, "2=0 @1000 @2500 @3000;");
	put_evidence(desk, 1, -1);
	desk_assert_marks(desk, "2=0 @2500 @3000;");
	put_evidence(desk, 0, 2600); /* the first that is there */
	desk_reopen(desk);
	desk_assert_marks(desk, "2=0 @2600 @3000;");
	put_evidence(desk, EVIDENCE_ALL, -1);
	desk_assert_marks(desk, "");
	assert_int_equal(undo(desk).about, ABOUT_EVIDENCE);
	desk_assert_marks(desk, "2=0 @2600 @3000;");
	desk_assert_sound(desk);
}

static void one_key_may_change_all_of_a_mark(void **state)
{
	DESK;
	struct store_ack ack;
	const struct store_change change = {.item_key = "2",
		.set_level = true,
		.level = 1,
		.set_evidence = true,
		.evidence_ms = 10,
		.evidence_end_ms = -1,
		.set_reasons = true,
		.reasons = "N1 N2 N3 N4 N5 N6",
		.set_comment = true,
		.comment = "why"};
	desk_do(desk, &change, &ack);
	desk_assert_marks(desk, "2=1 @10 (N1 N2 N3 N4 N5 N6) 'why';");
	ack = undo(desk);
	assert_int_equal(ack.about, ABOUT_ANSWER);
	assert_string_equal(ack.item_key, "2");
	desk_assert_marks(desk, "");
	desk_assert_sound(desk);
}

static void fields_hold_texts(void **state)
{
	DESK;
	struct store_ack ack;
	put_field(desk, "queue", "returns");
	put_field(desk, "agent-login", "王/42");
	put_field(desk, "queue", "refunds");
	desk_reopen(desk);
	desk_assert_marks(desk, "field agent-login: 王/42;field queue: refunds;");
	ack = undo(desk);
	assert_int_equal(ack.about, ABOUT_FIELD);
	assert_string_equal(ack.field_key, "queue");
	assert_string_equal(ack.item_key, "");
	put_field(desk, "queue", "");
	desk_assert_marks(desk, "field agent-login: 王/42;");
	desk_assert_sound(desk);
}

static void notes_have_their_second(void **state)
{
	DESK;
	assert_int_equal(put_note(desk, 0, 61000, "asks for the order number twice"), 1);
	assert_int_equal(put_note(desk, 0, 5000, "good opening"), 2);
	desk_reopen(desk);
	desk_assert_marks(desk, "note 2 @5000: good opening;"
				"note 1 @61000: asks for the order number twice;");
	assert_int_equal(put_note(desk, 1, 62000, "asks twice"), 1);
	assert_int_equal(put_note(desk, 2, 5000, ""), 2);
	desk_assert_marks(desk, "note 1 @62000: asks twice;");
	assert_int_equal(undo(desk).number, 2);
	desk_assert_marks(desk, "note 2 @5000: good opening;note 1 @62000: asks twice;");
	desk_refused(desk,
		&(struct store_change){.kind = CHANGE_NOTE, .note_ms = -1, .text = "x"}, ERR_USAGE);
	desk_assert_sound(desk);
}

static void incidents_are_kept_whole(void **state)
{
	DESK;
	struct store_ack ack;
	struct store_change change = incident(0, "shut\037up; 'now'");
	desk_do(desk, &change, &ack);
	assert_int_equal(ack.about, ABOUT_INCIDENT);
	assert_int_equal(ack.number, 1);
	change = incident(0, "");
	change.incident.end_ms = -1;
	desk_do(desk, &change, &ack);
	desk_reopen(desk);
	desk_assert_marks(desk, "incident 1 A/rude @1000-2500|shut up; 'now'|||||call back;"
				"incident 2 A/rude @1000--1||||||call back;");
	change = incident(1, "");
	change.remove = true;
	desk_do(desk, &change, &ack);
	change = incident(2, "same to you");
	desk_do(desk, &change, &ack);
	desk_assert_marks(desk, "incident 2 A/rude @1000-2500|same to you|||||call back;");
	assert_int_equal(undo(desk).number, 2);
	assert_int_equal(undo(desk).number, 1);
	desk_assert_marks(desk, "incident 1 A/rude @1000-2500|shut up; 'now'|||||call back;"
				"incident 2 A/rude @1000--1||||||call back;");
	desk_assert_sound(desk);
}

static void impossible_incidents_are_refused(void **state)
{
	DESK;
	struct store_change change = incident(0, "x");
	change.incident.end_ms = change.incident.start_ms;
	desk_refused(desk, &change, ERR_USAGE);
	change = incident(0, "x");
	change.incident.class[0] = '\0';
	desk_refused(desk, &change, ERR_USAGE);
	desk_assert_marks(desk, "");
}

static void texts_have_an_end(void **state)
{
	DESK;
	char *text = mem_zalloc(1 << 17, 1);
	memset(text, 'x', (1 << 17) - 1);
	desk_refused(desk,
		&(struct store_change){.kind = CHANGE_FIELD, .item_key = "f", .text = text},
		ERR_USAGE);
	desk_refused(desk, &(struct store_change){.kind = CHANGE_NOTE, .text = text}, ERR_USAGE);
	struct store_change change = incident(0, text);
	desk_refused(desk, &change, ERR_USAGE);
	desk_assert_marks(desk, "");
	free(text);
}

static void say_everything(struct desk *desk)
{
	struct store_ack ack;
	struct store_change change = incident(0, "no");
	desk_mark(desk, "2", 1);
	set_reasons(desk, "2", "N1");
	occur(desk, OCCURRENCE_ADD, 70);
	put_field(desk, "queue", "returns");
	put_note(desk, 0, 5, "here");
	desk_do(desk, &change, &ack);
}

static void final_reviews_are_frozen(void **state)
{
	DESK;
	struct store_ack ack;
	say_everything(desk);
	desk_do(desk, &(struct store_change){.kind = CHANGE_SUBMIT, .score_centi = 100}, &ack);
	char *marks = desk_marks(desk);
	static const char *const tables[] = {
		"mark_reason", "occurrence", "contact_field", "note", "incident"};
	for (size_t i = 0; i < sizeof tables / sizeof *tables; i++) {
		char sql[128];
		snprintf(sql, sizeof sql, "UPDATE %s SET review_id = review_id", tables[i]);
		assert_int_equal(desk_sql(desk, sql), SQLITE_CONSTRAINT);
		snprintf(sql, sizeof sql, "DELETE FROM %s", tables[i]);
		assert_int_equal(desk_sql(desk, sql), SQLITE_CONSTRAINT);
		snprintf(sql, sizeof sql, "REPLACE INTO %s SELECT * FROM %s", tables[i], tables[i]);
		assert_int_equal(desk_sql(desk, sql), SQLITE_CONSTRAINT);
	}
	desk_refused(desk, &(struct store_change){.kind = CHANGE_NOTE, .text = "x"}, ERR_CONFLICT);
	desk_assert_marks(desk, marks);
	desk_assert_sound(desk);
	free(marks);
}

static void count_finding(void *context, const char *line)
{
	*(int *)context += *line != '\0';
}

/* Each row that was changed past the history is one finding. */
static void tampering_is_found(void **state)
{
	DESK;
	struct err err = {0};
	static const char *const changes[] = {
		"UPDATE mark_reason SET code = code", /* nothing yet */
		"DELETE FROM mark_reason",
		"UPDATE occurrence SET at_ms = at_ms + 1",
		"UPDATE contact_field SET value = 'other'",
		"UPDATE note SET text = 'there'",
		"UPDATE incident SET class = 'C'",
		"UPDATE incident SET follow_up = ''",
	};
	static const int n_expected[] = {0, 1, 2, 3, 4, 5, 5};
	say_everything(desk);
	for (size_t i = 0; i < sizeof changes / sizeof *changes; i++) {
		int n_findings = 0;
		assert_int_equal(desk_sql(desk, changes[i]), SQLITE_OK);
		assert_int_equal(
			store_check(desk->store, count_finding, &n_findings, &err), n_expected[i]);
	}
}

static void comments_are_ranked_by_use(void **state)
{
	DESK;
	struct err err = {0};
	static const char *const typed[] = {"slow", "rude", "slow", "late"};
	char **comments;
	size_t n;
	for (int i = 0; i < 4; i++) {
		char path[32];
		snprintf(path, sizeof path, "/calls/%d.wav", i);
		struct call_leg leg = {path, LEG_MIXED, 1000, 7};
		assert_true(store_add_call(desk->store, "x", &leg, 1, desk->call_id, &err));
		assert_true(store_add_review(
			desk->store, desk->call_id, desk->card_row, &desk->review, &err));
		desk_now_ms += 1000;
		desk_mark(desk, "2", i == 1 ? 2 : 1);
		desk_comment(desk, "2", typed[i]);
	}
	assert_true(store_get_comments(desk->store, "short", "2", 1, 10, &comments, &n, &err));
	assert_int_equal(n, 2);
	assert_string_equal(comments[0], "slow");
	assert_string_equal(comments[1], "late");
	for (size_t i = 0; i < n; i++)
		free(comments[i]);
	free(comments);
	assert_true(store_get_comments(desk->store, "short", "1", 1, 10, &comments, &n, &err));
	assert_int_equal(n, 0);
	free(comments);
}

/* ---- an older database ---- */

static void run(sqlite3 *handle, const char *sql)
{
	if (sqlite3_exec(handle, sql, NULL, NULL, NULL) != SQLITE_OK)
		fail_msg("%s: %s", sql, sqlite3_errmsg(handle));
}

/* Fills the tables of an older version with the same rows, as that version had them. */
static void copy_tables(struct desk *desk, const char *from)
{
	static const char *const tables[] = {"meta", "person", "call", "media", "media_seen",
		"card_version", "card_item", "card_level", "review", "mark", "evidence", "history",
		"gap_change"};
	sqlite3 *handle;
	char sql[256];
	assert_int_equal(sqlite3_open(desk->path, &handle), SQLITE_OK);
	sqlite3_db_config(handle, SQLITE_DBCONFIG_ENABLE_TRIGGER, 0, (int *)NULL);
	snprintf(sql, sizeof sql, "ATTACH '%s' AS other", from);
	run(handle, sql);
	for (size_t i = 0; i < sizeof tables / sizeof *tables; i++) {
		snprintf(sql, sizeof sql, "DELETE FROM %s; INSERT INTO main.%s SELECT * FROM other.%s",
			tables[i], tables[i], tables[i]);
		run(handle, sql);
	}
	sqlite3_close(handle);
}

static void make_older(struct desk *desk, size_t n_steps)
{
	static const char *const sql[] = {DB_STATEMENTS};
	char newer[sizeof desk->path];
	struct err err = {0};
	struct db db;
	strcpy(newer, desk->path);
	store_close(desk->store);
	desk->store = NULL;
	strcpy(strrchr(desk->path, '/'), "/older.db");
	assert_true(file_create(desk->path, &err));
	assert_true(db_open(&db, desk->path, 0, sql, 3, &err));
	assert_true(migrate_run(&db, schema_steps, n_steps, &err));
	db_close(&db);
	copy_tables(desk, newer);
}

static void an_older_database_keeps_everything(void **state)
{
	DESK;
	struct store_ack ack;
	char path[sizeof desk->path];
	const struct store_change gap = {
		.kind = CHANGE_GAP, .gap = {1000, 5000, CHOICE_HOLD}, .score_centi = -1};
	const char *expected = "1=2;2=3 @1000 'good';";
	desk_mark(desk, "1", 2);
	desk_mark(desk, "2", 3);
	put_evidence(desk, 0, 1000);
	desk_comment(desk, "2", "good");
	desk_do(desk, &gap, &ack);
	make_older(desk, 2);
	assert_int_equal(desk_number(desk, "PRAGMA user_version"), 2);
	desk_reopen(desk);
	assert_int_equal(desk_number(desk, "PRAGMA user_version"), schema_n_steps);
	desk_assert_marks(desk, expected);
	desk_assert_sound(desk);
	assert_int_equal(undo(desk).gap_ms, 1000);
	assert_int_equal(undo(desk).about, ABOUT_COMMENT);
	set_reasons(desk, "2", "E1");
	desk_assert_marks(desk, "1=2;2=3 @1000 (E1);");
	desk_assert_sound(desk);
	strcpy(path, desk->path);
	strcat(desk->path, ".v2.bak");
	assert_int_equal(desk_number(desk, "PRAGMA user_version"), 2);
	assert_int_equal(desk_number(desk, "SELECT count(*) FROM mark"), 2);
	strcpy(desk->path, path);
}

#define desk_test(function) cmocka_unit_test_setup_teardown(function, desk_setup, desk_teardown)

int main(void)
{
	const struct CMUnitTest tests[] = {
		desk_test(reasons_are_a_set),
		desk_test(occurrences_are_counted_with_their_times),
		desk_test(nothing_is_taken_from_nothing),
		desk_test(a_mark_has_several_evidences),
		desk_test(one_key_may_change_all_of_a_mark),
		desk_test(fields_hold_texts),
		desk_test(notes_have_their_second),
		desk_test(incidents_are_kept_whole),
		desk_test(impossible_incidents_are_refused),
		desk_test(texts_have_an_end),
		desk_test(final_reviews_are_frozen),
		desk_test(tampering_is_found),
		desk_test(comments_are_ranked_by_use),
		desk_test(an_older_database_keeps_everything),
	};
	return cmocka_run_group_tests_name("store parts", tests, NULL, NULL);
}
