/* Tests of the command line, of searching, and of keys that mean nothing. */
/* SPDX-License-Identifier: MIT */
#include "config.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "fixture.h"
#include "screen/sitting.h"
#include "testing.h"

#define UP "\033[A"
#define DOWN "\033[B"
#define ESCAPE "\033"
#define END "\033[F"
#define BACKSPACE "\177"

/* Leaves the edit line, whose picture may still be on its way. */
static void give_up(struct sitting *sitting)
{
	screen_wait_text(sitting->screen, "give up");
	screen_send(sitting->screen, ESCAPE);
	screen_wait_text(sitting->screen, "? help");
}

static void unknown_keys_are_named(void **state)
{
	struct sitting *sitting = *state;
	sitting_review_paused(sitting, sitting->sample);
	sitting_type(sitting, "W", "W is not a key here; ? shows the keys");
	sitting_type(sitting, "\033[21~", "F10 is not a key here");
	sitting_type(sitting, "2", "Item 1 met");
	sitting_leave(sitting);
	sitting_expect_marks(sitting, sitting->sample, "1=2@0 draft");
}

static void every_action_has_a_name_to_type(void **state)
{
	struct sitting *sitting = *state;
	sitting_review_paused(sitting, sitting->sample);
	sitting_type(sitting, ":level-2\r", "Item 1 met at 0:00 saved");
	sitting_type(sitting, ":undo\r", "Item 1 is as it was before");
	sitting_wait_analysed(sitting, SITTING_SAMPLE_VERDICT);
	sitting_type(sitting, ":gap-list\r", "Gaps over 3 s");
	sitting_type(sitting, ":gap-down\r", "Gap 2 ");
	sitting_type(sitting, ":back\r", "Opening");
	sitting_type(sitting, ":open\r", "'open' does nothing on this screen");
	sitting_type(sitting, ":nonsense\r", "there is no command 'nonsense'; Tab lists them");
	sitting_type(sitting, ":help\r", "review screen");
	sitting_type(sitting, "q", "Opening");
	screen_send(sitting->screen, ":q\r");
	sitting_expect_end(sitting, 0);
}

static void tab_completes(void **state)
{
	struct sitting *sitting = *state;
	sitting_review_paused(sitting, sitting->sample);
	sitting_wait_analysed(sitting, SITTING_SAMPLE_VERDICT);
	sitting_type(sitting, ":next-\t", "next-gap  next-empty  next-hit  next-call");
	sitting_type(sitting, "g\t\r", "|| 0:13.");
	sitting_type(sitting, ":set \t", "reviewer=");
	sitting_type(sitting, "\t", "skip-front="); /* there are more than fit */
	sitting_type(sitting, "autop\t", ":set autoplay=");
	sitting_type(sitting, "\t", "autoplay=yes  autoplay=no");
	sitting_type(sitting, "n\t\r", "autoplay=no");
	sitting_type(sitting, ":card sh\t", ":card short");
	sitting_type(sitting, "\r", " get Short");
	sitting_type(sitting, ":xyz\t" BACKSPACE BACKSPACE BACKSPACE BACKSPACE "2", "Item 1 met");
	sitting_leave(sitting);
}

static void the_card_is_chosen_before_the_first_mark(void **state)
{
	struct sitting *sitting = *state;
	sitting_start(sitting, (struct screen_options){
		.arguments = {"--no-audio", "--card", "short", sitting->sample}});
	screen_wait_text(sitting->screen, "Short v1");
	sitting_type(sitting, ":card tenets\r", "this review and new ones get Tenets");
	screen_wait_text(sitting->screen, "Establish what");
	sitting_type(sitting, ":card presales\r", "this review and new ones get");
	sitting_type(sitting, "2", "Item 1.1 met");
	sitting_type(sitting, ":card tenets\r", "new reviews get Tenets; this one is begun");
	sitting_type(sitting, ":card none\r", "there is no scorecard 'none'");
	sitting_type(sitting, "2", "Item 1.2 met");
	sitting_leave(sitting);
}

static void lines_typed_before_come_back(void **state)
{
	struct sitting *sitting = *state;
	sitting_review_paused(sitting, sitting->sample);
	sitting_type(sitting, ":goto 0:10\r", "|| 0:10.0");
	sitting_type(sitting, ":goto 0:20\r", "|| 0:20.0");
	sitting_type(sitting, ":abc" UP, ":goto 0:20");
	sitting_type(sitting, UP UP, ":goto 0:10");
	sitting_type(sitting, DOWN DOWN DOWN, ":abc");
	sitting_type(sitting, UP UP "\r", "|| 0:10.0");
	sitting_leave(sitting);
	/* The next day too. */
	sitting_review_paused(sitting, sitting->sample);
	sitting_type(sitting, ":" UP UP "\r", "|| 0:20.0");
	sitting_leave(sitting);
}

static void times_are_gone_to(void **state)
{
	struct sitting *sitting = *state;
	sitting_review_paused(sitting, sitting->sample);
	sitting_type(sitting, "@1:00.5\r", "|| 1:00.5");
	sitting_type(sitting, "@75\r", "|| 1:15.0");
	sitting_type(sitting, ":goto 0:30\r", "|| 0:30.0");
	sitting_type(sitting, ":0:40\r", "|| 0:40.0");
	sitting_type(sitting, "@9:00\r", "The call is over at 2:09");
	sitting_type(sitting, "@soon\r", "'soon' is no time; like 75, 4:43 or 1:02:03");
	sitting_type(sitting, ":goto\r", "'' is no time");
	sitting_type(sitting, "@", "Go to:");
	screen_send(sitting->screen, ESCAPE);
	screen_wait_gone(sitting->screen, "Go to:");
	screen_wait_text(sitting->screen, "|| 0:40.0");
	sitting_leave(sitting);
}

static void limits_are_set_at_once(void **state)
{
	struct sitting *sitting = *state;
	sitting_review_paused(sitting, sitting->sample);
	screen_wait_text(sitting->screen, "gaps >3s  0/3");
	sitting_wait_analysed(sitting, SITTING_SAMPLE_VERDICT);
	sitting_type(sitting, ":set gap-thresholds=10,30,90\r", "gaps >10s  0/2");
	sitting_type(sitting, "\t", "Gaps over 10 s");
	screen_wait_text(sitting->screen, "2 gaps ");
	sitting_type(sitting, ":set gap-thresholds=3\r", "is not three ascending numbers");
	sitting_type(sitting, ":set gap-thresholds\r", "wants a value, like gap-thresholds=3,15,60");
	sitting_type(sitting, ":set gap-thresholds=3,15,60\r", "Gaps over 3 s");
	sitting_type(sitting, ":set\r", "set what?");
	sitting_type(sitting, ":set moon=full\r", "there is no option 'moon'; Tab lists them");
	sitting_type(sitting, ":set database=x\r", "option 'database' is read at the start only");
	sitting_type(sitting, "q", "Opening");
	sitting_leave(sitting);
}

static void limits_are_those_of_the_list_too(void **state)
{
	struct sitting *sitting = *state;
	char *folder = fixture_path(sitting->home, "two"), *one, *two;
	one = fixture_path(folder, "one.opus");
	two = fixture_path(folder, "two.opus");
	mkdir(folder, 0700);
	fixture_copy(sitting->sample, one);
	fixture_copy(sitting->sample, two);
	sitting_start(sitting,
		(struct screen_options){.arguments = {"--no-audio", "--card", "short", folder}});
	screen_wait_text(sitting->screen, "2 calls");
	sitting_type(sitting, "", "2:09    1   1   1");
	sitting_type(sitting, ":set gap-thresholds=20,50,90\r", "2:09    \xc2\xb7   1   \xc2\xb7");
	screen_wait_text(sitting->screen, "20s 50s");
	sitting_type(sitting, ":goto 1\r", "no call is open to go to a time of");
	sitting_type(sitting, ":reopen\r", "this call has no submitted review");
	sitting_leave(sitting);
	free(two);
	free(one);
	free(folder);
}

static void a_submitted_review_is_reopened(void **state)
{
	struct sitting *sitting = *state;
	sitting_review_paused(sitting, sitting->sample);
	sitting_type(sitting, ":reopen\r", "this call has no submitted review");
	for (int i = 0; i < 5; i++)
		screen_send(sitting->screen, "2");
	screen_wait_text(sitting->screen, "5 of 5");
	sitting_type(sitting, "Sy", "Submitted ");
	sitting_type(sitting, ":reopen\r", "Back to draft");
	sitting_type(sitting, "k1", "Item 4 not met");
	sitting_leave(sitting);
	sitting_expect_marks(sitting, sitting->sample, "1=2@0 2=2@0 3=2@0 4=1@0 5=2@0 draft");
}

static void the_card_is_searched(void **state)
{
	struct sitting *sitting = *state;
	sitting_review_paused(sitting, sitting->sample);
	sitting_type(sitting, "n", "No further note or mark");
	sitting_type(sitting, "/SILENCE\r", "1 of ");
	sitting_type(sitting, "/gives a name\r", "1 of 1: in the guideline of 1");
	sitting_type(sitting, "jjcneedle\r", "Comment of item 3 saved");
	sitting_type(sitting, "kk/needle\r", "1 of 1: in the comment on 3");
	sitting_type(sitting, "2", "Item 3 met");
	sitting_type(sitting, "/nowhere\r", "'nowhere' is not in this scorecard");
	sitting_type(sitting, "/" UP UP "\r", "in the comment on 3");
	sitting_leave(sitting);
}

/* The sample's timeline at 80 columns: the call in row 2, 76 columns from the third on. */
static void the_mouse_works_where_it_is_wanted(void **state)
{
	struct sitting *sitting = *state;
	sitting_review_paused(sitting, sitting->sample);
	screen_send(sitting->screen, "\033[<0;41;3M"); /* not yet */
	sitting_type(sitting, "l", "|| 0:05.0");
	size_t mark = screen_count_bytes(sitting->screen);
	sitting_type(sitting, ":set mouse\r", "mouse=yes");
	screen_wait_raw(sitting->screen, mark, "\033[?1000h");
	sitting_type(sitting, "\033[<0;41;3M\033[<0;41;3m", "|| 1:04.7");
	sitting_type(sitting, "\033[<0;3;3M", "|| 0:00.0");
	int row = screen_find(sitting->screen, "4 Solution", NULL);
	char click[32];
	snprintf(click, sizeof click, "\033[<0;10;%dM", row + 1);
	screen_send(sitting->screen, click);
	sitting_type(sitting, "2", "Item 4 met");
	sitting_type(sitting, "\033[<64;1;1M\033[<64;1;1M" "1", "Item 3 not met");
	mark = screen_count_bytes(sitting->screen);
	sitting_type(sitting, ":set mouse=no\r", "mouse=no");
	screen_wait_raw(sitting->screen, mark, "\033[?1000l");
	sitting_type(sitting, ":set mouse\r", "mouse=yes");
	sitting_leave(sitting);
}

/* What is pasted into a line is its text; what is pasted elsewhere opens the comment. */
static void pasted_text_never_runs(void **state)
{
	struct sitting *sitting = *state;
	sitting_review_paused(sitting, sitting->sample);
	sitting_type(sitting, ":\033[200~q\r2\r\033[201~", ":q 2");
	give_up(sitting);
	sitting_type(sitting, "\033[200~:q\r\033[201~", "Comment on 1: :q");
	give_up(sitting);
	sitting_leave(sitting);
	sitting_expect_marks(sitting, sitting->sample, "draft");
}

static void write_keys(struct sitting *sitting, const char *text)
{
	char *parent = fixture_path(sitting->home, "config"), *folder = fixture_path(parent, "callmark");
	char *file = fixture_path(folder, "keys.conf");
	mkdir(parent, 0700);
	mkdir(folder, 0700);
	fixture_write(file, text, strlen(text));
	free(file);
	free(folder);
	free(parent);
}

static void keys_of_ones_own_are_hinted_and_do_it(void **state)
{
	struct sitting *sitting = *state;
	write_keys(sitting, "next-gap = w\n");
	sitting_review_paused(sitting, sitting->sample);
	screen_wait_text(sitting->screen, "w gap");
	screen_wait_text(sitting->screen, "/3 "); /* all gaps are known */
	sitting_type(sitting, "w", "0:13.");
	sitting_type(sitting, "g", "g is not a key here");
	sitting_type(sitting, "?", "w G        next, previous gap");
	sitting_type(sitting, "q", "w gap");
	sitting_leave(sitting);
}

static void keys_that_clash_are_told(void **state)
{
	struct sitting *sitting = *state;
	write_keys(sitting, "next-gap = w a\n");
	sitting_start(sitting, (struct screen_options){.columns = 300,
		.arguments = {"--no-audio", sitting->sample}});
	screen_wait_text(sitting->screen, "keys.conf:1:14: 'a' is 'note' already");
	sitting_expect_end(sitting, 2);
}

#define SIT(test) cmocka_unit_test_setup_teardown(test, sitting_setup, sitting_teardown)

int main(void)
{
	const struct CMUnitTest tests[] = {
		SIT(unknown_keys_are_named),
		SIT(every_action_has_a_name_to_type),
		SIT(tab_completes),
		SIT(the_card_is_chosen_before_the_first_mark),
		SIT(lines_typed_before_come_back),
		SIT(times_are_gone_to),
		SIT(limits_are_set_at_once),
		SIT(limits_are_those_of_the_list_too),
		SIT(a_submitted_review_is_reopened),
		SIT(the_card_is_searched),
		SIT(the_mouse_works_where_it_is_wanted),
		SIT(pasted_text_never_runs),
		SIT(keys_of_ones_own_are_hinted_and_do_it),
		SIT(keys_that_clash_are_told),
	};
	return cmocka_run_group_tests_name("app command", tests, NULL, NULL);
}
