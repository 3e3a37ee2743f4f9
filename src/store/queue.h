/* Changes that were submitted and are not acknowledged yet, and acknowledgements not yet fetched.
 */
/* SPDX-License-Identifier: MIT */
#ifndef STORE_QUEUE_H
#define STORE_QUEUE_H

#include <stdbool.h>
#include <stdint.h>

#include "base/err.h"
#include "model/call.h"
#include "store/store.h"

struct pending_change {
	struct pending_change *next;
	uint64_t ticket;
	char review_id[ID_SIZE];
	struct store_change change;
	char *comment;  /* what change.comment points at */
	struct err why; /* why it waits */
	/* The last row that a try wrote whose COMMIT failed: whether it is in the history tells
	 * whether that try was committed after all. */
	bool unconfirmed;
	int64_t seq;
	uint8_t hash[HASH_SIZE];
	char changed_item[ITEM_KEY_SIZE];
	int64_t changed_gap_ms;
};

struct waiting_ack {
	struct waiting_ack *next;
	struct store_ack ack;
};

struct queue {
	struct pending_change *first;
	struct pending_change **end; /* &first when empty */
	size_t n_pending;
	struct waiting_ack *first_ack;
	struct waiting_ack **end_ack;
	uint64_t last_ticket;
	int64_t retry_ns; /* when the first is tried again */
};

void queue_init(struct queue *queue) __attribute__((nonnull));
void queue_release(struct queue *queue) __attribute__((nonnull));
/* One try of all that waits, in order, until one cannot be confirmed; waits for a lock at most
 * busy_ms. */
void queue_try(struct store *store, int busy_ms) __attribute__((nonnull));

#endif
