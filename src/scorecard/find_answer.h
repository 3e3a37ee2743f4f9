/* Finding the answer to an item. */
/* SPDX-License-Identifier: MIT */
#ifndef SCORECARD_FIND_ANSWER_H
#define SCORECARD_FIND_ANSWER_H

#include "scorecard/card.h"

/* The answer of that key, or NULL. Borrowed from answers. */
const struct answer *find_answer(const struct answer *answers, size_t n_answers, const char *key)
	__attribute__((nonnull(3)));
/* The level of an answer (which may be NULL), ANSWER_NONE if the item cannot have it. */
int find_level(const struct card_item *item, const struct answer *answer)
	__attribute__((nonnull(1), pure));

#endif
