/* What rows of a sheet can be, and where they stand in a card file. */
/* SPDX-License-Identifier: MIT */
#ifndef SCORECARD_SHEET_PARTS_H
#define SCORECARD_SHEET_PARTS_H

#include <stddef.h>

/* A kind of row: a mapping of the card file. */
struct sheet_kind {
	const char *name;   /* of the schema's "where", and of the column that holds its name */
	const char *parent; /* NULL: the file itself */
	const char *list;   /* the key of the parent that lists them */
	int indent;         /* of its keys in the file */
};

/* In the order of the columns; ended by a row without a name. */
extern const struct sheet_kind sheet_kinds[];
const struct sheet_kind *sheet_find_kind(const char *name) __attribute__((nonnull));
/* The kind of row that a key of a mapping lists; NULL if it lists none. */
const struct sheet_kind *sheet_listed_by(const char *parent, const char *key)
	__attribute__((nonnull));

struct sheet;
/* What a row is: the innermost column of a kind that is filled; a row that names nothing is an item if
 * it has a title and no column names items. NULL if it is nothing. */
const struct sheet_kind *sheet_kind_of(const struct sheet *sheet, size_t row)
	__attribute__((nonnull));

struct card_problems;
/* Files what does not fit together: rows that name nothing, that stand below nothing they could belong
 * to, cells that mean nothing in their row. */
void sheet_check(const struct sheet *sheet, struct card_problems *problems)
	__attribute__((nonnull));

#define SHEET_ZH " zh" /* behind the name of a column of Chinese texts */

#endif
