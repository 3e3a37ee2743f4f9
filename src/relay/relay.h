/* What joins a line (ssh's standard streams) to the callmark of this user, one after another. */
/* SPDX-License-Identifier: MIT */
#ifndef RELAY_RELAY_H
#define RELAY_RELAY_H

#include <poll.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/err.h"
#include "relay/port.h"

/* Where a callmark comes from; place_connect, but in tests. */
typedef bool relay_connect(int *fd, struct err *err);

enum relay_state {
	RELAY_GREETING, /* the speaker has not said HELLO */
	RELAY_WAITING,  /* no callmark runs */
	RELAY_JOINED,
	RELAY_CLEARING, /* callmark has gone; what the speaker still says of it is passed over */
	RELAY_OVER,
};

/* The speaker stays the same while callmarks come and go: to each of them its HELLO is said again.
 * What was on its way to the speaker is dropped when a callmark goes, and nothing that the speaker
 * said to one callmark gets to the next: a PING of the relay's own parts the two. */
struct relay {
	enum relay_state state;
	relay_connect *connect;
	struct port line, callmark;
	struct str hello;  /* the speaker's */
	int64_t retry_ns;  /* when to look for a callmark again */
	int64_t ping_ns;   /* when to let the other end know that somebody is here */
	int64_t heard_ns;  /* of the line */
	int64_t token;     /* of the latest PING */
	int64_t awaited;   /* while clearing: of the PING that ends it */
	bool told_waiting; /* NOTICE was said */
	bool is_final;     /* callmark said that this speaker is not to come again */
};

#define RELAY_N_FDS 4

/* Moves the descriptors of the line. */
void relay_init(struct relay *relay, int in_fd, int out_fd, relay_connect *connect, int64_t now_ns)
	__attribute__((nonnull));
void relay_release(struct relay *relay) __attribute__((nonnull));
void relay_get_fds(const struct relay *relay, struct pollfd fds[RELAY_N_FDS])
	__attribute__((nonnull));
int64_t relay_get_deadline_ns(const struct relay *relay) __attribute__((nonnull, pure));
/* Does what can be done now. False when it is over: *err says why, its code ERR_NONE if there is
 * nothing to complain of. */
bool relay_service(struct relay *relay, int64_t now_ns, struct err *err)
	__attribute__((nonnull, warn_unused_result));

#endif
