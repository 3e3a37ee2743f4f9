/* Faster or slower with the pitch kept, and where in the content each frame is from. */
/* SPDX-License-Identifier: MIT */
#ifndef SPEAKER_STRETCH_H
#define SPEAKER_STRETCH_H

#include <stddef.h>
#include <stdint.h>

#include "model/pcm.h"

/* libsonic makes sound in pieces of some pitch periods, and its pieces do not add up to the speed
 * asked: at 8 kHz the sound is up to 0.6 % short. So a place is never computed from what came out:
 * libsonic is fed a millisecond at a time, and when a piece comes out, it is known to begin exactly
 * so much behind the input as libsonic looks ahead. */
struct stretch_anchor {
	int64_t n_made; /* the frame that is the first of a piece */
	int64_t frame;  /* of the content */
};

#define N_STRETCH_ANCHORS 512

struct stretch {
	struct sonicStreamStruct *sonic;
	struct pcm_format format;
	int speed_percent;
	int64_t fed_frame; /* of the content: the next to be fed */
	int64_t n_made;
	struct stretch_anchor anchors[N_STRETCH_ANCHORS]; /* a ring */
	unsigned n_anchors;                               /* added */
};

/* Frames that one call of stretch_feed takes and makes at most. */
size_t stretch_max_in(struct pcm_format format) __attribute__((const));
size_t stretch_max_out(struct pcm_format format) __attribute__((const));
/* How far it looks ahead: a piece comes out when so many frames from its start on are there. */
int64_t stretch_latency(struct pcm_format format) __attribute__((const));

/* Anew, from a frame of the content on; speed 50..300. The struct was zeroed before its first use.
 */
void stretch_start(struct stretch *stretch, struct pcm_format format, int speed_percent,
	int64_t from_frame) __attribute__((nonnull));
void stretch_release(struct stretch *stretch) __attribute__((nonnull));

/* Returns how many frames came out. */
size_t stretch_feed(struct stretch *stretch, const int16_t *in, size_t n_in, int16_t *out)
	__attribute__((nonnull, warn_unused_result));
/* Place in the content (frame x 256) of a frame that came out, or will (x 256, for places between
 * two). Only of about the latest N_STRETCH_ANCHORS pieces. */
int64_t stretch_position_q8(const struct stretch *stretch, int64_t made_q8)
	__attribute__((nonnull, pure, warn_unused_result));

#endif
