/* callmark doctor: what is used here and why, and what to do where something is wrong. */
/* SPDX-License-Identifier: MIT */
#ifndef COMMAND_DOCTOR_H
#define COMMAND_DOCTOR_H

#include "command/command.h"

extern const struct command_option doctor_option_rows[];

/* Prints what was found; EXIT_CHECK if something does not work. */
int command_doctor(const struct command_context *context, int n_arguments, char **arguments)
	__attribute__((nonnull));

#endif
