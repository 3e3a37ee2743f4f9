/* How alike two stretches of sound rise and fall. */
/* SPDX-License-Identifier: MIT */
#ifndef ANALYSIS_CONTOUR_H
#define ANALYSIS_CONTOUR_H

#include <stdint.h>

#include "analysis/ear.h"

#define CONTOUR_RANGE_DB 35.0f /* under the loudest hop of a stretch noise begins */

/* A stretch from a hop on; levels under floor_db count as floor_db. */
struct contour {
	const struct ear *ear;
	int64_t from;
	float floor_db;
};

/* The smaller of the correlations of both kinds of level over n hops, -1..1. */
double contour_alike(const struct contour *a, const struct contour *b, int64_t n)
	__attribute__((nonnull, pure));

#endif
