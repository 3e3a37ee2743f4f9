/* Tests of sound over ssh: a screen here, a speaker there, and a line between them that is cut. The
 * ssh is a script that runs the command at once. */
/* SPDX-License-Identifier: MIT */
#include "config.h"

#include <dirent.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/str.h"
#include "fixture.h"
#include "player/player.h"
#include "screen/sitting.h"
#include "testing.h"

#define CONTROL_C "\003"
#define SSH "SSH_CONNECTION=192.0.2.1 1 192.0.2.2 22"

/* It waits while there is a file "cut", says who it is, and becomes the command that ends its line.
 */
static void make_ssh(struct sitting *sitting)
{
	struct str script = {0};
	char *folder = fixture_path(sitting->home, "bin"), *path = fixture_path(folder, "ssh");
	str_addf(&script,
		"#!/bin/sh\n"
		"HOME=%s XDG_RUNTIME_DIR=%s/runtime TMPDIR=%s\nexport HOME XDG_RUNTIME_DIR TMPDIR\n"
		"while [ -e \"$HOME/cut\" ]; do sleep 0.05; done\n"
		"echo $$ >\"$HOME/pid.new\" && mv \"$HOME/pid.new\" \"$HOME/pid\"\n"
		"for word; do command=$word; done\nexec $command\n",
		sitting->home, sitting->home, sitting->home);
	mkdir(folder, 0700);
	fixture_write(path, script.text, script.n_bytes);
	chmod(path, 0700);
	free(path);
	free(folder);
	str_release(&script);
}

static int set_up(void **state)
{
	sitting_setup(state);
	make_ssh(*state);
	return 0;
}

/* callmark speaker on a terminal of its own, in a home of its own, without a device. */
static struct screen *start_speaker(const struct sitting *sitting)
{
	const char *builddir = getenv("builddir");
	struct str path = {0}, program = {0};
	str_addf(&path, "PATH=%s/bin:%s", sitting->home, getenv("PATH"));
	str_addf(&program, "remote-program=%s/src/callmark", builddir ? builddir : ".");
	struct screen *screen = screen_start(&(struct screen_options){.columns = 160,
		.env = {str_get(&path)},
		.arguments = {"--no-audio", "-o", str_get(&program), "speaker", "qa7"}});
	str_release(&path);
	str_release(&program);
	return screen;
}

static void start_review(struct sitting *sitting)
{
	sitting_start(sitting, (struct screen_options){.columns = 160,
				       .env = {SSH},
				       .arguments = {"--card", "short", sitting->sample}});
	screen_wait_text(sitting->screen, "Short v1");
}

static char *home_file(const struct sitting *sitting, const char *name)
{
	return fixture_path(sitting->home, name);
}

static void cut_line(struct sitting *sitting)
{
	char *cut = home_file(sitting, "cut"), *note = home_file(sitting, "pid");
	int pid = 0;
	fixture_write(cut, "", 0);
	FILE *file = fopen(note, "r");
	assert_non_null(file);
	assert_int_equal(fscanf(file, "%d", &pid), 1);
	fclose(file);
	assert_int_equal(kill(pid, SIGKILL), 0);
	free(cut);
	free(note);
}

static void mend_line(struct sitting *sitting)
{
	char *cut = home_file(sitting, "cut");
	unlink(cut);
	free(cut);
}

static void end_speaker(struct screen *speaker)
{
	screen_send(speaker, CONTROL_C);
	assert_int_equal(screen_wait_exit(speaker), 0);
	screen_stop(speaker);
}

/* Tenths of a second, of the transport line. */
static int place_on(struct screen *screen)
{
	int column, minutes, seconds, tenths;
	char *dump = screen_dump(screen);
	const char *at = strstr(dump, " > ");
	column = at ? sscanf(at, " > %d:%d.%d", &minutes, &seconds, &tenths) : 0;
	free(dump);
	assert_int_equal(column, 3);
	return (minutes * 60 + seconds) * 10 + tenths;
}

static void sound_is_at_the_other_end(void **state)
{
	struct sitting *sitting = *state;
	start_review(sitting);
	screen_wait_text(sitting->screen, "callmark speaker HOST");
	struct screen *speaker = start_speaker(sitting);
	screen_wait_text(speaker, "qa7: attached");
	screen_wait_text(sitting->screen, "remote ");
	screen_wait_gone(sitting->screen, "callmark speaker HOST");
	sitting_play_and_mark(sitting);
	end_speaker(speaker);
}

/* Through relay and speaker; without Opus in the program it goes on exactly. */
static void sound_goes_as_opus_and_back(void **state)
{
	struct sitting *sitting = *state;
	const char *opus = player_get_opus();
	start_review(sitting);
	struct screen *speaker = start_speaker(sitting);
	screen_wait_text(sitting->screen, "remote ");
	sitting_type(sitting, ":set remote-sound=opus\r", opus ? " ms opus" : "remote ");
	screen_send(sitting->screen, ":set remote-sound=exact\r");
	screen_wait_gone(sitting->screen, " ms opus");
	sitting_type(sitting, ":set remote-sound=opus\r", opus ? " ms opus" : "remote ");
	sitting_play_and_mark(sitting);
	end_speaker(speaker);
}

static void one_speaker_serves_one_sitting_after_another(void **state)
{
	struct sitting *sitting = *state;
	struct screen *speaker = start_speaker(sitting);
	screen_wait_text(speaker, "waiting until callmark plays something there");
	for (int i = 0; i < 2; i++) {
		start_review(sitting);
		screen_wait_text(sitting->screen, "remote ");
		screen_wait_text(speaker, "qa7: attached");
		sitting_leave(sitting);
		screen_wait_text(speaker, "waiting until callmark plays something there");
	}
	end_speaker(speaker);
}

static void a_cut_line_loses_neither_place_nor_mark(void **state)
{
	struct sitting *sitting = *state;
	start_review(sitting);
	struct screen *speaker = start_speaker(sitting);
	screen_wait_text(sitting->screen, "remote ");
	screen_wait_text(sitting->screen, " > 0:02");
	cut_line(sitting);
	screen_wait_text(sitting->screen, "the speaker has left, playback waits for it");
	int place = place_on(sitting->screen);
	sitting_type(sitting, "2", "Item 1 met at 0:0");
	screen_wait_text(sitting->screen, "saved");
	screen_wait_text(speaker, "qa7: the line is cut");
	assert_int_equal(place_on(sitting->screen), place);
	mend_line(sitting);
	screen_wait_text(sitting->screen, "remote ");
	assert_in_range(place_on(sitting->screen), place, place + 20);
	screen_wait_text(sitting->screen, " > 0:05");
	sitting_leave(sitting);
	end_speaker(speaker);
	char *marks = sitting_read_marks(sitting, sitting->sample);
	assert_non_null(strstr(marks, "1=2@"));
	free(marks);
}

static void the_newest_speaker_takes_over(void **state)
{
	struct sitting *sitting = *state;
	start_review(sitting);
	struct screen *first = start_speaker(sitting);
	screen_wait_text(sitting->screen, "remote ");
	struct screen *second = start_speaker(sitting);
	screen_wait_text(first, "another speaker has taken over");
	assert_int_equal(screen_wait_exit(first), 0);
	screen_stop(first);
	screen_wait_text(second, "qa7: attached");
	screen_wait_text(sitting->screen, "remote ");
	sitting_leave(sitting);
	end_speaker(second);
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
	struct screen *speaker = start_speaker(sitting);
	screen_wait_text(sitting->screen, "remote ");
	screen_wait_text(sitting->screen, " > 0:02");
	expect_no_file(screen_get_home(speaker));
	sitting_leave(sitting);
	end_speaker(speaker);
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
