/* Tests of a review that is open in two windows: what nobody sees is neither marked nor submitted. */
/* SPDX-License-Identifier: MIT */
#include "config.h"

#include <stdlib.h>

#include "base/str.h"
#include "fixture.h"
#include "media/media.h"
#include "review_desk.h"
#include "testing.h"

/* The same person's store in the other window. */
static struct store *open_other(struct desk *desk)
{
	struct err err;
	char *path = fixture_path(desk->folder, "db");
	const struct store_options options = {.path = path, .person = "tester"};
	struct store *other = store_open(&options, &err);
	assert_non_null(other);
	free(path);
	return other;
}

static void change(struct store *other, const char *review_id, const struct store_change *change)
{
	struct store_ack ack;
	assert_true(store_submit(other, review_id, change) > 0);
	assert_true(store_next_ack(other, &ack));
	assert_true(ack.saved);
}

/* In the other window an item of this review is answered with a level. */
static void mark_elsewhere(struct desk *desk, const char *item, int level)
{
	struct store_review row;
	struct store *other = open_other(desk);
	struct store_change mark = {.set_level = true, .level = level};
	str_copy(mark.item_key, ITEM_KEY_SIZE, item);
	assert_true(desk_find_review(desk, &row));
	change(other, row.id, &mark);
	store_close(other);
}

static void what_was_changed_elsewhere_is_shown_first(void **state)
{
	struct desk *desk = *state;
	review_do(desk->review, ACTION_LEVEL_2);
	mark_elsewhere(desk, "1", 1);
	review_do(desk->review, ACTION_LEVEL_1); /* of item 2 */
	desk_expect_message(desk, "Not saved: this review was changed in another window");
	struct review_snapshot now = desk_look(desk);
	assert_int_equal(now.items[0].level, 1);
	assert_int_equal(now.items[1].level, ANSWER_NONE);
	review_set_cursor(desk->review, 1);
	review_do(desk->review, ACTION_LEVEL_1);
	desk_expect_message(desk, "saved");
	assert_int_equal(desk_look(desk).items[1].level, 1);
}

static void nothing_is_undone_unseen(void **state)
{
	struct desk *desk = *state;
	review_do(desk->review, ACTION_LEVEL_2);
	mark_elsewhere(desk, "2", 2);
	review_do(desk->review, ACTION_UNDO);
	desk_expect_message(desk, "another window");
	assert_int_equal(desk_look(desk).items[1].level, 2);
	review_do(desk->review, ACTION_UNDO);
	assert_int_equal(desk_look(desk).items[1].level, ANSWER_NONE);
	assert_int_equal(desk_look(desk).items[0].level, 2);
}

static void nothing_is_submitted_unseen(void **state)
{
	struct desk *desk = *state;
	for (int i = 0; i < N_ITEMS; i++)
		review_do(desk->review, ACTION_LEVEL_2);
	mark_elsewhere(desk, "4", 1);
	review_do(desk->review, ACTION_SUBMIT);
	review_do(desk->review, ACTION_SUBMIT_YES);
	desk_expect_message(desk, "another window");
	assert_false(desk_look(desk).final);
	assert_int_equal(desk_look(desk).items[3].level, 1);
	review_do(desk->review, ACTION_SUBMIT_YES);
	assert_true(desk_look(desk).final);
}

static void a_review_submitted_elsewhere_is_shown_as_such(void **state)
{
	struct desk *desk = *state;
	struct store_review row;
	review_do(desk->review, ACTION_LEVEL_2);
	struct store *other = open_other(desk);
	assert_true(desk_find_review(desk, &row));
	change(other, row.id, &(struct store_change){.kind = CHANGE_SUBMIT, .score_centi = 1000});
	store_close(other);
	review_do(desk->review, ACTION_LEVEL_2);
	desk_expect_message(desk, "Not saved");
	assert_true(desk_look(desk).final);
}

/* In the other window the same recording is opened, and its first item answered. */
static void begin_elsewhere(struct desk *desk, int level)
{
	struct err err;
	struct call_leg leg = {.path = desk->path};
	struct review_options options = desk->options;
	options.store = open_other(desk);
	assert_true(media_stat(&leg, &err));
	struct review *review = review_open("call", &leg, 1, &options, &err);
	assert_non_null(review);
	review_do(review, level == 1 ? ACTION_LEVEL_1 : ACTION_LEVEL_2);
	review_close(review);
	store_close(options.store);
}

static void a_review_begun_elsewhere_is_taken_up(void **state)
{
	struct desk *desk = *state;
	struct err err;
	char call_id[ID_SIZE];
	struct call_leg leg = {.path = desk->path};
	assert_true(media_stat(&leg, &err));
	assert_true(store_add_call(desk->store, "call", &leg, 1, call_id, &err));
	desk_reopen(desk);
	begin_elsewhere(desk, 1);
	review_do(desk->review, ACTION_LEVEL_2);
	desk_expect_message(desk, "Not saved: this review was begun in another window");
	assert_int_equal(desk_look(desk).items[0].level, 1);
	review_set_cursor(desk->review, 1);
	review_do(desk->review, ACTION_LEVEL_2);
	desk_expect_message(desk, "saved");
	desk_reopen(desk);
	assert_int_equal(desk_look(desk).items[0].level, 1);
	assert_int_equal(desk_look(desk).items[1].level, 2);
}

#define WINDOWS_TEST(test) cmocka_unit_test_setup_teardown(test, desk_set_up, desk_tear_down)

int main(void)
{
	const struct CMUnitTest tests[] = {
		WINDOWS_TEST(what_was_changed_elsewhere_is_shown_first),
		WINDOWS_TEST(nothing_is_undone_unseen),
		WINDOWS_TEST(nothing_is_submitted_unseen),
		WINDOWS_TEST(a_review_submitted_elsewhere_is_shown_as_such),
		WINDOWS_TEST(a_review_begun_elsewhere_is_taken_up),
	};
	return cmocka_run_group_tests_name("review windows", tests, NULL, NULL);
}
