/* The screen's end: a socket to which a speaker of the same user may attach. */
/* SPDX-License-Identifier: MIT */
#ifndef RELAY_LISTENER_H
#define RELAY_LISTENER_H

#include <stdbool.h>

#include "base/err.h"

struct listener {
	int fd;      /* -1: closed */
	int lock_fd; /* held as long as it is open: one callmark of a user listens */
	char *folder;
	bool (*is_own)(int fd); /* peer_is_own, but in tests */
};

/* Opens it in the first folder of place_list that can be used: the folder 0700, the socket 0600.
 * What a callmark that was killed has left is removed. ERR_BUSY: another callmark listens. */
bool listener_open(struct listener *listener, bool (*is_own)(int fd), struct err *err)
	__attribute__((nonnull, warn_unused_result));
/* Removes the socket. Allowed in every state but before listener_open. */
void listener_close(struct listener *listener) __attribute__((nonnull));
/* Takes who waits longest; another user is sent away unheard. False if nobody is there (any more).
 * *fd is non-blocking, closed on exec. */
bool listener_accept(struct listener *listener, int *fd)
	__attribute__((nonnull, warn_unused_result));

#endif
