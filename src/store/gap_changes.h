/* Gaps whose kind the reviewer has changed, each with its history. */
/* SPDX-License-Identifier: MIT */
#ifndef STORE_GAP_CHANGES_H
#define STORE_GAP_CHANGES_H

#include <stdbool.h>

#include "base/err.h"
#include "model/gap_change.h"
#include "store/history.h"

/* In the history a gap is the entity "gap", its key "start-end" in ms, its value the word of the
 * choice. Brings it to that value (NULL: as found) and writes that down; does nothing if it has it. */
bool gap_changes_set(struct command *command, const char *key, const char *value, struct err *err)
	__attribute__((nonnull(1, 2, 4), warn_unused_result));
/* One change of the reviewer. */
bool gap_changes_write(struct command *command, const struct gap_change *change, struct err *err)
	__attribute__((nonnull, warn_unused_result));

#endif
