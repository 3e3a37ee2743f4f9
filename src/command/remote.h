/* callmark speaker, connect and relay: sound over ssh. */
/* SPDX-License-Identifier: MIT */
#ifndef COMMAND_REMOTE_H
#define COMMAND_REMOTE_H

#include "command/command.h"

/* As in struct command_row. */
int command_speaker(const struct command_context *context, int n_arguments, char **arguments);
int command_connect(const struct command_context *context, int n_arguments, char **arguments);
int command_relay(const struct command_context *context, int n_arguments, char **arguments);

#endif
