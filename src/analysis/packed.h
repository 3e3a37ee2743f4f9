/* Hops in less than half the memory, for those that wait. */
/* SPDX-License-Identifier: MIT */
#ifndef ANALYSIS_PACKED_H
#define ANALYSIS_PACKED_H

#include <stdint.h>

#include "analysis/hop.h"

/* Hops that have one view; their decibels are told of their powers again, to the last bit. */
#define PACKED_HOPS 3
struct packed {
	float power[PACKED_HOPS], edge_power[PACKED_HOPS];
	struct voice_view view;
};

/* Packs n_hops, the first of which is a multiple of PACKED_HOPS in its call, as take up
 * (n_hops + PACKED_HOPS - 1) / PACKED_HOPS. */
void packed_put(struct packed *packed, const struct hop *hops, int64_t n_hops) __attribute__((nonnull));
/* The same hops again. */
void packed_get(const struct packed *packed, struct hop *hops, int64_t n_hops) __attribute__((nonnull));

#endif
