/* How far away the speaker is: its clock against ours, and the time of a round trip. */
/* SPDX-License-Identifier: MIT */
#ifndef PLAYER_DISTANCE_H
#define PLAYER_DISTANCE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define DISTANCE_N 25

struct distance_window {
	int64_t values[DISTANCE_N]; /* the latest ones, in a ring */
	size_t n_added;
};

/* Pure. Both are medians of the latest measures: a stall of the line moves neither. { 0 } is new.
 */
struct distance {
	struct distance_window arrivals; /* received here less written there */
	struct distance_window trips;
};

void distance_add_arrival(struct distance *distance, int64_t written_ns, int64_t received_ns)
	__attribute__((nonnull));
void distance_add_trip(struct distance *distance, int64_t trip_ns) __attribute__((nonnull));
/* A time of the speaker's clock as the time here when word of it usually comes. A key pressed at
 * that moment comes then, too. 0 arrivals: as it is. */
int64_t distance_to_here(const struct distance *distance, int64_t there_ns)
	__attribute__((nonnull, pure));
/* The round trip; 0 before the first. */
int64_t distance_trip_ns(const struct distance *distance) __attribute__((nonnull, pure));

#endif
