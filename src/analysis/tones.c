/* The pure tones on one channel: beeps, rings, keys. */
/* SPDX-License-Identifier: MIT */
#include "config.h"
#include "analysis/tones.h"

#include <math.h>

#include "analysis/level.h"

#define KEY_TOLERANCE 0.02f /* Q.24: 1.5 % must be accepted, 3.5 % refused */

void tones_init(struct tones *tones, const struct ear *ear, const struct words *words)
{
	*tones = (struct tones){.ear = ear, .words = words};
}

void tones_release(struct tones *tones)
{
	spans_release(&tones->found);
}

/* The inner hops of a tone that are pure, as means and extremes. */
struct inner {
	float hz, low_hz, high_hz;
	float pair_hz[2];
	float level_db;
	int n;
};

static struct inner look_inside(const struct tones *tones, int64_t from, int64_t to)
{
	struct inner inner = {.low_hz = INFINITY};
	for (int64_t hop = from; hop < to; hop++) {
		const struct voice_view *view = &ear_get(tones->ear, hop)->view;
		if (view->purity < TONES_PURE)
			continue;
		inner.n++;
		inner.level_db += ear_get(tones->ear, hop)->level_db;
		inner.hz += view->peak_hz[0];
		inner.low_hz = fminf(inner.low_hz, view->peak_hz[0]);
		inner.high_hz = fmaxf(inner.high_hz, view->peak_hz[0]);
		inner.pair_hz[0] += fminf(view->peak_hz[0], view->peak_hz[1]);
		inner.pair_hz[1] += fmaxf(view->peak_hz[0], view->peak_hz[1]);
	}
	inner.hz /= (float)inner.n;
	inner.level_db /= (float)inner.n;
	inner.pair_hz[0] /= (float)inner.n;
	inner.pair_hz[1] /= (float)inner.n;
	return inner;
}

/* The highest less the lowest level, each a mean of 50 ms, of a long tone 100 ms: a codec for speech
 * makes its level waver. */
static float level_spread_db(const struct tones *tones, int64_t from, int64_t to)
{
	int n_hops = to - from >= TONES_SWAY_MIN_HOPS ? 10 : 5;
	float low_db = INFINITY, high_db = -INFINITY;
	for (; from + n_hops <= to; from += n_hops) {
		float sum = 0;
		for (int i = 0; i < n_hops; i++)
			sum += powf(10, ear_get(tones->ear, from + i)->level_db / 10);
		float db = 10 * log10f(sum / (float)n_hops);
		low_db = fminf(low_db, db);
		high_db = fmaxf(high_db, db);
	}
	return high_db < low_db ? 0 : high_db - low_db;
}

static bool is_tone(const struct inner *inner, int64_t n_hops)
{
	if (n_hops >= TONES_KEY_MIN_HOPS && tones_key(inner->pair_hz))
		return true;
	if (inner->low_hz < TONES_LOW_HZ)
		return false;
	if (inner->high_hz - inner->low_hz <= TONES_SPREAD_HZ)
		return n_hops >= TONES_MIN_HOPS;
	return n_hops >= TONES_SWAY_MIN_HOPS && inner->low_hz >= TONES_SWAY_LOW_HZ &&
		inner->high_hz <= TONES_SWAY_HIGH_HZ;
}

/* The lowest level just beyond an edge of a tone, going by step. Nothing is heard off the call. */
static float level_beyond_db(const struct tones *tones, int64_t edge, int step)
{
	float low_db = INFINITY;
	for (int i = 0; i <= TONES_ABRUPT_HOPS; i++) {
		int64_t hop = edge + i * step;
		if (hop < 0 || hop >= ear_n_ready(tones->ear))
			return LEVEL_NONE_DB;
		low_db = fminf(low_db, ear_get(tones->ear, hop)->level_db);
	}
	return low_db;
}

static bool is_abrupt(const struct tones *tones, int64_t start, int64_t end, float level_db)
{
	return level_beyond_db(tones, start, -1) < level_db - TONES_ABRUPT_DB &&
		level_beyond_db(tones, end - 1, 1) < level_db - TONES_ABRUPT_DB;
}

static void close_tone(struct tones *tones)
{
	int64_t n_hops = tones->end - tones->start;
	int64_t edge = n_hops >= TONES_MIN_HOPS ? TONES_EDGE_HOPS : 1;
	int64_t from = tones->start + edge, to = tones->end - edge;
	tones->end = 0;
	if (n_hops < TONES_KEY_MIN_HOPS)
		return;
	struct inner inner = look_inside(tones, from, to);
	if (inner.n == 0 || !is_tone(&inner, n_hops) || level_spread_db(tones, from, to) > TONES_SPREAD_DB)
		return;
	if (!is_abrupt(tones, from - edge, to + edge, inner.level_db))
		return;
	struct span tone = {.start = tones->start, .end = to + edge, .tone_hz = inner.hz,
		.pair_hz = {inner.pair_hz[0], inner.pair_hz[1]}};
	spans_add(&tones->found, tone, 0);
}

/* Whether the strongest partial is near one of those before. */
static bool continues(const struct tones *tones, const struct voice_view *view)
{
	return fabsf(view->peak_hz[0] - tones->last_hz[0]) < TONES_JUMP_HZ ||
		fabsf(view->peak_hz[0] - tones->last_hz[1]) < TONES_JUMP_HZ;
}

static void follow(struct tones *tones, int64_t hop, const struct voice_view *view)
{
	if (tones->end > 0 && (!continues(tones, view) || hop - tones->start >= TONES_MAX_HOPS))
		close_tone(tones);
	if (tones->end == 0)
		tones->start = hop;
	tones->end = hop + 1;
	tones->last_hz[0] = view->peak_hz[0];
	tones->last_hz[1] = view->peak_hz[1];
}

/* Whether a hop is loud enough for a tone: over the floor, or, where tones are all that is heard and so
 * the floor themselves, over what was heard just before it began. The window still sees a tone that has
 * just ended. */
static bool stands_out(const struct tones *tones, int64_t hop)
{
	float level_db = ear_get(tones->ear, hop)->level_db;
	if (level_db > floor_db(&tones->words->level_floor, hop) + TONES_ABOVE_DB)
		return true;
	if (tones->end > 0 && level_db < ear_get(tones->ear, tones->end - 1)->level_db - TONES_ABRUPT_DB)
		return false;
	int64_t start = tones->end > 0 ? tones->start : hop;
	return level_beyond_db(tones, start, -1) < level_db - TONES_STEP_DB;
}

void tones_advance(struct tones *tones, int64_t until)
{
	for (; tones->n_decided < until; tones->n_decided++) {
		int64_t hop = tones->n_decided;
		const struct hop *h = ear_get(tones->ear, hop);
		if (h->view.purity >= TONES_PURE && stands_out(tones, hop))
			follow(tones, hop, &h->view);
		else if (tones->end > 0 && hop - tones->end >= TONES_BREAK_HOPS)
			close_tone(tones);
	}
}

void tones_end(struct tones *tones)
{
	if (tones->end > 0)
		close_tone(tones);
}

static int nearest(const float *hz, float wanted)
{
	for (int i = 0; i < 4; i++)
		if (fabsf(wanted - hz[i]) < hz[i] * KEY_TOLERANCE)
			return i;
	return -1;
}

char tones_key(const float pair_hz[2])
{
	static const float low_hz[4] = {697, 770, 852, 941}, high_hz[4] = {1209, 1336, 1477, 1633};
	static const char keys[4][4] = {{'1', '2', '3', 'A'}, {'4', '5', '6', 'B'}, {'7', '8', '9', 'C'},
		{'*', '0', '#', 'D'}};
	int row = nearest(low_hz, pair_hz[0]), column = nearest(high_hz, pair_hz[1]);
	return (char)(row < 0 || column < 0 ? 0 : keys[row][column]);
}
