/* Tests of scorecard/check_points: what a gap asks of the agent. */
/* SPDX-License-Identifier: MIT */
#include "config.h"
#include "scorecard/check_points.h"

#include "testing.h"

static struct check_points asked(enum event_kind kind, int64_t length_ms, enum event_place place)
{
	const struct event gap = {.start_ms = 500, .end_ms = 500 + length_ms, .kind = kind, .place = place};
	return check_points_of(&gap, &gap_limits_default);
}

static void expect(struct check_points points, bool announce, bool thanks, int n_check_ins)
{
	assert_int_equal(points.announce, announce);
	assert_int_equal(points.thanks, thanks);
	assert_int_equal(points.n_check_ins, n_check_ins);
	assert_int_equal(points.every_ms, 60000);
}

static void a_hold_asks_more_the_longer_it_is(void **state)
{
	(void)state;
	expect(asked(EVENT_HOLD, 3000, PLACE_MIDDLE), false, false, 0);
	expect(asked(EVENT_HOLD, 3010, PLACE_MIDDLE), true, false, 0);
	expect(asked(EVENT_HOLD, 15000, PLACE_MIDDLE), true, false, 0);
	expect(asked(EVENT_HOLD, 15010, PLACE_MIDDLE), true, true, 0);
	expect(asked(EVENT_HOLD, 60000, PLACE_MIDDLE), true, true, 0);
	expect(asked(EVENT_HOLD, 60010, PLACE_MIDDLE), true, true, 1);
}

static void silence_asks_only_for_checking_in(void **state)
{
	(void)state;
	expect(asked(EVENT_SILENCE, 59000, PLACE_MIDDLE), false, false, 0);
	expect(asked(EVENT_SILENCE, 61000, PLACE_MIDDLE), false, false, 1);
}

static void each_full_minute_is_one_check_in(void **state)
{
	(void)state;
	expect(asked(EVENT_HOLD, 120000, PLACE_MIDDLE), true, true, 1);
	expect(asked(EVENT_HOLD, 120010, PLACE_MIDDLE), true, true, 2);
	expect(asked(EVENT_SILENCE, 600000, PLACE_MIDDLE), false, false, 9);
}

static void nobody_is_asked_who_is_not_there(void **state)
{
	(void)state;
	expect(asked(EVENT_HOLD, 90000, PLACE_START), false, true, 0);
	expect(asked(EVENT_HOLD, 90000, PLACE_QUEUE), false, false, 0);
	expect(asked(EVENT_HOLD, 90000, PLACE_END), true, false, 1);
	expect(asked(EVENT_SILENCE, 90000, PLACE_START), false, false, 0);
	expect(asked(EVENT_TALK, 90000, PLACE_MIDDLE), false, false, 0);
}

static void limits_of_another_centre_count(void **state)
{
	(void)state;
	const struct gap_limits limits = {{2000, 10000, 45000}};
	const struct event gap = {.start_ms = 0, .end_ms = 90010, .kind = EVENT_HOLD};
	struct check_points points = check_points_of(&gap, &limits);
	assert_int_equal(points.n_check_ins, 2);
	assert_int_equal(points.every_ms, 45000);
}

static bool is_answer_late(enum event_kind kind, enum party before, int64_t length_ms)
{
	const struct event gap = {.end_ms = length_ms, .kind = kind, .before = before};
	return check_points_of(&gap, &gap_limits_default).answer;
}

static void an_answer_is_due_to_the_customer(void **state)
{
	(void)state;
	assert_true(is_answer_late(EVENT_SILENCE, PARTY_CUSTOMER, 3010));
	assert_false(is_answer_late(EVENT_SILENCE, PARTY_CUSTOMER, 3000));
	assert_false(is_answer_late(EVENT_SILENCE, PARTY_AGENT, 9000));
	assert_false(is_answer_late(EVENT_SILENCE, PARTY_NONE, 9000));
	assert_false(is_answer_late(EVENT_HOLD, PARTY_CUSTOMER, 9000));
}

static void kinds_have_words(void **state)
{
	(void)state;
	assert_string_equal(check_kind_word(CHECK_ANSWER), "answer");
	assert_string_equal(check_kind_word(CHECK_ANNOUNCE), "announce");
	assert_string_equal(check_kind_word(CHECK_IN), "check-in");
	assert_string_equal(check_kind_word(CHECK_RETURN), "return");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_hold_asks_more_the_longer_it_is),
		cmocka_unit_test(silence_asks_only_for_checking_in),
		cmocka_unit_test(each_full_minute_is_one_check_in),
		cmocka_unit_test(nobody_is_asked_who_is_not_there),
		cmocka_unit_test(limits_of_another_centre_count),
		cmocka_unit_test(an_answer_is_due_to_the_customer),
		cmocka_unit_test(kinds_have_words),
	};
	return cmocka_run_group_tests_name("check points", tests, NULL, NULL);
}
