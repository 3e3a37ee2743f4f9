/* Memory of one snapshot: given out piece by piece, taken back all at once. */
/* SPDX-License-Identifier: MIT */
#ifndef REVIEW_ARENA_H
#define REVIEW_ARENA_H

#include <stddef.h>

struct arena_block;

/* { 0 } is an empty one; its blocks are kept from snapshot to snapshot. */
struct arena {
	struct arena_block *first;
	struct arena_block *now;
	size_t n_used; /* of now */
};

/* Zeroed, for n items; lives until arena_reset. */
void *arena_get(struct arena *arena, size_t n_items, size_t item_bytes)
	__attribute__((nonnull, returns_nonnull, warn_unused_result));
const char *arena_format(struct arena *arena, const char *fmt, ...)
	__attribute__((nonnull, returns_nonnull, format(printf, 2, 3)));
void arena_reset(struct arena *arena) __attribute__((nonnull));
void arena_release(struct arena *arena) __attribute__((nonnull));

#endif
