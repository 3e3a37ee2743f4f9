/* Tests of recordings that cannot be used, or that change while they are open. */
/* SPDX-License-Identifier: MIT */
#include "config.h"

#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "fixture.h"
#include "screen/sitting.h"
#include "testing.h"

#define CONTROL_C "\003"
#define END "\033[F"

/* Refused before there is a screen: status, and one line that names the file and says why. */
static void expect_refusal(struct sitting *sitting, const char *path, int status, const char *why)
{
	sitting_start_bound(sitting, (struct screen_options){
		.columns = 300, .arguments = {"--no-audio", path}});
	assert_int_equal(screen_wait_exit(sitting->screen), status);
	const char *raw = screen_get_raw(sitting->screen);
	if (strncmp(raw, "callmark: ", 10) != 0 || !strstr(raw, path) || !strstr(raw, why) ||
		strchr(raw, '\n') != raw + strlen(raw) - 1)
		fail_msg("not the one line expected of '%s': %s", why, raw);
	screen_stop(sitting->screen);
	sitting->screen = NULL;
}

static void what_is_no_recording_is_refused(void **state)
{
	struct sitting *sitting = *state;
	char *path = fixture_path(sitting->home, "call.wav");
	expect_refusal(sitting, path, 1, "No such file");
	fixture_write(path, "", 0);
	expect_refusal(sitting, path, 1, "empty");
	fixture_write(path, "RIFF\xff\xff\xff\xffWAVEfmt \xff\xff\xff\xff", 20);
	expect_refusal(sitting, path, 1, "");
	chmod(path, 0);
	expect_refusal(sitting, path, 1, "Permission denied");
	unlink(path);
	assert_int_equal(mkfifo(path, 0600), 0);
	expect_refusal(sitting, path, 1, "pipe");
	unlink(path);
	mkdir(path, 0700);
	expect_refusal(sitting, path, 3, "no recordings");
	expect_refusal(sitting, "/dev/null", 1, "device");
	free(path);
}

/* A file of random bytes, a hundred times another, behind each beginning that a format is known by. */
static void hostile_files_are_refused(void **state)
{
	static const char *const starts[] = {
		"RIFF", "OggS", "fLaC", "ID3", "\xff\xfb\x90", "caff", ".snd", "FORM"};
	struct sitting *sitting = *state;
	char *path = fixture_path(sitting->home, "call.wav");
	unsigned char bytes[512];
	uint32_t random = 1;
	for (size_t i = 0; i < sizeof starts / sizeof *starts; i++) {
		for (size_t k = 0; k < sizeof bytes; k++)
			bytes[k] = (unsigned char)((random = random * 1664525 + 1013904223) >> 24);
		memcpy(bytes, starts[i], strlen(starts[i]));
		fixture_write(path, bytes, sizeof bytes);
		sitting_start(sitting, (struct screen_options){
			.columns = 300, .arguments = {"--no-audio", path}});
		screen_send(sitting->screen, "q"); /* should it open after all */
		int status = screen_wait_exit(sitting->screen);
		assert_true(status == 0 || status == 1);
		assert_true(screen_is_restored(sitting->screen));
		screen_stop(sitting->screen);
		sitting->screen = NULL;
	}
	free(path);
}

static void one_bad_file_leaves_the_others(void **state)
{
	struct sitting *sitting = *state;
	char *good = sitting_make_call(sitting, "good.wav", 125);
	char *missing = fixture_path(sitting->home, "missing.wav");
	char *broken = fixture_path(sitting->home, "broken.wav");
	fixture_write(broken, "nonsense", 8);
	sitting_start(sitting, (struct screen_options){.columns = 200,
		.arguments = {"--no-audio", missing, broken, good}});
	screen_wait_text(sitting->screen, "3 calls");
	screen_wait_text(sitting->screen, "No such file");
	screen_wait_text(sitting->screen, "2:05");
	sitting_type(sitting, "\r", "missing.wav'");
	sitting_type(sitting, "j\r", "broken.wav'");
	sitting_type(sitting, "j\r", " > ");
	sitting_type(sitting, "q", "3 calls");
	sitting_leave(sitting);
	free(good);
	free(missing);
	free(broken);
}

static void a_recorder_that_died_left_something(void **state)
{
	struct sitting *sitting = *state;
	char *path = sitting_make_call(sitting, "call.wav", 20);
	assert_int_equal(truncate(path, 44 + 10 * 16000), 0); /* half of what the header says */
	sitting_review_paused(sitting, path);
	sitting_type(sitting, END, "|| 0:10.0 / 0:10");
	sitting_type(sitting, "2", "Item 1 met at 0:10");
	sitting_leave(sitting);
	free(path);
}

static void a_recording_that_vanishes_is_heard_to_its_end(void **state)
{
	struct sitting *sitting = *state;
	char *path = sitting_make_call(sitting, "call.wav", 20);
	sitting_review_paused(sitting, path);
	screen_wait_text(sitting->screen, "gaps >3s  1/1");
	sitting_wait_analysed(sitting, "not met: ");
	assert_int_equal(unlink(path), 0);
	sitting_type(sitting, "2", "Item 1 met");
	sitting_type(sitting, END ",", "|| 0:19.0");
	sitting_type(sitting, " ", "|| 0:20.0");
	sitting_type(sitting, "1", "Item 2 not met");
	sitting_leave(sitting);
	expect_refusal(sitting, path, 1, "No such file");
	/* The same sound somewhere else has its marks back. */
	free(path);
	path = sitting_make_call(sitting, "elsewhere.wav", 20);
	sitting_review_paused(sitting, path);
	screen_wait_text(sitting->screen, "2 of 5");
	sitting_leave(sitting);
	free(path);
}

static void a_recording_cut_while_open_harms_nothing(void **state)
{
	struct sitting *sitting = *state;
	char *path = sitting_make_call(sitting, "call.wav", 600);
	sitting_review(sitting, path);
	/* How long the recording is must be known before, or the seeks below end where it was cut. */
	screen_wait_text(sitting->screen, "gaps >3s  1/1");
	sitting_wait_analysed(sitting, "not met: ");
	assert_int_equal(truncate(path, 44), 0);
	screen_send(sitting->screen, ">l");
	sitting_wait_place(sitting, " >", 350);
	sitting_type(sitting, CONTROL_C, "|| ");
	sitting_type(sitting, "2", "Item 1 met");
	sitting_type(sitting, "cgone\r", "Comment of item 2 saved");
	sitting_leave(sitting);
	expect_refusal(sitting, path, 1, "");
	sitting_expect_sound_database(sitting);
	free(path);
}

#define SIT(test) cmocka_unit_test_setup_teardown(test, sitting_setup, sitting_teardown)

int main(void)
{
	const struct CMUnitTest tests[] = {
		SIT(what_is_no_recording_is_refused),
		SIT(hostile_files_are_refused),
		SIT(one_bad_file_leaves_the_others),
		SIT(a_recorder_that_died_left_something),
		SIT(a_recording_that_vanishes_is_heard_to_its_end),
		SIT(a_recording_cut_while_open_harms_nothing),
	};
	return cmocka_run_group_tests_name("app_recordings", tests, NULL, NULL);
}
