/* A card's parts in words, for tables and messages. */
/* SPDX-License-Identifier: MIT */
#ifndef COMMAND_CARD_WORDS_H
#define COMMAND_CARD_WORDS_H

#include "base/str.h"
#include "scorecard/card.h"
#include "scorecard/score.h"

/* The name of a level, in the language shown. Borrowed from the card, or static. */
const char *card_words_level(const struct card_level *level, enum card_language language)
	__attribute__((nonnull, returns_nonnull));
/* The name of an answer's level: a level's, "n/a", "" for none. */
const char *card_words_answer(const struct card_item *item, int level, enum card_language language)
	__attribute__((nonnull, returns_nonnull));
/* Adds what can be answered: "1 not met, 2 met, n/a". */
void card_words_add_answers(const struct card_item *item, enum card_language language,
	struct str *out) __attribute__((nonnull));
/* Adds "if 2.2 is not met"; nothing where the item is always asked. */
void card_words_add_condition(const struct card *card, const struct card_item *item,
	enum card_language language, struct str *out) __attribute__((nonnull));
/* Adds the points of an item, short: "10", "10 / 12", "-0.5 each", "0 to 10". */
void card_words_add_points(const struct card_item *item, struct str *out)
	__attribute__((nonnull));
/* Adds "passes", "fails: wrong answer"; nothing where there is no outcome. */
void card_words_add_outcome(const struct card *card, const struct score *score,
	enum card_language language, struct str *out) __attribute__((nonnull));
/* "12.5", exactly as many decimals as needed. */
void card_words_add_centi(struct str *out, int64_t centi) __attribute__((nonnull));
/* How wide a column of the card's keys is, with the blanks behind it; at least so wide. */
int card_words_key_columns(const struct card *card, int least_columns) __attribute__((nonnull));

#endif
