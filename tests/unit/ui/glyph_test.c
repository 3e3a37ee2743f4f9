/* Tests of what of a cell reaches the terminal, and of the colours. */
/* SPDX-License-Identifier: MIT */
#include "config.h"

#include <locale.h>
#include <string.h>

#include "base/str.h"
#include "testing.h"
#include "ui/glyph.h"
#include "ui/palette.h"

static struct cell cell_of(const char *text, int width)
{
	struct cell cell = {.width = (uint8_t)width};
	str_copy(cell.text, sizeof cell.text, text);
	return cell;
}

static void shows(const char *text, int width, bool wide, const wchar_t *left, wchar_t right)
{
	struct cell cell = cell_of(text, width);
	struct glyph glyph = glyph_of_cell(&cell, true, wide);
	assert_int_equal(wcscmp(glyph.text, left), 0);
	assert_int_equal(glyph.right, right);
}

static void text_is_shown_as_it_is(void **state)
{
	(void)state;
	shows("a", 1, false, L"a", 0);
	shows(" ", 1, true, L" ", 0);
	shows("张", 2, false, L"张", 0);
	shows("⠿", 1, true, L"⠿", 0);
	shows("─", 1, false, L"─", 0);
	shows("e\xcc\x81", 1, false, L"e\x301", 0);
}

static void what_has_another_width_is_replaced(void **state)
{
	(void)state;
	shows("张", 1, false, L"\xfffd", 0);
	shows("张", 1, true, L"?", 0);
	shows("a", 2, false, L"\xfffd", L' ');
	shows("\x1b", 1, false, L"\xfffd", 0);
	shows("\xcc\x81", 1, false, L"\xfffd", 0);
	shows("\xff", 1, true, L"?", 0);
}

static void ambiguous_characters_get_wide_relatives(void **state)
{
	(void)state;
	shows("\xe2\x80\x9c", 2, true, L"\xff02", 0);
	shows("\xe2\x80\xa6", 2, true, L".", L'.');
	shows("─", 2, true, L"-", L'-');
	shows("→", 2, true, L"-", L'>');
	shows("§", 2, true, L"?", L' ');
	shows("\xef\xbf\xbd", 2, true, L"?", L' ');
}

static void marks_are_kept_as_far_as_they_fit(void **state)
{
	(void)state;
	shows("e\xcc\x81\xcc\x82\xcc\x83\xcc\x84\xcc\x85\xcc\x86", 1, false,
		L"e\x301\x302\x303\x304", 0);
	shows("e\xcc\x81\x07", 1, false, L"e\x301", 0);
}

static void without_utf8_there_is_only_ascii(void **state)
{
	(void)state;
	struct cell narrow = cell_of("é", 1), wide = cell_of("张", 2), plain = cell_of("a", 1);
	assert_int_equal(glyph_of_cell(&narrow, false, false).text[0], L'?');
	struct glyph glyph = glyph_of_cell(&wide, false, false);
	assert_int_equal(glyph.text[0], L'?');
	assert_int_equal(glyph.right, L' ');
	assert_int_equal(glyph_of_cell(&plain, false, false).text[0], L'a');
}

static void colors_are_those_of_the_rules(void **state)
{
	(void)state;
	assert_int_equal(palette_get(STYLE_AGENT, 256).color, 31);
	assert_int_equal(palette_get(STYLE_OVER60, 256).color, 197);
	assert_int_equal(palette_get(STYLE_OVER60, 256).flags, LOOK_BOLD);
	assert_int_equal(palette_get(STYLE_OVER15, 8).color, 3);
	assert_int_equal(palette_get(STYLE_OVER15, 8).flags, LOOK_BOLD);
	assert_int_equal(palette_get(STYLE_HOLD, 88).color, 5);
}

static void without_colors_shapes_remain(void **state)
{
	(void)state;
	for (int style = 0; style < N_STYLES; style++) {
		struct look look = palette_get((enum style)style, 0);
		assert_int_equal(look.color, -1);
		assert_int_equal(look.flags & LOOK_DIM, 0);
		unsigned shapes = LOOK_UNDERLINE | LOOK_REVERSE;
		assert_int_equal(look.flags & shapes, palette_get((enum style)style, 256).flags & shapes);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(text_is_shown_as_it_is),
		cmocka_unit_test(what_has_another_width_is_replaced),
		cmocka_unit_test(ambiguous_characters_get_wide_relatives),
		cmocka_unit_test(marks_are_kept_as_far_as_they_fit),
		cmocka_unit_test(without_utf8_there_is_only_ascii),
		cmocka_unit_test(colors_are_those_of_the_rules),
		cmocka_unit_test(without_colors_shapes_remain),
	};
	setlocale(LC_ALL, "C.UTF-8");
	return cmocka_run_group_tests_name("glyph", tests, NULL, NULL);
}
