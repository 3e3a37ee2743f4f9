/* The program with a screen: opens it, runs it, restores the terminal. */
/* SPDX-License-Identifier: MIT */
#ifndef UI_APP_H
#define UI_APP_H

#include <stddef.h>

#include "config/settings.h"

/* Reviews these recordings: one opens at once, several and folders as a list, none shows the first
 * screen. The configuration changes with :set. Returns the exit status; complaints that need no screen go to stderr. */
int app_run(struct config *config, const char *const *paths, size_t n_paths)
	__attribute__((nonnull(1)));

#endif
