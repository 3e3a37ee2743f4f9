/* Tests of what a terminal shows: a small program and its picture, on terminals of all kinds. */
/* SPDX-License-Identifier: MIT */
#include "config.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "screen/session.h"
#include "testing.h"

/* ---- kinds of terminals ---- */

static void every_terminal_shows_the_picture(void **state)
{
	(void)state;
	static const struct {
		const char *name;
		enum graphics graphics;
	} terms[] = {
		{"xterm", GRAPHICS_BRAILLE}, {"xterm-256color", GRAPHICS_BRAILLE},
		{"tmux-256color", GRAPHICS_BRAILLE}, {"screen", GRAPHICS_BRAILLE},
		{"linux", GRAPHICS_BLOCK}, {"putty", GRAPHICS_BRAILLE},
		{"putty-256color", GRAPHICS_BRAILLE}, {"vt100", GRAPHICS_BRAILLE},
	};
	for (size_t i = 0; i < sizeof terms / sizeof *terms; i++) {
		struct screen *screen = session_start((struct screen_options){.term = terms[i].name});
		screen_wait_text(screen, RULE);
		session_expect(screen, terms[i].graphics, 24, 80);
		session_quit(screen);
	}
}

static void refuse(struct screen_options options, const char *why)
{
	struct screen *screen = session_start_only(options);
	assert_int_equal(screen_wait_exit(screen), 2);
	assert_true(screen_has_text(screen, why));
	assert_true(screen_has_text(screen, "need no screen: gaps"));
	assert_null(strstr(screen_get_raw(screen), "\033"));
	assert_true(screen_is_restored(screen));
	screen_stop(screen);
}

static void terminals_without_a_screen_are_refused(void **state)
{
	(void)state;
	refuse((struct screen_options){.term = "dumb", .columns = 200}, "of the type 'dumb'");
	refuse((struct screen_options){.term = "", .columns = 200}, "of the type ''");
	refuse((struct screen_options){.term = "no-such", .columns = 200}, "TERM=xterm");
	refuse((struct screen_options){.output = "/dev/null", .columns = 200}, "is not a terminal");
}

static void keys_come_from_the_terminal_when_input_is_a_pipe(void **state)
{
	(void)state;
	struct screen *screen = session_start((struct screen_options){.input = "/dev/null"});
	screen_send(screen, "n");
	screen_wait_text(screen, "frame 1 key n");
	session_quit(screen);
}

static void without_utf8_only_ascii_is_written(void **state)
{
	(void)state;
	/* Not xterm: there curses would use a sequence to repeat "-", which libvterm counts wrongly. */
	struct screen *screen = session_start((struct screen_options){.env = {"LC_ALL=C"}, .term = "screen"});
	session_expect(screen, GRAPHICS_ASCII, 24, 80);
	for (const char *c = screen_get_raw(screen); *c; c++)
		assert_true((unsigned char)*c < 0x80);
	assert_null(strstr(screen_get_raw(screen), "\033[6n"));
	session_quit(screen);
}

/* ---- how wide ambiguous characters are ---- */

static void narrow_terminals_get_rules(void **state)
{
	(void)state;
	struct screen *screen = session_start((struct screen_options){.answer = ANSWER_NARROW});
	screen_wait_text(screen, RULE);
	screen_wait_text(screen, "\xe2\x80\x9cquoted\xe2\x80\x9d end");
	session_expect(screen, GRAPHICS_BRAILLE, 24, 80);
	session_quit(screen);
}

static void expect_wide(struct screen *screen)
{
	int column;
	session_wait_for_frame(screen);
	assert_false(screen_has_text(screen, RULE));
	assert_true(screen_has_text(screen, "-----"));
	/* Quotation marks as their wide relatives, so that what follows stays in its column. */
	assert_int_equal(screen_find(screen, "quoted", &column), 4);
	assert_int_equal(column, 14);
	assert_int_equal(screen_find(screen, "end of row", &column), 4);
	assert_int_equal(column, 23);
}

static void wide_and_silent_terminals_get_hyphens(void **state)
{
	(void)state;
	struct screen *screen = session_start((struct screen_options){.answer = ANSWER_WIDE});
	expect_wide(screen);
	session_quit(screen);
	screen = session_start((struct screen_options){.answer = ANSWER_NEVER});
	expect_wide(screen);
	session_quit(screen);
}

static void a_late_answer_counts_and_is_no_key(void **state)
{
	(void)state;
	struct screen *screen = session_start((struct screen_options){.answer = ANSWER_HELD});
	screen_send(screen, "n");
	screen_wait_text(screen, "frame 1 key n.");
	expect_wide(screen);
	screen_release_answers(screen);
	screen_wait_text(screen, RULE);
	session_expect(screen, GRAPHICS_BRAILLE, 24, 80);
	screen_send(screen, "\033[12;2R"); /* one that nobody asked for */
	screen_send(screen, "\033[1;3R");
	session_expect(screen, GRAPHICS_BRAILLE, 24, 80);
	session_quit(screen);
}

static void settings_decide_without_asking(void **state)
{
	(void)state;
	struct screen *screen = session_start((struct screen_options){.argv = {"width=narrow"}});
	session_expect(screen, GRAPHICS_BRAILLE, 24, 80);
	assert_null(strstr(screen_get_raw(screen), "\033[6n"));
	session_quit(screen);
	screen = session_start((struct screen_options){.argv = {"width=wide"}});
	expect_wide(screen);
	assert_null(strstr(screen_get_raw(screen), "\033[6n"));
	session_quit(screen);
	screen = session_start((struct screen_options){.argv = {"width=narrow", "graph=ascii"}});
	session_expect(screen, GRAPHICS_ASCII, 24, 80);
	session_quit(screen);
}

/* ---- colours ---- */

struct expected_look {
	enum style style;
	int color;
	bool bold;
	bool underline;
	bool reverse;
};

static void expect_looks(struct screen_options options, const struct expected_look *looks, size_t n)
{
	options.rows = 40;
	struct screen *screen = session_start(options);
	session_wait_for_frame(screen);
	for (size_t i = 0; i < n; i++) {
		struct screen_cell cell = screen_get_cell(screen, 5 + (int)looks[i].style, 0);
		assert_int_equal(cell.color, looks[i].color);
		assert_int_equal(cell.background, -1);
		assert_int_equal(cell.bold, looks[i].bold);
		assert_int_equal(cell.underline, looks[i].underline);
		assert_int_equal(cell.reverse, looks[i].reverse);
	}
	session_quit(screen);
}

static const struct expected_look looks_256[] = {
	{STYLE_PLAIN, -1, false, false, false}, {STYLE_TITLE, -1, false, false, true},
	{STYLE_AGENT, 31, false, false, false}, {STYLE_CUSTOMER, 29, false, false, false},
	{STYLE_OVER3, 136, false, false, false}, {STYLE_OVER15, 130, false, false, false},
	{STYLE_OVER60, 197, true, false, false}, {STYLE_HOLD, 98, false, false, false},
	{STYLE_PLAYHEAD, -1, false, false, true}, {STYLE_LINK, -1, false, true, false},
	{STYLE_KEY, -1, true, false, false},
};
static const struct expected_look looks_8[] = {
	{STYLE_AGENT, 6, false, false, false}, {STYLE_CUSTOMER, 2, false, false, false},
	{STYLE_OVER3, 3, false, false, false}, {STYLE_OVER15, 3, true, false, false},
	{STYLE_OVER60, 1, true, false, false}, {STYLE_HOLD, 5, false, false, false},
	{STYLE_CURSOR, -1, false, false, true}, {STYLE_LINK, -1, false, true, false},
};
static const struct expected_look looks_none[] = {
	{STYLE_AGENT, -1, false, false, false}, {STYLE_OVER3, -1, false, false, false},
	{STYLE_OVER60, -1, true, false, false}, {STYLE_HEADING, -1, true, false, false},
	{STYLE_PLAYHEAD, -1, false, false, true}, {STYLE_LINK, -1, false, true, false},
};
#define N_LOOKS(looks) (sizeof(looks) / sizeof *(looks))

static void colors_follow_the_terminal(void **state)
{
	(void)state;
	expect_looks((struct screen_options){.term = "xterm-256color"}, looks_256, N_LOOKS(looks_256));
	expect_looks((struct screen_options){.term = "tmux-256color"}, looks_256, N_LOOKS(looks_256));
	expect_looks((struct screen_options){.term = "xterm"}, looks_8, N_LOOKS(looks_8));
	expect_looks((struct screen_options){.term = "screen"}, looks_8, N_LOOKS(looks_8));
	expect_looks((struct screen_options){.term = "vt100"}, looks_none, N_LOOKS(looks_none));
}

static void colors_follow_the_person(void **state)
{
	(void)state;
	expect_looks((struct screen_options){.env = {"NO_COLOR=1"}}, looks_none, N_LOOKS(looks_none));
	expect_looks((struct screen_options){.env = {"NO_COLOR="}}, looks_256, N_LOOKS(looks_256));
	expect_looks((struct screen_options){.argv = {"color=never"}}, looks_none, N_LOOKS(looks_none));
	expect_looks((struct screen_options){.argv = {"color=always"}, .env = {"NO_COLOR=1"}}, looks_256,
		N_LOOKS(looks_256));
}

/* ---- sizes ---- */

static void every_size_shows_the_picture(void **state)
{
	(void)state;
	static const int sizes[][2] = {{5, 20}, {120, 400}, {1, 30}, {24, 80}, {40, 120}};
	for (size_t i = 0; i < sizeof sizes / sizeof *sizes; i++) {
		struct screen *screen = session_start_only(
			(struct screen_options){.rows = sizes[i][0], .columns = sizes[i][1],
				.argv = {"width=narrow"}});
		screen_wait_text(screen, "frame 0");
		if (sizes[i][0] > 1)
			session_expect(screen, GRAPHICS_BRAILLE, sizes[i][0], sizes[i][1]);
		session_quit(screen);
	}
}

static void resizing_while_drawing_ends_right(void **state)
{
	(void)state;
	struct screen *screen = session_start((struct screen_options){.argv = {"width=narrow"}});
	uint32_t random = 7;
	for (int burst = 0; burst < 30; burst++) {
		int rows = 24, columns = 80;
		screen_send(screen, "r");
		for (int i = 0; i < 8; i++) {
			random = random * 1664525 + 1013904223;
			rows = 5 + (int)(random >> 16) % 40;
			columns = 30 + (int)(random >> 8) % 100;
			screen_resize(screen, rows, columns);
			if (i % 3 == 0)
				screen_send(screen, "n");
		}
		char title[32];
		snprintf(title, sizeof title, "%dx%d frame ", rows, columns);
		screen_wait_text(screen, title);
		screen_send(screen, "r");
		screen_wait_text(screen, "key r.");
		session_expect(screen, GRAPHICS_BRAILLE, rows, columns);
	}
	session_quit(screen);
}

static void a_spoilt_screen_is_repaired(void **state)
{
	(void)state;
	struct screen *screen = session_start((struct screen_options){.argv = {"width=narrow"}});
	session_wait_for_frame(screen);
	screen_spoil(screen, "\033[10;30HBroadcast message\033[20;1Hfrom root\033[1;70Hnow");
	assert_true(screen_has_text(screen, "Broadcast"));
	screen_send(screen, "\f");
	screen_wait_gone(screen, "Broadcast");
	session_expect(screen, GRAPHICS_BRAILLE, 24, 80);
	screen_spoil(screen, "\033[10;30HBroadcast message");
	screen_resize(screen, 24, 79);
	screen_wait_gone(screen, "Broadcast");
	session_expect(screen, GRAPHICS_BRAILLE, 24, 79);
	session_quit(screen);
}

/* ---- bytes ---- */

/* Bytes of all that comes after a complete frame, when keys end the program. */
static size_t count_to_end(const char *keys)
{
	struct screen *screen = session_start((struct screen_options){.argv = {"width=narrow"}});
	session_wait_for_frame(screen);
	size_t before = screen_count_bytes(screen);
	screen_send(screen, keys);
	assert_int_equal(screen_wait_exit(screen), 0);
	size_t n_bytes = screen_count_bytes(screen) - before;
	screen_stop(screen);
	return n_bytes;
}

static void nothing_changed_costs_no_byte(void **state)
{
	(void)state;
	/* "=" shows the same picture 100 times. */
	assert_int_equal(count_to_end("=q"), count_to_end("q"));
}

static void a_moving_playhead_costs_few_bytes(void **state)
{
	(void)state;
	struct screen *screen = session_start(
		(struct screen_options){.argv = {"width=narrow"}, .rows = 40, .columns = 120});
	session_wait_for_frame(screen);
	size_t before = screen_count_bytes(screen);
	for (int frame = 1; frame <= 50; frame++) {
		char text[32];
		snprintf(text, sizeof text, "frame %d key", frame);
		screen_send(screen, "n");
		screen_wait_text(screen, text);
	}
	session_wait_for_frame(screen);
	print_message("# %zu bytes a frame\n", (screen_count_bytes(screen) - before) / 51);
	assert_true((screen_count_bytes(screen) - before) / 51 <= 130);
	session_quit(screen);
}

static void libraries_do_not_reach_the_screen(void **state)
{
	(void)state;
	struct screen *screen = session_start((struct screen_options){0});
	screen_send(screen, "e");
	screen_wait_text(screen, "key e.");
	assert_null(strstr(screen_get_raw(screen), "NOISE"));
	session_quit(screen);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(every_terminal_shows_the_picture),
		cmocka_unit_test(terminals_without_a_screen_are_refused),
		cmocka_unit_test(keys_come_from_the_terminal_when_input_is_a_pipe),
		cmocka_unit_test(without_utf8_only_ascii_is_written),
		cmocka_unit_test(narrow_terminals_get_rules),
		cmocka_unit_test(wide_and_silent_terminals_get_hyphens),
		cmocka_unit_test(a_late_answer_counts_and_is_no_key),
		cmocka_unit_test(settings_decide_without_asking),
		cmocka_unit_test(colors_follow_the_terminal),
		cmocka_unit_test(colors_follow_the_person),
		cmocka_unit_test(every_size_shows_the_picture),
		cmocka_unit_test(resizing_while_drawing_ends_right),
		cmocka_unit_test(a_spoilt_screen_is_repaired),
		cmocka_unit_test(nothing_changed_costs_no_byte),
		cmocka_unit_test(a_moving_playhead_costs_few_bytes),
		cmocka_unit_test(libraries_do_not_reach_the_screen),
	};
	return cmocka_run_group_tests_name("term", tests, NULL, NULL);
}
