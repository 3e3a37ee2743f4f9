/* What the analysis makes of a sound, for its tests. */
/* SPDX-License-Identifier: MIT */
#ifndef TESTS_HEARING_H
#define TESTS_HEARING_H

#include "analysis/analysis.h"
#include "sound.h"

/* Analyses the whole sound and takes it (it is freed). The caller frees the answer with
 * analysis_free. */
struct analysis *hear(struct sound *sound);
struct analysis *hear_with(struct sound *sound, const struct analysis_options *options);
/* The n-th event of a kind that lasts min_ms or longer; NULL if there are fewer. */
const struct event *nth_event(const struct analysis *analysis, enum event_kind kind, int n,
	int64_t min_ms);
int count_events(const struct analysis *analysis, enum event_kind kind, int64_t min_ms);
/* Fails the test unless the n-th gap of 1 s or more is of this kind and has these edges, give or
 * take 30 ms. Seconds. */
void assert_gap(const struct analysis *analysis, int n, enum event_kind kind, double start, double end);
/* Fails the test unless there are that many gaps of 1 s or more. */
void assert_n_gaps(const struct analysis *analysis, int n);

#endif
