/* How much like music one channel sounds over some seconds. */
/* SPDX-License-Identifier: MIT */
#ifndef ANALYSIS_MUSIC_H
#define ANALYSIS_MUSIC_H

#include <stdint.h>

#include "analysis/ear.h"

/* Measures, over 4 s around a hop, two things that set music apart from speech: the partials of its
 * notes stay where they are (mean steadiness of the loud hops), and it seldom falls silent (the part
 * of hops far under the loud ones counts against it). Speech, a flat synthetic voice too, stays
 * under 0.25; music lies at 0.3 and more most of the time, GSM takes 0.07 off. */
#define MUSIC_WINDOW_HOPS 400   /* 4 s: some notes, and some words with the pauses between */
#define MUSIC_STEP_HOPS 20      /* one value each 200 ms */
#define MUSIC_LOUD_DB 20.0f     /* under the 90th percentile a hop is a dip */
#define MUSIC_DIP_WEIGHT 0.6f   /* speech dips for a third of its time */
#define MUSIC_PURE 0.95f        /* a hop with this purity is a signalling tone, and left out */
#define MUSIC_MIN_HOPS 80       /* with fewer loud hops in the window there is no answer: 0 */

/* The value at a hop, from what the ear has ready of the window. */
float music_likeness(const struct ear *ear, int64_t hop) __attribute__((nonnull, pure));

#endif
