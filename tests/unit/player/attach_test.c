/* Tests of a speaker that attaches over a line: how it comes, how far away it is, how it goes. */
/* SPDX-License-Identifier: MIT */
#include "config.h"

#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "fake_source.h"
#include "fixture.h"
#include "player/flow.h"
#include "relay/peer.h"
#include "stage.h"
#include "testing.h"

#define N_FRAMES 8000000
/* The speaker's clock says something else altogether. */
#define THERE_NS (77 * S)

static int set_up(void **state)
{
	char *home = fixture_folder();
	setenv("XDG_RUNTIME_DIR", home, 1);
	setenv("TMPDIR", home, 1);
	*state = home;
	return 0;
}

static int tear_down(void **state)
{
	fixture_remove(*state);
	return 0;
}

static void set(struct stage *stage)
{
	stage_set_remote(stage, peer_is_own);
	player_set_source(stage->player, &fake_source_new(8000, 1, N_FRAMES)->source);
}

static bool is_remote(const struct player_state *state)
{
	return state->remote;
}

static bool is_not_remote(const struct player_state *state)
{
	return !state->remote;
}

static bool is_84_ms_away(const struct player_state *state)
{
	return state->delay_ms == 84;
}

/* Attached and told where to play. */
static void begin(struct stage *stage, int64_t frame, bool playing)
{
	stage_attach(stage);
	stage_expect_begin(stage, frame, playing);
}

/* The first PING is answered when 84 ms have passed, and so are those of the first blocks. */
static void answer_pings(struct stage *stage)
{
	stage_expect(stage, WIRE_PING);
	stage->now_ns += 84 * MS;
	stage_say(stage, &(struct wire_message){WIRE_PONG, .pong = {stage->scout, THERE_NS}});
	for (int64_t token = 1; token <= 6; token++)
		stage_say(stage, &(struct wire_message){WIRE_PONG, .pong = {token, THERE_NS}});
	stage_await(stage, is_84_ms_away);
}

static void say_run(struct stage *stage, int64_t frame, int64_t at_ns, int64_t now_ns)
{
	struct wire_message message = {WIRE_RUN, .run = {.epoch = stage->epoch,
							 .frame = frame,
							 .at_ns = at_ns,
							 .now_ns = now_ns,
							 .slope_mhz = 8000000,
							 .n_valid = 4000}};
	stage_say(stage, &message);
}

static bool plays_from_8000(const struct player_state *state)
{
	return state->frame >= 8000;
}

static void without_a_speaker_time_goes_on_and_says_how_to_get_one(void **state)
{
	(void)state;
	struct stage stage;
	set(&stage);
	player_play(stage.player);
	struct player_state now = stage_state(&stage, START_NS + 2 * S);
	assert_int_equal(now.frame, 16000);
	assert_int_equal(now.output, PLAYER_SILENT);
	assert_false(now.remote);
	assert_false(now.silent_wanted);
	assert_non_null(strstr(now.problem, "callmark speaker HOST"));
	stage_strike(&stage);
}

static void a_speaker_takes_over_where_it_is(void **state)
{
	(void)state;
	struct stage stage;
	set(&stage);
	player_play(stage.player);
	stage.now_ns += S;
	begin(&stage, 8000, true);
	struct player_state now = stage_await(&stage, is_remote);
	assert_string_equal(now.problem, "");
	stage_strike(&stage);
}

static void content_stays_within_the_credit(void **state)
{
	(void)state;
	struct stage stage;
	set(&stage);
	begin(&stage, 0, false);
	int64_t n_bytes = 0;
	stage_expect(&stage, WIRE_PING);
	while (n_bytes + FLOW_STEP_BYTES <= FLOW_START_BYTES) {
		struct wire_data data = stage_expect_data(&stage).data;
		assert_in_range(data.n_frames * 2, 1, FLOW_STEP_BYTES);
		n_bytes += data.n_frames * 2;
		stage_expect(&stage, WIRE_PING);
	}
	/* Nothing more comes before an answer; then what it allows. */
	stage.n_data = 0;
	player_play(stage.player);
	stage_expect(&stage, WIRE_PLAY);
	assert_int_equal(stage.n_data, 0);
	stage_say(&stage, &(struct wire_message){WIRE_PONG, .pong = {2, THERE_NS}});
	stage_expect_data(&stage);
	stage_strike(&stage);
}

/* 84 ms away, and word has come that frame 8000 begins to be heard now. */
static void play_far(struct stage *stage)
{
	set(stage);
	begin(stage, 0, false);
	answer_pings(stage);
	player_play(stage->player);
	say_run(stage, 8000, THERE_NS, THERE_NS);
	stage_await(stage, plays_from_8000);
}

static void what_is_drawn_is_ahead_of_what_was_pressed(void **state)
{
	(void)state;
	struct stage stage;
	play_far(&stage);
	struct player_state now = stage_state(&stage, stage.now_ns + 100 * MS);
	assert_int_equal(now.frame, 8000 + (100 + 84) * 8);
	assert_int_equal(now.frame - now.n_lead, 8000 + 100 * 8);
	assert_int_equal(now.delay_ms, 84);
	/* Never beyond what the speaker has. */
	now = stage_state(&stage, stage.now_ns + 5 * S);
	assert_int_equal(now.frame, 12000);
	stage_strike(&stage);
}

static bool has_stopped(const struct player_state *state)
{
	return state->frame == 9111;
}

/* What plays on until the pause gets there is known before word of it comes. */
static void a_pause_is_drawn_when_it_is_heard(void **state)
{
	(void)state;
	struct stage stage;
	play_far(&stage);
	player_pause(stage.player);
	struct player_state now = stage_state(&stage, stage.now_ns);
	assert_int_equal(now.frame, 8000 + 84 * 8);
	assert_int_equal(stage_state(&stage, stage.now_ns + 70 * MS).frame, now.frame);
	struct wire_message stopped = {
		WIRE_STOPPED, .stopped = {stage.epoch, 9111, THERE_NS, THERE_NS}};
	stage_say(&stage, &stopped);
	stage_await(&stage, has_stopped);
	stage_strike(&stage);
}

/* Sound began 150 ms after a first command to play, and then it was paused at 9111. */
static void play_and_pause_far(struct stage *stage)
{
	set(stage);
	begin(stage, 0, false);
	answer_pings(stage);
	stage_sync(stage);
	player_play(stage->player);
	stage_expect_command(stage, WIRE_PLAY);
	say_run(stage, 8000, THERE_NS + 150 * MS, THERE_NS);
	stage_sync(stage);
	player_pause(stage->player);
	stage_expect_command(stage, WIRE_PAUSE);
	struct wire_message stopped = {
		WIRE_STOPPED, .stopped = {stage->epoch, 9111, THERE_NS, THERE_NS}};
	stage_say(stage, &stopped);
	stage_await(stage, has_stopped);
}

static void sound_that_will_begin_is_drawn_before_word_of_it(void **state)
{
	(void)state;
	struct stage stage;
	play_and_pause_far(&stage);
	player_play(stage.player);
	stage_expect_command(&stage, WIRE_PLAY);
	int64_t start_ns = stage.now_ns + (150 - 84) * MS;
	assert_int_equal(stage_state(&stage, start_ns - MS).frame, 9111);
	assert_int_equal(stage_state(&stage, start_ns + 50 * MS).frame, 9111 + 50 * 8);
	/* Not for longer than word takes. */
	assert_int_equal(stage_state(&stage, start_ns + S).frame, 9111 + 84 * 8);
	stage_strike(&stage);
}

/* A laptop that fell asleep: what it had promised was not heard. */
static void without_word_it_goes_back_to_the_last_of_it(void **state)
{
	(void)state;
	struct stage stage;
	play_far(&stage);
	assert_int_equal(stage_state(&stage, stage.now_ns + S).frame, 12000);
	stage.now_ns += 3100 * MS;
	player_set_volume(stage.player, 90); /* the feeder looks at the time */
	struct player_state now = stage_await(&stage, is_not_remote);
	assert_int_equal(now.frame, 8000 + 84 * 8);
	assert_true(now.playing);
	stage_strike(&stage);
}

static void play_and_lose(struct stage *stage)
{
	set(stage);
	begin(stage, 0, false);
	player_play(stage->player);
	say_run(stage, 8000, THERE_NS, THERE_NS);
	stage_await(stage, plays_from_8000);
	stage_hang_up(stage);
	stage_await(stage, is_not_remote);
}

static void when_the_line_is_cut_it_stands_and_goes_on_there(void **state)
{
	(void)state;
	struct stage stage;
	play_and_lose(&stage);
	struct player_state now = stage_state(&stage, stage.now_ns + 60 * S);
	assert_int_equal(now.frame, 8000);
	assert_true(now.playing);
	assert_non_null(strstr(now.problem, "waits for it"));
	begin(&stage, 8000, true);
	say_run(&stage, 8000, THERE_NS, THERE_NS);
	stage_await(&stage, is_remote);
	stage_strike(&stage);
}

static void one_need_not_wait_for_it(void **state)
{
	(void)state;
	struct stage stage;
	play_and_lose(&stage);
	player_seek(stage.player, 40000);
	struct player_state now = stage_state(&stage, stage.now_ns + 2 * S);
	assert_int_equal(now.frame, 56000);
	assert_int_equal(now.output, PLAYER_SILENT);
	assert_non_null(strstr(now.problem, "callmark speaker HOST"));
	stage_strike(&stage);
}

static void a_pause_holds_when_it_comes_back(void **state)
{
	(void)state;
	struct stage stage;
	play_and_lose(&stage);
	player_pause(stage.player);
	begin(&stage, 8000, false);
	stage_strike(&stage);
}

static void the_newest_speaker_counts(void **state)
{
	(void)state;
	struct stage stage;
	set(&stage);
	begin(&stage, 0, false);
	int former_fd = stage_set_aside(&stage);
	begin(&stage, 0, false);
	stage_await(&stage, is_remote);
	stage_strike(&stage);
	stage_take(&stage, former_fd);
	struct wire_message notice = stage_expect_last(&stage);
	assert_int_equal(notice.type, WIRE_NOTICE);
	assert_int_equal(notice.notice.kind, WIRE_NOTICE_REPLACED);
	stage_forget(&stage);
}

static bool is_too_old(const struct player_state *state)
{
	return strstr(state->problem, "older than this callmark") != NULL;
}

static void an_older_speaker_is_told(void **state)
{
	(void)state;
	struct stage stage;
	set(&stage);
	stage_attach(&stage);
	stage_expect(&stage, WIRE_HELLO);
	stage_say(&stage, &(struct wire_message){WIRE_HELLO, .hello = {WIRE_MAGIC, 1, 1}});
	assert_int_equal(stage_expect(&stage, WIRE_NOTICE).notice.kind, WIRE_NOTICE_VERSION);
	stage_expect_end(&stage);
	struct player_state now = stage_await(&stage, is_too_old);
	assert_false(now.remote);
	stage_strike(&stage);
}

static bool is_decided(const struct player_state *state)
{
	return state->coding != PLAYER_EXACT;
}

static void say_codecs(struct stage *stage, unsigned encodings)
{
	stage_say(stage,
		&(struct wire_message){WIRE_CODECS, .codecs = {(uint16_t)encodings}});
}

/* Nothing is sent before it is known whether the speaker decodes it. */
static void opus_that_is_wanted_is_sent_to_who_decodes_it(void **state)
{
	(void)state;
	struct stage stage;
	const char *opus = player_get_opus();
	set(&stage);
	player_set_sound(stage.player, PLAYER_SOUND_OPUS);
	player_seek(stage.player, 8000);
	begin(&stage, 8000, false);
	stage_expect(&stage, WIRE_PING);
	assert_int_equal(stage.n_data, 0);
	say_codecs(&stage, 1u << WIRE_S16 | 1u << WIRE_ULAW | 1u << WIRE_OPUS);
	struct wire_data data = stage_expect_data(&stage).data;
	assert_int_equal(data.start_frame, 8000);
	assert_int_equal(data.encoding, opus ? WIRE_OPUS : WIRE_S16);
	struct player_state now = stage_await(&stage, is_decided);
	assert_int_equal(now.coding, opus ? PLAYER_OPUS_WANTED : PLAYER_EXACT_HERE);
	stage_strike(&stage);
}

static void a_speaker_without_opus_gets_exact_sound(void **state)
{
	(void)state;
	struct stage stage;
	set(&stage);
	player_set_sound(stage.player, PLAYER_SOUND_OPUS);
	begin(&stage, 0, false);
	stage_expect(&stage, WIRE_PING);
	say_codecs(&stage, 1u << WIRE_S16 | 1u << WIRE_ULAW);
	assert_int_equal(stage_expect_data(&stage).data.encoding, WIRE_S16);
	enum player_coding coding = stage_await(&stage, is_decided).coding;
	assert_int_equal(coding, player_get_opus() ? PLAYER_EXACT_THERE : PLAYER_EXACT_HERE);
	stage_strike(&stage);
}

/* One that is older than that knows nothing of it, and is not waited for. */
static void an_older_speaker_is_never_sent_opus(void **state)
{
	(void)state;
	struct stage stage;
	set(&stage);
	player_set_sound(stage.player, PLAYER_SOUND_OPUS);
	stage_attach(&stage);
	stage_expect(&stage, WIRE_HELLO);
	stage_say(&stage, &(struct wire_message){WIRE_HELLO, .hello = {WIRE_MAGIC, 2, 2}});
	stage_expect(&stage, WIRE_SETUP);
	stage_expect(&stage, WIRE_OPEN);
	stage_expect(&stage, WIRE_SEEK);
	stage_expect(&stage, WIRE_PING);
	assert_int_equal(stage_expect_data(&stage).data.encoding, WIRE_S16);
	stage_strike(&stage);
}

/* Answers the PINGs behind so many blocks, each so long after it was sent; returns the encoding of the
 * last block. */
static enum wire_encoding take_blocks(struct stage *stage, int n_blocks, int64_t each_ns)
{
	enum wire_encoding encoding = WIRE_S16;
	while (n_blocks > 0) {
		struct wire_message message = stage_next(stage);
		if (message.type == WIRE_DATA)
			encoding = message.data.encoding;
		if (message.type != WIRE_PING)
			continue;
		stage_settle(stage);
		stage->now_ns += each_ns;
		stage_say(stage, &(struct wire_message){WIRE_PONG,
					 .pong = {message.ping.token, THERE_NS}});
		n_blocks--;
	}
	return encoding;
}

/* A speaker that knows Opus and wants everything; it begins to play, and runs dry. */
static void play_dry(struct stage *stage)
{
	set(stage);
	begin(stage, 0, false);
	say_codecs(stage, 1u << WIRE_S16 | 1u << WIRE_ULAW | 1u << WIRE_OPUS);
	player_play(stage->player);
	struct wire_message all = {WIRE_STATUS, .status = {.epoch = stage->epoch, .n_want = N_FRAMES}};
	stage_say(stage, &all);
	assert_int_equal(take_blocks(stage, 10, 200 * MS), WIRE_S16);
	say_run(stage, 0, THERE_NS, THERE_NS);
	struct wire_message dry = {WIRE_RUN,
		.run = {.epoch = stage->epoch, .frame = 200, .at_ns = THERE_NS, .now_ns = THERE_NS}};
	stage_say(stage, &dry);
}

/* 16,000 bytes a second are played, 8,000 get through. */
static void a_line_that_is_too_thin_gets_opus(void **state)
{
	(void)state;
	struct stage stage;
	play_dry(&stage);
	assert_int_equal(take_blocks(&stage, 30, 200 * MS),
		player_get_opus() ? WIRE_OPUS : WIRE_S16);
	assert_int_equal(stage_await(&stage, is_decided).coding,
		player_get_opus() ? PLAYER_OPUS_THIN : PLAYER_EXACT_HERE);
	stage_strike(&stage);
}

/* The answers were there long before it was let run again. */
static void a_player_that_is_stopped_does_not_blame_the_line(void **state)
{
	(void)state;
	struct stage stage;
	play_dry(&stage);
	assert_int_equal(take_blocks(&stage, 30, 1500 * MS), WIRE_S16);
	stage_settle(&stage);
	assert_int_equal(stage_state(&stage, stage.now_ns).coding, PLAYER_EXACT);
	stage_strike(&stage);
}

static bool nobody(int fd)
{
	(void)fd;
	return false;
}

static void another_user_gets_nothing(void **state)
{
	(void)state;
	struct stage stage;
	stage_set_remote(&stage, nobody);
	player_set_source(stage.player, &fake_source_new(8000, 1, N_FRAMES)->source);
	stage_attach(&stage);
	stage_expect_end(&stage);
	assert_false(stage_state(&stage, START_NS).remote);
	stage_strike(&stage);
}

#define ON(test) cmocka_unit_test_setup_teardown(test, set_up, tear_down)

int main(void)
{
	const struct CMUnitTest tests[] = {
		ON(without_a_speaker_time_goes_on_and_says_how_to_get_one),
		ON(a_speaker_takes_over_where_it_is),
		ON(content_stays_within_the_credit),
		ON(what_is_drawn_is_ahead_of_what_was_pressed),
		ON(a_pause_is_drawn_when_it_is_heard),
		ON(sound_that_will_begin_is_drawn_before_word_of_it),
		ON(without_word_it_goes_back_to_the_last_of_it),
		ON(when_the_line_is_cut_it_stands_and_goes_on_there),
		ON(one_need_not_wait_for_it),
		ON(a_pause_holds_when_it_comes_back),
		ON(the_newest_speaker_counts),
		ON(an_older_speaker_is_told),
		ON(opus_that_is_wanted_is_sent_to_who_decodes_it),
		ON(a_speaker_without_opus_gets_exact_sound),
		ON(an_older_speaker_is_never_sent_opus),
		ON(a_line_that_is_too_thin_gets_opus),
		ON(a_player_that_is_stopped_does_not_blame_the_line),
		ON(another_user_gets_nothing),
	};
	return cmocka_run_group_tests_name("player attach", tests, NULL, NULL);
}
