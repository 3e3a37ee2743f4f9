/* A review begins: its call, its card and itself in one transaction, which may have to wait. */
/* SPDX-License-Identifier: MIT */
#ifndef STORE_START_H
#define STORE_START_H

#include <stdbool.h>
#include <stdint.h>

#include "base/err.h"
#include "base/id.h"
#include "store/history.h"
#include "store/store.h"

/* A copy of a start that waits, with the ids that it will have. */
struct pending_start;

struct pending_start *start_copy(const struct store_start *start, char call_id[ID_SIZE],
	char review_id[ID_SIZE]) __attribute__((nonnull, returns_nonnull, warn_unused_result));
void start_free(struct pending_start *start);
/* Writes it, inside a write; *command is what was written. */
bool start_apply(struct store *store, const struct pending_start *start, struct command *command,
	struct err *err) __attribute__((nonnull, warn_unused_result));

/* Its parts, each in the file of its tables, inside a write. */
bool call_write_start(struct store *store, const struct store_start *start, const char *call_id,
	struct err *err) __attribute__((nonnull, warn_unused_result));
/* Notes where a known call is seen now. */
bool call_write_seen(struct store *store, const char *call_id, const struct call_leg *legs, size_t n_legs,
	struct err *err) __attribute__((nonnull, warn_unused_result));
bool card_write_start(struct store *store, const struct store_start *start, int64_t *card_row,
	struct err *err) __attribute__((nonnull, warn_unused_result));
bool review_write_start(struct command *command, struct store *store, const char *review_id,
	const char *call_id, int64_t card_row, struct err *err)
	__attribute__((nonnull, warn_unused_result));

#endif
