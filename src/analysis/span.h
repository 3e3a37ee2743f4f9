/* Stretches of hops in a row. */
/* SPDX-License-Identifier: MIT */
#ifndef ANALYSIS_SPAN_H
#define ANALYSIS_SPAN_H

#include <stddef.h>
#include <stdint.h>

/* Hops start..end, end not included. */
struct span {
	int64_t start, end;
	float level_db;   /* of its loudest hop */
};

/* In order, none touching another. { 0 } is an empty one. */
struct spans {
	struct span *items;
	size_t n, n_room;
};

/* Appends; a span that comes less than join hops after the last, or overlaps it, is joined to it. */
void spans_add(struct spans *spans, struct span span, int64_t join) __attribute__((nonnull));
/* Forgets the first n. */
void spans_drop(struct spans *spans, size_t n) __attribute__((nonnull));
void spans_release(struct spans *spans) __attribute__((nonnull));

#endif
