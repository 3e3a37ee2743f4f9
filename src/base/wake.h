/* A wakeup for a thread that polls. */
/* SPDX-License-Identifier: MIT */
#ifndef BASE_WAKE_H
#define BASE_WAKE_H

#include <stdbool.h>

/* { -1, -1 } is one that is not open. */
struct wake {
	int read_fd;  /* readable since it was rung: for poll */
	int write_fd;
};

/* False, and errno says why, if the system has no descriptors left; it is then not open. Both are
 * closed on exec. */
bool wake_open(struct wake *wake) __attribute__((nonnull, warn_unused_result));
void wake_close(struct wake *wake) __attribute__((nonnull));
/* From any thread, a signal handler, or a callback that must not wait; errno stays. Rung often it is
 * rung once. */
void wake_ring(const struct wake *wake) __attribute__((nonnull));
/* Whether it was rung since the last call. */
bool wake_clear(const struct wake *wake) __attribute__((nonnull));

#endif
