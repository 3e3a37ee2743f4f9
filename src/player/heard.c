/* What was heard, until somebody takes it. */
/* SPDX-License-Identifier: MIT */
#include "config.h"
#include "player/heard.h"

#include <string.h>

static void forget_oldest(struct heard *heard, size_t n)
{
	heard->n_spans -= n;
	memmove(heard->spans, heard->spans + n, heard->n_spans * sizeof *heard->spans);
}

void heard_add(struct heard *heard, int64_t start_frame, int64_t end_frame)
{
	if (start_frame >= end_frame)
		return;
	for (size_t i = 0; i < heard->n_spans; i++) {
		struct route_span *span = &heard->spans[i];
		if (start_frame < span->start_frame || start_frame > span->end_frame)
			continue;
		if (end_frame > span->end_frame)
			span->end_frame = end_frame;
		return;
	}
	if (heard->n_spans == HEARD_MAX_SPANS)
		forget_oldest(heard, 1);
	heard->spans[heard->n_spans++] = (struct route_span){start_frame, end_frame};
}

size_t heard_take(struct heard *heard, struct route_span *spans, size_t n_max)
{
	size_t n = heard->n_spans < n_max ? heard->n_spans : n_max;
	memcpy(spans, heard->spans, n * sizeof *spans);
	forget_oldest(heard, n);
	return n;
}
