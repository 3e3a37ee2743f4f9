/* What fills a gap: silence, a hold and of what sort, or the tones of the exchange. */
/* SPDX-License-Identifier: MIT */
#ifndef ANALYSIS_HOLD_H
#define ANALYSIS_HOLD_H

#include <stdbool.h>
#include <stdint.h>

#include "analysis/span.h"
#include "model/event.h"

/* Decides by what was heard in the gap: music for a second or more is a hold; so are two or more
 * short tones alike that come at an even pace. */
#define HOLD_MUSIC_HOPS 100       /* 1 s */
#define HOLD_BEEP_MAX_HOPS 60     /* a beep lasts 600 ms at most */
#define HOLD_BEEP_PERIOD_HOPS 150 /* and comes again after 1.5 s or more; quicker is a busy tone */
#define HOLD_BEEP_EVEN 0.15       /* its periods differ by so much of one */
#define HOLD_SAME_HZ 12.0f        /* tones this near are the same */
/* Ringing (ITU-T E.180): 1 to 2 s each 4 to 6 s, or two of 0.4 s each 3 s; at 350..500 Hz. */
#define HOLD_RING_LOW_HZ 340.0f
#define HOLD_RING_HIGH_HZ 500.0f
#define HOLD_RING_MIN_HOPS 35
#define HOLD_RING_SINGLE_HOPS 70  /* shorter ones ring twice */
#define HOLD_RING_MAX_HOPS 300
#define HOLD_RING_PAUSE_HOPS 600  /* at most between two */
#define HOLD_DOUBLE_HOPS 30       /* between the halves of a double ring */
/* Busy and congestion (E.180): even beats of 0.2 to 0.6 s at 350..650 Hz. */
#define HOLD_BUSY_HIGH_HZ 650.0f
#define HOLD_BUSY_MIN_HOPS 15
#define HOLD_BUSY_MAX_HOPS 65
#define HOLD_BUSY_BEATS 3
/* Fax (ITU-T T.30): a calling tone of 1100 Hz, 0.5 s each 3.5 s, or an answer of 2100 Hz for 2.6 to 4 s. */
#define HOLD_FAX_CALL_HZ 1100.0f
#define HOLD_FAX_CALL_OFF_HZ 38.0f
#define HOLD_FAX_CALL_MIN_HOPS 40
#define HOLD_FAX_CALL_MAX_HOPS 60
#define HOLD_FAX_PERIOD_MIN_HOPS 300
#define HOLD_FAX_PERIOD_MAX_HOPS 410
#define HOLD_FAX_CALLS 2
#define HOLD_FAX_ANSWER_HZ 2100.0f
#define HOLD_FAX_ANSWER_OFF_HZ 15.0f
#define HOLD_FAX_ANSWER_MIN_HOPS 200
#define HOLD_FAX_ANSWER_MAX_HOPS 450
/* Keys pressed one after another, a number: one that is pressed by itself ends no gap. */
#define HOLD_KEYS_PAUSE_HOPS 100  /* 1 s at most between two */
#define HOLD_KEYS_MIN_HOPS 100    /* from first to last 1 s */

/* Rings, busy beats, the tones of a fax or keys in a gap, first to last. */
struct signal {
	int64_t start, end;
	enum event_subtype subtype; /* SUBTYPE_NONE: there are none */
	int n_rings;
};

/* The first of them. tones: of one channel, in order. */
struct signal hold_signal(const struct spans *tones, int64_t start, int64_t end) __attribute__((nonnull));
/* The first number that is dialled in start..end: SUBTYPE_DTMF. */
struct signal hold_keys(const struct spans *tones, int64_t start, int64_t end) __attribute__((nonnull));
/* Whether beeps of a hold are heard in start..end. */
bool hold_beeps(const struct spans *tones, int64_t start, int64_t end) __attribute__((nonnull));

#endif
