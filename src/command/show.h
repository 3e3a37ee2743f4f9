/* callmark show and callmark check: what the database holds, and whether it is whole. */
/* SPDX-License-Identifier: MIT */
#ifndef COMMAND_SHOW_H
#define COMMAND_SHOW_H

#include "command/command.h"

int command_show(const struct command_context *context, int n_arguments, char **arguments);
int command_check(const struct command_context *context, int n_arguments, char **arguments);

#endif
