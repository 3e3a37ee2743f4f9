/* How alike two stretches of sound rise and fall. */
/* SPDX-License-Identifier: MIT */
#include "config.h"
#include "analysis/contour.h"

#include <math.h>
#include <stdbool.h>

#include "analysis/level.h"

static double level_of(const struct contour *contour, int64_t i, int kind)
{
	const struct hop *h = ear_get(contour->ear, contour->from + i);
	return (double)fmaxf(kind ? h->edge_db : h->level_db, contour->floor_db);
}

/* A lost packet. */
static bool is_hole(const struct contour *contour, int64_t i)
{
	return ear_get(contour->ear, contour->from + i)->level_db <= LEVEL_NONE_DB;
}

static double correlation(const struct contour *a, const struct contour *b, int64_t n, int kind)
{
	double sum_a = 0, sum_b = 0, aa = 0, bb = 0, ab = 0, n_hops = 0;
	for (int64_t i = 0; i < n; i++) {
		if (is_hole(a, i) || is_hole(b, i))
			continue;
		n_hops++;
		double x = level_of(a, i, kind), y = level_of(b, i, kind);
		sum_a += x;
		sum_b += y;
		aa += x * x;
		bb += y * y;
		ab += x * y;
	}
	double spread = (aa - sum_a * sum_a / n_hops) * (bb - sum_b * sum_b / n_hops);
	return n_hops > 0 && spread > 0 ? (ab - sum_a * sum_b / n_hops) / sqrt(spread) : 0;
}

double contour_alike(const struct contour *a, const struct contour *b, int64_t n)
{
	return fmin(correlation(a, b, n, 0), correlation(a, b, n, 1));
}
