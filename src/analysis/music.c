/* How much like music one channel sounds over some seconds. */
/* SPDX-License-Identifier: MIT */
#include "config.h"
#include "analysis/music.h"

#include <math.h>
#include <stdbool.h>

#include "analysis/level.h"
#include "model/envelope.h"

/* Levels that a tenth of the hops exceed, and that a tenth stay under. */
struct range {
	float high_db, low_db;
};

static struct range measure_range(const struct ear *ear, int64_t from, int64_t to)
{
	int count[256] = {0}, n_above = 0, n_below = 0, high = 255, low = 0;
	for (int64_t hop = from; hop < to; hop++)
		count[envelope_byte(ear_get(ear, hop)->level_db)]++;
	for (; high > 0 && 10 * (n_above + count[high]) <= to - from; high--)
		n_above += count[high];
	for (; low < 255 && 10 * (n_below + count[low]) <= to - from; low++)
		n_below += count[low];
	return (struct range){(float)envelope_db((uint8_t)high), (float)envelope_db((uint8_t)low)};
}

/* Whether the softest hops are hum: nearly all of it is low. */
static bool has_hum(const struct ear *ear, int64_t from, int64_t to, float low_db)
{
	float tilt = 0;
	int n = 0;
	for (int64_t i = from; i < to; i++) {
		const struct hop *h = ear_get(ear, i);
		if (h->level_db > low_db + MUSIC_ABOVE_DB || h->level_db <= LEVEL_NONE_DB)
			continue;
		tilt += h->edge_db - h->level_db;
		n++;
	}
	return n > 0 && tilt < MUSIC_HUM_BED_DB * (float)n;
}

/* Under it a hop is a dip. */
static float dip_limit_db(const struct ear *ear, int64_t from, int64_t to, float floor_db)
{
	struct range range = measure_range(ear, from, to);
	float limit_db = fmaxf(range.high_db - MUSIC_LOUD_DB, floor_db + MUSIC_ABOVE_DB);
	return has_hum(ear, from, to, range.low_db) ? fmaxf(limit_db, range.low_db + MUSIC_HUM_ABOVE_DB) : limit_db;
}

/* Mean change of the level over MUSIC_MOVE_HOPS. Digital silence is a hole. */
static float level_move_db(const struct ear *ear, int64_t from, int64_t to)
{
	float sum = 0;
	int n = 1;
	for (int64_t hop = from; hop + MUSIC_MOVE_HOPS < to; hop++) {
		float before_db = ear_get(ear, hop)->level_db, db = ear_get(ear, hop + MUSIC_MOVE_HOPS)->level_db;
		if (before_db <= LEVEL_NONE_DB || db <= LEVEL_NONE_DB)
			continue;
		sum += fabsf(db - before_db);
		n++;
	}
	return sum / (float)n;
}

/* Sums over the loud hops of a window. */
struct loud {
	int n, n_dips;
	float steady, voicing, purity, tilt, tilt_square;
};

static void add_loud(struct loud *loud, const struct hop *h)
{
	float tilt_db = h->edge_db - h->level_db;
	loud->n++;
	loud->steady += h->view.steady > 0 ? h->view.steady : 0;
	loud->voicing += h->view.voicing;
	loud->purity += h->view.purity;
	loud->tilt += tilt_db;
	loud->tilt_square += tilt_db * tilt_db;
}

float music_likeness(const struct ear *ear, int64_t from, int64_t to, float floor_db)
{
	float limit_db = dip_limit_db(ear, from, to, floor_db);
	struct loud loud = {0};
	int n_none = 0;
	for (int64_t i = from; i < to; i++) {
		const struct hop *h = ear_get(ear, i);
		n_none = h->level_db > LEVEL_NONE_DB ? 0 : n_none + 1;
		if (h->level_db <= limit_db)
			loud.n_dips += n_none == 0 || n_none > MUSIC_HOLE_HOPS;
		else if (h->view.purity < MUSIC_PURE)
			add_loud(&loud, h);
	}
	float n = (float)loud.n, tilt_db = loud.tilt / fmaxf(n, 1);
	if (loud.n < MUSIC_MIN_HOPS || tilt_db < MUSIC_HUM_DB)
		return MUSIC_NONE;
	return MUSIC_OFFSET + MUSIC_BY_STEADY * loud.steady / n +
		MUSIC_BY_DIPS * (float)loud.n_dips / (float)(loud.n + loud.n_dips) +
		MUSIC_BY_MOVE * level_move_db(ear, from, to) +
		MUSIC_BY_TILT * sqrtf(fmaxf(loud.tilt_square / n - tilt_db * tilt_db, 0)) +
		MUSIC_BY_VOICED * loud.voicing / n + MUSIC_BY_PURE * loud.purity / n;
}
