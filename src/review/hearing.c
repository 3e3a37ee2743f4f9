/* How playback sounds: whom one hears, and how loud. */
/* SPDX-License-Identifier: MIT */
#include "config.h"
#include "review/review.h"

#include "base/i18n.h"
#include "review/review_parts.h"

#define VOLUME_STEP 10 /* percent */

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
	if (action == ACTION_LEG)
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
