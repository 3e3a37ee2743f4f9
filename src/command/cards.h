/* Finding and loading scorecards: the person's own first, then those that came with callmark. */
/* SPDX-License-Identifier: MIT */
#ifndef COMMAND_CARDS_H
#define COMMAND_CARDS_H

#include "base/err.h"
#include "base/str.h"
#include "scorecard/card.h"

/* Adds a file, as it is, of at most 1 MiB. */
bool cards_read_text(const char *path, struct str *text, struct err *err)
	__attribute__((nonnull, warn_unused_result));
/* Reads a card file. On failure the error names file, line, column and what was expected of the first
 * problem, and how many more there are. The caller frees the card. */
struct card *cards_read(const char *path, struct err *err)
	__attribute__((nonnull, warn_unused_result));
/* The same; every problem is told, one call of tell a line. NULL if there was any. */
struct card *cards_read_telling(const char *path,
	void (*tell)(void *context, const char *line), void *context)
	__attribute__((nonnull(1, 2), warn_unused_result));
/* The card of an id ("tenets"): NAME.yaml in the person's folder of cards, else the shipped one; a
 * name with a slash or ".yaml" in it is a path. */
struct card *cards_load(const char *name, struct err *err)
	__attribute__((nonnull, warn_unused_result));

/* The id of the card that comes after this one, by name and round again, of all that are found; NULL
 * if none is. The caller frees it. */
char *cards_next(const char *name) __attribute__((nonnull, warn_unused_result));

/* The language in which texts of cards are shown: LANGUAGE, else that of the locale. */
enum card_language cards_language(void);

#endif
