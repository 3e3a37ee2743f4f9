/* Asking the schema of card files: rows, words, what a value looks like. */
/* SPDX-License-Identifier: MIT */
#ifndef SCORECARD_SCHEMA_H
#define SCORECARD_SCHEMA_H

#include "base/str.h"
#include "scorecard/card.h"

/* The row of a key, or NULL. All results are static. */
const struct card_schema_row *card_schema_find(const char *where, const char *name)
	__attribute__((nonnull));
const struct card_schema_row *card_schema_first(const char *where)
	__attribute__((nonnull, returns_nonnull));
/* The known key that is most like name, or NULL if none is near. */
const char *card_schema_nearest(const char *where, const char *name) __attribute__((nonnull));
/* Adds the keys of `where`, with commas. */
void card_schema_list(const char *where, struct str *list) __attribute__((nonnull));
/* What a value of the row looks like, in the current language. */
const char *card_schema_expected(const struct card_schema_row *row)
	__attribute__((nonnull, returns_nonnull));
/* "tenet", "yes-no", ... as in the file; and back, false if there is none. */
const char *card_schema_scale_word(enum card_scale scale) __attribute__((const, returns_nonnull));
bool card_schema_scale_of(const char *word, enum card_scale *scale) __attribute__((nonnull));
/* How unlike two words are: letters to insert, drop, change or swap with the next. Of the first 31
 * bytes of each. */
int card_word_distance(const char *a, const char *b) __attribute__((nonnull, pure));

#endif
