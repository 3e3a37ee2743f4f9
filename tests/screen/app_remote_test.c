/* Tests of sound over ssh: a screen here, a speaker there, and a line between them that is cut. */
/* SPDX-License-Identifier: MIT */
#include "config.h"

#include <dirent.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "base/clock.h"
#include "fixture.h"
#include "player/player.h"
#include "screen/far.h"
#include "screen/sitting.h"
#include "testing.h"

static int set_up(void **state)
{
	sitting_setup(state);
	far_make_ssh(*state);
	return 0;
}

static void start_review_of(struct sitting *sitting, const char *path)
{
	sitting_start(sitting, (struct screen_options){.columns = 160,
				       .env = {FAR_SSH},
				       .arguments = {"--card", "short", path}});
	screen_wait_text(sitting->screen, "Short v1");
}

static void start_review(struct sitting *sitting)
{
	start_review_of(sitting, sitting->sample);
}

static void sound_is_at_the_other_end(void **state)
{
	struct sitting *sitting = *state;
	start_review(sitting);
	screen_wait_text(sitting->screen, "callmark speaker HOST");
	struct screen *speaker = far_start_speaker(sitting, NULL);
	screen_wait_text(speaker, "qa7: attached");
	screen_wait_text(sitting->screen, "remote ");
	screen_wait_gone(sitting->screen, "callmark speaker HOST");
	sitting_play_and_mark(sitting);
	far_end_speaker(speaker);
}

/* Through relay and speaker; without Opus in the program it goes on exactly. */
static void sound_goes_as_opus_and_back(void **state)
{
	struct sitting *sitting = *state;
	const char *opus = player_get_opus();
	start_review(sitting);
	struct screen *speaker = far_start_speaker(sitting, NULL);
	screen_wait_text(sitting->screen, "remote ");
	sitting_type(sitting, ":set remote-sound=opus\r", opus ? " ms opus" : "remote ");
	screen_send(sitting->screen, ":set remote-sound=exact\r");
	screen_wait_gone(sitting->screen, " ms opus");
	sitting_type(sitting, ":set remote-sound=opus\r", opus ? " ms opus" : "remote ");
	sitting_play_and_mark(sitting);
	far_end_speaker(speaker);
}

static void one_speaker_serves_one_sitting_after_another(void **state)
{
	struct sitting *sitting = *state;
	struct screen *speaker = far_start_speaker(sitting, NULL);
	screen_wait_text(speaker, "waiting until callmark plays something there");
	for (int i = 0; i < 2; i++) {
		start_review(sitting);
		screen_wait_text(sitting->screen, "remote ");
		screen_wait_text(speaker, "qa7: attached");
		sitting_leave(sitting);
		screen_wait_text(speaker, "waiting until callmark plays something there");
	}
	far_end_speaker(speaker);
}

static void a_cut_line_loses_neither_place_nor_mark(void **state)
{
	struct sitting *sitting = *state;
	char *call = sitting_make_long_call(sitting, "call.wav");
	start_review_of(sitting, call);
	struct screen *speaker = far_start_speaker(sitting, NULL);
	screen_wait_text(sitting->screen, "remote ");
	screen_send(sitting->screen, "@30:00\r");
	sitting_wait_place(sitting, " >", 18020);
	far_cut_line(sitting);
	screen_wait_text(sitting->screen, "the speaker has left, playback waits for it");
	int place = sitting_get_place(sitting, " >");
	sitting_type(sitting, "2", "Item 1 met at ");
	screen_wait_text(sitting->screen, "saved");
	screen_wait_text(speaker, "qa7: the line is cut");
	assert_int_equal(sitting_get_place(sitting, " >"), place);
	int64_t mended_ns = clock_mono_ns();
	far_mend_line(sitting);
	screen_wait_text(sitting->screen, "remote ");
	/* From the same place on: it is no further than time has gone since, and what a held-up answer
	 * makes of the distance. */
	int next = sitting_wait_place(sitting, " >", place + 10);
	assert_in_range(next, place, place + (clock_mono_ns() - mended_ns) / 100000000 + 100);
	sitting_leave(sitting);
	far_end_speaker(speaker);
	char *marks = sitting_read_marks(sitting, call);
	assert_non_null(strstr(marks, "1=2@"));
	free(marks);
	free(call);
}

static void the_newest_speaker_takes_over(void **state)
{
	struct sitting *sitting = *state;
	start_review(sitting);
	struct screen *first = far_start_speaker(sitting, NULL);
	screen_wait_text(sitting->screen, "remote ");
	struct screen *second = far_start_speaker(sitting, NULL);
	screen_wait_text(first, "another speaker has taken over");
	assert_int_equal(screen_wait_exit(first), 0);
	screen_stop(first);
	screen_wait_text(second, "qa7: attached");
	screen_wait_text(sitting->screen, "remote ");
	sitting_leave(sitting);
	far_end_speaker(second);
}

/* No file anywhere below: only folders. */
static void expect_no_file(const char *folder)
{
	DIR *dir = opendir(folder);
	assert_non_null(dir);
	for (struct dirent *entry; (entry = readdir(dir));) {
		char *path = fixture_path(folder, entry->d_name);
		struct stat status;
		assert_int_equal(lstat(path, &status), 0);
		if (!S_ISDIR(status.st_mode))
			fail_msg("'%s' was left", path);
		if (strcmp(entry->d_name, ".") != 0 && strcmp(entry->d_name, "..") != 0)
			expect_no_file(path);
		free(path);
	}
	closedir(dir);
}

static void nothing_is_left_where_the_speaker_was(void **state)
{
	struct sitting *sitting = *state;
	start_review(sitting);
	struct screen *speaker = far_start_speaker(sitting, NULL);
	screen_wait_text(sitting->screen, "remote ");
	sitting_wait_place(sitting, " >", 20);
	expect_no_file(screen_get_home(speaker));
	sitting_leave(sitting);
	far_end_speaker(speaker);
}

#define SIT(test) cmocka_unit_test_setup_teardown(test, set_up, sitting_teardown)

int main(void)
{
	const struct CMUnitTest tests[] = {
		SIT(sound_is_at_the_other_end),
		SIT(sound_goes_as_opus_and_back),
		SIT(one_speaker_serves_one_sitting_after_another),
		SIT(a_cut_line_loses_neither_place_nor_mark),
		SIT(the_newest_speaker_takes_over),
		SIT(nothing_is_left_where_the_speaker_was),
	};
	return cmocka_run_group_tests_name("app_remote", tests, NULL, NULL);
}
