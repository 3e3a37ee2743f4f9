/* Which parts of a call were heard: stretches of time, kept in order and joined. */
/* SPDX-License-Identifier: MIT */
#ifndef MODEL_COVERAGE_H
#define MODEL_COVERAGE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum cover_kind {
	COVER_NONE,
	COVER_HEARD,   /* was played, and could be heard */
	COVER_SKIPPED, /* a gap that the program jumped over when told to skip gaps */
};

struct cover_range {
	int64_t start_ms; /* of the recording */
	int64_t end_ms;   /* > start_ms */
	enum cover_kind kind;
};

/* Sorted, no two overlap, neighbours of one kind are one. { 0 } is an empty one. */
struct coverage {
	struct cover_range *ranges;
	size_t n_ranges;
	size_t n_room;
};

void coverage_release(struct coverage *coverage) __attribute__((nonnull));
/* Adds a stretch; nothing if it is empty. What was heard stays heard when it is skipped later; what
 * was skipped becomes heard when it is played. */
void coverage_add(struct coverage *coverage, int64_t start_ms, int64_t end_ms, enum cover_kind kind)
	__attribute__((nonnull));
/* What is missing between two stretches that were heard becomes heard where it is shorter. */
void coverage_close(struct coverage *coverage, int64_t least_ms) __attribute__((nonnull));
/* Milliseconds of that kind between two moments. */
int64_t coverage_sum(const struct cover_range *ranges, size_t n_ranges, enum cover_kind kind,
	int64_t from_ms, int64_t to_ms) __attribute__((pure));
/* The first stretch at or after from_ms that is of no kind and at least least_ms long; it may begin
 * before from_ms, and then starts there. False if there is none before end_ms. */
bool coverage_find_hole(const struct coverage *coverage, int64_t from_ms, int64_t end_ms,
	int64_t least_ms, struct cover_range *hole) __attribute__((nonnull));

#endif
