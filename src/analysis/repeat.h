/* What is said again and again on one channel. */
/* SPDX-License-Identifier: MIT */
#ifndef ANALYSIS_REPEAT_H
#define ANALYSIS_REPEAT_H

#include <stdbool.h>
#include <stdint.h>

#include "analysis/ear.h"
#include "analysis/span.h"

/* Decides by repetition (announce.h): a message is some talk in a row, and it comes again when nobody has
 * talked for a while. Around messages that come again the exchange's clock ticks: talk that lies as far
 * from them as they lie from one another is another message of the same hold, though it is said once. */
#define REPEAT_MAX_HOPS 2000  /* a message is no longer than 20 s */
#define REPEAT_CLOCK_HOPS 12  /* so even is the clock, edges of words taken in: 120 ms */

/* Of one channel. */
struct repeat {
	const struct ear *ear;
	struct spans *spoken;       /* talk; what comes again is moved from here */
	struct spans *announced;    /* to here */
	const struct spans *other;  /* talk of the other channel, NULL if there is none */
	int64_t until;              /* talk that ends before is final */
};

/* Looks at the talk that begins at or after *n_compared; moves it past what can be decided. */
void repeat_find(const struct repeat *repeat, int64_t *n_compared) __attribute__((nonnull));

#endif
