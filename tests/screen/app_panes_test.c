/* Tests of the panes of marking: reasons, red flags, faults, the contact, incidents, notes, folding. */
/* SPDX-License-Identifier: MIT */
#include "config.h"

#include <stdlib.h>
#include <string.h>

#include "fixture.h"
#include "screen/sitting.h"
#include "testing.h"

#define CONTROL_C "\003"
#define HOME "\033[H"
#define UP "\033[A"
#define ESCAPE "\033"
#define PAGE_DOWN "\033[6~"

static const char card_text[] =
	"card: mine\nversion: 1\ntitle: Mine\n"
	"fields:\n  - {field: id, title: Contact id, required: yes}\n"
	"  - {field: queue, title: Queue, type: choice, options: [{option: a, title: Returns}, "
	"{option: b, title: Billing}]}\n"
	"flags:\n  - {flag: rude, title: Rude, effect: fail, comment-required: yes}\n"
	"  - {flag: late, title: Late, effect: report}\n"
	"sections:\n  - section: s1\n    title: First part\n    items:\n"
	"      - item: 1\n        title: Greeting\n        met: 60\n"
	"        guideline: Says who is speaking and offers help.\n"
	"        reasons: {N1: no greeting at all, N2: no name given, E1: warm and lively}\n"
	"        exceeded: 70\n"
	"      - item: 2\n        title: Follow-up\n        met: 20\n        when: {item: 1, is: met}\n"
	"  - section: s2\n    title: Second part\n    points: 20\n    items:\n"
	"      - item: 3\n        title: Filler words\n        scale: occurrence\n        off: 2\n";

static void begin(struct sitting *sitting)
{
	char *card = fixture_path(sitting->home, "mine.yaml");
	fixture_write(card, card_text, strlen(card_text));
	sitting_start(sitting, (struct screen_options){
		.arguments = {"--no-audio", "-o", "autoplay=no", "--card", card, sitting->sample}});
	screen_wait_text(sitting->screen, "Mine v1");
	screen_wait_text(sitting->screen, "|| 0:00.0");
	free(card);
}

static void give_up(struct sitting *sitting)
{
	screen_wait_text(sitting->screen, "give up");
	screen_send(sitting->screen, ESCAPE);
	screen_wait_gone(sitting->screen, "give up");
}

static void reasons_are_given_by_letter(void **state)
{
	struct sitting *sitting = *state;
	begin(sitting);
	sitting_type(sitting, "1", "Item 1 not met");
	sitting_type(sitting, "kkR", "Reasons: 1 Greeting  not met");
	sitting_type(sitting, "a", "a * N1 no greeting at all");
	sitting_type(sitting, "b", "b * N2 no name given");
	sitting_type(sitting, "a", "a   N1 no greeting at all");
	sitting_type(sitting, "z", "No line has that letter");
	sitting_type(sitting, "C", "Only red flags are commented here");
	sitting_type(sitting, "-", "The letter itself takes back what it chose");
	sitting_type(sitting, "\r", "First part");
	screen_wait_text(sitting->screen, "N2");
	screen_send(sitting->screen, "u"); /* what a letter did, u undoes */
	screen_wait_text(sitting->screen, "N1 N2");
	sitting_leave(sitting);
}

static void faults_are_counted_by_key_and_by_letter(void **state)
{
	struct sitting *sitting = *state;
	begin(sitting);
	sitting_type(sitting, "jjdd", "2 times");
	sitting_type(sitting, "D", "a letter counts one more");
	sitting_type(sitting, "a", "3 x -2");
	sitting_type(sitting, "-", "2 x -2");
	sitting_type(sitting, "q", "2 times");
	screen_wait_text(sitting->screen, "16/20");
	sitting_leave(sitting);
}

static void red_flags_want_their_reason_and_a_confirmation(void **state)
{
	struct sitting *sitting = *state;
	begin(sitting);
	sitting_type(sitting, "2", "Item 1 met");
	sitting_type(sitting, "2", "Item 2 met");
	sitting_type(sitting, "Fx1\r", "x1");
	sitting_type(sitting, "q!", "b   Late");
	sitting_type(sitting, "a", "Reason for red flag a:");
	give_up(sitting);
	sitting_type(sitting, "S", "c  1 red flag needs a comment");
	screen_wait_text(sitting->screen, "!  1 red flag to confirm");
	sitting_type(sitting, "c", "Reason for red flag a:");
	sitting_type(sitting, "shouted\r", "Comment of red flag");
	screen_wait_gone(sitting->screen, "needs a comment");
	sitting_type(sitting, "y", "Not yet: ! confirms the red flags");
	sitting_type(sitting, "!", "Nothing is missing.");
	screen_wait_text(sitting->screen, "fails: Rude");
	sitting_type(sitting, "y", "Submitted ");
	sitting_leave(sitting);
	sitting_expect_sound_database(sitting);
}

static void a_condition_opens_and_closes_an_item(void **state)
{
	struct sitting *sitting = *state;
	begin(sitting);
	sitting_type(sitting, "2", "Item 1 met");
	screen_wait_gone(sitting->screen, "if 1 is met");
	sitting_type(sitting, "k1", "Item 1 not met");
	screen_wait_text(sitting->screen, "if 1 is met");
	sitting_leave(sitting);
}

static void the_contact_is_typed_through(void **state)
{
	struct sitting *sitting = *state;
	begin(sitting);
	sitting_type(sitting, "F", "1 field is missing");
	sitting_type(sitting, "C-17\r", "C-17");
	screen_wait_gone(sitting->screen, "is asked for");
	sitting_type(sitting, "j\r", "Queue:");
	sitting_type(sitting, UP, "Queue: Returns");
	sitting_type(sitting, UP, "Queue: Billing");
	sitting_type(sitting, "\r", "saved");
	sitting_type(sitting, "x", "saved");
	screen_wait_gone(sitting->screen, "Billing");
	sitting_type(sitting, "\r", "Queue:");
	sitting_type(sitting, "nonsense\r", "cannot stand in Queue");
	sitting_type(sitting, "", "Queue: nonsense"); /* to be put right */
	sitting_type(sitting, "s", "Queue: nonsenses");
	give_up(sitting);
	sitting_type(sitting, "q", "First part");
	sitting_leave(sitting);
}

static void the_contact_proposes_what_was_imported(void **state)
{
	struct sitting *sitting = *state;
	static const char table[] = "file,contact,queue\nsample-call,C-17,Returns\n";
	char *path = fixture_path(sitting->home, "table.csv");
	fixture_write(path, table, strlen(table));
	sitting_start(sitting, (struct screen_options){
		.arguments = {"import", sitting->sample, "--table", path}});
	screen_wait_text(sitting->screen, "with contact data: 1");
	sitting_expect_end(sitting, 0);
	begin(sitting);
	screen_wait_text(sitting->screen, "Returns   new");
	sitting_type(sitting, "F", "Contact id: C-17");
	sitting_type(sitting, "\r", "saved");
	sitting_type(sitting, "j\r", "Queue: Returns");
	sitting_type(sitting, "\r", "saved");
	screen_wait_gone(sitting->screen, "is asked for");
	sitting_type(sitting, "q", "First part");
	sitting_leave(sitting);
	sitting_expect_sound_database(sitting);
	free(path);
}

static void incidents_are_recorded_by_class_and_category(void **state)
{
	struct sitting *sitting = *state;
	begin(sitting);
	sitting_type(sitting, "I", "None is recorded");
	sitting_type(sitting, "lla", "which class?");
	sitting_type(sitting, "z", "No line has that letter");
	sitting_type(sitting, "b", "what was it?");
	sitting_type(sitting, "a", "What was said:");
	sitting_type(sitting, "one moment\r", "Problem:");
	sitting_type(sitting, "no check-in\r", "Diagnosis:");
	give_up(sitting);
	screen_wait_text(sitting->screen, "1 recorded");
	screen_wait_text(sitting->screen, "one moment");
	screen_wait_text(sitting->screen, "   1 0:10 ");
	sitting_type(sitting, "le", "0:10-0:15");
	sitting_type(sitting, "lb", "   1 0:20 ");
	sitting_type(sitting, "x", "None is recorded");
	sitting_type(sitting, "u", "1 recorded");
	sitting_type(sitting, "q", "First part");
	sitting_leave(sitting);
	sitting_expect_sound_database(sitting);
}

static void every_line_of_an_incident_is_asked_for(void **state)
{
	struct sitting *sitting = *state;
	begin(sitting);
	sitting_type(sitting, "Iabaone moment\r", "Problem:");
	sitting_type(sitting, "no check-in\r", "Diagnosis:");
	sitting_type(sitting, "\r", "Severity:");
	sitting_type(sitting, "customer left\r", "Follow-up:");
	screen_wait_text(sitting->screen, "Enter save, go on");
	sitting_type(sitting, "coached\r", "Confirmed by:");
	screen_wait_text(sitting->screen, "Enter save  ");
	sitting_type(sitting, "Li Na\r", "Confirmed by     Li Na");
	screen_wait_text(sitting->screen, "Severity         customer left");
	screen_wait_text(sitting->screen, "Follow-up        coached");
	sitting_type(sitting, "q", "First part");
	sitting_leave(sitting);
	sitting_expect_sound_database(sitting);
}

static void notes_are_left_at_a_second(void **state)
{
	struct sitting *sitting = *state;
	begin(sitting);
	sitting_type(sitting, "lla", "Note at 0:10:");
	sitting_type(sitting, "listen again\r", "Note at 0:10 saved");
	sitting_type(sitting, HOME "n", "|| 0:07.0");
	sitting_type(sitting, HOME "ll", "Note at 0:10: listen again");
	/* There it is changed, and deleted by emptying it. */
	sitting_type(sitting, "a", "Esc give up");
	sitting_type(sitting, "\025" "heard\r", "Note at 0:10 saved");
	sitting_type(sitting, "hl", "Note at 0:10: heard");
	sitting_type(sitting, "a\025\r", "Note deleted");
	sitting_leave(sitting);
}

static void notes_are_listed(void **state)
{
	struct sitting *sitting = *state;
	begin(sitting);
	sitting_type(sitting, "A", "There is none; a leaves one");
	sitting_type(sitting, "x", "No note is left; a leaves one");
	sitting_type(sitting, "lla", "Note at 0:10:");
	sitting_type(sitting, "listen again\r", "1 note");
	sitting_type(sitting, "la", "Note at 0:15:");
	sitting_type(sitting, "price\r", "2 notes");
	sitting_type(sitting, "jeX\r", "priceX");
	sitting_type(sitting, "k\r" CONTROL_C, "|| 0:07.0");
	sitting_type(sitting, "\r", " > ");
	sitting_type(sitting, CONTROL_C "x", "Note deleted");
	screen_wait_gone(sitting->screen, "listen again");
	sitting_type(sitting, "u", "listen again");
	sitting_type(sitting, "1", "Marks are given in the scorecard: q leads there");
	sitting_type(sitting, "q", "First part");
	sitting_leave(sitting);
	sitting_expect_sound_database(sitting);
}

static void sections_fold_and_nothing_is_marked_in_them(void **state)
{
	struct sitting *sitting = *state;
	begin(sitting);
	sitting_type(sitting, "jf", "+ First part");
	screen_wait_gone(sitting->screen, "Greeting");
	sitting_type(sitting, "jd", "1 time"); /* the section was one line */
	sitting_type(sitting, "k", "+ First part");
	sitting_type(sitting, "2", "The section was folded; it is open now");
	screen_wait_text(sitting->screen, "Greeting");
	sitting_type(sitting, "2", "Item 1 met");
	sitting_type(sitting, "kfj/offers help\r", "in the guideline of 1");
	screen_wait_text(sitting->screen, "Greeting");
	sitting_type(sitting, "/warm\r", "in the reasons of 1");
	sitting_leave(sitting);
	sitting_expect_marks(sitting, sitting->sample, "1=2@0 3=0@-1 draft");
}

static void nothing_is_marked_behind_a_pane(void **state)
{
	struct sitting *sitting = *state;
	begin(sitting);
	sitting_type(sitting, "!2", "Marks are given in the scorecard: q leads there");
	sitting_type(sitting, "qI2", "Marks are given in the scorecard: q leads there");
	sitting_type(sitting, "d", "Marks are given in the scorecard: q leads there");
	sitting_type(sitting, "a1", "Marks are given in the scorecard: q leads there");
	sitting_type(sitting, "S1", "Marks are given in the scorecard: q leads there");
	sitting_type(sitting, "q2", "Item 1 met");
	sitting_leave(sitting);
	sitting_expect_marks(sitting, sitting->sample, "1=2@0 draft");
}

static void several_evidences_are_played_in_turn(void **state)
{
	struct sitting *sitting = *state;
	begin(sitting);
	sitting_type(sitting, "ll2", "Item 1 met at 0:10");
	sitting_type(sitting, "kllT", "Item 1 has 2 pieces of evidence");
	screen_wait_text(sitting->screen, "+1");
	sitting_type(sitting, "oo" CONTROL_C, "|| 0:17.0");
	sitting_type(sitting, "o", "Evidence 1 of 2");
	sitting_type(sitting, "o", "Evidence 2 of 2");
	screen_wait_text(sitting->screen, " > ");
	sitting_type(sitting, CONTROL_C "u", "Evidence of item 1 is as it was before");
	sitting_leave(sitting);
}

/* What was written before to the same answer comes back with Up. */
static void comments_written_before_come_with_up(void **state)
{
	struct sitting *sitting = *state;
	begin(sitting);
	sitting_type(sitting, "1", "Item 1 not met");
	sitting_type(sitting, "kkcno greeting\r", "Comment of item 1 saved");
	sitting_type(sitting, "c\025" "typed" UP, "Comment on 1: no greeting");
	sitting_type(sitting, "\033[B", "Comment on 1: typed");
	give_up(sitting);
	sitting_leave(sitting);
}

static void the_item_in_full_scrolls(void **state)
{
	struct sitting *sitting = *state;
	begin(sitting);
	screen_resize(sitting->screen, 16, 60);
	sitting_type(sitting, "i", "Says who is speaking");
	sitting_type(sitting, PAGE_DOWN PAGE_DOWN PAGE_DOWN, "E1 warm and lively");
	sitting_type(sitting, "j", "Follow-up");
	sitting_type(sitting, "q", "First part");
	sitting_leave(sitting);
}

#define SIT(test) cmocka_unit_test_setup_teardown(test, sitting_setup, sitting_teardown)

int main(void)
{
	const struct CMUnitTest tests[] = {
		SIT(reasons_are_given_by_letter),
		SIT(faults_are_counted_by_key_and_by_letter),
		SIT(red_flags_want_their_reason_and_a_confirmation),
		SIT(a_condition_opens_and_closes_an_item),
		SIT(the_contact_is_typed_through),
		SIT(the_contact_proposes_what_was_imported),
		SIT(incidents_are_recorded_by_class_and_category),
		SIT(every_line_of_an_incident_is_asked_for),
		SIT(notes_are_left_at_a_second),
		SIT(notes_are_listed),
		SIT(sections_fold_and_nothing_is_marked_in_them),
		SIT(nothing_is_marked_behind_a_pane),
		SIT(several_evidences_are_played_in_turn),
		SIT(comments_written_before_come_with_up),
		SIT(the_item_in_full_scrolls),
	};
	return cmocka_run_group_tests_name("app panes", tests, NULL, NULL);
}
