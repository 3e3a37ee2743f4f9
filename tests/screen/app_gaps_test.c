/* Tests of the gap list on the review screen: opening it, what its keys do, what is stored. */
/* SPDX-License-Identifier: MIT */
#include "config.h"

#include "screen/sitting.h"
#include "testing.h"

#define ESCAPE "\033"
#define F2 "\033OQ"

static void the_list_opens_and_closes(void **state)
{
	struct sitting *sitting = *state;
	sitting_review_paused(sitting, sitting->sample);
	sitting_wait_analysed(sitting, SITTING_SAMPLE_VERDICT);
	sitting_type(sitting, "\t", "Gaps over 3 s");
	screen_wait_text(sitting->screen, "3 gaps   1:23 of 2:09   65%");
	screen_wait_text(sitting->screen, "0:51.0  1:03.2 hold music customer agent    over 1 min: check-in");
	sitting_type(sitting, "\t", "Opening");
	sitting_type(sitting, "M", "M  g gap list");
	sitting_type(sitting, "g", "Gaps over 3 s");
	sitting_type(sitting, ESCAPE, "Opening");
	sitting_type(sitting, F2, "Gaps over 3 s");
	sitting_type(sitting, "q", "Opening");
	sitting_type(sitting, "Mx\t", "Gaps over 3 s"); /* no mark is cleared by that x */
	sitting_type(sitting, "q", "Opening");
	sitting_leave(sitting);
	sitting_expect_marks(sitting, sitting->sample, "draft"); /* only the place */
}

static void help_knows_the_keys_of_the_list(void **state)
{
	struct sitting *sitting = *state;
	sitting_review_paused(sitting, sitting->sample);
	sitting_type(sitting, "?", "review screen");
	sitting_type(sitting, "\033[6~", "M g F2");
	screen_resize(sitting->screen, 60, 100);
	screen_wait_text(sitting->screen, "play it from 3 s before");
	sitting_type(sitting, ESCAPE, "Opening");
	sitting_leave(sitting);
}

static void a_gap_is_marked_on_the_item(void **state)
{
	struct sitting *sitting = *state;
	sitting_review_paused(sitting, sitting->sample);
	sitting_wait_analysed(sitting, SITTING_SAMPLE_VERDICT);
	sitting_type(sitting, "\tj", "Gap 2 ");
	sitting_type(sitting, "1", "Marks are given in the scorecard");
	sitting_type(sitting, "m", "Evidence of item 1 saved");
	sitting_type(sitting, "1", "Item 1 not met at 0:38 saved");
	sitting_type(sitting, "\t", "item 1");
	sitting_expect_marks(sitting, sitting->sample, "1=1@38980 draft");
	sitting_type(sitting, "u", "Item 1 is as it was before");
	sitting_type(sitting, "q", "Opening");
	sitting_leave(sitting);
	sitting_expect_sound_database(sitting);
}

static void a_gap_is_played(void **state)
{
	struct sitting *sitting = *state;
	sitting_review_paused(sitting, sitting->sample);
	sitting_wait_analysed(sitting, SITTING_SAMPLE_VERDICT);
	sitting_type(sitting, "\tjj\r\003", "|| 0:48.");
	sitting_type(sitting, "\r", " > ");
	sitting_type(sitting, " ", "|| ");
	sitting_type(sitting, "q", "Opening");
	sitting_leave(sitting);
}

static void a_gap_is_called_otherwise_and_stays_so(void **state)
{
	struct sitting *sitting = *state;
	sitting_review_paused(sitting, sitting->sample);
	sitting_wait_analysed(sitting, SITTING_SAMPLE_VERDICT);
	sitting_type(sitting, "\th", "Gap at 0:16 is hold, saved");
	screen_wait_text(sitting->screen, "hold*");
	sitting_type(sitting, "jx", "Gap at 0:38 is ignored, saved");
	screen_wait_text(sitting->screen, "2 gaps   1:19 of 2:09");
	screen_wait_text(sitting->screen, "gaps >3s  0/2");
	screen_hang_up(sitting->screen);
	assert_int_equal(screen_wait_exit(sitting->screen), 0);
	screen_stop(sitting->screen);
	sitting->screen = NULL;
	sitting_review_paused(sitting, sitting->sample);
	screen_wait_text(sitting->screen, "gaps >3s  0/2");
	sitting_type(sitting, "\t", "hold*");
	sitting_type(sitting, "u", "Gap at 0:38 is as it was before");
	screen_wait_text(sitting->screen, "3 gaps   1:23 of 2:09");
	sitting_type(sitting, "u", "Gap at 0:16 is as it was before");
	screen_wait_gone(sitting->screen, "hold*");
	sitting_type(sitting, "q", "Opening");
	sitting_leave(sitting);
	sitting_expect_sound_database(sitting);
}

#define SITTING(test) cmocka_unit_test_setup_teardown(test, sitting_setup, sitting_teardown)

int main(void)
{
	const struct CMUnitTest tests[] = {
		SITTING(the_list_opens_and_closes),
		SITTING(help_knows_the_keys_of_the_list),
		SITTING(a_gap_is_marked_on_the_item),
		SITTING(a_gap_is_played),
		SITTING(a_gap_is_called_otherwise_and_stays_so),
	};
	return cmocka_run_group_tests_name("app gaps", tests, NULL, NULL);
}
