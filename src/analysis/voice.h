/* What a short stretch of sound is made of: how voiced, how steady, how pure it is. */
/* SPDX-License-Identifier: MIT */
#ifndef ANALYSIS_VOICE_H
#define ANALYSIS_VOICE_H

#include "analysis/fft.h"

/* A view is one window of about 50 ms; eight are looked at together. */
#define VOICE_VIEWS (2 * FFT_LANES)

struct voice_view {
	/* The highest peak of the autocorrelation at lags of a pitch of 70..450 Hz, of the band
	 * 80..1800 Hz, with the window's own decay divided out (after Boersma, "Accurate short-term
	 * analysis of the fundamental frequency", 1993). 1: strictly periodic; noise stays under 0.5. */
	float voicing;
	/* How alike the peaks of the spectrum (200..3400 Hz, freed of its slope) are to those
	 * VOICE_STEADY_VIEWS before: -1..1. A held note keeps its partials where they are, the pitch of
	 * speech never rests (after Seyerlehner et al., "Automatic music detection in television
	 * productions", 2007: horizontal bars in the spectrogram). Noise: 0. */
	float steady;
	/* The part of the power (200..3400 Hz) in the two strongest peaks, 0..1, and where they are,
	 * strongest first. Over 0.9: a signalling tone. Nobody asks where the peaks of less pure sounds are:
	 * under VOICE_PURE that is 0. */
	float purity;
	float peak_hz[2];
};
#define VOICE_PURE 0.8f
#define VOICE_STEADY_VIEWS 8 /* 240 ms: longer than a vowel holds its pitch */

struct voice;

/* rate_hz 1000..15999: after decimation. The caller frees it with voice_free. */
struct voice *voice_new(double rate_hz) __attribute__((returns_nonnull, warn_unused_result));
void voice_free(struct voice *voice);
/* Samples in a window. */
int voice_n_window(const struct voice *voice) __attribute__((nonnull, pure));
/* Looks at the next VOICE_VIEWS windows, in order of time; windows[i] are voice_n_window samples each. */
void voice_look(struct voice *voice, const float *const windows[VOICE_VIEWS],
	struct voice_view views[VOICE_VIEWS]) __attribute__((nonnull));
/* Passes over the next VOICE_VIEWS windows: they count as nothing heard. */
void voice_skip(struct voice *voice) __attribute__((nonnull));

#endif
