/* Tests of how a sitting is interrupted and ends: signals, a dropped line, a stop, a kill. */
/* SPDX-License-Identifier: MIT */
#include "config.h"

#include <signal.h>
#include <stdio.h>
#include <stdlib.h>

#include "base/clock.h"
#include "screen/sitting.h"
#include "testing.h"

#define CONTROL_C "\003"
#define CONTROL_Z "\032"

static void mark_at_ten_seconds(struct sitting *sitting)
{
	sitting_review_paused(sitting, sitting->sample);
	sitting_type(sitting, "ll", "|| 0:10.0");
	sitting_type(sitting, "2", "Item 1 met at 0:10 saved");
	sitting_type(sitting, "l", "|| 0:15.0");
}

static void expect_it_is_there(struct sitting *sitting)
{
	sitting_expect_stored(sitting, sitting->sample, "1=2@10000 draft 15000 2");
	sitting_expect_sound_database(sitting);
}

/* Ends within what a shell waits before it kills: half a second is long. */
static void expect_quick_end(struct sitting *sitting, int status)
{
	int64_t start_ns = clock_mono_ns();
	assert_int_equal(screen_wait_exit(sitting->screen), status);
	print_message("# ended after %lld ms\n", (long long)(clock_mono_ns() - start_ns) / 1000000);
	screen_stop(sitting->screen);
	sitting->screen = NULL;
}

static void a_dropped_line_keeps_marks_and_place(void **state)
{
	struct sitting *sitting = *state;
	mark_at_ten_seconds(sitting);
	screen_hang_up(sitting->screen);
	expect_quick_end(sitting, 0);
	expect_it_is_there(sitting);
}

static void a_dropped_line_while_playing_keeps_the_place(void **state)
{
	struct sitting *sitting = *state;
	char *call = sitting_make_long_call(sitting, "call.wav");
	sitting_review_paused(sitting, call);
	sitting_type(sitting, "@30:00\r", "|| 30:00.0");
	screen_send(sitting->screen, " ");
	sitting_wait_place(sitting, " >", 18010);
	screen_hang_up(sitting->screen);
	expect_quick_end(sitting, 0);
	sitting_review(sitting, call);
	sitting_wait_place(sitting, " >", 17980);
	sitting_leave(sitting);
	free(call);
}

static void a_hang_up_signal_keeps_marks_and_place(void **state)
{
	struct sitting *sitting = *state;
	mark_at_ten_seconds(sitting);
	kill(screen_get_pid(sitting->screen), SIGHUP);
	sitting_expect_end(sitting, 0);
	expect_it_is_there(sitting);
}

static void being_terminated_keeps_marks_and_place(void **state)
{
	struct sitting *sitting = *state;
	mark_at_ten_seconds(sitting);
	kill(screen_get_pid(sitting->screen), SIGTERM);
	sitting_expect_end(sitting, 0);
	expect_it_is_there(sitting);
}

static void being_killed_keeps_the_marks(void **state)
{
	struct sitting *sitting = *state;
	mark_at_ten_seconds(sitting);
	kill(screen_get_pid(sitting->screen), SIGKILL);
	expect_quick_end(sitting, 128 + SIGKILL);
	sitting_expect_marks(sitting, sitting->sample, "1=2@10000 draft");
	sitting_expect_sound_database(sitting);
	sitting_review(sitting, sitting->sample);
	screen_wait_text(sitting->screen, "1 of 5");
	sitting_leave(sitting);
}

static void control_c_never_ends(void **state)
{
	struct sitting *sitting = *state;
	sitting_start(sitting, (struct screen_options){.arguments = {"--no-audio"}});
	screen_wait_text(sitting->screen, "Nothing to review yet.");
	sitting_type(sitting, CONTROL_C "a", "File or folder:");
	screen_send(sitting->screen, CONTROL_C);
	screen_wait_gone(sitting->screen, "File or folder:");
	sitting_type(sitting, "\r", " > ");
	sitting_type(sitting, CONTROL_C CONTROL_C CONTROL_C, "|| ");
	sitting_type(sitting, "2", "Item 1 met");
	sitting_type(sitting, "q", "Nothing to review yet.");
	sitting_leave(sitting);
}

/* A shell with job control, as only it can stop and continue a program. */
static void a_stop_gives_the_terminal_back_and_pauses(void **state)
{
	struct sitting *sitting = *state;
	const char *builddir = getenv("builddir");
	char program[4096];
	snprintf(program, sizeof program, "%s/src/callmark", builddir ? builddir : ".");
	sitting_start(sitting,
		(struct screen_options){.argv = {"/bin/sh", "-c", SCREEN_JOB, program, "--no-audio",
						"-o", "autoplay=no", "--card", "short", sitting->sample}});
	screen_wait_text(sitting->screen, "|| 0:00.0");
	sitting_type(sitting, "2", "Item 1 met at 0:00 saved");
	sitting_type(sitting, " ", " > ");
	sitting_type(sitting, CONTROL_Z, "stopped");
	assert_true(screen_is_restored(sitting->screen));
	/* The place is saved, should it never be continued. */
	sitting_expect_marks(sitting, sitting->sample, "1=2@0 draft");
	sitting_type(sitting, "\r", "|| ");
	screen_wait_text(sitting->screen, "1 of 5");
	sitting_type(sitting, "1", "Item 2 not met");
	sitting_leave(sitting);
}

static void continuing_draws_the_screen_again(void **state)
{
	struct sitting *sitting = *state;
	mark_at_ten_seconds(sitting);
	size_t mark = screen_count_bytes(sitting->screen);
	kill(screen_get_pid(sitting->screen), SIGCONT);
	screen_wait_raw(sitting->screen, mark, "Short v1");
	sitting_type(sitting, "l", "|| 0:20.0");
	sitting_leave(sitting);
}

#define SIT(test) cmocka_unit_test_setup_teardown(test, sitting_setup, sitting_teardown)

int main(void)
{
	const struct CMUnitTest tests[] = {
		SIT(a_dropped_line_keeps_marks_and_place),
		SIT(a_dropped_line_while_playing_keeps_the_place),
		SIT(a_hang_up_signal_keeps_marks_and_place),
		SIT(being_terminated_keeps_marks_and_place),
		SIT(being_killed_keeps_the_marks),
		SIT(control_c_never_ends),
		SIT(a_stop_gives_the_terminal_back_and_pauses),
		SIT(continuing_draws_the_screen_again),
	};
	return cmocka_run_group_tests_name("app_ends", tests, NULL, NULL);
}
