/* What the answers to a card are worth: exact fractions, rounded once. */
/* SPDX-License-Identifier: MIT */
#ifndef SCORECARD_SCORE_H
#define SCORECARD_SCORE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "model/answer.h"
#include "scorecard/card.h"

enum score_outcome {
	OUTCOME_NONE, /* nothing to say: no score yet, or the card has no pass mark */
	OUTCOME_PASS,
	OUTCOME_FAIL,
	OUTCOME_ZERO, /* failed, and the score is 0 */
};

enum score_cause {           /* bits: why it failed */
	CAUSE_PASS_MARK = 1, /* the score is below it */
	CAUSE_FLAG = 2,      /* a raised flag of effect fail or zero */
	CAUSE_ITEM = 4,      /* an item that is not met, of effect fail or zero */
};

struct score_counts {
	int n_items;    /* that can be answered: their conditions are fulfilled */
	int n_answered; /* N/A counts as answered */
	int n_not_met;
	int n_met;
	int n_exceeded;
	int n_na;
};

struct score_section {
	bool has_score;
	bool is_zeroed;    /* by an item of effect section */
	int64_t got_centi; /* as in struct score; raw, also when zeroed */
	int64_t open_centi;
	int64_t percent_centi; /* 1/100 %: its share of what it could have, raw, rounded half up */
	int64_t bonus_centi;   /* on top */
	struct score_counts counts;
};

struct score {
	bool has_score;      /* false when every item is N/A, or nothing counts yet */
	int64_t score_centi; /* 1/100 points, scaled to the card's total, rounded once, half up,
				with bonus; after zeroed sections and OUTCOME_ZERO */
	int64_t raw_centi;   /* the same before zeroed sections and OUTCOME_ZERO */
	int64_t bonus_centi; /* what came on top of the total in raw_centi */
	int64_t got_centi;   /* points of what counts as they stand, unscaled, without bonus */
	int64_t open_centi;  /* the most that what counts could have given */
	enum score_outcome outcome;
	unsigned causes;               /* of enum score_cause; 0 unless failed */
	char cause_key[ITEM_KEY_SIZE]; /* the first flag or item that failed it; "" for none */
	int band;                      /* of score_centi, index in the card; -1: none */
	bool complete;                 /* no required item that applies is empty */
	int n_flags;                   /* raised, of any effect */
	int n_items;                   /* the sums of the sections' counts */
	int n_answered;
	int n_not_met;
	int n_met;
	int n_exceeded;
	int n_na;
	struct score_section sections[CARD_MAX_SECTIONS]; /* of the card's first n_sections */
};

/* answers: any order, at most one an item or flag; keys that the card does not have, and answers
 * that an item cannot have, are ignored. Empty items count as card->untouched says.
 *
 * Each item is worth its weight, or else its most points, times the part of them that it got;
 * the occurrence items of a section together are worth its cap. A section's score is what its items
 * got by what they are worth; the card's the mean of its sections by their weights, or by what is
 * in them; times the total; plus bonus. N/A: enum card_na_policy; with sections of weight the
 * policy works inside a section, and between sections where nothing in one applies. An item whose
 * condition is not fulfilled leaves, whatever the policy says. */
void score_compute(const struct card *card, const struct answer *answers, size_t n_answers,
	struct score *score) __attribute__((nonnull(1, 4)));

/* "88.00", "88.5" -> exactly as many decimals as needed (0..2) when short is set, else two. */
void score_format(int64_t centi, bool brief, char buf[24]) __attribute__((nonnull));

#endif
