/* Tests of the player with speakers that die, hang, talk nonsense or do not listen. */
/* SPDX-License-Identifier: MIT */
#include "config.h"

#include <sys/socket.h>
#include <unistd.h>

#include "fake_source.h"
#include "stage.h"
#include "testing.h"

#define N_FRAMES 8000000 /* 1000 s */

/* A stage with a speaker that plays: at START_NS the frame 0 is heard. */
static void set_playing(struct stage *stage)
{
	stage_set(stage, false);
	player_set_source(stage->player, &fake_source_new(8000, 1, N_FRAMES)->source);
	stage_begin(stage, 0, false);
	player_play(stage->player);
	stage_expect(stage, WIRE_PLAY);
	stage_say_run(stage, 0, START_NS, 80000);
	stage_sync(stage);
}

static void die(struct stage *stage)
{
	close(stage->fd);
	stage->fd = -1;
}

/* The thread looks at the time; nobody asks for sound. */
static void pass_time(struct stage *stage, int64_t n_ns)
{
	stage->now_ns += n_ns;
	player_set_sound(stage->player, PLAYER_SOUND_AUTO); /* as it is */
}

/* Time for the next attempt, whatever the backoff. */
static void pass_backoff(struct stage *stage)
{
	pass_time(stage, 40 * S);
}

static bool is_silent(const struct player_state *state)
{
	return state->output == PLAYER_SILENT;
}

static bool is_starting(const struct player_state *state)
{
	return state->output == PLAYER_STARTING;
}

static void a_dead_speaker_is_replaced(void **state)
{
	(void)state;
	struct stage stage;
	set_playing(&stage);
	stage.now_ns = START_NS + S;
	assert_int_equal(stage_state(&stage, START_NS + S).frame, 8000);
	die(&stage);
	struct player_state now = stage_await(&stage, is_starting);
	assert_true(now.playing);
	assert_int_equal(now.frame, 8000);
	pass_backoff(&stage);
	assert_int_equal(stage_state(&stage, stage.now_ns).frame, 8000); /* kept */
	stage_begin(&stage, 8000, true);
	stage_say_run(&stage, 8000, stage.now_ns, 80000);
	stage_sync(&stage);
	now = stage_state(&stage, stage.now_ns + S);
	assert_int_equal(now.frame, 16000);
	assert_int_equal(now.n_restarts, 1);
	assert_string_equal(now.problem, "");
	stage_strike(&stage);
}

static void a_new_speaker_is_told_how_to_sound(void **state)
{
	(void)state;
	struct stage stage;
	set_playing(&stage);
	player_set_volume(stage.player, 230);
	struct wire_balance told = stage_expect(&stage, WIRE_BALANCE).balance;
	assert_int_equal(told.volume_percent, PLAYER_MAX_VOLUME);
	assert_int_equal(told.leg, WIRE_LEG_BOTH);
	player_set_leg(stage.player, PLAYER_SECOND);
	told = stage_expect(&stage, WIRE_BALANCE).balance;
	assert_int_equal(told.volume_percent, PLAYER_MAX_VOLUME);
	assert_int_equal(told.leg, WIRE_LEG_SECOND);
	assert_int_equal(stage_state(&stage, START_NS).leg, PLAYER_SECOND);
	player_set_speed(stage.player, 1000);
	assert_int_equal(stage_expect(&stage, WIRE_SPEED).speed.percent, PLAYER_MAX_SPEED);
	die(&stage);
	stage_await(&stage, is_starting);
	pass_backoff(&stage);
	stage_accept(&stage);
	stage_greet(&stage);
	told = stage_expect(&stage, WIRE_BALANCE).balance;
	assert_int_equal(told.volume_percent, PLAYER_MAX_VOLUME);
	assert_int_equal(told.leg, WIRE_LEG_SECOND);
	assert_int_equal(stage_expect(&stage, WIRE_SPEED).speed.percent, PLAYER_MAX_SPEED);
	stage_expect(&stage, WIRE_OPEN);
	player_set_volume(stage.player, -10);
	assert_int_equal(stage_state(&stage, START_NS).volume_percent, 0);
	stage_strike(&stage);
}

static void what_a_dying_speaker_said_counts(void **state)
{
	(void)state;
	struct stage stage;
	set_playing(&stage);
	player_pause(stage.player);
	stage_expect(&stage, WIRE_PAUSE);
	stage_say_stopped(&stage, WIRE_STOPPED, 1600, START_NS);
	die(&stage);
	stage_await(&stage, is_starting);
	assert_int_equal(stage_state(&stage, stage.now_ns).frame, 1600);
	stage_strike(&stage);
}

/* Speakers that end until the player gives up on them; it plays at START_NS. */
static struct player_state exhaust(struct stage *stage)
{
	set_playing(stage);
	die(stage);
	for (int i = 0; i < 2; i++) {
		stage_await(stage, is_starting);
		pass_backoff(stage);
		stage_begin(stage, 0, true);
		stage_sync(stage);
		die(stage);
	}
	return stage_await(stage, is_silent);
}

static void who_presses_play_does_not_wait_for_the_next_try(void **state)
{
	(void)state;
	struct stage stage;
	exhaust(&stage);
	for (int i = 0; i < 5; i++) { /* seconds apart by now */
		pass_backoff(&stage);
		stage_accept(&stage);
		shutdown(stage.fd, SHUT_WR);
		stage_expect_last(&stage); /* HELLO, if it was quick */
	}
	player_pause(stage.player);
	stage.now_ns += S;
	player_play(stage.player);
	stage_begin(&stage, stage_state(&stage, stage.now_ns).frame, true);
	stage_strike(&stage);
}

static void a_speaker_that_keeps_dying_gives_way_to_the_silent_clock(void **state)
{
	(void)state;
	struct stage stage;
	struct player_state now = exhaust(&stage);
	assert_true(now.playing);
	assert_false(now.silent_wanted);
	assert_string_equal(now.problem, "the sound program has ended");
	int64_t later_ns = stage.now_ns + 3 * S;
	assert_int_equal(stage_state(&stage, later_ns).frame, now.frame + 24000);
	stage_strike(&stage);
}

static void a_speaker_that_works_again_takes_over(void **state)
{
	(void)state;
	struct stage stage;
	struct player_state before = exhaust(&stage);
	pass_backoff(&stage);
	stage_accept(&stage);
	stage_greet(&stage);
	stage_expect(&stage, WIRE_OPEN);
	int64_t frame = stage_expect(&stage, WIRE_SEEK).seek.frame;
	assert_int_equal(frame, before.frame + 40 * 8000);
	struct player_state now = stage_state(&stage, stage.now_ns + 100 * MS);
	assert_int_equal(now.output, PLAYER_SILENT);
	assert_int_equal(
		now.frame, frame + 800); /* the silent clock goes on until something is heard */
	stage_say_run(&stage, frame, stage.now_ns + 60 * MS, 8000);
	stage_sync(&stage);
	now = stage_state(&stage, stage.now_ns + 100 * MS);
	assert_int_equal(now.frame, frame + 800); /* not back */
	now = stage_state(&stage, stage.now_ns + 260 * MS);
	assert_int_equal(now.frame, frame + 1600);
	assert_int_equal(now.output, PLAYER_DEVICE);
	assert_string_equal(now.problem, "");
	stage_strike(&stage);
}

static void a_speaker_that_cannot_start_gives_way_at_once(void **state)
{
	(void)state;
	struct stage stage;
	stage_set(&stage, false);
	stage.refuses = true;
	player_set_source(stage.player, &fake_source_new(8000, 1, N_FRAMES)->source);
	player_play(stage.player);
	struct player_state now = stage_await(&stage, is_silent);
	assert_string_equal(now.problem, "refused");
	assert_int_equal(now.n_restarts, 0);
	assert_int_equal(stage_state(&stage, START_NS + S).frame, 8000);
	stage.refuses = false;
	pass_backoff(&stage);
	stage_begin(&stage, 40 * 8000, true);
	stage_strike(&stage);
}

static bool has_device(const struct player_state *state)
{
	return state->output == PLAYER_DEVICE && !state->problem[0];
}

static void a_paused_player_notices_a_speaker_that_works_again(void **state)
{
	(void)state;
	struct stage stage;
	exhaust(&stage);
	player_pause(stage.player);
	int64_t frame = stage_state(&stage, stage.now_ns).frame;
	pass_backoff(&stage);
	stage_begin(&stage, frame, false);
	stage_say_device(&stage, WIRE_DEVICE_OPEN, WIRE_OK);
	assert_int_equal(stage_await(&stage, has_device).frame, frame);
	stage_strike(&stage);
}

static void a_hanging_speaker_is_replaced(void **state)
{
	(void)state;
	struct stage stage;
	set_playing(&stage);
	pass_time(&stage, 2500 * MS);
	stage_expect_end(&stage);
	stage_await(&stage, is_starting);
	pass_backoff(&stage);
	stage_begin(&stage, 20000, true);
	assert_int_equal(stage_state(&stage, stage.now_ns).n_restarts, 1);
	stage_strike(&stage);
}

static void what_has_arrived_is_heard_before_silence_is_judged(void **state)
{
	(void)state;
	struct stage stage;
	int gate[2];
	char byte = 0;
	assert_int_equal(socketpair(AF_UNIX, SOCK_STREAM, 0, gate), 0);
	int inner_gate[2] = {gate[1], gate[1]};
	stage_set(&stage, false);
	struct fake_source *fake = fake_source_new(8000, 1, N_FRAMES);
	fake->gate = inner_gate;
	fake->gate_frame = 8000;
	player_set_source(stage.player, &fake->source);
	player_play(stage.player);
	stage_accept(&stage);
	stage_greet(&stage);
	stage_expect(&stage, WIRE_OPEN);
	stage_expect(&stage, WIRE_SEEK);
	assert_int_equal(read(gate[0], &byte, 1), 1);
	/* The thread stands in a slow disk; meanwhile the speaker speaks and time goes by. */
	stage_say_run(&stage, 800, START_NS, 80000);
	stage.now_ns = START_NS + 2500 * MS;
	assert_int_equal(write(gate[0], &byte, 1), 1);
	stage_sync(&stage);
	assert_int_equal(stage_state(&stage, START_NS + 3 * S).frame, 24800);
	assert_int_equal(stage_state(&stage, START_NS + 3 * S).n_restarts, 0);
	stage_strike(&stage);
	close(gate[0]);
	close(gate[1]);
}

static void a_hanging_sound_system_gives_way_at_once(void **state)
{
	(void)state;
	struct stage stage;
	stage_set(&stage, false);
	player_set_source(stage.player, &fake_source_new(8000, 1, N_FRAMES)->source);
	stage_begin(&stage, 0, false);
	player_play(stage.player);
	stage_expect(&stage, WIRE_PLAY);
	stage_sync(&stage);
	stage_say_device(&stage, WIRE_DEVICE_OPENING, WIRE_OK);
	stage_say_stopped(&stage, WIRE_STOPPED, 0, START_NS);
	struct pollfd fd;
	assert_int_equal(player_get_fds(stage.player, &fd, 1), 1);
	while (player_get_deadline_ns(stage.player) != START_NS)
		assert_int_equal(poll(&fd, 1, 20000), 1);
	pass_time(&stage, 2500 * MS);
	struct player_state now = stage_await(&stage, is_silent);
	assert_string_equal(now.problem, "the sound system does not answer");
	assert_int_equal(stage_state(&stage, stage.now_ns + S).frame, 8000);
	stage_strike(&stage);
}

static void nonsense_ends_the_connection(void **state)
{
	(void)state;
	static const char nonsense[] = "ALSA lib confmisc.c: cannot find card '0'\n";
	struct stage stage;
	set_playing(&stage);
	stage_say_bytes(&stage, nonsense, sizeof nonsense - 1);
	stage_expect_end(&stage);
	stage_await(&stage, is_starting);
	pass_backoff(&stage);
	stage_begin(&stage, 0, true);
	/* A message that only a player sends. */
	struct wire_message play = {.type = WIRE_PLAY};
	stage_say(&stage, &play);
	stage_expect_end(&stage);
	stage_strike(&stage);
}

static void another_version_is_refused(void **state)
{
	(void)state;
	struct stage stage;
	stage_set(&stage, false);
	player_set_source(stage.player, &fake_source_new(8000, 1, N_FRAMES)->source);
	for (int i = 0; i < 3; i++) {
		stage_accept(&stage);
		stage_expect(&stage, WIRE_HELLO);
		struct wire_message hello = {.type = WIRE_HELLO};
		hello.hello =
			(struct wire_hello){WIRE_MAGIC, WIRE_VERSION_MAX + 1, WIRE_VERSION_MAX + 2};
		stage_say(&stage, &hello);
		stage_expect_end(&stage);
		pass_backoff(&stage);
	}
	struct player_state now = stage_await(&stage, is_silent);
	assert_string_equal(now.problem, "the sound program does not fit this callmark");
	stage_strike(&stage);
}

static void a_speaker_that_does_not_listen_holds_nobody_up(void **state)
{
	(void)state;
	struct stage stage;
	set_playing(&stage);
	struct wire_message status = {.type = WIRE_STATUS};
	status.status = (struct wire_status){.epoch = stage.epoch,
		.content = stage.content,
		.want_frame = 0,
		.n_want = N_FRAMES};
	stage_say(&stage, &status);
	for (int i = 1; i <= 500; i++)
		player_seek(stage.player, i * 10000);
	assert_int_equal(stage_state(&stage, START_NS).frame, 5000000);
	stage_sync(&stage);
	/* Then it reads: the last of the seeks is among what comes, and nothing after it. */
	while (stage_expect(&stage, WIRE_SEEK).seek.frame != 5000000)
		;
	assert_int_equal(stage_expect_data(&stage).data.start_frame, 5000000);
	stage_strike(&stage);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_dead_speaker_is_replaced),
		cmocka_unit_test(a_new_speaker_is_told_how_to_sound),
		cmocka_unit_test(what_a_dying_speaker_said_counts),
		cmocka_unit_test(who_presses_play_does_not_wait_for_the_next_try),
		cmocka_unit_test(a_speaker_that_keeps_dying_gives_way_to_the_silent_clock),
		cmocka_unit_test(a_speaker_that_works_again_takes_over),
		cmocka_unit_test(a_speaker_that_cannot_start_gives_way_at_once),
		cmocka_unit_test(a_paused_player_notices_a_speaker_that_works_again),
		cmocka_unit_test(a_hanging_speaker_is_replaced),
		cmocka_unit_test(what_has_arrived_is_heard_before_silence_is_judged),
		cmocka_unit_test(a_hanging_sound_system_gives_way_at_once),
		cmocka_unit_test(nonsense_ends_the_connection),
		cmocka_unit_test(another_version_is_refused),
		cmocka_unit_test(a_speaker_that_does_not_listen_holds_nobody_up),
	};
	return cmocka_run_group_tests_name("player faults", tests, NULL, NULL);
}
