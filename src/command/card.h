/* callmark card: lists scorecards and checks their files. */
/* SPDX-License-Identifier: MIT */
#ifndef COMMAND_CARD_H
#define COMMAND_CARD_H

#include "command/command.h"

int command_card(const struct command_context *context, int n_arguments, char **arguments);

#endif
