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
 * rms_power and edge_power are the same before the logarithm: 1 is full scale. */
struct level {
	float rms_db, edge_db;
	float rms_power, edge_power;
};

/* samples[-lag] .. samples[n - 1] are read. n 1..32767, lag 1..n. */
struct level level_measure(const int16_t *samples, int n, int lag) __attribute__((nonnull));
/* 10 log10 of a power, 0 and more; the same to the last bit on every machine. */
float level_db_of(double power) __attribute__((const));

#endif
