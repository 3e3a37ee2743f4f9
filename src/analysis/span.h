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
	float steady;     /* of a word: mean steadiness of its voiced hops */
	float drift_db;   /* of quiet: how much louder it ends than it began */
	float line_db;    /* of a swapped stretch: the noise of the line beside it, level_db its own, */
	int64_t first, last; /* which is heard from here to here */
	float tone_hz;    /* of a tone: where it is strongest */
	float pair_hz[2]; /* of a tone: its two strongest frequencies, the lower first */
};

/* In order, none touching another. { 0 } is an empty one. */
struct spans {
	struct span *items;
	size_t n, n_room;
};

/* Appends; a span that comes less than join hops after the last, or overlaps it, is joined to it. */
void spans_add(struct spans *spans, struct span span, int64_t join) __attribute__((nonnull));
/* Puts one that touches no other where it belongs. */
void spans_put(struct spans *spans, struct span span) __attribute__((nonnull));
/* Takes out the one at index i. */
void spans_remove(struct spans *spans, size_t i) __attribute__((nonnull));
/* Forgets the first n. */
void spans_drop(struct spans *spans, size_t n) __attribute__((nonnull));
/* Hops of start..end that they cover. */
int64_t spans_cover(const struct spans *spans, int64_t start, int64_t end) __attribute__((nonnull, pure));
void spans_release(struct spans *spans) __attribute__((nonnull));

#endif
