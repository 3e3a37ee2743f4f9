/* Stretches of hops in a row. */
/* SPDX-License-Identifier: MIT */
#include "config.h"
#include "analysis/span.h"

#include <stdlib.h>
#include <string.h>

#include "base/mem.h"

void spans_add(struct spans *spans, struct span span, int64_t join)
{
	struct span *last = spans->n ? &spans->items[spans->n - 1] : NULL;
	if (last && span.start < last->end + join) {
		if (span.end > last->end)
			last->end = span.end;
		if (span.level_db > last->level_db)
			last->level_db = span.level_db;
		return;
	}
	MEM_GROW(spans->items, spans->n, spans->n_room);
	spans->items[spans->n++] = span;
}

void spans_put(struct spans *spans, struct span span)
{
	MEM_GROW(spans->items, spans->n, spans->n_room);
	size_t i = spans->n++;
	for (; i > 0 && spans->items[i - 1].start > span.start; i--)
		spans->items[i] = spans->items[i - 1];
	spans->items[i] = span;
}

void spans_remove(struct spans *spans, size_t i)
{
	spans->n--;
	memmove(spans->items + i, spans->items + i + 1, (spans->n - i) * sizeof *spans->items);
}

void spans_drop(struct spans *spans, size_t n)
{
	spans->n -= n;
	if (n > 0)
		memmove(spans->items, spans->items + n, spans->n * sizeof *spans->items);
}

int64_t spans_cover(const struct spans *spans, int64_t start, int64_t end)
{
	int64_t sum = 0;
	for (size_t i = 0; i < spans->n; i++) {
		int64_t from = spans->items[i].start > start ? spans->items[i].start : start;
		int64_t to = spans->items[i].end < end ? spans->items[i].end : end;
		sum += to > from ? to - from : 0;
	}
	return sum;
}

void spans_release(struct spans *spans)
{
	free(spans->items);
	*spans = (struct spans){0};
}
