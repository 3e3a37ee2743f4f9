/* Tests of a review without sound: no speaker, one that dies, one that hangs, no device. */
/* SPDX-License-Identifier: MIT */
#include "config.h"

#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "fixture.h"
#include "screen/sitting.h"
#include "testing.h"

/* With sound wanted, from this speaker; path is a program. */
static void start_with_speaker(struct sitting *sitting, const char *speaker)
{
	char variable[4096];
	snprintf(variable, sizeof variable, "CALLMARK_SPEAKER=%s", speaker);
	sitting_start(sitting, (struct screen_options){.columns = 160, .env = {variable},
		.arguments = {"--card", "short", sitting->sample}});
	screen_wait_text(sitting->screen, "Short v1");
}

static void expect_a_review(struct sitting *sitting)
{
	screen_wait_text(sitting->screen, " > ");
	sitting_play_and_mark(sitting);
}

static char *make_script(struct sitting *sitting, const char *body)
{
	char *path = fixture_path(sitting->home, "speaker");
	fixture_write(path, body, strlen(body));
	chmod(path, 0700);
	return path;
}

static void a_missing_speaker_is_named(void **state)
{
	struct sitting *sitting = *state;
	start_with_speaker(sitting, "/no/such/speaker");
	screen_wait_text(sitting->screen, "/no/such/speaker");
	expect_a_review(sitting);
}

static void a_speaker_that_dies_at_once_is_told(void **state)
{
	struct sitting *sitting = *state;
	char *script = make_script(sitting, "#!/bin/sh\necho NOISE\necho NOISE >&2\nexit 1\n");
	start_with_speaker(sitting, script);
	screen_wait_text(sitting->screen, "the sound program has ended");
	assert_null(strstr(screen_get_raw(sitting->screen), "NOISE"));
	expect_a_review(sitting);
	free(script);
}

/* Whether a process was begun with this in its environment; one that has ended has none. */
static bool has_variable(const char *pid, const char *variable)
{
	char path[300], text[16384];
	snprintf(path, sizeof path, "/proc/%s/environ", pid);
	FILE *file = fopen(path, "r");
	size_t n = file ? fread(text, 1, sizeof text, file) : 0;
	if (file)
		fclose(file);
	return memmem(text, n, variable, strlen(variable) + 1) != NULL;
}

/* callmark and what it has started. */
static int count_processes(const struct sitting *sitting)
{
	char variable[4096];
	int n = 0;
	snprintf(variable, sizeof variable, "HOME=%s", sitting->home);
	DIR *dir = opendir("/proc");
	assert_non_null(dir);
	for (struct dirent *entry; (entry = readdir(dir));)
		n += entry->d_name[0] >= '1' && entry->d_name[0] <= '9' &&
		     has_variable(entry->d_name, variable);
	closedir(dir);
	return n;
}

static void a_speaker_that_hangs_is_killed(void **state)
{
	struct sitting *sitting = *state;
	char *script = make_script(sitting, "#!/bin/sh\nexec sleep 1000\n");
	start_with_speaker(sitting, script);
	screen_wait_text(sitting->screen, "does not answer");
	expect_a_review(sitting);
	assert_int_equal(count_processes(sitting), 0);
	free(script);
}

static void without_a_device_time_goes_on(void **state)
{
	struct sitting *sitting = *state;
	char *empty = fixture_path(sitting->home, "asound.conf"), variable[4096];
	fixture_write(empty, "", 0);
	snprintf(variable, sizeof variable, "ALSA_CONFIG_PATH=%s", empty);
	sitting_start(sitting, (struct screen_options){.columns = 160,
		.env = {variable, "PULSE_SERVER=unix:/no/such/socket"},
		.arguments = {"--card", "short", sitting->sample}});
	screen_wait_text(sitting->screen, "Short v1");
	expect_a_review(sitting);
	free(empty);
}

static void over_ssh_the_servers_loudspeaker_stays_silent(void **state)
{
	struct sitting *sitting = *state;
	sitting_start(sitting, (struct screen_options){.columns = 160,
		.env = {"SSH_CONNECTION=192.0.2.1 1 192.0.2.2 22", "CALLMARK_SPEAKER=/no/such/speaker"},
		.arguments = {"--card", "short", sitting->sample}});
	screen_wait_text(sitting->screen, "no sound");
	assert_false(screen_has_text(sitting->screen, "/no/such/speaker"));
	expect_a_review(sitting);
}

#define SIT(test) cmocka_unit_test_setup_teardown(test, sitting_setup, sitting_teardown)

int main(void)
{
	const struct CMUnitTest tests[] = {
		SIT(a_missing_speaker_is_named),
		SIT(a_speaker_that_dies_at_once_is_told),
		SIT(a_speaker_that_hangs_is_killed),
		SIT(without_a_device_time_goes_on),
		SIT(over_ssh_the_servers_loudspeaker_stays_silent),
	};
	return cmocka_run_group_tests_name("app_speaker", tests, NULL, NULL);
}
