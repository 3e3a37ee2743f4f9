/* From what each item got to the score of a section and of the card. */
/* SPDX-License-Identifier: MIT */
#ifndef SCORECARD_WEIGH_H
#define SCORECARD_WEIGH_H

#include "scorecard/card.h"

enum weigh_state {
	UNIT_OUT,    /* empty, or does not apply: as not there */
	UNIT_NA,     /* leaves, by the card's policy */
	UNIT_FILLED, /* N/A, but counted as the policy says; alone it makes no score */
	UNIT_COUNTS,
};

/* An item, or the occurrence items of a section together. */
struct weigh_unit {
	size_t section;
	enum weigh_state state;
	int64_t got_centi; /* 0..most_centi */
	int64_t most_centi;
	int64_t weight_centi; /* 0 if most_centi is 0 */
};

/* 1/100 % of units[0..n_units), the units of one section. False if nothing counts. */
bool weigh_section(const struct weigh_unit *units, size_t n_units, enum card_na_policy policy,
	int64_t *percent_centi) __attribute__((nonnull(4)));
/* 1/100 points of the card's total; units in the order of the sections. False if nothing counts. */
bool weigh_card(const struct card *card, const struct weigh_unit *units, size_t n_units,
	int64_t *score_centi) __attribute__((nonnull(1, 4)));

#endif
