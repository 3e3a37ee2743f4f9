/* Tests of the whole speaker, in this process, against a scripted player and a faulty device. */
/* SPDX-License-Identifier: MIT */
#include "config.h"

#include <string.h>

#include "base/clock.h"
#include "speaker/peer.h"
#include "testing.h"

#define LONG_PAUSE 30000

static struct peer *start(struct fault_plan plan)
{
	struct peer *peer = peer_new(plan, LONG_PAUSE);
	peer_greet(peer, false);
	return peer;
}

static void finish(struct peer *peer)
{
	struct err err;
	assert_true(peer_free(peer, &err));
}

static struct wire_run wait_run(struct peer *peer)
{
	struct wire_run run;
	do
		run = peer_wait(peer, WIRE_RUN).run;
	while (run.epoch != peer->epoch);
	return run;
}

/* It may stand first, until the ring is filled. */
static struct wire_run wait_move(struct peer *peer)
{
	struct wire_run run;
	do
		run = wait_run(peer);
	while (run.slope_mhz == 0);
	return run;
}

static struct wire_stopped wait_end(struct peer *peer)
{
	return peer_wait(peer, WIRE_ENDED).stopped;
}

static void plays_to_the_end(void **state)
{
	(void)state;
	struct peer *peer = start((struct fault_plan){0});
	assert_int_equal(peer_wait(peer, WIRE_HELLO).hello.version_max, WIRE_VERSION_MAX);
	peer_open(peer, 8000, 1, 2000);
	struct wire_device device = peer_wait_device(peer, WIRE_DEVICE_OPEN);
	assert_int_equal(device.rate_hz, 48000);
	assert_string_equal(device.name, "stand-in");
	int64_t before_ns = clock_mono_ns();
	peer_command(peer, WIRE_PLAY);
	struct wire_run run = wait_move(peer);
	assert_int_equal(run.frame, 0);
	assert_int_equal(run.slope_mhz, 8000000);
	struct wire_stopped end = wait_end(peer);
	assert_int_equal(end.frame, 2000);
	/* 250 ms, less what a device that was late catches up on. */
	assert_true(clock_mono_ns() - before_ns > 200000000);
	peer_command(peer, WIRE_PLAY);
	assert_int_equal(wait_end(peer).frame, 2000);
	finish(peer);
}

/* A relay lets one callmark after another speak to it. */
static void a_further_greeting_begins_anew(void **state)
{
	(void)state;
	struct peer *peer = start((struct fault_plan){0});
	peer_open(peer, 8000, 1, 80000);
	peer_wait_device(peer, WIRE_DEVICE_OPEN);
	peer_command(peer, WIRE_PLAY);
	wait_run(peer);
	peer_send(peer, &(struct wire_message){WIRE_SPEED, .speed = {200}});
	peer_greet(peer, false);
	peer_wait_device(peer, WIRE_DEVICE_CLOSED);
	struct wire_status status = peer_wait(peer, WIRE_STATUS).status;
	assert_int_equal(status.epoch, 0);
	assert_int_equal(status.content, 0);
	assert_int_equal(status.n_taken_bytes, 0);
	peer->epoch = 0;
	peer_open(peer, 8000, 1, 80000);
	assert_int_equal(peer_wait(peer, WIRE_STOPPED).stopped.frame, 0);
	peer_command(peer, WIRE_PLAY);
	assert_int_equal(wait_move(peer).slope_mhz, 8000000);
	finish(peer);
}

static void pause_is_answered_and_play_goes_on(void **state)
{
	(void)state;
	struct peer *peer = start((struct fault_plan){0});
	peer_open(peer, 8000, 2, 80000);
	assert_int_equal(peer_wait(peer, WIRE_STOPPED).stopped.frame, 0);
	for (int i = 0; i < 3; i++) {
		peer_command(peer, WIRE_PLAY);
		int64_t from = wait_run(peer).frame;
		peer_command(peer, WIRE_PAUSE);
		int64_t to = peer_wait(peer, WIRE_STOPPED).stopped.frame;
		assert_true(to >= from);
		peer_command(peer, WIRE_PLAY);
		assert_int_equal(wait_run(peer).frame, to);
		peer_command(peer, WIRE_PAUSE);
		peer_wait(peer, WIRE_STOPPED);
	}
	finish(peer);
}

static void pause_is_answered_also_when_paused(void **state)
{
	(void)state;
	struct peer *peer = start((struct fault_plan){0});
	peer_open(peer, 8000, 1, 80000);
	peer_wait(peer, WIRE_STOPPED);
	peer_command(peer, WIRE_PAUSE);
	assert_int_equal(peer_wait(peer, WIRE_STOPPED).stopped.frame, 0);
	finish(peer);
}

static void seeks_have_epochs(void **state)
{
	(void)state;
	struct peer *peer = start((struct fault_plan){0});
	peer_open(peer, 8000, 1, 80000);
	peer_command(peer, WIRE_PLAY);
	wait_run(peer);
	for (int i = 1; i <= 20; i++)
		peer_seek(peer, i * 2000, true);
	assert_int_equal(wait_run(peer).frame, 40000);
	peer_seek(peer, 70000, false);
	struct wire_stopped stopped;
	do
		stopped = peer_wait(peer, WIRE_STOPPED).stopped;
	while (stopped.epoch != peer->epoch);
	assert_int_equal(stopped.frame, 70000);
	peer_seek(peer, 99999999, true);
	assert_int_equal(wait_end(peer).frame, 80000);
	finish(peer);
}

static void says_what_it_wants(void **state)
{
	(void)state;
	struct peer *peer = start((struct fault_plan){0});
	peer_send(peer,
		&(struct wire_message){WIRE_OPEN, .open = {++peer->epoch, 1, 8000, 1, 800000}});
	struct wire_status status = peer_wait(peer, WIRE_STATUS).status;
	while (status.content != 1)
		status = peer_wait(peer, WIRE_STATUS).status;
	assert_int_equal(status.want_frame, 0);
	assert_int_equal(status.n_want, 240000);
	peer_data(peer, 1, 0, 1000);
	peer_seek(peer, 400000, false);
	do
		status = peer_wait(peer, WIRE_STATUS).status;
	while (status.epoch != peer->epoch);
	assert_int_equal(status.want_frame, 400000);
	assert_int_equal(status.n_taken_bytes, 2000);
	peer_seek(peer, 799000, false);
	do
		status = peer_wait(peer, WIRE_STATUS).status;
	while (status.epoch != peer->epoch);
	assert_int_equal(status.n_want, 1000);
	finish(peer);
}

static void leave_out(struct peer *peer, int64_t start, int64_t end)
{
	uint8_t bytes[WIRE_SPAN_BYTES];
	wire_pack_spans(bytes, &(struct route_span){start, end}, 1);
	peer_send(peer, &(struct wire_message){WIRE_SKIPS, .skips = {1, 1, bytes}});
}

static void a_skip_is_announced_and_fetched(void **state)
{
	(void)state;
	struct peer *peer = start((struct fault_plan){0});
	peer_open(peer, 8000, 1, 4000);
	peer_send(peer, &(struct wire_message){WIRE_LENGTH, .length = {1, 8000000}});
	leave_out(peer, 4000, 7000000);
	struct wire_status status;
	do
		status = peer_wait(peer, WIRE_STATUS).status;
	while (status.want_frame < 6000000);
	assert_int_equal(status.want_frame, 7000000 - 120);
	peer_data(peer, 1, 7000000 - 120, 9000);
	peer_command(peer, WIRE_PLAY);
	struct wire_leap leap = peer_wait(peer, WIRE_LEAP).leap;
	assert_int_equal(leap.number, 1);
	assert_int_equal(leap.from_frame, 4000);
	assert_int_equal(leap.to_frame, 7000000);
	assert_in_range(leap.frame, 7000000, 7000000 - 120 + 9000);
	finish(peer);
}

static void a_loop_leaps_again_and_again(void **state)
{
	(void)state;
	struct peer *peer = start((struct fault_plan){0});
	peer_open(peer, 8000, 1, 80000);
	peer_send(peer, &(struct wire_message){WIRE_LOOP, .loop = {1, 400, 1600}});
	peer_command(peer, WIRE_PLAY);
	for (uint32_t number = 0; number < 5;) {
		struct wire_leap leap;
		do
			leap = peer_wait(peer, WIRE_LEAP).leap;
		while (leap.number <= number);
		number = leap.number; /* one that is over before word of it goes out is left out */
		assert_int_equal(leap.from_frame, 1600);
		assert_int_equal(leap.to_frame, 400);
		assert_in_range(leap.frame, 400, 1599);
	}
	finish(peer);
}

static void a_span_ends_where_it_was_asked_to(void **state)
{
	(void)state;
	struct peer *peer = start((struct fault_plan){0});
	peer_open(peer, 8000, 1, 80000);
	peer_send(peer, &(struct wire_message){WIRE_STOP_AT, .stop_at = {peer->epoch + 1, 9000}});
	peer_seek(peer, 8000, true);
	assert_int_equal(wait_end(peer).frame, 9000);
	peer_command(peer, WIRE_PLAY);
	assert_int_equal(wait_run(peer).frame, 9000);
	finish(peer);
}

static void waits_for_content(void **state)
{
	(void)state;
	struct peer *peer = start((struct fault_plan){0});
	peer_send(
		peer, &(struct wire_message){WIRE_OPEN, .open = {++peer->epoch, 1, 8000, 1, 4000}});
	peer_command(peer, WIRE_PLAY);
	struct wire_run run = wait_run(peer);
	assert_int_equal(run.slope_mhz, 0);
	assert_int_equal(run.frame, 0);
	peer_data(peer, 1, 0, 4000);
	run = wait_move(peer);
	assert_int_equal(run.slope_mhz, 8000000);
	assert_int_equal(run.frame, 0);
	assert_int_equal(wait_end(peer).frame, 4000);
	finish(peer);
}

static void length_is_taken(void **state)
{
	(void)state;
	struct peer *peer = start((struct fault_plan){0});
	peer_open(peer, 8000, 1, 4000);
	peer_send(peer, &(struct wire_message){WIRE_LENGTH, .length = {1, 1500}});
	peer_command(peer, WIRE_PLAY);
	assert_int_equal(wait_end(peer).frame, 1500);
	finish(peer);
}

static void answers_pings(void **state)
{
	(void)state;
	struct peer *peer = start((struct fault_plan){0});
	peer_send(peer, &(struct wire_message){WIRE_PING, .ping = {-77}});
	assert_int_equal(peer_wait(peer, WIRE_PONG).pong.token, -77);
	finish(peer);
}

static void opens_other_content(void **state)
{
	(void)state;
	struct peer *peer = start((struct fault_plan){0});
	peer_open(peer, 8000, 1, 80000);
	peer_command(peer, WIRE_PLAY);
	wait_run(peer);
	peer_send(peer, &(struct wire_message){WIRE_OPEN, .open = {++peer->epoch, 2, 16000, 2, 0}});
	peer_command(peer, WIRE_PLAY);
	assert_int_equal(wait_end(peer).frame, 0);
	peer_command(peer, WIRE_CLOSE);
	peer_wait_device(peer, WIRE_DEVICE_CLOSED);
	peer_open(peer, 8000, 1, 800);
	peer_command(peer, WIRE_PLAY);
	assert_int_equal(wait_end(peer).frame, 800);
	finish(peer);
}

static void the_silent_clock_goes_on(struct fault_plan plan, enum wire_problem problem)
{
	struct peer *peer = start(plan);
	peer_open(peer, 8000, 1, 2000);
	assert_int_equal(peer_wait_device(peer, WIRE_DEVICE_SILENT).problem, problem);
	peer_command(peer, WIRE_PLAY);
	assert_int_equal(wait_end(peer).frame, 2000);
	finish(peer);
}

static void without_a_device_time_goes_on(void **state)
{
	(void)state;
	the_silent_clock_goes_on((struct fault_plan){.init_fails = true}, WIRE_PROBLEM_INIT);
	the_silent_clock_goes_on((struct fault_plan){.no_device = true}, WIRE_PROBLEM_NO_DEVICE);
	the_silent_clock_goes_on((struct fault_plan){.only_rate_hz = 1}, WIRE_PROBLEM_OPEN);
	the_silent_clock_goes_on((struct fault_plan){.start_fails = true}, WIRE_PROBLEM_OPEN);
}

static void a_device_that_comes_is_found_with_the_next_content(void **state)
{
	(void)state;
	struct peer *peer = start((struct fault_plan){.init_fails = true, .n_bad_inits = 1});
	peer_open(peer, 8000, 1, 2000);
	peer_wait_device(peer, WIRE_DEVICE_SILENT);
	peer_open(peer, 8000, 1, 2000);
	peer_wait_device(peer, WIRE_DEVICE_OPEN);
	peer_command(peer, WIRE_PLAY);
	assert_int_equal(wait_end(peer).frame, 2000);
	finish(peer);
}

static void silence_may_be_wanted(void **state)
{
	(void)state;
	struct peer *peer = peer_new((struct fault_plan){0}, LONG_PAUSE);
	peer_greet(peer, true);
	peer_open(peer, 8000, 1, 2000);
	struct wire_device device = peer_wait_device(peer, WIRE_DEVICE_SILENT);
	assert_int_equal(device.problem, WIRE_PROBLEM_WANTED);
	peer_command(peer, WIRE_PLAY);
	assert_int_equal(wait_end(peer).frame, 2000);
	assert_int_equal(peer->device.n_inits, 0);
	finish(peer);
}

static void takes_the_rate_that_there_is(void **state)
{
	(void)state;
	static const int rates[] = {48000, 44100, 8000};
	for (int i = 0; i < 3; i++) {
		struct peer *peer = start(
			(struct fault_plan){.only_rate_hz = rates[i], .only_channels = 1 + i % 2});
		peer_open(peer, 8000, 2 - i % 2, 2000);
		assert_int_equal(peer_wait_device(peer, WIRE_DEVICE_OPEN).rate_hz, rates[i]);
		peer_command(peer, WIRE_PLAY);
		assert_int_equal(wait_end(peer).frame, 2000);
		finish(peer);
	}
}

static void a_hanging_sound_system_is_announced(void **state)
{
	(void)state;
	struct peer *peer = start((struct fault_plan){.init_hangs = true});
	peer_open(peer, 8000, 1, 2000);
	peer_wait_device(peer, WIRE_DEVICE_OPENING);
	fault_device_release_hang(&peer->device);
	peer_wait_device(peer, WIRE_DEVICE_OPEN);
	finish(peer);
}

static void an_unplugged_device_is_opened_again(void **state)
{
	(void)state;
	struct peer *peer = start((struct fault_plan){0});
	peer_open(peer, 8000, 1, 80000);
	peer_command(peer, WIRE_PLAY);
	int64_t before = wait_move(peer).frame;
	fault_device_unplug(&peer->device);
	peer_wait_device(peer, WIRE_DEVICE_OPENING);
	peer_wait_device(peer, WIRE_DEVICE_OPEN);
	assert_in_range(wait_move(peer).frame, before, 79000);
	assert_int_equal(peer->device.n_streams, 2);
	assert_int_equal(peer->device.n_inits, 2);
	finish(peer);
}

static void an_unplugged_device_leaves_a_clock(void **state)
{
	(void)state;
	struct peer *peer = start(
		(struct fault_plan){.no_device = true, .n_good_inits = 1});
	peer_open(peer, 8000, 1, 80000);
	peer_command(peer, WIRE_PLAY);
	int64_t before = wait_move(peer).frame;
	fault_device_unplug(&peer->device);
	struct wire_device device = peer_wait_device(peer, WIRE_DEVICE_SILENT);
	assert_int_equal(device.problem, WIRE_PROBLEM_LOST);
	assert_in_range(wait_move(peer).frame, before, 79000);
	peer_seek(peer, 79000, true);
	assert_int_equal(wait_end(peer).frame, 80000);
	finish(peer);
}

static void a_free_running_device_is_left(void **state)
{
	(void)state;
	struct peer *peer = start((struct fault_plan){.free_running = true});
	peer_open(peer, 8000, 1, 2000);
	struct wire_device device = peer_wait_device(peer, WIRE_DEVICE_SILENT);
	assert_int_equal(device.problem, WIRE_PROBLEM_FREE_RUNNING);
	peer_command(peer, WIRE_PLAY);
	assert_int_equal(wait_end(peer).frame, 2000);
	/* Also for what is opened next. */
	peer_send(peer, &(struct wire_message){WIRE_OPEN, .open = {++peer->epoch, 2, 16000, 1, 0}});
	device = peer_wait_device(peer, WIRE_DEVICE_SILENT);
	assert_int_equal(device.problem, WIRE_PROBLEM_FREE_RUNNING);
	assert_int_equal(peer->device.n_streams, 1);
	finish(peer);
}

static void a_device_without_a_clock_will_do(void **state)
{
	(void)state;
	struct peer *peer = start((struct fault_plan){.has_no_clock = true});
	peer_open(peer, 8000, 1, 2000);
	peer_command(peer, WIRE_PLAY);
	assert_int_equal(wait_end(peer).frame, 2000);
	finish(peer);
}

static void a_long_pause_closes_the_device(void **state)
{
	(void)state;
	struct peer *peer = peer_new((struct fault_plan){0}, 300);
	peer_greet(peer, false);
	peer_open(peer, 8000, 1, 80000);
	peer_command(peer, WIRE_PLAY);
	wait_run(peer);
	peer_command(peer, WIRE_PAUSE);
	int64_t stopped = peer_wait(peer, WIRE_STOPPED).stopped.frame;
	peer_wait_device(peer, WIRE_DEVICE_CLOSED);
	peer_command(peer, WIRE_PLAY);
	peer_wait_device(peer, WIRE_DEVICE_OPEN);
	assert_int_equal(wait_run(peer).frame, stopped);
	peer_command(peer, WIRE_PAUSE);
	peer_wait_device(peer, WIRE_DEVICE_CLOSED);
	/* Closed, it still goes where it is sent. */
	peer_seek(peer, 79000, false);
	struct wire_stopped place = peer_wait(peer, WIRE_STOPPED).stopped;
	assert_int_equal(place.epoch, peer->epoch);
	assert_int_equal(place.frame, 79000);
	peer_seek(peer, 79500, true);
	assert_int_equal(wait_run(peer).frame, 79500);
	assert_int_equal(wait_end(peer).frame, 80000);
	finish(peer);
}

/* A pause too short for the device to stand in; whoever asked for it waits for word of it. */
static void a_pause_is_answered_also_when_it_closes_the_device(void **state)
{
	(void)state;
	struct peer *peer = peer_new((struct fault_plan){0}, 0);
	peer_greet(peer, false);
	peer_open(peer, 8000, 1, 80000);
	assert_int_equal(peer_wait(peer, WIRE_STOPPED).stopped.frame, 0);
	for (int i = 0; i < 3; i++) {
		peer_command(peer, WIRE_PLAY);
		int64_t from = wait_move(peer).frame;
		peer_command(peer, WIRE_PAUSE);
		assert_in_range(peer_wait(peer, WIRE_STOPPED).stopped.frame, from, 79999);
	}
	finish(peer);
}

static void quit_and_hanging_up_end_it(void **state)
{
	(void)state;
	struct peer *peer = start((struct fault_plan){0});
	peer_open(peer, 8000, 1, 80000);
	peer_command(peer, WIRE_PLAY);
	wait_run(peer);
	peer_command(peer, WIRE_QUIT);
	assert_true(peer_is_over(peer));
	finish(peer);
	peer = start((struct fault_plan){0});
	peer_open(peer, 8000, 1, 80000);
	finish(peer);
	finish(peer_new((struct fault_plan){0}, LONG_PAUSE));
}

static void ends_with(const struct wire_message *message, const char *text)
{
	struct peer *peer = peer_new((struct fault_plan){0}, LONG_PAUSE);
	struct err err;
	peer_send(peer, message);
	assert_true(peer_is_over(peer));
	assert_false(peer_free(peer, &err));
	assert_non_null(strstr(err.text, text));
}

static void strangers_are_refused(void **state)
{
	(void)state;
	ends_with(
		&(struct wire_message){WIRE_HELLO, .hello = {WIRE_MAGIC, 7, 9}}, "versions 7 to 9");
	ends_with(&(struct wire_message){WIRE_HELLO, .hello = {1, 1, 1}}, "malformed");
	ends_with(&(struct wire_message){WIRE_PLAY, {{0}}}, "greet");
}

static void commands_without_content_do_nothing(void **state)
{
	(void)state;
	struct peer *peer = start((struct fault_plan){0});
	peer_command(peer, WIRE_PLAY);
	peer_command(peer, WIRE_PAUSE);
	peer_command(peer, WIRE_CLOSE);
	peer_data(peer, 1, 0, 100);
	peer_seek(peer, 100, true);
	peer_send(peer, &(struct wire_message){WIRE_LENGTH, .length = {1, 1500}});
	peer_send(peer, &(struct wire_message){WIRE_PING, .ping = {5}});
	peer_wait(peer, WIRE_PONG);
	assert_int_equal(peer->device.n_inits, 0);
	finish(peer);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(plays_to_the_end),
		cmocka_unit_test(a_further_greeting_begins_anew),
		cmocka_unit_test(pause_is_answered_and_play_goes_on),
		cmocka_unit_test(pause_is_answered_also_when_paused),
		cmocka_unit_test(seeks_have_epochs),
		cmocka_unit_test(says_what_it_wants),
		cmocka_unit_test(a_skip_is_announced_and_fetched),
		cmocka_unit_test(a_loop_leaps_again_and_again),
		cmocka_unit_test(a_span_ends_where_it_was_asked_to),
		cmocka_unit_test(waits_for_content),
		cmocka_unit_test(length_is_taken),
		cmocka_unit_test(answers_pings),
		cmocka_unit_test(opens_other_content),
		cmocka_unit_test(without_a_device_time_goes_on),
		cmocka_unit_test(a_device_that_comes_is_found_with_the_next_content),
		cmocka_unit_test(silence_may_be_wanted),
		cmocka_unit_test(takes_the_rate_that_there_is),
		cmocka_unit_test(a_hanging_sound_system_is_announced),
		cmocka_unit_test(an_unplugged_device_is_opened_again),
		cmocka_unit_test(an_unplugged_device_leaves_a_clock),
		cmocka_unit_test(a_free_running_device_is_left),
		cmocka_unit_test(a_device_without_a_clock_will_do),
		cmocka_unit_test(a_long_pause_closes_the_device),
		cmocka_unit_test(a_pause_is_answered_also_when_it_closes_the_device),
		cmocka_unit_test(quit_and_hanging_up_end_it),
		cmocka_unit_test(strangers_are_refused),
		cmocka_unit_test(commands_without_content_do_nothing),
	};
	return cmocka_run_group_tests_name("speaker", tests, NULL, NULL);
}
