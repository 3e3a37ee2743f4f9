/* What is said again and again on one channel. */
/* SPDX-License-Identifier: MIT */
#include "config.h"
#include "analysis/repeat.h"

#include <math.h>
#include <stdlib.h>

#include "analysis/announce.h"

/* Items first..last of a list. */
struct run {
	size_t first, last;
};

static struct span span_of(const struct spans *spans, struct run run)
{
	struct span span = spans->items[run.first];
	for (size_t i = run.first + 1; i <= run.last; i++) {
		span.end = spans->items[i].end;
		span.level_db = fmaxf(span.level_db, spans->items[i].level_db);
	}
	return span;
}

static bool is_near(int64_t a, int64_t b, int64_t within)
{
	return llabs(a - b) <= within;
}

/* Whether nobody talks between two hops, for as long as announcements wait. */
static bool is_wait(const struct repeat *repeat, int64_t from, int64_t to)
{
	return to - from >= ANNOUNCE_PAUSE_HOPS && to - from <= ANNOUNCE_MAX_PAUSE_HOPS &&
		spans_cover(repeat->spoken, from, to) == 0 &&
		(!repeat->other || spans_cover(repeat->other, from, to) == 0);
}

/* The talk from the i-th on that is as long as a message. */
static bool find_as_long(const struct spans *spoken, size_t i, int64_t n_hops, struct run *run)
{
	for (size_t k = i; k < spoken->n; k++) {
		int64_t length = spoken->items[k].end - spoken->items[i].start;
		if (length > n_hops + ANNOUNCE_LENGTH_HOPS)
			return false;
		*run = (struct run){i, k};
		if (is_near(length, n_hops, ANNOUNCE_LENGTH_HOPS))
			return true;
	}
	return false;
}

/* Two messages that are alike. */
struct match {
	struct spans *list; /* where the first is: spoken or announced */
	struct run first, second;
	bool too_early; /* it may yet be found */
};

/* Whether the talk from the i-th on repeats what ends with an item of a list. */
static bool repeats(const struct repeat *repeat, size_t i, size_t last, struct match *match)
{
	const struct spans *list = match->list;
	int64_t end = list->items[last].end, start = repeat->spoken->items[i].start;
	if (!is_wait(repeat, end, start))
		return false;
	for (size_t first = last + 1; first-- > 0;) {
		int64_t n_hops = end - list->items[first].start;
		if (n_hops > REPEAT_MAX_HOPS ||
			(first < last && list->items[first + 1].start - list->items[first].end >= ANNOUNCE_PAUSE_HOPS))
			return false;
		match->first = (struct run){first, last};
		if (start + n_hops + ANNOUNCE_LENGTH_HOPS > repeat->until && repeat->until < ear_n_ready(repeat->ear))
			match->too_early = true;
		else if (find_as_long(repeat->spoken, i, n_hops, &match->second)) {
			struct span a = span_of(list, match->first), b = span_of(repeat->spoken, match->second);
			if (b.end <= repeat->until && announce_alike(repeat->ear, &a, &b))
				return true;
		}
	}
	return false;
}

static bool find_match(const struct repeat *repeat, size_t i, struct match *match)
{
	match->list = repeat->announced;
	for (size_t k = repeat->announced->n; k-- > 0;)
		if (repeats(repeat, i, k, match))
			return true;
	match->list = repeat->spoken;
	return i > 0 && repeats(repeat, i, i - 1, match);
}

static void announce(const struct repeat *repeat, struct run run)
{
	for (size_t i = run.first; i <= run.last; i++) {
		spans_put(repeat->announced, repeat->spoken->items[run.first]);
		spans_remove(repeat->spoken, run.first);
	}
}

/* The parts of a message that ends with the i-th: back to where the clock says that it began, or the
 * last of them, as what was said before may be a party's. */
static size_t begin_of(const struct spans *spoken, size_t last, int64_t tick)
{
	for (size_t i = last + 1; i-- > 0 && spoken->items[i].start >= tick - REPEAT_CLOCK_HOPS;)
		if (is_near(spoken->items[i].start, tick, REPEAT_CLOCK_HOPS))
			return i;
	return last;
}

/* Talk before two messages alike, if it lies as far from the first as that from the second: from start
 * to start, or from end to start. */
static void announce_before(const struct repeat *repeat, const struct span *first, const struct span *second)
{
	const struct spans *spoken = repeat->spoken;
	size_t n = 0;
	while (n < spoken->n && spoken->items[n].end <= first->start)
		n++;
	if (n == 0 || !is_wait(repeat, spoken->items[n - 1].end, first->start) ||
		spans_cover(repeat->announced, spoken->items[n - 1].end, first->start) > 0)
		return;
	int64_t tick = first->start - (second->start - first->start);
	size_t begin = begin_of(spoken, n - 1, tick);
	if (is_near(first->start - spoken->items[n - 1].end, second->start - first->end, REPEAT_CLOCK_HOPS) ||
		is_near(spoken->items[begin].start, tick, REPEAT_CLOCK_HOPS))
		announce(repeat, (struct run){begin, n - 1});
}

static void take_match(const struct repeat *repeat, const struct match *match)
{
	struct span first = span_of(match->list, match->first);
	struct span second = span_of(repeat->spoken, match->second);
	struct run run = match->second;
	bool is_new = match->list == repeat->spoken;
	if (is_new) {
		announce(repeat, match->first);
		size_t n = match->first.last - match->first.first + 1;
		run.first -= n;
		run.last -= n;
	}
	announce(repeat, run);
	if (is_new)
		announce_before(repeat, &first, &second);
}

void repeat_find(const struct repeat *repeat, int64_t *n_compared)
{
	struct spans *spoken = repeat->spoken;
	for (size_t i = 0; i < spoken->n && spoken->items[i].end <= repeat->until;) {
		int64_t start = spoken->items[i].start;
		struct match match = {0};
		if (start < *n_compared) {
			i++;
			continue;
		}
		if (find_match(repeat, i, &match)) {
			take_match(repeat, &match);
			i = 0;
		} else if (match.too_early) {
			return;
		}
		*n_compared = start + 1;
	}
}
