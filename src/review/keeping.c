/* What is remembered between sittings: what was heard of the call, and how the person listens. */
/* SPDX-License-Identifier: MIT */
#include "config.h"
#include "review/review.h"

#include <stddef.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/str.h"
#include "review/review_parts.h"

/* ---- what was heard: kept with the review ---- */

static enum cover_kind cover_of(int kind)
{
	return kind == HEARD_SKIPPED ? COVER_SKIPPED : COVER_HEARD;
}

bool review_load_heard(struct review *review, struct err *err)
{
	struct store_heard *heard;
	size_t n_heard;
	if (!store_get_heard(review->options.store, review->row.id, &heard, &n_heard, err))
		return false;
	/* A moved recording is recognised while it already plays: both count. */
	for (size_t i = 0; i < n_heard; i++)
		coverage_add(&review->coverage, heard[i].start_ms, heard[i].end_ms,
			cover_of(heard[i].kind));
	free(heard);
	return true;
}

/* What cannot be saved now is saved with the next place; the marks are what counts. */
void review_save_heard(struct review *review)
{
	struct err err;
	const struct coverage *coverage = &review->coverage;
	if (!review->coverage_changed || !review->has_row || review->row.state != REVIEW_DRAFT)
		return;
	struct store_heard *heard = mem_zalloc(coverage->n_ranges, sizeof *heard);
	for (size_t i = 0; i < coverage->n_ranges; i++)
		heard[i] = (struct store_heard){coverage->ranges[i].start_ms,
			coverage->ranges[i].end_ms,
			coverage->ranges[i].kind == COVER_SKIPPED ? HEARD_SKIPPED : HEARD_PLAYED};
	review->coverage_changed = !store_put_heard(
		review->options.store, review->row.id, heard, coverage->n_ranges, &err);
	free(heard);
}

/* ---- how the person listens: kept for the login, as "speed=150 volume=80" ---- */

#define SETTING "listening"
#define FIRST_FORMER_SPEED 150 /* before any other than 100 has been chosen */

/* A number that is remembered, and its limits. */
struct habit {
	const char *name;
	size_t offset; /* into struct review_person */
	int least, most;
};

#define AT(field) offsetof(struct review_person, field)

static const struct habit habits[] = {
	{"speed", AT(speed_percent), PLAYER_MIN_SPEED, PLAYER_MAX_SPEED},
	{"former-speed", AT(former_speed_percent), PLAYER_MIN_SPEED, PLAYER_MAX_SPEED},
	{"volume", AT(volume_percent), 0, PLAYER_MAX_VOLUME},
	{"hear", AT(hear), HEAR_BOTH, HEAR_CUSTOMER},
	{"agent", AT(level_percent[0]), 0, REVIEW_MAX_LEVEL},
	{"customer", AT(level_percent[1]), 0, REVIEW_MAX_LEVEL},
	{"skip-gaps", AT(skips_gaps), 0, 1},
};
#define N_HABITS (sizeof habits / sizeof *habits)

static int *field_of(struct review_person *person, const struct habit *habit)
{
	return (int *)((char *)person + habit->offset);
}

/* One "name=number"; what an older or newer callmark meant otherwise is left alone. */
static void read_habit(struct review_person *person, const char *word)
{
	for (size_t i = 0; i < N_HABITS; i++) {
		size_t n_name = strlen(habits[i].name);
		if (strncmp(word, habits[i].name, n_name) != 0 || word[n_name] != '=')
			continue;
		long value = strtol(word + n_name + 1, NULL, 10);
		if (value >= habits[i].least && value <= habits[i].most)
			*field_of(person, &habits[i]) = (int)value;
	}
}

void review_load_person(struct review *review)
{
	struct err err;
	char *text, *rest;
	struct player_state sound;
	/* Where nothing can be stored, the player knows it from the call before. */
	player_get_state(review->options.player, review_now_ns(review), &sound);
	review->person = (struct review_person){sound.speed_percent, FIRST_FORMER_SPEED,
		sound.volume_percent, HEAR_BOTH, {100, 100}, 0};
	if (!store_get_setting(review->options.store, SETTING, &text, &err))
		return;
	for (char *word = strtok_r(text, " ", &rest); word; word = strtok_r(NULL, " ", &rest))
		read_habit(&review->person, word);
	free(text);
}

/* Nothing is lost if it fails: the next call begins as this one did. */
void review_save_person(struct review *review)
{
	struct err err;
	struct str text = {0};
	if (!review->person_changed || store_is_readonly(review->options.store))
		return;
	for (size_t i = 0; i < N_HABITS; i++)
		str_addf(&text, "%s%s=%d", i ? " " : "", habits[i].name,
			*field_of(&review->person, &habits[i]));
	review->person_changed =
		!store_put_setting(review->options.store, SETTING, str_get(&text), &err);
	str_release(&text);
}
