/* Tests of what a terminal takes, and that it is given back: keys, pastes, stops and ends. */
/* SPDX-License-Identifier: MIT */
#include "config.h"

#include <signal.h>

#include "screen/session.h"
#include "testing.h"

#define ALTERNATE "\033[?1049h" /* begins a full screen */

/* ---- text ---- */

static void pasted_text_never_runs_as_keys(void **state)
{
	(void)state;
	struct screen *screen = session_start((struct screen_options){.argv = {"clock=still"}});
	screen_send(screen, "\033[200~nq1\r");
	screen_send(screen, "\x1a\033[A\xe5\xbc");
	screen_send(screen, "\xa0\033[20");
	screen_send(screen, "1~n");
	screen_wait_text(screen, "frame 1");
	screen_wait_text(screen, "nq1 \xe5\xbc\xa0");
	session_quit(screen);
}

static void typed_text_is_edited_at_the_cursor(void **state)
{
	(void)state;
	struct screen *screen = session_start((struct screen_options){0});
	screen_send(screen, "i\xe5\xbc\xa0" "ab");
	screen_wait_cursor(screen, 1, 4);
	assert_true(screen_is_cursor_shown(screen));
	screen_send(screen, "\033[D\033[D\x7f" "c");
	screen_wait_text(screen, "cab");
	screen_wait_cursor(screen, 1, 3);
	screen_send(screen, "\x01\x0b|");
	screen_wait_gone(screen, "cab");
	screen_stop(screen);
}

/* ---- ends ---- */

static void a_stopped_program_gives_the_terminal_back(void **state)
{
	(void)state;
	struct screen_options options = {
		.argv = {"/bin/sh", "-c", SCREEN_JOB, session_path()}};
	struct screen *screen = screen_start(&options);
	screen_wait_text(screen, RULE);
	screen_send(screen, "n\x1a");
	screen_wait_text(screen, "stopped");
	assert_true(screen_is_restored(screen));
	screen_send(screen, "\r");
	session_expect(screen, GRAPHICS_BRAILLE, 24, 80);
	screen_wait_text(screen, "frame 1");
	session_quit(screen);
}

static void ctrl_z_without_job_control_goes_on(void **state)
{
	(void)state;
	struct screen *screen = session_start((struct screen_options){0});
	screen_send(screen, "\x1a" "n");
	screen_wait_text(screen, "frame 1 key n");
	screen_wait_text(screen, RULE);
	session_expect(screen, GRAPHICS_BRAILLE, 24, 80);
	session_quit(screen);
}

static void a_continued_program_takes_the_terminal_again(void **state)
{
	(void)state;
	struct screen *screen = session_start((struct screen_options){0});
	screen_wait_text(screen, RULE);
	size_t mark = screen_count_bytes(screen);
	kill(screen_get_pid(screen), SIGCONT);
	screen_wait_raw(screen, mark, ALTERNATE);
	session_expect(screen, GRAPHICS_BRAILLE, 24, 80);
	session_quit(screen);
}

static void a_lost_line_ends_the_program(void **state)
{
	(void)state;
	struct screen *screen = session_start((struct screen_options){0});
	screen_hang_up(screen);
	assert_int_equal(screen_wait_exit(screen), 7);
	screen_stop(screen);
}

static void being_ended_restores_the_terminal(void **state)
{
	(void)state;
	struct screen *screen = session_start((struct screen_options){0});
	kill(screen_get_pid(screen), SIGTERM);
	assert_int_equal(screen_wait_exit(screen), 8);
	assert_true(screen_is_restored(screen));
	screen_stop(screen);
}

/* An emulator that keeps the cursor's being hidden together with its place. */
static void a_cursor_kept_hidden_is_shown_again(void **state)
{
	(void)state;
	struct screen *screen = session_start((struct screen_options){0});
	screen_spoil(screen, "\0337");
	session_quit(screen);
	screen = session_start((struct screen_options){0});
	screen_spoil(screen, "\0337");
	kill(screen_get_pid(screen), SIGTERM);
	assert_int_equal(screen_wait_exit(screen), 8);
	assert_true(screen_is_restored(screen));
	screen_stop(screen);
	screen = session_start((struct screen_options){0});
	screen_spoil(screen, "\0337");
	screen_send(screen, "x");
	assert_int_equal(screen_wait_exit(screen), 128 + SIGABRT);
	assert_true(screen_is_restored(screen));
	screen_stop(screen);
}

static void a_crash_restores_the_terminal(void **state)
{
	(void)state;
	struct screen *screen = session_start((struct screen_options){0});
	screen_send(screen, "x");
	assert_int_equal(screen_wait_exit(screen), 128 + SIGABRT);
	assert_true(screen_is_restored(screen));
	screen_stop(screen);
}

static void the_end_of_memory_restores_the_terminal(void **state)
{
	(void)state;
	struct screen *screen = session_start((struct screen_options){0});
	screen_send(screen, "m");
	assert_int_equal(screen_wait_exit(screen), 1);
	assert_true(screen_is_restored(screen));
	assert_true(screen_has_text(screen, "out of memory"));
	screen_stop(screen);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(pasted_text_never_runs_as_keys),
		cmocka_unit_test(typed_text_is_edited_at_the_cursor),
		cmocka_unit_test(a_stopped_program_gives_the_terminal_back),
		cmocka_unit_test(ctrl_z_without_job_control_goes_on),
		cmocka_unit_test(a_continued_program_takes_the_terminal_again),
		cmocka_unit_test(a_lost_line_ends_the_program),
		cmocka_unit_test(being_ended_restores_the_terminal),
		cmocka_unit_test(a_cursor_kept_hidden_is_shown_again),
		cmocka_unit_test(a_crash_restores_the_terminal),
		cmocka_unit_test(the_end_of_memory_restores_the_terminal),
	};
	return cmocka_run_group_tests_name("term_ends", tests, NULL, NULL);
}
