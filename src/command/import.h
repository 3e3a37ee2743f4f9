/* callmark import and callmark list: which calls there are, and what other systems know of them. */
/* SPDX-License-Identifier: MIT */
#ifndef COMMAND_IMPORT_H
#define COMMAND_IMPORT_H

#include "command/command.h"

/* Static, const. */
extern const struct command_option import_option_rows[];
extern const struct command_option list_option_rows[];

int command_import(const struct command_context *context, int n_arguments, char **arguments);
int command_list(const struct command_context *context, int n_arguments, char **arguments);

#endif
