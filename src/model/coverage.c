/* Which parts of a call were heard: stretches of time, kept in order and joined. */
/* SPDX-License-Identifier: MIT */
#include "config.h"
#include "model/coverage.h"

#include <stdlib.h>
#include <string.h>

#include "base/mem.h"

void coverage_release(struct coverage *coverage)
{
	free(coverage->ranges);
	*coverage = (struct coverage){0};
}

/* Appends what comes after all others; joins it with the last where they touch. */
static void append(
	struct coverage *coverage, int64_t start_ms, int64_t end_ms, enum cover_kind kind)
{
	struct cover_range *last =
		coverage->n_ranges ? &coverage->ranges[coverage->n_ranges - 1] : NULL;
	if (start_ms >= end_ms)
		return;
	if (last && last->kind == kind && last->end_ms == start_ms) {
		last->end_ms = end_ms;
		return;
	}
	MEM_GROW(coverage->ranges, coverage->n_ranges, coverage->n_room);
	coverage->ranges[coverage->n_ranges++] = (struct cover_range){start_ms, end_ms, kind};
}

/* Playing on makes the last range longer, many times a second: that needs no new list. */
static bool extend(
	struct coverage *coverage, int64_t start_ms, int64_t end_ms, enum cover_kind kind)
{
	for (size_t i = coverage->n_ranges; i-- > 0;) {
		struct cover_range *range = &coverage->ranges[i];
		bool is_last = i + 1 == coverage->n_ranges;
		if (range->kind != kind || range->start_ms > start_ms || range->end_ms < start_ms)
			continue;
		if (!is_last && range[1].start_ms <= end_ms)
			return false;
		if (end_ms > range->end_ms)
			range->end_ms = end_ms;
		return true;
	}
	return false;
}

static int64_t later(int64_t a_ms, int64_t b_ms)
{
	return a_ms > b_ms ? a_ms : b_ms;
}

static int64_t earlier(int64_t a_ms, int64_t b_ms)
{
	return a_ms < b_ms ? a_ms : b_ms;
}

void coverage_add(struct coverage *coverage, int64_t start_ms, int64_t end_ms, enum cover_kind kind)
{
	struct coverage merged = {0};
	int64_t at_ms = start_ms;
	if (start_ms >= end_ms || kind == COVER_NONE || extend(coverage, start_ms, end_ms, kind))
		return;
	for (size_t i = 0; i < coverage->n_ranges; i++) {
		const struct cover_range old = coverage->ranges[i];
		/* Up to this one, where the new stretch lies before it. */
		append(&merged, at_ms, earlier(end_ms, old.start_ms), kind);
		at_ms = later(at_ms, earlier(end_ms, old.start_ms));
		int64_t inside_ms = earlier(later(start_ms, old.start_ms), old.end_ms);
		int64_t behind_ms = later(inside_ms, earlier(end_ms, old.end_ms));
		enum cover_kind both = old.kind == COVER_HEARD ? COVER_HEARD : kind;
		append(&merged, old.start_ms, inside_ms, old.kind);
		append(&merged, inside_ms, behind_ms, both);
		append(&merged, behind_ms, old.end_ms, old.kind);
		at_ms = later(at_ms, behind_ms);
	}
	append(&merged, at_ms, end_ms, kind);
	coverage_release(coverage);
	*coverage = merged;
}

void coverage_close(struct coverage *coverage, int64_t least_ms)
{
	size_t n = coverage->n_ranges ? 1 : 0;
	for (size_t i = 1; i < coverage->n_ranges; i++) {
		struct cover_range *last = &coverage->ranges[n - 1];
		const struct cover_range range = coverage->ranges[i];
		bool joins = last->kind == COVER_HEARD && range.kind == COVER_HEARD &&
			     range.start_ms - last->end_ms < least_ms;
		if (joins)
			last->end_ms = range.end_ms;
		else
			coverage->ranges[n++] = range;
	}
	coverage->n_ranges = n;
}

int64_t coverage_sum(const struct cover_range *ranges, size_t n_ranges, enum cover_kind kind,
	int64_t from_ms, int64_t to_ms)
{
	int64_t sum_ms = 0;
	for (size_t i = 0; i < n_ranges; i++) {
		int64_t start_ms = later(ranges[i].start_ms, from_ms);
		int64_t end_ms = earlier(ranges[i].end_ms, to_ms);
		if (ranges[i].kind == kind && end_ms > start_ms)
			sum_ms += end_ms - start_ms;
	}
	return sum_ms;
}

bool coverage_find_hole(const struct coverage *coverage, int64_t from_ms, int64_t end_ms,
	int64_t least_ms, struct cover_range *hole)
{
	int64_t at_ms = from_ms;
	for (size_t i = 0; i <= coverage->n_ranges; i++) {
		bool is_last = i == coverage->n_ranges;
		int64_t next_ms = is_last ? end_ms : earlier(end_ms, coverage->ranges[i].start_ms);
		if (next_ms - at_ms >= least_ms && next_ms > at_ms) {
			*hole = (struct cover_range){at_ms, next_ms, COVER_NONE};
			return true;
		}
		if (!is_last)
			at_ms = later(at_ms, coverage->ranges[i].end_ms);
	}
	return false;
}
