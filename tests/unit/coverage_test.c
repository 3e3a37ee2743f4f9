/* Tests of what was heard: stretches joined, holes found. */
/* SPDX-License-Identifier: MIT */
#include "config.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/str.h"
#include "model/coverage.h"
#include "testing.h"

/* "0-5h 5-9s" */
static void expect(const struct coverage *coverage, const char *wanted)
{
	struct str text = {0};
	for (size_t i = 0; i < coverage->n_ranges; i++)
		str_addf(&text, "%s%d-%d%c", i ? " " : "", (int)coverage->ranges[i].start_ms,
			(int)coverage->ranges[i].end_ms,
			coverage->ranges[i].kind == COVER_HEARD ? 'h' : 's');
	assert_string_equal(str_get(&text), wanted);
	str_release(&text);
}

static void playing_on_makes_one_stretch(void **state)
{
	(void)state;
	struct coverage coverage = {0};
	for (int i = 0; i < 10; i++)
		coverage_add(&coverage, i * 10, i * 10 + 10, COVER_HEARD);
	coverage_add(&coverage, 20, 20, COVER_HEARD);
	expect(&coverage, "0-100h");
	coverage_add(&coverage, 200, 300, COVER_HEARD);
	coverage_add(&coverage, 90, 210, COVER_HEARD);
	expect(&coverage, "0-300h");
	coverage_release(&coverage);
}

static void what_was_heard_stays_heard(void **state)
{
	(void)state;
	struct coverage coverage = {0};
	coverage_add(&coverage, 10, 20, COVER_HEARD);
	coverage_add(&coverage, 0, 30, COVER_SKIPPED);
	expect(&coverage, "0-10s 10-20h 20-30s");
	coverage_add(&coverage, 15, 25, COVER_HEARD);
	expect(&coverage, "0-10s 10-25h 25-30s");
	coverage_add(&coverage, 0, 40, COVER_HEARD);
	expect(&coverage, "0-40h");
	coverage_release(&coverage);
}

static void sums_are_cut_to_what_is_asked(void **state)
{
	(void)state;
	struct coverage coverage = {0};
	coverage_add(&coverage, 10, 20, COVER_HEARD);
	coverage_add(&coverage, 30, 50, COVER_HEARD);
	coverage_add(&coverage, 50, 60, COVER_SKIPPED);
	const struct cover_range *ranges = coverage.ranges;
	assert_int_equal(coverage_sum(ranges, coverage.n_ranges, COVER_HEARD, 0, 100), 30);
	assert_int_equal(coverage_sum(ranges, coverage.n_ranges, COVER_HEARD, 15, 35), 10);
	assert_int_equal(coverage_sum(ranges, coverage.n_ranges, COVER_SKIPPED, 0, 55), 5);
	assert_int_equal(coverage_sum(NULL, 0, COVER_HEARD, 0, 55), 0);
	coverage_release(&coverage);
}

static void holes_are_found_in_order(void **state)
{
	(void)state;
	struct coverage coverage = {0};
	struct cover_range hole;
	assert_true(coverage_find_hole(&coverage, 5, 100, 1, &hole));
	assert_int_equal(hole.start_ms, 5);
	assert_int_equal(hole.end_ms, 100);
	coverage_add(&coverage, 0, 10, COVER_HEARD);
	coverage_add(&coverage, 12, 20, COVER_HEARD);
	coverage_add(&coverage, 20, 40, COVER_SKIPPED);
	coverage_add(&coverage, 60, 100, COVER_HEARD);
	assert_true(coverage_find_hole(&coverage, 0, 100, 1, &hole));
	assert_int_equal(hole.start_ms, 10);
	assert_int_equal(hole.end_ms, 12);
	assert_true(coverage_find_hole(&coverage, 0, 100, 3, &hole));
	assert_int_equal(hole.start_ms, 40);
	assert_true(coverage_find_hole(&coverage, 45, 100, 3, &hole));
	assert_int_equal(hole.start_ms, 45);
	assert_int_equal(hole.end_ms, 60);
	assert_false(coverage_find_hole(&coverage, 60, 100, 1, &hole));
	coverage_release(&coverage);
}

static void instants_between_what_was_heard_are_closed(void **state)
{
	(void)state;
	struct coverage coverage = {0};
	coverage_close(&coverage, 10);
	expect(&coverage, "");
	coverage_add(&coverage, 0, 199, COVER_HEARD);
	coverage_add(&coverage, 200, 300, COVER_HEARD);
	coverage_add(&coverage, 310, 400, COVER_HEARD);
	coverage_add(&coverage, 405, 500, COVER_SKIPPED);
	coverage_add(&coverage, 505, 600, COVER_SKIPPED);
	coverage_add(&coverage, 601, 700, COVER_HEARD);
	coverage_close(&coverage, 10);
	expect(&coverage, "0-300h 310-400h 405-500s 505-600s 601-700h");
	coverage_add(&coverage, 290, 320, COVER_HEARD);
	expect(&coverage, "0-400h 405-500s 505-600s 601-700h");
	coverage_release(&coverage);
}

/* Against a plain array of milliseconds. */
static void it_agrees_with_a_plain_array(void **state)
{
	(void)state;
	enum { N = 200 };
	enum cover_kind plain[N] = {0};
	struct coverage coverage = {0};
	unsigned random = 12345;
	for (int round = 0; round < 300; round++) {
		random = random * 1103515245u + 12345u;
		int start = (int)(random >> 16) % N, length = (int)(random >> 8) % 23;
		enum cover_kind kind = random & 0x40000000 ? COVER_HEARD : COVER_SKIPPED;
		int end = start + length < N ? start + length : N;
		coverage_add(&coverage, start, end, kind);
		for (int i = start; i < end; i++)
			if (plain[i] != COVER_HEARD)
				plain[i] = kind;
		for (int i = 0; i < N; i++)
			for (enum cover_kind k = COVER_HEARD; k <= COVER_SKIPPED; k++)
				assert_int_equal(coverage_sum(coverage.ranges, coverage.n_ranges, k,
							 i, i + 1),
					plain[i] == k);
		if (round % 60 == 59) {
			coverage_release(&coverage);
			memset(plain, 0, sizeof plain);
		}
		for (size_t i = 1; i < coverage.n_ranges; i++)
			assert_true(
				coverage.ranges[i - 1].end_ms < coverage.ranges[i].start_ms ||
				(coverage.ranges[i - 1].end_ms == coverage.ranges[i].start_ms &&
					coverage.ranges[i - 1].kind != coverage.ranges[i].kind));
	}
	coverage_release(&coverage);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(playing_on_makes_one_stretch),
		cmocka_unit_test(what_was_heard_stays_heard),
		cmocka_unit_test(sums_are_cut_to_what_is_asked),
		cmocka_unit_test(holes_are_found_in_order),
		cmocka_unit_test(instants_between_what_was_heard_are_closed),
		cmocka_unit_test(it_agrees_with_a_plain_array),
	};
	return cmocka_run_group_tests_name("coverage", tests, NULL, NULL);
}
