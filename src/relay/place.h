/* Where callmark and its relay meet: a socket in a folder that is its user's alone. */
/* SPDX-License-Identifier: MIT */
#ifndef RELAY_PLACE_H
#define RELAY_PLACE_H

#include <stdbool.h>
#include <stddef.h>
#include <sys/un.h>

#include "base/err.h"

#define PLACE_MAX 2

/* The folders that may hold it, best first, at least one: "callmark" in $XDG_RUNTIME_DIR (or
 * /run/user/UID), "callmark-UID" in $TMPDIR (or /tmp). A screen and a relay of the same user may
 * have different environments: the screen takes the first that can be used, the relay asks all.
 * The caller frees each. */
size_t place_list(char *folders[PLACE_MAX]) __attribute__((nonnull, warn_unused_result));

/* Makes the folder, 0700, if it is not there; then place_check. */
bool place_prepare(const char *folder, struct err *err)
	__attribute__((nonnull, warn_unused_result));
/* It is a folder (not a link to one) of this user, closed to all others, and stands where nobody
 * else can put another in its place. ERR_NOT_FOUND if it is not there, ERR_USAGE if it is not
 * safe. */
bool place_check(const char *folder, struct err *err) __attribute__((nonnull, warn_unused_result));

/* The socket's address in the folder. */
bool place_address(const char *folder, struct sockaddr_un *address, struct err *err)
	__attribute__((nonnull, warn_unused_result));

/* Connects to the callmark that listens; *fd is non-blocking, closed on exec. ERR_NOT_FOUND if none
 * does; otherwise something is wrong that waiting does not cure. */
bool place_connect(int *fd, struct err *err) __attribute__((nonnull, warn_unused_result));

#endif
