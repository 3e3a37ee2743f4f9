/* Samples of one channel in, hops out: levels, and what the sound is made of. */
/* SPDX-License-Identifier: MIT */
#if defined __GNUC__ && !defined __clang__
#pragma GCC optimize("O3") /* gcc vectorises the copying from here on */
#endif
#include "config.h"
#include "analysis/listen.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "analysis/lanes.h"
#include "analysis/level.h"
#include "base/mem.h"

#define VOICE_RATE_HZ 8000 /* speech is told by the telephone band; more is averaged away */
#define TRIPLE 3           /* hops a view: one each 30 ms, of a window that hears some 32 */
#define LOOK LISTEN_LOOK_HOPS
/* A look is spared where the level is even and far under what was lately heard: line noise, hum.
 * Neither words nor music are ever both. */
#define STILL_SPREAD_DB 6.0f   /* between the highest and lowest of half a second; noise has 4 at most */
#define STILL_BEFORE_HOPS LOOK /* so much sooner it begins: soft music is even for shorter */
#define STILL_UNDER_DB 15.0f   /* the loudest hop of STILL_LOOKS */
#define STILL_LOOKS 128        /* 30 s */
/* Looks that are looked at before the first that is wanted: its views are compared with theirs. */
#define WARM_LOOKS 1

_Static_assert(LOOK == VOICE_VIEWS * TRIPLE, "a look is one of voice_look's");
_Static_assert(STILL_LOOKS % LANES == 0, "whole rows");
_Static_assert(LEVELS_MOST >= 2 * LOOK + TRIPLE, "a look, the one before, and a view");
_Static_assert(LISTEN_BEFORE_HOPS >= (STILL_LOOKS + WARM_LOOKS) * LOOK, "all of the memory");

struct listener {
	int rate_hz;
	int fold;            /* samples averaged into one for the spectrum */
	struct voice *voice;
	int64_t n_samples;   /* heard so far, counted from the start of the call */
	bool begun, ended;
	int16_t *samples;    /* kept_from .. n_samples */
	int64_t kept_from;
	float *folded;       /* the averaged signal, from first_folded on */
	int64_t first_folded, n_folded; /* n_folded: to there, from the start of the call */
	struct levels levels;  /* of hops from a look before the next on */
	int64_t n_levels;    /* hops measured, counted from the start of the call */
	int64_t next_look, first_look;  /* to be taken; wanted */
	lanes *loudest_db;   /* STILL_LOOKS of them, a ring: of the hops of each look */
};

static int64_t hop_start(const struct listener *listener, int64_t hop)
{
	return hop * listener->rate_hz / 100;
}

/* The middle of the three hops that begin with this one, in averaged samples. */
static int64_t middle_of(const struct listener *listener, int64_t hop)
{
	return (hop_start(listener, hop + 1) + hop_start(listener, hop + 2)) / 2 / listener->fold;
}

/* Hops that must be measured before a look. */
static int64_t levels_of_look(int64_t look)
{
	return (look + 1) * LOOK + TRIPLE;
}

/* Samples that must be there before a look. */
static int64_t samples_of_look(const struct listener *listener, int64_t look)
{
	int64_t last = (look + 1) * LOOK - TRIPLE, n_half = voice_n_window(listener->voice) / 2;
	int64_t of_windows = (middle_of(listener, last) + n_half) * listener->fold;
	int64_t of_levels = hop_start(listener, levels_of_look(look));
	return of_windows > of_levels ? of_windows : of_levels;
}

static int fold_of(int rate_hz)
{
	return rate_hz < VOICE_RATE_HZ ? 1 : rate_hz / VOICE_RATE_HZ;
}

int64_t listener_first_frame(int rate_hz, int64_t first_hop)
{
	/* A sample more, as levels look back at it, and an averaged one whole. */
	int64_t hop = first_hop - LISTEN_BEFORE_HOPS;
	return hop > 0 ? hop * rate_hz / 100 / fold_of(rate_hz) * fold_of(rate_hz) : 0;
}

struct listener *listener_new(int rate_hz, int64_t first_hop)
{
	struct listener *listener = mem_zalloc(1, sizeof *listener);
	int fold = fold_of(rate_hz), n_hop = rate_hz / 100 + 1;
	listener->rate_hz = rate_hz;
	listener->fold = fold;
	listener->voice = voice_new((double)rate_hz / fold);
	listener->first_look = first_hop / LOOK;
	if (first_hop > LISTEN_BEFORE_HOPS)
		listener->next_look = (first_hop - LISTEN_BEFORE_HOPS) / LOOK;
	listener->n_levels = listener->next_look * LOOK;
	listener->n_samples = listener_first_frame(rate_hz, first_hop);
	listener->kept_from = listener->n_samples - fold;
	int n_window = voice_n_window(listener->voice);
	/* Half a window of silence stands before the first sample. */
	listener->n_folded = listener->n_samples / fold;
	listener->first_folded = listener->n_folded - n_window / 2;
	listener->samples = mem_zalloc((size_t)(3 * LOOK * n_hop + n_window * fold), sizeof *listener->samples);
	listener->folded = mem_zalloc((size_t)(3 * LOOK * (n_hop / fold + 2) + 3 * n_window), sizeof *listener->folded);
	listener->loudest_db = lanes_new(STILL_LOOKS / LANES);
	for (int i = 0; i < STILL_LOOKS / LANES; i++)
		listener->loudest_db[i] += LEVEL_NONE_DB;
	return listener;
}

void listener_free(struct listener *listener)
{
	if (!listener)
		return;
	voice_free(listener->voice);
	free(listener->samples);
	free(listener->folded);
	free(listener->loudest_db);
	free(listener);
}

int64_t listener_hear(struct listener *listener, const int16_t *samples, int step, int64_t n)
{
	int64_t n_wanted = samples_of_look(listener, listener->next_look) - listener->n_samples;
	n = n < n_wanted ? n : n_wanted;
	if (n <= 0)
		return 0;
	int16_t *to = listener->samples + (listener->n_samples - listener->kept_from);
	for (int i = 1; i <= listener->fold && !listener->begun; i++)
		to[-i] = samples[0]; /* no step from nothing to the first sample */
	listener->begun = true;
	if (step == 1)
		memcpy(to, samples, (size_t)n * sizeof *to);
	else
		for (int64_t i = 0; i < n; i++)
			to[i] = samples[i * step];
	listener->n_samples += n;
	return n;
}

void listener_finish(struct listener *listener)
{
	listener->ended = true;
}

/* Hops that have begun by the end of what is there. */
static int64_t hops_begun(const struct listener *listener)
{
	return (listener->n_samples * 100 + listener->rate_hz - 1) / listener->rate_hz;
}

/* Where the level of a hop stands. */
static int place_of(const struct listener *listener, int64_t hop)
{
	return (int)(hop - (listener->next_look - 1) * LOOK);
}

/* Measures the hops that the next look needs, or all that there are. */
static void measure(struct listener *listener)
{
	int64_t n_levels = levels_of_look(listener->next_look);
	int first = place_of(listener, listener->n_levels);
	if (listener->ended && n_levels > hops_begun(listener))
		n_levels = hops_begun(listener);
	for (; listener->n_levels < n_levels; listener->n_levels++) {
		int64_t from = hop_start(listener, listener->n_levels), to = hop_start(listener, listener->n_levels + 1);
		int n = (int)((to < listener->n_samples ? to : listener->n_samples) - from);
		const int16_t *samples = listener->samples + (from - listener->kept_from);
		level_measure(&listener->levels, place_of(listener, listener->n_levels), samples, n,
			listener->fold < n ? listener->fold : n);
	}
	level_tell(&listener->levels, first, place_of(listener, listener->n_levels));
}

/* Averages `fold` samples into one. */
LANES_BODY void average(const int16_t *restrict samples, float *restrict folded, int64_t n, int fold)
{
	float scale = 1.0f / (float)fold;
	if (fold == 1) {
		for (int64_t i = 0; i < n; i++)
			folded[i] = samples[i];
		return;
	}
	for (int64_t i = 0; i < n; i++, samples += fold) {
		int32_t sum = 0;
		for (int k = 0; k < fold; k++)
			sum += samples[k];
		folded[i] = (float)sum * scale;
	}
}

LANES_AVX2 static void average_wide(const int16_t *samples, float *folded, int64_t n, int fold)
{
	average(samples, folded, n, fold);
}

static void fold_samples(struct listener *listener)
{
	int64_t n = listener->n_samples / listener->fold - listener->n_folded;
	const int16_t *samples = listener->samples + (listener->n_folded * listener->fold - listener->kept_from);
	float *folded = listener->folded + (listener->n_folded - listener->first_folded);
	if (n <= 0)
		return;
	listener->n_folded += n;
	if (LANES_WIDE())
		average_wide(samples, folded, n, listener->fold);
	else
		average(samples, folded, n, listener->fold);
}

/* Silence stands behind the last sample. */
static void fold_silence(struct listener *listener)
{
	int64_t last = (listener->next_look + 1) * LOOK - TRIPLE;
	int64_t end = middle_of(listener, last) + voice_n_window(listener->voice) / 2;
	for (; listener->n_folded < end; listener->n_folded++)
		listener->folded[listener->n_folded - listener->first_folded] = 0;
}

/* Forgets samples that no look to come needs. */
static void forget(struct listener *listener)
{
	int64_t n_window = voice_n_window(listener->voice);
	int64_t from = middle_of(listener, listener->next_look * LOOK) - n_window / 2;
	if (from > listener->first_folded) {
		size_t n = (size_t)(listener->n_folded - from);
		memmove(listener->folded, listener->folded + (from - listener->first_folded), n * sizeof *listener->folded);
		listener->first_folded = from;
	}
	int64_t unfolded = listener->n_folded * listener->fold;
	from = hop_start(listener, listener->n_levels) - listener->fold;
	from = unfolded < from ? unfolded : from;
	if (from > listener->kept_from && from < listener->n_samples) {
		size_t n = (size_t)(listener->n_samples - from);
		memmove(listener->samples, listener->samples + (from - listener->kept_from), n * sizeof *listener->samples);
		listener->kept_from = from;
	}
}

static float higher(float a, float b)
{
	return a > b ? a : b;
}

static float lower(float a, float b)
{
	return a < b ? a : b;
}

/* Notes the loudest of the next look's hops; returns the loudest of the last 30 s. */
static float lately_loudest_db(struct listener *listener)
{
	float *ring = (float *)listener->loudest_db, loudest_db = LEVEL_NONE_DB, most[LANES];
	int64_t from = listener->next_look * LOOK;
	for (int64_t hop = from; hop < from + LOOK && hop < listener->n_levels; hop++)
		loudest_db = higher(loudest_db, listener->levels.rms_db[place_of(listener, hop)]);
	ring[listener->next_look % STILL_LOOKS] = loudest_db;
	memcpy(most, ring, sizeof most);
	for (int i = LANES; i < STILL_LOOKS; i += LANES)
		for (int l = 0; l < LANES; l++)
			most[l] = higher(most[l], ring[i + l]);
	for (int l = 0; l < LANES; l++)
		loudest_db = higher(loudest_db, most[l]);
	return loudest_db;
}

static bool is_still(struct listener *listener)
{
	float limit_db = lately_loudest_db(listener) - STILL_UNDER_DB;
	float low[2] = {INFINITY, INFINITY}, high[2] = {-INFINITY, -INFINITY};
	int64_t from = listener->next_look * LOOK - STILL_BEFORE_HOPS;
	for (int i = place_of(listener, from > 0 ? from : 0); i < place_of(listener, listener->n_levels); i++) {
		float rms_db = listener->levels.rms_db[i], edge_db = listener->levels.edge_db[i];
		low[0] = lower(low[0], rms_db);
		high[0] = higher(high[0], rms_db);
		low[1] = lower(low[1], edge_db);
		high[1] = higher(high[1], edge_db);
	}
	return high[0] < limit_db && high[0] - low[0] < STILL_SPREAD_DB && high[1] - low[1] < STILL_SPREAD_DB;
}

static void view(struct listener *listener, struct voice_view views[VOICE_VIEWS])
{
	const float *windows[VOICE_VIEWS];
	int64_t hop = listener->next_look * LOOK, n_half = voice_n_window(listener->voice) / 2;
	if (is_still(listener)) {
		voice_skip(listener->voice);
		return;
	}
	for (int v = 0; v < VOICE_VIEWS; v++)
		windows[v] = listener->folded +
			(middle_of(listener, hop + v * TRIPLE) - n_half - listener->first_folded);
	voice_look(listener->voice, windows, views);
}

static void drop_levels(float levels[LEVELS_MOST])
{
	memmove(levels, levels + LOOK, (LEVELS_MOST - LOOK) * sizeof *levels);
}

static void take_look(struct listener *listener, const struct voice_view views[VOICE_VIEWS], struct hop *hops, int n)
{
	struct levels *levels = &listener->levels;
	for (int i = 0; i < n; i++)
		hops[i] = (struct hop){.level_db = levels->rms_db[LOOK + i], .edge_db = levels->edge_db[LOOK + i],
			.power = levels->rms_power[LOOK + i], .edge_power = levels->edge_power[LOOK + i],
			.view = views[i / TRIPLE]};
	drop_levels(levels->rms_db);
	drop_levels(levels->edge_db);
	drop_levels(levels->rms_power);
	drop_levels(levels->edge_power);
	listener->next_look++;
}

/* All samples of the next look are there. */
static int look_on(struct listener *listener, struct hop hops[LOOK])
{
	struct voice_view views[VOICE_VIEWS] = {0};
	measure(listener);
	fold_samples(listener);
	if (listener->ended)
		fold_silence(listener);
	if (listener->next_look >= listener->first_look - WARM_LOOKS)
		view(listener, views);
	else
		lately_loudest_db(listener);
	int64_t n_left = listener->n_levels - listener->next_look * LOOK;
	int n = (int)(n_left < LOOK ? n_left : LOOK);
	take_look(listener, views, hops, n);
	forget(listener);
	return n;
}

static bool is_ready(const struct listener *listener)
{
	if (!listener->ended)
		return listener->n_samples >= samples_of_look(listener, listener->next_look);
	return listener->next_look * LOOK < hops_begun(listener);
}

int listener_take(struct listener *listener, struct hop hops[LISTEN_LOOK_HOPS])
{
	while (is_ready(listener)) {
		int n = look_on(listener, hops);
		if (listener->next_look > listener->first_look)
			return n;
	}
	return 0;
}
