/* How much like music one channel sounds over some seconds. */
/* SPDX-License-Identifier: MIT */
#include "config.h"
#include "analysis/music.h"

#include <math.h>

#include "model/envelope.h"

/* The level that a tenth of the hops exceed. */
static float loud_db(const struct ear *ear, int64_t from, int64_t to)
{
	int count[256] = {0}, seen = 0;
	for (int64_t hop = from; hop < to; hop++)
		count[envelope_byte(ear_get(ear, hop)->level_db)]++;
	for (int i = 255; i > 0; i--) {
		seen += count[i];
		if (10 * seen > to - from)
			return (float)envelope_db((uint8_t)i);
	}
	return (float)envelope_db(0);
}

/* Mean change of the level over MUSIC_MOVE_HOPS. */
static float level_move_db(const struct ear *ear, int64_t from, int64_t to)
{
	float sum = 0;
	for (int64_t hop = from; hop + MUSIC_MOVE_HOPS < to; hop++)
		sum += fabsf(ear_get(ear, hop + MUSIC_MOVE_HOPS)->level_db - ear_get(ear, hop)->level_db);
	return sum / (float)(to - from);
}

float music_likeness(const struct ear *ear, int64_t from, int64_t to)
{
	float limit_db = loud_db(ear, from, to) - MUSIC_LOUD_DB, steady = 0;
	int n_loud = 0, n_dip = 0;
	for (int64_t i = from; i < to; i++) {
		const struct hop *h = ear_get(ear, i);
		if (h->level_db <= limit_db) {
			n_dip++;
		} else if (h->view.purity < MUSIC_PURE) {
			n_loud++;
			steady += h->view.steady > 0 ? h->view.steady : 0;
		}
	}
	if (n_loud < MUSIC_MIN_HOPS)
		return 0;
	float dips = (float)n_dip / (float)(n_loud + n_dip);
	float move_db = fmaxf(level_move_db(ear, from, to) - MUSIC_MOVE_DB, 0);
	return steady / (float)n_loud - MUSIC_DIP_WEIGHT * dips - MUSIC_MOVE_WEIGHT * move_db;
}
