/* Which frame is heard at a moment: the latest runs that the callback noted. */
/* SPDX-License-Identifier: MIT */
#ifndef SPEAKER_TIMELINE_H
#define SPEAKER_TIMELINE_H

#include <stdbool.h>
#include <stdint.h>

#include "speaker/mixer.h"

#define N_TIMELINE_RUNS 128

struct timeline {
	int64_t start_frame;               /* before the first run is heard */
	struct note runs[N_TIMELINE_RUNS]; /* a ring */
	unsigned n_added;
};

void timeline_reset(struct timeline *timeline, int64_t start_frame) __attribute__((nonnull));
/* Notes in the order in which they were made. */
void timeline_add(struct timeline *timeline, const struct note *note) __attribute__((nonnull));
/* The source frame that is heard at now_ns; never beyond what was handed to the device. The rates
 * are those of the device and of the content. */
int64_t timeline_at(const struct timeline *timeline, int64_t now_ns, int out_rate_hz,
	int in_rate_hz) __attribute__((nonnull, warn_unused_result));

#endif
