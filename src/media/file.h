/* Regular files only: opening them without ever blocking, and saying why not. */
/* SPDX-License-Identifier: MIT */
#ifndef MEDIA_FILE_H
#define MEDIA_FILE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <sys/stat.h>

#include "base/err.h"

#define FILE_SHOWN_SIZE 320 /* of a name in an error, so that the reason fits behind it */

/* Looks at path first and opens it only if it is a regular file (symbolic links are followed).
 * Returns a descriptor, close-on-exec, and fills *st; -1 with *err (ERR_NOT_FOUND, ERR_UNSUPPORTED,
 * ERR_IO). Any thread. */
int file_open_regular(const char *path, struct stat *st, struct err *err)
	__attribute__((nonnull, warn_unused_result));
/* Like stat, with the same errors; opens nothing. */
bool file_stat_regular(const char *path, struct stat *st, struct err *err)
	__attribute__((nonnull, warn_unused_result));
/* Reads up to n bytes at an offset; less only at the end of the file; -1 with errno. */
int64_t file_read_at(int fd, void *bytes, size_t n, int64_t offset) __attribute__((nonnull));
/* The path as an error shows it: a very long one loses its start. Returns buf. */
const char *file_shown(const char *path, char buf[FILE_SHOWN_SIZE]) __attribute__((nonnull));

#endif
