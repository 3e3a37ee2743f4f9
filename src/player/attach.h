/* A speaker that comes by itself, over a line: where it attaches, how far away it is, what it can
 * take. */
/* SPDX-License-Identifier: MIT */
#ifndef PLAYER_ATTACH_H
#define PLAYER_ATTACH_H

#include <stdbool.h>
#include <stdint.h>

#include "base/err.h"
#include "player/conn.h"
#include "player/distance.h"
#include "player/flow.h"
#include "player/response.h"
#include "relay/listener.h"
#include "wire/wire.h"

#define ATTACH_SCOUT_TOKENS (INT64_C(1) << 40) /* from here on; those of the relay are negative */

/* A PING of its own, apart from content, to learn how long what is drawn is under way; one at a time. */
struct attach_scout {
	int64_t token;
	int64_t sent_ns;
	bool is_out;
};

/* Feeder thread only. */
struct attach {
	struct listener listener;
	bool (*is_own)(int fd);
	int64_t retry_ns; /* while it does not listen: when to try again */
	struct flow flow; /* of the connection */
	struct distance distance;
	struct response starts, stops; /* of sound */
	struct attach_scout scout;
	int64_t idle_ns; /* when a round trip was measured that did not wait behind content */
	int64_t block_ns; /* when the latest block went out */
	int64_t scout_ns; /* when the next scout is due */
	int64_t ping_ns; /* when the next PING is due, also without content */
};

void attach_init(struct attach *attach, bool (*is_own)(int fd))
	__attribute__((nonnull(1)));
void attach_release(struct attach *attach) __attribute__((nonnull));

/* Listens, if it does not and it is time to try. False if it cannot: *err says why. */
bool attach_listen(struct attach *attach, int64_t now_ns, struct err *err)
	__attribute__((nonnull, warn_unused_result));
/* To poll for reading; -1: none. */
int attach_get_fd(const struct attach *attach) __attribute__((nonnull, pure));
/* When to call again; connected: whether there is a speaker. */
int64_t attach_get_deadline_ns(const struct attach *attach, bool connected)
	__attribute__((nonnull, pure));
/* The newest who waits, as in listener_accept; what is known of the line is forgotten. */
bool attach_accept(struct attach *attach, int *fd) __attribute__((nonnull, warn_unused_result));

/* PINGs: behind a block; and when they are due, also without content. */
void attach_ping_block(struct attach *attach, struct conn *conn, int64_t now_ns)
	__attribute__((nonnull));
void attach_ping_if_due(struct attach *attach, struct conn *conn, int64_t now_ns)
	__attribute__((nonnull));
/* Learns from any message of the speaker that carries its time. */
void attach_learn(struct attach *attach, const struct wire_message *message, int64_t now_ns)
	__attribute__((nonnull));

#endif
