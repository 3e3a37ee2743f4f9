/* What is wrong with a card file, collected by place. */
/* SPDX-License-Identifier: MIT */
#ifndef SCORECARD_PROBLEMS_H
#define SCORECARD_PROBLEMS_H

#include <stdbool.h>
#include <stddef.h>

#include "scorecard/card.h"

#define CARD_MAX_PROBLEMS 100
#define CARD_QUOTE_SIZE 128

/* Files one problem in order of line and column (both from 1); dropped when there are
 * CARD_MAX_PROBLEMS already. */
void card_problems_add(struct card_problems *problems, int line, int column, const char *fmt, ...)
	__attribute__((nonnull, format(printf, 4, 5)));
bool card_problems_are_full(const struct card_problems *problems) __attribute__((nonnull, pure));
/* text as it may stand in a message: cleaned, at most 40 columns. Borrowed from buf. */
const char *card_quote(const char *text, size_t n_bytes, char buf[CARD_QUOTE_SIZE])
	__attribute__((nonnull, returns_nonnull));

#endif
