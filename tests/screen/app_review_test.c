/* Tests of the review screen: what each key does, on the screen and in the database. */
/* SPDX-License-Identifier: MIT */
#include "config.h"

#include <stdlib.h>
#include <string.h>

#include "fixture.h"
#include "screen/sitting.h"
#include "testing.h"

#define HOME "\033[H"
#define END "\033[F"
#define LEFT "\033[D"
#define RIGHT "\033[C"
#define UP "\033[A"
#define DOWN "\033[B"
#define DELETE "\033[3~"
#define CONTROL_C "\003"
#define CONTROL_R "\022"

/* ---- marking ---- */

static void a_key_is_a_mark_in_the_database(void **state)
{
	struct sitting *sitting = *state;
	sitting_review_paused(sitting, sitting->sample);
	sitting_type(sitting, "ll", "|| 0:10.0");
	sitting_type(sitting, "2", "Item 1 met at 0:10 saved");
	sitting_expect_marks(sitting, sitting->sample, "1=2@10000 draft");
	screen_wait_text(sitting->screen, "1 of 5");
	sitting_type(sitting, "1", "Item 2 not met at 0:10 saved");
	sitting_expect_marks(sitting, sitting->sample, "1=2@10000 2=1@10000 draft");
	/* An item that the detector knows about takes the last gap before the playhead. */
	sitting_wait_analysed(sitting, SITTING_SAMPLE_VERDICT);
	sitting_type(sitting, ">", "|| 0:40.0");
	sitting_type(sitting, "0", "Item 3 n/a at 0:38 saved");
	screen_wait_text(sitting->screen, "3 of 5");
	sitting_type(sitting, "kx", "Item 3 cleared");
	sitting_expect_marks(sitting, sitting->sample, "1=2@10000 2=1@10000 draft");
	sitting_leave(sitting);
	sitting_expect_sound_database(sitting);
}

static void levels_that_an_item_lacks_are_refused(void **state)
{
	struct sitting *sitting = *state;
	sitting_review_paused(sitting, sitting->sample);
	sitting_type(sitting, "3", "Item 1 has no answer 3");
	sitting_type(sitting, "9", "Item 1 has no answer 9");
	sitting_type(sitting, "0", "Item 1 cannot be n/a");
	sitting_type(sitting, "x", "Item 1 is empty"); /* nothing is saved, nothing to undo */
	sitting_type(sitting, "C", "Nothing is marked yet; c comments on the item");
	sitting_leave(sitting);
	sitting_expect_marks(sitting, sitting->sample, "draft");
}

static void marks_are_cleared(void **state)
{
	struct sitting *sitting = *state;
	sitting_review_paused(sitting, sitting->sample);
	sitting_type(sitting, "2", "Item 1 met");
	sitting_type(sitting, "2", "Item 2 met");
	sitting_type(sitting, "kx", "Item 2 cleared");
	screen_wait_text(sitting->screen, "1 of 5");
	sitting_expect_marks(sitting, sitting->sample, "1=2@0 draft");
	sitting_type(sitting, UP DELETE, "Item 1 cleared");
	screen_wait_text(sitting->screen, "0 of 5");
	sitting_leave(sitting);
	sitting_expect_marks(sitting, sitting->sample, "draft");
}

static void undo_and_redo_follow_the_keys(void **state)
{
	struct sitting *sitting = *state;
	sitting_review_paused(sitting, sitting->sample);
	sitting_type(sitting, "u", "Nothing to undo");
	sitting_type(sitting, CONTROL_R, "Nothing to redo");
	sitting_type(sitting, "2", "Item 1 met");
	sitting_type(sitting, "1", "Item 2 not met");
	sitting_type(sitting, "k2", "Item 2 met");
	sitting_type(sitting, "u", "Item 2 is as it was before");
	sitting_expect_marks(sitting, sitting->sample, "1=2@0 2=1@0 draft");
	sitting_type(sitting, "u", "0/10"); /* the score: item 2 is empty again */
	screen_wait_text(sitting->screen, "1 of 5");
	sitting_type(sitting, CONTROL_R, "Item 2 redone");
	screen_wait_text(sitting->screen, "2 of 5");
	sitting_leave(sitting);
	sitting_expect_marks(sitting, sitting->sample, "1=2@0 2=1@0 draft");
	/* The next day it goes on. */
	sitting_review(sitting, sitting->sample);
	sitting_type(sitting, "u", "Item 2 is as it was before");
	sitting_type(sitting, "u", "Item 1 is as it was before");
	sitting_type(sitting, "u", "Nothing to undo");
	screen_wait_text(sitting->screen, "0 of 5");
	sitting_leave(sitting);
	sitting_expect_sound_database(sitting);
}

static void the_cursor_moves_over_items(void **state)
{
	struct sitting *sitting = *state;
	sitting_review_paused(sitting, sitting->sample);
	sitting_type(sitting, "jj1", "Item 3 not met");
	sitting_type(sitting, "kk1", "Item 2 not met");
	sitting_type(sitting, DOWN DOWN DOWN DOWN DOWN "1", "Item 5 not met");
	sitting_type(sitting, UP UP UP UP UP UP "1", "Item 1 not met");
	sitting_type(sitting, "e1", "Item 4 not met");
	sitting_type(sitting, "e", "No empty item left.  S submits");
	sitting_type(sitting, "kkkkxjjjx", "Item 4 cleared");
	sitting_type(sitting, "E2", "Item 1 met");
	sitting_type(sitting, "E2", "Item 4 met");
	sitting_leave(sitting);
}

static void comments_are_typed_and_given_up(void **state)
{
	struct sitting *sitting = *state;
	sitting_review_paused(sitting, sitting->sample);
	sitting_type(sitting, "jc", "Comment on 2:");
	sitting_type(sitting, "qu1\xe5\xbc\xa0\xe4\xb8\x89 late\x7f\x7f\x7f\x7fok",
		"Comment on 2: qu1\xe5\xbc\xa0\xe4\xb8\x89 ok");
	sitting_type(sitting, "\r", "Comment of item 2 saved");
	sitting_expect_marks(sitting, sitting->sample,
		"2=0@-1 'qu1\xe5\xbc\xa0\xe4\xb8\x89 ok' draft");
	sitting_type(sitting, "c", "Comment on 2: qu1\xe5\xbc\xa0\xe4\xb8\x89 ok");
	sitting_type(sitting, "\025" "other", "Comment on 2: other");
	screen_send(sitting->screen, "\033"); /* given up: nothing changes */
	screen_wait_gone(sitting->screen, "Comment on 2:");
	sitting_expect_marks(sitting, sitting->sample,
		"2=0@-1 'qu1\xe5\xbc\xa0\xe4\xb8\x89 ok' draft");
	sitting_type(sitting, "c\025\r", "Comment of item 2 saved");
	sitting_leave(sitting);
	sitting_expect_marks(sitting, sitting->sample, "draft");
}

/* ---- listening ---- */

static void seeks_go_where_they_say(void **state)
{
	struct sitting *sitting = *state;
	sitting_review_paused(sitting, sitting->sample);
	sitting_type(sitting, "l", "|| 0:05.0 / 2:09");
	sitting_type(sitting, RIGHT, "|| 0:10.0");
	sitting_type(sitting, ".", "|| 0:11.0");
	sitting_type(sitting, ",", "|| 0:10.0");
	sitting_type(sitting, ">", "|| 0:40.0");
	sitting_type(sitting, "<", "|| 0:10.0");
	sitting_type(sitting, "h", "|| 0:05.0");
	sitting_type(sitting, LEFT, "|| 0:00.0");
	sitting_type(sitting, LEFT "l", "|| 0:05.0");
	sitting_type(sitting, END, "|| 2:09.5");
	sitting_type(sitting, "l", "|| 2:09.5");
	sitting_type(sitting, HOME, "|| 0:00.0");
	sitting_leave(sitting);
}

static void gaps_are_jumped_to_from_before(void **state)
{
	struct sitting *sitting = *state;
	sitting_review_paused(sitting, sitting->sample);
	screen_wait_text(sitting->screen, "gaps >3s  0/3");
	sitting_wait_analysed(sitting, SITTING_SAMPLE_VERDICT);
	sitting_type(sitting, "g", "gaps >3s  1/3");
	screen_wait_text(sitting->screen, "|| 0:13.");
	sitting_type(sitting, "g", "gaps >3s  2/3");
	sitting_type(sitting, "g", "gaps >3s  3/3");
	screen_wait_text(sitting->screen, "|| 0:48.");
	sitting_type(sitting, "g", "No further gap over 3 s");
	sitting_type(sitting, "G", "gaps >3s  2/3");
	sitting_type(sitting, "GG", "No gap over 3 s before this");
	sitting_type(sitting, "L", "gaps >15s  1/2");
	sitting_type(sitting, "g", "|| 0:48.");
	sitting_type(sitting, "L", "gaps >1m  1/1");
	sitting_type(sitting, "L", "gaps >3s  3/3");
	sitting_leave(sitting);
}

static void space_plays_and_pauses(void **state)
{
	struct sitting *sitting = *state;
	sitting_review(sitting, sitting->sample);
	sitting_type(sitting, " ", "|| ");
	screen_send(sitting->screen, ">" " ");
	sitting_wait_place(sitting, " >", 300);
	sitting_type(sitting, CONTROL_C, "|| ");
	sitting_type(sitting, CONTROL_C CONTROL_C "c", "Comment on 1:"); /* pauses only, never ends */
	screen_send(sitting->screen, "\033");
	screen_wait_gone(sitting->screen, "Comment on 1:");
	/* The end stops by itself, and from there it begins anew. */
	sitting_type(sitting, END ",", "|| 2:08.5");
	sitting_type(sitting, " ", "|| 2:09.5");
	sitting_type(sitting, " " CONTROL_C, "|| 0:00.");
	sitting_type(sitting, " ", " > ");
	sitting_leave(sitting);
}

static void zoom_and_evidence(void **state)
{
	struct sitting *sitting = *state;
	sitting_review_paused(sitting, sitting->sample);
	sitting_type(sitting, "o", "This item has no evidence yet");
	sitting_type(sitting, "ll2", "Item 1 met at 0:10");
	sitting_type(sitting, HOME "ko" CONTROL_C, "|| 0:07.0");
	sitting_type(sitting, "o", " > ");
	sitting_type(sitting, CONTROL_C, "|| ");
	sitting_type(sitting, HOME, "  0:00     0:10     0:20");
	sitting_type(sitting, "z", "  0:00        0:10         0:20");
	sitting_type(sitting, "Z", "  0:00     0:10     0:20");
	sitting_type(sitting, "i", "The agent greets, gives a name and offers help");
	screen_send(sitting->screen, "q");
	screen_wait_gone(sitting->screen, "The agent greets, gives a name and offers help");
	sitting_leave(sitting);
}

/* ---- submitting, leaving, coming back ---- */

static void submitting_waits_for_what_is_missing(void **state)
{
	struct sitting *sitting = *state;
	sitting_review_paused(sitting, sitting->sample);
	sitting_type(sitting, "2S", "4 items are empty");
	sitting_type(sitting, "y", "Not yet: something required is missing");
	sitting_expect_marks(sitting, sitting->sample, "1=2@0 draft");
	sitting_type(sitting, "e", "next empty: e");
	sitting_type(sitting, "2", "Item 2 met");
	sitting_type(sitting, "2", "Item 3 met");
	sitting_type(sitting, "2", "Item 4 met");
	sitting_type(sitting, "1", "Item 5 not met");
	sitting_type(sitting, "S", "Nothing is missing.");
	screen_wait_text(sitting->screen, "90 of 100");
	sitting_type(sitting, "q", "Scorecard"); /* keeps it a draft */
	sitting_expect_marks(sitting, sitting->sample, "1=2@0 2=2@0 3=2@0 4=2@0 5=1@0 draft");
	sitting_type(sitting, "Sy", "Submitted ");
	screen_wait_text(sitting->screen, "final");
	sitting_expect_marks(sitting, sitting->sample, "1=2@0 2=2@0 3=2@0 4=2@0 5=1@0 final");
	sitting_type(sitting, "1", "This review is submitted");
	sitting_type(sitting, "x", "This review is submitted");
	sitting_type(sitting, "u", "This review is submitted");
	sitting_leave(sitting);
	sitting_expect_marks(sitting, sitting->sample, "1=2@0 2=2@0 3=2@0 4=2@0 5=1@0 final");
	sitting_expect_sound_database(sitting);
}

static void comments_that_the_card_asks_for_hold_a_submission_up(void **state)
{
	static const char text[] = "card: mine\nversion: 1\ntitle: Mine\nsections:\n"
				   "  - section: all\n    title: All\n    items:\n"
				   "      - item: 1\n        title: First\n        met: 60\n"
				   "      - item: 2\n        title: Second\n        met: 40\n"
				   "        comment-required-when: [not-met]\n";
	struct sitting *sitting = *state;
	char *card = fixture_path(sitting->home, "mine.yaml");
	fixture_write(card, text, strlen(text));
	sitting_start(sitting, (struct screen_options){
		.arguments = {"--no-audio", "--card", card, sitting->sample}});
	screen_wait_text(sitting->screen, "Mine v1");
	sitting_type(sitting, CONTROL_C HOME, "|| 0:00.0");
	sitting_type(sitting, "2", "Item 1 met");
	sitting_type(sitting, "1", "Item 2 not met");
	screen_wait_text(sitting->screen, "a comment is needed: C.  u undoes");
	sitting_type(sitting, "kC", "Comment on 2:"); /* wherever the cursor is */
	screen_send(sitting->screen, "\033");
	screen_wait_gone(sitting->screen, "Comment on 2:");
	sitting_type(sitting, "S", "1 mark needs a comment");
	sitting_type(sitting, "y", "Not yet: something required is missing");
	sitting_type(sitting, "c", "Comment on 2:"); /* of the item that lacks it */
	sitting_type(sitting, "  \r", "Comment of item 2 saved");
	sitting_type(sitting, "S", "1 mark needs a comment");
	sitting_type(sitting, "c", "Comment on 2:");
	sitting_type(sitting, "late\r", "Comment of item 2 saved");
	sitting_type(sitting, "S", "Nothing is missing.");
	sitting_type(sitting, "y", "Submitted ");
	sitting_leave(sitting);
	sitting_expect_marks(sitting, sitting->sample, "1=2@0 2=1@0 'late' final");
	free(card);
}

static void coming_back_is_at_the_same_place(void **state)
{
	struct sitting *sitting = *state;
	sitting_review_paused(sitting, sitting->sample);
	sitting_type(sitting, "2", "Item 1 met");
	sitting_type(sitting, "1", "Item 2 not met");
	sitting_type(sitting, "j>>>l", "|| 1:35.0"); /* no wait is as long */
	sitting_type(sitting, "cnear the end\r", "Comment of item 4 saved");
	sitting_leave(sitting);
	sitting_expect_stored(sitting, sitting->sample,
		"1=2@0 2=1@0 4=0@-1 'near the end' draft 95000 4");
	sitting_start(sitting, (struct screen_options){
		.rows = 40, .columns = 120,
		.arguments = {"--no-audio", "--card", "short", sitting->sample}});
	screen_wait_text(sitting->screen, "2 of 5");
	screen_wait_text(sitting->screen, "near the end");
	sitting_wait_place(sitting, " >", 950);
	sitting_type(sitting, CONTROL_C, "|| ");
	sitting_type(sitting, "2", "Item 4 met");
	sitting_leave(sitting);
}

#define SIT(test) cmocka_unit_test_setup_teardown(test, sitting_setup, sitting_teardown)

int main(void)
{
	const struct CMUnitTest tests[] = {
		SIT(a_key_is_a_mark_in_the_database),
		SIT(levels_that_an_item_lacks_are_refused),
		SIT(marks_are_cleared),
		SIT(undo_and_redo_follow_the_keys),
		SIT(the_cursor_moves_over_items),
		SIT(comments_are_typed_and_given_up),
		SIT(seeks_go_where_they_say),
		SIT(gaps_are_jumped_to_from_before),
		SIT(space_plays_and_pauses),
		SIT(zoom_and_evidence),
		SIT(submitting_waits_for_what_is_missing),
		SIT(comments_that_the_card_asks_for_hold_a_submission_up),
		SIT(coming_back_is_at_the_same_place),
	};
	return cmocka_run_group_tests_name("app_review", tests, NULL, NULL);
}
