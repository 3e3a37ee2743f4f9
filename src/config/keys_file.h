/* keys.conf: the keys that a person wants. */
/* SPDX-License-Identifier: MIT */
#ifndef CONFIG_KEYS_FILE_H
#define CONFIG_KEYS_FILE_H

#include <stdbool.h>

#include "base/err.h"

/* Gives actions their keys (keymap.h) as the file has them, "next-gap = g F12"; a file that is not there
 * is fine. What is wrong is told as file:line:column, and then no key is changed. */
bool keys_read_file(const char *path, struct err *err) __attribute__((nonnull, warn_unused_result));

#endif
