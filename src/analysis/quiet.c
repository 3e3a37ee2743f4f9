/* How quiet one channel is between its words, and where it was swapped for another line. */
/* SPDX-License-Identifier: MIT */
#include "config.h"
#include "analysis/quiet.h"

#include <math.h>
#include <stdbool.h>

void quiet_init(struct quiet *quiet, const struct ear *ear, const struct spans *music)
{
	*quiet = (struct quiet){.ear = ear, .music = music};
}

void quiet_release(struct quiet *quiet)
{
	spans_release(&quiet->runs);
	spans_release(&quiet->swapped);
}

static bool is_near(float a_db, float b_db)
{
	return fabsf(a_db - b_db) <= QUIET_SAME_DB;
}

/* Whether a run is steady, not on its way from one level to another, and within so much of a level. */
static bool is_line(const struct span *run, float line_db, float within_db)
{
	return fabsf(run->level_db - line_db) <= within_db && fabsf(run->drift_db) <= QUIET_DRIFT_DB;
}

/* Whether the line was like this for a while not long before a run, what was swapped left out, and
 * longer than it was like the swap: else it is the line that has come back, from under breath or music. */
static bool was_line(const struct quiet *quiet, size_t before, float within_db, const struct span *swap)
{
	const struct spans *runs = &quiet->runs;
	int64_t since = runs->items[before].start - QUIET_SOLID_WITHIN_HOPS, n_line = 0, n_swap = 0;
	for (size_t i = before + 1; i-- > 0 && runs->items[i].end > since;) {
		const struct span *run = &runs->items[i];
		int64_t n_hops = run->end - run->start;
		if (n_hops < QUIET_SOLID_HOPS || spans_cover(&quiet->swapped, run->start, run->end) > 0)
			continue;
		if (is_line(run, swap->line_db, within_db))
			n_line += n_hops;
		else if (is_line(run, swap->level_db, QUIET_SAME_DB))
			n_swap += n_hops;
	}
	return n_line >= QUIET_LINE_HOPS && n_line > n_swap;
}

/* Runs between the line and its return. */
struct between {
	float level_db;  /* of the longest */
	int64_t n_alike; /* hops like it, */
	int64_t n_other; /* and not, */
	int64_t n_ramp;  /* of which so many lie between it and the line */
	int64_t first, last; /* where those like it begin and end */
};

static struct between look_between(const struct spans *runs, size_t from, size_t to, float line_db)
{
	const struct span *longest = &runs->items[from];
	for (size_t i = from; i < to; i++)
		if (runs->items[i].end - runs->items[i].start > longest->end - longest->start)
			longest = &runs->items[i];
	struct between between = {.level_db = longest->level_db, .first = INT64_MAX};
	for (size_t i = from; i < to; i++) {
		const struct span *run = &runs->items[i];
		int64_t n_hops = run->end - run->start;
		bool alike = is_near(run->level_db, between.level_db);
		if (alike && run->start < between.first)
			between.first = run->start;
		if (alike)
			between.last = run->end;
		*(alike ? &between.n_alike : &between.n_other) += n_hops;
		if (!alike && (run->level_db > line_db) != (run->level_db > between.level_db))
			between.n_ramp += n_hops;
	}
	return between;
}

/* Whether the newest run may be the line come back: steady, and no slope of a breath. */
static bool may_be_back(const struct spans *runs)
{
	if (runs->n < 3)
		return false;
	const struct span *newest = &runs->items[runs->n - 1];
	return newest->end - newest->start >= QUIET_BACK_HOPS &&
		is_line(newest, newest->level_db, QUIET_SAME_DB);
}

/* How alike the line must be before and after: digital silence is no line's own, whatever the gain
 * does meanwhile. */
static float within_db(const struct spans *runs)
{
	bool zero = runs->items[runs->n - 2].level_db <= QUIET_ZERO_DB ||
		runs->items[runs->n - 3].level_db <= QUIET_ZERO_DB;
	return zero ? QUIET_ZERO_SAME_DB : QUIET_SAME_DB;
}

/* Whether a run is but a moment between two pieces of digital silence: what an announcement leaves
 * behind, or a codec of it, and not the line. */
static bool is_left_over(const struct spans *runs, size_t i)
{
	if (runs->items[i].end - runs->items[i].start >= QUIET_SOLID_HOPS)
		return false;
	while (i > 0 && runs->items[i].end - runs->items[i].start < QUIET_SOLID_HOPS)
		i--;
	return runs->items[i].level_db <= QUIET_ZERO_DB;
}

/* Whether the newest run is the line come back, and if so from where to where it was swapped. */
static bool find_swap(const struct quiet *quiet, struct span *swap)
{
	const struct spans *runs = &quiet->runs;
	if (!may_be_back(runs))
		return false;
	size_t last = runs->n - 1, before = last - 1;
	float line_db = runs->items[last].level_db, same_db = within_db(runs);
	while (same_db > QUIET_SAME_DB && runs->items[before].level_db > QUIET_ZERO_DB)
		before--; /* the slope between */
	while (before > 0 && (!is_line(&runs->items[before], line_db, same_db) ||
				     (same_db > QUIET_SAME_DB && is_left_over(runs, before))))
		before--;
	if (before == last - 1 || !is_line(&runs->items[before], line_db, same_db))
		return false;
	struct between between = look_between(runs, before + 1, last, line_db);
	*swap = (struct span){.start = runs->items[before].end, .end = runs->items[last].start,
		.level_db = between.level_db, .line_db = line_db, .first = between.first, .last = between.last};
	int64_t n_whole = swap->end - swap->start;
	int64_t n_quiet = between.n_alike + spans_cover(quiet->music, swap->start, swap->end);
	float part = between.level_db <= QUIET_ZERO_DB ? QUIET_ZERO_PART : QUIET_SWAP_PART;
	return fabsf(line_db - between.level_db) >= QUIET_STEP_DB &&
		between.n_alike >= QUIET_OTHER_TIMES * between.n_other && between.n_ramp <= QUIET_RAMP_HOPS &&
		n_whole >= QUIET_SWAP_MIN_HOPS && (float)n_quiet >= part * (float)n_whole &&
		was_line(quiet, before, same_db, swap);
}

static void close_run(struct quiet *quiet)
{
	struct span swap;
	spans_add(&quiet->runs, quiet->run, 0);
	quiet->run.end = 0;
	if (find_swap(quiet, &swap))
		spans_add(&quiet->swapped, swap, 0);
	size_t n_old = 0;
	while (n_old < quiet->runs.n && quiet->runs.items[n_old].end + QUIET_MEMORY_HOPS < quiet->n_decided)
		n_old++;
	spans_drop(&quiet->runs, n_old);
}

/* The median: a lost packet is none of it. */
static float block_level_db(const struct quiet *quiet, int64_t from)
{
	float level_db[QUIET_BLOCK_HOPS];
	for (int i = 0; i < QUIET_BLOCK_HOPS; i++) {
		int k = i;
		float db = ear_get(quiet->ear, from + i)->level_db;
		for (; k > 0 && level_db[k - 1] > db; k--)
			level_db[k] = level_db[k - 1];
		level_db[k] = db;
	}
	return (level_db[QUIET_BLOCK_HOPS / 2 - 1] + level_db[QUIET_BLOCK_HOPS / 2]) / 2;
}

static void add_block(struct quiet *quiet, int64_t from)
{
	float level_db = block_level_db(quiet, from);
	struct span *run = &quiet->run;
	if (run->end > 0 && (from > run->end || !is_near(run->level_db, level_db)))
		close_run(quiet);
	if (run->end == 0)
		*run = (struct span){.start = from, .end = from, .level_db = level_db};
	int64_t n_blocks = (run->end - run->start) / QUIET_BLOCK_HOPS;
	run->level_db += (level_db - run->level_db) / (float)(n_blocks + 1);
	if (n_blocks == 0)
		quiet->run_start_db = level_db;
	run->drift_db = level_db - quiet->run_start_db;
	run->end = from + QUIET_BLOCK_HOPS;
}

void quiet_advance(struct quiet *quiet, const struct spans *busy[], int n_busy, int64_t until)
{
	int64_t oldest = ear_n_ready(quiet->ear) - QUIET_MEMORY_HOPS;
	if (quiet->n_decided < oldest) /* long music lay between */
		quiet->n_decided = (oldest / QUIET_BLOCK_HOPS + 1) * QUIET_BLOCK_HOPS;
	for (; quiet->n_decided + QUIET_BLOCK_HOPS <= until; quiet->n_decided += QUIET_BLOCK_HOPS) {
		int64_t from = quiet->n_decided - QUIET_TRIM_HOPS;
		int64_t to = quiet->n_decided + QUIET_BLOCK_HOPS + QUIET_TRIM_HOPS, n_hops = 0;
		for (int i = 0; i < n_busy; i++)
			n_hops += spans_cover(busy[i], from, to);
		if (n_hops == 0)
			add_block(quiet, quiet->n_decided);
	}
}

void quiet_end(struct quiet *quiet)
{
	if (quiet->run.end > 0)
		close_run(quiet);
}

/* Whether what is heard for a moment from a hop on lies off the line's noise, to the swapped side. */
static bool is_swapped_at(const struct quiet *quiet, const struct span *swap, int64_t hop)
{
	int64_t n = 0, n_swapped = 0, n_ready = ear_n_ready(quiet->ear);
	float off_db = fminf(fabsf(swap->level_db - swap->line_db) / 2, QUIET_OFF_DB);
	for (int i = 0; i < QUIET_SOLID_HOPS && hop + i < n_ready; i++, n++) {
		float above_db = ear_get(quiet->ear, hop + i)->level_db - swap->line_db;
		n_swapped += (swap->level_db > swap->line_db ? above_db : -above_db) > off_db;
	}
	return 2 * n_swapped > n;
}

bool quiet_is_beyond(const struct quiet *quiet, const struct span *swap, const struct span *talk)
{
	if (talk->start < swap->first - QUIET_TRIM_HOPS)
		return is_swapped_at(quiet, swap, talk->end + QUIET_TRIM_HOPS);
	if (talk->end > swap->last + QUIET_TRIM_HOPS)
		return is_swapped_at(quiet, swap, talk->start - QUIET_TRIM_HOPS - QUIET_SOLID_HOPS);
	return true;
}
