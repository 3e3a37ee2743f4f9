/* What the files of callmark import share: where contact data comes from. */
/* SPDX-License-Identifier: MIT */
#ifndef COMMAND_IMPORT_PARTS_H
#define COMMAND_IMPORT_PARTS_H

#include <stdbool.h>
#include <stddef.h>

#include "base/err.h"
#include "base/str.h"
#include "calls/calls.h"
#include "command/command.h"
#include "model/contact.h"

/* Complaints about places in files, of which only the first are printed: a table may have thousands. */
struct import_problems {
	size_t n_problems;
	bool has_told_encoding; /* once is enough: recorders write files by the thousand */
};
void import_complain(struct import_problems *problems, const char *path, int line, const char *text)
	__attribute__((nonnull));

/* A line of a table. */
struct import_row {
	char *key;   /* name of the file, without folder and ending, or else the contact's number */
	char *file;  /* as it stands there, its ending cut; NULL where there is only a number */
	int line;
	bool used;
	struct contact contact;
};

/* { 0 } is none. */
struct import_table {
	const char *path; /* borrowed */
	struct import_row *rows; /* by key, then by line */
	size_t n_rows;
	size_t n_room;
};

/* Reads a table with a line a recording; what is wrong with a line is complained about, and the line left
 * out. False with *err where the table as a whole is of no use. The caller releases it, also then. */
bool import_table_read(struct import_table *table, const char *path, struct import_problems *problems,
	struct err *err) __attribute__((nonnull, warn_unused_result));
/* The line of a call: by its files, or by its number ("" where there is none); of several the last. NULL. */
struct import_row *import_table_find(
	struct import_table *table, const struct calls_row *call, const char *contact_id)
	__attribute__((nonnull));
void import_table_release(struct import_table *table) __attribute__((nonnull));

/* Fills *contact with what the file beside the recordings of a call says (call.json, call.wav.json, or .csv);
 * what is wrong with it is complained about. */
void import_sidecar_read(struct contact *contact, const struct calls_row *call,
	struct import_problems *problems) __attribute__((nonnull));

/* The facts of one record of a table under its heading (facts: one a column, N_CONTACT_FACTS: none). */
bool import_take_record(struct contact *contact, const enum contact_fact *facts, char *const *fields,
	size_t n_fields, struct err *err) __attribute__((nonnull, warn_unused_result));
/* The text of a table or sidecar as UTF-8; the first that was guessed to be something else is told. */
bool import_load(const char *path, struct str *text, struct import_problems *problems, struct err *err)
	__attribute__((nonnull, warn_unused_result));
/* The length of a name without the ending of a recording. */
size_t import_stem_bytes(const char *name) __attribute__((nonnull));

#endif
