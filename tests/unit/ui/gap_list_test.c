/* Tests of the gap list: canned snapshots as pictures of text, its cursor, its figures. */
/* SPDX-License-Identifier: MIT */
#include "config.h"

#include <string.h>

#include "canned.h"
#include "drawn.h"
#include "testing.h"
#include "ui/pane.h"

static void begin(struct drawn *drawn, int rows, int columns, enum canned_text text, int channels)
{
	drawn_begin(drawn, rows, columns, text, channels);
	drawn->canned.snapshot.lower = LOWER_GAPS;
	drawn->canned.snapshot.message = "";
}

static void list_at(int rows, int columns, enum canned_text text, const char *name)
{
	struct drawn drawn;
	begin(&drawn, rows, columns, text, 2);
	drawn_draw(&drawn);
	canned_compare(&drawn.canvas, name);
	drawn_end(&drawn);
}

static void the_list_has_its_look(void **state)
{
	(void)state;
	list_at(24, 80, CANNED_EN, "gaps-80x24");
	list_at(40, 120, CANNED_EN, "gaps-120x40");
	list_at(16, 60, CANNED_EN, "gaps-60x16");
	list_at(24, 80, CANNED_ZH, "gaps-zh-80x24");
}

static void only_the_row_of_the_cursor_is_reversed(void **state)
{
	(void)state;
	struct drawn drawn;
	begin(&drawn, 24, 80, CANNED_EN, 2);
	drawn.canned.snapshot.playhead_ms = 0;
	for (size_t i = 0; i < drawn.canned.snapshot.n_gap_rows; i++) {
		drawn.canned.snapshot.gap_cursor = i;
		drawn_draw(&drawn);
		for (int row = 12; row < 17; row++)
			assert_int_equal(drawn.canvas.cells[row * 80 + 30].style == STYLE_CURSOR,
				row == 12 + (int)i);
	}
	drawn_end(&drawn);
}

static void a_long_list_keeps_the_cursor_in_sight(void **state)
{
	(void)state;
	struct drawn drawn;
	struct snapshot_gap gaps[200];
	begin(&drawn, 24, 80, CANNED_EN, 2);
	for (int i = 0; i < 200; i++) {
		gaps[i] = drawn.canned.gaps[0];
		gaps[i].number = i + 1;
		gaps[i].event.start_ms = 1000 * i;
		gaps[i].event.end_ms = 1000 * i + 4000;
	}
	drawn.canned.snapshot.gaps = gaps;
	drawn.canned.snapshot.n_gap_rows = 200;
	for (size_t step = 0; step < 400; step++) {
		drawn.canned.snapshot.gap_cursor = step < 200 ? step : 399 - step;
		drawn_draw(&drawn);
		int n_reversed = 0;
		for (int row = 12; row < 20; row++)
			n_reversed += drawn.canvas.cells[row * 80 + 30].style == STYLE_CURSOR;
		assert_int_equal(n_reversed, 1);
	}
	assert_int_equal(drawn.view.first_gap, 0);
	drawn_end(&drawn);
}

static void all_that_is_asked_is_shown_where_it_fits(void **state)
{
	(void)state;
	struct drawn drawn;
	begin(&drawn, 40, 120, CANNED_EN, 2);
	drawn_draw(&drawn);
	assert_true(canned_has(&drawn.canvas, "over 1 min: announce, check-in, return"));
	assert_true(canned_has(&drawn.canvas, "item 6"));
	canvas_resize(&drawn.canvas, 24, 80);
	drawn_draw(&drawn);
	assert_true(canned_has(&drawn.canvas, "over 1 min: check-in "));
	assert_true(canned_has(&drawn.canvas,
		"Gap 3   announce before 3:28   check in at 4:28   thank for waiting at 4:43"));
	assert_true(canned_has(&drawn.canvas, "10.2 11"));
	drawn_end(&drawn);
}

static void waiting_long_asks_again_and_again(void **state)
{
	(void)state;
	struct drawn drawn;
	begin(&drawn, 40, 120, CANNED_EN, 2);
	struct snapshot_gap *gap = &drawn.canned.gaps[2];
	gap->event.end_ms = gap->event.start_ms + 601000;
	gap->asked = check_points_of(&gap->event, &gap_limits_default);
	drawn_draw(&drawn);
	assert_true(canned_has(&drawn.canvas, "announce, check-in x10, return"));
	assert_true(canned_has(&drawn.canvas, "check in at 4:28   check in at 5:28   check in at 6:28   ...   thank"));
	drawn_end(&drawn);
}

static void figures_add_up(void **state)
{
	(void)state;
	struct drawn drawn;
	begin(&drawn, 24, 80, CANNED_EN, 2);
	drawn_draw(&drawn);
	assert_true(canned_has(&drawn.canvas, "5 gaps   1:59 of 8:42   23%"));
	assert_true(canned_has(&drawn.canvas, "silence 4: 0:44, longest 0:18, 9%"));
	assert_true(canned_has(&drawn.canvas, "hold 1: 1:15, longest 1:15, 14%"));
	drawn.canned.snapshot.gap_from = GAP_OVER60;
	drawn_draw(&drawn);
	assert_true(canned_has(&drawn.canvas, "Gaps over 1 min"));
	drawn_end(&drawn);
}

static void on_one_channel_nobody_is_named(void **state)
{
	(void)state;
	struct drawn drawn;
	begin(&drawn, 24, 80, CANNED_EN, 1);
	for (size_t i = 0; i < drawn.canned.snapshot.n_gap_rows; i++)
		drawn.canned.gaps[i].event.before = drawn.canned.gaps[i].event.after = PARTY_NONE;
	drawn_draw(&drawn);
	assert_false(canned_has(&drawn.canvas, "Before"));
	assert_true(canned_has(&drawn.canvas, "over 1 min: announce, check-in, return"));
	drawn_end(&drawn);
}

static void gaps_at_the_ends_say_so(void **state)
{
	(void)state;
	struct drawn drawn;
	begin(&drawn, 24, 80, CANNED_EN, 2);
	drawn.canned.gaps[0].event.place = PLACE_START;
	drawn.canned.gaps[4].event.place = PLACE_END;
	drawn_draw(&drawn);
	assert_true(canned_has(&drawn.canvas, "silence    start    agent"));
	assert_true(canned_has(&drawn.canvas, "silence             end"));
	drawn_end(&drawn);
}

static void a_late_answer_has_its_time(void **state)
{
	(void)state;
	struct drawn drawn;
	begin(&drawn, 24, 80, CANNED_EN, 2);
	drawn.canned.snapshot.gap_cursor = 0;
	drawn_draw(&drawn);
	assert_true(canned_has(&drawn.canvas, "over 3 s: answer"));
	assert_true(canned_has(&drawn.canvas, "Gap 1   answer by 1:25"));
	drawn.canned.snapshot.gap_cursor = 1;
	drawn_draw(&drawn);
	assert_true(canned_has(&drawn.canvas, "Gap 2   a reply within 3 s is asked; the customer was not waiting for one"));
	drawn.canned.gaps[1].event.before = PARTY_NONE;
	drawn_draw(&drawn);
	assert_true(canned_has(&drawn.canvas, "mono does not tell who was waiting"));
	assert_false(canned_has(&drawn.canvas, "the customer was not waiting"));
	drawn_end(&drawn);
}

static void an_empty_list_says_why(void **state)
{
	(void)state;
	struct drawn drawn;
	begin(&drawn, 24, 80, CANNED_EN, 2);
	drawn.canned.snapshot.n_gap_rows = 0;
	drawn_draw(&drawn);
	assert_true(canned_has(&drawn.canvas, "no gaps"));
	drawn.canned.snapshot.analysing = true;
	drawn_draw(&drawn);
	assert_true(canned_has(&drawn.canvas, "still listening"));
	drawn_end(&drawn);
}

static void every_size_and_graphics_survive(void **state)
{
	(void)state;
	struct drawn drawn;
	for (int rows = 16; rows <= 48; rows += 2)
		for (int columns = 60; columns <= 240; columns += 9) {
			begin(&drawn, rows, columns, CANNED_ZH, 2);
			drawn.canned.snapshot.duration_ms = 40000000;
			drawn.canvas.graphics = GRAPHICS_ASCII;
			drawn_draw(&drawn);
			drawn.canvas.graphics = GRAPHICS_BRAILLE;
			drawn.canvas.ambiguous_wide = true;
			drawn_draw(&drawn);
			drawn_end(&drawn);
		}
}

static void what_the_reviewer_says_is_told_apart(void **state)
{
	(void)state;
	struct drawn drawn;
	begin(&drawn, 24, 80, CANNED_EN, 2);
	struct snapshot_gap *gaps = drawn.canned.gaps;
	gaps[1].ignored = gaps[1].changed = gaps[2].changed = true;
	gaps[2].found = gaps[2].event;
	gaps[2].event.kind = EVENT_SILENCE;
	gaps[2].event.subtype = SUBTYPE_NONE;
	gaps[2].asked = check_points_of(&gaps[2].event, &gap_limits_default);
	drawn_draw(&drawn);
	canned_compare(&drawn.canvas, "gaps-changed-80x24");
	assert_int_equal(canned_style_of(&drawn.canvas, -1, "ignored"), STYLE_DIM);
	assert_true(canned_has(&drawn.canvas, "silence*"));
	assert_true(canned_has(&drawn.canvas, "Gap 3   you say silence, found was hold music"));
	assert_true(canned_has(&drawn.canvas, "4 gaps   1:41 of 8:42"));
	drawn.canned.snapshot.gap_cursor = 1;
	drawn_draw(&drawn);
	assert_true(canned_has(&drawn.canvas, "Gap at 2:02   you ignore it, found was silence"));
	drawn_end(&drawn);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(the_list_has_its_look),
		cmocka_unit_test(only_the_row_of_the_cursor_is_reversed),
		cmocka_unit_test(a_long_list_keeps_the_cursor_in_sight),
		cmocka_unit_test(all_that_is_asked_is_shown_where_it_fits),
		cmocka_unit_test(waiting_long_asks_again_and_again),
		cmocka_unit_test(figures_add_up),
		cmocka_unit_test(on_one_channel_nobody_is_named),
		cmocka_unit_test(gaps_at_the_ends_say_so),
		cmocka_unit_test(a_late_answer_has_its_time),
		cmocka_unit_test(an_empty_list_says_why),
		cmocka_unit_test(what_the_reviewer_says_is_told_apart),
		cmocka_unit_test(every_size_and_graphics_survive),
	};
	return cmocka_run_group_tests_name("gap list", tests, NULL, NULL);
}
