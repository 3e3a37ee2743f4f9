/* Tests of the review screen: canned snapshots as pictures of text, and what moves on it. */
/* SPDX-License-Identifier: MIT */
#include "config.h"

#include <stdio.h>
#include <string.h>

#include "canned.h"
#include "drawn.h"
#include "testing.h"
#include "ui/pane.h"

static void review_at(int rows, int columns, enum canned_text text, int channels, const char *name)
{
	struct drawn drawn;
	drawn_begin(&drawn, rows, columns, text, channels);
	drawn_draw(&drawn);
	canned_compare(&drawn.canvas, name);
	drawn_end(&drawn);
}

static void review_has_its_look(void **state)
{
	(void)state;
	review_at(24, 80, CANNED_EN, 2, "review-80x24");
	review_at(40, 120, CANNED_EN, 2, "review-120x40");
	review_at(16, 60, CANNED_EN, 2, "review-60x16");
	review_at(120, 400, CANNED_EN, 2, "review-400x120");
	review_at(24, 80, CANNED_ZH, 2, "review-zh-80x24");
	review_at(40, 120, CANNED_ZH, 2, "review-zh-120x40");
	review_at(24, 80, CANNED_EN, 1, "review-mono-80x24");
	review_at(40, 120, CANNED_EN, 1, "review-mono-120x40");
}

static void small_windows_say_so(void **state)
{
	(void)state;
	review_at(5, 20, CANNED_EN, 2, "review-20x5");
	struct drawn drawn;
	drawn_begin(&drawn, 15, 80, CANNED_EN, 2);
	drawn.canned.snapshot.playing = false;
	drawn_draw(&drawn);
	assert_true(canned_has(&drawn.canvas, "window too small, 60x16 is needed"));
	assert_false(canned_has(&drawn.canvas, "playing"));
	drawn_end(&drawn);
}

static void texts_of_the_program_are_translated(void **state)
{
	(void)state;
	struct drawn drawn;
	drawn_begin(&drawn, 24, 80, CANNED_ZH, 2);
	drawn_draw(&drawn);
	assert_true(canned_has(&drawn.canvas, "? 帮助"));
	assert_true(canned_has(&drawn.canvas, "候线 1:15"));
	assert_int_equal(canned_style_of(&drawn.canvas, 6, "席"), STYLE_AGENT);
	drawn_end(&drawn);
}

static void graphics_follow_the_terminal(void **state)
{
	(void)state;
	struct drawn drawn;
	drawn_begin(&drawn, 24, 80, CANNED_EN, 2);
	drawn.canvas.graphics = GRAPHICS_ASCII;
	drawn_draw(&drawn);
	canned_compare(&drawn.canvas, "review-ascii-80x24");
	drawn.canvas.graphics = GRAPHICS_BLOCK;
	drawn_draw(&drawn);
	canned_compare(&drawn.canvas, "review-block-80x24");
	drawn_end(&drawn);
	drawn_begin(&drawn, 24, 80, CANNED_ZH, 2);
	drawn.canvas.ambiguous_wide = true;
	drawn.canned.snapshot.agent = "Зоя «α»";
	drawn_draw(&drawn);
	canned_compare(&drawn.canvas, "review-wide-80x24");
	drawn_end(&drawn);
}

static void lower_panes_have_their_look(void **state)
{
	(void)state;
	struct drawn drawn;
	drawn_begin(&drawn, 24, 80, CANNED_EN, 2);
	drawn.canned.snapshot.lower = LOWER_GUIDELINE;
	drawn_draw(&drawn);
	canned_compare(&drawn.canvas, "guideline-80x24");
	drawn.canned.snapshot.lower = LOWER_SUBMIT;
	drawn.canned.snapshot.message = "";
	drawn_draw(&drawn);
	canned_compare(&drawn.canvas, "submit-80x24");
	drawn.canned.snapshot.n_empty_items = drawn.canned.snapshot.n_uncommented = 0;
	canned_find_missing(&drawn.canned);
	drawn.canned.snapshot.may_submit = true;
	drawn_draw(&drawn);
	canned_compare(&drawn.canvas, "submit-complete-80x24");
	drawn_end(&drawn);
}

static void long_names_leave_room(void **state)
{
	(void)state;
	struct drawn drawn;
	drawn_begin(&drawn, 24, 80, CANNED_EN, 2);
	drawn.canned.snapshot.name =
		"Auto0_GUID_000_AGENT_ChrisL_DT_2025-02-19T06-01-22_Mono_and_more_of_it";
	drawn.canned.snapshot.lower = LOWER_SUBMIT;
	drawn_draw(&drawn);
	canned_check_canvas(&drawn.canvas);
	assert_true(canned_has(&drawn.canvas, "… ─ score so far 25.00 of 100 ─"));
	assert_true(canned_has(&drawn.canvas, "…   Billing   draft   7 of 12   25/35"));
	drawn_end(&drawn);
}

/* The column of the playhead: the same on each row it runs over. */
static int playhead_column(const struct canvas *canvas, int row)
{
	const struct cell *cells = &canvas->cells[row * canvas->columns];
	for (int i = 0; i < canvas->columns; i++)
		if (cells[i].style == STYLE_PLAYHEAD || strcmp(cells[i].text, "|") == 0)
			return i;
	return -1;
}

static void playhead_runs_through(void **state)
{
	(void)state;
	struct drawn drawn;
	drawn_begin(&drawn, 24, 80, CANNED_EN, 2);
	drawn_draw(&drawn);
	const struct canvas *canvas = &drawn.canvas;
	/* 283.6 s of 522 s over 76 columns from column 2. */
	assert_int_equal(playhead_column(canvas, 2), 43);
	assert_int_equal(playhead_column(canvas, 3), 43);
	assert_int_equal(playhead_column(canvas, 4), -1);
	int column = playhead_column(canvas, 6);
	for (int row = 5; row <= 8; row++)
		assert_int_equal(playhead_column(canvas, row), column);
	assert_int_equal(playhead_column(canvas, 9), -1);
	/* A bar over the wave, also where it is empty; a line in an empty lane. */
	assert_string_equal(canvas->cells[6 * 80 + column].text, "|");
	assert_int_equal(canvas->cells[6 * 80 + column].style, STYLE_PLAYHEAD);
	assert_string_equal(canvas->cells[8 * 80 + column].text, "^");
	assert_int_equal(canvas->cells[8 * 80 + column].style, STYLE_PLAYHEAD);
	drawn.canned.snapshot.playhead_ms += 5000;
	drawn_draw(&drawn);
	column = playhead_column(canvas, 8);
	assert_string_equal(canvas->cells[8 * 80 + column].text, "|");
	assert_int_equal(canvas->cells[8 * 80 + column].style, STYLE_PLAIN);
	drawn_end(&drawn);
}

static void styles_repeat_what_shape_says(void **state)
{
	(void)state;
	struct drawn drawn;
	drawn_begin(&drawn, 24, 80, CANNED_EN, 2);
	drawn_draw(&drawn);
	const struct canvas *canvas = &drawn.canvas;
	assert_int_equal(canned_style_of(canvas, 3, "⠤"), STYLE_OVER3);
	assert_int_equal(canned_style_of(canvas, 3, "⠶18⠶"), STYLE_OVER15);
	assert_int_equal(canned_style_of(canvas, 3, "⣿hold 1:15"), STYLE_OVER60);
	assert_int_equal(canned_style_of(canvas, 3, "x"), STYLE_HOLD);
	assert_int_equal(canned_style_of(canvas, 0, "C-2026"), STYLE_TITLE_BOLD);
	assert_int_equal(canned_style_of(canvas, 0, "draft"), STYLE_TITLE);
	assert_int_equal(canned_style_of(canvas, -1, "Listening"), STYLE_HEADING);
	assert_int_equal(canned_style_of(canvas, -1, "5:18"), STYLE_LINK);
	assert_int_equal(canned_style_of(canvas, -1, "not met  5:18"), STYLE_NOT_MET);
	assert_int_equal(canned_style_of(canvas, -1, "met      0:02"), STYLE_MET);
	assert_int_equal(canned_style_of(canvas, -1, "hint: 3 gaps"), STYLE_HINT);
	assert_int_equal(canned_style_of(canvas, -1, "needs a comment"), STYLE_WARNING);
	assert_int_equal(canned_style_of(canvas, 23, "1 not met"), STYLE_KEY);
	assert_int_equal(canned_style_of(canvas, 23, "not met"), STYLE_DIM);
	drawn_end(&drawn);
}

static void cursor_row_is_reversed(void **state)
{
	(void)state;
	struct drawn drawn;
	drawn_begin(&drawn, 24, 80, CANNED_EN, 2);
	drawn_draw(&drawn);
	int row = 20;
	const struct cell *cells = &drawn.canvas.cells[row * 80];
	assert_int_equal(canned_style_of(&drawn.canvas, row, "7 Checks back"), STYLE_CURSOR);
	assert_int_equal(canned_style_of(&drawn.canvas, row, "1 2 3 0"), STYLE_CURSOR);
	assert_int_equal(cells[1].style, STYLE_CURSOR);
	assert_int_equal(cells[78].style, STYLE_CURSOR);
	assert_int_not_equal(cells[0].style, STYLE_CURSOR);
	assert_int_not_equal(cells[79].style, STYLE_CURSOR);
	/* Nothing else is. */
	for (int i = 0; i < 24 * 80; i++)
		assert_int_equal(drawn.canvas.cells[i].style == STYLE_CURSOR,
			i > row * 80 && i < row * 80 + 79);
	drawn_end(&drawn);
}

static void scorecard_scrolls_with_its_heading(void **state)
{
	(void)state;
	struct drawn drawn;
	drawn_begin(&drawn, 16, 60, CANNED_EN, 2);
	for (size_t i = 0; i < drawn.canned.snapshot.n_snapshot_items; i++) {
		char title[16];
		drawn.canned.snapshot.cursor = i;
		drawn_draw(&drawn);
		snprintf(title, sizeof title, "%.8s", drawn.canned.items[i].title);
		assert_int_equal(canned_style_of(&drawn.canvas, -1, title), STYLE_CURSOR);
		/* The first item of a section never stands without its heading. */
		if (i == 0 || strcmp(drawn.canned.items[i].section,
				      drawn.canned.items[i - 1].section) != 0)
			assert_true(canned_has(&drawn.canvas, drawn.canned.items[i].section));
	}
	/* Back up by one: the list stands still. */
	int first = drawn.view.first_line;
	drawn.canned.snapshot.cursor--;
	drawn_draw(&drawn);
	assert_int_equal(drawn.view.first_line, first);
	drawn_end(&drawn);
}

static void page_stands_still_then_turns(void **state)
{
	(void)state;
	struct drawn drawn;
	drawn_begin(&drawn, 24, 80, CANNED_EN, 2);
	struct review_snapshot *snapshot = &drawn.canned.snapshot;
	int64_t span_ms = 76 * 1100;
	snapshot->playhead_ms = 0;
	drawn_draw(&drawn);
	assert_int_equal(drawn.view.page_start_ms, 0);
	snapshot->playhead_ms = span_ms * 85 / 100;
	drawn_draw(&drawn);
	assert_int_equal(drawn.view.page_start_ms, 0);
	snapshot->playhead_ms += 1100;
	drawn_draw(&drawn);
	/* It has turned: the playhead is at 15 %. */
	int64_t offset_ms = snapshot->playhead_ms - drawn.view.page_start_ms;
	assert_in_range(offset_ms, span_ms * 14 / 100, span_ms * 17 / 100);
	int64_t start_ms = drawn.view.page_start_ms;
	snapshot->playhead_ms = start_ms;
	drawn_draw(&drawn);
	assert_int_equal(drawn.view.page_start_ms, start_ms);
	/* A seek out of the page, and the last page, which does not turn. */
	snapshot->playhead_ms = 300000;
	drawn_draw(&drawn);
	offset_ms = snapshot->playhead_ms - drawn.view.page_start_ms;
	assert_in_range(offset_ms, span_ms * 14 / 100, span_ms * 17 / 100);
	snapshot->playhead_ms = 521999;
	drawn_draw(&drawn);
	assert_in_range(drawn.view.page_start_ms + span_ms, 522000, 522000 + 1100);
	assert_in_range(playhead_column(&drawn.canvas, 6), 76, 77);
	drawn_end(&drawn);
}

static void zoom_keeps_the_playhead_in_place(void **state)
{
	(void)state;
	struct drawn drawn;
	drawn_begin(&drawn, 24, 80, CANNED_EN, 2);
	drawn_draw(&drawn);
	int column = playhead_column(&drawn.canvas, 6);
	const int zooms[] = {2000, 500, 300, 800, 1100};
	for (size_t i = 0; i < sizeof zooms / sizeof *zooms; i++) {
		drawn.canned.snapshot.zoom_ms_per_column = zooms[i];
		drawn_draw(&drawn);
		assert_in_range(playhead_column(&drawn.canvas, 6), column - 1, column + 1);
	}
	drawn_end(&drawn);
}

static void a_page_is_no_longer_than_the_call(void **state)
{
	(void)state;
	struct drawn drawn;
	drawn_begin(&drawn, 24, 80, CANNED_EN, 2);
	struct review_snapshot *snapshot = &drawn.canned.snapshot;
	snapshot->zoom_ms_per_column = 60000;
	snapshot->playhead_ms = 521999;
	drawn_draw(&drawn);
	assert_int_equal(drawn.view.page_start_ms, 0);
	assert_in_range(drawn.view.page_zoom, 522000 / 76, 522000 / 76 + 1);
	assert_int_equal(playhead_column(&drawn.canvas, 6), 77);
	/* A blip of a recording, and one whose length is not known. */
	snapshot->duration_ms = 30;
	snapshot->playhead_ms = 10;
	drawn_draw(&drawn);
	assert_int_equal(drawn.view.page_zoom, 50);
	snapshot->duration_ms = 0;
	drawn_draw(&drawn);
	assert_int_equal(drawn.view.page_zoom, 60000);
	drawn_end(&drawn);
}

static void quiet_customer_stays_visible(void **state)
{
	(void)state;
	struct drawn drawn;
	drawn_begin(&drawn, 40, 120, CANNED_EN, 2);
	drawn.canned.snapshot.playhead_ms = 290000;
	drawn_draw(&drawn);
	/* 20 dB below the agent, and drawn as high: the second row downwards is in use. */
	assert_int_equal(canned_style_of(&drawn.canvas, 8, "⣿⣿⣿"), STYLE_CUSTOMER);
	assert_int_equal(canned_style_of(&drawn.canvas, 9, "⠿⠿⠿"), STYLE_CUSTOMER);
	assert_int_equal(canned_style_of(&drawn.canvas, 6, "⣶⣶⣶"), STYLE_AGENT);
	/* What nobody says is not made into a wave. */
	struct envelope noise = {.channels = 2};
	uint8_t level[1000];
	memset(level, envelope_byte(-75), sizeof level);
	envelope_add(&noise, (const uint8_t *const[2]){level, level}, 1000);
	drawn.canned.snapshot.envelope = &noise;
	drawn.canned.snapshot.playhead_ms = 0;
	drawn.canned.snapshot.n_events = 0;
	drawn_draw(&drawn);
	assert_false(canned_has(&drawn.canvas, "⣿⣿"));
	assert_false(canned_has(&drawn.canvas, "⠛⠛"));
	envelope_release(&noise);
	drawn_end(&drawn);
}

static void short_gaps_show_and_longer_ones_win(void **state)
{
	(void)state;
	struct drawn drawn;
	drawn_begin(&drawn, 24, 80, CANNED_EN, 2);
	drawn.canned.snapshot.duration_ms = 36000000;
	drawn.canned.snapshot.playhead_ms = 30000000;
	drawn.canned.events[0] = (struct event){
		.start_ms = 100000, .end_ms = 103500, .kind = EVENT_SILENCE, .channel = -1};
	drawn.canned.events[1] = (struct event){
		.start_ms = 110000, .end_ms = 180000, .kind = EVENT_SILENCE, .channel = -1};
	drawn.canned.events[2] = (struct event){
		.start_ms = 200000, .end_ms = 204000, .kind = EVENT_SILENCE, .channel = -1};
	drawn.canned.events[3] = (struct event){
		.start_ms = 18000000, .end_ms = 18003500, .kind = EVENT_SILENCE, .channel = -1};
	drawn.canned.snapshot.n_events = 4;
	drawn_draw(&drawn);
	/* 7 m 54 s a column: the first three share one. */
	assert_int_equal(canned_style_of(&drawn.canvas, 3, "⣿"), STYLE_OVER60);
	assert_int_equal(canned_style_of(&drawn.canvas, 3, "⠤"), STYLE_OVER3);
	assert_string_equal(drawn.canvas.cells[3 * 80 + 2 + 38].text, "⠤");
	drawn_end(&drawn);
}

static void transport_says_what_is_wrong(void **state)
{
	(void)state;
	struct drawn drawn;
	drawn_begin(&drawn, 24, 80, CANNED_EN, 2);
	struct review_snapshot *snapshot = &drawn.canned.snapshot;
	snapshot->playing = false;
	snapshot->analysing = true;
	snapshot->analysed_percent = 45;
	snapshot->silent = true;
	drawn_draw(&drawn);
	assert_true(canned_has(&drawn.canvas, "|| 4:43.6 / 8:42   1x   both   gaps >3s  3/5"));
	assert_true(canned_has(&drawn.canvas, "analysing 45%"));
	assert_int_equal(canned_style_of(&drawn.canvas, 9, "no sound"), STYLE_WARNING);
	snapshot->analysing = false;
	snapshot->sound_problem = "the sound server does not answer";
	snapshot->gap_from = GAP_OVER60;
	snapshot->speed_percent = 125;
	drawn_draw(&drawn);
	assert_true(canned_has(&drawn.canvas, "1.25x   both   gaps >1m"));
	assert_int_equal(canned_style_of(&drawn.canvas, 9, "the sound server"), STYLE_WARNING);
	drawn_end(&drawn);
}

static void transport_says_how_far_the_speaker_is(void **state)
{
	(void)state;
	struct drawn drawn;
	drawn_begin(&drawn, 24, 80, CANNED_EN, 2);
	struct review_snapshot *snapshot = &drawn.canned.snapshot;
	snapshot->remote = true;
	snapshot->delay_ms = 84;
	drawn_draw(&drawn);
	assert_true(canned_has(&drawn.canvas, "3/5   remote 84 ms  "));
	snapshot->is_opus = true;
	drawn_draw(&drawn);
	assert_true(canned_has(&drawn.canvas, "3/5   remote 84 ms opus"));
	snapshot->is_opus = false;
	snapshot->sound_problem = "there is no sound device";
	drawn_draw(&drawn);
	assert_true(canned_has(&drawn.canvas, "remote 84 ms   there is no"));
	drawn_end(&drawn);
}

static void transport_says_whom_and_how_loud(void **state)
{
	(void)state;
	struct drawn drawn;
	drawn_begin(&drawn, 24, 80, CANNED_EN, 2);
	struct review_snapshot *snapshot = &drawn.canned.snapshot;
	snapshot->volume_percent = 80;
	drawn_draw(&drawn);
	assert_true(canned_has(&drawn.canvas, "1x   both   vol 80   gaps >3s  3/5"));
	snapshot->leg = HEAR_AGENT;
	drawn_draw(&drawn);
	assert_true(canned_has(&drawn.canvas, "1x   agent   vol 80   gaps >3s  3/5"));
	snapshot->loop_in_ms = 12000;
	snapshot->loop_out_ms = -1;
	drawn_draw(&drawn);
	assert_true(canned_has(&drawn.canvas, "3/5   loop 0:12-  "));
	snapshot->loop_out_ms = 20000;
	drawn_draw(&drawn);
	assert_true(canned_has(&drawn.canvas, "3/5   loop 0:12-0:20"));
	snapshot->leg = HEAR_CUSTOMER;
	snapshot->volume_percent = 100;
	drawn_draw(&drawn);
	assert_true(canned_has(&drawn.canvas, "1x   customer   gaps >3s  3/5"));
	drawn_end(&drawn);
}

static void nothing_known_yet_is_drawn_too(void **state)
{
	(void)state;
	struct drawn drawn;
	struct envelope empty = {.channels = 1};
	drawn_begin(&drawn, 24, 80, CANNED_EN, 2);
	struct review_snapshot *snapshot = &drawn.canned.snapshot;
	snapshot->channels = 0;
	snapshot->envelope = &empty;
	snapshot->n_events = 0;
	snapshot->duration_ms = 0;
	snapshot->playhead_ms = 0;
	snapshot->n_snapshot_items = 0;
	snapshot->analysing = true;
	drawn_draw(&drawn);
	canned_compare(&drawn.canvas, "review-empty-80x24");
	canvas_resize(&drawn.canvas, 40, 120);
	drawn_draw(&drawn);
	canned_check_canvas(&drawn.canvas);
	assert_true(canned_has(&drawn.canvas, "still listening"));
	drawn_end(&drawn);
}

static void edit_line_keeps_its_cursor_in_sight(void **state)
{
	(void)state;
	struct drawn drawn;
	char text[400] = "";
	drawn_begin(&drawn, 24, 80, CANNED_EN, 2);
	drawn.view.line.prompt = "Comment on 6: ";
	drawn.view.line.enter = "save";
	drawn.view.line.text = "谢谢";
	drawn.view.line.cursor = strlen("谢");
	drawn_draw(&drawn);
	assert_int_equal(drawn.canvas.cursor_row, 22);
	assert_int_equal(drawn.canvas.cursor_column, 1 + 14 + 2);
	assert_true(canned_has(&drawn.canvas, "Comment on 6: 谢谢"));
	assert_false(canned_has(&drawn.canvas, "saved"));
	for (int i = 0; i < 60; i++)
		strcat(text, "谢a");
	drawn.view.line.text = text;
	for (size_t at = 0; at <= strlen(text); at += at % 4 == 0 ? 3 : 1) {
		drawn.view.line.cursor = at;
		drawn_draw(&drawn);
		canned_check_canvas(&drawn.canvas);
		assert_in_range(drawn.canvas.cursor_column, 15, 78);
	}
	assert_true(canned_has(&drawn.canvas, "Comment on 6: "));
	drawn_end(&drawn);
}

static void notes_get_what_the_titles_leave(void **state)
{
	(void)state;
	struct drawn drawn;
	drawn_begin(&drawn, 30, 80, CANNED_EN, 2);
	drawn.canned.items[6].hint = "12 gaps, hold 1:15";
	drawn_draw(&drawn);
	assert_true(canned_has(&drawn.canvas, "12 gaps, hold 1:15"));
	assert_true(canned_has(&drawn.canvas, "Red flag: promises refund outright"));
	drawn_end(&drawn);
}

static void a_low_window_keeps_what_matters(void **state)
{
	(void)state;
	struct drawn drawn;
	drawn_begin(&drawn, 16, 60, CANNED_EN, 2);
	drawn.canned.snapshot.lower = LOWER_GUIDELINE;
	drawn.canned.items[6].title = "Checks back within every minute";
	drawn.canned.items[6].section = "Hold, silence, and a callback";
	drawn_draw(&drawn);
	assert_true(canned_has(&drawn.canvas, "7  Checks back within every minute"));
	assert_true(canned_has(&drawn.canvas, "10 points"));
	drawn.canned.snapshot.lower = LOWER_SUBMIT;
	drawn.canned.snapshot.n_uncommented = 0;
	canned_find_missing(&drawn.canned);
	drawn_draw(&drawn);
	assert_true(canned_has(&drawn.canvas, "e  5 items are empty"));
	assert_true(canned_has(&drawn.canvas, "y  submit, once nothing is missing"));
	drawn_end(&drawn);
}

static void a_long_comment_is_read_whole(void **state)
{
	(void)state;
	struct drawn drawn;
	drawn_begin(&drawn, 24, 80, CANNED_EN, 2);
	drawn.canned.snapshot.lower = LOWER_GUIDELINE;
	drawn.canned.items[6].guideline = "Back within a minute.";
	drawn.canned.items[6].comment =
		"The agent left for over a minute, came back without a word of thanks, and then "
		"asked the customer for the number again.";
	drawn_draw(&drawn);
	assert_true(canned_has(&drawn.canvas, "The agent left"));
	assert_true(canned_has(&drawn.canvas, "the number again."));
	drawn_end(&drawn);
}

static void the_review_is_left_for_what_was_before(void **state)
{
	(void)state;
	struct drawn drawn;
	drawn_begin(&drawn, 40, 160, CANNED_EN, 2);
	drawn_draw(&drawn);
	assert_true(canned_has(&drawn.canvas, "q back"));
	assert_false(canned_has(&drawn.canvas, "q quit"));
	drawn_end(&drawn);
}

static void text_from_outside_is_harmless(void **state)
{
	(void)state;
	struct drawn drawn;
	drawn_begin(&drawn, 40, 120, CANNED_EN, 2);
	drawn.canned.snapshot.name = "a\x1b[2J\xff\xc2\x9b" "31m\xe2\x80\xae.wav";
	drawn.canned.items[0].title = "\x1b]0;owned\x07";
	drawn.canned.items[6].guideline = "line\r\n\x1b[1m\ttwo";
	drawn_draw(&drawn);
	canned_check_canvas(&drawn.canvas);
	assert_true(canned_has(&drawn.canvas, "a^[[2J"));
	assert_true(canned_has(&drawn.canvas, "^[]0;owned^G"));
	drawn_end(&drawn);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(review_has_its_look),
		cmocka_unit_test(small_windows_say_so),
		cmocka_unit_test(texts_of_the_program_are_translated),
		cmocka_unit_test(graphics_follow_the_terminal),
		cmocka_unit_test(lower_panes_have_their_look),
		cmocka_unit_test(long_names_leave_room),
		cmocka_unit_test(playhead_runs_through),
		cmocka_unit_test(styles_repeat_what_shape_says),
		cmocka_unit_test(cursor_row_is_reversed),
		cmocka_unit_test(scorecard_scrolls_with_its_heading),
		cmocka_unit_test(page_stands_still_then_turns),
		cmocka_unit_test(zoom_keeps_the_playhead_in_place),
		cmocka_unit_test(a_page_is_no_longer_than_the_call),
		cmocka_unit_test(quiet_customer_stays_visible),
		cmocka_unit_test(short_gaps_show_and_longer_ones_win),
		cmocka_unit_test(transport_says_what_is_wrong),
		cmocka_unit_test(transport_says_how_far_the_speaker_is),
		cmocka_unit_test(transport_says_whom_and_how_loud),
		cmocka_unit_test(nothing_known_yet_is_drawn_too),
		cmocka_unit_test(edit_line_keeps_its_cursor_in_sight),
		cmocka_unit_test(notes_get_what_the_titles_leave),
		cmocka_unit_test(a_low_window_keeps_what_matters),
		cmocka_unit_test(a_long_comment_is_read_whole),
		cmocka_unit_test(the_review_is_left_for_what_was_before),
		cmocka_unit_test(text_from_outside_is_harmless),
	};
	return cmocka_run_group_tests_name("review", tests, NULL, NULL);
}
