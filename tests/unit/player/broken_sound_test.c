/* Tests of the whole of playback, with the real speaker program, on a sound system that is broken. */
/* SPDX-License-Identifier: MIT */
#include "config.h"

#include <poll.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/clock.h"
#include "fake_source.h"
#include "player/player.h"
#include "testing.h"

#define PATIENCE_NS INT64_C(40000000000)
#define RATE 8000

/* Static because cmocka's tests share them; made once by set_up. */
static char folder[] = "/tmp/callmark-broken-XXXXXX";
static char faults_path[64], log_path[64], speaker_path[512];

static int set_up(void **state)
{
	(void)state;
	const char *build = getenv("builddir");
	snprintf(speaker_path, sizeof speaker_path, "%s/tests/unit/broken_speaker",
		build ? build : ".");
	if (!mkdtemp(folder))
		return -1;
	snprintf(faults_path, sizeof faults_path, "%s/faults", folder);
	snprintf(log_path, sizeof log_path, "%s/log", folder);
	return setenv("CALLMARK_TEST_FAULTS", faults_path, 1);
}

static int tear_down(void **state)
{
	(void)state;
	unlink(faults_path);
	unlink(log_path);
	return rmdir(folder);
}

/* A player of a minute of sound whose speaker meets these faults. */
static struct player *player_with(const char *faults)
{
	FILE *file = fopen(faults_path, "w");
	assert_non_null(file);
	fputs(faults, file);
	fclose(file);
	struct player_options options = {.speaker_path = speaker_path, .log_path = log_path};
	struct player *player = player_new(&options);
	player_set_source(player, &fake_source_new(RATE, 1, 60 * RATE)->source);
	return player;
}

static struct player_state now_of(struct player *player)
{
	struct player_state state;
	player_get_state(player, clock_mono_ns(), &state);
	return state;
}

/* Waits until the state is as asked. */
static struct player_state await(
	struct player *player, bool (*is)(const struct player_state *state, int64_t frame), int64_t frame)
{
	int64_t end_ns = clock_mono_ns() + PATIENCE_NS;
	for (;;) {
		player_service(player, clock_mono_ns());
		struct player_state state = now_of(player);
		if (is(&state, frame))
			return state;
		assert_true(clock_mono_ns() < end_ns);
		struct pollfd fds[4];
		size_t n = player_get_fds(player, fds, 4);
		poll(fds, n, 10);
	}
}

static bool is_heard_behind(const struct player_state *state, int64_t frame)
{
	return state->output == PLAYER_DEVICE && !state->problem[0] && state->frame > frame;
}

static bool is_silent_behind(const struct player_state *state, int64_t frame)
{
	return state->output == PLAYER_SILENT && state->problem[0] && state->frame > frame;
}

static bool has_problem(const struct player_state *state, int64_t frame)
{
	(void)frame;
	return state->problem[0];
}

static void a_library_that_aborts_is_tried_again(void **state)
{
	(void)state;
	struct player *player = player_with("aa");
	player_seek(player, 20 * RATE);
	player_play(player);
	struct player_state heard = await(player, is_heard_behind, 20 * RATE);
	assert_true(heard.frame < 40 * RATE);
	assert_int_equal(heard.n_restarts, 2);
	player_free(player);
}

static void one_that_always_aborts_leaves_a_clock(void **state)
{
	(void)state;
	struct player *player = player_with("aaaaaaaaaaaaaaaaaaaa");
	player_play(player);
	struct player_state silent = await(player, is_silent_behind, RATE / 10);
	assert_true(silent.playing);
	assert_string_equal(silent.problem, "the sound program has ended");
	player_free(player);
}

static void one_that_hangs_is_ended(void **state)
{
	(void)state;
	struct player *player = player_with("h");
	player_seek(player, 20 * RATE);
	player_play(player);
	struct player_state silent = await(player, is_silent_behind, 20 * RATE);
	assert_string_equal(silent.problem, "the sound system does not answer");
	/* The next one takes over where the clock is. */
	struct player_state heard = await(player, is_heard_behind, silent.frame);
	assert_true(heard.frame < 50 * RATE);
	player_free(player);
}

static void one_that_fails_is_tried_again_while_time_goes_on(void **state)
{
	(void)state;
	struct player *player = player_with("f");
	player_play(player);
	struct player_state silent = await(player, is_silent_behind, 0);
	assert_string_equal(silent.problem, "the sound system did not start");
	player_free(player);
}

static void what_is_pulled_out_is_waited_for(void **state)
{
	(void)state;
	struct player *player = player_with("unnf");
	player_seek(player, 20 * RATE);
	player_play(player);
	struct player_state lost = await(player, has_problem, 0);
	assert_string_equal(lost.problem, "the sound device went away, trying again");
	assert_true(lost.playing);
	/* 0.2 s were taken, and at most a ring of 0.7 s was announced behind them. */
	assert_in_range(lost.frame, 20 * RATE, 21 * RATE);
	struct player_state heard = await(player, is_heard_behind, lost.frame);
	assert_true(heard.frame < 30 * RATE);
	assert_int_equal(heard.n_restarts, 0);
	player_free(player);
}

static void one_that_nothing_listens_to_is_left(void **state)
{
	(void)state;
	struct player *player = player_with("r");
	player_play(player);
	struct player_state silent = await(player, is_silent_behind, RATE / 10);
	assert_string_equal(
		silent.problem, "the sound device runs too fast, nothing listens to it");
	assert_true(silent.frame < 30 * RATE);
	player_free(player);
}

static void one_that_takes_nothing_is_opened_anew(void **state)
{
	(void)state;
	struct player *player = player_with("s");
	player_play(player);
	struct player_state heard = await(player, is_heard_behind, RATE);
	assert_true(heard.frame < 30 * RATE);
	player_free(player);
}

static bool has_devices(const struct player_state *state, int64_t frame)
{
	(void)frame;
	return state->playing;
}

static void devices_are_those_of_the_library(void **state)
{
	(void)state;
	const struct player_device *devices;
	size_t n;
	struct player *player = player_with("");
	player_ask_devices(player);
	while (!player_get_devices(player, &devices, &n)) {
		struct pollfd fd;
		player_get_fds(player, &fd, 1);
		assert_int_equal(poll(&fd, 1, 20000), 1);
		player_service(player, clock_mono_ns());
	}
	assert_int_equal(n, 2);
	assert_string_equal(devices[0].name, "fake card");
	assert_string_equal(devices[1].system, "fake system");
	assert_true(devices[0].is_default);
	player_play(player);
	await(player, has_devices, 0);
	player_set_output(player, false, "HEADSET", 0);
	struct player_state heard;
	do
		heard = await(player, is_heard_behind, 0);
	while (strcmp(heard.device, "fake headset") != 0);
	player_free(player);
}

/* Whatever it says on standard error goes to the log, never to the screen. */
static void its_words_go_to_the_log(void **state)
{
	(void)state;
	struct player *player = player_with("");
	await(player, is_heard_behind, -1);
	player_free(player);
	FILE *log = fopen(log_path, "r");
	assert_non_null(log);
	char line[128];
	assert_non_null(fgets(line, sizeof line, log));
	assert_non_null(strstr(line, "ALSA lib"));
	fclose(log);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_library_that_aborts_is_tried_again),
		cmocka_unit_test(one_that_always_aborts_leaves_a_clock),
		cmocka_unit_test(one_that_hangs_is_ended),
		cmocka_unit_test(one_that_fails_is_tried_again_while_time_goes_on),
		cmocka_unit_test(what_is_pulled_out_is_waited_for),
		cmocka_unit_test(one_that_nothing_listens_to_is_left),
		cmocka_unit_test(one_that_takes_nothing_is_opened_anew),
		cmocka_unit_test(devices_are_those_of_the_library),
		cmocka_unit_test(its_words_go_to_the_log),
	};
	return cmocka_run_group_tests_name("broken sound", tests, set_up, tear_down);
}
