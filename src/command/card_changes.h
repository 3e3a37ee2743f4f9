/* What is other in one card than in another. */
/* SPDX-License-Identifier: MIT */
#ifndef COMMAND_CARD_CHANGES_H
#define COMMAND_CARD_CHANGES_H

#include <stddef.h>

#include "scorecard/card.h"

enum card_change_kind {
	CARD_REMOVED,
	CARD_ADDED,
	CARD_MOVED,   /* in the same section among other items, or to another one */
	CARD_CHANGED, /* a value */
};

struct card_change {
	enum card_change_kind kind;
	const char *what; /* "card", "item", "reason", ...; static */
	char *name;       /* "2.2", "2.2 N1" */
	char *key;        /* CARD_CHANGED: of the value, as in a card's table; else NULL */
	char *old_value;  /* "" where there was none; of CARD_REMOVED its title; of CARD_MOVED its section */
	char *new_value;
};

struct card_changes {
	struct card_change *changes;
	size_t n_changes;
	size_t n_room;
};

/* Fills *changes (empty before): what is gone first, then the new card from its top. The caller releases
 * it. */
void card_changes_find(struct card_changes *changes, const struct card *old_card,
	const struct card *new_card) __attribute__((nonnull));
void card_changes_release(struct card_changes *changes) __attribute__((nonnull));

#endif
