/* One end of a line of messages: whole messages in, whole messages out, never waiting. */
/* SPDX-License-Identifier: MIT */
#ifndef RELAY_PORT_H
#define RELAY_PORT_H

#include <poll.h>
#include <stdbool.h>
#include <stddef.h>

#include "base/str.h"
#include "wire/wire.h"

/* The two descriptors may be the same. { .in_fd = -1, .out_fd = -1 } is a closed one. */
struct port {
	int in_fd, out_fd; /* owned, non-blocking */
	bool over;         /* the other side is gone, or speaks no messages */
	bool broken;       /* the latter */
	struct str in;     /* read, not taken yet */
	size_t n_taken;    /* of in */
	struct str out;
	size_t n_written; /* of out, which begins with a whole message */
};

/* A message as it stands on the wire. */
struct port_message {
	const char *bytes; /* borrowed from the port until its next call */
	size_t n_bytes;
	unsigned type;
};

/* Moves the descriptors and makes them non-blocking. */
void port_open(struct port *port, int in_fd, int out_fd) __attribute__((nonnull));
/* What was held is wiped: it may be of a call. */
void port_close(struct port *port) __attribute__((nonnull));
bool port_is_open(const struct port *port) __attribute__((nonnull, pure));

/* Reads what is there, no more than a bounded amount, and returns how much. */
size_t port_read(struct port *port) __attribute__((nonnull));
/* Drops what stands before a HELLO; how many bytes. Not within a message. */
size_t port_skip_to_hello(struct port *port) __attribute__((nonnull));
/* The next whole message; false if there is none. */
bool port_next(struct port *port, struct port_message *message)
	__attribute__((nonnull, warn_unused_result));
/* As the struct, of any type but DATA; false for a type that is not known, or a malformed one. */
bool port_decode(const struct port_message *message, struct wire_message *decoded)
	__attribute__((nonnull, warn_unused_result));

void port_put(struct port *port, const struct port_message *message) __attribute__((nonnull));
void port_say(struct port *port, const struct wire_message *message) __attribute__((nonnull));
/* Writes what can be written at once. */
void port_write(struct port *port) __attribute__((nonnull));
bool port_has_output(const struct port *port) __attribute__((nonnull, pure));
/* So much waits to be written that no more should be put. */
bool port_is_full(const struct port *port) __attribute__((nonnull, pure));
/* Forgets what waits, but for the rest of a message that is half written. */
void port_drop_output(struct port *port) __attribute__((nonnull));

/* Fills two descriptors to poll; reading: whether input is wanted. */
void port_get_fds(const struct port *port, bool reading, struct pollfd fds[2])
	__attribute__((nonnull));

#endif
