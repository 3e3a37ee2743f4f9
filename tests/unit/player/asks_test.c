/* Tests of what the player asks of its speaker besides playing: turns, levels, devices, a tone. */
/* SPDX-License-Identifier: MIT */
#include "config.h"

#include <math.h>
#include <string.h>
#include <sys/socket.h>

#include "fake_source.h"
#include "stage.h"
#include "testing.h"

static void open_on(struct stage *stage)
{
	stage_set(stage, false);
	player_set_source(stage->player, &fake_source_new(8000, 2, 80000)->source);
	stage_begin(stage, 0, false);
}

static void expect_skips(struct stage *stage, const struct route_span *expected, size_t n)
{
	struct wire_skips skips = stage_expect(stage, WIRE_SKIPS).skips;
	struct route_span spans[8];
	assert_int_equal(skips.content, stage->content);
	assert_int_equal(skips.n_spans, n);
	wire_unpack_spans(spans, &skips);
	assert_memory_equal(spans, expected, n * sizeof *spans);
}

static void expect_loop(struct stage *stage, int64_t in, int64_t out)
{
	struct wire_loop loop = stage_expect(stage, WIRE_LOOP).loop;
	assert_int_equal(loop.content, stage->content);
	assert_int_equal(loop.in_frame, in);
	assert_int_equal(loop.out_frame, out);
}

static void turns_are_told(void **state)
{
	(void)state;
	struct stage stage;
	open_on(&stage);
	const struct route_span spans[] = {{800, 8000}, {9000, 10000}};
	player_set_skips(stage.player, spans, 2);
	expect_skips(&stage, spans, 2);
	player_set_loop(stage.player, 4000, 8000);
	expect_loop(&stage, 4000, 8000);
	player_set_loop(stage.player, 5, 5);
	expect_loop(&stage, 0, 0);
	player_set_skips(stage.player, NULL, 0);
	expect_skips(&stage, spans, 0);
	stage_strike(&stage);
}

static bool is_starting(const struct player_state *state)
{
	return state->output == PLAYER_STARTING;
}

static void a_new_speaker_is_told_the_turns_before_the_place(void **state)
{
	(void)state;
	struct stage stage;
	open_on(&stage);
	const struct route_span spans[] = {{800, 8000}};
	player_set_skips(stage.player, spans, 1);
	expect_skips(&stage, spans, 1);
	player_set_loop(stage.player, 4000, 8000);
	expect_loop(&stage, 4000, 8000);
	stage_sync(&stage);
	shutdown(stage.fd, SHUT_RDWR);
	stage_await(&stage, is_starting);
	stage.now_ns += S;
	player_play(stage.player); /* wakes it to see that time has passed */
	stage_accept(&stage);
	stage_greet(&stage);
	stage.content = stage_expect(&stage, WIRE_OPEN).open.content;
	expect_skips(&stage, spans, 1);
	expect_loop(&stage, 4000, 8000);
	stage_expect(&stage, WIRE_SEEK);
	stage_strike(&stage);
}

static void another_source_has_no_turns(void **state)
{
	(void)state;
	struct stage stage;
	open_on(&stage);
	player_set_loop(stage.player, 4000, 8000);
	expect_loop(&stage, 4000, 8000);
	player_set_source(stage.player, &fake_source_new(8000, 2, 80000)->source);
	stage.content = stage_expect(&stage, WIRE_OPEN).open.content;
	stage_expect(&stage, WIRE_SEEK);
	player_set_loop(stage.player, 1000, 2000);
	expect_loop(&stage, 1000, 2000);
	stage_strike(&stage);
}

static void a_span_is_a_seek_with_a_stop(void **state)
{
	(void)state;
	struct stage stage;
	open_on(&stage);
	player_play_span(stage.player, 8000, 16000);
	struct wire_stop_at stop = stage_expect(&stage, WIRE_STOP_AT).stop_at;
	struct wire_seek seek = stage_expect(&stage, WIRE_SEEK).seek;
	assert_int_equal(stop.epoch, seek.epoch);
	assert_int_equal(stop.frame, 16000);
	assert_int_equal(seek.frame, 8000);
	assert_true(seek.playing);
	stage_say_run(&stage, 8000, stage.now_ns, 8000);
	stage_say_stopped(&stage, WIRE_ENDED, 16000, stage.now_ns + S);
	stage_sync(&stage);
	struct player_state now = stage_state(&stage, stage.now_ns + S);
	assert_false(now.playing);
	assert_true(now.span_ended);
	assert_int_equal(now.frame, 16000);
	struct route_span heard[2];
	assert_int_equal(player_take_heard(stage.player, stage.now_ns + S, heard, 2), 1);
	assert_int_equal(heard[0].start_frame, 8000);
	assert_int_equal(heard[0].end_frame, 16000);
	player_play(stage.player);
	stage_expect(&stage, WIRE_PLAY);
	stage_strike(&stage);
}

static void leaps_are_seen(void **state)
{
	(void)state;
	struct stage stage;
	open_on(&stage);
	player_play(stage.player);
	stage_expect(&stage, WIRE_PLAY);
	stage_say_run(&stage, 0, stage.now_ns, 800);
	struct wire_message message = {.type = WIRE_LEAP};
	message.leap = (struct wire_leap){stage.epoch, 1, 800, 8000, 8000,
		stage.now_ns + 100 * MS, stage.now_ns, 8000000, 8000};
	stage_say(&stage, &message);
	stage_sync(&stage);
	assert_int_equal(stage_state(&stage, stage.now_ns + 50 * MS).frame, 400);
	struct player_state now = stage_state(&stage, stage.now_ns + 150 * MS);
	assert_int_equal(now.frame, 8400);
	assert_int_equal(now.n_jumps, 1);
	assert_int_equal(now.jump_from_frame, 800);
	assert_int_equal(now.jump_to_frame, 8000);
	stage_strike(&stage);
}

static void levels_are_told(void **state)
{
	(void)state;
	struct stage stage;
	open_on(&stage);
	player_set_levels(stage.player, -5, 99999);
	struct wire_levels levels = stage_expect(&stage, WIRE_LEVELS).levels;
	assert_int_equal(levels.percent[0], 0);
	assert_int_equal(levels.percent[1], PLAYER_MAX_LEVEL);
	assert_int_equal(stage_state(&stage, stage.now_ns).level_percent[1], PLAYER_MAX_LEVEL);
	player_set_levels(stage.player, 0, PLAYER_MAX_LEVEL); /* no news */
	player_play_tone(stage.player);
	assert_int_equal(stage_expect(&stage, WIRE_TONE).tone.duration_ms, 500);
	stage_strike(&stage);
}

static void matching_lifts_the_quieter(void **state)
{
	(void)state;
	int percent[2];
	player_match_levels(-20, -26, percent);
	assert_int_equal(percent[0], 100);
	assert_int_equal(percent[1], 200);
	player_match_levels(-60, -26, percent);
	assert_int_equal(percent[0], 794);
	assert_int_equal(percent[1], 100);
	player_match_levels((double)NAN, -26, percent);
	assert_int_equal(percent[0], 100);
	assert_int_equal(percent[1], 100);
}

static void the_output_is_changed_while_it_plays(void **state)
{
	(void)state;
	struct stage stage;
	open_on(&stage);
	player_set_output(stage.player, false, "usb", 0);
	struct wire_setup setup = stage_expect(&stage, WIRE_SETUP).setup;
	assert_string_equal(setup.device, "usb");
	assert_int_equal(setup.latency_ms, 50);
	assert_int_equal(setup.rate_hz, 8000);
	player_set_output(stage.player, true, "", 200);
	setup = stage_expect(&stage, WIRE_SETUP).setup;
	assert_true(setup.silent);
	assert_int_equal(setup.latency_ms, 200);
	assert_true(stage_state(&stage, stage.now_ns).silent_wanted);
	stage_strike(&stage);
}

static void say_found(struct stage *stage, int number, int n_devices, const char *name)
{
	struct wire_message message = {.type = WIRE_FOUND};
	message.found = (struct wire_found){
		(uint16_t)number, (uint16_t)n_devices, number == 1, 2, 48000, "", "ALSA"};
	strcpy(message.found.name, name);
	stage_say(stage, &message);
}

static void devices_are_listed(void **state)
{
	(void)state;
	struct stage stage;
	const struct player_device *devices;
	size_t n;
	open_on(&stage);
	player_ask_devices(stage.player);
	assert_false(player_get_devices(stage.player, &devices, &n));
	stage_expect(&stage, WIRE_LIST_DEVICES);
	say_found(&stage, 1, 2, "out of order");
	say_found(&stage, 0, 2, "card");
	stage_sync(&stage);
	assert_false(player_get_devices(stage.player, &devices, &n));
	say_found(&stage, 1, 2, "headset");
	stage_sync(&stage);
	assert_true(player_get_devices(stage.player, &devices, &n));
	assert_int_equal(n, 2);
	assert_string_equal(devices[0].name, "card");
	assert_string_equal(devices[1].name, "headset");
	assert_string_equal(devices[1].system, "ALSA");
	assert_true(devices[1].is_default);
	player_ask_devices(stage.player);
	assert_false(player_get_devices(stage.player, &devices, &n));
	stage_expect(&stage, WIRE_LIST_DEVICES);
	say_found(&stage, 0, 0, "");
	stage_sync(&stage);
	assert_true(player_get_devices(stage.player, &devices, &n));
	assert_int_equal(n, 0);
	stage_strike(&stage);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(turns_are_told),
		cmocka_unit_test(a_new_speaker_is_told_the_turns_before_the_place),
		cmocka_unit_test(another_source_has_no_turns),
		cmocka_unit_test(a_span_is_a_seek_with_a_stop),
		cmocka_unit_test(leaps_are_seen),
		cmocka_unit_test(levels_are_told),
		cmocka_unit_test(matching_lifts_the_quieter),
		cmocka_unit_test(the_output_is_changed_while_it_plays),
		cmocka_unit_test(devices_are_listed),
	};
	return cmocka_run_group_tests_name("what the player asks", tests, NULL, NULL);
}
