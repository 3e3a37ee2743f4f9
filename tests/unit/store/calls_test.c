/* Tests of calls, cards, reviews and places. */
/* SPDX-License-Identifier: MIT */
#include "config.h"

#include <stdlib.h>
#include <string.h>

#include "desk.h"
#include "testing.h"

#define DESK struct desk *desk = *state

static char path_a[] = "/calls/a.wav", path_b[] = "/calls/b.wav", path_c[] = "/moved/c.wav";

static const uint8_t hash_ab[2][HASH_SIZE] = {{1}, {2}};
static const uint8_t hash_ba[2][HASH_SIZE] = {{2}, {1}};

static struct call_leg leg(char *path, enum leg_role role)
{
	return (struct call_leg){path, role, 500, 9};
}

static void add(struct desk *desk, const struct call_leg *legs, size_t n_legs, char id[ID_SIZE])
{
	struct err err = {0};
	assert_true(store_add_call(desk->store, "name", legs, n_legs, id, &err));
}

static void is_found(struct desk *desk, const struct call_leg *legs, size_t n_legs, const char *id)
{
	struct err err = {0};
	char found[ID_SIZE] = "";
	bool ok = store_find_call(desk->store, legs, n_legs, found, &err);
	assert_string_equal(found, id);
	assert_int_equal(ok, *id != '\0');
	if (!ok)
		assert_int_equal(err.code, ERR_NOT_FOUND);
}

static void identify(struct desk *desk, const char *id, const struct call_leg *legs, size_t n_legs,
	const uint8_t hash[][HASH_SIZE], const char *expected_same)
{
	struct err err = {0};
	char same[ID_SIZE];
	assert_true(store_identify_call(desk->store, id, legs, n_legs, hash, same, &err));
	assert_string_equal(same, expected_same);
}

static void a_call_is_found_by_its_files(void **state)
{
	DESK;
	char one[ID_SIZE], two[ID_SIZE];
	const struct call_leg legs[2] = {leg(path_a, LEG_AGENT), leg(path_b, LEG_CUSTOMER)};
	const struct call_leg swapped[2] = {leg(path_b, LEG_AGENT), leg(path_a, LEG_CUSTOMER)};
	is_found(desk, legs, 2, "");
	add(desk, legs, 2, two);
	is_found(desk, legs, 2, two);
	is_found(desk, swapped, 2, two);
	is_found(desk, legs, 1, "");
	add(desk, legs, 1, one);
	is_found(desk, legs, 1, one);
	is_found(desk, legs, 2, two);
	is_found(desk, legs, 0, "");
}

static void a_touched_file_is_found_until_its_content_is_known(void **state)
{
	DESK;
	char id[ID_SIZE];
	struct call_leg now = leg(path_a, LEG_MIXED);
	add(desk, &now, 1, id);
	now.mtime_ns++;
	is_found(desk, &now, 1, id);
	identify(desk, id, &now, 1, hash_ab, "");
	is_found(desk, &now, 1, id);
	now.n_bytes++;
	is_found(desk, &now, 1, "");
}

static void a_moved_file_is_found_by_its_content(void **state)
{
	DESK;
	struct err err = {0};
	char id[ID_SIZE], found[ID_SIZE];
	uint8_t hash[1][HASH_SIZE];
	struct call_leg old = leg(path_a, LEG_MIXED), new = leg(path_c, LEG_MIXED);
	add(desk, &old, 1, id);
	assert_false(store_find_content(desk->store, 1, hash_ab, found, &err));
	assert_int_equal(err.code, ERR_NOT_FOUND);
	assert_false(store_get_hashes(desk->store, &old, 1, hash, &err));
	assert_int_equal(err.code, ERR_NOT_FOUND);
	identify(desk, id, &old, 1, hash_ab, "");
	assert_true(store_find_content(desk->store, 1, hash_ab, found, &err));
	assert_string_equal(found, id);
	assert_false(store_find_content(desk->store, 2, hash_ab, found, &err));
	is_found(desk, &new, 1, "");
	assert_true(store_see_call(desk->store, id, &new, 1, &err));
	is_found(desk, &new, 1, id);
	is_found(desk, &old, 1, id);
	assert_true(store_get_hashes(desk->store, &new, 1, hash, &err));
	assert_memory_equal(hash, hash_ab, HASH_SIZE);
}

static void legs_keep_their_content_apart(void **state)
{
	DESK;
	struct err err = {0};
	char id[ID_SIZE], found[ID_SIZE];
	uint8_t hash[2][HASH_SIZE];
	const struct call_leg customer_first[2] = {
		leg(path_b, LEG_CUSTOMER), leg(path_a, LEG_AGENT)};
	const struct call_leg agent_first[2] = {leg(path_a, LEG_AGENT), leg(path_b, LEG_CUSTOMER)};
	add(desk, customer_first, 2, id);
	identify(desk, id, customer_first, 2, hash_ba, "");
	assert_true(store_get_hashes(desk->store, agent_first, 2, hash, &err));
	assert_memory_equal(hash, hash_ab, sizeof hash);
	assert_true(store_get_hashes(desk->store, customer_first, 2, hash, &err));
	assert_memory_equal(hash, hash_ba, sizeof hash);
	assert_true(store_find_content(desk->store, 2, hash_ab, found, &err));
	assert_string_equal(found, id);
}

static void a_second_copy_is_told(void **state)
{
	DESK;
	struct err err = {0};
	char first[ID_SIZE], second[ID_SIZE];
	const struct call_leg old = leg(path_a, LEG_MIXED), copy = leg(path_c, LEG_MIXED);
	add(desk, &old, 1, first);
	add(desk, &copy, 1, second);
	identify(desk, first, &old, 1, hash_ab, "");
	identify(desk, second, &copy, 1, hash_ab, first);
	assert_true(store_forget_call(desk->store, second, &err));
	is_found(desk, &copy, 1, "");
	desk_assert_sound(desk);
}

static void changed_content_is_refused(void **state)
{
	DESK;
	struct err err = {0};
	char id[ID_SIZE], same[ID_SIZE];
	const struct call_leg file = leg(path_a, LEG_MIXED);
	add(desk, &file, 1, id);
	identify(desk, id, &file, 1, hash_ab, "");
	identify(desk, id, &file, 1, hash_ab, "");
	assert_false(store_identify_call(desk->store, id, &file, 1, hash_ba, same, &err));
	assert_int_equal(err.code, ERR_CONFLICT);
	assert_non_null(strstr(err.text, path_a));
}

static void a_reviewed_call_is_not_forgotten(void **state)
{
	DESK;
	struct err err = {0};
	assert_false(store_forget_call(desk->store, desk->call_id, &err));
	assert_int_equal(err.code, ERR_CONFLICT);
	desk_mark(desk, "1", 2);
	desk_assert_sound(desk);
}

static bool put_card(
	struct desk *desk, int version, const char *text, int64_t *row, struct err *err)
{
	static const char *const keys[] = {"a"};
	static const struct store_card_level levels[] = {{"a", "yes", 1}};
	return store_put_card(
		desk->store, "other", version, text, strlen(text), keys, 1, levels, 1, row, err);
}

static void card_versions_never_change(void **state)
{
	DESK;
	struct err err = {0};
	int64_t row, again;
	char *text;
	size_t n_text;
	assert_true(put_card(desk, 1, "first", &row, &err));
	assert_true(put_card(desk, 1, "first", &again, &err));
	assert_int_equal(row, again);
	assert_false(put_card(desk, 1, "First", &again, &err));
	assert_int_equal(err.code, ERR_CONFLICT);
	assert_true(put_card(desk, 2, "First", &again, &err));
	assert_int_not_equal(row, again);
	assert_true(store_get_card(desk->store, row, &text, &n_text, &err));
	assert_int_equal(n_text, 5);
	assert_memory_equal(text, "first", 5);
	free(text);
	assert_false(store_get_card(desk->store, 99, &text, &n_text, &err));
	assert_int_equal(err.code, ERR_NOT_FOUND);
}

static void a_card_with_loose_levels_is_refused(void **state)
{
	DESK;
	struct err err = {0};
	int64_t row;
	static const char *const keys[] = {"a"};
	static const struct store_card_level levels[] = {{"b", "yes", 1}};
	assert_false(
		store_put_card(desk->store, "loose", 1, "x", 1, keys, 1, levels, 1, &row, &err));
	desk_assert_sound(desk);
}

static void one_draft_at_a_time(void **state)
{
	DESK;
	struct err err = {0};
	struct store_ack ack;
	struct store_review second, found;
	assert_false(store_add_review(desk->store, desk->call_id, desk->card_row, &second, &err));
	assert_int_equal(err.code, ERR_CONFLICT);
	desk_do(desk, &(struct store_change){.kind = CHANGE_SUBMIT, .score_centi = 5}, &ack);
	assert_true(store_find_review(desk->store, desk->call_id, &found, &err));
	assert_int_equal(found.state, REVIEW_FINAL);
	assert_true(store_add_review(desk->store, desk->call_id, desk->card_row, &second, &err));
	assert_true(store_find_review(desk->store, desk->call_id, &found, &err));
	assert_string_equal(found.id, second.id);
	assert_int_equal(found.state, REVIEW_DRAFT);
	desk_refused(desk, &(struct store_change){.kind = CHANGE_REOPEN}, ERR_CONFLICT);
	desk_assert_sound(desk);
}

static void reviews_know_their_card(void **state)
{
	DESK;
	assert_string_equal(desk->review.call_id, desk->call_id);
	assert_string_equal(desk->review.card_id, "short");
	assert_int_equal(desk->review.card_version, 1);
	assert_int_equal(desk->review.card_row, desk->card_row);
	assert_int_equal(desk->review.state, REVIEW_DRAFT);
	assert_int_equal(desk->review.score_centi, -1);
	assert_int_equal(desk->review.playhead_ms, -1);
	assert_int_equal(desk->review.n_marks, 0);
}

static void the_place_is_kept(void **state)
{
	DESK;
	struct err err = {0};
	assert_true(store_put_place(desk->store, desk->review.id, 1, "1", 1, &err));
	assert_true(store_put_place(desk->store, desk->review.id, 283600, "2", 125, &err));
	desk_reopen(desk);
	assert_int_equal(desk->review.playhead_ms, 283600);
	assert_string_equal(desk->review.item_key, "2");
	assert_int_equal(desk->review.zoom, 125);
	assert_false(desk_undo(desk)); /* it is no part of the history */
}

static void the_score_is_kept(void **state)
{
	DESK;
	struct err err = {0};
	desk_mark(desk, "1", 2);
	desk_reopen(desk);
	assert_int_equal(desk->review.score_centi, 200);
	assert_true(store_put_score(desk->store, desk->review.id, 7, &err));
	desk_reopen(desk);
	assert_int_equal(desk->review.score_centi, 7);
	assert_true(store_put_score(desk->store, desk->review.id, -1, &err));
	desk_reopen(desk);
	assert_int_equal(desk->review.score_centi, -1);
}

#define desk_test(function) cmocka_unit_test_setup_teardown(function, desk_setup, desk_teardown)

int main(void)
{
	const struct CMUnitTest tests[] = {
		desk_test(a_call_is_found_by_its_files),
		desk_test(a_touched_file_is_found_until_its_content_is_known),
		desk_test(a_moved_file_is_found_by_its_content),
		desk_test(legs_keep_their_content_apart),
		desk_test(a_second_copy_is_told),
		desk_test(changed_content_is_refused),
		desk_test(a_reviewed_call_is_not_forgotten),
		desk_test(card_versions_never_change),
		desk_test(a_card_with_loose_levels_is_refused),
		desk_test(one_draft_at_a_time),
		desk_test(reviews_know_their_card),
		desk_test(the_place_is_kept),
		desk_test(the_score_is_kept),
	};
	return cmocka_run_group_tests_name("store calls", tests, NULL, NULL);
}
