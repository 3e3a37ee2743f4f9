/* What is played next: stretches of the content, in the order in which they come. */
/* SPDX-License-Identifier: MIT */
#ifndef SPEAKER_PLAN_H
#define SPEAKER_PLAN_H

#include <stddef.h>
#include <stdint.h>

#include "model/route.h"

#define PLAN_MAX_STRETCHES 64

struct plan {
	struct route_span stretches[PLAN_MAX_STRETCHES];
	size_t n_stretches;
};

/* From frame on, n_ahead frames or up to the end, or until a loop closes; each but the first with
 * the n_fade frames in front that are faded in. Pure. */
void plan_make(struct plan *plan, const struct route *route, int64_t frame, int64_t n_frames,
	int64_t n_ahead, int64_t n_fade) __attribute__((nonnull));
/* How many frames are played before frame, -1 if it is not in it. */
int64_t plan_distance(const struct plan *plan, int64_t frame)
	__attribute__((nonnull, pure, warn_unused_result));

#endif
