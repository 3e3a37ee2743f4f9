/* Tests of what the review screen shows of listening: what was heard, what is skipped, how loud. */
/* SPDX-License-Identifier: MIT */
#include "config.h"

#include <string.h>

#include "canned.h"
#include "drawn.h"
#include "testing.h"
#include "ui/pane.h"

#define RULE_ROW 4 /* of the screen: below scale, wave and gaps of the whole call */

/* What stands in a column of the rule, behind those of the page. */
static const char *rule_at(const struct drawn *drawn, int column)
{
	return drawn->canvas.cells[RULE_ROW * drawn->canvas.columns + column].text;
}

static int count_signs(const struct drawn *drawn, const char *sign)
{
	int n = 0;
	for (int i = 0; i < drawn->canvas.columns; i++)
		n += strcmp(rule_at(drawn, i), sign) == 0;
	return n;
}

static void a_call_not_heard_is_a_thin_line(void **state)
{
	(void)state;
	struct drawn drawn;
	drawn_begin(&drawn, 24, 80, CANNED_EN, 2);
	drawn.canned.snapshot.n_cover = 0;
	drawn_draw(&drawn);
	assert_int_equal(count_signs(&drawn, "━"), 0);
	assert_int_equal(count_signs(&drawn, "─"), 74);
	drawn_end(&drawn);
}

static void a_call_heard_is_a_thick_line(void **state)
{
	(void)state;
	struct drawn drawn;
	const struct cover_range all = {0, 522000, COVER_HEARD};
	drawn_begin(&drawn, 24, 80, CANNED_EN, 2);
	drawn.canned.snapshot.cover = &all;
	drawn.canned.snapshot.n_cover = 1;
	drawn_draw(&drawn);
	assert_int_equal(count_signs(&drawn, "━"), 74);
	drawn.canvas.ambiguous_wide = true;
	drawn_draw(&drawn);
	assert_int_equal(count_signs(&drawn, "="), 74);
	assert_int_equal(count_signs(&drawn, "["), 1);
	drawn_end(&drawn);
}

/* Nothing that is left to listen to is hidden by what was heard around it. */
static void a_word_missed_is_seen(void **state)
{
	(void)state;
	struct drawn drawn;
	const struct cover_range around[] = {
		{0, 100000, COVER_HEARD}, {101500, 522000, COVER_HEARD}};
	drawn_begin(&drawn, 24, 80, CANNED_EN, 2);
	drawn.canned.snapshot.cover = around;
	drawn.canned.snapshot.n_cover = 2;
	drawn_draw(&drawn);
	assert_int_equal(count_signs(&drawn, "─"), 1);
	drawn_end(&drawn);
}

static void a_skipped_gap_says_so_in_the_lane(void **state)
{
	(void)state;
	struct drawn drawn;
	const struct cover_range skips[] = {{83000, 86500, COVER_SKIPPED},
		{122500, 139500, COVER_SKIPPED}, {208500, 282500, COVER_SKIPPED},
		{359000, 362500, COVER_SKIPPED}};
	drawn_begin(&drawn, 24, 80, CANNED_EN, 2);
	drawn_draw(&drawn);
	assert_false(canned_has(&drawn.canvas, "skips gaps"));
	drawn.canned.snapshot.skips = skips;
	drawn.canned.snapshot.n_skips = 4;
	drawn.canned.snapshot.skips_gaps = true;
	drawn_draw(&drawn);
	assert_true(canned_has(&drawn.canvas, "skips gaps"));
	assert_true(canned_has(&drawn.canvas, "⠶>18⠶") || canned_has(&drawn.canvas, "⠶>⠶"));
	assert_true(canned_has(&drawn.canvas, ">hold 1:15"));
	/* One column has room for the sign alone; the gap that is played has its own. */
	assert_true(canned_has(&drawn.canvas, ">"));
	assert_true(canned_has(&drawn.canvas, "⠶17⠶"));
	canvas_resize(&drawn.canvas, 40, 120);
	drawn_draw(&drawn);
	assert_true(canned_has(&drawn.canvas, "skip hold 1:15"));
	drawn_end(&drawn);
}

static void every_size_has_room_for_skipped_gaps(void **state)
{
	(void)state;
	struct drawn drawn;
	const struct cover_range skips[] = {{83000, 86500, COVER_SKIPPED},
		{122500, 139500, COVER_SKIPPED}, {208500, 282500, COVER_SKIPPED}};
	drawn_begin(&drawn, 24, 80, CANNED_EN, 2);
	drawn.canned.snapshot.skips = skips;
	drawn.canned.snapshot.n_skips = 3;
	drawn.canned.snapshot.skips_gaps = drawn.canned.snapshot.only_unheard = true;
	for (int columns = 5; columns < 200; columns += 3)
		for (int rows = 5; rows < 50; rows += 11) {
			canvas_resize(&drawn.canvas, rows, columns);
			drawn_draw(&drawn);
		}
	drawn_end(&drawn);
}

static void the_line_says_what_is_left_out(void **state)
{
	(void)state;
	struct drawn drawn;
	drawn_begin(&drawn, 24, 80, CANNED_EN, 2);
	drawn.canned.snapshot.only_unheard = true;
	drawn_draw(&drawn);
	assert_true(canned_has(&drawn.canvas, "plays the unheard"));
	drawn_end(&drawn);
}

static void levels_are_shown_with_whom_one_hears(void **state)
{
	(void)state;
	struct drawn drawn;
	drawn_begin(&drawn, 24, 120, CANNED_EN, 2);
	struct review_snapshot *snapshot = &drawn.canned.snapshot;
	snapshot->level_percent[1] = 150;
	drawn_draw(&drawn);
	assert_true(canned_has(&drawn.canvas, "both   customer 150%"));
	snapshot->leg = HEAR_AGENT;
	drawn_draw(&drawn);
	assert_true(canned_has(&drawn.canvas, "agent   gaps"));
	assert_false(canned_has(&drawn.canvas, "150%"));
	snapshot->leg = HEAR_CUSTOMER;
	snapshot->volume_percent = 80;
	snapshot->matches_levels = true;
	drawn_draw(&drawn);
	assert_true(canned_has(&drawn.canvas, "customer 150%   levels matched   vol 80"));
	drawn_end(&drawn);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_call_not_heard_is_a_thin_line),
		cmocka_unit_test(a_call_heard_is_a_thick_line),
		cmocka_unit_test(a_word_missed_is_seen),
		cmocka_unit_test(a_skipped_gap_says_so_in_the_lane),
		cmocka_unit_test(every_size_has_room_for_skipped_gaps),
		cmocka_unit_test(the_line_says_what_is_left_out),
		cmocka_unit_test(levels_are_shown_with_whom_one_hears),
	};
	return cmocka_run_group_tests_name("listening", tests, NULL, NULL);
}
