/* How much like music one channel sounds over some seconds. */
/* SPDX-License-Identifier: MIT */
#ifndef ANALYSIS_MUSIC_H
#define ANALYSIS_MUSIC_H

#include <stdint.h>

#include "analysis/hop.h"

/* Measures, over some seconds, what sets music apart from speech. The partials of notes stay where they
 * are (steadiness); its level stays near (spread) and moves slowly, while syllables come at 4 Hz (after
 * Scheirer and Slaney, "Construction and evaluation of a robust multifeature speech/music
 * discriminator", 1997); speech that is as even as music is flat in tilt too, drums are not; and of what
 * is periodic at all, notes have fewer and purer partials than vowels. How they are weighed: odds.h. */
#define MUSIC_WINDOW_HOPS 400   /* ask for 4 s: some notes, or some words with the pauses between */
#define MUSIC_STEP_HOPS 20      /* one value each 200 ms */
#define MUSIC_LOUD_DB 20.0f     /* under the 90th percentile a hop is a dip */
#define MUSIC_ABOVE_DB 3.0f     /* so is one not so far above the floor: hum is as steady as music */
#define MUSIC_HUM_BED_DB (-13.0f) /* where the softest hops have edge so far under level, they are hum, */
#define MUSIC_HUM_ABOVE_DB 6.0f /* and what is not so far above them is a dip */
#define MUSIC_HOLE_HOPS 8       /* digital silence for up to 80 ms is a lost packet and no dip */
#define MUSIC_MOVE_HOPS 5       /* levels 50 ms apart are compared */
#define MUSIC_PURE 0.95f        /* a hop with this purity is a signalling tone, and left out */
#define MUSIC_MIN_HOPS 80       /* with fewer loud hops in the window there is no answer */
#define MUSIC_HUM_DB (-15.0f)   /* nor if edge is so far under level: there is little over 200 Hz */
#define MUSIC_NONE (-20.0f)     /* which is this */

/* The last hops of one channel as whole numbers side by side, so that a window is summed up by vectors,
 * exactly, in any order. { 0 } is a new one. */
#define MUSIC_RING_HOPS 1024 /* a power of two: a step and its window lie within 6 s */
#define MUSIC_ROOM (MUSIC_RING_HOPS + MUSIC_WINDOW_HOPS) /* the first hops once more: no window wraps */
struct music_memory {
	int64_t n_hops;                /* heard so far */
	int n_none;                    /* hops of digital silence up to the last one */
	uint8_t byte[MUSIC_ROOM];      /* level as in the envelope */
	int16_t level[MUSIC_ROOM];     /* of MUSIC_DB a dB */
	int16_t tilt[MUSIC_ROOM];      /* edge less level, likewise */
	int16_t steady[MUSIC_ROOM];    /* of MUSIC_ONE; not under 0 */
	int16_t voicing[MUSIC_ROOM];
	int16_t purity[MUSIC_ROOM];
	int16_t is_level[MUSIC_ROOM];  /* all ones; 0 in a hole */
};
#define MUSIC_DB 32
#define MUSIC_ONE 16384
#define MUSIC_TILT_CUT_DB 60.0f /* tilts beyond are cut */

/* The next hop. */
void music_hear(struct music_memory *memory, const struct hop *hop) __attribute__((nonnull));
/* The value over hops from..to of the last MUSIC_RING_HOPS, 1..MUSIC_WINDOW_HOPS of them. floor_db: of the
 * line without music. */
float music_likeness(const struct music_memory *memory, int64_t from, int64_t to, float floor_db)
	__attribute__((nonnull, pure));

#endif
