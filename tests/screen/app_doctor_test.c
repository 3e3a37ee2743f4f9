/* Tests of callmark doctor on a terminal: what it says of it. */
/* SPDX-License-Identifier: MIT */
#include "config.h"

#include <signal.h>

#include "screen/screen.h"
#include "testing.h"

/* Runs it on such a terminal until it says this, and ends with that status. */
static void expect(struct screen_options options, const char *text, int status)
{
	options.arguments[0] = "--no-audio";
	options.arguments[1] = "doctor";
	options.rows = 40;
	options.columns = 100;
	struct screen *screen = screen_start(&options);
	screen_wait_text(screen, text);
	assert_int_equal(screen_wait_exit(screen), status);
	assert_true(screen_is_restored(screen));
	screen_stop(screen);
}

static void the_terminal_is_asked_how_wide_it_draws(void **state)
{
	(void)state;
	expect((struct screen_options){.answer = ANSWER_NARROW},
		"characters of ambiguous width are narrow", 0);
	expect((struct screen_options){.answer = ANSWER_WIDE},
		"characters of ambiguous width are wide", 0);
	expect((struct screen_options){.answer = ANSWER_NEVER}, "it does not say how wide", 0);
}

static void the_terminal_is_given_back_where_it_does_not_answer(void **state)
{
	(void)state;
	struct screen *screen = screen_start(&(struct screen_options){
		.arguments = {"--no-audio", "doctor"}, .answer = ANSWER_NOTHING});
	screen_wait_raw(screen, 0, "\033[c");
	screen_send(screen, "\003");
	assert_int_equal(screen_wait_exit(screen), 128 + SIGINT);
	assert_true(screen_is_restored(screen));
	screen_stop(screen);
}

static void colours_and_size_are_told(void **state)
{
	(void)state;
	expect((struct screen_options){0}, "256 colours", 0);
	expect((struct screen_options){.env = {"NO_COLOR=1"}}, "no colours: bold", 0);
	expect((struct screen_options){.term = "xterm"}, "8 colours", 0);
	expect((struct screen_options){0}, "100 columns, 40 rows", 0);
}

static void a_terminal_that_shows_no_screen_is_wrong(void **state)
{
	(void)state;
	expect((struct screen_options){.term = "dumb"}, "of the type 'dumb' cannot show", 4);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(the_terminal_is_asked_how_wide_it_draws),
		cmocka_unit_test(the_terminal_is_given_back_where_it_does_not_answer),
		cmocka_unit_test(colours_and_size_are_told),
		cmocka_unit_test(a_terminal_that_shows_no_screen_is_wrong),
	};
	return cmocka_run_group_tests_name("app_doctor", tests, NULL, NULL);
}
