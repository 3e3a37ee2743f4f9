/* How far away the speaker is: its clock against ours, and the time of a round trip. */
/* SPDX-License-Identifier: MIT */
#ifndef PLAYER_DISTANCE_H
#define PLAYER_DISTANCE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "player/median.h"

#define DISTANCE_N_TRIPS 25
#define DISTANCE_N_WAYS 101

/* Pure. All are medians of the latest measures: a stall of the line moves none of them. Of each way
 * there is one of its own, which has the difference of the clocks in it: their sum has not. */
struct distance {
	struct median trips;
	struct median arrivals;   /* received here less written there */
	struct median departures; /* read there less sent here */
};

void distance_init(struct distance *distance) __attribute__((nonnull));
void distance_add_arrival(struct distance *distance, int64_t written_ns, int64_t received_ns)
	__attribute__((nonnull));
void distance_add_departure(struct distance *distance, int64_t sent_ns, int64_t read_ns)
	__attribute__((nonnull));
void distance_add_trip(struct distance *distance, int64_t trip_ns) __attribute__((nonnull));
/* A time of the speaker's clock as the time here when word of it usually comes. A key pressed at
 * that moment comes then, too. 0 arrivals: as it is. */
int64_t distance_to_here(const struct distance *distance, int64_t there_ns)
	__attribute__((nonnull, pure));
/* What is sent now is there so long after what word comes of now; 0 before it is known. */
int64_t distance_lead_ns(const struct distance *distance) __attribute__((nonnull, pure));
/* The round trip, for people; 0 before the first. */
int64_t distance_trip_ns(const struct distance *distance) __attribute__((nonnull, pure));

#endif
