/* Tests of gaps that the reviewer has changed: kept, undone, frozen, upgraded to. */
/* SPDX-License-Identifier: MIT */
#include "config.h"

#include <stdlib.h>
#include <string.h>

#include <sqlite3.h>

#include "base/str.h"
#include "desk.h"
#include "store/file.h"
#include "store/migrate.h"
#include "store/schema.h"
#include "testing.h"

#define DESK struct desk *desk = *state

/* All changes as one text: "1000-5000 hold;". */
static void assert_gaps(struct desk *desk, const char *expected)
{
	struct err err = {0};
	struct str text = {0};
	struct gap_change *changes;
	size_t n_changes;
	assert_true(store_get_gap_changes(desk->store, desk->review.id, &changes, &n_changes, &err));
	for (size_t i = 0; i < n_changes; i++)
		str_addf(&text, "%d-%d %s;", (int)changes[i].start_ms, (int)changes[i].end_ms,
			gap_choice_word(changes[i].choice));
	assert_string_equal(str_get(&text), expected);
	str_release(&text);
	free(changes);
}

static struct store_change gap_change(int64_t start_ms, int64_t end_ms, enum gap_choice choice)
{
	return (struct store_change){.kind = CHANGE_GAP, .gap = {start_ms, end_ms, choice},
		.score_centi = 700};
}

static void change(struct desk *desk, int64_t start_ms, int64_t end_ms, enum gap_choice choice)
{
	struct store_ack ack;
	struct store_change gap = gap_change(start_ms, end_ms, choice);
	assert_string_equal(desk_do(desk, &gap, &ack), "");
	assert_int_equal(ack.gap_ms, start_ms);
}

static void changes_are_kept(void **state)
{
	DESK;
	assert_gaps(desk, "");
	change(desk, 80000, 90000, CHOICE_IGNORE);
	change(desk, 0, 5000, CHOICE_HOLD);
	change(desk, 0, 6000, CHOICE_SILENCE);
	desk_reopen(desk);
	assert_gaps(desk, "0-5000 hold;0-6000 silence;80000-90000 ignore;");
	change(desk, 80000, 90000, CHOICE_SILENCE);
	change(desk, 0, 5000, CHOICE_FOUND);
	assert_gaps(desk, "0-6000 silence;80000-90000 silence;");
	assert_int_equal(desk_number(desk, "SELECT score_centi FROM review"), 700);
	desk_assert_sound(desk);
}

static void undo_and_redo_take_gaps_and_marks_in_turn(void **state)
{
	DESK;
	struct store_ack ack;
	const struct store_change undo = {.kind = CHANGE_UNDO}, redo = {.kind = CHANGE_REDO};
	change(desk, 1000, 5000, CHOICE_HOLD);
	desk_mark(desk, "1", 2);
	change(desk, 1000, 5000, CHOICE_IGNORE);
	desk_reopen(desk);
	assert_string_equal(desk_do(desk, &undo, &ack), "");
	assert_int_equal(ack.gap_ms, 1000);
	assert_gaps(desk, "1000-5000 hold;");
	assert_string_equal(desk_do(desk, &undo, &ack), "1");
	assert_int_equal(ack.gap_ms, -1);
	assert_true(desk_undo(desk));
	assert_gaps(desk, "");
	assert_false(desk_undo(desk));
	desk_reopen(desk);
	assert_true(desk_redo(desk) && desk_redo(desk));
	desk_assert_marks(desk, "1=2;");
	desk_do(desk, &redo, &ack);
	assert_int_equal(ack.gap_ms, 1000);
	assert_gaps(desk, "1000-5000 ignore;");
	assert_false(desk_redo(desk));
	desk_assert_sound(desk);
}

static void the_same_again_is_no_command(void **state)
{
	DESK;
	change(desk, 1000, 5000, CHOICE_HOLD);
	change(desk, 1000, 5000, CHOICE_HOLD);
	assert_true(desk_undo(desk));
	assert_false(desk_undo(desk));
	change(desk, 1000, 5000, CHOICE_FOUND);
	assert_false(desk_undo(desk));
}

static void impossible_gaps_are_refused(void **state)
{
	DESK;
	struct store_change gap = gap_change(5000, 5000, CHOICE_HOLD);
	desk_refused(desk, &gap, ERR_USAGE);
	gap = gap_change(-1, 5000, CHOICE_HOLD);
	desk_refused(desk, &gap, ERR_USAGE);
	assert_gaps(desk, "");
}

static void final_reviews_are_frozen(void **state)
{
	DESK;
	struct store_ack ack;
	struct store_change gap = gap_change(1000, 5000, CHOICE_IGNORE);
	change(desk, 1000, 5000, CHOICE_HOLD);
	desk_do(desk, &(struct store_change){.kind = CHANGE_SUBMIT, .score_centi = 100}, &ack);
	desk_refused(desk, &gap, ERR_CONFLICT);
	static const char *const forbidden[] = {
		"UPDATE gap_change SET kind = 'ignore'",
		"DELETE FROM gap_change",
		"INSERT INTO gap_change SELECT review_id, 1, 2, 'hold' FROM gap_change",
		"REPLACE INTO gap_change SELECT * FROM gap_change",
	};
	for (size_t i = 0; i < sizeof forbidden / sizeof *forbidden; i++)
		assert_int_equal(desk_sql(desk, forbidden[i]), SQLITE_CONSTRAINT);
	assert_gaps(desk, "1000-5000 hold;");
	desk_do(desk, &(struct store_change){.kind = CHANGE_REOPEN}, &ack);
	change(desk, 1000, 5000, CHOICE_IGNORE);
	assert_int_equal(desk_sql(desk, "UPDATE gap_change SET kind = 'music'"), SQLITE_CONSTRAINT);
	desk_assert_sound(desk);
}

static void count_finding(void *context, const char *line)
{
	assert_non_null(strstr(line, "gap '1000-5000'"));
	++*(int *)context;
}

static void a_change_without_history_is_found(void **state)
{
	DESK;
	struct err err = {0};
	int n_findings = 0;
	change(desk, 1000, 5000, CHOICE_HOLD);
	assert_int_equal(desk_sql(desk, "UPDATE gap_change SET kind = 'ignore'"), SQLITE_OK);
	assert_int_equal(store_check(desk->store, count_finding, &n_findings, &err), 1);
	assert_int_equal(n_findings, 1);
}

static void an_older_database_learns_it(void **state)
{
	DESK;
	static const char *const sql[] = {DB_STATEMENTS};
	struct err err = {0};
	struct db db;
	assert_true(file_create(desk->path, &err));
	assert_true(db_open(&db, desk->path, 0, sql, 3, &err));
	assert_true(migrate_run(&db, schema_steps, 1, &err));
	db_close(&db);
	assert_int_equal(desk_number(desk, "PRAGMA user_version"), 1);
	desk_open(desk);
	assert_int_equal(desk_number(desk, "PRAGMA user_version"), schema_n_steps);
	desk_add_call(desk);
	desk_add_review(desk);
	change(desk, 1000, 5000, CHOICE_HOLD);
	assert_gaps(desk, "1000-5000 hold;");
	desk_assert_sound(desk);
}

#define desk_test(function) cmocka_unit_test_setup_teardown(function, desk_setup, desk_teardown)

int main(void)
{
	const struct CMUnitTest tests[] = {
		desk_test(changes_are_kept),
		desk_test(undo_and_redo_take_gaps_and_marks_in_turn),
		desk_test(the_same_again_is_no_command),
		desk_test(impossible_gaps_are_refused),
		desk_test(final_reviews_are_frozen),
		desk_test(a_change_without_history_is_found),
		cmocka_unit_test_setup_teardown(
			an_older_database_learns_it, desk_setup_folder, desk_teardown),
	};
	return cmocka_run_group_tests_name("store gap changes", tests, NULL, NULL);
}
