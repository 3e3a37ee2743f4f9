/* What the terminal is, told without opening the screen. */
/* SPDX-License-Identifier: MIT */
#ifndef UI_TERM_FACTS_H
#define UI_TERM_FACTS_H

#include "command/command.h"

/* Asks the terminal on standard output, if there is one, how wide it draws characters, and waits up to
 * a second for its answer. */
void term_facts_find(const struct config *config, struct command_terminal *facts)
	__attribute__((nonnull));

#endif
