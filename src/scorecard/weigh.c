/* From what each item got to the score of a section and of the card. */
/* SPDX-License-Identifier: MIT */
#include "config.h"
#include "scorecard/weigh.h"

#include "scorecard/fraction.h"

/* Units, or sections, whose weights are compared with each other. */
struct group {
	enum card_na_policy policy;
	bool is_scored; /* has one that counts by itself */
	int64_t n;      /* that count */
	int64_t weight_centi;
	int64_t gone_centi; /* the weight of those that are N/A */
};

static void join_group(struct group *group, enum weigh_state state, int64_t weight_centi)
{
	if (weight_centi == 0 || state == UNIT_OUT)
		return;
	group->is_scored |= state == UNIT_COUNTS;
	if (state == UNIT_NA) {
		group->gone_centi += weight_centi;
	} else {
		group->n++;
		group->weight_centi += weight_centi;
	}
}

/* Weights as they are used. Under NA_EQUAL each takes an equal part of what is gone; multiplied by
 * their number, weights and their sum stay whole. */
static uint64_t used_weight(const struct group *group, int64_t weight_centi)
{
	if (group->policy != NA_EQUAL)
		return (uint64_t)weight_centi;
	return (uint64_t)(weight_centi * group->n + group->gone_centi);
}

static uint64_t used_sum(const struct group *group)
{
	if (group->policy != NA_EQUAL)
		return (uint64_t)group->weight_centi;
	return (uint64_t)((group->weight_centi + group->gone_centi) * group->n);
}

static struct group group_of(
	const struct weigh_unit *units, size_t n_units, enum card_na_policy policy)
{
	struct group group = {.policy = policy};
	for (size_t i = 0; i < n_units; i++)
		join_group(&group, units[i].state, units[i].weight_centi);
	return group;
}

static enum weigh_state state_of(const struct group *group)
{
	if (group->n > 0)
		return group->is_scored ? UNIT_COUNTS : UNIT_FILLED;
	return group->gone_centi > 0 ? UNIT_NA : UNIT_OUT;
}

/* Adds what the units of a group got, the group itself being worth weight. */
static void add_group(struct fraction *sum, const struct group *group,
	const struct weigh_unit *units, size_t n_units, uint64_t weight)
{
	for (size_t i = 0; i < n_units; i++) {
		const struct weigh_unit *unit = &units[i];
		bool is_in = unit->state == UNIT_COUNTS || unit->state == UNIT_FILLED;
		if (!is_in || unit->weight_centi == 0 || unit->got_centi == 0)
			continue;
		const struct fraction_factor factors[] = {
			{(uint64_t)unit->got_centi, (uint64_t)unit->most_centi},
			{used_weight(group, unit->weight_centi), used_sum(group)},
			{weight, 1},
		};
		fraction_add(sum, factors, 3);
	}
}

static bool weigh_group(const struct weigh_unit *units, size_t n_units, enum card_na_policy policy,
	int64_t total_centi, int64_t *score_centi)
{
	struct group group = group_of(units, n_units, policy);
	struct fraction sum;
	if (!group.is_scored)
		return false;
	fraction_init(&sum);
	add_group(&sum, &group, units, n_units, 1);
	*score_centi = fraction_round(&sum, (uint64_t)total_centi, 1);
	return true;
}

bool weigh_section(const struct weigh_unit *units, size_t n_units, enum card_na_policy policy,
	int64_t *percent_centi)
{
	return weigh_group(units, n_units, policy, 10000, percent_centi);
}

/* How many units from the first on are of its section. */
static size_t count_section(const struct weigh_unit *units, size_t n_units)
{
	size_t n = 0;
	while (n < n_units && units[n].section == units[0].section)
		n++;
	return n;
}

static bool weigh_sections(const struct card *card, const struct weigh_unit *units, size_t n_units,
	int64_t *score_centi)
{
	struct group all = {.policy = card->na_policy};
	struct fraction sum;
	size_t n;
	for (size_t at = 0; at < n_units; at += n) {
		n = count_section(units + at, n_units - at);
		struct group group = group_of(units + at, n, card->na_policy);
		join_group(&all, state_of(&group), card->sections[units[at].section].weight_centi);
	}
	if (!all.is_scored)
		return false;
	fraction_init(&sum);
	for (size_t at = 0; at < n_units; at += n) {
		n = count_section(units + at, n_units - at);
		struct group group = group_of(units + at, n, card->na_policy);
		int64_t weight_centi = card->sections[units[at].section].weight_centi;
		if (group.n > 0 && weight_centi > 0)
			add_group(&sum, &group, units + at, n, used_weight(&all, weight_centi));
	}
	*score_centi = fraction_round(&sum, (uint64_t)card->total_centi, used_sum(&all));
	return true;
}

bool weigh_card(const struct card *card, const struct weigh_unit *units, size_t n_units,
	int64_t *score_centi)
{
	if (card->n_sections > 0 && card->sections[0].weight_centi >= 0)
		return weigh_sections(card, units, n_units, score_centi);
	return weigh_group(units, n_units, card->na_policy, card->total_centi, score_centi);
}
