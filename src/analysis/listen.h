/* Samples of one channel in, hops out: levels, and what the sound is made of. */
/* SPDX-License-Identifier: MIT */
#ifndef ANALYSIS_LISTEN_H
#define ANALYSIS_LISTEN_H

#include <stdbool.h>
#include <stdint.h>

#include "analysis/hop.h"

/* Hops come in looks of so many, counted from the start of the call; the last may be shorter. */
#define LISTEN_LOOK_HOPS 24
/* What a hop is told from begins LISTEN_BEFORE_HOPS before its look and ends before LISTEN_AFTER_HOPS
 * after it: whoever hears so much more hears exactly the same. */
#define LISTEN_BEFORE_HOPS (129 * LISTEN_LOOK_HOPS)
#define LISTEN_AFTER_HOPS 8

struct listener;

/* rate_hz 1000..768000. Hops are wanted from first_hop on, the start of a look; samples are given from
 * LISTEN_BEFORE_HOPS before it on, or from the start of the call where that is later. The caller frees
 * it with listener_free. */
struct listener *listener_new(int rate_hz, int64_t first_hop)
	__attribute__((returns_nonnull, warn_unused_result));
void listener_free(struct listener *listener);
/* The frame from which on a listener is to be given samples. */
int64_t listener_first_frame(int rate_hz, int64_t first_hop) __attribute__((const));
/* Takes samples, each `step` after the last; returns how many: as many as the next look needs. */
int64_t listener_hear(struct listener *listener, const int16_t *samples, int step, int64_t n)
	__attribute__((nonnull));
/* There is no more: all that is left becomes looks, in turns with listener_take. */
void listener_finish(struct listener *listener) __attribute__((nonnull));
/* The hops of the next look if all its samples are there, and how many; 0: not yet, or no more. To be
 * called after each listener_hear. */
int listener_take(struct listener *listener, struct hop hops[LISTEN_LOOK_HOPS]) __attribute__((nonnull));

#endif
