/* A tone beside what plays, to hear whether there is sound. */
/* SPDX-License-Identifier: MIT */
#ifndef SPEAKER_TONE_H
#define SPEAKER_TONE_H

#include <stdint.h>

/* { 0 } is silent. Callback only. */
struct tone {
	int n_frames, n_done, n_ramp;
	float step; /* of the phase, in one frame */
};

void tone_start(struct tone *tone, int rate_hz, int duration_ms, int hz)
	__attribute__((nonnull));
/* Adds its next frame to one of n_channels samples. */
void tone_add(struct tone *tone, int16_t *frame, int n_channels) __attribute__((nonnull));

#endif
