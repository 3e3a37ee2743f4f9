/* A card as a table: its columns and rows. */
/* SPDX-License-Identifier: MIT */
#include "config.h"
#include "scorecard/sheet.h"

#include <stdlib.h>
#include <string.h>

#include "base/mem.h"

int sheet_find_column(const struct sheet *sheet, const char *name)
{
	for (size_t i = 0; i < sheet->n_columns; i++)
		if (strcmp(sheet->columns[i].name, name) == 0)
			return (int)i;
	return -1;
}

size_t sheet_need_column(struct sheet *sheet, const char *name)
{
	int found = sheet_find_column(sheet, name);
	if (found >= 0)
		return (size_t)found;
	MEM_GROW(sheet->columns, sheet->n_columns, sheet->n_column_room);
	sheet->columns[sheet->n_columns++] = (struct sheet_column){mem_dup(name), 0};
	for (size_t i = 0; i < sheet->n_rows; i++) {
		struct sheet_row *row = &sheet->rows[i];
		row->cells = mem_resize(row->cells, sheet->n_columns, sizeof *row->cells);
		row->cells[sheet->n_columns - 1] = mem_dup("");
	}
	return sheet->n_columns - 1;
}

size_t sheet_add_row(struct sheet *sheet, int line)
{
	MEM_GROW(sheet->rows, sheet->n_rows, sheet->n_row_room);
	struct sheet_row *row = &sheet->rows[sheet->n_rows++];
	row->line = line;
	row->cells = mem_zalloc(sheet->n_columns + 1, sizeof *row->cells);
	for (size_t i = 0; i < sheet->n_columns; i++)
		row->cells[i] = mem_dup("");
	return sheet->n_rows - 1;
}

void sheet_set(struct sheet *sheet, size_t row, size_t column, const char *text)
{
	char **cell = &sheet->rows[row].cells[column];
	free(*cell);
	*cell = mem_dup(text);
}

void sheet_release(struct sheet *sheet)
{
	for (size_t i = 0; i < sheet->n_rows; i++) {
		for (size_t j = 0; j < sheet->n_columns; j++)
			free(sheet->rows[i].cells[j]);
		free(sheet->rows[i].cells);
	}
	for (size_t i = 0; i < sheet->n_columns; i++)
		free(sheet->columns[i].name);
	free(sheet->rows);
	free(sheet->columns);
	*sheet = (struct sheet){0};
}

void sheet_file_release(struct sheet_file *file)
{
	str_release(&file->text);
	free(file->origins);
	*file = (struct sheet_file){0};
}
