/* The other party, heard back on a channel. */
/* SPDX-License-Identifier: MIT */
#include "config.h"
#include "analysis/echo.h"

#include <math.h>

#include "analysis/contour.h"

/* How much louder one stretch is than another, on the mean of its hops in power. */
static double mean_db(const struct ear *ear, int64_t from, int64_t n)
{
	double sum = 0;
	for (int64_t i = 0; i < n; i++)
		sum += pow(10, (double)ear_get(ear, from + i)->level_db / 10);
	return 10 * log10(sum / (double)n + 1e-13);
}

bool echo_is(const struct ear *ear, const struct span *talk, const struct ear *other)
{
	int64_t n = talk->end - talk->start;
	if (n < ECHO_MIN_HOPS || talk->start < ECHO_DELAY_HOPS)
		return false;
	double weak_db = mean_db(ear, talk->start, n);
	for (int delay = 0; delay <= ECHO_DELAY_HOPS; delay++) {
		double loud_db = mean_db(other, talk->start - delay, n);
		if (loud_db - weak_db < ECHO_WEAKER_DB)
			continue;
		float range_db = CONTOUR_RANGE_DB - 15;
		struct contour here = {ear, talk->start, talk->level_db - range_db};
		struct contour there = {other, talk->start - delay,
			talk->level_db - range_db + (float)(loud_db - weak_db)};
		if (contour_alike(&here, &there, n) >= ECHO_ALIKE)
			return true;
	}
	return false;
}
