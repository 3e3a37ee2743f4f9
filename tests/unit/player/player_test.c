/* Tests of the player against a speaker that the test plays: commands, positions, faults. */
/* SPDX-License-Identifier: MIT */
#include "config.h"

#include <string.h>

#include "base/clock.h"
#include "fake_source.h"
#include "stage.h"
#include "testing.h"

#define N_FRAMES 800000 /* 100 s */

static void set_source(struct stage *stage)
{
	player_set_source(stage->player, &fake_source_new(8000, 2, N_FRAMES)->source);
}

/* A stage with a speaker that plays: at START_NS the frame 0 is heard. */
static void set_playing(struct stage *stage)
{
	stage_set(stage, false);
	set_source(stage);
	player_play(stage->player);
	stage_accept(stage);
	stage_greet(stage);
	stage->content = stage_expect(stage, WIRE_OPEN).open.content;
	if (!stage_expect(stage, WIRE_SEEK).seek.playing)
		stage_expect(stage, WIRE_PLAY);
	stage_say_run(stage, 0, START_NS, 80000);
	stage_sync(stage);
}

static void nothing_starts_before_a_source(void **state)
{
	(void)state;
	struct stage stage;
	stage_set(&stage, false);
	struct player_state now = stage_state(&stage, START_NS);
	assert_false(now.playing);
	assert_int_equal(now.frame, 0);
	assert_int_equal(now.output, PLAYER_STARTING);
	player_play(stage.player);
	assert_false(stage_state(&stage, START_NS).playing);
	player_set_source(stage.player, NULL);
	stage_strike(&stage);
}

static void content_is_sent_from_the_start(void **state)
{
	(void)state;
	struct stage stage;
	stage_set(&stage, false);
	set_source(&stage);
	stage_accept(&stage);
	stage_greet(&stage);
	struct wire_open open = stage_expect(&stage, WIRE_OPEN).open;
	assert_int_equal(open.rate_hz, 8000);
	assert_int_equal(open.channels, 2);
	assert_int_equal(open.n_frames, N_FRAMES);
	assert_false(stage_expect(&stage, WIRE_SEEK).seek.playing);
	for (int i = 0; i < 20; i++) {
		struct wire_data data = stage_expect_data(&stage).data;
		assert_int_equal(data.content, open.content);
		assert_int_equal(data.start_frame, i * 800);
		assert_int_equal(data.bytes[0] | data.bytes[1] << 8, fake_sample(i * 800, 0));
	}
	stage_strike(&stage);
}

static void the_frame_follows_the_reports(void **state)
{
	(void)state;
	struct stage stage;
	set_playing(&stage);
	struct player_state now = stage_state(&stage, START_NS + 500 * MS);
	assert_true(now.playing);
	assert_int_equal(now.frame, 4000);
	assert_int_equal(now.output, PLAYER_DEVICE);
	assert_int_equal(now.output_rate_hz, 48000);
	assert_string_equal(now.device, "the card");
	assert_string_equal(now.problem, "");
	assert_int_equal(stage_state(&stage, START_NS + 60 * S).frame, 80000); /* valid to there */
	stage_strike(&stage);
}

static void a_pause_shows_where_it_stopped(void **state)
{
	(void)state;
	struct stage stage;
	set_playing(&stage);
	player_pause(stage.player);
	assert_false(stage_state(&stage, START_NS).playing);
	stage_expect(&stage, WIRE_PAUSE);
	stage_say_stopped(&stage, WIRE_STOPPED, 4321, START_NS + 540 * MS);
	stage_sync(&stage);
	assert_int_equal(player_get_deadline_ns(stage.player), START_NS + 540 * MS);
	assert_true(player_service(stage.player, START_NS + 540 * MS));
	assert_int_equal(player_get_deadline_ns(stage.player), CLOCK_NEVER);
	assert_int_equal(stage_state(&stage, START_NS + 540 * MS).frame, 4321);
	player_play(stage.player);
	stage_expect(&stage, WIRE_PLAY);
	assert_int_equal(stage_state(&stage, START_NS + 9 * S).frame, 4321);
	stage_strike(&stage);
}

static void a_seek_shows_its_target_until_it_is_heard(void **state)
{
	(void)state;
	struct stage stage;
	set_playing(&stage);
	player_seek(stage.player, 400000);
	assert_int_equal(stage_state(&stage, START_NS + 5 * S).frame, 400000);
	stage_say_run(&stage, 40000, START_NS + 5 * S, 8000); /* of the former epoch */
	stage_sync(&stage);
	assert_int_equal(stage_state(&stage, START_NS + 5 * S).frame, 400000);
	struct wire_seek seek = stage_expect(&stage, WIRE_SEEK).seek;
	assert_int_equal(seek.frame, 400000);
	assert_true(seek.playing);
	assert_int_equal(stage_expect_data(&stage).data.start_frame, 400000);
	stage_say_run(&stage, 400000, START_NS + 6 * S, 8000);
	stage_sync(&stage);
	assert_int_equal(stage_state(&stage, START_NS + 6 * S).frame, 400000);
	assert_int_equal(stage_state(&stage, START_NS + 6 * S + 100 * MS).frame, 400800);
	stage_strike(&stage);
}

static bool has_ended(const struct player_state *state)
{
	return state->ended;
}

static void the_end_is_noted(void **state)
{
	(void)state;
	struct stage stage;
	set_playing(&stage);
	stage_say_stopped(&stage, WIRE_ENDED, N_FRAMES, START_NS);
	struct player_state now = stage_await(&stage, has_ended);
	assert_false(now.playing);
	assert_int_equal(now.frame, N_FRAMES);
	player_play(stage.player);
	assert_false(stage_state(&stage, START_NS).playing);
	player_seek(stage.player, 8000);
	player_play(stage.player);
	now = stage_state(&stage, START_NS);
	assert_false(now.ended);
	assert_true(now.playing);
	/* One command or two, as the thread came to it; the end itself is no command. */
	if (!stage_expect(&stage, WIRE_SEEK).seek.playing)
		stage_expect(&stage, WIRE_PLAY);
	stage_strike(&stage);
}

static void the_speaker_gets_what_it_wants(void **state)
{
	(void)state;
	struct stage stage;
	set_playing(&stage);
	struct wire_message status = {.type = WIRE_STATUS};
	status.status = (struct wire_status){.epoch = stage.epoch,
		.content = stage.content,
		.want_frame = 240000,
		.n_want = 1000};
	stage_say(&stage, &status);
	/* What was on its way comes first. */
	struct wire_data data;
	do
		data = stage_expect_data(&stage).data;
	while (data.start_frame < 240000);
	assert_int_equal(data.start_frame, 240000);
	assert_int_equal(stage_expect_data(&stage).data.start_frame, 240800);
	stage_strike(&stage);
}

static void a_new_source_replaces_the_old(void **state)
{
	(void)state;
	struct stage stage;
	int n_freed = 0;
	stage_set(&stage, false);
	struct fake_source *fake = fake_source_new(8000, 1, N_FRAMES);
	fake->n_freed = &n_freed;
	player_set_source(stage.player, &fake->source);
	stage_begin(&stage, 0, false);
	player_play(stage.player);
	stage_expect(&stage, WIRE_PLAY);
	stage_say_run(&stage, 0, START_NS, 80000);
	stage_sync(&stage);
	player_set_source(stage.player, &fake_source_new(16000, 2, 160000)->source);
	struct player_state now = stage_state(&stage, START_NS + S);
	assert_false(now.playing);
	assert_int_equal(now.frame, 0);
	struct wire_open open = stage_expect(&stage, WIRE_OPEN).open;
	assert_int_equal(open.rate_hz, 16000);
	assert_int_equal(open.content, stage.content + 1);
	assert_false(stage_expect(&stage, WIRE_SEEK).seek.playing);
	assert_int_equal(n_freed, 1);
	player_set_source(stage.player, NULL);
	stage_expect(&stage, WIRE_CLOSE);
	stage_strike(&stage);
}

static bool has_problem(const struct player_state *state)
{
	return state->problem[0];
}

static void a_broken_recording_ends_where_it_breaks(void **state)
{
	(void)state;
	struct stage stage;
	stage_set(&stage, false);
	struct fake_source *fake = fake_source_new(8000, 1, N_FRAMES);
	fake->fail_at = 4000;
	player_set_source(stage.player, &fake->source);
	stage_begin(&stage, 0, false);
	assert_int_equal(stage_expect(&stage, WIRE_LENGTH).length.n_frames, 4000);
	struct player_state now = stage_await(&stage, has_problem);
	assert_string_equal(now.problem, "cannot read on");
	player_seek(stage.player, N_FRAMES);
	assert_int_equal(stage_expect(&stage, WIRE_SEEK).seek.frame, 4000);
	stage_strike(&stage);
}

static bool has_name_problem(const struct player_state *state)
{
	return strcmp(state->problem, "no sound device has 'card' in its name") == 0;
}

static void problems_of_the_device_are_told(void **state)
{
	(void)state;
	struct stage stage;
	set_playing(&stage);
	stage_say_device(&stage, WIRE_DEVICE_SILENT, WIRE_PROBLEM_NO_DEVICE);
	struct player_state now = stage_await(&stage, has_problem);
	assert_int_equal(now.output, PLAYER_SILENT);
	assert_false(now.silent_wanted);
	assert_string_equal(now.problem, "there is no sound device");
	assert_string_equal(now.device, "");
	stage_say_device(&stage, WIRE_DEVICE_SILENT, WIRE_PROBLEM_NO_SUCH);
	stage_say_device(&stage, WIRE_DEVICE_OPENING, WIRE_OK);
	now = stage_await(&stage, has_name_problem); /* an attempt is no cure */
	assert_int_equal(now.output, PLAYER_SILENT);
	stage_sync(&stage);
	now = stage_state(&stage, START_NS);
	assert_int_equal(now.output, PLAYER_DEVICE);
	assert_string_equal(now.problem, "");
	stage_strike(&stage);
}

static void the_speaker_is_told_to_end(void **state)
{
	(void)state;
	struct stage stage;
	set_playing(&stage);
	int fd = stage.fd;
	stage.fd = -1; /* not closed before the player is freed */
	player_free(stage.player);
	stage.fd = fd;
	stage_expect_end(&stage);
	stage.player = NULL;
	stage_strike(&stage);
}

static void the_silent_clock_needs_no_speaker(void **state)
{
	(void)state;
	struct stage stage;
	stage_set(&stage, true);
	set_source(&stage);
	player_play(stage.player);
	struct player_state now = stage_state(&stage, START_NS + 1500 * MS);
	assert_true(now.playing);
	assert_int_equal(now.frame, 12000);
	assert_int_equal(now.output, PLAYER_SILENT);
	assert_true(now.silent_wanted);
	assert_string_equal(now.problem, "");
	stage.now_ns = START_NS + 2 * S;
	player_pause(stage.player);
	assert_int_equal(stage_state(&stage, START_NS + 9 * S).frame, 16000);
	player_seek(stage.player, N_FRAMES - 8000);
	player_play(stage.player);
	assert_int_equal(player_get_deadline_ns(stage.player), START_NS + 3 * S);
	assert_true(player_service(stage.player, START_NS + 3 * S));
	now = stage_state(&stage, START_NS + 3 * S);
	assert_true(now.ended);
	assert_false(now.playing);
	assert_int_equal(now.frame, N_FRAMES);
	stage_strike(&stage);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(nothing_starts_before_a_source),
		cmocka_unit_test(content_is_sent_from_the_start),
		cmocka_unit_test(the_frame_follows_the_reports),
		cmocka_unit_test(a_pause_shows_where_it_stopped),
		cmocka_unit_test(a_seek_shows_its_target_until_it_is_heard),
		cmocka_unit_test(the_end_is_noted),
		cmocka_unit_test(the_speaker_gets_what_it_wants),
		cmocka_unit_test(a_new_source_replaces_the_old),
		cmocka_unit_test(a_broken_recording_ends_where_it_breaks),
		cmocka_unit_test(problems_of_the_device_are_told),
		cmocka_unit_test(the_speaker_is_told_to_end),
		cmocka_unit_test(the_silent_clock_needs_no_speaker),
	};
	return cmocka_run_group_tests_name("player", tests, NULL, NULL);
}
