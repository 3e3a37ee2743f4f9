/* The connection to one speaker: bytes out, messages in, and its end. */
/* SPDX-License-Identifier: MIT */
#ifndef PLAYER_CONN_H
#define PLAYER_CONN_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <sys/types.h>

#include "base/err.h"
#include "base/str.h"
#include "wire/wire.h"

/* Feeder thread only. { .fd = -1 } is a closed one. */
struct conn {
	int fd;
	pid_t pid; /* 0: no process */
	struct str out;
	size_t n_written; /* of out */
	struct wire_parser parser;
};

/* Moves fd and the process. */
void conn_open(struct conn *conn, int fd, pid_t pid) __attribute__((nonnull));
/* Queues a message; conn_write takes it on. */
void conn_send(struct conn *conn, const struct wire_message *message) __attribute__((nonnull));
/* Writes what can be written without waiting; false if the other end is gone. */
bool conn_write(struct conn *conn, struct err *err) __attribute__((nonnull, warn_unused_result));
/* Reads what is there; *n_bytes says how much. False if the other end is gone (what it said before
 * is still handed out). */
bool conn_read(struct conn *conn, size_t *n_bytes, struct err *err)
	__attribute__((nonnull, warn_unused_result));

static inline bool conn_has_output(const struct conn *conn)
{
	return conn->n_written < conn->out.n_bytes;
}

/* Asks the speaker to end and waits up to wait_ms for it to close its side; then it is killed in
 * any case, and reaped. */
void conn_close(struct conn *conn, int wait_ms) __attribute__((nonnull));

#endif
