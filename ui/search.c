/* Searching a scorecard: titles, guidelines, reasons and comments. */
/* SPDX-License-Identifier: MIT */
#include "config.h"
#include "ui/search.h"

#include <string.h>

#include "base/str.h"

static enum search_place find_place(const struct snapshot_item *item, const char *wanted)
{
	if (strcmp(item->key, wanted) == 0 || str_has_nocase(item->title, wanted) ||
		str_has_nocase(item->section, wanted))
		return SEARCH_TITLE;
	if (str_has_nocase(item->guideline, wanted))
		return SEARCH_GUIDELINE;
	if (str_has_nocase(item->comment, wanted))
		return SEARCH_COMMENT;
	return str_has_nocase(item->reason_texts, wanted) ? SEARCH_REASON : SEARCH_NOWHERE;
}

struct search_hit search_card(
	const struct review_snapshot *snapshot, const char *wanted, size_t from, int step)
{
	struct search_hit hit = {.item = from};
	size_t n = snapshot->n_snapshot_items;
	for (size_t k = 1; k <= n && hit.place == SEARCH_NOWHERE; k++) {
		hit.item = (from + (step > 0 ? k : n - k % n)) % n;
		hit.place = find_place(&snapshot->items[hit.item], wanted);
	}
	for (size_t i = 0; i < n; i++) {
		if (find_place(&snapshot->items[i], wanted) == SEARCH_NOWHERE)
			continue;
		hit.n_hits++;
		if (i <= hit.item)
			hit.number++;
	}
	return hit;
}
