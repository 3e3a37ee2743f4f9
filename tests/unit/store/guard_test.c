/* Tests of what is guarded: what no statement may do, and what the check finds if it was done. */
/* SPDX-License-Identifier: MIT */
#include "config.h"

#include <sqlite3.h>

#include "desk.h"
#include "testing.h"

#define DESK struct desk *desk = *state

static void history_cannot_be_rewritten(void **state)
{
	DESK;
	desk_mark(desk, "1", 2);
	static const char *const forbidden[] = {
		"UPDATE history SET after = 'more'",
		"UPDATE history SET at_ms = 1",
		"DELETE FROM history",
		"REPLACE INTO history SELECT * FROM history",
		"INSERT INTO history SELECT seq + 9, origin, prior, at_ms, person_id, review_id, "
		"command, kind,"
		" target, entity, key, before, after, salt, body_hash, hash FROM history LIMIT 1",
		"DELETE FROM mark",
		"REPLACE INTO mark SELECT * FROM mark",
		"DELETE FROM review",
		"UPDATE review SET person_id = 'bob'",
		"UPDATE meta SET v = 'x' WHERE k = 'origin'",
		"UPDATE card_version SET text = x'00'",
		"DELETE FROM card_version",
		"REPLACE INTO card_version SELECT * FROM card_version",
		"UPDATE card_level SET number = 9",
		"DELETE FROM card_item",
		"INSERT INTO card_item VALUES(1, 'new', 99)",
		"INSERT INTO card_level VALUES(1, '1', 'new', 9)",
		"UPDATE mark SET level_key = 'unknown', rev = rev + 1",
		"INSERT INTO review SELECT '00000000000000000000000000', call_id, card_row, "
		"person_id,"
		" state, score_centi, final_score_centi, started_ms, final_ms, last_seq FROM "
		"review",
	};
	for (size_t i = 0; i < sizeof forbidden / sizeof *forbidden; i++)
		if (desk_sql(desk, forbidden[i]) != SQLITE_CONSTRAINT)
			fail_msg("allowed: %s", forbidden[i]);
	desk_assert_marks(desk, "1=2;");
	desk_assert_sound(desk);
}

static void count_line(void *context, const char *line)
{
	int *n_lines = context;
	*n_lines += *line != '\0';
}

/* What someone who drops the guards first can do is found. */
static void tampering_is_found(struct desk *desk, const char *sql, int n_findings)
{
	struct err err = {0};
	int n_lines = 0;
	assert_int_equal(desk_sql(desk, sql), SQLITE_OK);
	assert_int_equal(store_check(desk->store, count_line, &n_lines, &err), n_findings);
	assert_int_equal(n_lines, n_findings);
}

static void a_changed_answer_is_found(void **state)
{
	DESK;
	desk_mark(desk, "1", 2);
	desk_comment(desk, "1", "fine");
	tampering_is_found(desk, "UPDATE mark SET level_key = 'more', rev = rev + 1", 1);
	tampering_is_found(desk, "UPDATE mark SET comment = 'bad', rev = rev + 1", 2);
	tampering_is_found(
		desk, "INSERT INTO evidence SELECT review_id, item_key, 1, 5, 6 FROM mark", 3);
}

static void a_changed_history_is_found(void **state)
{
	DESK;
	desk_mark(desk, "1", 2);
	desk_mark(desk, "2", 2);
	tampering_is_found(desk,
		"DROP TRIGGER history_bu; UPDATE history SET at_ms = at_ms + 1 WHERE seq = 3", 1);
	tampering_is_found(desk,
		"PRAGMA foreign_keys = OFF; DROP TRIGGER history_bd; DELETE FROM history WHERE seq "
		"= 2",
		4);
}

static void a_changed_score_is_found(void **state)
{
	DESK;
	struct store_ack ack;
	desk_do(desk, &(struct store_change){.kind = CHANGE_SUBMIT, .score_centi = 500}, &ack);
	tampering_is_found(
		desk, "DROP TRIGGER review_bu; UPDATE review SET final_score_centi = 10000", 1);
}

#define desk_test(function) cmocka_unit_test_setup_teardown(function, desk_setup, desk_teardown)

int main(void)
{
	const struct CMUnitTest tests[] = {
		desk_test(history_cannot_be_rewritten),
		desk_test(a_changed_answer_is_found),
		desk_test(a_changed_history_is_found),
		desk_test(a_changed_score_is_found),
	};
	return cmocka_run_group_tests_name("store guards", tests, NULL, NULL);
}
