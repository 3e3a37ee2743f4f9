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

/* Where playback is to turn; -1: nowhere. */
static int64_t turn_ms(const struct review *review)
{
	const struct review_passage *passage = &review->passage;
	return passage->replay_until_ms >= 0 ? passage->replay_until_ms : passage->loop_out_ms;
}

/* One that is due stays so until review_turn_passage has seen it. What is heard follows a command
 * by the device's latency, so the command is given that much earlier. */
void review_aim_passage(struct review *review, int64_t now_ns)
{
	const struct player_state *sound = &review->sound;
	int64_t left_ms = turn_ms(review) - review_playhead_ms(review);
	if (review->passage.turn_due_ns <= now_ns && sound->playing)
		return;
	review->passage.turn_due_ns = CLOCK_NEVER;
	if (sound->playing && left_ms >= 0)
		review->passage.turn_due_ns =
			now_ns +
			(left_ms * 100 / sound->speed_percent - sound->latency_ms) * 1000000;
}

static void go_to(struct review *review, int64_t ms)
{
	struct review_passage kept = review->passage;
	review->passage.replay_until_ms = -1;
	review_seek_ms(review, ms);
	review->passage = kept;
	review->passage.turn_due_ns = CLOCK_NEVER;
	review_refresh_sound(review, review_now_ns(review));
}

void review_end_replay(struct review *review)
{
	if (review->passage.replay_until_ms < 0)
		return;
	review->passage.replay_until_ms = -1;
	player_set_speed(review->options.player, review->passage.replay_former_speed);
}

void review_leave_passage(struct review *review)
{
	review->passage.turn_due_ns = CLOCK_NEVER;
	review_end_replay(review);
}

bool review_turn_passage(struct review *review, int64_t now_ns)
{
	struct review_passage *passage = &review->passage;
	if (now_ns < passage->turn_due_ns)
		return false;
	passage->turn_due_ns = CLOCK_NEVER;
	if (!review->sound.playing)
		return false;
	if (passage->replay_until_ms >= 0) {
		review_end_replay(review);
		review_refresh_sound(review, now_ns);
	} else {
		go_to(review, passage->loop_in_ms);
	}
	return true;
}

/* Its start, its end, off. */
static void next_loop(struct review *review)
{
	struct review_passage *passage = &review->passage;
	int64_t at_ms = review_playhead_ms(review);
	int64_t last_ms = review_duration_ms(review) - END_MARGIN_MS;
	if (passage->loop_out_ms >= 0) {
		passage->loop_in_ms = passage->loop_out_ms = -1;
		passage->turn_due_ns = CLOCK_NEVER;
	} else if (passage->loop_in_ms < 0) {
		passage->loop_in_ms = at_ms;
	} else if (at_ms < passage->loop_in_ms + MIN_LOOP_MS) {
		review_say(review, TONE_PLAIN, _("A loop ends after its start"));
		passage->loop_in_ms = -1;
	} else {
		passage->loop_out_ms = at_ms < last_ms ? at_ms : last_ms;
		go_to(review, passage->loop_in_ms);
	}
}

/* Again r while it goes on: from the start of the same passage. */
static void replay(struct review *review)
{
	struct review_passage *passage = &review->passage;
	if (passage->replay_until_ms < 0) {
		passage->replay_until_ms = review_playhead_ms(review);
		passage->replay_former_speed = review->sound.speed_percent;
	}
	player_set_speed(review->options.player, REPLAY_SPEED);
	go_to(review, passage->replay_until_ms - REPLAY_MS);
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
