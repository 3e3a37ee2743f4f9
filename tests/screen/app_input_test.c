/* Tests of what comes in by the terminal and must not be taken for keys, and of what must not go out. */
/* SPDX-License-Identifier: MIT */
#include "config.h"

#include <stdlib.h>
#include <string.h>

#include "fixture.h"
#include "screen/sitting.h"
#include "testing.h"

#define PASTE "\033[200~"
#define PASTE_END "\033[201~"

static void pasted_text_becomes_a_comment(void **state)
{
	struct sitting *sitting = *state;
	sitting_review_paused(sitting, sitting->sample);
	sitting_type(sitting, PASTE "1 2 q\rS y x\n" PASTE_END, "Comment on 1: 1 2 q S y x");
	sitting_type(sitting, "\r", "Comment of item 1 saved");
	sitting_expect_marks(sitting, sitting->sample, "1=0@-1 '1 2 q S y x' draft");
	sitting_leave(sitting);
}

static void pasted_text_in_help_and_lists_does_nothing(void **state)
{
	struct sitting *sitting = *state;
	sitting_review_paused(sitting, sitting->sample);
	sitting_type(sitting, "?", "next, previous gap");
	screen_send(sitting->screen, PASTE "q1q1" PASTE_END);
	sitting_type(sitting, "q", "|| 0:00.0");
	screen_wait_text(sitting->screen, "0 of 5");
	sitting_leave(sitting);
	sitting_start(sitting, (struct screen_options){.arguments = {"--no-audio"}});
	screen_wait_text(sitting->screen, "Nothing to review yet.");
	screen_send(sitting->screen, PASTE "\rq" PASTE_END);
	sitting_type(sitting, "t", "Action review");
	sitting_leave(sitting);
}

static void reports_of_the_terminal_are_no_keys(void **state)
{
	struct sitting *sitting = *state;
	sitting_start(sitting, (struct screen_options){.answer = ANSWER_HELD,
		.arguments = {"--no-audio", "-o", "autoplay=no", "--card", "short",
			sitting->sample}});
	screen_wait_text(sitting->screen, "|| 0:00.0");
	screen_release_answers(sitting->screen);
	screen_send(sitting->screen, "\033[12;2R");
	screen_send(sitting->screen, "\033[12;2R\033[?1;2c\033]11;rgb:1111/2222/3333\033\\\033[I\033[O");
	sitting_type(sitting, "W", "W is not a key here"); /* it comes behind them */
	screen_wait_text(sitting->screen, "0 of 5");
	sitting_leave(sitting);
	sitting_expect_marks(sitting, sitting->sample, "none");
}

/* The bytes that a hostile text would need: an escape, a bell, C1 codes, a right-to-left override. */
static void expect_no_trace(struct sitting *sitting)
{
	static const char *const evil[] = {"\033]0;owned", "\033[2J\033[31mred", "\a", "\xc2\x9b" "31m",
		"\xe2\x80\xae"};
	for (size_t i = 0; i < sizeof evil / sizeof *evil; i++)
		assert_null(strstr(screen_get_raw(sitting->screen), evil[i]));
}

static void file_names_send_no_escape_sequences(void **state)
{
	struct sitting *sitting = *state;
	char *path = sitting_make_call(
		sitting, "a\033]0;owned\a\033[2J\033[31mred\xc2\x9b" "31m\xe2\x80\xae.wav", 125);
	sitting_review(sitting, path);
	screen_wait_text(sitting->screen, "red");
	sitting_type(sitting, "2", "Item 1 met");
	sitting_type(sitting, "S", "Submit a");
	sitting_type(sitting, "q", "Scorecard");
	sitting_leave(sitting);
	sitting_start(sitting, (struct screen_options){
		.arguments = {"--no-audio", path, sitting->sample}});
	screen_wait_text(sitting->screen, "2 calls");
	screen_wait_text(sitting->screen, "2:09");
	expect_no_trace(sitting);
	sitting_leave(sitting);
	fixture_write(path, "nonsense", 8);
	sitting_start(sitting, (struct screen_options){.arguments = {"--no-audio", path}});
	assert_int_equal(screen_wait_exit(sitting->screen), 1);
	expect_no_trace(sitting);
	free(path);
}

static void comments_send_no_escape_sequences(void **state)
{
	struct sitting *sitting = *state;
	sitting_review_paused(sitting, sitting->sample);
	screen_send(sitting->screen,
		PASTE "x\033]0;owned\a\033[2J\033[31mred\xc2\x9b" "31m\xe2\x80\xae" PASTE_END);
	screen_wait_text(sitting->screen, "Comment on 1: x");
	sitting_type(sitting, "\r", "Comment of item 1 saved");
	sitting_leave(sitting);
	sitting_review(sitting, sitting->sample);
	screen_wait_text(sitting->screen, "red");
	expect_no_trace(sitting);
	sitting_leave(sitting);
}

static void a_paused_screen_is_silent(void **state)
{
	struct sitting *sitting = *state;
	sitting_review_paused(sitting, sitting->sample);
	sitting_wait_analysed(sitting, SITTING_SAMPLE_VERDICT);
	sitting_type(sitting, "2", "Item 1 met");
	screen_wait_quiet(sitting->screen, 1500); /* an idle second brings the checkpoint, too */
	sitting_leave(sitting);
}

static void keys_come_from_the_terminal_when_input_is_a_file(void **state)
{
	struct sitting *sitting = *state;
	sitting_start(sitting, (struct screen_options){.input = "/dev/null",
		.arguments = {"--no-audio", "--card", "short", sitting->sample}});
	screen_wait_text(sitting->screen, " > ");
	sitting_type(sitting, "2", "Item 1 met");
	sitting_leave(sitting);
}

static void output_into_a_file_is_refused(void **state)
{
	struct sitting *sitting = *state;
	char *path = fixture_path(sitting->home, "out");
	sitting_start(sitting, (struct screen_options){.columns = 200, .output = path,
		.arguments = {"--no-audio", sitting->sample}});
	assert_int_equal(screen_wait_exit(sitting->screen), 2);
	assert_true(screen_has_text(sitting->screen, "callmark: "));
	assert_true(screen_has_text(sitting->screen, "gaps, show"));
	free(path);
}

#define SIT(test) cmocka_unit_test_setup_teardown(test, sitting_setup, sitting_teardown)

int main(void)
{
	const struct CMUnitTest tests[] = {
		SIT(pasted_text_becomes_a_comment),
		SIT(pasted_text_in_help_and_lists_does_nothing),
		SIT(reports_of_the_terminal_are_no_keys),
		SIT(file_names_send_no_escape_sequences),
		SIT(comments_send_no_escape_sequences),
		SIT(a_paused_screen_is_silent),
		SIT(output_into_a_file_is_refused),
		SIT(keys_come_from_the_terminal_when_input_is_a_file),
	};
	return cmocka_run_group_tests_name("app_input", tests, NULL, NULL);
}
