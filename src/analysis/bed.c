/* Whether something is heard on under words: music under an announcement. */
/* SPDX-License-Identifier: MIT */
#include "config.h"
#include "analysis/bed.h"

#include <math.h>

#include "analysis/level.h"

/* The level of the softest 30 ms of a stretch, and how voiced they are. */
static float softest_db(const struct ear *ear, int64_t from, int64_t to, float *voicing)
{
	float softest = 0;
	for (int64_t hop = from; hop + 3 <= to; hop++) {
		float sum = 0;
		for (int i = 0; i < 3; i++)
			sum += ear_get(ear, hop + i)->level_db;
		if (sum / 3 >= softest)
			continue;
		softest = sum / 3;
		*voicing = ear_get(ear, hop + 1)->view.voicing;
	}
	return softest;
}

static float loudest_db(const struct ear *ear, int64_t from, int64_t to)
{
	float loudest = LEVEL_NONE_DB;
	for (int64_t hop = from; hop < to; hop++)
		loudest = fmaxf(loudest, ear_get(ear, hop)->level_db);
	return loudest;
}

bool bed_is_heard(const struct ear *ear, int64_t from, int64_t to, float floor_db)
{
	float voicing = 0, voicing_sum = 0;
	int n = 0, n_under = 0;
	for (; from < to; from += BED_BLOCK_HOPS, n++) {
		int64_t end = from + BED_BLOCK_HOPS < to ? from + BED_BLOCK_HOPS : to;
		float soft_db = softest_db(ear, from, end, &voicing);
		voicing_sum += voicing;
		n_under += soft_db > floor_db + BED_ABOVE_DB && soft_db > loudest_db(ear, from, end) - BED_UNDER_DB;
	}
	return (float)n_under >= BED_PART * (float)n && voicing_sum >= BED_VOICED * (float)n;
}
