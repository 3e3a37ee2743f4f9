/* How far away the speaker is: its clock against ours, and the time of a round trip. */
/* SPDX-License-Identifier: MIT */
#include "config.h"
#include "player/distance.h"

static void add(struct distance_window *window, int64_t value)
{
	window->values[window->n_added++ % DISTANCE_N] = value;
}

static int64_t median(const struct distance_window *window)
{
	int64_t sorted[DISTANCE_N];
	size_t n = window->n_added < DISTANCE_N ? window->n_added : DISTANCE_N;
	for (size_t i = 0; i < n; i++) {
		size_t at = i;
		for (; at > 0 && sorted[at - 1] > window->values[i]; at--)
			sorted[at] = sorted[at - 1];
		sorted[at] = window->values[i];
	}
	return n ? sorted[n / 2] : 0;
}

void distance_add_arrival(struct distance *distance, int64_t written_ns, int64_t received_ns)
{
	add(&distance->arrivals, received_ns - written_ns);
}

void distance_add_trip(struct distance *distance, int64_t trip_ns)
{
	add(&distance->trips, trip_ns);
}

int64_t distance_to_here(const struct distance *distance, int64_t there_ns)
{
	return there_ns + median(&distance->arrivals);
}

int64_t distance_trip_ns(const struct distance *distance)
{
	return median(&distance->trips);
}
