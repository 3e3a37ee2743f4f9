/* A card as a table, as it is kept in spreadsheets: a row for each item, section, reason, ... */
/* SPDX-License-Identifier: MIT */
#ifndef SCORECARD_SHEET_H
#define SCORECARD_SHEET_H

#include <stdbool.h>
#include <stddef.h>

#include "base/str.h"
#include "scorecard/card.h"

/* A column has the name of a key of the card file ("item", "met"), a text's Chinese one with " zh"
 * behind it ("title zh"). Which of the columns card, field, option, flag, band, section, item,
 * choice and reason is filled tells what a row is; what belongs to another (options, items,
 * choices, reasons) stands below it. A row with both section and item is the item, and begins the
 * section when that is another than before. */
struct sheet_row {
	char **cells; /* n_columns; "" where empty, never NULL */
	int line;     /* where it came from, from 1 */
};

struct sheet_column {
	char *name;
	int field; /* of the records that it was read from, from 1; 0: of none */
};

struct sheet {
	struct sheet_column *columns;
	size_t n_columns;
	size_t n_column_room;
	struct sheet_row *rows;
	size_t n_rows;
	size_t n_row_room;
};

void sheet_release(struct sheet *sheet) __attribute__((nonnull));
/* The number of a column, added if there is none yet. */
size_t sheet_need_column(struct sheet *sheet, const char *name) __attribute__((nonnull));
/* The number of a column, or -1. */
int sheet_find_column(const struct sheet *sheet, const char *name) __attribute__((nonnull));
/* Whether what stands below a name of a column is numbers (points, weights, the version). */
bool sheet_is_number(const char *name) __attribute__((nonnull));
/* A new, empty row at the end; its number. */
size_t sheet_add_row(struct sheet *sheet, int line) __attribute__((nonnull));
void sheet_set(struct sheet *sheet, size_t row, size_t column, const char *text)
	__attribute__((nonnull));

/* Fills an empty sheet with all that the card's file says but its comments, columns in the order of
 * the schema. */
void sheet_fill(struct sheet *sheet, const struct card *card) __attribute__((nonnull));

/* Adds the sheet as comma-separated values, the names of its columns first. */
void sheet_add_csv(const struct sheet *sheet, struct str *out) __attribute__((nonnull));

/* ---- from a spreadsheet ---- */

/* Which cell a line of the file came from. */
struct sheet_origin {
	int row;    /* index; -1: the program's own line */
	int column; /* index */
};

struct sheet_file {
	struct str text; /* a card file, to be read by card_parse */
	struct sheet_origin *origins; /* one a line */
	size_t n_origins;
	size_t n_origin_room;
};

/* Fills a sheet from comma-separated values; the first record names the columns, also by words that
 * people use ("分值", "description"). False if *problems (as in card_parse; columns count fields)
 * has got any. */
bool sheet_read_csv(struct sheet *sheet, const char *text, size_t n_text,
	struct card_problems *problems) __attribute__((nonnull, warn_unused_result));
/* The card file that the sheet is. id and title are for a sheet without a row of the card. */
void sheet_write_file(const struct sheet *sheet, const char *id, const char *title,
	struct sheet_file *file) __attribute__((nonnull));
void sheet_file_release(struct sheet_file *file) __attribute__((nonnull));

#endif
