/* What callmark does without a screen: one row and one file a subcommand. */
/* SPDX-License-Identifier: MIT */
#include "config.h"
#include "command/command.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include "base/i18n.h"
#include "base/str.h"
#include "base/utf8.h"
#include "command/card.h"
#include "command/doctor.h"
#include "command/gaps.h"
#include "command/gaps_options.h"
#include "command/import.h"
#include "command/remote.h"
#include "command/score.h"
#include "command/show.h"

const struct command_option command_foreign_options[] = {{0}};

static const struct command_row rows[] = {
	{"import", N_("FILE|DIR..."), N_("make recordings known, with agent, queue, date ... of each"),
		import_option_rows, command_import, true, true, false},
	{"list", N_("[NAME=VALUE...]"), N_("the calls of the database and how their reviews stand"),
		list_option_rows, command_list, false, true, true},
	{"gaps", N_("FILE|DIR..."), N_("print the gaps of recordings; needs no database"),
		gaps_option_rows, command_gaps, true, true, true},
	{"show", N_("FILE..."), N_("print the reviews of recordings; with --json one object each"), NULL, command_show, true, true, false},
	{"score", N_("CALL"), N_("marks from scripts, saved as those of the screen are"),
		score_option_rows, command_score, false, false, false},
	{"card", N_("VERB..."), N_("work on scorecards: list, check, show, make, compare them; from and to tables"), card_option_rows,
		command_card, false, true, false},
	{"check", "", N_("check the database: every mark against its history"), NULL, command_check, false, false, false},
	{"doctor", "", N_("what callmark uses here and why, and what to do where something is wrong"),
		doctor_option_rows, command_doctor, false, true, false},
	{"connect", N_("[ssh options] HOST [ARGUMENTS...]"),
		N_("run callmark on another host, and hear it here"),
		command_foreign_options, command_connect, false, false, false},
	{"speaker", N_("HOST [ssh options]"),
		N_("hear here what a callmark plays that runs on another host"),
		command_foreign_options, command_speaker, false, false, false},
	{"relay", "", N_("what speaker and connect start on the other host"),
		command_foreign_options, command_relay, false, false, false},
	{0},
};

const struct command_row *command_get_rows(void)
{
	return rows;
}

const struct command_row *command_find(const char *name)
{
	const struct command_row *row = rows;
	while (row->name && strcmp(row->name, name) != 0)
		row++;
	return row->name ? row : NULL;
}

static bool can_print(const struct command_row *row, enum command_output output)
{
	return output == OUTPUT_JSON ? row->has_json : row->has_csv;
}

bool command_check_output(const struct command_row *command, enum command_output output, struct err *err)
{
	struct str names = {0};
	if (output == OUTPUT_TABLE || (command && can_print(command, output)))
		return true;
	for (const struct command_row *row = rows; row->name; row++)
		if (can_print(row, output))
			str_addf(&names, "%s%s", names.n_bytes ? ", " : "", row->name);
	err_set(err, ERR_USAGE, _("option '--%s' goes with: %s"),
		output == OUTPUT_JSON ? "json" : "csv", str_get(&names));
	str_release(&names);
	return false;
}

void command_print_clean(const char *text)
{
	struct str clean = {0};
	utf8_clean(&clean, text, strlen(text));
	fputs(str_get(&clean), stdout);
	str_release(&clean);
}

void command_print_cell(const char *text, int columns)
{
	int used = utf8_width(text);
	command_print_clean(text);
	printf("%*s", used + 2 < columns ? columns - used : 2, "");
}

void command_complain(const char *fmt, ...)
{
	char text[1024];
	struct str clean = {0};
	va_list ap;
	va_start(ap, fmt);
	int n = vsnprintf(text, sizeof text, fmt, ap);
	va_end(ap);
	utf8_cut(text);
	utf8_clean(&clean, text, n < (int)sizeof text ? (size_t)n : sizeof text - 1);
	fprintf(stderr, "callmark: %s\n", str_get(&clean));
	str_release(&clean);
}
