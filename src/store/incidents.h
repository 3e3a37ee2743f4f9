/* Incidents of a review, each with its history. */
/* SPDX-License-Identifier: MIT */
#ifndef STORE_INCIDENTS_H
#define STORE_INCIDENTS_H

#include <stdbool.h>

#include "base/err.h"
#include "store/history.h"
#include "store/store.h"

/* Brings an incident to a value of the history, NULL: it is not there; inside a write. */
bool incident_set(struct command *command, const char *key, const char *value, struct err *err)
	__attribute__((nonnull(1, 2, 4), warn_unused_result));
/* What a change asks for, inside its write. */
bool incident_write(struct command *command, const struct store_change *change, struct err *err)
	__attribute__((nonnull, warn_unused_result));

#endif
