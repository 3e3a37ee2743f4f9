/* Undo and redo, derived from the history: a command undoes a command. */
/* SPDX-License-Identifier: MIT */
#ifndef STORE_UNDO_H
#define STORE_UNDO_H

#include <stdbool.h>

#include "base/err.h"
#include "store/history.h"

/* Takes back the last command that is not undone; ERR_NOT_FOUND if there is none, or a submit
 * stands in the way. Fills the command that was begun; inside its write. */
bool undo_apply(struct command *command, struct err *err)
	__attribute__((nonnull, warn_unused_result));
/* Does again what was undone last, if nothing else was changed since; ERR_NOT_FOUND. */
bool undo_apply_redo(struct command *command, struct err *err)
	__attribute__((nonnull, warn_unused_result));

#endif
