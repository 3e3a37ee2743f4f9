/* Where one channel has voiced sounds: words, if they are not music. */
/* SPDX-License-Identifier: MIT */
#include "config.h"
#include "analysis/words.h"

#include <math.h>

#include "analysis/level.h"
#include "model/envelope.h"

void words_init(struct words *words, const struct ear *ear, double fixed_floor_db)
{
	*words = (struct words){.ear = ear, .fixed_floor_db = fixed_floor_db, .core_start = -1};
}

void words_release(struct words *words)
{
	spans_release(&words->found);
}

static bool is_hum(float level_db, float edge_db)
{
	return level_db - edge_db >= WORD_HUM_DB;
}

/* The side of a hop on which the line's hum is heard, where it is not the floor; -1: there is none. */
static int hum_side(const struct words *words, int64_t hop)
{
	if (words->hum_db >= 0)
		return -1;
	float floor = floor_db(&words->level_floor, hop);
	for (int side = 0; side < 2; side++) {
		float level_db = floor_side_db(&words->level_floor, hop, side);
		if (level_db > floor && fabsf(level_db - words->hum_db) <= WORD_HUM_SAME_DB &&
			is_hum(level_db, floor_side_db(&words->edge_floor, hop, side)))
			return side;
	}
	return -1;
}

float words_floor_db(const struct words *words, int64_t hop)
{
	int side = hum_side(words, hop);
	return side < 0 ? floor_db(&words->level_floor, hop) : floor_side_db(&words->level_floor, hop, side);
}

static bool is_above_floor(const struct words *words, int64_t hop)
{
	const struct hop *h = ear_get(words->ear, hop);
	if (!isnan(words->fixed_floor_db))
		return h->level_db > words->fixed_floor_db;
	int side = hum_side(words, hop);
	if (side >= 0)
		return h->level_db > floor_side_db(&words->level_floor, hop, side) + WORD_ABOVE_FLOOR_DB ||
			h->edge_db > floor_side_db(&words->edge_floor, hop, side) + WORD_ABOVE_FLOOR_DB;
	return h->level_db > floor_db(&words->level_floor, hop) + WORD_ABOVE_FLOOR_DB ||
		h->edge_db > floor_db(&words->edge_floor, hop) + WORD_ABOVE_FLOOR_DB;
}

bool words_hears(const struct words *words, int64_t hop)
{
	float limit_db = loud_db(&words->loud, hop) - WORD_BABBLE_DB;
	return is_above_floor(words, hop) &&
		(!isnan(words->fixed_floor_db) || ear_get(words->ear, hop)->level_db > limit_db);
}

static bool is_core(const struct words *words, int64_t hop)
{
	return ear_get(words->ear, hop)->view.voicing >= WORD_VOICED && words_hears(words, hop);
}

/* What a hop must exceed to belong to a word, in both kinds of level. */
struct edge_limit {
	float level_db, edge_db;
};

/* What `part` of `whole` levels of a histogram stay under, one count a byte of envelope. */
static float quantile_db(const uint8_t count[256], int n, int part, int whole)
{
	int seen = 0;
	for (int i = 0; i < 256; i++) {
		seen += count[i];
		if (whole * seen > part * n)
			return (float)envelope_db((uint8_t)i);
	}
	return LEVEL_NONE_DB;
}

/* What is heard beside a core, in both kinds of level. */
struct beside {
	uint8_t level_count[256], edge_count[256]; /* WORD_EDGE_LOCAL_HOPS at most */
	int n;
	int n_babble;
};

/* Hops from..to by step until the next core. Digital silence is left out, it is a hole and not the
 * line's noise. */
static void listen_beside(const struct words *words, int64_t from, int step, struct beside *beside)
{
	int64_t n_ready = ear_n_ready(words->ear), hop = from;
	for (int i = 0; i < WORD_EDGE_LOCAL_HOPS && hop >= 0 && hop < n_ready; i++, hop += step) {
		const struct hop *h = ear_get(words->ear, hop);
		bool voiced = h->view.voicing >= WORD_VOICED && is_above_floor(words, hop);
		if (i > WORD_PAUSE_HOPS && voiced && words_hears(words, hop))
			break;
		if (h->level_db <= LEVEL_NONE_DB)
			continue;
		beside->level_count[envelope_byte(h->level_db)]++;
		beside->edge_count[envelope_byte(h->edge_db)]++;
		beside->n++;
		beside->n_babble += voiced && !words_hears(words, hop);
	}
}

/* The limit that the noise beside a core sets. */
static struct edge_limit noise_beside(const struct words *words, int64_t from, int step)
{
	struct beside beside = {0};
	listen_beside(words, from, step, &beside);
	if (beside.n == 0)
		return (struct edge_limit){LEVEL_NONE_DB + WORD_EDGE_ABOVE_DB, LEVEL_NONE_DB + WORD_EDGE_ABOVE_DB};
	struct edge_limit limit = {
		quantile_db(beside.level_count, beside.n, 1, 3) + WORD_EDGE_ABOVE_DB,
		quantile_db(beside.edge_count, beside.n, 1, 3) + WORD_EDGE_ABOVE_DB,
	};
	if (beside.n_babble < WORD_BABBLE_HOPS)
		return limit;
	float high_db = quantile_db(beside.level_count, beside.n, WORD_BABBLE_PART - 1, WORD_BABBLE_PART);
	float high_edge_db = quantile_db(beside.edge_count, beside.n, WORD_BABBLE_PART - 1, WORD_BABBLE_PART);
	return (struct edge_limit){fmaxf(limit.level_db, high_db), fmaxf(limit.edge_db, high_edge_db)};
}

static struct edge_limit edge_limit(const struct words *words, int64_t from, int step,
	struct edge_limit loudest)
{
	struct edge_limit limit = noise_beside(words, from, step);
	limit.level_db = fmaxf(limit.level_db, loudest.level_db - WORD_EDGE_RANGE_DB);
	limit.edge_db = fmaxf(limit.edge_db, loudest.edge_db - WORD_EDGE_RANGE_DB);
	if (!isnan(words->fixed_floor_db)) {
		limit.level_db = (float)words->fixed_floor_db;
		limit.edge_db = INFINITY;
	}
	return limit;
}

/* Walks from a core's last hop outwards; the last hop that still belongs to the word. */
static int64_t seek_edge(const struct words *words, int64_t from, int step, struct edge_limit loudest)
{
	struct edge_limit limit = edge_limit(words, from + step, step, loudest);
	int64_t edge = from, n_ready = ear_n_ready(words->ear), hop = from;
	int dip = 0, run = 0;
	for (int i = 0; i < WORD_EDGE_REACH_HOPS && dip < WORD_EDGE_DIP_HOPS; i++) {
		hop += step;
		if (hop < words->last_core_end || hop >= n_ready)
			break;
		const struct hop *h = ear_get(words->ear, hop);
		bool above = h->level_db > limit.level_db || h->edge_db > limit.edge_db;
		dip = above ? 0 : dip + 1;
		run = above ? run + 1 : 0;
		if (run > 1 || (above && (edge == hop - step)))
			edge = hop;
	}
	return edge;
}

/* Voicing is seen through a window and begins a little early and ends a little late: back to where
 * the level says that there is something. */
static int64_t trim_edge(const struct words *words, int64_t from, int64_t to, int step,
	struct edge_limit loudest)
{
	struct edge_limit limit = edge_limit(words, from + step, step, loudest);
	for (; from != to; from -= step) {
		const struct hop *h = ear_get(words->ear, from);
		if (h->level_db > limit.level_db || h->edge_db > limit.edge_db)
			break;
	}
	return from;
}

static bool is_short_word(const struct words *words, int64_t start, int64_t end, float level_db)
{
	return end - start >= WORD_SHORT_SOUND_HOPS &&
		level_db > floor_db(&words->level_floor, start) + WORD_SHORT_ABOVE_DB;
}

static struct edge_limit loudest_of(const struct words *words, int64_t first, int64_t last)
{
	struct edge_limit loudest = {LEVEL_NONE_DB, LEVEL_NONE_DB};
	for (int64_t hop = first; hop <= last; hop++) {
		const struct hop *h = ear_get(words->ear, hop);
		loudest.level_db = h->level_db > loudest.level_db ? h->level_db : loudest.level_db;
		loudest.edge_db = h->edge_db > loudest.edge_db ? h->edge_db : loudest.edge_db;
	}
	return loudest;
}

/* Mean steadiness of the voiced hops. */
static float mean_steady(const struct words *words, int64_t first, int64_t last)
{
	float sum = 0;
	int n = 0;
	for (int64_t hop = first; hop <= last; hop++) {
		const struct voice_view *view = &ear_get(words->ear, hop)->view;
		if (view->voicing < WORD_VOICED)
			continue;
		n++;
		sum += view->steady > 0 ? view->steady : 0;
	}
	return n > 0 ? sum / (float)n : 0;
}

static void close_core(struct words *words)
{
	int64_t first = words->core_start, last = words->core_end - 1;
	words->core_start = -1;
	if (words->core_hops < WORD_SHORT_MIN_HOPS)
		return;
	struct edge_limit loudest = loudest_of(words, first, last);
	if (isnan(words->fixed_floor_db) && loudest.level_db < loud_db(&words->loud, first) - WORD_FAINT_DB)
		return;
	int64_t start = trim_edge(words, first, last, -1, loudest);
	int64_t end = trim_edge(words, last, start, 1, loudest);
	start = seek_edge(words, start, -1, loudest);
	end = seek_edge(words, end, 1, loudest) + 1;
	words->last_core_end = last + 1;
	if (end - start < WORD_MIN_HOPS)
		return;
	if (words->core_hops < WORD_MIN_HOPS && !is_short_word(words, start, end, loudest.level_db))
		return;
	struct span word = {.start = start, .end = end, .level_db = loudest.level_db};
	word.steady = mean_steady(words, first, last);
	spans_add(&words->found, word, 0);
}

static void decide_hop(struct words *words, int64_t hop)
{
	if (is_core(words, hop)) {
		if (words->core_start < 0) {
			words->core_start = hop;
			words->core_hops = 0;
		}
		words->core_end = hop + 1;
		words->core_hops++;
	}
	if (words->core_start < 0)
		return;
	if (hop - words->core_end >= WORD_PAUSE_HOPS || hop - words->core_start >= WORD_MAX_HOPS)
		close_core(words);
}

void words_advance(struct words *words, bool ended)
{
	int64_t n_ready = ear_n_ready(words->ear);
	for (; words->n_floored < n_ready; words->n_floored++) {
		const struct hop *h = ear_get(words->ear, words->n_floored);
		floor_add(&words->level_floor, h->level_db, h->power);
		floor_add(&words->edge_floor, h->edge_db, h->edge_power);
		loud_add(&words->loud, h);
	}
	int64_t limit = ended ? n_ready : n_ready - WORD_AHEAD_HOPS;
	for (; words->n_decided < limit; words->n_decided++) {
		if (!ended && !floor_is_known(&words->level_floor, words->n_decided))
			return;
		decide_hop(words, words->n_decided);
	}
	if (ended && words->core_start >= 0)
		close_core(words);
}

int64_t words_settled(const struct words *words)
{
	/* A word to come may reach back. */
	int64_t settled = words->core_start >= 0 ? words->core_start : words->n_decided;
	return settled - WORD_EDGE_REACH_HOPS;
}
