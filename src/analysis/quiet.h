/* How quiet one channel is between its words, and where it was swapped for another line. */
/* SPDX-License-Identifier: MIT */
#ifndef ANALYSIS_QUIET_H
#define ANALYSIS_QUIET_H

#include <stdbool.h>
#include <stdint.h>

#include "analysis/ear.h"
#include "analysis/span.h"

/* Decides where the exchange puts its own silence or comfort noise in place of the line: the noise
 * between words steps to another level, stays there, and steps back to what it was. A gain that
 * drifts never comes back in one step, and noise that changes with every word never stays. */
#define QUIET_BLOCK_HOPS 10    /* levels are compared over 100 ms */
#define QUIET_TRIM_HOPS 5      /* next to a word 50 ms are left out: its echo in the room */
#define QUIET_SAME_DB 2.0f     /* blocks, and rests, that differ by less are the same noise */
#define QUIET_STEP_DB 3.0f     /* the swapped line is so much louder or softer */
#define QUIET_BACK_HOPS 20     /* the line is back when it is heard for 200 ms: not the slope of a breath */
/* Before, the line was heard for 600 ms within a minute, in rests of 200 ms or more beyond the trim:
 * the comfort noise that follows each word of a mobile call leaves no such rest. */
#define QUIET_SOLID_HOPS 20
#define QUIET_LINE_HOPS 60
#define QUIET_SOLID_WITHIN_HOPS 6000
#define QUIET_OTHER_TIMES 3    /* its noise prevails so many times over what is at other levels: clicks */
#define QUIET_SWAP_MIN_HOPS 400 /* shorter than 4 s is no hold */
#define QUIET_SWAP_PART 0.6f   /* of a swapped stretch is quiet or music: whoever talks through it is a
                                  party */
#define QUIET_OFF_DB 6.0f      /* half way to it, or so far off the line, it is swapped at a moment */
#define QUIET_ZERO_DB (-80.0f) /* digital silence, or what a codec leaves of it */
#define QUIET_ZERO_SAME_DB 8.0f /* round it the line may differ by so much */
#define QUIET_ZERO_PART 0.3f   /* of digital silence less will do: no party's line is that */
#define QUIET_DRIFT_DB 1.8f    /* nor is a stretch the line that ends so much louder or softer than it began */
#define QUIET_RAMP_HOPS 60     /* longer than 600 ms between the two levels it is a gain that follows */
#define QUIET_MEMORY_HOPS 30000 /* 5 minutes; what lies further back is forgotten */

struct quiet {
	const struct ear *ear;
	const struct spans *music;
	int64_t n_decided;
	struct span run;       /* of even quiet, being followed; end 0: none; level_db its mean */
	float run_start_db;
	struct spans runs;     /* closed, in order */
	struct spans swapped;  /* stretches found */
};

/* music: of the channel; borrowed. */
void quiet_init(struct quiet *quiet, const struct ear *ear, const struct spans *music)
	__attribute__((nonnull));
void quiet_release(struct quiet *quiet) __attribute__((nonnull));
/* Follows up to hop `until`, which must be ready; busy: where the channel is not quiet. */
void quiet_advance(struct quiet *quiet, const struct spans *busy[], int n_busy, int64_t until)
	__attribute__((nonnull));
/* Whether talk in or beside a swapped stretch is heard beyond the line: from its side there is the
 * swapped noise, at once, and not the line's. */
bool quiet_is_beyond(const struct quiet *quiet, const struct span *swap, const struct span *talk)
	__attribute__((nonnull, pure));
/* There is no more. */
void quiet_end(struct quiet *quiet) __attribute__((nonnull));

#endif
