/* callmark card: scorecards as files: listed, checked, made, and brought from and to tables. */
/* SPDX-License-Identifier: MIT */
#ifndef COMMAND_CARD_H
#define COMMAND_CARD_H

#include "command/command.h"

/* What callmark card can do. */
struct card_verb {
	const char *name;
	const char *arguments; /* N_(); "" for none */
	const char *help;      /* N_() */
	int n_least, n_most;   /* arguments */
	unsigned options;      /* bits of the rows below that it takes */
	int (*run)(const struct command_context *context, int n_arguments, char **arguments);
	bool has_json;         /* it can print JSON */
};

/* Ended by a row without a name. Static, const. */
extern const struct card_verb card_verbs[];
extern const struct command_option card_option_rows[];

int command_card(const struct command_context *context, int n_arguments, char **arguments);

#endif
