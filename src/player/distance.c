/* How far away the speaker is: its clock against ours, and the time of a round trip. */
/* SPDX-License-Identifier: MIT */
#include "config.h"
#include "player/distance.h"

void distance_init(struct distance *distance)
{
	median_init(&distance->trips, DISTANCE_N_TRIPS);
	median_init(&distance->arrivals, DISTANCE_N_WAYS);
	median_init(&distance->departures, DISTANCE_N_WAYS);
}

void distance_add_arrival(struct distance *distance, int64_t written_ns, int64_t received_ns)
{
	median_add(&distance->arrivals, received_ns - written_ns);
}

void distance_add_departure(struct distance *distance, int64_t sent_ns, int64_t read_ns)
{
	median_add(&distance->departures, read_ns - sent_ns);
}

void distance_add_trip(struct distance *distance, int64_t trip_ns)
{
	median_add(&distance->trips, trip_ns);
}

int64_t distance_to_here(const struct distance *distance, int64_t there_ns)
{
	return there_ns + median_get(&distance->arrivals);
}

int64_t distance_lead_ns(const struct distance *distance)
{
	if (!distance->departures.n_added)
		return 0;
	int64_t lead_ns = median_get(&distance->arrivals) + median_get(&distance->departures);
	return lead_ns > 0 ? lead_ns : 0;
}

int64_t distance_trip_ns(const struct distance *distance)
{
	return median_get(&distance->trips);
}
