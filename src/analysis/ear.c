/* One channel heard hop by hop: levels and what the sound is made of. */
/* SPDX-License-Identifier: MIT */
#if defined __GNUC__ && !defined __clang__
#pragma GCC optimize("O3") /* gcc vectorises the copying from here on */
#endif
#include "config.h"
#include "analysis/ear.h"

#include <math.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

#include "analysis/level.h"
#include "base/mem.h"

#define VOICE_RATE_HZ 8000 /* speech is told by the telephone band; more is averaged away */
#define PAIR 2             /* hops a view: one look each 20 ms */
#define LOOK_HOPS (VOICE_VIEWS * PAIR)
/* A look is spared where the level is even and far under what was lately heard: line noise, hum.
 * Neither words nor music are ever both. */
#define STILL_SPREAD_DB 6.0f   /* between the highest and lowest of 320 ms; noise has 4 at most */
#define STILL_UNDER_DB 15.0f   /* the loudest hop of STILL_LOOKS */
#define STILL_LOOKS 192        /* 30 s */

struct ear {
	int rate_hz;
	int fold;           /* samples averaged into one for the spectrum */
	struct voice *voice;
	struct hop *hops;   /* ring of EAR_MEMORY_HOPS */
	int64_t n_hops, n_ready;
	int16_t *samples;   /* fold of the hop before, then the hop */
	int64_t n_samples;  /* heard so far */
	float *folded;      /* samples first_folded.. of the averaged signal */
	int64_t first_folded;
	int n_folded;
	float loudest_db[STILL_LOOKS]; /* ring: of the hops of each look */
	int64_t n_looks;
	int64_t fold_sum;   /* of the sample being averaged */
	int fold_count;
};

static int hop_room(int rate_hz)
{
	return rate_hz / 100 + 1;
}

struct ear *ear_new(int rate_hz)
{
	struct ear *ear = mem_zalloc(1, sizeof *ear);
	ear->rate_hz = rate_hz;
	ear->fold = rate_hz < VOICE_RATE_HZ ? 1 : rate_hz / VOICE_RATE_HZ;
	ear->voice = voice_new((double)rate_hz / ear->fold);
	ear->hops = mem_zalloc(EAR_MEMORY_HOPS, sizeof *ear->hops);
	ear->samples = mem_zalloc((size_t)(hop_room(rate_hz) + ear->fold), sizeof *ear->samples);
	int n_window = voice_n_window(ear->voice);
	/* Half a window of silence stands before the first sample. */
	ear->n_folded = n_window / 2;
	ear->first_folded = -ear->n_folded;
	int room = 3 * n_window + (2 * VOICE_VIEWS * PAIR) * (hop_room(rate_hz) / ear->fold + 2);
	ear->folded = mem_zalloc((size_t)room, sizeof *ear->folded);
	return ear;
}

void ear_free(struct ear *ear)
{
	if (!ear)
		return;
	voice_free(ear->voice);
	free(ear->hops);
	free(ear->samples);
	free(ear->folded);
	free(ear);
}

static struct hop *hop_at(const struct ear *ear, int64_t index)
{
	return &ear->hops[index % EAR_MEMORY_HOPS];
}

/* Averages `fold` samples into one. */
static void fold_samples(struct ear *ear, const int16_t *samples, int n)
{
	float scale = 1.0f / (float)ear->fold, *restrict folded = ear->folded + ear->n_folded;
	if (ear->fold == 1) {
		for (int i = 0; i < n; i++)
			folded[i] = samples[i];
		ear->n_folded += n;
		return;
	}
	for (int i = 0; i < n; i++) {
		ear->fold_sum += samples[i];
		if (++ear->fold_count < ear->fold)
			continue;
		ear->folded[ear->n_folded++] = (float)ear->fold_sum * scale;
		ear->fold_sum = ear->fold_count = 0;
	}
}

/* The middle of the pair that begins with this hop, in folded samples. */
static int64_t pair_middle(const struct ear *ear, int64_t hop)
{
	return (hop + 1) * ear->rate_hz / 100 / ear->fold;
}

static void forget_folded(struct ear *ear, int64_t before)
{
	int64_t n = before - ear->first_folded;
	if (n <= 0)
		return;
	if (n > ear->n_folded)
		n = ear->n_folded;
	memmove(ear->folded, ear->folded + n, (size_t)(ear->n_folded - n) * sizeof *ear->folded);
	ear->first_folded += n;
	ear->n_folded -= (int)n;
}

/* Notes the loudest of the hops to be looked at; the loudest of the last 30 s. */
static float lately_loudest_db(struct ear *ear)
{
	float loudest_db = LEVEL_NONE_DB;
	for (int i = 0; i < LOOK_HOPS && ear->n_ready + i < ear->n_hops; i++)
		loudest_db = fmaxf(loudest_db, hop_at(ear, ear->n_ready + i)->level_db);
	ear->loudest_db[ear->n_looks++ % STILL_LOOKS] = loudest_db;
	for (int64_t i = 0; i < STILL_LOOKS && i < ear->n_looks; i++)
		loudest_db = fmaxf(loudest_db, ear->loudest_db[i]);
	return loudest_db;
}

static bool is_still(struct ear *ear)
{
	float limit_db = lately_loudest_db(ear) - STILL_UNDER_DB;
	float low[2] = {INFINITY, INFINITY}, high[2] = {-INFINITY, -INFINITY};
	int64_t from = ear->n_ready > LOOK_HOPS ? ear->n_ready - LOOK_HOPS : 0;
	for (int64_t hop = from; hop < ear->n_ready + LOOK_HOPS + PAIR && hop < ear->n_hops; hop++) {
		const struct hop *h = hop_at(ear, hop);
		const float db[2] = {h->level_db, h->edge_db};
		for (int i = 0; i < 2; i++) {
			low[i] = fminf(low[i], db[i]);
			high[i] = fmaxf(high[i], db[i]);
		}
	}
	return high[0] < limit_db && high[0] - low[0] < STILL_SPREAD_DB && high[1] - low[1] < STILL_SPREAD_DB;
}

/* Looks at the next views if their samples are all there. */
static bool look_on(struct ear *ear)
{
	const float *windows[VOICE_VIEWS];
	struct voice_view views[VOICE_VIEWS] = {0};
	int n_window = voice_n_window(ear->voice);
	for (int v = 0; v < VOICE_VIEWS; v++) {
		int64_t from = pair_middle(ear, ear->n_ready + v * PAIR) - n_window / 2;
		if (from + n_window > ear->first_folded + ear->n_folded)
			return false;
		windows[v] = ear->folded + (from - ear->first_folded);
	}
	if (is_still(ear))
		voice_skip(ear->voice);
	else
		voice_look(ear->voice, windows, views);
	for (int i = 0; i < LOOK_HOPS; i++)
		hop_at(ear, ear->n_ready + i)->view = views[i / PAIR];
	ear->n_ready += LOOK_HOPS;
	forget_folded(ear, pair_middle(ear, ear->n_ready) - n_window / 2);
	return true;
}

void ear_hear(struct ear *ear, const int16_t *samples, int n)
{
	int16_t *hop_samples = ear->samples + ear->fold;
	memcpy(hop_samples, samples, (size_t)n * sizeof *samples);
	if (ear->n_samples == 0) /* no step from nothing to the first sample */
		for (int i = 0; i < ear->fold; i++)
			ear->samples[i] = samples[0];
	struct level level = level_measure(hop_samples, n, ear->fold < n ? ear->fold : n);
	*hop_at(ear, ear->n_hops++) = (struct hop){.level_db = level.rms_db, .edge_db = level.edge_db};
	fold_samples(ear, samples, n);
	if (n >= ear->fold)
		memcpy(ear->samples, samples + n - ear->fold, (size_t)ear->fold * sizeof *samples);
	ear->n_samples += n;
	while (look_on(ear))
		;
}

void ear_finish(struct ear *ear)
{
	int64_t n_hops = ear->n_hops;
	int n_window = voice_n_window(ear->voice);
	while (ear->n_ready < n_hops) {
		int64_t end = pair_middle(ear, ear->n_ready + LOOK_HOPS) + n_window / 2;
		while (ear->first_folded + ear->n_folded < end)
			ear->folded[ear->n_folded++] = 0;
		look_on(ear);
	}
	ear->n_ready = n_hops;
}

int64_t ear_n_hops(const struct ear *ear)
{
	return ear->n_hops;
}

int64_t ear_n_ready(const struct ear *ear)
{
	return ear->n_ready;
}

const struct hop *ear_get(const struct ear *ear, int64_t index)
{
	return hop_at(ear, index);
}
