/* Tests of a review's beginning, which may have to wait with the marks behind it. */
/* SPDX-License-Identifier: MIT */
#include "config.h"

#include <stdlib.h>
#include <string.h>

#include <sqlite3.h>

#include "desk.h"
#include "testing.h"

#define DESK struct desk *desk = *state

static const char *const item_keys[] = {"1", "fraud"};
static const struct store_card_level levels[] = {
	{"1", "no", 1}, {"1", "yes", 2}, {"fraud", STORE_RAISED, 1}};

static struct store_start start_of(const struct call_leg *leg, const char *call_id)
{
	return (struct store_start){.call_id = call_id,
		.name = "one",
		.legs = leg,
		.n_legs = 1,
		.card_id = "tiny",
		.card_version = 1,
		.card_text = "the card",
		.n_card_text = 8,
		.item_keys = item_keys,
		.n_items = 2,
		.levels = levels,
		.n_levels = 3};
}

static void mark(struct desk *desk, const char *item_key, int level)
{
	struct store_change change = {.set_level = true, .level = level, .score_centi = -1};
	strcpy(change.item_key, item_key);
	assert_int_not_equal(store_submit(desk->store, desk->review.id, &change), 0);
}

static void expect_saved(struct desk *desk, enum change_kind kind)
{
	struct store_ack ack;
	assert_true(store_next_ack(desk->store, &ack));
	assert_string_equal(ack.err.text, "");
	assert_int_equal(ack.kind, kind);
	assert_true(ack.saved);
}

static void begin(struct desk *desk, const struct store_start *start)
{
	assert_int_not_equal(
		store_submit_start(desk->store, start, desk->call_id, desk->review.id), 0);
}

static void call_card_and_review_are_one_write(void **state)
{
	DESK;
	struct err err = {0};
	char path[] = "/calls/new.wav", call_id[ID_SIZE];
	const struct call_leg leg = {path, LEG_MIXED, 1000, 7};
	const uint8_t hash[1][HASH_SIZE] = {{7}};
	struct store_start start = start_of(&leg, "");
	start.hash = hash;
	desk_open(desk);
	begin(desk, &start);
	expect_saved(desk, CHANGE_START);
	mark(desk, "1", 2);
	mark(desk, "fraud", 1);
	expect_saved(desk, CHANGE_MARK);
	expect_saved(desk, CHANGE_MARK);
	desk_reopen(desk);
	desk_assert_marks(desk, "1=2;fraud=1;");
	assert_int_equal(desk->review.n_marks, 1); /* a flag is no answer */
	assert_string_equal(desk->review.card_id, "tiny");
	assert_true(store_find_content(desk->store, 1, hash, call_id, &err));
	assert_string_equal(call_id, desk->call_id);
	desk_assert_sound(desk);
}

static void a_known_call_is_not_made_again(void **state)
{
	DESK;
	char path[] = "/calls/one.wav", known[ID_SIZE];
	const struct call_leg leg = {path, LEG_MIXED, 1000, 7};
	desk_open(desk);
	desk_add_call(desk);
	strcpy(known, desk->call_id);
	const struct store_start start = start_of(&leg, known);
	begin(desk, &start);
	expect_saved(desk, CHANGE_START);
	assert_string_equal(desk->call_id, known);
	assert_int_equal(desk_number(desk, "SELECT count(*) FROM call"), 1);
	desk_assert_sound(desk);
}

static void what_waits_is_not_lost(void **state)
{
	DESK;
	struct err why;
	struct store_ack ack;
	sqlite3 *other;
	char path[] = "/calls/new.wav";
	struct call_leg leg = {path, LEG_MIXED, 1000, 7};
	const struct store_start start = start_of(&leg, "");
	desk_open(desk);
	assert_int_equal(sqlite3_open(desk->path, &other), SQLITE_OK);
	assert_int_equal(sqlite3_exec(other, "BEGIN IMMEDIATE", NULL, NULL, NULL), SQLITE_OK);
	begin(desk, &start);
	mark(desk, "1", 1);
	memset(path, 'x', sizeof path - 1); /* all is copied */
	assert_int_equal(store_count_pending(desk->store, &why), 1);
	assert_int_equal(why.code, ERR_BUSY);
	assert_false(store_next_ack(desk->store, &ack));
	assert_int_equal(sqlite3_exec(other, "ROLLBACK", NULL, NULL, NULL), SQLITE_OK);
	sqlite3_close(other);
	store_service(desk->store, store_get_deadline_ns(desk->store));
	expect_saved(desk, CHANGE_START);
	expect_saved(desk, CHANGE_MARK);
	desk_reopen(desk);
	desk_assert_marks(desk, "1=1;");
	assert_int_equal(
		desk_number(desk, "SELECT count(*) FROM media_seen WHERE path = '/calls/new.wav'"),
		1);
	desk_assert_sound(desk);
}

static void what_cannot_begin_says_so(void **state)
{
	DESK;
	struct store_ack ack;
	char path[] = "/calls/one.wav";
	const struct call_leg leg = {path, LEG_MIXED, 1000, 7};
	desk_open(desk);
	desk_add_call(desk);
	desk_add_review(desk);
	const struct store_start start = start_of(&leg, desk->call_id);
	struct desk second = *desk;
	begin(&second, &start); /* there is a draft already */
	assert_true(store_next_ack(desk->store, &ack));
	assert_false(ack.saved);
	assert_int_equal(ack.err.code, ERR_CONFLICT);
	mark(&second, "1", 2);
	assert_true(store_next_ack(desk->store, &ack));
	assert_false(ack.saved);
	assert_int_equal(desk_number(desk, "SELECT count(*) FROM review"), 1);
	desk_assert_sound(desk);
}

#define folder_test(function)                                                                      \
	cmocka_unit_test_setup_teardown(function, desk_setup_folder, desk_teardown)

int main(void)
{
	const struct CMUnitTest tests[] = {
		folder_test(call_card_and_review_are_one_write),
		folder_test(a_known_call_is_not_made_again),
		folder_test(what_waits_is_not_lost),
		folder_test(what_cannot_begin_says_so),
	};
	return cmocka_run_group_tests_name("store start", tests, NULL, NULL);
}
