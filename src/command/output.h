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
/* Writes beside it first: whoever opens the file finds the old or the new one, whole. A symbolic link
 * stays one; what is no file (a device, a pipe, a folder) is refused. */
bool output_replace(const char *path, const char *text, size_t n_bytes, struct err *err)
	__attribute__((nonnull, warn_unused_result));
/* The same of what is written by its name. The writer returns NULL when part is whole, or else why not:
 * static, or in buf. */
#define OUTPUT_WHY_SIZE 128
typedef const char *output_writer(const void *context, const char *part, char buf[OUTPUT_WHY_SIZE]);
bool output_replace_by(const char *path, output_writer *write, const void *context, struct err *err)
	__attribute__((nonnull(1, 2, 4), warn_unused_result));

#endif
