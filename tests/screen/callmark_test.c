/* Tests of the whole program as a person sees it: it starts, marks, survives, and leaves. */
/* SPDX-License-Identifier: MIT */
#include "config.h"

#include <signal.h>
#include <stdlib.h>

#include "base/mem.h"
#include "fixture.h"
#include "screen/screen.h"
#include "testing.h"

/* A home that lasts for several runs, with a recording in it. */
struct place {
	char *home;
	char *recording;
};

static int make_place(void **state)
{
	struct place *place = mem_zalloc(1, sizeof *place);
	place->home = fixture_folder();
	place->recording = fixture_path(place->home, "call.wav");
	fixture_write_tone(place->recording, 30 * 8000);
	*state = place;
	return 0;
}

static int remove_place(void **state)
{
	struct place *place = *state;
	fixture_remove(place->home);
	free(place->recording);
	free(place);
	return 0;
}

static struct screen *open_review(struct place *place)
{
	struct screen *screen = screen_start(&(struct screen_options){
		.home = place->home, .arguments = {"--no-audio", place->recording}});
	screen_wait_text(screen, "Tenets");
	screen_wait_text(screen, "? help");
	return screen;
}

static void leave(struct screen *screen)
{
	screen_send(screen, "q");
	assert_int_equal(screen_wait_exit(screen), 0);
	assert_true(screen_is_restored(screen));
	screen_stop(screen);
}

static void without_recordings_there_are_three_choices(void **state)
{
	(void)state;
	struct screen *screen = screen_start(&(struct screen_options){0});
	screen_wait_text(screen, "Nothing to review yet.");
	screen_wait_text(screen, "Enter sample");
	screen_send(screen, "?");
	screen_wait_text(screen, "try the sample call");
	screen_send(screen, "\033");
	screen_wait_text(screen, "Enter sample");
	leave(screen);
}

static void a_dumb_terminal_is_told_what_works(void **state)
{
	(void)state;
	struct screen *screen = screen_start(&(struct screen_options){.term = "dumb", .columns = 200});
	assert_int_equal(screen_wait_exit(screen), 2);
	assert_true(screen_has_text(screen, "gaps"));
	screen_stop(screen);
}

static void every_size_survives(void **state)
{
	static const int sizes[][2] = {{5, 20}, {120, 400}, {1, 2}, {16, 60}, {40, 120}, {24, 80}};
	struct screen *screen = open_review(*state);
	for (int round = 0; round < 20; round++) {
		for (size_t i = 0; i < sizeof sizes / sizeof *sizes; i++)
			screen_resize(screen, sizes[i][0], sizes[i][1]);
		screen_send(screen, "j");
	}
	screen_wait_text(screen, "Tenets");
	screen_wait_text(screen, "? help");
	leave(screen);
}

static void a_mark_outlives_a_dropped_line(void **state)
{
	struct screen *screen = open_review(*state);
	screen_send(screen, "1");
	screen_wait_text(screen, "not met at");
	screen_wait_text(screen, "saved");
	screen_hang_up(screen);
	assert_int_equal(screen_wait_exit(screen), 0);
	screen_stop(screen);
	screen = open_review(*state);
	screen_wait_text(screen, "1 of ");
	leave(screen);
}

static void a_mark_outlives_being_killed(void **state)
{
	struct screen *screen = open_review(*state);
	screen_send(screen, "2");
	screen_wait_text(screen, "saved");
	kill(screen_get_pid(screen), SIGKILL);
	assert_int_equal(screen_wait_exit(screen), 128 + SIGKILL);
	screen_stop(screen);
	screen = open_review(*state);
	screen_wait_text(screen, "1 of ");
	leave(screen);
}

static void reports_and_pastes_never_mark(void **state)
{
	struct screen *screen = open_review(*state);
	screen_wait_text(screen, "0 of ");
	screen_send(screen, "\033[12;2R\033]11;rgb:1111/2222/3333\033\\\033[?1;2c");
	screen_send(screen, "\033[200~1 1 S y q\033[201~");
	screen_wait_text(screen, "1 1 S y q"); /* in the comment line */
	screen_send(screen, "\033");
	screen_wait_gone(screen, "1 1 S y q");
	screen_wait_text(screen, "0 of ");
	leave(screen);
}

static void a_comment_is_typed_in_utf8(void **state)
{
	struct screen *screen = open_review(*state);
	screen_send(screen, "c\xe5\xbc\xa0\xe4\xb8\x89 late\x7f\x7f\x7f\x7fok\r");
	screen_wait_text(screen, "\xe5\xbc\xa0\xe4\xb8\x89 ok");
	screen_wait_text(screen, "saved");
	leave(screen);
}

#define IN_PLACE(test) cmocka_unit_test_setup_teardown(test, make_place, remove_place)

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(without_recordings_there_are_three_choices),
		cmocka_unit_test(a_dumb_terminal_is_told_what_works),
		IN_PLACE(every_size_survives),
		IN_PLACE(a_mark_outlives_a_dropped_line),
		IN_PLACE(a_mark_outlives_being_killed),
		IN_PLACE(reports_and_pastes_never_mark),
		IN_PLACE(a_comment_is_typed_in_utf8),
	};
	return cmocka_run_group_tests_name("callmark", tests, NULL, NULL);
}
