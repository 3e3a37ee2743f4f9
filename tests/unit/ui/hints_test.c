/* Tests of the last line: which keys it names where not all of them fit. */
/* SPDX-License-Identifier: MIT */
#include "config.h"

#include <string.h>

#include "canned.h"
#include "drawn.h"
#include "testing.h"
#include "ui/pane.h"
#include "ui/pane_parts.h"

static const struct snapshot_level marks[] = {{"not met"}, {"met"}};
static const struct snapshot_level points[] = {{"0"}, {"5"}, {"10"}};

/* A review whose cursor is on an item with these levels. */
static void begin(struct drawn *drawn, int columns, const struct snapshot_level *levels, size_t n)
{
	drawn_begin(drawn, 24, columns, CANNED_EN, 2);
	struct snapshot_item *item = &drawn->canned.items[drawn->canned.snapshot.cursor];
	item->levels = levels;
	item->n_levels = n;
	drawn_draw(drawn);
}

static bool has(const struct drawn *drawn, const char *text)
{
	return canned_has(&drawn->canvas, text);
}

static void the_most_needed_keys_stay(void **state)
{
	(void)state;
	struct drawn drawn;
	begin(&drawn, 80, marks, 2);
	assert_true(has(&drawn,
		" 1 not met  2 met  0 n/a  Space play  g gap  c comment  i guide  u undo  ? help"));
	assert_false(has(&drawn, "S submit"));
	canvas_resize(&drawn.canvas, 24, 120);
	drawn_draw(&drawn);
	assert_true(has(&drawn, "e next empty"));
	assert_true(has(&drawn, "S submit  q back"));
	canvas_resize(&drawn.canvas, 24, 60);
	drawn_draw(&drawn);
	assert_true(has(&drawn, " 1 not met  2 met  Space play  g gap  c comment      ? help"));
	drawn_end(&drawn);
}

static void submitting_is_named_once_nothing_is_empty(void **state)
{
	(void)state;
	struct drawn drawn;
	begin(&drawn, 80, marks, 2);
	drawn.canned.snapshot.n_answered = drawn.canned.snapshot.n_items;
	drawn_draw(&drawn);
	assert_true(has(&drawn, "S submit"));
	canvas_resize(&drawn.canvas, 24, 160);
	drawn_draw(&drawn);
	assert_true(has(&drawn, "S submit"));
	assert_false(has(&drawn, "e next empty"));
	drawn_end(&drawn);
}

static void only_what_can_be_done_is_named_when_submitting(void **state)
{
	(void)state;
	struct drawn drawn;
	struct snapshot_missing missing[] = {{MISSING_ANSWER, 3, "4"}, {MISSING_COMMENT, 2, "3"}};
	begin(&drawn, 80, marks, 2);
	drawn.canned.snapshot.lower = LOWER_SUBMIT;
	drawn.canned.snapshot.missing = missing;
	drawn.canned.snapshot.n_missing = 2;
	drawn_draw(&drawn);
	assert_true(has(&drawn, " e next empty  c comment  q back  "));
	drawn.canned.snapshot.n_missing = 0;
	drawn.canned.snapshot.may_submit = true;
	drawn_draw(&drawn);
	assert_true(has(&drawn, " y submit  q back  "));
	assert_false(has(&drawn, "e next empty"));
	drawn_end(&drawn);
}

static void what_is_counted_can_be_taken_back(void **state)
{
	(void)state;
	struct drawn drawn;
	begin(&drawn, 80, marks, 2);
	drawn.canned.snapshot.lower = LOWER_FAULTS;
	drawn_draw(&drawn);
	assert_true(has(&drawn, " a-z choose  - one less  q back  "));
	drawn.canned.snapshot.lower = LOWER_FLAGS;
	drawn.canned.snapshot.n_raised = 1;
	drawn_draw(&drawn);
	assert_true(has(&drawn, " a-z choose  C comment  q back  "));
	drawn.canned.snapshot.lower = LOWER_REASONS;
	drawn_draw(&drawn);
	assert_true(has(&drawn, " a-z choose  q back  "));
	drawn_end(&drawn);
}

static void a_submitted_review_offers_no_changes(void **state)
{
	(void)state;
	struct drawn drawn;
	begin(&drawn, 80, marks, 2);
	drawn.canned.snapshot.final = true;
	drawn_draw(&drawn);
	assert_true(has(&drawn, " Space play  g gap  A notes  i guide  q back "));
	assert_false(has(&drawn, "1 not met"));
	drawn_end(&drawn);
}

static void levels_that_are_numbers_are_told_from_their_keys(void **state)
{
	(void)state;
	struct drawn drawn;
	begin(&drawn, 80, points, 3);
	assert_true(has(&drawn, "1 =0  2 =5  3 =10  0 n/a  Space play"));
	drawn.canned.snapshot.lower = LOWER_GUIDELINE;
	drawn_draw(&drawn);
	assert_true(has(&drawn, "3  10 points"));
	drawn_end(&drawn);
}

static void the_way_out_of_a_pane_is_always_named(void **state)
{
	(void)state;
	struct drawn drawn;
	for (int lower = LOWER_GUIDELINE; lower <= LOWER_NOTES; lower++) {
		drawn_begin(&drawn, 16, 60, CANNED_EN, 2);
		drawn.canned.snapshot.lower = (enum snapshot_pane)lower;
		drawn_draw(&drawn);
		assert_true(has(&drawn, "q back"));
		assert_true(has(&drawn, "? help"));
		drawn_end(&drawn);
	}
}

static void an_edit_line_says_what_enter_does(void **state)
{
	(void)state;
	struct drawn drawn;
	drawn_begin(&drawn, 24, 80, CANNED_EN, 2);
	drawn.view.line.prompt = ":";
	drawn.view.line.text = "";
	drawn.view.line.enter = "do it";
	drawn.view.line.completes = drawn.view.line.has_earlier = true;
	drawn_draw(&drawn);
	assert_true(has(&drawn, " Enter do it  Esc give up  Tab complete  Up others  ^U empty the line"));
	drawn_end(&drawn);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(the_most_needed_keys_stay),
		cmocka_unit_test(submitting_is_named_once_nothing_is_empty),
		cmocka_unit_test(only_what_can_be_done_is_named_when_submitting),
		cmocka_unit_test(what_is_counted_can_be_taken_back),
		cmocka_unit_test(a_submitted_review_offers_no_changes),
		cmocka_unit_test(levels_that_are_numbers_are_told_from_their_keys),
		cmocka_unit_test(the_way_out_of_a_pane_is_always_named),
		cmocka_unit_test(an_edit_line_says_what_enter_does),
	};
	return cmocka_run_group_tests_name("hints", tests, NULL, NULL);
}
