/* Tests of the canvas: cells stay whole, columns stay aligned, nothing raw gets on it. */
/* SPDX-License-Identifier: MIT */
#include "config.h"

#include <stdlib.h>
#include <string.h>

#include "base/utf8.h"
#include "testing.h"
#include "ui/canvas.h"
#include "ui/width.h"

static void shows(const struct canvas *canvas, const char *expected)
{
	char *text = canvas_to_text(canvas);
	assert_string_equal(text, expected);
	free(text);
}

static struct canvas make(int rows, int columns)
{
	struct canvas canvas;
	canvas_init(&canvas, rows, columns);
	return canvas;
}

static const struct cell *cell(const struct canvas *canvas, int row, int column)
{
	return &canvas->cells[row * canvas->columns + column];
}

static void text_lands_where_asked(void **state)
{
	(void)state;
	struct canvas c = make(2, 10);
	assert_int_equal(canvas_text(&c, 0, 2, 8, STYLE_HEADING, "abc"), 3);
	assert_int_equal(canvas_text_right(&c, 1, 0, 10, STYLE_DIM, "12"), 2);
	shows(&c, "  abc\n        12\n");
	assert_int_equal(cell(&c, 0, 2)->style, STYLE_HEADING);
	assert_int_equal(cell(&c, 0, 5)->style, STYLE_PLAIN);
	assert_int_equal(cell(&c, 1, 9)->style, STYLE_DIM);
	canvas_release(&c);
}

static void nothing_leaves_the_canvas(void **state)
{
	(void)state;
	struct canvas c = make(1, 4);
	assert_int_equal(canvas_text(&c, 1, 0, 4, STYLE_PLAIN, "below"), 0);
	assert_int_equal(canvas_text(&c, -1, 0, 4, STYLE_PLAIN, "above"), 0);
	assert_int_equal(canvas_text(&c, 0, 4, 4, STYLE_PLAIN, "right"), 0);
	assert_int_equal(canvas_text(&c, 0, 1, 99, STYLE_PLAIN, "abcdef"), 3);
	assert_int_equal(canvas_text(&c, 0, 0, 0, STYLE_PLAIN, "none"), 0);
	shows(&c, " abc\n");
	canvas_text(&c, 0, -2, 5, STYLE_PLAIN, "vwxyz");
	shows(&c, "xyzc\n");
	canvas_fill(&c, (struct rect){-5, -5, 99, 7}, '#', STYLE_PLAIN);
	shows(&c, "##zc\n");
	canvas_restyle(&c, (struct rect){0, 3, 9, 9}, STYLE_CURSOR);
	assert_int_equal(cell(&c, 0, 3)->style, STYLE_CURSOR);
	canvas_rule(&c, 3, 0, 4, STYLE_DIM);
	canvas_dots(&c, 0, 9, 0xff, STYLE_DIM);
	shows(&c, "##zc\n");
	canvas_release(&c);
}

static void long_text_is_cut_with_a_mark(void **state)
{
	(void)state;
	struct canvas c = make(4, 6);
	canvas_text_cut(&c, 0, 0, 6, STYLE_PLAIN, "abcdef");
	assert_int_equal(canvas_text_cut(&c, 1, 0, 6, STYLE_PLAIN, "abcdefg"), 6);
	assert_int_equal(canvas_text_cut(&c, 2, 0, 6, STYLE_PLAIN, "王小明王"), 5);
	canvas_text_right(&c, 3, 1, 4, STYLE_PLAIN, "abcdefg");
	shows(&c, "abcdef\nabcde…\n王小…\n abc…\n");
	canvas_clear(&c);
	c.ambiguous_wide = true;
	canvas_text_cut(&c, 0, 0, 6, STYLE_PLAIN, "abcdefg");
	shows(&c, "abcde~\n\n\n\n");
	canvas_release(&c);
}

static void wide_characters_stay_whole(void **state)
{
	(void)state;
	struct canvas c = make(1, 6);
	assert_int_equal(canvas_text(&c, 0, 0, 5, STYLE_PLAIN, "王小明"), 5);
	shows(&c, "王小\n");
	assert_int_equal(cell(&c, 0, 0)->width, 2);
	assert_int_equal(cell(&c, 0, 1)->width, 0);
	assert_int_equal(cell(&c, 0, 4)->width, 1);
	canvas_text(&c, 0, 1, 1, STYLE_PLAIN, "x");
	shows(&c, " x小\n");
	canvas_text(&c, 0, 2, 1, STYLE_PLAIN, "y");
	shows(&c, " xy\n");
	canvas_text(&c, 0, 0, 6, STYLE_PLAIN, "王小明");
	canvas_text(&c, 0, 1, 2, STYLE_PLAIN, "张");
	shows(&c, " 张 明\n");
	canvas_text(&c, 0, -1, 4, STYLE_PLAIN, "王b");
	shows(&c, " b  明\n");
	canvas_release(&c);
}

static void marks_join_their_base(void **state)
{
	(void)state;
	struct canvas c = make(1, 4);
	assert_int_equal(canvas_text(&c, 0, 0, 2, STYLE_PLAIN, "e\xcc\x81x"), 2);
	assert_string_equal(cell(&c, 0, 0)->text, "e\xcc\x81");
	assert_string_equal(cell(&c, 0, 1)->text, "x");
	/* More marks than a cell holds are left out whole. */
	char text[101] = "a";
	for (int i = 0; i < 30; i++)
		strcat(text, "\xcc\x81");
	canvas_text(&c, 0, 2, 1, STYLE_PLAIN, text);
	assert_true(strlen(cell(&c, 0, 2)->text) < CELL_BYTES);
	assert_true(utf8_is_valid(cell(&c, 0, 2)->text, strlen(cell(&c, 0, 2)->text)));
	/* A mark without a base draws nothing. */
	assert_int_equal(canvas_text(&c, 0, 3, 1, STYLE_PLAIN, "\xcc\x81"), 0);
	canvas_release(&c);
}

static void controls_become_visible(void **state)
{
	(void)state;
	struct canvas c = make(1, 20);
	assert_int_equal(canvas_text(&c, 0, 0, 20, STYLE_PLAIN, "a\x1b[2Jb\r"), 9);
	shows(&c, "a^[[2Jb^M\n");
	assert_int_equal(canvas_width(&c, "\x1b"), 2);
	canvas_clear(&c);
	/* A C1 control, an override and an isolate of directions, a zero-width space, a bad byte. */
	assert_int_equal(canvas_text(&c, 0, 0, 20, STYLE_PLAIN,
				 "a\xc2\x9b" "2J\xe2\x80\xae" "b\xe2\x81\xa6" "c\xe2\x80\x8b" "d\xff" "e"), 12);
	shows(&c, "a\xef\xbf\xbd" "2J\xef\xbf\xbd" "b\xef\xbf\xbd" "c\xef\xbf\xbd" "d\xef\xbf\xbd" "e\n");
	canvas_release(&c);
}

static void ascii_draws_only_ascii(void **state)
{
	(void)state;
	struct canvas c = make(2, 12);
	c.graphics = GRAPHICS_ASCII;
	assert_int_equal(canvas_width(&c, "王e\xcc\x81"), 2);
	canvas_text(&c, 0, 0, 12, STYLE_PLAIN, "王e\xcc\x81 \xcf\x80");
	canvas_rule(&c, 1, 0, 3, STYLE_PLAIN);
	canvas_dots(&c, 1, 4, 0x01, STYLE_PLAIN);
	canvas_dots(&c, 1, 5, 0x1b, STYLE_PLAIN);
	canvas_dots(&c, 1, 6, 0x3f, STYLE_PLAIN);
	canvas_dots(&c, 1, 7, 0xff, STYLE_PLAIN);
	canvas_text_cut(&c, 1, 9, 2, STYLE_PLAIN, "long");
	shows(&c, "?e ?\n--- .:|# l~\n");
	canvas_release(&c);
}

static void dots_follow_the_graphics(void **state)
{
	(void)state;
	struct canvas c = make(1, 8);
	const uint8_t patterns[] = {0x24, 0x36, 0xff, 0x1b, 0x00};
	for (int i = 0; i < 5; i++)
		canvas_dots(&c, 0, i, patterns[i], STYLE_OVER3);
	shows(&c, "⠤⠶⣿⠛\n");
	c.graphics = GRAPHICS_BLOCK;
	for (int i = 0; i < 5; i++)
		canvas_dots(&c, 0, i, patterns[i], STYLE_OVER3);
	shows(&c, "▄▆█▀\n");
	c.ambiguous_wide = true;
	for (int i = 0; i < 5; i++)
		canvas_dots(&c, 0, i, patterns[i], STYLE_OVER3);
	shows(&c, ".:#:\n");
	canvas_release(&c);
}

static void ambiguous_characters_keep_columns(void **state)
{
	(void)state;
	struct canvas c = make(1, 8);
	assert_int_equal(canvas_width(&c, "α·…Ж─→e"), 7);
	c.ambiguous_wide = true;
	assert_int_equal(canvas_width(&c, "α·…Ж─→e"), 13);
	assert_int_equal(canvas_width(&c, "⠿王e\xcc\x81"), 4);
	canvas_text(&c, 0, 0, 8, STYLE_PLAIN, "α|Ж|");
	assert_int_equal(cell(&c, 0, 0)->width, 2);
	assert_string_equal(cell(&c, 0, 2)->text, "|");
	canvas_rule(&c, 0, 6, 2, STYLE_DIM);
	assert_string_equal(cell(&c, 0, 7)->text, "-");
	canvas_release(&c);
}

static void ambiguous_ranges_have_their_edges(void **state)
{
	(void)state;
	assert_true(width_is_ambiguous(0xa1));
	assert_true(width_is_ambiguous(0x2500));
	assert_true(width_is_ambiguous(0xfffd));
	assert_true(width_is_ambiguous(0x1f1ac));
	assert_false(width_is_ambiguous(0xa0));
	assert_false(width_is_ambiguous('a'));
	assert_false(width_is_ambiguous(0x28ff));
	assert_false(width_is_ambiguous(0x4e00));
	assert_false(width_is_ambiguous(0x1f1ad));
	assert_int_equal(width_of(0x4e00, true), 2);
	assert_int_equal(width_of(0x0301, true), 0);
}

static void paragraphs_break_at_spaces(void **state)
{
	(void)state;
	struct canvas c = make(4, 12);
	struct rect all = {0, 1, 4, 8};
	assert_int_equal(canvas_paragraph(&c, all, STYLE_PLAIN, "one two  three\nunbreakable"), 4);
	shows(&c, " one two\n three\n unbreaka\n ble\n");
	canvas_clear(&c);
	assert_int_equal(
		canvas_paragraph(&c, (struct rect){0, 0, 1, 3}, STYLE_PLAIN, "abc def ghi"), 3);
	shows(&c, "abc\n\n\n\n");
	assert_int_equal(canvas_paragraph(&c, (struct rect){0, 0, 1, 0}, STYLE_PLAIN, "abc"), 0);
	assert_int_equal(canvas_paragraph(&c, (struct rect){0, 0, 4, 1}, STYLE_PLAIN, "王小"), 2);
	canvas_release(&c);
}

static void paragraphs_break_between_ideographs(void **state)
{
	(void)state;
	struct canvas c = make(4, 12);
	struct rect all = {0, 0, 4, 9};
	assert_int_equal(canvas_paragraph(&c, all, STYLE_PLAIN, "超过六十秒，回到“线上”。"), 3);
	shows(&c, "超过六十\n秒，回到\n“线上”。\n\n");
	/* A stop takes the character before it along rather than begin a line. */
	canvas_clear(&c);
	all.columns = 6;
	assert_int_equal(canvas_paragraph(&c, all, STYLE_PLAIN, "六十秒，好"), 2);
	shows(&c, "六十\n秒，好\n\n\n");
	canvas_release(&c);
}

static void resizing_starts_blank(void **state)
{
	(void)state;
	struct canvas c = make(1, 1);
	canvas_text(&c, 0, 0, 1, STYLE_PLAIN, "x");
	c.cursor_row = 0;
	canvas_resize(&c, 0, 5000);
	assert_int_equal(c.rows, 1);
	assert_int_equal(c.columns, 1000);
	assert_int_equal(c.cursor_row, -1);
	shows(&c, "\n");
	canvas_release(&c);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(text_lands_where_asked),
		cmocka_unit_test(nothing_leaves_the_canvas),
		cmocka_unit_test(long_text_is_cut_with_a_mark),
		cmocka_unit_test(wide_characters_stay_whole),
		cmocka_unit_test(marks_join_their_base),
		cmocka_unit_test(controls_become_visible),
		cmocka_unit_test(ascii_draws_only_ascii),
		cmocka_unit_test(dots_follow_the_graphics),
		cmocka_unit_test(ambiguous_characters_keep_columns),
		cmocka_unit_test(ambiguous_ranges_have_their_edges),
		cmocka_unit_test(paragraphs_break_at_spaces),
		cmocka_unit_test(paragraphs_break_between_ideographs),
		cmocka_unit_test(resizing_starts_blank),
	};
	return cmocka_run_group_tests_name("canvas", tests, NULL, NULL);
}
