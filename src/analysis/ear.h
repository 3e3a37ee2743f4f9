/* One channel heard hop by hop: levels and what the sound is made of. */
/* SPDX-License-Identifier: MIT */
#ifndef ANALYSIS_EAR_H
#define ANALYSIS_EAR_H

#include <stdint.h>

#include "analysis/voice.h"

/* What is known of a hop of 10 ms. Hop i starts at frame floor(i * rate / 100). Everything here
 * comes from the 60 ms around the hop and those 240 ms before. */
struct hop {
	float level_db;   /* RMS with DC removed */
	float edge_db;    /* RMS of the difference: hardly hears hum */
	struct voice_view view; /* of the pair of hops */
};

#define EAR_MEMORY_HOPS 32768 /* about 5 minutes; older hops are forgotten */

struct ear;

/* rate_hz 1000..768000. The caller frees it with ear_free. */
struct ear *ear_new(int rate_hz) __attribute__((returns_nonnull, warn_unused_result));
void ear_free(struct ear *ear);
/* The next hop's samples, of one channel. A hop at the end may be shorter. n > 0. */
void ear_hear(struct ear *ear, const int16_t *samples, int n) __attribute__((nonnull));
/* There is no more: all hops become ready. */
void ear_finish(struct ear *ear) __attribute__((nonnull));
/* Hops whose level is known, and hops of which all is known. */
int64_t ear_n_hops(const struct ear *ear) __attribute__((nonnull, pure));
int64_t ear_n_ready(const struct ear *ear) __attribute__((nonnull, pure));
/* Borrowed until the next call of ear_hear. index: one of the last EAR_MEMORY_HOPS. */
const struct hop *ear_get(const struct ear *ear, int64_t index) __attribute__((nonnull, pure));

#endif
