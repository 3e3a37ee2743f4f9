/* Starting the speaker: a process of its own at the other end of a socket. */
/* SPDX-License-Identifier: MIT */
#ifndef PLAYER_LAUNCH_H
#define PLAYER_LAUNCH_H

#include <stdbool.h>
#include <stdint.h>
#include <sys/types.h>

#include "base/err.h"
#include "player/player.h"

/* Where the feeder gets a speaker and the time from; tests have their own. Both are called on the
 * feeder thread, now_ns on the main thread too. */
struct player_launcher {
	/* A connected stream socket, non-blocking, closed on exec, which the caller closes; *pid is
	 * the process, which leads a group of its own and which the caller kills and reaps, or 0:
	 * none. */
	bool (*start)(void *context, int *fd, pid_t *pid, struct err *err);
	int64_t (*now_ns)(void *context); /* of CLOCK_MONOTONIC */
	void *context;
	/* Not NULL: start is not used; a speaker attaches by itself (relay/listener.h), if this says
	 * that the other end of the socket is the user's own. */
	bool (*is_own)(int fd);
};

/* player_new with another launcher, copied; its context is borrowed until player_free. */
struct player *player_new_with(const struct player_options *options,
	const struct player_launcher *launcher) __attribute__((nonnull, returns_nonnull));

/* Runs the program at path with the socket as its standard input and nothing else open but standard
 * output (thrown away) and standard error (appended to log_path; NULL or one that does not open:
 * thrown away), default signals, nothing blocked, a process group of its own. Any thread. */
bool launch_program(const char *path, const char *log_path, int *fd, pid_t *pid, struct err *err)
	__attribute__((nonnull(1, 3, 4, 5), warn_unused_result));

#endif
