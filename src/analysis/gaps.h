/* The stretches in which nobody talks. */
/* SPDX-License-Identifier: MIT */
#ifndef ANALYSIS_GAPS_H
#define ANALYSIS_GAPS_H

#include <stdbool.h>
#include <stdint.h>

#include "analysis/span.h"

/* Decides nothing about sound: a gap is where no channel has talk for GAPS_MIN_HOPS or more. Who
 * spoke before and who broke it is read from the talk beside it. */
#define GAPS_MIN_HOPS 50  /* 500 ms: shorter pauses belong to the flow of talk */
#define GAPS_BOTH_HOPS 30 /* two parties that end within 300 ms have both spoken before */

struct gap {
	int64_t start, end; /* hops */
	unsigned before;    /* bit c: channel c spoke before it */
};

/* { 0 } stands at the start of the call. */
struct gaps {
	int64_t quiet_since;  /* the end of all talk so far, or where it begins again */
	int64_t talk_end[2];  /* of each channel; 0 while it has not spoken */
};

/* Somebody begins to talk at this hop, the first after all that was taken; true if a gap lies before. */
bool gaps_break(struct gaps *gaps, int64_t hop, struct gap *gap) __attribute__((nonnull));
/* The next talk of any channel, in order of starts, each after its gaps_break. */
void gaps_take(struct gaps *gaps, int channel, struct span talk) __attribute__((nonnull));

#endif
