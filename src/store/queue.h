/* Changes that were submitted and are not acknowledged yet, and acknowledgements not yet fetched.
 */
/* SPDX-License-Identifier: MIT */
#ifndef STORE_QUEUE_H
#define STORE_QUEUE_H

#include <stdbool.h>
#include <stdint.h>

#include "base/err.h"
#include "model/call.h"
#include "store/history.h"
#include "store/start.h"
#include "store/store.h"

struct pending_change {
	struct pending_change *next;
	uint64_t ticket;
	char review_id[ID_SIZE];
	struct store_change change; /* its texts are owned */
	struct pending_start *start; /* CHANGE_START: what it writes */
	struct err why; /* why it waits */
	/* What a try wrote whose COMMIT failed: whether its last row is in the history tells whether
	 * that try was committed after all. */
	bool unconfirmed;
	struct command tried;
};

struct waiting_ack {
	struct waiting_ack *next;
	struct store_ack ack;
};

struct queue {
	struct pending_change *first;
	struct pending_change **end; /* &first when empty */
	size_t n_pending; /* changes; the beginning of a review is none */
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
