/* In which order the frames of a recording are played: spans left out, a loop, a stop. */
/* SPDX-License-Identifier: MIT */
#ifndef MODEL_ROUTE_H
#define MODEL_ROUTE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* From start_frame up to, not with, end_frame. */
struct route_span {
	int64_t start_frame, end_frame;
};

/* Who is played from start_frame of a skip on jumps to its end; who begins inside one plays what is
 * left of it. Who comes to the end of the loop jumps to its start; who begins behind it is not in
 * it. A loop and a skip that overlap: the loop holds, the skip does not. Who begins before the stop
 * plays straight on to it. { .stop_frame = ROUTE_NO_STOP } has no turns. */
struct route {
	struct route_span *skips; /* owned; in order, apart, none empty */
	size_t n_skips;
	struct route_span loop; /* end_frame 0: none */
	int64_t stop_frame;
};

#define ROUTE_NO_STOP INT64_MAX
#define ROUTE_MIN_MS 40 /* shorter skips and loops are none */

/* What comes next. */
struct route_turn {
	int64_t at_frame; /* here */
	int64_t to_frame; /* it goes on there; meaningless at the end */
	bool ends;
};

/* Copies the spans, in order, of at least so many frames (touching ones become one); a loop of less
 * is none. */
void route_set_skips(struct route *route, const struct route_span *skips, size_t n_skips,
	int64_t min_frames) __attribute__((nonnull(1)));
void route_set_loop(struct route *route, struct route_span loop, int64_t min_frames)
	__attribute__((nonnull));
void route_release(struct route *route) __attribute__((nonnull));

/* The next turn at or behind frame, of n_frames in all. */
struct route_turn route_next(const struct route *route, int64_t frame, int64_t n_frames)
	__attribute__((nonnull, pure, warn_unused_result));

#endif
