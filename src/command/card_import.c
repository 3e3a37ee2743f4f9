/* callmark card import: a table of a spreadsheet becomes a card file. */
/* SPDX-License-Identifier: MIT */
#include "config.h"
#include "command/card_parts.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/i18n.h"
#include "base/str.h"
#include "command/cards.h"
#include "command/output.h"
#include "command/plain_text.h"
#include "scorecard/sheet.h"

struct import {
	const char *path;
	struct str text; /* of the table */
	struct str name; /* of its file, without folder and ending */
	struct str id;
	struct sheet sheet;
	struct sheet_file file;
	struct card *card;
};

static void release(struct import *import)
{
	str_release(&import->text);
	str_release(&import->name);
	str_release(&import->id);
	sheet_release(&import->sheet);
	sheet_file_release(&import->file);
	card_free(import->card);
}

/* ---- names ---- */

static void name_after_file(struct import *import)
{
	const char *slash = strrchr(import->path, '/');
	const char *base = slash ? slash + 1 : import->path, *dot = strrchr(base, '.');
	str_addn(&import->name, base, dot && dot > base ? (size_t)(dot - base) : strlen(base));
}

/* "QA sheet 2026.csv" -> "qa-sheet-2026". */
static void guess_id(struct import *import)
{
	struct str *id = &import->id;
	for (const char *c = str_get(&import->name); *c && id->n_bytes < ITEM_KEY_SIZE - 1; c++) {
		char letter[2] = {str_lower(*c), '\0'};
		if (card_is_id(letter) && *letter != '-')
			str_addc(id, *letter);
		else if (id->n_bytes && id->text[id->n_bytes - 1] != '-')
			str_addc(id, '-');
	}
	while (id->n_bytes && id->text[id->n_bytes - 1] == '-')
		id->text[--id->n_bytes] = '\0';
	if (id->n_bytes == 0)
		str_add(id, "imported");
}

/* ---- problems ---- */

static void print_problem(const struct import *import, int line, int column, const char *text)
{
	struct str place = {0};
	str_addf(&place, "%s:", import->path);
	if (line > 0)
		str_addf(&place, "%d:", line);
	if (column > 0)
		str_addf(&place, "%d:", column);
	str_addf(&place, " %s", text);
	command_print_clean(str_get(&place));
	putchar('\n');
	str_release(&place);
}

static void print_table_problems(
	const struct import *import, const struct card_problems *problems)
{
	for (size_t i = 0; i < problems->n_problems; i++)
		print_problem(import, problems->problems[i].line, problems->problems[i].column,
			problems->problems[i].text);
}

/* The problems of the card file, each at the cell that its line came from. */
static void print_card_problems(const struct import *import, const struct card_problems *problems)
{
	const struct sheet *sheet = &import->sheet;
	for (size_t i = 0; i < problems->n_problems; i++) {
		const struct card_problem *problem = &problems->problems[i];
		size_t line = (size_t)problem->line - 1;
		struct sheet_origin origin = line < import->file.n_origins
						     ? import->file.origins[line]
						     : (struct sheet_origin){-1, -1};
		print_problem(import, origin.row < 0 ? 0 : sheet->rows[origin.row].line,
			origin.row < 0 || origin.column < 0 ? 0
							    : sheet->columns[origin.column].field,
			problem->text);
	}
}

/* ---- the way ---- */

static bool read_text(struct import *import, struct err *err)
{
	const char *from;
	if (!cards_read_text(import->path, &import->text, err))
		return false;
	if (!plain_text_decode(&import->text, &from, err))
		return err_prefix(err, _("'%s'"), import->path);
	if (from)
		command_complain(_("'%s' is not UTF-8; it was read as %s"), import->path, from);
	return true;
}

/* False, and all problems are printed, if the table is no card. */
static bool make_card(struct import *import, const char *id, const char *title)
{
	struct card_problems problems = {0};
	bool is_table = sheet_read_csv(
		&import->sheet, str_get(&import->text), import->text.n_bytes, &problems);
	if (!is_table) {
		print_table_problems(import, &problems);
	} else {
		sheet_write_file(&import->sheet, id, title, &import->file);
		import->card = card_parse(
			str_get(&import->file.text), import->file.text.n_bytes, &problems);
		print_card_problems(import, &problems);
	}
	card_problems_release(&problems);
	return import->card != NULL;
}

static bool write_card(
	const struct import *import, const struct command_context *context, struct err *err)
{
	const struct str *text = &import->file.text;
	const char *out = context->values[CARD_OUT];
	if (!out && !context->values[CARD_ADD])
		return output_print(str_get(text), text->n_bytes, err);
	char *own = card_own_path(import->card->id);
	bool written = out ? output_replace(out, str_get(text), text->n_bytes, err)
			   : card_write_new(own, str_get(text), text->n_bytes, err);
	if (written)
		card_print_line(import->card);
	if (written)
		card_print_next(out ? out : own, out ? out : import->card->id);
	free(own);
	return written;
}

static bool check_options(const struct command_context *context)
{
	const char *id = context->values[CARD_ID];
	if (context->values[CARD_OUT] && context->values[CARD_ADD])
		command_complain(_("card import: --out and --add are two places; choose one"));
	else if (id && !card_is_id(id))
		command_complain(_("--id '%s': expected at most 31 of the characters a-z 0-9 . _ -"), id);
	else
		return true;
	return false;
}

int card_import(const struct command_context *context, int n_arguments, char **arguments)
{
	(void)n_arguments;
	struct import import = {.path = arguments[0]};
	struct err err;
	if (!check_options(context))
		return EXIT_USAGE;
	name_after_file(&import);
	guess_id(&import);
	const char *id = context->values[CARD_ID], *title = context->values[CARD_TITLE];
	int status = EXIT_DONE;
	if (!read_text(&import, &err))
		status = card_fail(&err);
	else if (!make_card(&import, id ? id : str_get(&import.id),
			 title ? title : str_get(&import.name)))
		status = EXIT_CHECK;
	else if (!write_card(&import, context, &err))
		status = card_fail(&err);
	release(&import);
	return status;
}
