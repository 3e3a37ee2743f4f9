/* How much like music one channel sounds over some seconds. */
/* SPDX-License-Identifier: MIT */
#ifndef ANALYSIS_MUSIC_H
#define ANALYSIS_MUSIC_H

#include <stdint.h>

#include "analysis/ear.h"

/* Measures, over some seconds, what sets music apart from speech: the partials of its notes
 * stay where they are (mean steadiness of the loud hops); it seldom falls silent (the part of hops
 * far under the loud ones counts against it); and its level moves slowly, while syllables come at
 * 4 Hz (after Scheirer and Slaney, "Construction and evaluation of a robust multifeature
 * speech/music discriminator", 1997). Speech, flat synthetic voices too, stays under 0.2; music
 * lies at 0.25 and more most of the time, GSM takes 0.07 off. */
#define MUSIC_WINDOW_HOPS 400   /* ask for 4 s: some notes, or some words with the pauses between */
#define MUSIC_STEP_HOPS 20      /* one value each 200 ms */
#define MUSIC_LOUD_DB 20.0f     /* under the 90th percentile a hop is a dip */
#define MUSIC_DIP_WEIGHT 0.6f   /* speech dips for a third of its time */
#define MUSIC_MOVE_HOPS 5       /* levels 50 ms apart are compared */
#define MUSIC_MOVE_DB 2.5f      /* by so much the level of music moves; speech by 5 to 15 dB */
#define MUSIC_MOVE_WEIGHT 0.04f /* for each dB more */
#define MUSIC_PURE 0.95f        /* a hop with this purity is a signalling tone, and left out */
#define MUSIC_MIN_HOPS 80       /* with fewer loud hops in the window there is no answer: 0 */

/* The value over hops from..to, which the ear has ready. */
float music_likeness(const struct ear *ear, int64_t from, int64_t to) __attribute__((nonnull, pure));

#endif
