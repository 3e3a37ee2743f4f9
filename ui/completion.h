/* What Tab makes of the beginning of a word. */
/* SPDX-License-Identifier: MIT */
#ifndef UI_COMPLETION_H
#define UI_COMPLETION_H

#include <stddef.h>

#include "base/str.h"

/* Begin with { .typed = the beginning of the word }, add every word there is, then look. */
struct completion {
	const char *typed;
	struct str common;  /* what all that fit begin with */
	struct str choices; /* those, two blanks between */
	size_t n_choices;
};

void completion_add(struct completion *completion, const char *word) __attribute__((nonnull));
void completion_release(struct completion *completion) __attribute__((nonnull));

#endif
