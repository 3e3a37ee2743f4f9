/* What of a word is a voice, and not the tones in it or beside it. */
/* SPDX-License-Identifier: MIT */
#ifndef ANALYSIS_TONELESS_H
#define ANALYSIS_TONELESS_H

#include "analysis/span.h"
#include "analysis/tones.h"
#include "analysis/words.h"

/* Decides by where the tones are: they are voiced too, and what is pressed quickly looks like one long
 * word. Whatever else is as voiced as a word must be stays one. */
#define TONELESS_PART 0.7f      /* of a word that is covered by tones: it is one */
#define TONELESS_NEAR_HOPS 30   /* 300 ms beyond a long tone go with it */
#define TONELESS_EDGE_HOPS 3    /* so much wider than it is told a key is seen */

/* Adds to parts, in order, what of a word is a voice: it itself, some of it, or nothing. */
void toneless_add(const struct words *words, const struct tones *tones, struct span word,
	struct spans *parts) __attribute__((nonnull));

#endif
