/* Passages that are heard again: a loop, and the last seconds slower. */
/* SPDX-License-Identifier: MIT */
#include "config.h"
#include "review/review.h"

#include "base/clock.h"
#include "base/i18n.h"
#include "review/review_parts.h"

#define MIN_LOOP_MS 200
#define END_MARGIN_MS 50 /* at its very end the recording stops by itself */
#define REPLAY_MS 5000
#define REPLAY_SPEED 75

/* When the replay is over. One that is due stays so until review_turn_passage has seen it. What is
 * heard follows a command by the device's latency, so the command is given that much earlier. */
void review_aim_passage(struct review *review, int64_t now_ns)
{
	struct review_passage *passage = &review->passage;
	const struct player_state *sound = &review->sound;
	int64_t left_ms = passage->replay_until_ms - review_playhead_ms(review);
	if (passage->turn_due_ns <= now_ns && sound->playing)
		return;
	passage->turn_due_ns = CLOCK_NEVER;
	if (sound->playing && passage->replay_until_ms >= 0 && left_ms >= 0)
		passage->turn_due_ns =
			now_ns +
			(left_ms * 100 / sound->speed_percent - sound->latency_ms) * 1000000;
}

void review_end_replay(struct review *review)
{
	review->passage.turn_due_ns = CLOCK_NEVER;
	if (review->passage.replay_until_ms < 0)
		return;
	review->passage.replay_until_ms = -1;
	player_set_speed(review->options.player, review->passage.replay_former_speed);
}

void review_leave_passage(struct review *review)
{
	review_end_replay(review);
	review_end_unheard(review);
}

bool review_turn_passage(struct review *review, int64_t now_ns)
{
	if (now_ns < review->passage.turn_due_ns)
		return false;
	review->passage.turn_due_ns = CLOCK_NEVER;
	if (!review->sound.playing)
		return false;
	review_end_replay(review);
	review_refresh_sound(review, now_ns);
	return true;
}

/* ---- the loop: the engine turns it, without a gap and to the frame ---- */

static void set_loop(struct review *review, int64_t in_ms, int64_t out_ms)
{
	int rate_hz = review->info.format.rate_hz;
	review->passage.loop_in_ms = in_ms;
	review->passage.loop_out_ms = out_ms;
	if (out_ms < 0)
		player_set_loop(review->options.player, 0, 0);
	else
		player_set_loop(review->options.player, pcm_ms_to_frames(in_ms, rate_hz),
			pcm_ms_to_frames(out_ms, rate_hz));
}

/* Its start, its end, off. */
static void next_loop(struct review *review)
{
	struct review_passage *passage = &review->passage;
	int64_t at_ms = review_pressed_ms(review);
	int64_t last_ms = review_duration_ms(review) - END_MARGIN_MS;
	if (passage->loop_out_ms >= 0) {
		set_loop(review, -1, -1);
	} else if (passage->loop_in_ms < 0) {
		passage->loop_in_ms = at_ms;
	} else if (at_ms < passage->loop_in_ms + MIN_LOOP_MS) {
		review_say(review, TONE_PLAIN, _("A loop ends after its start"));
		passage->loop_in_ms = -1;
	} else {
		set_loop(review, passage->loop_in_ms, at_ms < last_ms ? at_ms : last_ms);
		review_seek_ms(review, passage->loop_in_ms);
	}
}

/* Again r while it goes on: from the start of the same passage. */
static void replay(struct review *review)
{
	struct review_passage *passage = &review->passage;
	int64_t until_ms = passage->replay_until_ms;
	int former_speed = passage->replay_former_speed;
	if (until_ms < 0) {
		until_ms = review_playhead_ms(review);
		former_speed = review->sound.speed_percent;
	}
	passage->replay_until_ms = -1;
	review_seek_ms(review, review_before_ms(review, until_ms, REPLAY_MS));
	passage->replay_until_ms = until_ms;
	passage->replay_former_speed = former_speed;
	player_set_speed(review->options.player, REPLAY_SPEED);
	player_play(review->options.player);
}

bool review_repeat(struct review *review, enum action action)
{
	if (action == ACTION_LOOP)
		next_loop(review);
	else if (action == ACTION_REPLAY)
		replay(review);
	else
		return false;
	review_refresh_sound(review, review_now_ns(review));
	return true;
}
