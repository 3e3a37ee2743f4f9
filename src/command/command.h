/* What callmark does without a screen: one row and one file a subcommand. */
/* SPDX-License-Identifier: MIT */
#ifndef COMMAND_COMMAND_H
#define COMMAND_COMMAND_H

#include "config/settings.h"

/* Exit statuses. */
enum {
	EXIT_DONE = 0,
	EXIT_FAILED = 1,
	EXIT_USAGE = 2, /* or a terminal that cannot be used */
	EXIT_NOTHING = 3,
	EXIT_CHECK = 4, /* a check failed */
};

struct command_row {
	const char *name;
	const char *arguments; /* "FILE|DIR..." */
	const char *help;      /* N_() */
	/* argv[0] is the subcommand's name. Prints to stdout, errors to stderr. */
	int (*run)(const struct config *config, int argc, char **argv);
};

/* Ended by a row without a name. Static, const. */
const struct command_row *command_get_rows(void) __attribute__((returns_nonnull));

#endif
