/* callmark score: marks from scripts. */
/* SPDX-License-Identifier: MIT */
#ifndef COMMAND_SCORE_H
#define COMMAND_SCORE_H

#include "command/command.h"

/* Static, const. */
extern const struct command_option score_option_rows[];

int command_score(const struct command_context *context, int n_arguments, char **arguments);

#endif
