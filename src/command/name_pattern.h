/* What the name of a recording tells, by a pattern such as "{agent}_{queue}_{date}". */
/* SPDX-License-Identifier: MIT */
#ifndef COMMAND_NAME_PATTERN_H
#define COMMAND_NAME_PATTERN_H

#include <stdbool.h>

#include "base/err.h"
#include "model/contact.h"

/* Fails where a word in braces is no fact, stands twice, or a brace is left open. "{}" is any text that
 * tells nothing. */
bool name_pattern_check(const char *pattern, struct err *err)
	__attribute__((nonnull, warn_unused_result));
/* Whether the whole name is like the pattern, a checked one. Each part takes as little as it can, a date all
 * that belongs to it. What it tells is put into *contact; *err says what of it cannot be taken. */
bool name_pattern_match(const char *pattern, const char *name, struct contact *contact, struct err *err)
	__attribute__((nonnull, warn_unused_result));

#endif
