/* What was heard of one channel, hop by hop, as far back as the stages look. */
/* SPDX-License-Identifier: MIT */
#ifndef ANALYSIS_EAR_H
#define ANALYSIS_EAR_H

#include <stdint.h>

#include "analysis/hop.h"

#define EAR_MEMORY_HOPS 32768 /* a power of two; about 5 minutes; older hops are forgotten */

/* Read through the functions below. */
struct ear {
	struct hop *hops; /* ring of EAR_MEMORY_HOPS */
	int64_t n_ready;  /* heard so far */
};

/* The caller frees it with ear_free. */
struct ear *ear_new(void) __attribute__((returns_nonnull, warn_unused_result));
void ear_free(struct ear *ear);
/* The next hops. */
void ear_hear(struct ear *ear, const struct hop *hops, int n_hops) __attribute__((nonnull));

static inline int64_t ear_n_ready(const struct ear *ear)
{
	return ear->n_ready;
}

/* Borrowed until the next call of ear_hear. index: one of the last EAR_MEMORY_HOPS. */
static inline const struct hop *ear_get(const struct ear *ear, int64_t index)
{
	return &ear->hops[index & (EAR_MEMORY_HOPS - 1)];
}

#endif
