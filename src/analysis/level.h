/* How loud one hop of one channel is. */
/* SPDX-License-Identifier: MIT */
#ifndef ANALYSIS_LEVEL_H
#define ANALYSIS_LEVEL_H

#include <stdint.h>

#define LEVEL_NONE_DB (-130.0f) /* digital silence: every sample the same */

/* Decides nothing: it measures. Two levels of each hop, both in dB full scale (0 dB: every sample at full
 * scale), never below LEVEL_NONE_DB: rms_db with the mean (DC) of the hop removed; edge_db of the
 * difference between samples `lag` apart, which lets hum through 28 dB weaker than the middle of the
 * telephone band. rms_power and edge_power are the same before the logarithm: 1 is full scale.
 * Side by side, so that eight logarithms are one. */
#define LEVELS_MOST 56 /* hops; a multiple of eight */
struct levels {
	float rms_db[LEVELS_MOST], edge_db[LEVELS_MOST];
	float rms_power[LEVELS_MOST], edge_power[LEVELS_MOST];
};

/* Measures a hop: its powers, into place i. samples[-lag] .. samples[n - 1] are read. n 1..32767, lag 1..n. */
void level_measure(struct levels *levels, int i, const int16_t *samples, int n, int lag)
	__attribute__((nonnull));
/* Makes decibels of the powers in places from..to (to not included), exact to 1e-5 dB; the same to the last
 * bit on every machine. */
void level_tell(struct levels *levels, int from, int to) __attribute__((nonnull));
/* 10 log10 of a power, 0 and more; the same to the last bit on every machine. */
float level_db_of(double power) __attribute__((const));

#endif
