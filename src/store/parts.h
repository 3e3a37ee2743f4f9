/* Reasons, occurrences, contact fields and notes: things of one value, each with its history. */
/* SPDX-License-Identifier: MIT */
#ifndef STORE_PARTS_H
#define STORE_PARTS_H

#include <stdbool.h>

#include "base/err.h"
#include "store/history.h"
#include "store/store.h"

/* Brings the part that a row of the history is about to a value, NULL: nothing; inside a write.
 * ERR_FORMAT if the history has no such entity. */
bool part_set(struct command *command, const char *entity, const char *key, const char *value,
	struct err *err) __attribute__((nonnull(1, 2, 3, 5), warn_unused_result));

/* What a change asks for, inside its write. */
bool part_write_reasons(struct command *command, const struct store_change *change, struct err *err)
	__attribute__((nonnull, warn_unused_result));
bool part_write_occurrence(struct command *command, const struct store_change *change,
	struct err *err) __attribute__((nonnull, warn_unused_result));
bool part_write_field(struct command *command, const struct store_change *change, struct err *err)
	__attribute__((nonnull, warn_unused_result));
bool part_write_note(struct command *command, const struct store_change *change, struct err *err)
	__attribute__((nonnull, warn_unused_result));

/* The first and the last number that is taken, 0 for none: of an item's parts, or of a review's if
 * item_key is NULL. sql is one of SQL_NUMBER_... */
bool part_get_numbers(struct command *command, int sql, const char *item_key, int64_t *first,
	int64_t *last, struct err *err) __attribute__((nonnull(1, 4, 5, 6), warn_unused_result));

#endif
