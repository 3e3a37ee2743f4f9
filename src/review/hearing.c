/* How playback sounds: how fast, whom one hears, and how loud. */
/* SPDX-License-Identifier: MIT */
#include "config.h"
#include "review/review.h"

#include "base/i18n.h"
#include "review/review_parts.h"

#define VOLUME_STEP 10 /* percent */
#define NORMAL_SPEED 100
#define FIRST_FORMER_SPEED 150 /* before any other has been chosen */

static const int speeds[] = {50, 75, 100, 125, 150, 175, 200, 250, 300};
#define N_SPEEDS (sizeof speeds / sizeof *speeds)

/* The next step from any speed; at the ends it stays. */
static int next_speed(int now, bool faster)
{
	if (faster) {
		for (size_t i = 0; i < N_SPEEDS; i++)
			if (speeds[i] > now)
				return speeds[i];
		return now;
	}
	for (size_t i = N_SPEEDS; i-- > 0;)
		if (speeds[i] < now)
			return speeds[i];
	return now;
}

static int other_speed(const struct review *review)
{
	if (review->sound.speed_percent != NORMAL_SPEED)
		return NORMAL_SPEED;
	return review->former_speed ? review->former_speed : FIRST_FORMER_SPEED;
}

static void set_speed(struct review *review, int percent)
{
	review->passage.replay_until_ms = -1;
	if (review->sound.speed_percent != NORMAL_SPEED)
		review->former_speed = review->sound.speed_percent;
	player_set_speed(review->options.player, percent);
}

static enum player_leg agent_leg(const struct review *review)
{
	return review->options.analysis.agent_channel == 0 ? PLAYER_FIRST : PLAYER_SECOND;
}

enum snapshot_hear review_get_leg(const struct review *review)
{
	if (review->sound.leg == PLAYER_BOTH)
		return HEAR_BOTH;
	return review->sound.leg == agent_leg(review) ? HEAR_AGENT : HEAR_CUSTOMER;
}

/* Both, the agent, the customer, both. */
static void next_leg(struct review *review)
{
	struct player *player = review->options.player;
	enum player_leg agent = agent_leg(review);
	if (review->info.format.channels < 2) {
		review_say(review, TONE_PLAIN, _("This recording has one channel only"));
		return;
	}
	switch (review_get_leg(review)) {
	case HEAR_BOTH:
		player_set_leg(player, agent);
		break;
	case HEAR_AGENT:
		player_set_leg(player, agent == PLAYER_FIRST ? PLAYER_SECOND : PLAYER_FIRST);
		break;
	case HEAR_CUSTOMER:
		player_set_leg(player, PLAYER_BOTH);
		break;
	}
}

bool review_hear(struct review *review, enum action action)
{
	struct player *player = review->options.player;
	if (action == ACTION_SLOWER || action == ACTION_FASTER)
		set_speed(review, next_speed(review->sound.speed_percent, action == ACTION_FASTER));
	else if (action == ACTION_NORMAL_SPEED)
		set_speed(review, other_speed(review));
	else if (action == ACTION_LEG)
		next_leg(review);
	else if (action == ACTION_LOUDER)
		player_set_volume(player, review->sound.volume_percent + VOLUME_STEP);
	else if (action == ACTION_QUIETER)
		player_set_volume(player, review->sound.volume_percent - VOLUME_STEP);
	else
		return false;
	review_refresh_sound(review, review_now_ns(review));
	return true;
}
