/* A recording of the driver's noise beside its source: what of it was heard where, and what was asked. */
/* SPDX-License-Identifier: MIT */
#ifndef TESTS_SOUND_COMPARISON_H
#define TESTS_SOUND_COMPARISON_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "record.h"

#define RAMP_MS 5
#define FADE_MS 8
#define MAX_PASSAGES 4000
#define MAX_ERROR_MS 5.0 /* of a claimed place */
#define MAX_TOLD 8 /* of each kind of fault */

/* A stretch of the recording that is a stretch of the reference, both at the recording's rate. */
struct passage {
	int64_t recorded; /* its first frame in the recording */
	int64_t played;   /* and in the reference */
	int64_t n;
	/* A loop or a skip joins it to the one before it, exactly: from the end of that to a place
	 * in front of this. */
	bool is_join;
	int64_t from, to;
};

struct comparison {
	int rate_hz;
	struct samples recording, reference;
	struct passage passages[MAX_PASSAGES];
	size_t n_passages;
	double wrong_power, power; /* of what lies within passages */
	struct log log;
	bool failed;
};

/* ---- passages.c ---- */

/* What the source is at that rate; the caller's until the program ends. */
struct samples comparison_make_reference(int rate_hz);
/* Finds the passages of the whole recording. */
void comparison_find_passages(struct comparison *c);
/* Which of them loops and skips join to those before, and which only go on after a silence that nobody
 * asked for; how many of each. Says the latter. */
size_t comparison_mark_joins(struct comparison *c);
size_t comparison_mark_breaks(struct comparison *c);
/* Which commands a passage begins with; how many. */
size_t comparison_mark_starts(struct log *log);
/* Passages that begin beside their place, said. After the marks. */
size_t comparison_count_wrong_starts(const struct comparison *c);
/* Frames in so many ms, rounded up. */
int64_t comparison_frames(const struct comparison *c, int ms);

/* ---- claims.c ---- */

/* How far the claim is beside what is heard, ms, and how many passages that were asked for had begun. */
double comparison_error_ms(const struct comparison *c, const struct claim *claim, size_t *n_begun);
/* A jump was asked for by then, and the passage that follows it is not heard yet. */
bool comparison_is_jumping(const struct comparison *c, int64_t ns, size_t n_heard);

/* ---- steps.c ---- */

/* Judges each step of the driver by itself and says "step N right", "step N wrong", or "step N held" of
 * one that the machine did not keep up with; before that, "heard N s" of how much of the source was heard
 * in all. */
void steps_judge(const struct comparison *c);

#endif
