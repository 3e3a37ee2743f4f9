/* Tests of listening on the review screen: what is skipped, what was heard, what is remembered. */
/* SPDX-License-Identifier: MIT */
#include "config.h"

#include <stdlib.h>

#include "screen/sitting.h"
#include "testing.h"

/* The sample's first gap is from 0:16.8 to 0:32.9. */
static void a_gap_is_skipped_and_says_so(void **state)
{
	struct sitting *sitting = *state;
	sitting_review_paused(sitting, sitting->sample);
	sitting_wait_analysed(sitting, SITTING_SAMPLE_VERDICT);
	sitting_type(sitting, "s", "Gaps over 3 s are skipped");
	screen_wait_text(sitting->screen, "skips gaps");
	screen_wait_text(sitting->screen, "skip hold 1:03");
	sitting_type(sitting, "g", "|| 0:13");
	sitting_type(sitting, "..", "|| 0:15");
	screen_send(sitting->screen, " ");
	sitting_wait_place(sitting, " >", 320);
	sitting_type(sitting, "\003", "|| ");
	screen_wait_text(sitting->screen, ">>"); /* on the line below the whole call: not heard */
	sitting_type(sitting, "s", "Gaps are played");
	screen_wait_gone(sitting->screen, "skips gaps");
	sitting_leave(sitting);
}

static void what_was_heard_is_a_thick_line_also_next_time(void **state)
{
	struct sitting *sitting = *state;
	sitting_review_paused(sitting, sitting->sample);
	sitting_type(sitting, "]]]]]] ", "┗━━━━━━━");
	sitting_type(sitting, "\003", "|| ");
	screen_wait_text(sitting->screen, "┗━━━━━━━");
	sitting_leave(sitting);
	sitting_review_paused(sitting, sitting->sample);
	screen_wait_text(sitting->screen, "┗━━━━━━━");
	sitting_leave(sitting);
}

static void the_unheard_is_played_also_from_the_submit_pane(void **state)
{
	struct sitting *sitting = *state;
	sitting_review_paused(sitting, sitting->sample);
	sitting_type(sitting, "\033[F", "|| 2:09");
	sitting_type(sitting, "S", "Submit ");
	sitting_type(sitting, "p\003", "plays the unheard");
	screen_wait_text(sitting->screen, "|| 0:00."); /* from the start */
	sitting_type(sitting, " ", " > ");
	sitting_type(sitting, "\003q", "Opening");
	sitting_type(sitting, "\033[F", "|| 2:09");
	screen_wait_gone(sitting->screen, "plays the unheard");
	sitting_leave(sitting);
}

static void the_person_listens_as_the_last_time(void **state)
{
	struct sitting *sitting = *state;
	sitting_review_paused(sitting, sitting->sample);
	sitting_wait_analysed(sitting, SITTING_SAMPLE_VERDICT);
	sitting_type(sitting, "]]", "1.5x");
	sitting_type(sitting, "-", "vol 90");
	sitting_type(sitting, "vv", "customer");
	sitting_type(sitting, "+", "customer 110%");
	sitting_leave(sitting);
	sitting_review_paused(sitting, sitting->sample);
	screen_wait_text(sitting->screen, "1.5x   customer 110%   vol 90");
	sitting_type(sitting, "\\", " 1x ");
	sitting_type(sitting, "\\", "1.5x");
	sitting_leave(sitting);
}

static void a_call_waits_if_it_is_not_to_play_by_itself(void **state)
{
	struct sitting *sitting = *state;
	sitting_start(
		sitting, (struct screen_options){.arguments = {"--no-audio", "--card", "short",
							 "-o", "autoplay=no", sitting->sample}});
	screen_wait_text(sitting->screen, "|| 0:00.0");
	sitting_wait_analysed(sitting, SITTING_SAMPLE_VERDICT);
	assert_true(screen_has_text(sitting->screen, "|| 0:00.0"));
	sitting_leave(sitting);
}

static void how_one_listens_can_be_typed(void **state)
{
	struct sitting *sitting = *state;
	sitting_review_paused(sitting, sitting->sample);
	sitting_wait_analysed(sitting, SITTING_SAMPLE_VERDICT);
	sitting_type(sitting, ":audio\r", "no sound: it is off");
	sitting_type(sitting, ":set level-match\r", "levels matched");
	sitting_type(sitting, ":set level-match=no\r", "level-match=no");
	screen_wait_gone(sitting->screen, "levels matched");
	sitting_type(sitting, ":set skip-front=9000\r:set skip-behind=9000\rs", "skips gaps");
	screen_wait_text(sitting->screen, "⠶16⠶"); /* nothing is left of it to skip */
	sitting_type(sitting, ":set audio-latency=5\r", "is not a number from 10 to 500");
	sitting_leave(sitting);
}

#define F6 "\033[17~"
#define F8 "\033[19~"
#define F9 "\033[20~"

static void a_foot_plays_while_the_hands_write(void **state)
{
	struct sitting *sitting = *state;
	char *call = sitting_make_call(sitting, "long", 600);
	sitting_review_paused(sitting, call);
	sitting_type(sitting, "cslow ", "Comment on 1: slow");
	sitting_type(sitting, F9 F9, "|| 0:10.0");
	sitting_type(sitting, F8, " > ");
	sitting_type(sitting, F6 F6 "start", "Comment on 1: slow start");
	screen_wait_text(sitting->screen, "|| 0:");
	sitting_type(sitting, "\r?", "j k scroll");
	screen_send(sitting->screen, F9 F9 F9 F9 F9 F9 "q");
	sitting_wait_place(sitting, "||", 380);
	sitting_leave(sitting);
	free(call);
}

int main(void)
{
#define CASE(name) cmocka_unit_test_setup_teardown(name, sitting_setup, sitting_teardown)
	const struct CMUnitTest tests[] = {
		CASE(a_gap_is_skipped_and_says_so),
		CASE(what_was_heard_is_a_thick_line_also_next_time),
		CASE(the_unheard_is_played_also_from_the_submit_pane),
		CASE(the_person_listens_as_the_last_time),
		CASE(how_one_listens_can_be_typed),
		CASE(a_foot_plays_while_the_hands_write),
		CASE(a_call_waits_if_it_is_not_to_play_by_itself),
	};
#undef CASE
	return cmocka_run_group_tests_name("app_listening", tests, NULL, NULL);
}
