/* Tests of what a reviewer says of gaps: which gap is meant, and what counts. */
/* SPDX-License-Identifier: MIT */
#include "config.h"
#include "model/gap_change.h"

#include "testing.h"

static struct event gap(int64_t start_ms, int64_t end_ms)
{
	return (struct event){.start_ms = start_ms, .end_ms = end_ms, .kind = EVENT_HOLD,
		.subtype = SUBTYPE_MUSIC};
}

static bool meant(int64_t start_ms, int64_t end_ms)
{
	const struct gap_change change = {10000, 20000, CHOICE_IGNORE};
	struct event event = gap(start_ms, end_ms);
	return gap_change_of(&event, &change, 1) != NULL;
}

static void words_are_read_back(void **state)
{
	(void)state;
	for (int choice = CHOICE_FOUND; choice <= CHOICE_IGNORE; choice++)
		assert_int_equal(gap_choice_find(gap_choice_word((enum gap_choice)choice)), choice);
	assert_string_equal(gap_choice_word(CHOICE_IGNORE), "ignore");
	assert_int_equal(gap_choice_find("music"), CHOICE_FOUND);
}

static void a_gap_found_elsewhere_is_known_by_what_it_shares(void **state)
{
	(void)state;
	assert_true(meant(10000, 20000));
	assert_true(meant(9700, 20300));
	assert_true(meant(14990, 20000));
	assert_false(meant(15000, 20000)); /* half is not more than half */
	assert_true(meant(10000, 29990));
	assert_false(meant(10000, 30000));
	assert_false(meant(20000, 30000));
	assert_false(meant(0, 10000));
}

static void a_change_is_of_one_gap_only(void **state)
{
	(void)state;
	const struct gap_change changes[] = {{0, 10000, CHOICE_HOLD}, {10500, 20000, CHOICE_IGNORE}};
	for (int64_t start_ms = 0; start_ms < 20000; start_ms += 100) {
		struct event left = gap(0, start_ms + 100), right = gap(start_ms + 200, 20000);
		const struct gap_change *first = gap_change_of(&left, changes, 2);
		const struct gap_change *second =
			right.end_ms > right.start_ms ? gap_change_of(&right, changes, 2) : NULL;
		assert_true(!first || first != second);
	}
}

static void the_best_of_several_counts(void **state)
{
	(void)state;
	const struct gap_change changes[] = {
		{9000, 20000, CHOICE_SILENCE}, {10000, 20000, CHOICE_IGNORE}, {12000, 20000, CHOICE_HOLD}};
	struct event event = gap(10000, 20000);
	assert_int_equal(gap_change_of(&event, changes, 3)->choice, CHOICE_IGNORE);
	assert_null(gap_change_of(&event, NULL, 0));
}

static void another_kind_has_no_subtype(void **state)
{
	(void)state;
	struct event event = gap(0, 5000);
	assert_int_equal(gap_change_apply(&event, CHOICE_HOLD).subtype, SUBTYPE_MUSIC);
	assert_int_equal(gap_change_apply(&event, CHOICE_FOUND).subtype, SUBTYPE_MUSIC);
	assert_int_equal(gap_change_apply(&event, CHOICE_SILENCE).kind, EVENT_SILENCE);
	assert_int_equal(gap_change_apply(&event, CHOICE_SILENCE).subtype, SUBTYPE_NONE);
	event.kind = EVENT_SILENCE;
	assert_int_equal(gap_change_apply(&event, CHOICE_HOLD).kind, EVENT_HOLD);
}

static void only_gaps_are_changed(void **state)
{
	(void)state;
	const struct event events[] = {
		{.start_ms = 0, .end_ms = 10000, .kind = EVENT_TALK},
		{.start_ms = 10000, .end_ms = 20000, .kind = EVENT_HOLD},
		{.start_ms = 10000, .end_ms = 20000, .kind = EVENT_TONE},
		{.start_ms = 30000, .end_ms = 40000, .kind = EVENT_SILENCE},
	};
	const struct gap_change changes[] = {{0, 10000, CHOICE_IGNORE}, {10000, 20000, CHOICE_IGNORE},
		{30000, 40000, CHOICE_HOLD}};
	struct event counted[4];
	assert_int_equal(gap_changes_apply(events, 4, changes, 3, counted), 3);
	assert_int_equal(counted[0].kind, EVENT_TALK);
	assert_int_equal(counted[1].kind, EVENT_TONE);
	assert_int_equal(counted[2].kind, EVENT_HOLD);
	assert_int_equal(counted[2].start_ms, 30000);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(words_are_read_back),
		cmocka_unit_test(a_gap_found_elsewhere_is_known_by_what_it_shares),
		cmocka_unit_test(a_change_is_of_one_gap_only),
		cmocka_unit_test(the_best_of_several_counts),
		cmocka_unit_test(another_kind_has_no_subtype),
		cmocka_unit_test(only_gaps_are_changed),
	};
	return cmocka_run_group_tests_name("gap change", tests, NULL, NULL);
}
