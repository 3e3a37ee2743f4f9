/* Tests of the panes of marking: lists with letters, forms, incidents, folded sections, submitting. */
/* SPDX-License-Identifier: MIT */
#include "config.h"

#include <stdio.h>
#include <string.h>

#include "canned.h"
#include "drawn.h"
#include "testing.h"
#include "ui/pane.h"
#include "ui/pane_parts.h"

static void begin(struct drawn *drawn, int rows, int columns, enum canned_text text)
{
	drawn_begin(drawn, rows, columns, text, 2);
	canned_add_panes(&drawn->canned, text);
	drawn->canned.snapshot.message = "";
}

static bool has(const struct drawn *drawn, const char *text)
{
	return canned_has(&drawn->canvas, text);
}

/* Each pane at both sizes in both languages, as files to be looked at. */
static void look(enum snapshot_pane lower, const char *name)
{
	static const struct {
		int rows, columns;
		enum canned_text text;
		const char *suffix;
	} looks[] = {{24, 80, CANNED_EN, "80x24"}, {40, 120, CANNED_EN, "120x40"},
		{24, 80, CANNED_ZH, "zh-80x24"}, {40, 120, CANNED_ZH, "zh-120x40"}};
	for (size_t i = 0; i < sizeof looks / sizeof *looks; i++) {
		struct drawn drawn;
		char file[64];
		begin(&drawn, looks[i].rows, looks[i].columns, looks[i].text);
		drawn.canned.snapshot.lower = lower;
		if (lower == LOWER_FAULTS)
			canned_count_faults(&drawn.canned);
		if (lower == LOWER_FLAGS)
			canned_choose_flags(&drawn.canned);
		drawn_draw(&drawn);
		snprintf(file, sizeof file, "%s-%s", name, looks[i].suffix);
		canned_compare(&drawn.canvas, file);
		drawn_end(&drawn);
	}
}

static void every_pane_has_its_look(void **state)
{
	(void)state;
	look(LOWER_SCORECARD, "marks");
	look(LOWER_REASONS, "reasons");
	look(LOWER_FLAGS, "flags");
	look(LOWER_FAULTS, "faults");
	look(LOWER_CONTACT, "contact");
	look(LOWER_INCIDENTS, "incidents");
	look(LOWER_NOTES, "notes");
	look(LOWER_GUIDELINE, "item");
	look(LOWER_SUBMIT, "submit-all");
}

/* ---- the scorecard ---- */

static void counts_are_at_the_top(void **state)
{
	(void)state;
	struct drawn drawn;
	begin(&drawn, 24, 100, CANNED_EN);
	drawn_draw(&drawn);
	assert_true(has(&drawn, "not met 2 (in 2 3)   met 3   exceeds 1   red flags 1"));
	assert_true(has(&drawn, "fails: wrong answer"));
	drawn.canned.snapshot.n_not_met = drawn.canned.snapshot.n_raised = 0;
	drawn_draw(&drawn);
	assert_true(has(&drawn, "met 3   exceeds 1"));
	assert_false(has(&drawn, "(in "));
	drawn_end(&drawn);
}

static void what_was_not_found_is_not_counted_as_met(void **state)
{
	(void)state;
	struct drawn drawn;
	begin(&drawn, 24, 100, CANNED_EN);
	for (size_t i = 0; i < drawn.canned.snapshot.n_snapshot_items; i++)
		drawn.canned.items[i].is_occurrence = true;
	drawn_draw(&drawn);
	assert_true(has(&drawn, "faults 2 (in 2 3)"));
	assert_false(has(&drawn, "met 3"));
	drawn_end(&drawn);
}

static void the_title_says_what_it_comes_to(void **state)
{
	(void)state;
	struct drawn drawn;
	begin(&drawn, 24, 80, CANNED_EN);
	struct review_snapshot *snapshot = &drawn.canned.snapshot;
	snapshot->queue = "Returns and complaints";
	snapshot->outcome_word = "fails: insulted or threatened the customer more than once";
	drawn_draw(&drawn);
	assert_true(has(&drawn, "7 of 12   25/35   fails: insulted"));
	canvas_resize(&drawn.canvas, 24, 60);
	drawn_draw(&drawn);
	assert_true(has(&drawn, "7 of 12   25/35   fails:"));
	canvas_resize(&drawn.canvas, 24, 80);
	snapshot->outcome = SNAPSHOT_PASSES;
	snapshot->band = "Fair";
	drawn_draw(&drawn);
	assert_false(has(&drawn, "Fair")); /* the score is not whole */
	snapshot->n_answered = snapshot->n_items;
	drawn_draw(&drawn);
	assert_true(has(&drawn, "25/35   Fair"));
	drawn_end(&drawn);
}

static void a_folded_section_is_one_line(void **state)
{
	(void)state;
	struct drawn drawn;
	begin(&drawn, 40, 100, CANNED_EN);
	drawn.view.folded = 1 << 2;
	drawn.canned.snapshot.cursor = 0;
	drawn_draw(&drawn);
	assert_true(has(&drawn, "+ Hold"));
	assert_true(has(&drawn, "2 of 3   1 not met   5/20"));
	assert_false(has(&drawn, "Thanks the customer"));
	assert_true(has(&drawn, "Correct answer"));
	/* The cursor on any of its items is on that line. */
	drawn.canned.snapshot.cursor = 5;
	drawn_draw(&drawn);
	assert_int_equal(canned_style_of(&drawn.canvas, -1, "+ Hold"), STYLE_CURSOR);
	drawn_end(&drawn);
}

static void what_is_not_asked_says_why(void **state)
{
	(void)state;
	struct drawn drawn;
	begin(&drawn, 40, 120, CANNED_EN);
	drawn.canned.items[1].applies = false;
	drawn.canned.items[1].condition = "if 1 is met";
	drawn.canned.items[1].level = ANSWER_NONE;
	drawn_draw(&drawn);
	assert_true(has(&drawn, "if 1 is met"));
	assert_int_equal(canned_style_of(&drawn.canvas, -1, "Customer verified"), STYLE_DIM);
	drawn_end(&drawn);
}

static void marks_carry_reasons_and_further_evidence(void **state)
{
	(void)state;
	struct drawn drawn;
	begin(&drawn, 40, 108, CANNED_EN);
	drawn_draw(&drawn);
	assert_true(has(&drawn, "+1 N1 N3 late"));
	assert_true(has(&drawn, "Y not met: hold"));
	assert_true(has(&drawn, "3 times"));
	assert_true(has(&drawn, "-2 3 times"));
	drawn_end(&drawn);
}

static void raised_flags_stand_below_the_items(void **state)
{
	(void)state;
	struct drawn drawn;
	begin(&drawn, 24, 80, CANNED_EN);
	drawn.canned.snapshot.cursor = 11;
	drawn.view.first_line = 100;
	drawn_draw(&drawn);
	assert_true(has(&drawn, "Red flags"));
	drawn.canned.snapshot.n_flags = drawn.canned.snapshot.n_raised = 0;
	drawn_draw(&drawn);
	assert_false(has(&drawn, "Red flags"));
	drawn_end(&drawn);
}

static void notes_are_seen_and_read(void **state)
{
	(void)state;
	struct drawn drawn;
	begin(&drawn, 40, 120, CANNED_EN);
	drawn_draw(&drawn);
	assert_int_equal(canned_style_of(&drawn.canvas, 11, "\""), STYLE_HINT);
	drawn.canned.snapshot.note_cursor = 0;
	drawn.canned.snapshot.playhead_ms = 301000;
	drawn_draw(&drawn);
	assert_true(has(&drawn, "Note at 5:00: listen again"));
	drawn.canned.snapshot.playhead_ms = 310000;
	drawn_draw(&drawn);
	assert_false(has(&drawn, "Note at 5:00: listen again"));
	drawn_end(&drawn);
}

/* ---- lists with letters ---- */

static void letters_leave_out_q(void **state)
{
	(void)state;
	struct drawn drawn;
	struct snapshot_choice many[40];
	for (int i = 0; i < 40; i++)
		many[i] = (struct snapshot_choice){.code = "N1", .text = "something", .off = ""};
	begin(&drawn, 40, 120, CANNED_EN);
	drawn.canned.snapshot.lower = LOWER_REASONS;
	drawn.canned.snapshot.choices = many;
	drawn.canned.snapshot.n_choices = 40;
	drawn_draw(&drawn);
	assert_true(has(&drawn, " p   N1 something"));
	assert_false(has(&drawn, " q   N1 something"));
	assert_true(has(&drawn, " r   N1 something"));
	drawn_end(&drawn);
}

static void long_lists_scroll_to_their_end(void **state)
{
	(void)state;
	struct drawn drawn;
	begin(&drawn, 16, 60, CANNED_EN);
	drawn.canned.snapshot.lower = LOWER_REASONS;
	drawn_draw(&drawn);
	assert_true(has(&drawn, "N1 "));
	assert_false(has(&drawn, "E1 "));
	drawn.view.first_text = 1000;
	drawn_draw(&drawn);
	assert_true(has(&drawn, "E1 "));
	assert_true(drawn.view.first_text < 20);
	drawn.view.first_text = -3;
	drawn_draw(&drawn);
	assert_int_equal(drawn.view.first_text, 0);
	drawn_end(&drawn);
}

static void an_empty_list_says_so(void **state)
{
	(void)state;
	struct drawn drawn;
	begin(&drawn, 24, 80, CANNED_EN);
	drawn.canned.snapshot.n_choices = 0;
	drawn.canned.snapshot.lower = LOWER_REASONS;
	drawn_draw(&drawn);
	assert_true(has(&drawn, "The card names no reasons for this mark."));
	drawn.canned.snapshot.lower = LOWER_FLAGS;
	drawn_draw(&drawn);
	assert_true(has(&drawn, "This card has no red flags."));
	drawn.canned.snapshot.lower = LOWER_CONTACT;
	drawn.canned.snapshot.n_fields = 0;
	drawn_draw(&drawn);
	assert_true(has(&drawn, "This card asks nothing of the contact."));
	drawn.canned.snapshot.lower = LOWER_INCIDENTS;
	drawn.canned.snapshot.n_incidents = 0;
	drawn_draw(&drawn);
	assert_true(has(&drawn, "None is recorded"));
	drawn_end(&drawn);
}

/* ---- the item in full ---- */

static void a_long_guideline_scrolls(void **state)
{
	(void)state;
	struct drawn drawn;
	begin(&drawn, 24, 80, CANNED_EN);
	drawn.canned.snapshot.lower = LOWER_GUIDELINE;
	drawn.canned.items[6].guideline = "first\n2\n3\n4\n5\n6\n7\n8\n9\n10\n11\n12\n13\nlast of it";
	drawn_draw(&drawn);
	assert_true(has(&drawn, "first"));
	assert_false(has(&drawn, "last of it"));
	drawn.view.first_text = 8;
	drawn_draw(&drawn);
	assert_false(has(&drawn, "first"));
	assert_true(has(&drawn, "last of it"));
	drawn.view.first_text = 1000;
	drawn_draw(&drawn);
	assert_true(has(&drawn, "N3 no check-in"));
	drawn_end(&drawn);
}

/* ---- submitting ---- */

static void all_that_is_missing_is_listed(void **state)
{
	(void)state;
	struct drawn drawn;
	begin(&drawn, 24, 80, CANNED_EN);
	drawn.canned.snapshot.lower = LOWER_SUBMIT;
	drawn_draw(&drawn);
	assert_true(has(&drawn, "e  5 items are empty"));
	assert_true(has(&drawn, "c  1 mark needs a comment"));
	assert_true(has(&drawn, "F  1 field is missing"));
	assert_true(has(&drawn, "!  1 red flag to confirm"));
	assert_true(has(&drawn, "p  50% was not heard"));
	assert_true(has(&drawn, "fails: wrong answer   without that it would be 71.43"));
	assert_true(has(&drawn, "y  submit, once nothing is missing"));
	drawn.canned.snapshot.n_missing = 0;
	drawn.canned.snapshot.may_submit = true;
	drawn_draw(&drawn);
	assert_true(has(&drawn, "Nothing is missing."));
	assert_true(has(&drawn, "y  submit, open the next call"));
	drawn_end(&drawn);
}

/* Where a text was drawn, that is what is found there. */
static void what_is_drawn_is_found_again(void **state)
{
	(void)state;
	struct drawn drawn;
	struct screen_hit hit;
	const struct review_snapshot *snapshot = &drawn.canned.snapshot;
	begin(&drawn, 40, 120, CANNED_EN);
	drawn.view.folded = 1 << 1;
	drawn_draw(&drawn);
	int row = canned_row_of(&drawn.canvas, "Thanks the customer");
	hit = screen_find_review(&drawn.canvas, &drawn.view, snapshot, row, 10);
	assert_int_equal(hit.kind, HIT_ITEM);
	assert_int_equal(hit.item, 5);
	hit = screen_find_review(&drawn.canvas, &drawn.view, snapshot, row, 100);
	assert_int_equal(hit.kind, HIT_NOTHING);
	row = canned_row_of(&drawn.canvas, "+ Listening");
	hit = screen_find_review(&drawn.canvas, &drawn.view, snapshot, row, 10);
	assert_int_equal(hit.item, 2);
	row = canned_row_of(&drawn.canvas, "Red flags");
	hit = screen_find_review(&drawn.canvas, &drawn.view, snapshot, row, 10);
	assert_int_equal(hit.kind, HIT_NOTHING);
	hit = screen_find_review(&drawn.canvas, &drawn.view, snapshot, 2, 60);
	assert_int_equal(hit.kind, HIT_TIME);
	assert_int_equal(hit.ms, 522000 / 2);
	hit = screen_find_review(&drawn.canvas, &drawn.view, snapshot, 7, 2);
	assert_int_equal(hit.ms, drawn.view.page_start_ms);
	drawn.canned.snapshot.lower = LOWER_CONTACT;
	hit = screen_find_review(&drawn.canvas, &drawn.view, snapshot, 20, 10);
	assert_int_equal(hit.kind, HIT_NOTHING);
	for (int at = -3; at < 60; at++)
		for (int column = -3; column < 130; column += 7)
			screen_find_review(&drawn.canvas, &drawn.view, snapshot, at, column);
	drawn_end(&drawn);
}

/* Keys that would be cut in their column are left out, and nobody is called by them. */
static void keys_that_are_words_have_no_column(void **state)
{
	(void)state;
	struct drawn drawn;
	begin(&drawn, 24, 80, CANNED_EN);
	drawn.canned.snapshot.keys_are_words = true;
	for (size_t i = 0; i < drawn.canned.snapshot.n_snapshot_items; i++) {
		drawn.canned.items[i].key = "understanding";
		drawn.canned.items[i].name = drawn.canned.items[i].title;
	}
	drawn_draw(&drawn);
	assert_false(has(&drawn, "underst"));
	assert_true(has(&drawn, "   Checks back within 1 min"));
	drawn.canned.snapshot.lower = LOWER_GUIDELINE;
	drawn_draw(&drawn);
	assert_false(has(&drawn, "understanding"));
	drawn_end(&drawn);
}

/* While there is no mark in its way a note takes the room left of its column. */
static void a_long_note_begins_further_left(void **state)
{
	(void)state;
	struct drawn drawn;
	begin(&drawn, 30, 80, CANNED_EN);
	struct snapshot_item *item = &drawn.canned.items[7];
	item->level = ANSWER_NONE;
	item->is_occurrence = false;
	item->n_times = item->n_occurrences = 0;
	item->evidence_ms = -1;
	item->applies = false;
	item->condition = "if 7 is met or exceeds";
	drawn_draw(&drawn);
	assert_true(has(&drawn, "if 7 is met or exceeds"));
	item->applies = true;
	item->level = 2;
	item->evidence_ms = 1000;
	item->comment = "what is said here is longer than the column";
	drawn_draw(&drawn);
	assert_true(has(&drawn, "0:01  what is said"));
	drawn_end(&drawn);
}

static void any_size_survives(void **state)
{
	(void)state;
	struct drawn drawn;
	for (int lower = LOWER_SCORECARD; lower <= LOWER_NOTES; lower++)
		for (int rows = 16; rows <= 48; rows += 8)
			for (int columns = 60; columns <= 240; columns += 19) {
				begin(&drawn, rows, columns, lower % 2 ? CANNED_ZH : CANNED_EN);
				drawn.canned.snapshot.lower = (enum snapshot_pane)lower;
				drawn.canvas.graphics = rows % 16 ? GRAPHICS_BRAILLE : GRAPHICS_ASCII;
				drawn.canvas.ambiguous_wide = columns % 2;
				drawn.view.folded = (uint64_t)columns;
				drawn_draw(&drawn);
				drawn_end(&drawn);
			}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(every_pane_has_its_look),
		cmocka_unit_test(counts_are_at_the_top),
		cmocka_unit_test(what_was_not_found_is_not_counted_as_met),
		cmocka_unit_test(the_title_says_what_it_comes_to),
		cmocka_unit_test(a_folded_section_is_one_line),
		cmocka_unit_test(what_is_not_asked_says_why),
		cmocka_unit_test(marks_carry_reasons_and_further_evidence),
		cmocka_unit_test(raised_flags_stand_below_the_items),
		cmocka_unit_test(notes_are_seen_and_read),
		cmocka_unit_test(letters_leave_out_q),
		cmocka_unit_test(long_lists_scroll_to_their_end),
		cmocka_unit_test(an_empty_list_says_so),
		cmocka_unit_test(a_long_guideline_scrolls),
		cmocka_unit_test(all_that_is_missing_is_listed),
		cmocka_unit_test(what_is_drawn_is_found_again),
		cmocka_unit_test(keys_that_are_words_have_no_column),
		cmocka_unit_test(a_long_note_begins_further_left),
		cmocka_unit_test(any_size_survives),
	};
	return cmocka_run_group_tests_name("panes", tests, NULL, NULL);
}
