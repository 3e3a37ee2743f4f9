/* Whether two stretches of talk are the same recording. */
/* SPDX-License-Identifier: MIT */
#include "config.h"
#include "analysis/announce.h"

#include <math.h>
#include <stdlib.h>

#include "analysis/contour.h"

bool announce_alike(const struct ear *ear, const struct span *a, const struct span *b)
{
	int64_t n_a = a->end - a->start, n_b = b->end - b->start;
	if (n_a < ANNOUNCE_MIN_HOPS || llabs(n_a - n_b) > ANNOUNCE_LENGTH_HOPS)
		return false;
	int64_t n = (n_a < n_b ? n_a : n_b) - 2 * ANNOUNCE_SHIFT_HOPS;
	float floor_db = fmaxf(a->level_db, b->level_db) - CONTOUR_RANGE_DB;
	double alike = n_a < ANNOUNCE_LONG_HOPS ? ANNOUNCE_ALIKE : ANNOUNCE_LONG_ALIKE;
	for (int shift = -ANNOUNCE_SHIFT_HOPS; shift <= ANNOUNCE_SHIFT_HOPS; shift++) {
		int64_t from_a = a->start + ANNOUNCE_SHIFT_HOPS, from_b = b->start + ANNOUNCE_SHIFT_HOPS + shift;
		struct contour first = {ear, from_a, floor_db}, second = {ear, from_b, floor_db};
		if (contour_alike(&first, &second, n) >= alike)
			return true;
	}
	return false;
}
