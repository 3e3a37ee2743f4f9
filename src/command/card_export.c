/* callmark card export: a card as a table for a spreadsheet, or as its file. */
/* SPDX-License-Identifier: MIT */
#include "config.h"
#include "command/card_parts.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/i18n.h"
#include "base/mem.h"
#include "base/str.h"
#include "command/cards.h"
#include "command/output.h"
#include "command/xlsx.h"
#include "scorecard/sheet.h"

static bool write_text(const char *out, const char *text, size_t n_bytes, struct err *err)
{
	return out ? output_replace(out, text, n_bytes, err) : output_print(text, n_bytes, err);
}

static bool write_yaml(const struct card *card, const char *out, struct err *err)
{
	return write_text(out, card->text, card->n_text, err);
}

/* With a mark in front: without it Excel does not see that it is UTF-8. */
static bool write_csv(const struct card *card, const char *out, struct err *err)
{
	struct sheet sheet = {0};
	struct str text = {0};
	str_add(&text, "\xef\xbb\xbf");
	sheet_fill(&sheet, card);
	sheet_add_csv(&sheet, &text);
	bool written = write_text(out, str_get(&text), text.n_bytes, err);
	sheet_release(&sheet);
	str_release(&text);
	return written;
}

static const char *get_cell(const void *context, size_t row, size_t column)
{
	const struct sheet *sheet = context;
	return sheet->rows[row].cells[column];
}

static bool write_xlsx(const struct card *card, const char *out, struct err *err)
{
	struct sheet sheet = {0};
	if (!out)
		return err_set(err, ERR_USAGE, _("a workbook is no text for a terminal: --out FILE.xlsx"));
	sheet_fill(&sheet, card);
	struct xlsx_column *columns = mem_zalloc(sheet.n_columns, sizeof *columns);
	for (size_t i = 0; i < sheet.n_columns; i++)
		columns[i] = (struct xlsx_column){
			sheet.columns[i].name, sheet_is_number(sheet.columns[i].name)};
	struct xlsx_table table = {
		card->id, columns, sheet.n_columns, sheet.n_rows, get_cell, &sheet};
	bool written = xlsx_write(out, &table, err);
	free(columns);
	sheet_release(&sheet);
	return written;
}

static const struct format {
	const char *word;
	const char *ending;
	bool (*write)(const struct card *card, const char *out, struct err *err);
} formats[] = {
	{"csv", ".csv", write_csv},
	{"xlsx", ".xlsx", write_xlsx},
	{"yaml", ".yaml", write_yaml},
};

/* What --as says, or else the ending of the file; NULL if neither does. */
static const struct format *find_format(const char *word, const char *out)
{
	for (size_t i = 0; i < sizeof formats / sizeof *formats; i++)
		if (word ? strcmp(word, formats[i].word) == 0
			 : out && str_ends_nocase(out, formats[i].ending))
			return &formats[i];
	return NULL;
}

int card_export(const struct command_context *context, int n_arguments, char **arguments)
{
	(void)n_arguments;
	struct err err;
	const char *out = context->values[CARD_OUT];
	const struct format *format = find_format(context->values[CARD_AS], out);
	if (!format) {
		command_complain(_("card export: as what? --as csv, --as xlsx or --as yaml"));
		return EXIT_USAGE;
	}
	struct card *card = cards_load(arguments[0], &err);
	bool written = card && format->write(card, out, &err);
	card_free(card);
	return written ? EXIT_DONE : card_fail(&err);
}
