/* Tests of a review whose sound is heard at the other end of a line. */
/* SPDX-License-Identifier: MIT */
#include "config.h"

#include <stdlib.h>

#include "player/stage.h"
#include "relay/peer.h"
#include "review_desk.h"
#include "testing.h"

#define THERE_NS (77 * S) /* the speaker's clock */

/* The review takes its time from the stage, which is one at a time. */
static struct stage *the_stage;

static int64_t stage_now_ns(void)
{
	return the_stage->now_ns;
}

static int set_up(void **state)
{
	int result = desk_set_up(state);
	struct desk *desk = *state;
	setenv("XDG_RUNTIME_DIR", desk->folder, 1);
	setenv("TMPDIR", desk->folder, 1);
	return result;
}

static bool is_84_ms_away(const struct player_state *state)
{
	return state->delay_ms == 84;
}

static bool is_beyond_29_s(const struct player_state *state)
{
	return state->playing && state->frame >= 29 * 8000;
}

/* From the next time that the review is opened on, its sound is elsewhere. */
static void send_away(struct desk *desk, struct stage *stage)
{
	stage_set_remote(stage, peer_is_own);
	the_stage = stage;
	player_free(desk->player);
	desk->options.player = desk->player = stage->player;
	desk->options.mono_ns = stage_now_ns;
}

/* That frame is heard there now. */
static void say_run(struct stage *stage, int64_t frame)
{
	struct wire_message message = {WIRE_RUN, .run = {.epoch = stage->epoch,
							 .frame = frame,
							 .at_ns = THERE_NS,
							 .now_ns = THERE_NS,
							 .slope_mhz = 8000000,
							 .n_valid = 80000}};
	stage_say(stage, &message);
}

static void a_mark_is_of_what_was_heard_at_the_far_end(void **state)
{
	struct desk *desk = *state;
	struct stage stage;
	review_close(desk->review);
	desk->review = NULL;
	send_away(desk, &stage);
	desk_reopen(desk);
	stage_attach(&stage);
	stage_expect_begin(&stage, 0, false);
	stage_expect(&stage, WIRE_PING);
	stage.now_ns += 84 * MS;
	stage_say(&stage, &(struct wire_message){WIRE_PONG, .pong = {stage.scout, THERE_NS}});
	for (int64_t token = 1; token <= 6; token++)
		stage_say(&stage, &(struct wire_message){WIRE_PONG, .pong = {token, THERE_NS}});
	stage_await(&stage, is_84_ms_away);
	review_do(desk->review, ACTION_PLAY);
	say_run(&stage, 29 * 8000);
	stage_await(&stage, is_beyond_29_s);
	/* The key came when 30 s were heard by the word of that; and the disk was slow for 300 ms. */
	stage.now_ns += 1000 * MS;
	int64_t came_ns = stage.now_ns;
	stage.now_ns += 300 * MS;
	review_do_at(desk->review, ACTION_LEVEL_2, came_ns);
	struct player_state now = stage_state(&stage, stage.now_ns);
	assert_int_equal(now.n_lead, 84 * 8);
	/* A key takes as long as word of the sound does: 30 s were heard when it was pressed. */
	assert_int_equal(desk_look(desk).items[0].evidence_ms, 30000 - 1500);
	desk_reopen(desk);
	assert_int_equal(desk_look(desk).items[0].evidence_ms, 30000 - 1500);
	desk->player = NULL;
	review_close(desk->review);
	desk->review = NULL;
	stage_strike(&stage);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(
			a_mark_is_of_what_was_heard_at_the_far_end, set_up, desk_tear_down),
	};
	return cmocka_run_group_tests_name("review far", tests, NULL, NULL);
}
