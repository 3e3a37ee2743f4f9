/* When a frame is heard, from what the device's calls say, some of which come late. */
/* SPDX-License-Identifier: MIT */
#ifndef SPEAKER_PACE_H
#define SPEAKER_PACE_H

#include <stdint.h>

#define N_PACE 8

/* A device plays at an even pace, but on a busy machine the thread that it calls on is held up
 * between its measuring and ours: then a time is too late, never too early. So the second earliest
 * of the latest eight counts. */
struct pace {
	int64_t offsets_ns[N_PACE]; /* time of frame 0 by each of the latest calls */
	unsigned n_added;
};

/* Zeroed, it is a new one; after a break in the sound, start anew. */
void pace_reset(struct pace *pace) __attribute__((nonnull));
/* Output frame n is heard at heard_ns, the device says; returns when it is, all in all. */
int64_t pace_add(struct pace *pace, int64_t n, int rate_hz, int64_t heard_ns)
	__attribute__((nonnull, warn_unused_result));

#endif
