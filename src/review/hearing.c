/* How playback sounds: how fast, whom one hears, and how loud. */
/* SPDX-License-Identifier: MIT */
#include "config.h"
#include "review/review.h"

#include <math.h>

#include "base/i18n.h"
#include "review/review_parts.h"

#define VOLUME_STEP 10  /* percent */
#define FINE_LEVELS 200 /* up to there */
#define COARSE_STEP 50
#define NORMAL_SPEED 100

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
	return review->person.former_speed_percent;
}

static void set_speed(struct review *review, int percent)
{
	review->passage.replay_until_ms = -1;
	if (review->sound.speed_percent != NORMAL_SPEED)
		review->person.former_speed_percent = review->sound.speed_percent;
	review->person.speed_percent = percent;
	review->person_changed = true;
	player_set_speed(review->options.player, percent);
}

/* ---- whom one hears ---- */

static enum player_leg agent_leg(const struct review *review)
{
	return review->options.analysis.agent_channel == 0 ? PLAYER_FIRST : PLAYER_SECOND;
}

static enum player_leg leg_of(const struct review *review, enum snapshot_hear hear)
{
	enum player_leg agent = agent_leg(review);
	if (hear == HEAR_BOTH)
		return PLAYER_BOTH;
	if (hear == HEAR_AGENT)
		return agent;
	return agent == PLAYER_FIRST ? PLAYER_SECOND : PLAYER_FIRST;
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
	enum snapshot_hear hear = review_get_leg(review);
	if (review->info.format.channels < 2) {
		review_say(review, TONE_PLAIN, _("This recording has one channel only"));
		return;
	}
	hear = hear == HEAR_CUSTOMER ? HEAR_BOTH : hear + 1;
	review->person.hear = (int)hear;
	review->person_changed = true;
	player_set_leg(review->options.player, leg_of(review, hear));
}

/* ---- how loud ---- */

static double loudness_db(const struct review *review, int channel)
{
	uint8_t level = envelope_loudness(&review->envelope, channel);
	return level ? envelope_db(level) : (double)NAN;
}

void review_set_levels(struct review *review)
{
	int percent[2] = {100, 100}, agent = review->options.analysis.agent_channel;
	if (!review->started)
		return;
	bool is_stereo = review->info.format.channels > 1;
	if (review->options.level_match && review->analysed && review->envelope.channels > 1)
		player_match_levels(loudness_db(review, 0), loudness_db(review, 1), percent);
	for (int channel = 0; is_stereo && channel < 2; channel++)
		percent[channel] =
			percent[channel] * review->person.level_percent[channel != agent] / 100;
	player_set_levels(review->options.player, percent[0], percent[1]);
}

static int next_level(int percent, bool louder, int most)
{
	int step = percent + louder > FINE_LEVELS ? COARSE_STEP : VOLUME_STEP;
	percent += louder ? step : -step;
	return percent < 0 ? 0 : percent > most ? most : percent;
}

/* Of what is heard: one party alone has a level of its own. */
static void change_volume(struct review *review, bool louder)
{
	struct review_person *person = &review->person;
	enum snapshot_hear hear = review_get_leg(review);
	review->person_changed = true;
	if (hear == HEAR_BOTH || review->info.format.channels < 2) {
		person->volume_percent =
			next_level(person->volume_percent, louder, PLAYER_MAX_VOLUME);
		player_set_volume(review->options.player, person->volume_percent);
		return;
	}
	int *level = &person->level_percent[hear == HEAR_CUSTOMER];
	*level = next_level(*level, louder, REVIEW_MAX_LEVEL);
	review_set_levels(review);
}

void review_start_hearing(struct review *review)
{
	struct player *player = review->options.player;
	const struct review_person *person = &review->person;
	bool is_stereo = review->info.format.channels > 1;
	player_set_speed(player, person->speed_percent);
	player_set_volume(player, person->volume_percent);
	player_set_leg(
		player, leg_of(review, is_stereo ? (enum snapshot_hear)person->hear : HEAR_BOTH));
	review_set_levels(review);
}

bool review_hear(struct review *review, enum action action)
{
	if (action == ACTION_SLOWER || action == ACTION_FASTER)
		set_speed(review, next_speed(review->sound.speed_percent, action == ACTION_FASTER));
	else if (action == ACTION_NORMAL_SPEED)
		set_speed(review, other_speed(review));
	else if (action == ACTION_LEG)
		next_leg(review);
	else if (action == ACTION_LOUDER || action == ACTION_QUIETER)
		change_volume(review, action == ACTION_LOUDER);
	else
		return false;
	review_refresh_sound(review, review_now_ns(review));
	return true;
}
