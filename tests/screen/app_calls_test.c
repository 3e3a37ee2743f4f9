/* Tests of the call list and of the first screen. */
/* SPDX-License-Identifier: MIT */
#include "config.h"

#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#include "fixture.h"
#include "screen/sitting.h"
#include "testing.h"

#define END "\033[F"
#define CONTROL_C "\003"

/* Three calls in a folder: "first" of 2:05, "second" of 2:06, "third" of 2:07. */
static char *make_folder(struct sitting *sitting)
{
	static const char *const names[] = {"calls/1 first.wav", "calls/2 second.wav",
		"calls/sub/3 third.wav"};
	char *folder = fixture_path(sitting->home, "calls"), *sub = fixture_path(folder, "sub");
	mkdir(folder, 0700);
	mkdir(sub, 0700);
	for (int i = 0; i < 3; i++)
		free(sitting_make_call(sitting, names[i], 125 + i));
	free(sub);
	return folder;
}

static void open_folder_of(struct sitting *sitting, char *folder)
{
	sitting_start(sitting,
		(struct screen_options){.arguments = {"--no-audio", "--card", "short", folder}});
	screen_wait_text(sitting->screen, "3 calls");
}

static void open_folder(struct sitting *sitting)
{
	char *folder = make_folder(sitting);
	open_folder_of(sitting, folder);
	free(folder);
}

static void mark_all(struct sitting *sitting)
{
	static const char *const said[] = {"Item 1 met", "Item 2 met", "Item 3 met", "Item 4 met",
		"Item 5 met"};
	for (int i = 0; i < 5; i++)
		sitting_type(sitting, "2", said[i]);
}

static void folders_are_listed_and_scanned(void **state)
{
	struct sitting *sitting = *state;
	open_folder(sitting);
	for (int i = 0; i < 3; i++) {
		static const char *const rows[] = {
			"new    1 first", "new    2 second", "new    3 third"};
		static const char *const lengths[] = {"2:05", "2:06", "2:07"};
		screen_wait_text(sitting->screen, rows[i]);
		assert_int_equal(screen_find(sitting->screen, rows[i], NULL), 2 + i);
		screen_wait_text(sitting->screen, lengths[i]);
	}
	sitting_leave(sitting);
	/* The second time nothing is decoded: the lengths come from the cache. */
	open_folder(sitting);
	screen_wait_text(sitting->screen, "2:07");
	sitting_leave(sitting);
}

static void enter_opens_and_back_returns(void **state)
{
	struct sitting *sitting = *state;
	open_folder(sitting);
	sitting_type(sitting, "j\r", "Short v1");
	screen_wait_text(sitting->screen, " > ");
	sitting_type(sitting, CONTROL_C, "|| ");
	sitting_type(sitting, "2", "Item 1 met");
	sitting_type(sitting, "q", "3 calls");
	screen_wait_text(sitting->screen, "draft  2 second");
	screen_wait_text(sitting->screen, "1 mark");
	sitting_leave(sitting);
}

static void parentheses_step_through_the_calls(void **state)
{
	struct sitting *sitting = *state;
	open_folder(sitting);
	sitting_type(sitting, "\r", "  1 first");
	sitting_type(sitting, "(", "This is the first call of the list");
	sitting_type(sitting, ")", "  2 second");
	sitting_type(sitting, ")", "  3 third");
	sitting_type(sitting, ")", "This is the last call of the list");
	sitting_type(sitting, "(", "  2 second");
	sitting_type(sitting, "q", "3 calls");
	sitting_leave(sitting);
}

static void calls_that_cannot_be_opened_are_stepped_over(void **state)
{
	struct sitting *sitting = *state;
	char *broken = fixture_path(sitting->home, "calls/2 second.wav");
	char *folder = make_folder(sitting);
	fixture_write(broken, "RIFF nonsense", 13);
	sitting_start(sitting,
		(struct screen_options){.arguments = {"--no-audio", "--card", "short", folder}});
	screen_wait_text(sitting->screen, "3 calls");
	sitting_type(sitting, "j\r", "2 second.wav'");
	sitting_type(sitting, "k\r", "  1 first");
	sitting_type(sitting, ")", "  3 third");
	sitting_type(sitting, "(", "  1 first");
	sitting_type(sitting, "q", "3 calls");
	sitting_leave(sitting);
	free(folder);
	free(broken);
}

static void submitting_goes_on_to_the_next(void **state)
{
	struct sitting *sitting = *state;
	char *first = fixture_path(sitting->home, "calls/1 first.wav");
	char *second = fixture_path(sitting->home, "calls/2 second.wav");
	open_folder(sitting);
	sitting_type(sitting, "\r", " > ");
	sitting_type(sitting, CONTROL_C "\033[H", "|| 0:00.0");
	mark_all(sitting);
	sitting_type(sitting, "Sy", "Submitted; this is the next call");
	screen_wait_text(sitting->screen, "  2 second");
	sitting_type(sitting, "u", "Nothing to undo"); /* never of the former call */
	sitting_expect_marks(sitting, first, "1=2@0 2=2@0 3=2@0 4=2@0 5=2@0 final");
	sitting_type(sitting, CONTROL_C "\033[H", "|| 0:00.0");
	sitting_type(sitting, "2", "Item 1 met");
	sitting_type(sitting, "q", "3 calls");
	screen_wait_text(sitting->screen, "final  1 first");
	screen_wait_text(sitting->screen, "draft  2 second");
	sitting_type(sitting, "u", "this call has no submitted review");
	sitting_type(sitting, "ku", "Back to draft; Enter opens it");
	screen_wait_text(sitting->screen, "draft  1 first");
	sitting_expect_marks(sitting, first, "1=2@0 2=2@0 3=2@0 4=2@0 5=2@0 draft");
	sitting_expect_marks(sitting, second, "1=2@0 draft");
	sitting_leave(sitting);
	sitting_expect_sound_database(sitting);
	free(first);
	free(second);
}

static void after_the_last_call_the_list_returns(void **state)
{
	struct sitting *sitting = *state;
	open_folder(sitting);
	sitting_type(sitting, "jj\r", " > ");
	mark_all(sitting);
	sitting_type(sitting, "Sy", "Submitted; that was the last call of the list");
	screen_wait_text(sitting->screen, "final  3 third");
	screen_wait_text(sitting->screen, "100");
	sitting_leave(sitting);
}

/* Neither where the list opens nor where submitting leads is a call that is done. */
static void calls_that_are_done_are_passed_over(void **state)
{
	struct sitting *sitting = *state;
	char *folder = make_folder(sitting);
	open_folder_of(sitting, folder);
	sitting_type(sitting, "j\r", "  2 second");
	mark_all(sitting);
	sitting_type(sitting, "Sy", "Submitted; this is the next call");
	screen_wait_text(sitting->screen, "  3 third");
	sitting_type(sitting, "((", "  1 first");
	mark_all(sitting);
	sitting_type(sitting, "Sy", "Submitted; this is the next call");
	screen_wait_text(sitting->screen, "  3 third");
	sitting_type(sitting, "q", "3 calls");
	sitting_leave(sitting);
	open_folder_of(sitting, folder);
	screen_wait_text(sitting->screen, "─ 3 third ");
	sitting_leave(sitting);
	free(folder);
}

/* ---- the first screen ---- */

static void start_empty(struct sitting *sitting)
{
	sitting_start(sitting, (struct screen_options){.arguments = {"--no-audio"}});
	screen_wait_text(sitting->screen, "Nothing to review yet.");
}

static void a_first_review_takes_ten_keys(void **state)
{
	struct sitting *sitting = *state;
	start_empty(sitting);
	sitting_type(sitting, "\r", "Short v1");
	mark_all(sitting);
	sitting_type(sitting, "Sy", "Submitted ");
	screen_wait_text(sitting->screen, "final");
	screen_wait_text(sitting->screen, "100");
	sitting_type(sitting, "q", "Nothing to review yet.");
	screen_wait_text(sitting->screen, "Tenets"); /* the card for other calls is as it was */
	sitting_leave(sitting);
}

static void calls_that_are_known_are_listed(void **state)
{
	struct sitting *sitting = *state;
	char *second = fixture_path(sitting->home, "calls/2 second.wav");
	open_folder(sitting);
	sitting_type(sitting, "j\r", "  2 second");
	mark_all(sitting);
	sitting_type(sitting, "q", "3 calls");
	sitting_leave(sitting);
	sitting_start(sitting, (struct screen_options){.arguments = {"--no-audio"}});
	screen_wait_text(sitting->screen, "1 call");
	screen_wait_text(sitting->screen, "draft  2 second");
	sitting_type(sitting, "\r", "Short v1");
	sitting_type(sitting, "q", "1 call");
	sitting_leave(sitting);
	assert_int_equal(unlink(second), 0);
	start_empty(sitting);
	sitting_leave(sitting);
	free(second);
}

static void a_folder_is_added_by_name(void **state)
{
	struct sitting *sitting = *state;
	char *folder = make_folder(sitting);
	start_empty(sitting);
	sitting_type(sitting, "a", "File or folder:");
	sitting_type(sitting, "/no/such/place", "/no/such/place");
	sitting_type(sitting, "\r", "cannot open '/no/such/place'");
	screen_wait_text(sitting->screen, "Nothing to review yet.");
	sitting_type(sitting, "a", "File or folder:");
	sitting_type(sitting, "~/calls \r", "3 calls");
	screen_wait_text(sitting->screen, "2:07");
	sitting_leave(sitting);
	free(folder);
}

static void a_pasted_folder_is_added(void **state)
{
	struct sitting *sitting = *state;
	char *folder = make_folder(sitting);
	start_empty(sitting);
	screen_send(sitting->screen, "\033[200~");
	screen_send(sitting->screen, folder);
	screen_send(sitting->screen, "q\033[201~");
	sitting_type(sitting, "a", "File or folder:");
	screen_send(sitting->screen, "\033[200~");
	screen_send(sitting->screen, folder);
	screen_send(sitting->screen, "\033[201~");
	sitting_type(sitting, "\r", "3 calls");
	sitting_leave(sitting);
	free(folder);
}

static void the_card_for_new_reviews_is_chosen(void **state)
{
	struct sitting *sitting = *state;
	char *folder = make_folder(sitting);
	start_empty(sitting);
	screen_wait_text(sitting->screen, "Tenets");
	sitting_type(sitting, "t", "Action review");
	sitting_type(sitting, "ttttt", "Tenets");
	screen_wait_gone(sitting->screen, "Short");
	sitting_type(sitting, "ttttt", "Short");
	sitting_type(sitting, "a", "File or folder:");
	screen_send(sitting->screen, folder);
	sitting_type(sitting, "\r", "3 calls");
	sitting_type(sitting, "\r", "Short v1");
	sitting_type(sitting, "q", "3 calls");
	sitting_leave(sitting);
	free(folder);
}

static void help_explains_each_place(void **state)
{
	struct sitting *sitting = *state;
	open_folder(sitting);
	sitting_type(sitting, "?", "open the call and play it");
	sitting_type(sitting, "q", "3 calls");
	sitting_type(sitting, "\r", "Short v1");
	sitting_type(sitting, "?", "next, previous gap");
	sitting_type(sitting, "jj" END CONTROL_C, "back, quit (all is saved)");
	sitting_type(sitting, "\033", "|| ");
	sitting_type(sitting, "q", "3 calls");
	sitting_leave(sitting);
}

#define SIT(test) cmocka_unit_test_setup_teardown(test, sitting_setup, sitting_teardown)

int main(void)
{
	const struct CMUnitTest tests[] = {
		SIT(folders_are_listed_and_scanned),
		SIT(enter_opens_and_back_returns),
		SIT(parentheses_step_through_the_calls),
		SIT(calls_that_cannot_be_opened_are_stepped_over),
		SIT(submitting_goes_on_to_the_next),
		SIT(after_the_last_call_the_list_returns),
		SIT(calls_that_are_done_are_passed_over),
		SIT(a_first_review_takes_ten_keys),
		SIT(calls_that_are_known_are_listed),
		SIT(a_folder_is_added_by_name),
		SIT(a_pasted_folder_is_added),
		SIT(the_card_for_new_reviews_is_chosen),
		SIT(help_explains_each_place),
	};
	return cmocka_run_group_tests_name("app_calls", tests, NULL, NULL);
}
