/* Tables as workbooks of spreadsheets (Office Open XML). */
/* SPDX-License-Identifier: MIT */
#include "config.h"
#include "command/xlsx.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>
#include <xlsxwriter.h>

#include "base/utf8.h"
#include "command/output.h"

#define LEAST_WIDTH 8
#define MOST_WIDTH 60 /* longer texts are wrapped */

struct formats {
	lxw_format *head, *text, *number;
};

/* As wide as its longest cell. */
static double width_of(const struct xlsx_table *table, size_t column)
{
	int widest = utf8_width(table->columns[column].name);
	for (size_t row = 0; row < table->n_rows; row++) {
		int width = utf8_width(table->get_cell(table->context, row, column));
		if (width > widest)
			widest = width;
	}
	return widest < LEAST_WIDTH ? LEAST_WIDTH : widest > MOST_WIDTH ? MOST_WIDTH : widest + 1;
}

/* "12", "-0.5": digits that are a number in any locale. */
static bool read_number(const char *text, double *number)
{
	const char *digits = *text == '-' ? text + 1 : text;
	size_t n_whole = strspn(digits, "0123456789"), n_part = 0;
	if (digits[n_whole] == '.')
		n_part = strspn(digits + n_whole + 1, "0123456789") + 1;
	if (n_whole == 0 || n_whole > 15 || n_part == 1 || n_part > 10 || digits[n_whole + n_part])
		return false;
	double part = 0;
	for (size_t i = n_part; i > 1; i--)
		part = (part + (digits[n_whole + i - 1] - '0')) / 10;
	*number = (double)strtoll(digits, NULL, 10) + part;
	if (digits > text)
		*number = -*number;
	return true;
}

static lxw_error add_cell(lxw_worksheet *sheet, const struct formats *formats, lxw_row_t row,
	lxw_col_t column, bool is_number, const char *text)
{
	double number;
	if (!*text)
		return LXW_NO_ERROR;
	return is_number && read_number(text, &number)
		       ? worksheet_write_number(sheet, row, column, number, formats->number)
		       : worksheet_write_string(sheet, row, column, text, formats->text);
}

static lxw_error add_column(lxw_worksheet *sheet, const struct formats *formats,
	const struct xlsx_table *table, size_t i)
{
	lxw_col_t column = (lxw_col_t)i;
	const struct xlsx_column *head = &table->columns[i];
	lxw_error error = worksheet_set_column(sheet, column, column, width_of(table, i), NULL);
	if (!error)
		error = worksheet_write_string(sheet, 0, column, head->name, formats->head);
	for (size_t row = 0; !error && row < table->n_rows; row++)
		error = add_cell(sheet, formats, (lxw_row_t)(row + 1), column, head->is_number,
			table->get_cell(table->context, row, i));
	return error;
}

static lxw_error fill(lxw_workbook *workbook, const struct xlsx_table *table)
{
	struct formats formats = {workbook_add_format(workbook), workbook_add_format(workbook),
		workbook_add_format(workbook)};
	lxw_worksheet *sheet = workbook_add_worksheet(workbook, table->name);
	if (!sheet)
		return LXW_ERROR_SHEETNAME_LENGTH_EXCEEDED;
	format_set_bold(formats.head);
	format_set_text_wrap(formats.text);
	format_set_align(formats.head, LXW_ALIGN_VERTICAL_TOP);
	format_set_align(formats.text, LXW_ALIGN_VERTICAL_TOP);
	format_set_align(formats.number, LXW_ALIGN_VERTICAL_TOP);
	worksheet_freeze_panes(sheet, 1, 0);
	lxw_error error = LXW_NO_ERROR;
	for (size_t i = 0; !error && i < table->n_columns; i++)
		error = add_column(sheet, &formats, table, i);
	return error;
}

/* The library tells stderr what fails, in lines of its own; the error that it returns is enough. */
static lxw_error close_quietly(lxw_workbook *workbook)
{
	int kept = fcntl(STDERR_FILENO, F_DUPFD_CLOEXEC, STDERR_FILENO + 1);
	int nowhere = open("/dev/null", O_WRONLY | O_CLOEXEC);
	fflush(stderr);
	if (kept >= 0 && nowhere >= 0)
		dup2(nowhere, STDERR_FILENO);
	errno = 0;
	lxw_error error = workbook_close(workbook); /* also after an error: it frees */
	int errnum = errno;
	fflush(stderr);
	if (kept >= 0 && nowhere >= 0)
		dup2(kept, STDERR_FILENO);
	if (kept >= 0)
		close(kept);
	if (nowhere >= 0)
		close(nowhere);
	errno = errnum;
	return error;
}

static const char *write_workbook(const void *context, const char *part, char buf[OUTPUT_WHY_SIZE])
{
	lxw_workbook *workbook = workbook_new(part);
	if (!workbook)
		return err_strerror(ENOMEM, buf, OUTPUT_WHY_SIZE);
	lxw_error error = fill(workbook, context);
	lxw_error closed = close_quietly(workbook);
	if (!error && !closed)
		return NULL;
	return !error && errno ? err_strerror(errno, buf, OUTPUT_WHY_SIZE)
			       : lxw_strerror(error ? error : closed);
}

bool xlsx_write(const char *path, const struct xlsx_table *table, struct err *err)
{
	return output_replace_by(path, write_workbook, table, err);
}
