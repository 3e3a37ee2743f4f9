/* Tests of what is kept outside of the history: what was heard, and a person's settings. */
/* SPDX-License-Identifier: MIT */
#include "config.h"

#include <stdlib.h>

#include "desk.h"
#include "testing.h"

#define DESK struct desk *desk = *state

static void what_was_heard_comes_back(void **state)
{
	DESK;
	struct err err = {0};
	const struct store_heard put[] = {
		{0, 1500, HEARD_PLAYED}, {1500, 9000, HEARD_SKIPPED}, {20000, 20001, HEARD_PLAYED}};
	struct store_heard *got;
	size_t n;
	assert_true(store_get_heard(desk->store, desk->review.id, &got, &n, &err));
	assert_int_equal(n, 0);
	assert_null(got);
	assert_true(store_put_heard(desk->store, desk->review.id, put, 1, &err));
	assert_true(store_put_heard(desk->store, desk->review.id, put, 3, &err));
	desk_reopen(desk);
	assert_true(store_get_heard(desk->store, desk->review.id, &got, &n, &err));
	assert_int_equal(n, 3);
	for (size_t i = 0; i < n; i++) {
		assert_int_equal(got[i].start_ms, put[i].start_ms);
		assert_int_equal(got[i].end_ms, put[i].end_ms);
		assert_int_equal(got[i].kind, put[i].kind);
	}
	free(got);
	assert_int_equal(desk_number(desk, "SELECT played_ms FROM heard"), 1501);
	assert_int_equal(desk_number(desk, "SELECT skipped_ms FROM heard"), 7500);
	assert_false(desk_undo(desk)); /* no mark */
	desk_assert_sound(desk);
}

static void what_was_heard_ends_with_the_draft(void **state)
{
	DESK;
	struct err err = {0};
	struct store_ack ack;
	const struct store_heard put = {0, 1500, HEARD_PLAYED}, wrong = {5, 5, HEARD_PLAYED};
	assert_true(store_put_heard(desk->store, desk->review.id, &put, 1, &err));
	assert_false(store_put_heard(desk->store, desk->review.id, &wrong, 1, &err));
	assert_int_equal(err.code, ERR_USAGE);
	desk_do(desk, &(struct store_change){.kind = CHANGE_SUBMIT, .score_centi = -1}, &ack);
	assert_false(store_put_heard(desk->store, desk->review.id, NULL, 0, &err));
	assert_int_equal(err.code, ERR_CONFLICT);
	assert_int_equal(desk_number(desk, "SELECT played_ms FROM heard"), 1500);
}

static void settings_belong_to_a_person(void **state)
{
	DESK;
	struct err err = {0};
	char *value;
	struct store_options options = {
		.path = desk->path, .person = "bob", .wall_ms = desk_wall_ms};
	assert_false(store_get_setting(desk->store, "speed", &value, &err));
	assert_int_equal(err.code, ERR_NOT_FOUND);
	assert_true(store_put_setting(desk->store, "speed", "150", &err));
	assert_true(store_put_setting(desk->store, "speed", "175", &err));
	desk_reopen(desk);
	assert_true(store_get_setting(desk->store, "speed", &value, &err));
	assert_string_equal(value, "175");
	free(value);
	struct store *other = store_open(&options, &err);
	assert_non_null(other);
	assert_false(store_get_setting(other, "speed", &value, &err));
	assert_true(store_put_setting(other, "speed", "100", &err)); /* known by this alone */
	store_close(other);
	assert_true(store_put_setting(desk->store, "speed", NULL, &err));
	assert_false(store_get_setting(desk->store, "speed", &value, &err));
	assert_int_equal(desk_number(desk, "SELECT count(*) FROM person_setting"), 1);
}

static void it_says_what_it_is(void **state)
{
	DESK;
	struct store_facts facts;
	store_describe(desk->store, &facts);
	assert_string_equal(facts.path, desk->path);
	assert_string_equal(facts.journal, "wal");
	assert_int_equal(facts.version, desk_number(desk, "PRAGMA user_version"));
	assert_false(facts.readonly);
}

#define desk_test(function) cmocka_unit_test_setup_teardown(function, desk_setup, desk_teardown)

int main(void)
{
	const struct CMUnitTest tests[] = {
		desk_test(what_was_heard_comes_back),
		desk_test(what_was_heard_ends_with_the_draft),
		desk_test(settings_belong_to_a_person),
		desk_test(it_says_what_it_is),
	};
	return cmocka_run_group_tests_name("store keeping", tests, NULL, NULL);
}
