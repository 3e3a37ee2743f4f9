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

/* Whether the line was like this for a while not long before a run. */
static bool was_line(const struct spans *runs, size_t before, float level_db)
{
	int64_t since = runs->items[before].start - QUIET_SOLID_WITHIN_HOPS, n_solid = 0;
	for (size_t i = before + 1; i-- > 0 && runs->items[i].end > since;) {
		int64_t n_hops = runs->items[i].end - runs->items[i].start;
		if (n_hops >= QUIET_SOLID_HOPS && is_near(runs->items[i].level_db, level_db))
			n_solid += n_hops;
	}
	return n_solid >= QUIET_LINE_HOPS;
}

/* Of runs from..to, the level of the longest, and how many hops are like it and how many not. */
static float prevailing_db(const struct spans *runs, size_t from, size_t to, int64_t *n_alike,
	int64_t *n_other)
{
	const struct span *longest = &runs->items[from];
	for (size_t i = from; i < to; i++)
		if (runs->items[i].end - runs->items[i].start > longest->end - longest->start)
			longest = &runs->items[i];
	*n_alike = *n_other = 0;
	for (size_t i = from; i < to; i++)
		*(is_near(runs->items[i].level_db, longest->level_db) ? n_alike : n_other) +=
			runs->items[i].end - runs->items[i].start;
	return longest->level_db;
}

/* Whether the newest run is the line come back, and if so from where to where it was swapped. */
static bool find_swap(const struct quiet *quiet, struct span *swap)
{
	const struct spans *runs = &quiet->runs;
	if (runs->n < 3 || runs->items[runs->n - 1].end - runs->items[runs->n - 1].start < QUIET_BACK_HOPS)
		return false;
	size_t last = runs->n - 1, before = last - 1;
	float line_db = runs->items[last].level_db;
	while (before > 0 && !is_near(runs->items[before].level_db, line_db))
		before--;
	if (before == last - 1 || !is_near(runs->items[before].level_db, line_db))
		return false;
	int64_t n_alike, n_other;
	float swap_db = prevailing_db(runs, before + 1, last, &n_alike, &n_other);
	*swap = (struct span){.start = runs->items[before].end, .end = runs->items[last].start,
		.level_db = swap_db};
	int64_t n_whole = swap->end - swap->start;
	int64_t n_quiet = n_alike + spans_cover(quiet->music, swap->start, swap->end);
	return fabsf(line_db - swap_db) >= QUIET_STEP_DB && n_alike >= QUIET_OTHER_TIMES * n_other &&
		n_whole >= QUIET_SWAP_MIN_HOPS && (float)n_quiet >= QUIET_SWAP_PART * (float)n_whole &&
		was_line(runs, before, line_db);
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

static float block_level_db(const struct quiet *quiet, int64_t from)
{
	float sum = 0;
	for (int i = 0; i < QUIET_BLOCK_HOPS; i++)
		sum += ear_get(quiet->ear, from + i)->level_db;
	return sum / QUIET_BLOCK_HOPS;
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
