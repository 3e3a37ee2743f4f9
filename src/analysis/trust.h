/* How sure it is that a gap is right. */
/* SPDX-License-Identifier: MIT */
#ifndef ANALYSIS_TRUST_H
#define ANALYSIS_TRUST_H

#include <stdint.h>

#include "model/event.h"

/* Decides nothing about the gap: it says how often gaps like it are right, in kind and with both edges
 * within 300 ms. By a logistic regression over 560 gaps found in 240 built calls (levels, noise,
 * codecs, babble, music of many sorts); what music, announcements and digital silence count was set anew
 * by 1,327 gaps of 390 calls: of those over 0.9 94 % were right, of those under 0.5 25 %. In 150 calls of
 * other voices and music, where 451 gaps were found, 92 and 53 %. What counts against a gap: that little
 * was said between it and another one (what parts two holds may be an announcement, what parts two
 * silences somebody in the room); music and announcements, whose edges are words and notes; and a
 * silence that is loud or long. */
#define TRUST_PAUSE_HOPS 200     /* a pause that is a gap itself: 2 s */
#define TRUST_BLIP_HOPS 60       /* a word that is none is shorter than 600 ms, or longer: */
#define TRUST_LITTLE_HOPS 400    /* talk under 4 s is little */
#define TRUST_SOME_HOPS 600      /* under 6 s still half as doubtful */
#define TRUST_LONG_HOPS 6000     /* a gap longer than 60 s counts as one of 60 s */
#define TRUST_START 2.88f        /* weights, as logarithms of odds: */
#define TRUST_LITTLE_BEFORE (-1.53f)
#define TRUST_LITTLE_AFTER (-1.43f)
#define TRUST_MUSIC (-1.48f)
#define TRUST_ANNOUNCE (-1.80f)
#define TRUST_DIGITAL (-0.10f)
#define TRUST_BEEP 0.16f
#define TRUST_LOUD (-0.70f)      /* of a silence, each 10 dB over -55, -1..2 of them */
#define TRUST_SILENCE_LONG (-0.28f) /* each factor e over 5 s */
#define TRUST_HOLD_LONG 0.78f    /* each factor e over 20 s */

struct trust_facts {
	enum event_subtype subtype; /* SUBTYPE_NONE: silence */
	int64_t n_hops;
	/* Of talk before and after, up to the next pause of TRUST_PAUSE_HOPS. INT64_MAX: to the end of
	 * the call. */
	int64_t n_before, n_after;
	float level_db; /* in it */
};

/* 0..1, in hundredths. */
float trust_in(const struct trust_facts *facts) __attribute__((nonnull, pure));

#endif
