/* What callmark does without a screen: one row and one file a subcommand. */
/* SPDX-License-Identifier: MIT */
#ifndef COMMAND_COMMAND_H
#define COMMAND_COMMAND_H

#include <stdbool.h>

#include "config/settings.h"

/* Exit statuses. */
enum {
	EXIT_DONE = 0,
	EXIT_FAILED = 1,
	EXIT_USAGE = 2, /* or a terminal that cannot be used */
	EXIT_NOTHING = 3,
	EXIT_CHECK = 4, /* a check failed */
};

enum command_output {
	OUTPUT_TABLE,
	OUTPUT_JSON, /* one object a line */
	OUTPUT_CSV,
};

#define COMMAND_MAX_OPTIONS 8

/* An option of one subcommand, given after its name. */
struct command_option {
	const char *name;  /* "shard" */
	const char *value; /* what it takes, N_(); NULL: nothing, and given it is "" */
	const char *help;  /* N_() */
};

#define COMMAND_MAX_GIVEN 1000

/* An option of the subcommand as often as it was given, in the order of the line. */
struct command_given {
	int option; /* index */
	const char *value;
};

/* What the terminal on standard output is. */
struct command_terminal {
	bool is_there;
	char name[64];     /* TERM */
	char problem[256]; /* why the screen cannot be shown on it; "" if it can */
	int n_colors;      /* that are used: 256, 8 or 0 */
	int rows, columns;
	int ambiguous_columns; /* of a character of ambiguous width; 0: not known */
};
/* Empty: whatever follows the subcommand's name is an argument, options too. */
extern const struct command_option command_foreign_options[];

struct command_context {
	const struct config *config;
	enum command_output output;
	bool is_quiet; /* only what is wrong is said, and what was asked for */
	const char *const
		*values; /* of the subcommand's options, in their order; NULL: not given */
	const struct command_given *given; /* all of them */
	size_t n_given;
	/* Of the layer above, which alone knows terminals; NULL: there is none. */
	void (*describe_terminal)(
		const struct config *config, struct command_terminal *terminal);
};

struct command_row {
	const char *name;
	const char *arguments;                /* "FILE|DIR..." */
	const char *help;                     /* N_() */
	const struct command_option *options; /* at most COMMAND_MAX_OPTIONS, ended by a row without
					       * a name; NULL: none; command_foreign_options */
	/* arguments without the subcommand's name. Prints to stdout, errors to stderr; returns the
	 * exit status. */
	int (*run)(const struct command_context *context, int n_arguments, char **arguments);
	bool takes_list; /* the arguments are recordings, and "-" is a list of them on stdin */
	bool has_json, has_csv; /* it can print them */
};

/* Ended by a row without a name. Static, const. */
const struct command_row *command_get_rows(void) __attribute__((returns_nonnull));
/* The row of a name; NULL if there is none. */
const struct command_row *command_find(const char *name) __attribute__((nonnull));

/* Whether a subcommand (NULL: the screen) can print in that form; *err says which can. */
bool command_check_output(const struct command_row *command, enum command_output output, struct err *err)
	__attribute__((nonnull(3), warn_unused_result));

/* A text from outside on stdout, made safe to show. */
void command_print_clean(const char *text) __attribute__((nonnull));
/* The same, and blanks up to a width, two at least: a cell of a table. */
void command_print_cell(const char *text, int columns) __attribute__((nonnull));
/* "callmark: text" on stderr, made safe to show. */
void command_complain(const char *fmt, ...) __attribute__((nonnull, format(printf, 1, 2)));

#endif
