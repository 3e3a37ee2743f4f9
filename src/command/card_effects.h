/* What another card would have made of the reviews that are stored. Nothing is changed. */
/* SPDX-License-Identifier: MIT */
#ifndef COMMAND_CARD_EFFECTS_H
#define COMMAND_CARD_EFFECTS_H

#include <stddef.h>
#include <stdint.h>

#include "base/err.h"
#include "scorecard/card.h"
#include "store/store.h"

/* Answers that the new card has no place for: they count as empty. */
struct card_homeless {
	char *name;       /* "2.2 exceeded", "5.1 N11" */
	size_t n_reviews;
};

struct card_effects {
	size_t n_reviews;
	size_t n_drafts;         /* of them */
	size_t n_scored;         /* that have a score under both */
	int64_t sum_centi;       /* of the changes, new less old */
	int64_t largest_centi;   /* the one farthest from 0 */
	size_t n_changed;        /* scores */
	size_t n_outcomes;       /* that pass, fail or are zero as they did not before */
	size_t n_bands;          /* in another band */
	struct card_homeless *homeless; /* by name */
	size_t n_homeless;
	size_t n_homeless_room;
};

/* Scores each review of the old card's id and version anew, by the keys of items, levels and reasons;
 * *effects is empty before, released by the caller, also after a failure. */
bool card_effects_find(struct card_effects *effects, struct store *store,
	const struct card *old_card, const struct card *new_card, struct err *err)
	__attribute__((nonnull, warn_unused_result));
void card_effects_release(struct card_effects *effects) __attribute__((nonnull));

#endif
