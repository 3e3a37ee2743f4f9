/* What a short stretch of sound is made of: how voiced it is. */
/* SPDX-License-Identifier: MIT */
#ifndef ANALYSIS_VOICE_H
#define ANALYSIS_VOICE_H

#include "analysis/fft.h"

/* A view is one window of about 50 ms; eight are looked at together. */
#define VOICE_VIEWS (2 * FFT_LANES)

/* Voicing: the highest peak of the autocorrelation at lags of a pitch of 70..450 Hz, of the band
 * 80..1800 Hz, with the window's own decay divided out (after Boersma, "Accurate short-term
 * analysis of the fundamental frequency", 1993). 1: strictly periodic; noise stays under 0.5. */
struct voice_view {
	float voicing;
};

struct voice;

/* rate_hz 1000..15999: after decimation. The caller frees it with voice_free. */
struct voice *voice_new(double rate_hz) __attribute__((returns_nonnull, warn_unused_result));
void voice_free(struct voice *voice);
/* Samples in a window. */
int voice_n_window(const struct voice *voice) __attribute__((nonnull, pure));
/* Looks at VOICE_VIEWS windows; windows[i] are voice_n_window samples each. */
void voice_look(struct voice *voice, const float *const windows[VOICE_VIEWS],
	struct voice_view views[VOICE_VIEWS]) __attribute__((nonnull));

#endif
