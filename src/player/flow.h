/* How much content may be under way on a line: little enough that commands are not held up by it.
 */
/* SPDX-License-Identifier: MIT */
#ifndef PLAYER_FLOW_H
#define PLAYER_FLOW_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define FLOW_START_BYTES 8000
#define FLOW_STEP_BYTES 1600
#define FLOW_MIN_BYTES (3 * FLOW_STEP_BYTES) /* with blocks of that length */
#define FLOW_MAX_BYTES 65536
#define FLOW_MAX_PINGS 64

struct flow_ping {
	int64_t token;
	int64_t sent_ns;
	int64_t n_sent_bytes; /* before it */
	bool was_limited;     /* by the window */
	bool was_idle;        /* nothing was under way */
	bool was_alone;       /* at most one block was under way */
};

/* Pure. Behind each block a PING goes out; its PONG says that the block has been taken, and how
 * long the way was. What that is above the shortest of late is time spent in queues. */
struct flow {
	int64_t window_bytes;
	int64_t block_bytes; /* what the window grows by; it holds three at least */
	int64_t n_sent_bytes, n_taken_bytes;
	struct flow_ping pings[FLOW_MAX_PINGS]; /* not answered yet, oldest first */
	size_t n_pings;
	int64_t token;   /* of the latest */
	int64_t base_ns; /* the shortest round trip since the last probe */
	int64_t base_until_ns;
	bool is_probing;       /* one block at a time: how long is the way without a queue? */
	int64_t n_last_bytes;  /* of the latest block */
	int64_t changed_bytes; /* a change shows in what was sent after it: until then no other */
};

void flow_init(struct flow *flow) __attribute__((nonnull));
/* How long blocks are from now on; FLOW_STEP_BYTES at first. */
void flow_set_block(struct flow *flow, int64_t block_bytes) __attribute__((nonnull));
/* Whether so many bytes more may be sent; at least one block always may. */
bool flow_allows(const struct flow *flow, int64_t n_bytes) __attribute__((nonnull, pure));
void flow_add_sent(struct flow *flow, int64_t n_bytes) __attribute__((nonnull));
/* Whether there is room for one more PING; and its token, from 1. */
bool flow_can_ping(const struct flow *flow) __attribute__((nonnull, pure));
int64_t flow_ping(struct flow *flow, int64_t now_ns) __attribute__((nonnull));
/* The round trip of an answered PING, ns; -1 for a token that is not awaited. *was_idle: it did not
 * wait behind content. */
int64_t flow_heed_pong(struct flow *flow, int64_t token, int64_t now_ns, bool *was_idle)
	__attribute__((nonnull));

#endif
