/* How loud one hop of one channel is. */
/* SPDX-License-Identifier: MIT */
#if defined __GNUC__ && !defined __clang__
#pragma GCC optimize("O3") /* the hot loop: gcc vectorises it from here on */
#endif
#include "config.h"
#include "analysis/level.h"

#include <math.h>

#define FULL_SCALE_DB 90.30899869919435 /* 20 log10 32768 */

static float to_db(double mean_square)
{
	if (mean_square <= 0)
		return LEVEL_NONE_DB;
	float db = (float)(10 * log10(mean_square) - FULL_SCALE_DB);
	return db < LEVEL_NONE_DB ? LEVEL_NONE_DB : db;
}

/* Integers throughout: exact, whatever the order of the additions. */
struct level level_measure(const int16_t *samples, int n, int lag)
{
	const int16_t *earlier = samples - lag;
	uint64_t square = 0, edge = 0;
	int32_t sum = 0;
	for (int i = 0; i < n; i++) {
		int32_t x = samples[i];
		/* Squares below 2^32 even from one end of the scale to the other. */
		uint32_t step = (uint32_t)(x - earlier[i]);
		sum += x;
		square += (uint32_t)(x * x);
		edge += step * step;
	}
	double mean = (double)sum / n;
	return (struct level){
		.rms_db = to_db((double)square / n - mean * mean),
		.edge_db = to_db((double)edge / n),
	};
}
