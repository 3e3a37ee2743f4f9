/* What one key of the reviewer changes: answer, comment, evidence, state, each with its history. */
/* SPDX-License-Identifier: MIT */
#ifndef STORE_CHANGES_H
#define STORE_CHANGES_H

#include <stdbool.h>

#include "base/err.h"
#include "store/history.h"
#include "store/store.h"

struct store;

/* Applies a change as one command, inside a write. *command is what was written; command->n_rows 0
 * means that everything was so already. */
bool change_apply(struct store *store, const char *review_id, const struct store_change *change,
	struct command *command, struct err *err) __attribute__((nonnull, warn_unused_result));
/* Brings the thing that a row of the history is about to a value (NULL: nothing), and writes that
 * down; does nothing if it has it. */
bool change_set(struct command *command, const char *entity, const char *key, const char *value,
	struct err *err) __attribute__((nonnull(1, 2, 3, 5), warn_unused_result));
/* Whether two values of the history are one; NULL is nothing. */
bool change_is_same(const char *a, const char *b) __attribute__((pure));
/* Makes the row of a mark that something is to hang on, or notes in it that it changes. */
bool change_touch_mark(struct command *command, const char *item_key, struct err *err)
	__attribute__((nonnull, warn_unused_result));
/* ERR_USAGE if a text is longer than a person can have meant; NULL is none. */
bool change_check_text(const char *text, struct err *err)
	__attribute__((nonnull(2), warn_unused_result));

#endif
