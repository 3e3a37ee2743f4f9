/* Tests of base: text made safe and measured, positions as people write them, strings, errors. */
/* SPDX-License-Identifier: MIT */
#include "config.h"

#include <errno.h>
#include <poll.h>
#include <stdlib.h>
#include <string.h>

#include "base/err.h"
#include "base/id.h"
#include "base/mem.h"
#include "base/str.h"
#include "base/timefmt.h"
#include "base/utf8.h"
#include "base/wake.h"
#include "testing.h"

static void cleans_to(const char *text, const char *expected)
{
	struct str out = {0};
	utf8_clean(&out, text, strlen(text));
	assert_string_equal(str_get(&out), expected);
	str_release(&out);
}

static void clean_shows_controls(void **state)
{
	(void)state;
	cleans_to("a\x1b[31mb", "a^[[31mb");
	cleans_to("x\b\r\x7f", "x^H^M^?");
	cleans_to("a\nb\tc", "a b c");
	cleans_to("\xc2\x9b" "31m", "\xef\xbf\xbd" "31m");
}

static void clean_replaces_what_misleads(void **state)
{
	(void)state;
	cleans_to("a\xe2\x80\xae" "b", "a\xef\xbf\xbd" "b");     /* right-to-left override */
	cleans_to("a\xe2\x80\x8b" "b", "a\xef\xbf\xbd" "b");     /* zero-width space */
	cleans_to("a\xff" "b\xc3", "a\xef\xbf\xbd" "b\xef\xbf\xbd"); /* malformed */
	cleans_to("通话 张三 é", "通话 张三 é");
}

static void width_counts_columns(void **state)
{
	(void)state;
	assert_int_equal(utf8_width("abc"), 3);
	assert_int_equal(utf8_width("王小明"), 6);
	assert_int_equal(utf8_width("e\xcc\x81"), 1);
	assert_int_equal(utf8_width("\x1b"), 2);
	assert_int_equal(utf8_width("⠿"), 1);
}

static void fit_never_halves(void **state)
{
	(void)state;
	int columns;
	assert_int_equal(utf8_fit("王小明", 5, &columns), 6);
	assert_int_equal(columns, 4);
	assert_int_equal(utf8_fit("e\xcc\x81x", 1, &columns), 3);
	assert_int_equal(utf8_fit("", 5, NULL), 0);
}

static void grapheme_keeps_marks(void **state)
{
	(void)state;
	assert_int_equal(utf8_grapheme("e\xcc\x81x", 4), 3);
	assert_int_equal(utf8_grapheme("王小", 6), 3);
	assert_int_equal(utf8_grapheme("", 0), 0);
}

static void cut_drops_half_characters(void **state)
{
	(void)state;
	char whole[] = "a王", half[] = "a\xe7\x8e", ascii[] = "ab";
	utf8_cut(whole);
	utf8_cut(half);
	utf8_cut(ascii);
	assert_string_equal(whole, "a王");
	assert_string_equal(half, "a");
	assert_string_equal(ascii, "ab");
}

static void positions_are_written(void **state)
{
	(void)state;
	char buf[TIMEFMT_SIZE];
	assert_string_equal(timefmt_clock(283600, buf), "4:43");
	assert_string_equal(timefmt_tenths(283690, buf), "4:43.6");
	assert_string_equal(timefmt_clock(3723000, buf), "1:02:03");
	assert_string_equal(timefmt_clock(-5, buf), "0:00");
	assert_string_equal(timefmt_tenths(INT64_MAX, buf) ? "" : "x", "");
}

static void positions_are_read(void **state)
{
	(void)state;
	int64_t ms;
	assert_true(timefmt_parse("4:43.6", &ms));
	assert_int_equal(ms, 283600);
	assert_true(timefmt_parse("75", &ms));
	assert_int_equal(ms, 75000);
	assert_true(timefmt_parse("1:02:03", &ms));
	assert_int_equal(ms, 3723000);
	static const char *const wrong[] = {"", "4:", "4:60", ":3", "x", "1:2:3:4", "4.", "-1"};
	for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++)
		assert_false(timefmt_parse(wrong[i], &ms));
}

static void errors_keep_their_text(void **state)
{
	(void)state;
	struct err err;
	assert_false(err_set(&err, ERR_IO, "cannot open '%s'", "a.wav"));
	assert_false(err_prefix(&err, "line %d", 3));
	assert_int_equal(err.code, ERR_IO);
	assert_string_equal(err.text, "line 3: cannot open 'a.wav'");
	assert_false(err_set(&err, ERR_IO, "again: %s", err.text));
	assert_string_equal(err.text, "again: line 3: cannot open 'a.wav'");
	assert_false(err_set(&err, ERR_FORMAT, "no number"));
	assert_false(err_at(&err, "table.csv", 12, 0));
	assert_int_equal(err.code, ERR_FORMAT);
	assert_string_equal(err.text, "table.csv:12: no number");
	assert_false(err_set(&err, ERR_USAGE, "no key"));
	assert_false(err_at(&err, "keys.conf", 1, 14));
	assert_string_equal(err.text, "keys.conf:1:14: no key");
}

static void long_errors_end_at_a_character(void **state)
{
	(void)state;
	struct err err;
	struct str name = {0};
	for (int i = 0; i < 300; i++)
		str_add(&name, "张");
	err_set(&err, ERR_IO, "x%s", str_get(&name));
	assert_true(utf8_is_valid(err.text, strlen(err.text)));
	str_release(&name);
}

static void strings_grow(void **state)
{
	(void)state;
	struct str s = {0};
	assert_string_equal(str_get(&s), "");
	for (int i = 0; i < 1000; i++)
		str_addf(&s, "%d,", i % 10);
	assert_int_equal(s.n_bytes, 2000);
	char *text = str_take(&s);
	assert_memory_equal(text, "0,1,2,", 6);
	free(text);
	assert_null(s.text);
}

static void strings_that_are_wiped_grow_alike(void **state)
{
	(void)state;
	struct str s = {0}, same = {0};
	for (int i = 0; i < 1000; i++) {
		str_addn_wiping(&s, "call\0of", (size_t)(i % 8));
		str_addn(&same, "call\0of", (size_t)(i % 8));
	}
	assert_int_equal(s.n_bytes, same.n_bytes);
	assert_memory_equal(s.text, same.text, same.n_bytes + 1);
	str_release(&s);
	str_release(&same);
}

static void fields_are_filled_safely(void **state)
{
	(void)state;
	char field[5];
	assert_true(str_copy(field, sizeof field, "abcd"));
	assert_false(str_copy(field, sizeof field, "ab王"));
	assert_string_equal(field, "ab");
	assert_true(str_ends_nocase("A.WAV", ".wav"));
	assert_false(str_ends_nocase("wav", ".wav"));
	assert_true(str_same_nocase("AIFF", "aiff", 4));
	assert_true(str_same_nocase("AIFx", "aifc", 3));
	assert_true(str_same_nocase("aif", "AIF", 9));
	assert_false(str_same_nocase("aif", "AIFF", 4));
	assert_false(str_same_nocase("\xc3\x84", "\xc3\xa4", 2));
	assert_true(str_has_nocase("USB Foot Pedal", "foot"));
	assert_false(str_has_nocase("USB Foot", "foot pedal"));
	assert_true(str_has_nocase("", ""));
	assert_false(str_ends(".wav", "a.wav"));
}

static void ids_differ(void **state)
{
	(void)state;
	char a[ID_SIZE], b[ID_SIZE];
	id_random(a);
	id_random(b);
	assert_int_equal(strlen(a), ID_SIZE - 1);
	assert_string_not_equal(a, b);
}

static void what_is_wiped_is_gone(void **state)
{
	(void)state;
	char said[] = "my card number is", nothing[sizeof said] = "";
	mem_wipe(said, sizeof said);
	assert_memory_equal(said, nothing, sizeof said);
	mem_wipe(NULL, 5);
}

static void a_wake_is_rung_once(void **state)
{
	(void)state;
	struct wake wake;
	assert_true(wake_open(&wake));
	assert_false(wake_clear(&wake));
	errno = EDOM;
	for (int i = 0; i < 100000; i++) /* more than a pipe takes */
		wake_ring(&wake);
	assert_int_equal(errno, EDOM);
	struct pollfd ready = {.fd = wake.read_fd, .events = POLLIN};
	assert_int_equal(poll(&ready, 1, 0), 1);
	assert_true(wake_clear(&wake));
	assert_int_equal(poll(&ready, 1, 0), 0);
	wake_close(&wake);
	assert_int_equal(wake.read_fd, -1);
	wake_close(&wake);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(clean_shows_controls),
		cmocka_unit_test(clean_replaces_what_misleads),
		cmocka_unit_test(width_counts_columns),
		cmocka_unit_test(fit_never_halves),
		cmocka_unit_test(grapheme_keeps_marks),
		cmocka_unit_test(cut_drops_half_characters),
		cmocka_unit_test(positions_are_written),
		cmocka_unit_test(positions_are_read),
		cmocka_unit_test(errors_keep_their_text),
		cmocka_unit_test(long_errors_end_at_a_character),
		cmocka_unit_test(strings_grow),
		cmocka_unit_test(strings_that_are_wiped_grow_alike),
		cmocka_unit_test(fields_are_filled_safely),
		cmocka_unit_test(ids_differ),
		cmocka_unit_test(a_wake_is_rung_once),
		cmocka_unit_test(what_is_wiped_is_gone),
	};
	return cmocka_run_group_tests_name("base", tests, NULL, NULL);
}
