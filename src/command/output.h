/* Writing whole texts: to stdout at once, or a file in the place of an older one. */
/* SPDX-License-Identifier: MIT */
#ifndef COMMAND_OUTPUT_H
#define COMMAND_OUTPUT_H

#include <stdbool.h>
#include <stddef.h>

#include "base/err.h"

/* Past stdio, so that a text is whole or not there when the program is ended. */
bool output_print(const char *text, size_t n_bytes, struct err *err)
	__attribute__((nonnull, warn_unused_result));
/* Writes beside it first: whoever opens the file finds the old or the new one, whole. */
bool output_replace(const char *path, const char *text, size_t n_bytes, struct err *err)
	__attribute__((nonnull, warn_unused_result));

#endif
