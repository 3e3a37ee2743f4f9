/* Tests of how callmark looks: languages, locales, colours, sizes, and windows being resized. */
/* SPDX-License-Identifier: MIT */
#include "config.h"

#include <stdlib.h>
#include <string.h>

#include "fixture.h"
#include "screen/sitting.h"
#include "testing.h"

#define CONTROL_C "\003"
#define BACKSPACE "\177"

static void start_sample(struct sitting *sitting, struct screen_options options)
{
	const char *words[] = {"--no-audio", "--card", "short", sitting->sample};
	size_t n = 0;
	while (options.arguments[n])
		n++;
	for (size_t i = 0; i < 4; i++)
		options.arguments[n + i] = words[i];
	sitting_start(sitting, options);
}

/* ---- languages ---- */

static void expect_chinese(struct sitting *sitting)
{
	screen_wait_text(sitting->screen, "五项简评");
	screen_wait_text(sitting->screen, "理解客户需求");
	sitting_type(sitting, CONTROL_C, "|| ");
	sitting_type(sitting, "2", "达标");
	screen_wait_text(sitting->screen, "u ");
	sitting_leave(sitting);
}

static void chinese_by_option(void **state)
{
	struct sitting *sitting = *state;
	start_sample(sitting, (struct screen_options){.arguments = {"--lang", "zh_CN"}});
	expect_chinese(sitting);
}

static void chinese_by_environment(void **state)
{
	struct sitting *sitting = *state;
	start_sample(sitting,
		(struct screen_options){.language = "zh_CN", .rows = 40, .columns = 120});
	expect_chinese(sitting);
}

/* Without any locale the option still does it: C.UTF-8 is always there. */
static void chinese_without_a_locale(void **state)
{
	struct sitting *sitting = *state;
	start_sample(sitting, (struct screen_options){
		.arguments = {"--lang", "zh_CN"}, .env = {"LC_ALL=", "LANG="}});
	expect_chinese(sitting);
}

static void english_by_option(void **state)
{
	struct sitting *sitting = *state;
	start_sample(sitting,
		(struct screen_options){.language = "zh_CN", .arguments = {"--lang", "en"}});
	screen_wait_text(sitting->screen, "Understands the customer");
	screen_wait_text(sitting->screen, "? help");
	sitting_leave(sitting);
}

/* Columns stay where they are with wide characters in them. */
static void chinese_names_keep_the_columns(void **state)
{
	struct sitting *sitting = *state;
	int plain, wide;
	char *ascii = sitting_make_call(sitting, "plain.wav", 5);
	char *chinese = sitting_make_call(sitting, "通话张三.wav", 6);
	sitting_start(sitting,
		(struct screen_options){.arguments = {"--no-audio", ascii, chinese}});
	screen_wait_text(sitting->screen, "通话张三");
	screen_wait_text(sitting->screen, "0:05");
	screen_wait_text(sitting->screen, "0:06");
	assert_int_equal(screen_find(sitting->screen, "0:05", &plain), 2);
	assert_int_equal(screen_find(sitting->screen, "0:06", &wide), 3);
	assert_int_equal(plain, wide);
	sitting_leave(sitting);
	free(ascii);
	free(chinese);
}

/* ---- terminals ---- */

static void without_utf8_all_is_ascii(void **state)
{
	struct sitting *sitting = *state;
	char *call = sitting_make_call(sitting, "通话.wav", 5);
	sitting_start(sitting, (struct screen_options){
		.env = {"LC_ALL=C"}, .arguments = {"--no-audio", "--card", "short", call}});
	screen_wait_text(sitting->screen, "Short v1");
	sitting_type(sitting, CONTROL_C, "|| ");
	sitting_type(sitting, "2", "Item 1 met");
	sitting_type(sitting, "cna\xc3\xafve\r", "Comment of item 2 saved");
	sitting_type(sitting, "?", "next, previous gap");
	sitting_type(sitting, "q", "Scorecard");
	for (const char *at = screen_get_raw(sitting->screen); *at; at++)
		assert_true((unsigned char)*at < 0x80);
	sitting_leave(sitting);
	free(call);
}

static void ascii_by_option(void **state)
{
	struct sitting *sitting = *state;
	start_sample(sitting, (struct screen_options){.arguments = {"--ascii"}});
	sitting_wait_analysed(sitting, SITTING_SAMPLE_VERDICT);
	sitting_type(sitting, CONTROL_C, "|| ");
	assert_null(strstr(screen_get_raw(sitting->screen), "\xe2\xa3\xbf")); /* braille */
	sitting_leave(sitting);
}

static bool has_colour(const struct screen *screen, int rows, int columns)
{
	for (int row = 0; row < rows; row++)
		for (int column = 0; column < columns; column++)
			if (screen_get_cell(screen, row, column).color >= 0)
				return true;
	return false;
}

static void no_color_keeps_the_shapes(void **state)
{
	struct sitting *sitting = *state;
	start_sample(sitting, (struct screen_options){.env = {"NO_COLOR=1"}});
	sitting_wait_analysed(sitting, SITTING_SAMPLE_VERDICT);
	assert_false(has_colour(sitting->screen, 24, 80));
	sitting_leave(sitting);
	start_sample(sitting, (struct screen_options){0});
	sitting_wait_analysed(sitting, SITTING_SAMPLE_VERDICT);
	assert_true(has_colour(sitting->screen, 24, 80));
	sitting_leave(sitting);
}

static void every_terminal_reviews(void **state)
{
	static const char *const terms[] = {
		"xterm", "tmux-256color", "screen", "linux", "putty", "vt100"};
	struct sitting *sitting = *state;
	for (size_t i = 0; i < sizeof terms / sizeof *terms; i++) {
		start_sample(sitting, (struct screen_options){.term = terms[i]});
		screen_wait_text(sitting->screen, "Short v1");
		sitting_type(sitting, CONTROL_C, "|| ");
		sitting_type(sitting, "jkkkkkk2", "Item 1 met");
		sitting_leave(sitting);
	}
}

/* ---- sizes ---- */

static void every_size_works(void **state)
{
	static const struct {
		int rows;
		int columns;
		const char *text;
	} sizes[] = {{5, 20, "60"}, {15, 60, "60x16"}, {16, 59, "60x16"}, {16, 60, "Scorecard"},
		{24, 80, "Scorecard"}, {40, 120, "Short v1"}, {120, 400, "Short v1"}};
	struct sitting *sitting = *state;
	for (size_t i = 0; i < sizeof sizes / sizeof *sizes; i++) {
		start_sample(sitting, (struct screen_options){
			.rows = sizes[i].rows, .columns = sizes[i].columns});
		screen_wait_text(sitting->screen, sizes[i].text);
		screen_send(sitting->screen, CONTROL_C "jk");
		sitting_leave(sitting);
	}
}

/* With a command begun: when its second letter is there, all that comes before it is drawn. */
static char *picture_after(struct sitting *sitting, const char *keys)
{
	screen_send(sitting->screen, keys);
	sitting_type(sitting, ":z", ":z");
	sitting_type(sitting, "z", ":zz");
	char *picture = screen_dump(sitting->screen);
	screen_send(sitting->screen, BACKSPACE BACKSPACE BACKSPACE);
	return picture;
}

static void a_window_resized_while_playing_ends_right(void **state)
{
	struct sitting *sitting = *state;
	uint32_t random = 11;
	sitting_review(sitting, sitting->sample);
	sitting_wait_analysed(sitting, SITTING_SAMPLE_VERDICT);
	for (int burst = 0; burst < 20; burst++) {
		for (int i = 0; i < 8; i++) {
			random = random * 1664525 + 1013904223;
			screen_resize(sitting->screen, 5 + (int)(random >> 16) % 60,
				20 + (int)(random >> 8) % 200);
			if (i % 3 == 0)
				screen_send(sitting->screen, "j");
		}
		screen_resize(sitting->screen, 24, 80);
	}
	sitting_type(sitting, CONTROL_C "\033[H", "|| 0:00.0");
	/* What is seen is what a fresh start draws there. */
	char *seen = picture_after(sitting, "kkkkkkkkkjjj\f");
	sitting_leave(sitting);
	sitting_review_paused(sitting, sitting->sample);
	sitting_wait_analysed(sitting, SITTING_SAMPLE_VERDICT);
	char *fresh = picture_after(sitting, "kkkkkkkkkjjj");
	assert_string_equal(seen, fresh);
	sitting_leave(sitting);
	free(seen);
	free(fresh);
}

/* Below the least size there is one line, and all goes on behind it. */
static void too_small_a_window_loses_nothing(void **state)
{
	struct sitting *sitting = *state;
	sitting_review_paused(sitting, sitting->sample);
	screen_resize(sitting->screen, 5, 20);
	screen_wait_gone(sitting->screen, "Scorecard");
	screen_send(sitting->screen, "2 ");
	screen_resize(sitting->screen, 24, 80);
	screen_wait_text(sitting->screen, "1 of 5");
	screen_wait_text(sitting->screen, " > ");
	sitting_leave(sitting);
	sitting_expect_marks(sitting, sitting->sample, "1=2@0 draft");
}

#define SIT(test) cmocka_unit_test_setup_teardown(test, sitting_setup, sitting_teardown)

int main(void)
{
	const struct CMUnitTest tests[] = {
		SIT(chinese_by_option),
		SIT(chinese_by_environment),
		SIT(chinese_without_a_locale),
		SIT(english_by_option),
		SIT(chinese_names_keep_the_columns),
		SIT(without_utf8_all_is_ascii),
		SIT(ascii_by_option),
		SIT(no_color_keeps_the_shapes),
		SIT(every_terminal_reviews),
		SIT(every_size_works),
		SIT(a_window_resized_while_playing_ends_right),
		SIT(too_small_a_window_loses_nothing),
	};
	return cmocka_run_group_tests_name("app_look", tests, NULL, NULL);
}
