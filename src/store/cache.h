/* The cache file: what analysis found, which can be found again. */
/* SPDX-License-Identifier: MIT */
#ifndef STORE_CACHE_H
#define STORE_CACHE_H

#include <stdbool.h>

#include "base/err.h"
#include "store/db.h"

enum cache_sql {
	CACHE_PUT = DB_FIRST_OWN,
	CACHE_GET_EVENTS,
	CACHE_GET_ENVELOPE,
	CACHE_PUT_SEEN,
	CACHE_GET_SEEN,
	N_CACHE_SQL,
};

/* Opened when first used; a file that is damaged, or of another version, is made anew. */
struct cache {
	struct db db;
	char *path; /* NULL: nothing is kept */
	bool open;
	bool readonly; /* what is there is read; nothing is made or written */
};

void cache_init(struct cache *cache, const char *path, bool readonly) __attribute__((nonnull(1)));
void cache_release(struct cache *cache) __attribute__((nonnull));
/* Opens the file unless it is open; ERR_NOT_FOUND where no cache is kept. */
bool cache_open(struct cache *cache, struct err *err) __attribute__((nonnull, warn_unused_result));
/* Whether a failure means that another file may do better. */
bool cache_is_lost(const struct err *err) __attribute__((nonnull, pure));
/* After a failure: a damaged file is deleted, one that was deleted is let go of. */
void cache_give_up(struct cache *cache, const struct err *err) __attribute__((nonnull));

#endif
