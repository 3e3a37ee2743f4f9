/* What was heard: stretches of the source, until somebody takes them. */
/* SPDX-License-Identifier: MIT */
#ifndef PLAYER_HEARD_H
#define PLAYER_HEARD_H

#include <stddef.h>
#include <stdint.h>

#include "model/route.h"

#define HEARD_MAX_SPANS 64

/* { 0 } is empty. Pure. */
struct heard {
	struct route_span spans[HEARD_MAX_SPANS]; /* oldest first */
	size_t n_spans;
};

/* Joins it to what it goes on; what is there already is not noted twice. With no room left the
 * oldest goes. */
void heard_add(struct heard *heard, int64_t start_frame, int64_t end_frame)
	__attribute__((nonnull));
/* Moves up to n_max of them, oldest first. */
size_t heard_take(struct heard *heard, struct route_span *spans, size_t n_max)
	__attribute__((nonnull, warn_unused_result));

#endif
