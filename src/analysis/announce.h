/* Whether two stretches of talk are the same recording. */
/* SPDX-License-Identifier: MIT */
#ifndef ANALYSIS_ANNOUNCE_H
#define ANALYSIS_ANNOUNCE_H

#include <stdbool.h>
#include <stdint.h>

#include "analysis/ear.h"
#include "analysis/span.h"

/* Decides by repetition: nobody says the same thing twice with the same level in every hundredth of
 * a second, a recording does. */
#define ANNOUNCE_ALIKE 0.9        /* correlation of the levels; other words stay under 0.7 */
#define ANNOUNCE_LONG_HOPS 150    /* of 1.5 s and more it may be less: noise, packets lost */
#define ANNOUNCE_LONG_ALIKE 0.88
#define ANNOUNCE_MIN_HOPS 80      /* shorter than 0.8 s there is too little to compare */
#define ANNOUNCE_LENGTH_HOPS 12   /* and they are as long as each other within 120 ms */
#define ANNOUNCE_SHIFT_HOPS 8     /* found so far from each other within that length */
#define ANNOUNCE_PAUSE_HOPS 400   /* it comes again after 4 s of silence or more */
#define ANNOUNCE_MAX_PAUSE_HOPS 9000 /* and within 90 s: so long an answer waits */
#define ANNOUNCE_SWAP_HOPS 1000   /* or what is said on a line swapped for 10 s or more (quiet.h) */

/* Whether two spans of a channel sound the same; both within the ear's memory. */
bool announce_alike(const struct ear *ear, const struct span *a, const struct span *b)
	__attribute__((nonnull, pure));

#endif
