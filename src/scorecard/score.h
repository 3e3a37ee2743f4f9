/* What the answers to a card are worth: exact fractions, rounded once. */
/* SPDX-License-Identifier: MIT */
#ifndef SCORECARD_SCORE_H
#define SCORECARD_SCORE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "model/answer.h"
#include "scorecard/card.h"

struct score {
	bool has_score;      /* false when every item is N/A, or nothing is answered yet */
	int64_t score_centi; /* 1/100 points, scaled to the card's total, rounded once, half up */
	int64_t got_centi;   /* points of the answered items as they stand, unscaled */
	int64_t open_centi;  /* the most that the answered, applicable items could have given */
	bool complete;       /* no required item is empty */
	int n_items;         /* that can be answered */
	int n_answered;      /* N/A counts as answered */
	int n_not_met;
	int n_met;
	int n_exceeded;
	int n_na;
};

/* score_centi of an unfinished review counts its empty items as not there. answers: any order, at
 * most one an item; keys that the card does not have are ignored. Formula: 02-scorecards, "What a
 * card can say": sum of points / (total - points of N/A items) x total, where the total of `tenets`
 * counts what exceeding can reach. */
void score_compute(const struct card *card, const struct answer *answers, size_t n_answers,
	struct score *score) __attribute__((nonnull(1, 4)));

/* "88.00", "88.5" -> exactly as many decimals as needed (0..2) when short is set, else two. */
void score_format(int64_t centi, bool brief, char buf[24]) __attribute__((nonnull));

#endif
