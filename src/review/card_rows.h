/* The items of a card and its flags, as the database keeps them. */
/* SPDX-License-Identifier: MIT */
#ifndef REVIEW_CARD_ROWS_H
#define REVIEW_CARD_ROWS_H

#include "scorecard/card.h"
#include "store/store.h"

struct card_rows {
	const char **keys; /* of the items, then of the flags; borrowed from the card */
	size_t n_keys;
	struct store_card_level *levels;
	size_t n_levels;
};

/* Fills *rows for store_submit_start. */
void card_rows_make(struct card_rows *rows, const struct card *card) __attribute__((nonnull));
void card_rows_release(struct card_rows *rows) __attribute__((nonnull));

#endif
