/* What the files of the store share. */
/* SPDX-License-Identifier: MIT */
#ifndef STORE_INTERNAL_H
#define STORE_INTERNAL_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/err.h"
#include "base/id.h"
#include "store/cache.h"
#include "store/db.h"
#include "store/queue.h"
#include "store/sql.h"
#include "store/store.h"

struct store {
	struct db db;
	struct cache cache;
	struct queue queue;
	char *person;
	char *person_display;
	int64_t (*wall_ms)(void);
	char origin[ID_SIZE]; /* "" until it was needed */
	char followed_id[ID_SIZE]; /* the review of store_follow; "": none */
	int64_t followed_seq;      /* its last row of the history that is known here */
	bool wal;             /* journal mode; false on a network and in memory */
	bool wal_prepared;
	int64_t idle_since_ns; /* the last write */
};

/* One write of the store (db.h); also notes that it is not idle. */
bool store_write(struct store *store, bool (*body)(void *context, struct err *err), void *context,
	struct err *err) __attribute__((nonnull, warn_unused_result));

#endif
