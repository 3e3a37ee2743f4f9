/* Searching a scorecard: titles, guidelines, reasons and comments. */
/* SPDX-License-Identifier: MIT */
#ifndef UI_SEARCH_H
#define UI_SEARCH_H

#include <stdbool.h>
#include <stddef.h>

#include "review/snapshot.h"

/* Where an item has the text. */
enum search_place {
	SEARCH_NOWHERE,
	SEARCH_TITLE, /* its key and section are meant too */
	SEARCH_GUIDELINE,
	SEARCH_COMMENT,
	SEARCH_REASON,
};

struct search_hit {
	size_t item;
	enum search_place place;
	size_t number; /* of the hits, from 1 */
	size_t n_hits; /* items that have it; 0: none does */
};

/* The next item after (step 1) or before (-1) one that has the text, round the end; that item itself
 * comes last. */
struct search_hit search_card(const struct review_snapshot *snapshot, const char *wanted, size_t from,
	int step) __attribute__((nonnull));

#endif
