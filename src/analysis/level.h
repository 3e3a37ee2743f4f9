/* How loud one hop of one channel is. */
/* SPDX-License-Identifier: MIT */
#ifndef ANALYSIS_LEVEL_H
#define ANALYSIS_LEVEL_H

#include <stdint.h>

#define LEVEL_NONE_DB (-130.0f) /* digital silence: every sample the same */

/* Decides nothing: it measures. Two levels, both in dB full scale (0 dB: every sample at full
 * scale), never below LEVEL_NONE_DB:
 * rms_db with the mean (DC) of the hop removed; edge_db of the difference between samples `lag`
 * apart, which lets hum through 28 dB weaker than the middle of the telephone band.
 * samples[-lag] .. samples[n - 1] are read. n 1..32767, lag 1..n. */
struct level {
	float rms_db;
	float edge_db;
};

struct level level_measure(const int16_t *samples, int n, int lag) __attribute__((nonnull));

#endif
