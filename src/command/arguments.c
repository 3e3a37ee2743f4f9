/* The command line: global options from one table, and the words that are left. */
/* SPDX-License-Identifier: MIT */
#include "config.h"
#include "command/arguments.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <unistd.h>

#include "base/i18n.h"
#include "base/mem.h"
#include "base/str.h"
#include "base/utf8.h"
#include "command/card.h"

static const struct argument_row rows[] = {
	{'\0', "db", N_("FILE"), ARGUMENT_OPTION, "database", NULL,
		N_("the database of the reviews")},
	{'\0', "reviewer", N_("NAME"), ARGUMENT_OPTION, "reviewer", NULL,
		N_("your name, as shown")},
	{'\0', "card", N_("NAME"), ARGUMENT_OPTION, "card", NULL,
		N_("the scorecard of new reviews, by name or file")},
	{'\0', "agent-channel", N_("SIDE"), ARGUMENT_OPTION, "agent-channel", NULL,
		N_("the agent's channel in a stereo recording, left or right")},
	{'\0', "lang", N_("LANGUAGE"), ARGUMENT_OPTION, "lang", NULL, N_("en or zh_CN")},
	{'\0', "color", N_("WHEN"), ARGUMENT_OPTION, "color", NULL, N_("auto, always or never")},
	{'\0', "ascii", NULL, ARGUMENT_OPTION, "graph", "ascii", N_("draw with ASCII only")},
	{'\0', "no-audio", NULL, ARGUMENT_OPTION, "audio", "no",
		N_("without sound; time goes on all the same")},
	{'o', NULL, N_("NAME=VALUE"), ARGUMENT_ANY, NULL, NULL,
		N_("set any option of callmark.conf")},
	{'\0', "json", NULL, ARGUMENT_JSON, NULL, NULL, N_("print JSON, one object a line")},
	{'\0', "csv", NULL, ARGUMENT_CSV, NULL, NULL, N_("print comma-separated values")},
	{'q', "quiet", NULL, ARGUMENT_QUIET, NULL, NULL,
		N_("say only what is wrong, and what was asked for: no progress, no totals")},
	{'h', "help", NULL, ARGUMENT_HELP, NULL, NULL, N_("print this")},
	{'V', "version", NULL, ARGUMENT_VERSION, NULL, NULL, N_("print the version")},
	{0},
};

const struct argument_row *arguments_get_rows(void)
{
	return rows;
}

static bool set_any(struct config *config, const char *text, struct err *err)
{
	const char *equals = strchr(text, '=');
	if (!equals)
		return err_set(err, ERR_USAGE, _("-o '%s': expected NAME=VALUE"), text);
	char *name = mem_dupn(text, (size_t)(equals - text));
	bool set = config_set(config, name, equals + 1, err);
	free(name);
	return set;
}

static bool apply(const struct argument_row *row, const char *value, struct config *config,
	struct arguments *arguments, struct err *err)
{
	switch (row->effect) {
	case ARGUMENT_OPTION:
		return config_set(config, row->option, value ? value : row->preset, err);
	case ARGUMENT_ANY:
		return set_any(config, value, err);
	case ARGUMENT_JSON:
		arguments->output = OUTPUT_JSON;
		break;
	case ARGUMENT_CSV:
		arguments->output = OUTPUT_CSV;
		break;
	case ARGUMENT_QUIET:
		arguments->quiet = true;
		break;
	case ARGUMENT_HELP:
		arguments->help = true;
		break;
	case ARGUMENT_VERSION:
		arguments->version = true;
		break;
	}
	return true;
}

static bool is_name(const char *known, const char *name, size_t n_name)
{
	return known && strlen(known) == n_name && strncmp(known, name, n_name) == 0;
}

/* The index of an option of a subcommand, -1 if it has none of that name. */
static int find_own(const struct command_row *command, const char *name, size_t n_name)
{
	for (int i = 0; command && command->options && command->options[i].name; i++)
		if (is_name(command->options[i].name, name, n_name))
			return i;
	return -1;
}

/* There is no such option here; it may be one of a subcommand. */
static bool refuse_long(const char *argument, const char *name, size_t n_name, struct err *err)
{
	for (const struct command_row *row = command_get_rows(); row->name; row++) {
		int i = find_own(row, name, n_name);
		if (i >= 0)
			return err_set(err, ERR_USAGE,
				_("option '--%s' goes with '%s': callmark %s --%s ..."),
				row->options[i].name, row->name, row->name, row->options[i].name);
	}
	return err_set(err, ERR_USAGE, _("there is no option '%s' (callmark --help lists them)"),
		argument);
}

/* The value of an option that wants one: behind the "=", or the next argument. */
static const char *take_value(
	int argc, char **argv, int *next, const char *option, const char *given, struct err *err)
{
	if (given)
		return given;
	if (*next < argc)
		return argv[(*next)++];
	err_set(err, ERR_USAGE, _("option '--%s' wants a value"), option);
	return NULL;
}

/* An option of a subcommand that wants none. */
static bool take_flag(const struct command_option *option, const char *given, const char **value,
	struct err *err)
{
	if (given)
		return err_set(err, ERR_USAGE, _("option '--%s' takes no value"), option->name);
	*value = "";
	return true;
}

/* One "--name", "--name=value" or "--name value"; *next is the index of the argument after it. */
static bool read_long(int argc, char **argv, int *next, struct config *config,
	struct arguments *arguments, struct err *err)
{
	const char *argument = argv[*next - 1], *name = argument + 2;
	size_t n_name = strcspn(name, "=");
	const char *value = name[n_name] ? name + n_name + 1 : NULL;
	const struct argument_row *row = rows;
	while (row->help && !is_name(row->name, name, n_name))
		row++;
	if (row->help && !row->value)
		return value ? err_set(err, ERR_USAGE, _("option '--%s' takes no value"), row->name)
			     : apply(row, NULL, config, arguments, err);
	int own = row->help ? -1 : find_own(arguments->command, name, n_name);
	if (!row->help && own < 0)
		return refuse_long(argument, name, n_name, err);
	const struct command_option *option =
		own < 0 ? NULL : &arguments->command->options[own];
	if (option && !option->value)
		return take_flag(option, value, &arguments->values[own], err);
	value = take_value(argc, argv, next, option ? option->name : row->name, value, err);
	if (!value)
		return false;
	if (!option)
		return apply(row, value, config, arguments, err);
	if (arguments->n_given == COMMAND_MAX_GIVEN)
		return err_set(err, ERR_USAGE, _("more than %d options; use several runs"),
			COMMAND_MAX_GIVEN);
	arguments->values[own] = value;
	arguments->given[arguments->n_given++] = (struct command_given){own, value};
	return true;
}

/* One cluster of letters: "-V", "-oname=value", "-o name=value". */
static bool read_letters(int argc, char **argv, int *next, struct config *config,
	struct arguments *arguments, struct err *err)
{
	for (const char *letter = argv[*next - 1] + 1; *letter; letter++) {
		const struct argument_row *row = rows;
		while (row->help && row->letter != *letter)
			row++;
		if (!row->help)
			return err_set(err, ERR_USAGE,
				_("there is no option '%s' (callmark --help lists them)"),
				argv[*next - 1]);
		if (!row->value) {
			if (!apply(row, NULL, config, arguments, err))
				return false;
			continue;
		}
		if (!letter[1] && *next >= argc)
			return err_set(err, ERR_USAGE, _("option '-%c' wants a value"), *letter);
		return apply(row, letter[1] ? letter + 1 : argv[(*next)++], config, arguments, err);
	}
	return true;
}

static void add_word(struct arguments *arguments, char *word, bool only_words)
{
	if (arguments->n_words == 0 && !only_words)
		arguments->command = command_find(word);
	arguments->words[arguments->n_words++] = word;
}

static bool takes_all(const struct arguments *arguments)
{
	return arguments->command && arguments->command->options == command_foreign_options;
}

bool arguments_read(
	int argc, char **argv, struct config *config, struct arguments *arguments, struct err *err)
{
	bool only_words = false;
	*arguments = (struct arguments){.words = argv + 1};
	for (int next = 1; next < argc;) {
		char *argument = argv[next++];
		if (only_words || argument[0] != '-' || !argument[1]) {
			add_word(arguments, argument, only_words);
			only_words = only_words || takes_all(arguments);
		} else if (strcmp(argument, "--") == 0) {
			only_words = true;
		} else if (argument[1] == '-') {
			if (!read_long(argc, argv, &next, config, arguments, err))
				return false;
		} else if (!read_letters(argc, argv, &next, config, arguments, err)) {
			return false;
		}
	}
	return true;
}

const char *arguments_find_language(int argc, char *const *argv)
{
	const char *language = "";
	for (int i = 1; i < argc && strcmp(argv[i], "--") != 0; i++) {
		const struct command_row *command = i == 1 ? command_find(argv[i]) : NULL;
		if (command && command->options == command_foreign_options)
			break;
		if (str_starts(argv[i], "--lang="))
			language = argv[i] + strlen("--lang=");
		else if (strcmp(argv[i], "--lang") == 0 && i + 1 < argc)
			language = argv[++i];
	}
	return language;
}

#define LEFT_COLUMNS 24
#define LEAST_RIGHT_COLUMNS 30 /* narrower, a text is left to the terminal to break */

/* Columns for what stands on the right; 0: no terminal, nothing is broken. */
static int right_columns(void)
{
	struct winsize size;
	if (!isatty(STDOUT_FILENO) || ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) != 0)
		return 0;
	int n_columns = size.ws_col - LEFT_COLUMNS - 4;
	return n_columns >= LEAST_RIGHT_COLUMNS ? n_columns : 0;
}

/* Bytes of the text that go on a line: up to a blank where there is one, as Chinese has none. */
static size_t line_bytes(const char *text, int n_columns)
{
	size_t n_most = n_columns ? utf8_fit(text, n_columns, NULL) : strlen(text);
	size_t n_bytes = n_most;
	if (!text[n_most] || text[n_most] == ' ')
		return n_most;
	while (n_bytes > 0 && text[n_bytes - 1] != ' ')
		n_bytes--;
	return n_bytes ? n_bytes : n_most;
}

static void print_aligned(const char *left, const char *right)
{
	int used = utf8_width(left), n_columns = right_columns();
	bool is_apart = used > LEFT_COLUMNS;
	printf("  %s%*s", left, is_apart ? 0 : LEFT_COLUMNS - used, "");
	if (is_apart)
		printf("\n  %*s", LEFT_COLUMNS, "");
	for (const char *text = right;;) {
		size_t n_bytes = line_bytes(text, n_columns);
		size_t n_shown = n_bytes;
		while (n_shown > 0 && text[n_shown - 1] == ' ')
			n_shown--;
		printf("  %.*s\n", (int)n_shown, text);
		text += n_bytes;
		text += strspn(text, " ");
		if (!*text)
			return;
		printf("  %*s", LEFT_COLUMNS, "");
	}
}

static void print_commands(void)
{
	struct str left = {0};
	puts(_("\nCommands:"));
	for (const struct command_row *row = command_get_rows(); row->name; row++) {
		str_clear(&left);
		str_addf(&left, "%s %s", row->name, *row->arguments ? _(row->arguments) : "");
		print_aligned(str_get(&left), _(row->help));
	}
	str_release(&left);
}

static void print_card_verbs(void)
{
	struct str left = {0};
	puts(_("\nWhat card does:"));
	for (const struct card_verb *verb = card_verbs; verb->name; verb++) {
		str_clear(&left);
		str_addf(&left, "card %s%s%s", verb->name, *verb->arguments ? " " : "",
			*verb->arguments ? _(verb->arguments) : "");
		print_aligned(str_get(&left), _(verb->help));
	}
	str_release(&left);
}

static void print_options(void)
{
	struct str left = {0};
	puts(_("\nOptions:"));
	for (const struct argument_row *row = rows; row->help; row++) {
		str_clear(&left);
		if (row->letter)
			str_addf(&left, "-%c%s", row->letter, row->name ? ", " : "");
		if (row->name)
			str_addf(&left, "--%s", row->name);
		if (row->value)
			str_addf(&left, " %s", _(row->value));
		print_aligned(str_get(&left), _(row->help));
	}
	str_release(&left);
}

static void print_own_options(const struct command_row *command)
{
	struct str left = {0};
	printf(_("\nOptions of %s:\n"), command->name);
	for (const struct command_option *row = command->options; row->name; row++) {
		str_clear(&left);
		str_addf(&left, "--%s%s%s", row->name, row->value ? " " : "",
			row->value ? _(row->value) : "");
		print_aligned(str_get(&left), _(row->help));
	}
	str_release(&left);
}

void arguments_print_help(void)
{
	puts(_("usage: callmark [OPTIONS] [FILE|DIR...]    open recordings for review"));
	puts(_("       callmark [OPTIONS] COMMAND ..."));
	print_commands();
	print_card_verbs();
	print_options();
	for (const struct command_row *row = command_get_rows(); row->name; row++)
		if (row->options && row->options->name)
			print_own_options(row);
	puts(_("\nExit status: 0 done, 1 failure, 2 usage or unusable terminal, 3 nothing found,\n"
	       "4 a check failed."));
}
