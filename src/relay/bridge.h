/* What joins a speaker here to the line of a callmark elsewhere. */
/* SPDX-License-Identifier: MIT */
#ifndef RELAY_BRIDGE_H
#define RELAY_BRIDGE_H

#include <poll.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "relay/port.h"
#include "wire/wire.h"

enum bridge_state {
	BRIDGE_CALLING, /* nothing has come over the line yet */
	BRIDGE_WAITING, /* there is no callmark at the other end */
	BRIDGE_JOINED,
	/* it is over */
	BRIDGE_LINE_ENDED,
	BRIDGE_LINE_SILENT,
	BRIDGE_LINE_FOREIGN, /* it carries something else, and nothing of ours behind that */
	BRIDGE_SPEAKER_ENDED,
	BRIDGE_SPEAKER_SILENT,
	BRIDGE_REPLACED,
	BRIDGE_VERSION,
};

struct bridge {
	enum bridge_state state;
	struct port speaker, line;
	struct wire_setup own;     /* what is wanted of the device here */
	struct wire_pedals own_pedals; /* device "": the other side's hold */
	struct wire_device device; /* as the speaker said */
	struct wire_hello theirs, ours;
	int64_t line_heard_ns, speaker_heard_ns;
	size_t n_chatter; /* bytes over the line before the first message */
	unsigned n_news; /* changes of state and device */
};

#define BRIDGE_N_FDS 4

static inline bool bridge_is_over(const struct bridge *bridge)
{
	return bridge->state > BRIDGE_JOINED;
}

/* Moves the descriptors. own: silent holds where either side wants it, the latency is that of this
 * side, and device and rate where the other side names none. */
void bridge_init(struct bridge *bridge, int speaker_fd, int line_fd, const struct wire_setup *own,
	int64_t now_ns) __attribute__((nonnull));
/* The foot pedal is here: what is wanted of it is for this side to say. */
void bridge_set_pedals(struct bridge *bridge, const struct wire_pedals *own)
	__attribute__((nonnull));
void bridge_release(struct bridge *bridge) __attribute__((nonnull));
void bridge_get_fds(const struct bridge *bridge, struct pollfd fds[BRIDGE_N_FDS])
	__attribute__((nonnull));
int64_t bridge_get_deadline_ns(const struct bridge *bridge) __attribute__((nonnull, pure));
/* Does what can be done now. */
void bridge_service(struct bridge *bridge, int64_t now_ns) __attribute__((nonnull));

#endif
