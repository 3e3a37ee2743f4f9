/* The program under test: its words, its environment, its folders. */
/* SPDX-License-Identifier: MIT */
#ifndef TESTS_SCREEN_CHILD_H
#define TESTS_SCREEN_CHILD_H

#include <stdbool.h>
#include <stddef.h>
#include <sys/types.h>

#include "screen/screen.h"

#define CHILD_MAX_WORDS 48

struct child {
	char *argv[CHILD_MAX_WORDS]; /* all owned, NULL at the end */
	char *env[CHILD_MAX_WORDS];
	char *home;
	bool is_home_ours; /* removed at the end */
	const char *input;
	const char *output;
};

void child_prepare(struct child *child, const struct screen_options *options);
/* Starts it on the pseudo-terminal slave, in a session of its own; master is closed there. */
pid_t child_start(const struct child *child, int master, int slave);
void child_release(struct child *child);

#endif
