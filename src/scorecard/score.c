/* What the answers to a card are worth: exact fractions, rounded once. */
/* SPDX-License-Identifier: MIT */
#include "config.h"
#include "scorecard/score.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

static const struct answer *find_answer(
	const struct answer *answers, size_t n_answers, const char *key)
{
	for (size_t i = 0; i < n_answers; i++)
		if (strcmp(answers[i].item_key, key) == 0)
			return &answers[i];
	return NULL;
}

/* The level of an answer, ANSWER_NONE if the item cannot have it. */
static int level_of(const struct card_item *item, const struct answer *answer)
{
	if (!answer)
		return ANSWER_NONE;
	if (answer->level == ANSWER_NA)
		return item->na_allowed ? ANSWER_NA : ANSWER_NONE;
	bool is_known = answer->level >= 1 && (size_t)answer->level <= item->n_levels;
	return is_known ? answer->level : ANSWER_NONE;
}

static void count_level(const struct card_item *item, int level, struct score *score)
{
	if (level == ANSWER_NONE) {
		if (item->required)
			score->complete = false;
		return;
	}
	score->n_answered++;
	if (level == ANSWER_NA)
		score->n_na++;
	else if (card_level_is_not_met(item, level))
		score->n_not_met++;
	else if (card_level_is_exceeded(item, level))
		score->n_exceeded++;
	else
		score->n_met++;
}

static void add_levels(
	const struct card_item *item, const struct answer *answer, struct score *score)
{
	int level = level_of(item, answer);
	count_level(item, level, score);
	if (level < 1)
		return;
	score->got_centi += item->levels[level - 1].points_centi;
	score->open_centi += card_item_max_centi(item);
}

/* An occurrence item needs no answer: nothing counted is nothing found. */
static int64_t count_occurrences(const struct card_item *item, const struct answer *answer,
	bool *applies, struct score *score)
{
	int n = answer && answer->n_occurrences > 0 ? answer->n_occurrences : 0;
	score->n_answered++;
	if (level_of(item, answer) == ANSWER_NA) {
		score->n_na++;
		return 0;
	}
	*applies = true;
	if (n > 0)
		score->n_not_met++;
	else
		score->n_met++;
	return n * item->off_centi;
}

static void add_section(const struct card *card, const struct card_section *section,
	const struct answer *answers, size_t n_answers, struct score *score)
{
	int64_t off_centi = 0;
	bool applies = false;
	for (size_t i = 0; i < section->n_items; i++) {
		const struct card_item *item = &card->items[section->first_item + i];
		const struct answer *answer = find_answer(answers, n_answers, item->key);
		if (item->scale == SCALE_OCCURRENCE)
			off_centi += count_occurrences(item, answer, &applies, score);
		else
			add_levels(item, answer, score);
	}
	if (!applies)
		return;
	score->open_centi += section->cap_centi;
	if (off_centi < section->cap_centi)
		score->got_centi += section->cap_centi - off_centi;
}

void score_compute(const struct card *card, const struct answer *answers, size_t n_answers,
	struct score *score)
{
	*score = (struct score){.complete = true, .n_items = (int)card->n_items};
	for (size_t i = 0; i < card->n_sections; i++)
		add_section(card, &card->sections[i], answers, n_answers, score);
	if (score->open_centi == 0)
		return;
	score->has_score = true;
	/* got x total / open, half up: the one rounding there is. */
	__int128 twice = (__int128)2 * score->got_centi * card->total_centi;
	score->score_centi =
		(int64_t)((twice + score->open_centi) / ((__int128)2 * score->open_centi));
}

void score_format(int64_t centi, bool brief, char buf[24])
{
	const char *sign = centi < 0 ? "-" : "";
	uint64_t size = centi < 0 ? -(uint64_t)centi : (uint64_t)centi;
	if (brief && size % 100 == 0)
		snprintf(buf, 24, "%s%" PRIu64, sign, size / 100);
	else if (brief && size % 10 == 0)
		snprintf(buf, 24, "%s%" PRIu64 ".%" PRIu64, sign, size / 100, size % 100 / 10);
	else
		snprintf(buf, 24, "%s%" PRIu64 ".%02" PRIu64, sign, size / 100, size % 100);
}
