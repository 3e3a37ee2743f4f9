/* What the answers to a card are worth: exact fractions, rounded once. */
/* SPDX-License-Identifier: MIT */
#include "config.h"
#include "scorecard/score.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/str.h"
#include "scorecard/find_answer.h"
#include "scorecard/weigh.h"

/* What one computation has at hand. */
struct marking {
	const struct card *card;
	const struct answer *answers;
	size_t n_answers;
	struct score *score;
	struct weigh_unit *units; /* in the order of the sections */
	size_t n_units;
	int64_t zeroed_bonus_centi; /* of the zeroed sections */
};

/* ---- what an item got ---- */

/* What fails a review first is named: flags stand before items. */
static void add_cause(
	struct score *score, const char *key, enum score_cause cause, enum card_effect effect)
{
	if (effect != EFFECT_FAIL && effect != EFFECT_ZERO)
		return;
	score->causes |= cause;
	if (!*score->cause_key)
		str_copy(score->cause_key, sizeof score->cause_key, key);
	enum score_outcome outcome = effect == EFFECT_ZERO ? OUTCOME_ZERO : OUTCOME_FAIL;
	if (outcome > score->outcome)
		score->outcome = outcome;
}

static void take_not_met(
	struct marking *marking, const struct card_item *item, struct score_section *section)
{
	section->counts.n_not_met++;
	section->is_zeroed |= item->effect == EFFECT_SECTION;
	add_cause(marking->score, item->key, CAUSE_ITEM, item->effect);
}

static void count_level(struct marking *marking, const struct card_item *item, int level,
	struct score_section *section)
{
	section->counts.n_items++;
	if (level == ANSWER_NONE) {
		if (item->required)
			marking->score->complete = false;
		return;
	}
	section->counts.n_answered++;
	if (level == ANSWER_NA)
		section->counts.n_na++;
	else if (card_level_is_not_met(item, level))
		take_not_met(marking, item, section);
	else if (card_level_is_exceeded(item, level))
		section->counts.n_exceeded++;
	else
		section->counts.n_met++;
}

/* Not met is all or nothing, unless each reason that is chosen says what it takes. */
static int64_t not_met_centi(const struct card_item *item, const struct answer *answer)
{
	int64_t off_centi = 0;
	bool is_any = false;
	for (size_t i = 0; answer && i < item->n_reasons; i++) {
		const struct card_reason *reason = &item->reasons[i];
		if (reason->exceeded || !(answer->reasons >> i & 1))
			continue;
		if (reason->off_centi < 0)
			return item->levels[0].points_centi;
		off_centi += reason->off_centi;
		is_any = true;
	}
	int64_t met_centi = card_item_met_centi(item);
	return is_any && off_centi < met_centi ? met_centi - off_centi
					       : item->levels[0].points_centi;
}

static int64_t level_centi(const struct card_item *item, int level, const struct answer *answer)
{
	if (item->scale == SCALE_TENET && level == 1)
		return not_met_centi(item, answer);
	return item->levels[level - 1].points_centi;
}

/* ---- units of the sum ---- */

static void add_unit(struct marking *marking, size_t section, const struct weigh_unit *unit)
{
	struct score_section *sums = &marking->score->sections[section];
	if (unit->state == UNIT_COUNTS || unit->state == UNIT_FILLED) {
		sums->got_centi += unit->got_centi;
		sums->open_centi += unit->most_centi;
	}
	marking->units[marking->n_units] = *unit;
	marking->units[marking->n_units++].section = section;
}

/* A unit that is N/A, by the card's policy. */
static void fill_na(const struct card *card, struct weigh_unit *unit, int64_t met_centi)
{
	bool is_filled = card->na_policy == NA_AS_PASS || card->na_policy == NA_ZERO;
	unit->state = is_filled ? UNIT_FILLED : UNIT_NA;
	unit->got_centi = card->na_policy == NA_AS_PASS ? met_centi : 0;
}

static void take_bonus(struct marking *marking, size_t section, int64_t bonus_centi)
{
	struct score_section *sums = &marking->score->sections[section];
	sums->bonus_centi += bonus_centi;
	marking->score->bonus_centi += bonus_centi;
}

static void add_levels(struct marking *marking, const struct card_item *item)
{
	const struct card *card = marking->card;
	const struct answer *answer = find_answer(marking->answers, marking->n_answers, item->key);
	int level = find_level(item, answer);
	int64_t got_centi = level >= 1 ? level_centi(item, level, answer) : 0;
	count_level(marking, item, level, &marking->score->sections[item->section]);
	if (item->bonus == BONUS_ALL) {
		take_bonus(marking, item->section, got_centi);
		return;
	}
	struct weigh_unit unit = {.state = level >= 1 ? UNIT_COUNTS : UNIT_OUT,
		.most_centi = card_item_base_centi(item),
		.got_centi = got_centi,
		.weight_centi = card_item_weight_centi(item)};
	if (got_centi > unit.most_centi) {
		take_bonus(marking, item->section, got_centi - unit.most_centi);
		unit.got_centi = unit.most_centi;
	}
	if (level == ANSWER_NA)
		fill_na(card, &unit, card_item_met_centi(item));
	if (level == ANSWER_NONE && card->untouched == UNTOUCHED_MET) {
		unit.state = UNIT_COUNTS;
		unit.got_centi = card_item_met_centi(item);
	}
	add_unit(marking, item->section, &unit);
}

/* An occurrence item needs no answer: nothing counted is nothing found. False if it is N/A. */
static bool count_occurrences(
	struct marking *marking, const struct card_item *item, int64_t *off_centi)
{
	const struct answer *answer = find_answer(marking->answers, marking->n_answers, item->key);
	struct score_section *section = &marking->score->sections[item->section];
	section->counts.n_items++;
	section->counts.n_answered++;
	if (find_level(item, answer) == ANSWER_NA) {
		section->counts.n_na++;
		return false;
	}
	int n = answer && answer->n_occurrences > 0 ? answer->n_occurrences : 0;
	if (n > 0)
		take_not_met(marking, item, section);
	else
		section->counts.n_met++;
	*off_centi += n * item->off_centi;
	return true;
}

static void add_section(struct marking *marking, size_t index)
{
	const struct card *card = marking->card;
	const struct card_section *section = &card->sections[index];
	struct weigh_unit pool = {.state = UNIT_OUT,
		.most_centi = section->cap_centi,
		.weight_centi = section->cap_centi};
	int64_t off_centi = 0;
	for (size_t i = 0; i < section->n_items; i++) {
		const struct card_item *item = &card->items[section->first_item + i];
		if (!card_item_applies(card, item, marking->answers, marking->n_answers))
			continue;
		if (item->scale != SCALE_OCCURRENCE)
			add_levels(marking, item);
		else if (count_occurrences(marking, item, &off_centi))
			pool.state = UNIT_COUNTS;
		else if (pool.state == UNIT_OUT)
			pool.state = UNIT_NA;
	}
	if (pool.state == UNIT_COUNTS && off_centi < section->cap_centi)
		pool.got_centi = section->cap_centi - off_centi;
	if (pool.state == UNIT_NA)
		fill_na(card, &pool, section->cap_centi);
	if (pool.state != UNIT_OUT)
		add_unit(marking, index, &pool);
}

/* ---- sums ---- */

static void sum_counts(struct score *score, const struct score_section *section)
{
	score->got_centi += section->got_centi;
	score->open_centi += section->open_centi;
	score->n_items += section->counts.n_items;
	score->n_answered += section->counts.n_answered;
	score->n_not_met += section->counts.n_not_met;
	score->n_met += section->counts.n_met;
	score->n_exceeded += section->counts.n_exceeded;
	score->n_na += section->counts.n_na;
}

static void finish_section(struct marking *marking, size_t index)
{
	struct score_section *section = &marking->score->sections[index];
	const struct weigh_unit *first = marking->units;
	size_t n = 0;
	for (size_t i = 0; i < marking->n_units; i++)
		if (marking->units[i].section == index && n++ == 0)
			first = &marking->units[i];
	section->has_score =
		weigh_section(first, n, marking->card->na_policy, &section->percent_centi);
	sum_counts(marking->score, section);
}

/* The scores by points alone, and after zeroed sections. */
static void weigh_all(struct marking *marking)
{
	struct score *score = marking->score;
	score->has_score =
		weigh_card(marking->card, marking->units, marking->n_units, &score->raw_centi);
	if (!score->has_score)
		return;
	int64_t kept_bonus_centi = score->bonus_centi;
	for (size_t i = 0; i < marking->card->n_sections; i++)
		if (score->sections[i].is_zeroed)
			kept_bonus_centi -= score->sections[i].bonus_centi;
	for (size_t i = 0; i < marking->n_units; i++)
		if (score->sections[marking->units[i].section].is_zeroed)
			marking->units[i].got_centi = 0;
	weigh_card(marking->card, marking->units, marking->n_units, &score->score_centi);
	score->raw_centi += score->bonus_centi;
	score->score_centi += kept_bonus_centi;
}

static void take_flags(struct marking *marking)
{
	const struct card *card = marking->card;
	for (size_t i = 0; i < card->n_flags; i++) {
		const struct card_flag *flag = &card->flags[i];
		const struct answer *answer =
			find_answer(marking->answers, marking->n_answers, flag->key);
		if (!answer || answer->level != 1)
			continue;
		marking->score->n_flags++;
		add_cause(marking->score, flag->key, CAUSE_FLAG, flag->effect);
	}
}

static void judge(const struct card *card, struct score *score)
{
	if (score->outcome == OUTCOME_ZERO)
		score->score_centi = 0;
	if (!score->has_score)
		return;
	score->band = card_band_of(card, score->score_centi);
	if (card->pass_centi < 0)
		return;
	if (score->score_centi < card->pass_centi)
		score->causes |= CAUSE_PASS_MARK;
	if (score->outcome == OUTCOME_NONE)
		score->outcome = score->causes ? OUTCOME_FAIL : OUTCOME_PASS;
}

void score_compute(const struct card *card, const struct answer *answers, size_t n_answers,
	struct score *score)
{
	*score = (struct score){.complete = true, .band = -1};
	struct marking marking = {card, answers, n_answers, score,
		mem_zalloc(card->n_items + card->n_sections, sizeof *marking.units), 0, 0};
	take_flags(&marking);
	for (size_t i = 0; i < card->n_sections; i++)
		add_section(&marking, i);
	for (size_t i = 0; i < card->n_sections; i++)
		finish_section(&marking, i);
	weigh_all(&marking);
	judge(card, score);
	free(marking.units);
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
