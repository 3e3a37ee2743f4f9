/* Tests of the device while it plays: others chosen, one that went away, a machine that slept. */
/* SPDX-License-Identifier: MIT */
#include "config.h"

#include <sched.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/clock.h"
#include "speaker/defaults.h"
#include "speaker/output.h"
#include "speaker/peer.h"
#include "speaker/producer.h"
#include "testing.h"

#define S INT64_C(1000000000)
#define HOLDS ((struct speaker_times){.close_after_ms = 30000, .hold_ms = 60000})

static struct peer *start(struct fault_plan plan)
{
	struct peer *peer = peer_new_with(plan, HOLDS);
	peer_greet(peer, false);
	return peer;
}

static void finish(struct peer *peer)
{
	struct err err;
	assert_true(peer_free(peer, &err));
}

static struct wire_run wait_moving_run(struct peer *peer)
{
	struct wire_run run;
	do
		run = peer_wait(peer, WIRE_RUN).run;
	while (run.epoch != peer->epoch || run.slope_mhz == 0);
	return run;
}

static void set_up(struct peer *peer, const char *name, int latency_ms)
{
	struct wire_message message = {WIRE_SETUP, .setup = {.latency_ms = (uint32_t)latency_ms}};
	strcpy(message.setup.device, name);
	peer_send(peer, &message);
}

/* The latency of the former one may be said once more. */
static void wait_device_named(struct peer *peer, const char *name)
{
	struct wire_device device;
	do
		device = peer_wait_device(peer, WIRE_DEVICE_OPEN);
	while (strcmp(device.name, name) != 0);
}

static void another_device_plays_on(void **state)
{
	(void)state;
	struct peer *peer = start((struct fault_plan){0});
	peer_open(peer, 8000, 1, 80000);
	peer_wait_device(peer, WIRE_DEVICE_OPEN);
	peer_command(peer, WIRE_PLAY);
	int64_t frame = wait_moving_run(peer).frame;
	set_up(peer, "other", 120);
	wait_device_named(peer, "other");
	assert_int_equal(peer->device.latency_ms, 120);
	struct wire_run run = wait_moving_run(peer);
	assert_in_range(run.frame, frame, 79000);
	assert_int_equal(peer->device.n_streams, 2);
	set_up(peer, "other", 120); /* no news */
	set_up(peer, "nowhere", 120);
	assert_int_equal(peer_wait_device(peer, WIRE_DEVICE_SILENT).problem, WIRE_PROBLEM_NO_SUCH);
	assert_int_equal(peer->device.n_streams, 2);
	set_up(peer, "", 50);
	wait_device_named(peer, "stand-in");
	assert_true(wait_moving_run(peer).frame >= run.frame);
	finish(peer);
}

/* A device that is unplugged while it plays; returns where it waits for it to come back. */
static struct wire_run play_until_it_is_gone(struct peer *peer)
{
	peer_open(peer, 8000, 1, 80000);
	peer_command(peer, WIRE_PLAY);
	int64_t before = wait_moving_run(peer).frame;
	fault_device_unplug(&peer->device);
	struct wire_device device;
	do
		device = peer_wait_device(peer, WIRE_DEVICE_CLOSED);
	while (device.problem == WIRE_OK);
	assert_int_equal(device.problem, WIRE_PROBLEM_LOST);
	struct wire_run stands = peer_wait(peer, WIRE_RUN).run;
	assert_int_equal(stands.slope_mhz, 0);
	assert_in_range(stands.frame, before, 79000);
	return stands;
}

static void a_device_that_went_away_is_waited_for(void **state)
{
	(void)state;
	struct peer *peer = start(
		(struct fault_plan){.no_device = true, .n_good_inits = 1, .n_bad_inits = 3});
	struct wire_run stands = play_until_it_is_gone(peer);
	peer_wait_device(peer, WIRE_DEVICE_OPEN);
	struct wire_run run = wait_moving_run(peer);
	assert_int_equal(run.frame, stands.frame);
	assert_int_equal(peer->device.n_inits, 4);
	finish(peer);
}

static void who_waits_may_pause_and_seek(void **state)
{
	(void)state;
	struct peer *peer = start((struct fault_plan){.no_device = true, .n_good_inits = 1});
	struct wire_run stands = play_until_it_is_gone(peer);
	peer_command(peer, WIRE_PAUSE);
	assert_int_equal(peer_wait(peer, WIRE_STOPPED).stopped.frame, stands.frame);
	peer_seek(peer, 70000, false);
	assert_int_equal(peer_wait(peer, WIRE_STOPPED).stopped.frame, 70000);
	/* Who wants to hear it all the same asks for the device now. */
	peer_command(peer, WIRE_PLAY);
	assert_int_equal(
		peer_wait_device(peer, WIRE_DEVICE_SILENT).problem, WIRE_PROBLEM_NO_DEVICE);
	assert_true(wait_moving_run(peer).frame >= 70000);
	finish(peer);
}

static void devices_are_listed(void **state)
{
	(void)state;
	struct peer *peer = start((struct fault_plan){0});
	peer_command(peer, WIRE_LIST_DEVICES);
	struct wire_found first = peer_wait(peer, WIRE_FOUND).found;
	struct wire_found second = peer_wait(peer, WIRE_FOUND).found;
	assert_int_equal(first.n_devices, 2);
	assert_int_equal(first.number, 0);
	assert_string_equal(first.name, "stand-in");
	assert_string_equal(first.system, "tests");
	assert_true(first.is_default);
	assert_int_equal(second.number, 1);
	assert_int_equal(second.rate_hz, 8000);
	assert_int_equal(second.channels, 1);
	/* What plays is not disturbed. */
	peer_open(peer, 8000, 1, 80000);
	peer_command(peer, WIRE_PLAY);
	wait_moving_run(peer);
	int n_quits = peer->device.n_quits;
	peer_command(peer, WIRE_LIST_DEVICES);
	assert_int_equal(peer_wait(peer, WIRE_FOUND).found.n_devices, 2);
	assert_int_equal(peer->device.n_quits, n_quits);
	finish(peer);
}

static void there_may_be_no_devices(void **state)
{
	(void)state;
	struct peer *peer = start((struct fault_plan){.no_device = true});
	peer_command(peer, WIRE_LIST_DEVICES);
	assert_int_equal(peer_wait(peer, WIRE_FOUND).found.n_devices, 0);
	finish(peer);
}

static void a_tone_needs_no_content(void **state)
{
	(void)state;
	struct peer *peer = start((struct fault_plan){0});
	peer_send(peer, &(struct wire_message){WIRE_TONE, .tone = {500, 440}});
	peer_wait_device(peer, WIRE_DEVICE_OPEN);
	peer_open(peer, 8000, 1, 2000);
	peer_command(peer, WIRE_PLAY);
	assert_int_equal(peer_wait(peer, WIRE_ENDED).stopped.frame, 2000);
	finish(peer);
}

/* An output by itself, so that the test is the clock. */
struct alone {
	struct fault_device device;
	struct mixer mixer;
	struct producer producer;
	struct output output;
	int64_t stands_at;
};

static void nothing(void *context)
{
	(void)context;
}

static int64_t at_77(void *context)
{
	(void)context;
	return 77;
}

static void not_heeded(void *context, const struct wire_device *said)
{
	(void)context;
	(void)said;
}

static void note_stand(void *context, int64_t frame)
{
	((struct alone *)context)->stands_at = frame;
}

static void alone_init(struct alone *alone, struct fault_plan plan)
{
	memset(alone, 0, sizeof *alone);
	fault_device_init(&alone->device, plan);
	alone->mixer.wake_main = alone->mixer.wake_producer = nothing;
	producer_init(&alone->producer, &alone->mixer);
	producer_open(&alone->producer, (struct pcm_format){8000, 1}, 1000, 1);
	alone->output = (struct output){.real = &alone->device.device,
		.producer = &alone->producer,
		.where = at_77,
		.say = not_heeded,
		.stand = note_stand,
		.context = alone,
		.hold_ns = 10 * S};
	output_init(&alone->output);
	output_open(&alone->output, (struct pcm_format){8000, 1}, 0);
}

static void alone_release(struct alone *alone)
{
	output_release(&alone->output);
	producer_release(&alone->producer);
	mixer_release(&alone->mixer);
	alone->device.device.free(&alone->device.device);
}

static void after_a_sleep_the_device_is_opened_anew(void **state)
{
	(void)state;
	struct alone alone;
	alone_init(&alone, (struct fault_plan){0});
	int64_t now_ns = alone.output.watchdog.start_ns;
	output_tick(&alone.output, now_ns, S / 2); /* no sleep, a clock set right */
	assert_int_equal(alone.device.n_streams, 1);
	output_tick(&alone.output, now_ns, 3600 * S);
	assert_int_equal(alone.device.n_streams, 2);
	assert_int_equal(alone.device.n_inits, 2);
	assert_int_equal(alone.producer.target, 77);
	output_tick(&alone.output, now_ns, 3600 * S);
	assert_int_equal(alone.device.n_streams, 2);
	alone_release(&alone);
}

/* Looks at a stream in these tenths of a second after it began: as often as a speaker does. */
static void watch(struct alone *alone, int first, int last)
{
	int64_t start_ns = alone->output.watchdog.start_ns;
	for (int i = first; i <= last; i++)
		output_tick(&alone->output, start_ns + i * S / 10, 0);
}

static void a_stalled_device_is_opened_again_once(void **state)
{
	(void)state;
	struct alone alone;
	alone_init(&alone, (struct fault_plan){.stall_after = 4800});
	watch(&alone, 1, 9);
	assert_int_equal(alone.device.n_streams, 1);
	watch(&alone, 10, 10);
	assert_int_equal(alone.device.n_streams, 2);
	assert_int_equal(alone.device.n_inits, 2);
	assert_int_equal(alone.producer.target, 77);
	alone.output.stalled_ns = alone.output.watchdog.start_ns; /* by the test's clock */
	watch(&alone, 1, 9);
	assert_ptr_equal(alone.output.current, alone.output.real);
	watch(&alone, 10, 10);
	assert_int_equal(alone.device.n_streams, 2);
	assert_ptr_equal(alone.output.current, alone.output.silent);
	assert_int_equal(alone.output.said.problem, WIRE_PROBLEM_STALLED);
	assert_int_equal(alone.producer.target, 77);
	alone_release(&alone);
}

static void underruns_double_the_latency(void **state)
{
	(void)state;
	struct alone alone;
	alone_init(&alone, (struct fault_plan){.underrun_after = 1});
	int64_t start_ns = alone.output.watchdog.start_ns;
	watch(&alone, 1, 9); /* its first second does not count */
	assert_int_equal(alone.device.latency_ms, 50);
	uint32_t n_before = atomic_load(&alone.mixer.n_underruns);
	while (atomic_load(&alone.mixer.n_underruns) < n_before + 2)
		sched_yield();
	output_tick(&alone.output, start_ns + 12 * S / 10, 0);
	assert_int_equal(alone.device.latency_ms, 100);
	assert_int_equal(alone.device.n_streams, 2);
	assert_ptr_equal(alone.output.current, alone.output.real);
	alone_release(&alone);
}

static void who_waits_too_long_goes_on_in_silence(void **state)
{
	(void)state;
	struct alone alone;
	alone_init(&alone, (struct fault_plan){.no_device = true, .n_good_inits = 1});
	int64_t now_ns = alone.output.watchdog.start_ns;
	output_tick(&alone.output, now_ns, 3600 * S); /* it sleeps, and the device is gone */
	assert_true(alone.output.holds);
	assert_int_equal(alone.stands_at, 77);
	assert_int_equal(alone.output.said.problem, WIRE_PROBLEM_LOST);
	for (int i = 1; i < 50; i++)
		output_tick(&alone.output, now_ns + i * S / 5, 3600 * S);
	assert_true(alone.output.holds);
	assert_in_range(alone.device.n_inits, 6, 12); /* seldom and more seldom */
	for (int i = 50; i < 100; i++)
		output_tick(&alone.output, now_ns + i * S / 5, 3600 * S);
	assert_false(alone.output.holds);
	assert_ptr_equal(alone.output.current, alone.output.silent);
	assert_int_equal(alone.producer.target, 77);
	alone_release(&alone);
}

/* There was no device when it was opened, and there is one now. */
static void missing_at_first(struct alone *alone)
{
	alone_init(alone, (struct fault_plan){.no_device = true, .n_bad_inits = 1});
	assert_ptr_equal(alone->output.current, alone->output.silent);
}

static void who_asks_for_sound_has_the_device_tried_soon(void **state)
{
	(void)state;
	struct alone alone;
	missing_at_first(&alone);
	output_tick(&alone.output, alone.output.tried_ns + S, 0);
	assert_ptr_equal(alone.output.current, alone.output.silent); /* nobody asked */
	output_hurry(&alone.output);
	output_tick(&alone.output, alone.output.tried_ns + S, 0);
	assert_ptr_equal(alone.output.current, &alone.device.device);
	assert_int_equal(alone.producer.target, 77);
	alone_release(&alone);
}

static void a_device_that_comes_late_is_found_without_asking(void **state)
{
	(void)state;
	struct alone alone;
	missing_at_first(&alone);
	output_tick(&alone.output, alone.output.tried_ns + 60 * S, 0);
	assert_ptr_equal(alone.output.current, &alone.device.device);
	alone_release(&alone);
}

static void who_hurries_is_not_held_up_by_tries(void **state)
{
	(void)state;
	struct alone alone;
	alone_init(&alone, (struct fault_plan){.no_device = true});
	int64_t now_ns = alone.output.tried_ns + S;
	for (int i = 0; i < 20; i++) {
		output_hurry(&alone.output);
		output_tick(&alone.output, now_ns + i, 0);
		alone.output.tried_ns = now_ns; /* by the test's clock */
	}
	assert_int_equal(alone.device.n_inits, 2);
	alone_release(&alone);
}

static void where_silence_is_wanted_nobody_hurries(void **state)
{
	(void)state;
	struct alone alone;
	missing_at_first(&alone);
	output_setup(&alone.output, &(struct wire_setup){.silent = true, .latency_ms = 50});
	output_hurry(&alone.output);
	output_tick(&alone.output, alone.output.tried_ns + 60 * S, 0);
	assert_ptr_equal(alone.output.current, alone.output.silent);
	assert_int_equal(alone.device.n_inits, 1);
	alone_release(&alone);
}

/* ---- the default device ---- */

static void write_config(const char *path, const char *text)
{
	FILE *file = fopen(path, "w");
	assert_non_null(file);
	fputs(text, file);
	fclose(file);
}

static void changes_of_the_default_are_noticed_when_they_stand(void **state)
{
	(void)state;
	char home[] = "/tmp/callmark-default-XXXXXX", path[64];
	struct defaults defaults;
	assert_non_null(mkdtemp(home));
	snprintf(path, sizeof path, "%s/.asoundrc", home);
	setenv("HOME", home, 1);
	unsetenv("XDG_CONFIG_HOME");
	unsetenv("XDG_RUNTIME_DIR");
	defaults_init(&defaults);
	assert_int_equal(defaults_look(&defaults, 10 * S), DEFAULTS_SAME);
	write_config(path, "1");
	assert_int_equal(
		defaults_look(&defaults, 10 * S + 1), DEFAULTS_SAME); /* not looked at yet */
	assert_int_equal(defaults_look(&defaults, 11 * S), DEFAULTS_SAME);
	write_config(path, "12"); /* somebody still writes */
	assert_int_equal(defaults_look(&defaults, 12 * S), DEFAULTS_SAME);
	assert_int_equal(defaults_look(&defaults, 13 * S), DEFAULTS_OTHER);
	assert_int_equal(defaults_look(&defaults, 14 * S), DEFAULTS_SAME);
	unlink(path);
	assert_int_equal(defaults_look(&defaults, 15 * S), DEFAULTS_SAME);
	assert_int_equal(defaults_look(&defaults, 16 * S), DEFAULTS_OTHER);
	defaults_release(&defaults);
	rmdir(home);
}

static void a_sound_server_that_comes_is_noticed(void **state)
{
	(void)state;
	char home[] = "/tmp/callmark-default-XXXXXX", folder[64], path[80];
	struct defaults defaults;
	assert_non_null(mkdtemp(home));
	snprintf(folder, sizeof folder, "%s/pulse", home);
	snprintf(path, sizeof path, "%s/native", folder);
	setenv("HOME", home, 1);
	setenv("XDG_RUNTIME_DIR", home, 1);
	unsetenv("XDG_CONFIG_HOME");
	assert_int_equal(mkdir(folder, 0700), 0);
	defaults_init(&defaults);
	assert_int_equal(defaults_look(&defaults, 10 * S), DEFAULTS_SAME);
	write_config(path, "stands for a socket");
	assert_int_equal(defaults_look(&defaults, 11 * S), DEFAULTS_SAME);
	assert_int_equal(defaults_look(&defaults, 12 * S), DEFAULTS_DEVICES);
	assert_int_equal(defaults_look(&defaults, 13 * S), DEFAULTS_SAME);
	defaults_release(&defaults);
	unlink(path);
	rmdir(folder);
	rmdir(home);
}

static void a_new_default_plays_on_at_the_same_place(void **state)
{
	(void)state;
	char home[] = "/tmp/callmark-default-XXXXXX", path[64];
	assert_non_null(mkdtemp(home));
	snprintf(path, sizeof path, "%s/.asoundrc", home);
	setenv("HOME", home, 1);
	struct peer *peer = start((struct fault_plan){0});
	peer_open(peer, 8000, 1, 240000);
	peer_wait_device(peer, WIRE_DEVICE_OPEN);
	peer_seek(peer, 8000, true);
	assert_true(wait_moving_run(peer).frame >= 8000);
	write_config(path, "pcm.!default null");
	peer_wait_device(peer, WIRE_DEVICE_OPENING);
	peer_wait_device(peer, WIRE_DEVICE_OPEN);
	struct wire_run run = wait_moving_run(peer);
	assert_in_range(run.frame, 8001, 200000);
	assert_int_equal(peer->device.n_inits, 2);
	finish(peer);
	unlink(path);
	rmdir(home);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(another_device_plays_on),
		cmocka_unit_test(a_device_that_went_away_is_waited_for),
		cmocka_unit_test(who_waits_may_pause_and_seek),
		cmocka_unit_test(devices_are_listed),
		cmocka_unit_test(there_may_be_no_devices),
		cmocka_unit_test(a_tone_needs_no_content),
		cmocka_unit_test(after_a_sleep_the_device_is_opened_anew),
		cmocka_unit_test(a_stalled_device_is_opened_again_once),
		cmocka_unit_test(underruns_double_the_latency),
		cmocka_unit_test(who_waits_too_long_goes_on_in_silence),
		cmocka_unit_test(who_asks_for_sound_has_the_device_tried_soon),
		cmocka_unit_test(a_device_that_comes_late_is_found_without_asking),
		cmocka_unit_test(who_hurries_is_not_held_up_by_tries),
		cmocka_unit_test(where_silence_is_wanted_nobody_hurries),
		cmocka_unit_test(a_sound_server_that_comes_is_noticed),
		cmocka_unit_test(changes_of_the_default_are_noticed_when_they_stand),
		cmocka_unit_test(a_new_default_plays_on_at_the_same_place),
	};
	return cmocka_run_group_tests_name("output", tests, NULL, NULL);
}
