/* Programs that a subcommand starts, and signals that end it. */
/* SPDX-License-Identifier: MIT */
#ifndef COMMAND_PROCESS_H
#define COMMAND_PROCESS_H

#include <stdbool.h>
#include <sys/types.h>

#include "base/err.h"

/* Runs a program of the PATH with default signals and nothing blocked, in this process group (so
 * that it may ask for a password). in_out_fd: its standard input and output; -1: those of this
 * process. Standard error is this process's own, or thrown away. */
bool process_start(char *const *argv, int in_out_fd, bool quiet, pid_t *pid, struct err *err)
	__attribute__((nonnull, warn_unused_result));
/* Closes the writing side of fd, waits up to wait_ms for the process at its other end to close its
 * own, then ends the process and reaps it. Does not close fd. The exit status, 128 + signal if one
 * ended it. */
int process_end(int fd, pid_t pid, int wait_ms);
/* Waits for its end; the same. */
int process_await(pid_t pid);

/* From here on SIGINT, SIGTERM and SIGHUP end nothing but make this descriptor readable, for good;
 * and SIGPIPE is ignored. -1 if that cannot be. Main thread, once. */
int process_catch_stop(void) __attribute__((warn_unused_result));

#endif
