/* What must be true of a file before it is worth reading as a card: its bytes and its YAML. */
/* SPDX-License-Identifier: MIT */
#ifndef SCORECARD_PRECHECK_H
#define SCORECARD_PRECHECK_H

#include <stdbool.h>
#include <stddef.h>

#include "scorecard/card.h"

#define CARD_MAX_BYTES (1024 * 1024)
#define CARD_MAX_DEPTH 10      /* a card needs 8 */
#define CARD_MAX_ENTRIES 20000 /* keys, values and lists */

/* False, with the first reason in *problems, unless text is UTF-8 of at most CARD_MAX_BYTES without
 * control characters. */
bool card_check_characters(const char *text, size_t n_text, struct card_problems *problems)
	__attribute__((nonnull, warn_unused_result));
/* False, with the reasons in *problems, unless text is UTF-8 without control characters and one
 * YAML document without anchors, aliases and tags, within the limits above. What passes can be
 * loaded in little time and memory. */
bool card_precheck(const char *text, size_t n_text, struct card_problems *problems)
	__attribute__((nonnull, warn_unused_result));

#endif
