/* Tables as spreadsheets save them: records of fields (RFC 4180, and what programs make of it). */
/* SPDX-License-Identifier: MIT */
#ifndef BASE_CSV_H
#define BASE_CSV_H

#include <stdbool.h>
#include <stddef.h>

#include "base/str.h"

#define CSV_MAX_FIELDS 200 /* of a record */

struct csv_reader {
	const char *text; /* borrowed */
	size_t n_bytes;
	size_t at;
	char separator; /* ',' ';' or a tab: whichever is most in the first record, or what "sep=" says */
	int line;       /* of the next byte, from 1 */
};

/* One record. { 0 } is an empty one; the texts are owned by it, and may hold line feeds (a carriage
 * return before one is left out). */
struct csv_record {
	char **fields;
	size_t n_fields;
	size_t n_room;
	int line; /* where it begins */
};

enum csv_result {
	CSV_RECORD,
	CSV_END,
	CSV_OPEN_QUOTE, /* the quote that opens in record->line is never closed */
	CSV_TOO_WIDE,   /* more than CSV_MAX_FIELDS */
};

/* A byte order mark at the start is skipped, and a first line "sep=;". */
void csv_start(struct csv_reader *reader, const char *text, size_t n_bytes) __attribute__((nonnull));
/* The next record, in place of what *record held; empty lines are left out. A NUL ends a field. */
enum csv_result csv_next(struct csv_reader *reader, struct csv_record *record)
	__attribute__((nonnull, warn_unused_result));
void csv_record_release(struct csv_record *record) __attribute__((nonnull));

/* Adds a text as a quoted field. What a spreadsheet would take for a formula gets an apostrophe in
 * front, and csv_skip_apostrophe leaves it out again. */
void csv_add_text(struct str *out, const char *text) __attribute__((nonnull));
const char *csv_skip_apostrophe(const char *text) __attribute__((nonnull, returns_nonnull));

#endif
