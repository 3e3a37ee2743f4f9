/* The other party, heard back on a channel. */
/* SPDX-License-Identifier: MIT */
#ifndef ANALYSIS_ECHO_H
#define ANALYSIS_ECHO_H

#include <stdbool.h>
#include <stdint.h>

#include "analysis/ear.h"
#include "analysis/span.h"

/* Decides that talk is an echo where the other channel says the same, a little earlier and much
 * louder. Two people never rise and fall alike for long. */
#define ECHO_ALIKE 0.8       /* correlation of the levels */
#define ECHO_WEAKER_DB 10.0  /* on the mean; less than that loses no echo of a line (ITU-T G.131) */
#define ECHO_DELAY_HOPS 40   /* it comes back within 400 ms */
#define ECHO_MIN_HOPS 15     /* in less than 150 ms there is too little to compare */

/* Whether talk on the channel of `ear` is an echo of the other. */
bool echo_is(const struct ear *ear, const struct span *talk, const struct ear *other)
	__attribute__((nonnull, pure));

#endif
