/* Gaps found against gaps built in. */
/* SPDX-License-Identifier: MIT */
#ifndef BENCH_HARD_SCORE_H
#define BENCH_HARD_SCORE_H

#include "hard_call.h"

#define HARD_MIN_S 3.0
#define HARD_MAX_EDGES 4096

/* Of gaps over HARD_MIN_S; a pair shares half of its union. { 0 } to begin with. */
struct hard_score {
	int n_truth, n_found, n_right; /* right: found ones that are in truth */
	int n_hit;                     /* those of the truth that were found */
	int n_kind, n_class;           /* pairs with the kind, the class of the truth */
	int n_pairs;
	double edge_s[HARD_MAX_EDGES];
	int n_edges;
};

/* Analyses a call in one thread and adds what was found. */
void hard_score_call(struct hard_score *score, const struct hard_call *call) __attribute__((nonnull));

#endif
