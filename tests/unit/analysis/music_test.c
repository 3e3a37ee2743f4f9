/* Tests of the likeness to music: against its definition, hop by hop. */
/* SPDX-License-Identifier: MIT */
#include "config.h"

#include <math.h>
#include <stdlib.h>

#include "analysis/level.h"
#include "analysis/music.h"
#include "analysis/odds.h"
#include "testing.h"

#define N_HOPS 3000

static unsigned seed = 1; /* of this program's hops */

/* 0 <= value < 1 */
static float some(void)
{
	seed = seed * 1664525u + 1013904223u;
	return (float)(seed >> 8) / 16777216;
}

/* Notes with rests and lost packets; the first stretch hums where it is soft. */
static void make_hops(struct hop *hops)
{
	for (int i = 0; i < N_HOPS; i++) {
		bool rest = i % 90 < 30;
		float level_db = (rest ? -48 : -22) + 4 * some(), tilt_db = (rest && i < 1500 ? -18 : -6) + 5 * some();
		if (i % 211 < 6 || i % 977 < 40)
			hops[i] = (struct hop){.level_db = LEVEL_NONE_DB, .edge_db = LEVEL_NONE_DB};
		else
			hops[i] = (struct hop){.level_db = level_db, .edge_db = level_db + tilt_db,
				.view = {.voicing = some(), .steady = some() - 0.3f, .purity = some()}};
	}
}

static int by_value(const void *a, const void *b)
{
	float x = *(const float *)a, y = *(const float *)b;
	return (x > y) - (x < y);
}

/* The level that `rank` hops stay under, in half decibels. */
static double ranked_db(const struct hop *hops, int n, int rank)
{
	float levels[MUSIC_WINDOW_HOPS];
	for (int i = 0; i < n; i++)
		levels[i] = hops[i].level_db;
	qsort(levels, (size_t)n, sizeof *levels, by_value);
	return fmax(floor(2 * (double)levels[rank] + 0.5) / 2, -127.5);
}

static double limit_of(const struct hop *hops, int n, double floor_db)
{
	double low_db = ranked_db(hops, n, n / 10), tilt = 0, n_soft = 0;
	double limit_db = fmax(ranked_db(hops, n, n - 1 - n / 10) - MUSIC_LOUD_DB, floor_db + MUSIC_ABOVE_DB);
	for (int i = 0; i < n; i++)
		if (hops[i].level_db > LEVEL_NONE_DB && hops[i].level_db <= low_db + MUSIC_ABOVE_DB) {
			tilt += hops[i].edge_db - hops[i].level_db;
			n_soft++;
		}
	return n_soft > 0 && tilt / n_soft < MUSIC_HUM_BED_DB ? fmax(limit_db, low_db + MUSIC_HUM_ABOVE_DB) : limit_db;
}

static double spread(double n, double sum, double square)
{
	return sqrt(fmax(square / n - sum / n * (sum / n), 0));
}

static void by_level(const struct hop *hops, int n, double limit_db, float measure[ODDS_N_MEASURES])
{
	double n_levels = 0, sum = 0, square = 0, moved = 0, n_moves = 1;
	double dip_db = ranked_db(hops, n, n - 1 - n / 10) - MUSIC_LOUD_DB;
	for (int i = 0, n_none = 0; i < n; i++) {
		n_none = hops[i].level_db > LEVEL_NONE_DB ? 0 : n_none + 1;
		if (n_none > 0 && n_none <= MUSIC_HOLE_HOPS)
			continue;
		double db = hops[i].level_db <= limit_db ? dip_db : hops[i].level_db;
		n_levels++, sum += db, square += db * db;
	}
	for (int i = 0; i + MUSIC_MOVE_HOPS < n; i++) {
		double before_db = hops[i].level_db, after_db = hops[i + MUSIC_MOVE_HOPS].level_db;
		if (fmin(before_db, after_db) > LEVEL_NONE_DB)
			n_moves++, moved += fabs(after_db - before_db);
	}
	measure[ODDS_SPREAD_DB] = (float)spread(n_levels, sum, square);
	measure[ODDS_MOVE_DB] = (float)(moved / n_moves);
}

static double defined_likeness(const struct hop *hops, int n, double floor_db)
{
	double limit_db = limit_of(hops, n, floor_db), n_loud = 0, steady = 0, voicing = 0, purity = 0;
	double tilt = 0, square = 0;
	for (int i = 0; i < n; i++) {
		const struct hop *h = &hops[i];
		double tilt_db = h->edge_db - h->level_db;
		if (h->level_db <= limit_db || h->view.purity >= MUSIC_PURE)
			continue;
		n_loud++, steady += fmax(h->view.steady, 0), voicing += h->view.voicing;
		purity += h->view.purity, tilt += tilt_db, square += tilt_db * tilt_db;
	}
	if (n_loud < MUSIC_MIN_HOPS || tilt / n_loud < MUSIC_HUM_DB)
		return MUSIC_NONE;
	float measure[ODDS_N_MEASURES] = {
		[ODDS_STEADY] = (float)(steady / n_loud),
		[ODDS_TILT_DB] = (float)spread(n_loud, tilt, square),
		[ODDS_VOICED] = (float)(voicing / n_loud),
		[ODDS_PURE] = (float)(purity / n_loud),
	};
	by_level(hops, n, limit_db, measure);
	return odds_of_music(measure);
}

/* Windows of all lengths, over the end of the ring too. */
static void likeness_is_what_it_is_defined_as(void **state)
{
	(void)state;
	static struct hop hops[N_HOPS];
	struct music_memory memory = {0};
	int n_answers = 0;
	make_hops(hops);
	for (int to = 1, n; to <= N_HOPS; to++) {
		music_hear(&memory, &hops[to - 1]);
		n = to * 7 % MUSIC_WINDOW_HOPS + 1;
		if (n > to || hops[to - n].level_db <= LEVEL_NONE_DB || to % 3)
			continue; /* of a hole only the beginning tells how long it is */
		float likeness = music_likeness(&memory, to - n, to, -60);
		assert_true(fabs((double)likeness - defined_likeness(hops + to - n, n, -60)) < 0.6);
		n_answers += likeness > MUSIC_NONE;
	}
	assert_true(n_answers > 500);
}

static void a_line_as_loud_as_all_of_it_is_no_music(void **state)
{
	(void)state;
	static struct hop hops[N_HOPS];
	struct music_memory memory = {0};
	make_hops(hops);
	for (int i = 0; i < MUSIC_WINDOW_HOPS; i++)
		music_hear(&memory, &hops[i]);
	assert_true(music_likeness(&memory, 0, MUSIC_WINDOW_HOPS, -60) > MUSIC_NONE);
	assert_true(music_likeness(&memory, 0, MUSIC_WINDOW_HOPS, -20) == MUSIC_NONE);
}

/* As they are met: an organ; drums that are as lively as speech; a song. A flat voice and a lively one, a slow one. */
static void odds_tell_notes_and_drums_from_voices(void **state)
{
	(void)state;
	const float music[][ODDS_N_MEASURES] = {
		{0.84f, 1.5f, 0.9f, 1.2f, 0.93f, 0.49f},
		{0.09f, 7.0f, 5.8f, 6.6f, 0.52f, 0.45f},
		{0.57f, 4.0f, 2.8f, 2.7f, 0.75f, 0.72f},
	};
	const float speech[][ODDS_N_MEASURES] = {
		{0.20f, 7.7f, 10.3f, 3.8f, 0.80f, 0.60f},
		{0.12f, 7.7f, 7.0f, 3.3f, 0.78f, 0.65f},
		{0.11f, 7.6f, 5.8f, 3.5f, 0.82f, 0.67f},
	};
	for (int i = 0; i < 3; i++) {
		assert_true(odds_of_music(music[i]) > 0);
		assert_true(odds_of_music(speech[i]) < -2);
	}
}

/* Beyond what was fitted nothing is made up. */
static void odds_have_bounds(void **state)
{
	(void)state;
	const float far[ODDS_N_MEASURES] = {1e9f, -1e9f, -1e9f, 1e9f, 1e9f, -1e9f};
	const float less[ODDS_N_MEASURES] = {-1e9f, 1e9f, 1e9f, -1e9f, -1e9f, 1e9f};
	assert_true(fabsf(odds_of_music(far)) < 20);
	assert_true(fabsf(odds_of_music(less)) < 20);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(likeness_is_what_it_is_defined_as),
		cmocka_unit_test(odds_tell_notes_and_drums_from_voices),
		cmocka_unit_test(odds_have_bounds),
		cmocka_unit_test(a_line_as_loud_as_all_of_it_is_no_music),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
