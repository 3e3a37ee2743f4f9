/* callmark card: its verbs, and what they share. */
/* SPDX-License-Identifier: MIT */
#include "config.h"
#include "command/card.h"

#include <errno.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/i18n.h"
#include "base/str.h"
#include "command/card_parts.h"
#include "command/output.h"
#include "config/paths.h"

/* ---- what the verbs share ---- */

int card_fail(const struct err *err)
{
	command_complain("%s", err->text);
	return err->code == ERR_USAGE	      ? EXIT_USAGE
	       : err->code == ERR_NOT_FOUND ? EXIT_NOTHING
					    : EXIT_FAILED;
}

bool card_is_id(const char *text)
{
	size_t n_bytes = strspn(text, "abcdefghijklmnopqrstuvwxyz0123456789._-");
	return n_bytes > 0 && n_bytes < ITEM_KEY_SIZE && !text[n_bytes];
}

char *card_own_path(const char *id)
{
	struct str name = {0};
	str_addf(&name, "cards/%s.yaml", id);
	char *path = paths_user(FOLDER_CONFIG, str_get(&name));
	str_release(&name);
	return path;
}

bool card_write_new(const char *path, const char *text, size_t n_bytes, struct err *err)
{
	if (access(path, F_OK) == 0 || errno != ENOENT)
		return err_set(err, ERR_CONFLICT,
			_("'%s' is there already; choose another name, or delete it first"), path);
	return paths_make_parent(path, err) && output_replace(path, text, n_bytes, err);
}

static void print_step(const char *format, const char *name)
{
	struct str line = {0};
	str_addf(&line, format, name);
	command_print_clean(str_get(&line));
	putchar('\n');
	str_release(&line);
}

void card_print_next(const char *path, const char *name)
{
	print_step(_("written to %s"), path);
	print_step(_("check it after each change:  callmark card check %s"), path);
	print_step(_("review with it:              callmark --card %s"), name);
}

/* ---- verbs ---- */

const struct command_option card_option_rows[] = {
	[CARD_AS] = {"as", N_("FORMAT"), N_("export: csv, xlsx or yaml")},
	[CARD_OUT] = {"out", N_("FILE"), N_("import and export: write to this file, not to stdout")},
	[CARD_ADD] = {"add", NULL, N_("import: into your folder of cards, where --card finds it")},
	[CARD_ID] = {"id", N_("NAME"), N_("import: the id of the card, if the table has none")},
	[CARD_TITLE] = {"title", N_("TEXT"), N_("import: its title, if the table has none")},
	[CARD_FROM] = {"from", N_("CARD"), N_("new: a copy of this one, not the commented starter")},
	{0},
};

#define OPTION(index) (1u << (index))

const struct card_verb card_verbs[] = {
	{"list", "", N_("list scorecards: yours, and those that came with callmark"), 0, 0, 0,
		card_list, true},
	{"check", N_("NAME|FILE..."), N_("tell everything that is wrong in card files"), 1, INT_MAX, 0,
		card_check, true},
	{"import", N_("FILE.csv"), N_("make a card of a table that a spreadsheet has saved"), 1, 1,
		OPTION(CARD_OUT) | OPTION(CARD_ADD) | OPTION(CARD_ID) | OPTION(CARD_TITLE),
		card_import, false},
	{"export", N_("NAME|FILE"), N_("write a card as a table for a spreadsheet, or as its file"),
		1, 1, OPTION(CARD_AS) | OPTION(CARD_OUT), card_export, false},
	{"new", N_("NAME"), N_("begin a card of your own, explained line by line, or as a copy"), 1,
		1, OPTION(CARD_FROM), card_new, false},
	{"show", N_("NAME|FILE"), N_("print a card as a table; with --json as one object"), 1, 1, 0,
		card_show, true},
	{"diff", N_("OLD NEW"),
		N_("what differs between two cards, and what that would do to past scores"),
		2, 2, 0, card_diff, true},
	{0},
};

static const struct card_verb *find_verb(const char *name)
{
	for (const struct card_verb *verb = card_verbs; verb->name; verb++)
		if (strcmp(verb->name, name) == 0)
			return verb;
	return NULL;
}

static int complain_usage(const struct card_verb *verb)
{
	struct str usage = {0};
	str_addf(&usage, "callmark card %s", verb->name);
	if (*verb->arguments)
		str_addf(&usage, " %s", _(verb->arguments));
	command_complain(_("expected: %s"), str_get(&usage));
	str_release(&usage);
	return EXIT_USAGE;
}

static int complain_verb(void)
{
	struct str names = {0};
	for (const struct card_verb *verb = card_verbs; verb->name; verb++)
		str_addf(&names, "%s%s", verb > card_verbs ? ", " : "", verb->name);
	command_complain(_("card: expected one of %s"), str_get(&names));
	str_release(&names);
	return EXIT_USAGE;
}

int command_card(const struct command_context *context, int n_arguments, char **arguments)
{
	const struct card_verb *verb = n_arguments > 0 ? find_verb(arguments[0]) : NULL;
	if (!verb)
		return complain_verb();
	if (n_arguments - 1 < verb->n_least || n_arguments - 1 > verb->n_most)
		return complain_usage(verb);
	for (int i = 0; card_option_rows[i].name; i++)
		if (context->values[i] && !(verb->options & OPTION(i))) {
			command_complain(_("card %s does not take --%s"), verb->name,
				card_option_rows[i].name);
			return EXIT_USAGE;
		}
	if (context->output == OUTPUT_JSON && !verb->has_json) {
		command_complain(_("card %s does not take --%s"), verb->name, "json");
		return EXIT_USAGE;
	}
	return verb->run(context, n_arguments - 1, arguments + 1);
}
