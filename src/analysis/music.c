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
static float dip_limit_db(const struct ear *ear, int64_t from, int64_t to, float floor_db,
	const struct range *range)
{
	float limit_db = fmaxf(range->high_db - MUSIC_LOUD_DB, floor_db + MUSIC_ABOVE_DB);
	if (has_hum(ear, from, to, range->low_db))
		limit_db = fmaxf(limit_db, range->low_db + MUSIC_HUM_ABOVE_DB);
	return limit_db;
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

/* Of values. */
struct moments {
	int n;
	float sum, square;
};

static void add_value(struct moments *moments, float value)
{
	moments->n++;
	moments->sum += value;
	moments->square += value * value;
}

static float mean(const struct moments *moments)
{
	return moments->n > 0 ? moments->sum / (float)moments->n : 0;
}

static float spread(const struct moments *moments)
{
	float middle = mean(moments);
	return moments->n > 0 ? sqrtf(fmaxf(moments->square / (float)moments->n - middle * middle, 0)) : 0;
}

/* What is heard in a window; all but the levels of its loud hops. */
struct heard {
	struct moments steady, voicing, purity, tilt_db, level_db;
};

static void hear(struct heard *heard, const struct ear *ear, int64_t from, int64_t to, float floor_db)
{
	struct range range = measure_range(ear, from, to);
	float limit_db = dip_limit_db(ear, from, to, floor_db, &range);
	int n_none = 0;
	for (int64_t i = from; i < to; i++) {
		const struct hop *h = ear_get(ear, i);
		bool is_dip = h->level_db <= limit_db;
		n_none = h->level_db > LEVEL_NONE_DB ? 0 : n_none + 1;
		if (n_none == 0 || n_none > MUSIC_HOLE_HOPS)
			add_value(&heard->level_db, is_dip ? range.high_db - MUSIC_LOUD_DB : h->level_db);
		if (is_dip || h->view.purity >= MUSIC_PURE)
			continue;
		add_value(&heard->steady, fmaxf(h->view.steady, 0));
		add_value(&heard->voicing, h->view.voicing);
		add_value(&heard->purity, h->view.purity);
		add_value(&heard->tilt_db, h->edge_db - h->level_db);
	}
}

float music_likeness(const struct ear *ear, int64_t from, int64_t to, float floor_db)
{
	struct heard heard = {0};
	hear(&heard, ear, from, to, floor_db);
	if (heard.steady.n < MUSIC_MIN_HOPS || mean(&heard.tilt_db) < MUSIC_HUM_DB)
		return MUSIC_NONE;
	return MUSIC_OFFSET + MUSIC_BY_STEADY * fminf(mean(&heard.steady), MUSIC_STEADY_MOST) +
		MUSIC_BY_SPREAD * spread(&heard.level_db) + MUSIC_BY_MOVE * level_move_db(ear, from, to) +
		MUSIC_BY_TILT * fminf(spread(&heard.tilt_db), MUSIC_TILT_MOST) + MUSIC_BY_VOICED * mean(&heard.voicing) +
		MUSIC_BY_PURE * mean(&heard.purity);
}
