/* What content a recording had when it was last analysed, so that it need not be read to know. */
/* SPDX-License-Identifier: MIT */
#ifndef STORE_SEEN_H
#define STORE_SEEN_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/err.h"
#include "model/call.h"
#include "store/store.h"

struct store_seen {
	uint8_t hash[CALL_MAX_LEGS][HASH_SIZE]; /* in the order of the legs */
	int rate_hz; /* as analysed */
	int channels;
	char warning[160]; /* what was wrong with it and worked around; "" */
};

/* Kept in the cache file, under the paths, sizes and times of the files and the options of the
 * analysis (the word that store_put_analysis takes). Main thread. A failure to write is no loss. */
bool store_put_seen(struct store *store, const struct call_leg *legs, size_t n_legs,
	const char *options, const struct store_seen *seen, struct err *err)
	__attribute__((nonnull, warn_unused_result));
/* ERR_NOT_FOUND if the files were not seen, or have changed since. */
bool store_get_seen(struct store *store, const struct call_leg *legs, size_t n_legs,
	const char *options, struct store_seen *seen, struct err *err)
	__attribute__((nonnull, warn_unused_result));

#endif
