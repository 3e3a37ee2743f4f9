/* Where one channel has talk. */
/* SPDX-License-Identifier: MIT */
#include "config.h"
#include "analysis/talk.h"

#include <math.h>

#include "analysis/level.h"
#include "model/envelope.h"

void talk_init(struct talk *talk, const struct ear *ear, double fixed_floor_db)
{
	*talk = (struct talk){.ear = ear, .fixed_floor_db = fixed_floor_db, .core_start = -1};
}

void talk_release(struct talk *talk)
{
	spans_release(&talk->spans);
}

static bool is_core(const struct talk *talk, int64_t hop)
{
	const struct hop *h = ear_get(talk->ear, hop);
	if (h->voicing < TALK_VOICED)
		return false;
	if (!isnan(talk->fixed_floor_db))
		return h->level_db > talk->fixed_floor_db;
	return h->level_db > floor_db(&talk->level_floor, hop) + TALK_ABOVE_FLOOR_DB ||
		h->edge_db > floor_db(&talk->edge_floor, hop) + TALK_ABOVE_FLOOR_DB;
}

/* What a hop must exceed to belong to a word, in both kinds of level. */
struct edge_limit {
	float level_db, edge_db;
};

/* The lower quartile of a histogram of levels, one count a byte of envelope. */
static float lower_quartile_db(const int count[256], int n)
{
	int seen = 0;
	for (int i = 0; i < 256; i++) {
		seen += count[i];
		if (4 * seen > n)
			return (float)envelope_db((uint8_t)i);
	}
	return LEVEL_NONE_DB;
}

/* The noise beside a core: hops from..to by step until the next voiced one. Digital silence is
 * left out, it is a hole and not the line's noise. */
static struct edge_limit noise_beside(const struct talk *talk, int64_t from, int step)
{
	int level_count[256] = {0}, edge_count[256] = {0}, n = 0;
	int64_t n_ready = ear_n_ready(talk->ear), hop = from;
	for (int i = 0; i < TALK_EDGE_LOCAL_HOPS && hop >= 0 && hop < n_ready; i++, hop += step) {
		const struct hop *h = ear_get(talk->ear, hop);
		if (i > TALK_PAUSE_HOPS && is_core(talk, hop))
			break;
		if (h->level_db <= LEVEL_NONE_DB)
			continue;
		level_count[envelope_byte(h->level_db)]++;
		edge_count[envelope_byte(h->edge_db)]++;
		n++;
	}
	if (n == 0)
		return (struct edge_limit){LEVEL_NONE_DB, LEVEL_NONE_DB};
	return (struct edge_limit){lower_quartile_db(level_count, n), lower_quartile_db(edge_count, n)};
}

static struct edge_limit edge_limit(const struct talk *talk, int64_t from, int step,
	struct edge_limit loudest)
{
	struct edge_limit limit = noise_beside(talk, from, step);
	limit.level_db = fmaxf(limit.level_db + TALK_EDGE_ABOVE_DB, loudest.level_db - TALK_EDGE_RANGE_DB);
	limit.edge_db = fmaxf(limit.edge_db + TALK_EDGE_ABOVE_DB, loudest.edge_db - TALK_EDGE_RANGE_DB);
	if (!isnan(talk->fixed_floor_db)) {
		limit.level_db = (float)talk->fixed_floor_db;
		limit.edge_db = INFINITY;
	}
	return limit;
}

/* Walks from a core's last hop outwards; the last hop that still belongs to the word. */
static int64_t seek_edge(const struct talk *talk, int64_t from, int step, struct edge_limit loudest)
{
	struct edge_limit limit = edge_limit(talk, from + step, step, loudest);
	int64_t edge = from, n_ready = ear_n_ready(talk->ear), hop = from;
	int dip = 0, run = 0;
	for (int i = 0; i < TALK_EDGE_REACH_HOPS && dip < TALK_EDGE_DIP_HOPS; i++) {
		hop += step;
		if (hop < talk->last_core_end || hop >= n_ready)
			break;
		const struct hop *h = ear_get(talk->ear, hop);
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
static int64_t trim_edge(const struct talk *talk, int64_t from, int64_t to, int step,
	struct edge_limit loudest)
{
	struct edge_limit limit = edge_limit(talk, from + step, step, loudest);
	for (; from != to; from -= step) {
		const struct hop *h = ear_get(talk->ear, from);
		if (h->level_db > limit.level_db || h->edge_db > limit.edge_db)
			break;
	}
	return from;
}

static bool is_short_word(const struct talk *talk, int64_t start, int64_t end, float level_db)
{
	return end - start >= TALK_SHORT_SOUND_HOPS &&
		level_db > floor_db(&talk->level_floor, start) + TALK_SHORT_ABOVE_DB;
}

static void close_core(struct talk *talk)
{
	int64_t first = talk->core_start, last = talk->core_end - 1;
	talk->core_start = -1;
	if (talk->core_hops < TALK_SHORT_MIN_HOPS)
		return;
	struct edge_limit loudest = {LEVEL_NONE_DB, LEVEL_NONE_DB};
	for (int64_t hop = first; hop <= last; hop++) {
		const struct hop *h = ear_get(talk->ear, hop);
		loudest.level_db = fmaxf(loudest.level_db, h->level_db);
		loudest.edge_db = fmaxf(loudest.edge_db, h->edge_db);
	}
	int64_t start = trim_edge(talk, first, last, -1, loudest);
	int64_t end = trim_edge(talk, last, start, 1, loudest);
	start = seek_edge(talk, start, -1, loudest);
	end = seek_edge(talk, end, 1, loudest) + 1;
	talk->last_core_end = last + 1;
	if (talk->core_hops < TALK_MIN_HOPS && !is_short_word(talk, start, end, loudest.level_db))
		return;
	spans_add(&talk->spans, (struct span){start, end, loudest.level_db}, TALK_JOIN_HOPS);
}

static void decide_hop(struct talk *talk, int64_t hop)
{
	if (is_core(talk, hop)) {
		if (talk->core_start < 0) {
			talk->core_start = hop;
			talk->core_hops = 0;
		}
		talk->core_end = hop + 1;
		talk->core_hops++;
	}
	if (talk->core_start < 0)
		return;
	if (hop - talk->core_end >= TALK_PAUSE_HOPS || hop - talk->core_start >= TALK_CORE_MAX_HOPS)
		close_core(talk);
}

void talk_advance(struct talk *talk, bool ended)
{
	int64_t n_ready = ear_n_ready(talk->ear);
	for (; talk->n_floored < n_ready; talk->n_floored++) {
		const struct hop *h = ear_get(talk->ear, talk->n_floored);
		floor_add(&talk->level_floor, h->level_db);
		floor_add(&talk->edge_floor, h->edge_db);
	}
	int64_t limit = ended ? n_ready : n_ready - TALK_AHEAD_HOPS;
	for (; talk->n_decided < limit; talk->n_decided++) {
		if (!ended && !floor_is_known(&talk->level_floor, talk->n_decided))
			return;
		decide_hop(talk, talk->n_decided);
	}
	if (ended && talk->core_start >= 0)
		close_core(talk);
}

int64_t talk_settled(const struct talk *talk)
{
	/* A word to come may reach back, and be joined to the last span. */
	int64_t settled = talk->core_start >= 0 ? talk->core_start : talk->n_decided;
	return settled - TALK_EDGE_REACH_HOPS - TALK_JOIN_HOPS;
}
