/* Which talk is an announcement of the exchange's. */
/* SPDX-License-Identifier: MIT */
#include "config.h"
#include "analysis/announce.h"

#include <math.h>
#include <stdlib.h>

/* Both kinds of level of a hop, bounded from below so that noise does not count. */
static double level_of(const struct ear *ear, int64_t hop, int kind, double floor_db)
{
	const struct hop *h = ear_get(ear, hop);
	double db = kind ? (double)h->edge_db : (double)h->level_db;
	return db > floor_db ? db : floor_db;
}

static double correlation(const struct ear *ear, int64_t a, int64_t b, int64_t n, int kind, double floor_db)
{
	double sum_a = 0, sum_b = 0, aa = 0, bb = 0, ab = 0;
	for (int64_t i = 0; i < n; i++) {
		double x = level_of(ear, a + i, kind, floor_db), y = level_of(ear, b + i, kind, floor_db);
		sum_a += x;
		sum_b += y;
		aa += x * x;
		bb += y * y;
		ab += x * y;
	}
	double n_hops = (double)n;
	double spread = (aa - sum_a * sum_a / n_hops) * (bb - sum_b * sum_b / n_hops);
	return spread > 0 ? (ab - sum_a * sum_b / n_hops) / sqrt(spread) : 0;
}

bool announce_alike(const struct ear *ear, const struct span *a, const struct span *b)
{
	int64_t n_a = a->end - a->start, n_b = b->end - b->start;
	if (n_a < ANNOUNCE_MIN_HOPS || llabs(n_a - n_b) > ANNOUNCE_LENGTH_HOPS)
		return false;
	int64_t n = (n_a < n_b ? n_a : n_b) - 2 * ANNOUNCE_SHIFT_HOPS;
	double floor_db = (double)fmaxf(a->level_db, b->level_db) - 35;
	for (int shift = -ANNOUNCE_SHIFT_HOPS; shift <= ANNOUNCE_SHIFT_HOPS; shift++) {
		int64_t from_a = a->start + ANNOUNCE_SHIFT_HOPS, from_b = b->start + ANNOUNCE_SHIFT_HOPS + shift;
		if (correlation(ear, from_a, from_b, n, 0, floor_db) >= ANNOUNCE_ALIKE &&
			correlation(ear, from_a, from_b, n, 1, floor_db) >= ANNOUNCE_ALIKE)
			return true;
	}
	return false;
}
