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
#define ECHO_FAINT_DB 15.0   /* one weaker than this is half noise, */
#define ECHO_FAINT_ALIKE 0.65 /* and less like */
#define ECHO_DELAY_HOPS 40   /* it comes back within 400 ms */
#define ECHO_MIN_HOPS 15     /* in less than 150 ms there is too little to compare: louder will do */
#define ECHO_MAX_HOPS 12000  /* nobody speaks for two minutes without a pause; it would be forgotten */

/* Whether talk on the channel of `ear` is an echo of the other. */
bool echo_is(const struct ear *ear, const struct span *talk, const struct ear *other)
	__attribute__((nonnull, pure));

#endif
