/* Tables as workbooks of spreadsheets (Office Open XML). */
/* SPDX-License-Identifier: MIT */
#ifndef COMMAND_XLSX_H
#define COMMAND_XLSX_H

#include <stdbool.h>
#include <stddef.h>

#include "base/err.h"

struct xlsx_column {
	const char *name;
	bool is_number; /* its cells are numbers where they can be read as such; else texts */
};

/* All is borrowed. A cell is UTF-8, "" where it is empty. */
struct xlsx_table {
	const char *name; /* of the sheet: at most 31 letters, none of []:*?/\ */
	const struct xlsx_column *columns;
	size_t n_columns;
	size_t n_rows;
	const char *(*get_cell)(const void *context, size_t row, size_t column);
	const void *context;
};

/* Writes a workbook of this one sheet, its head bold and always in sight, in place of an older file;
 * whoever opens it finds the old or the new one, whole. */
bool xlsx_write(const char *path, const struct xlsx_table *table, struct err *err)
	__attribute__((nonnull, warn_unused_result));

#endif
