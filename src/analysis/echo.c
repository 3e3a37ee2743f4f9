/* The other party, heard back on a channel. */
/* SPDX-License-Identifier: MIT */
#include "config.h"
#include "analysis/echo.h"

#include <math.h>
#include <stdlib.h>

#include "analysis/contour.h"
#include "base/mem.h"

/* The power of each hop of a stretch. The caller frees it. */
static double *powers(const struct ear *ear, int64_t from, int64_t n)
{
	double *power = mem_zalloc((size_t)n, sizeof *power);
	for (int64_t i = 0; i < n; i++)
		power[i] = (double)ear_get(ear, from + i)->power;
	return power;
}

static double mean_db(const double *power, int64_t n)
{
	double sum = 0;
	for (int64_t i = 0; i < n; i++)
		sum += power[i];
	return 10 * log10(sum / (double)n + 1e-13);
}

bool echo_is(const struct ear *ear, const struct span *talk, const struct ear *other)
{
	int64_t n = talk->end - talk->start;
	if (n > ECHO_MAX_HOPS || talk->start < ECHO_DELAY_HOPS)
		return false;
	double *here_power = powers(ear, talk->start, n), weak_db = mean_db(here_power, n);
	double *there_power = powers(other, talk->start - ECHO_DELAY_HOPS, n + ECHO_DELAY_HOPS);
	bool is_echo = false;
	for (int delay = 0; delay <= ECHO_DELAY_HOPS && !is_echo; delay++) {
		double loud_db = mean_db(there_power + ECHO_DELAY_HOPS - delay, n);
		if (loud_db - weak_db < ECHO_WEAKER_DB)
			continue;
		float range_db = CONTOUR_RANGE_DB - 15;
		struct contour here = {ear, talk->start, talk->level_db - range_db};
		struct contour there = {other, talk->start - delay,
			talk->level_db - range_db + (float)(loud_db - weak_db)};
		bool is_faint = loud_db - weak_db >= ECHO_FAINT_DB;
		is_echo = n < ECHO_MIN_HOPS ||
			contour_alike(&here, &there, n) >= (is_faint ? ECHO_FAINT_ALIKE : ECHO_ALIKE);
	}
	free(here_power);
	free(there_power);
	return is_echo;
}
