/* The command line: global options from one table, and the words that are left. */
/* SPDX-License-Identifier: MIT */
#ifndef COMMAND_ARGUMENTS_H
#define COMMAND_ARGUMENTS_H

#include <stdbool.h>

#include "base/err.h"
#include "command/command.h"
#include "config/settings.h"

enum argument_effect {
	ARGUMENT_OPTION, /* sets a configuration option, to a given value or to its own */
	ARGUMENT_ANY,    /* -o NAME=VALUE */
	ARGUMENT_JSON,
	ARGUMENT_CSV,
	ARGUMENT_QUIET,
	ARGUMENT_HELP,
	ARGUMENT_VERSION,
};

struct argument_row {
	char letter;       /* '\0': none */
	const char *name;  /* long form, NULL: none */
	const char *value; /* what it takes, for help; NULL: nothing */
	enum argument_effect effect;
	const char *option; /* ARGUMENT_OPTION: which */
	const char *preset; /* ... and to what, where it takes nothing */
	const char *help;   /* N_() */
};

/* Ended by a row without a help text. Static, const. */
const struct argument_row *arguments_get_rows(void) __attribute__((returns_nonnull));

struct arguments {
	enum command_output output;
	bool quiet;
	bool help;
	bool version;
	const struct command_row *command; /* named by the first word; NULL: none */
	const char
		*values[COMMAND_MAX_OPTIONS]; /* of its options, in their order; NULL: not given */
	struct command_given given[COMMAND_MAX_GIVEN];
	size_t n_given;
	int n_words;                          /* what is not an option; in the order given */
	char **words;                         /* within argv */
};

/* Reads the command line into *arguments and *config; argv is reordered. The options of a
 * subcommand stand after its name. After "--" all are words, and none names a subcommand. */
bool arguments_read(int argc, char **argv, struct config *config, struct arguments *arguments,
	struct err *err) __attribute__((nonnull, warn_unused_result));

/* The language that the command line asks for, wherever --lang stands in it and whatever is wrong with the
 * rest; "" if none. Borrowed from argv. */
const char *arguments_find_language(int argc, char *const *argv)
	__attribute__((nonnull, returns_nonnull));

/* What --help prints, on stdout. */
void arguments_print_help(void);

#endif
