/* The cache file: what analysis found, which can be found again. */
/* SPDX-License-Identifier: MIT */
#ifndef STORE_CACHE_H
#define STORE_CACHE_H

#include <stdbool.h>

#include "base/err.h"
#include "store/db.h"

/* Opened when first used; a file that is damaged, or of another version, is made anew. */
struct cache {
	struct db db;
	char *path; /* NULL: nothing is kept */
	bool open;
	bool readonly; /* what is there is read; nothing is made or written */
};

void cache_init(struct cache *cache, const char *path, bool readonly) __attribute__((nonnull(1)));
void cache_release(struct cache *cache) __attribute__((nonnull));

#endif
