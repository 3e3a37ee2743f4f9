/* What looking needs, for voice.c and voice_body.h. */
/* SPDX-License-Identifier: MIT */
#ifndef ANALYSIS_VOICE_PARTS_H
#define ANALYSIS_VOICE_PARTS_H

#include <stdbool.h>
#include <stdint.h>

#include "analysis/voice.h"

#define FINE_SPREAD 7  /* bins either side that a peak is compared with: 110 Hz */
#define PEAK_REACH 3   /* bins either side of a peak: 440 and 480 Hz are one */

typedef float voice_row[FFT_LANES];

/* What a look leaves for the next. */
struct fine {
	lanes *rows;  /* the spectrum against its surroundings: fine_high - fine_low rows */
	lanes *scale; /* what makes each view a vector of length 1 */
};

struct voice {
	int n;             /* samples of a window */
	int band_low, band_high;   /* bins: low <= k < high */
	int lag_low, lag_high;     /* in samples at half the rate */
	struct fft *whole; /* n points */
	struct fft *quarter; /* n / 4 points: the autocorrelation, at half the rate */
	float *hann;       /* n */
	float *unbias;     /* 1 / the window's own autocorrelation, n / 4 lags at half the rate */
	voice_row *re, *im;      /* n rows; what goes into a transform */
	lanes *spectrum;   /* n rows; what comes out: two views a lane and its other half */
	lanes *band;       /* n / 2 rows: the power of band_low .. band_high, else 0 */
	lanes *turn;       /* n / 4 rows: 1 / (2 sin), of the other half negative */
	lanes *acf;        /* n / 4 rows: the autocorrelation, a lane each view */
	int fine_low, fine_high;   /* bins: low <= k < high */
	double bin_hz;
	lanes *power;              /* n / 2 rows, a lane each view */
	lanes *root;               /* their fourth roots */
	struct fine fine[2];       /* of the last look and the one before, in turns */
	int64_t n_looks;
	bool wide;                 /* vectors of LANES; else of half as many */
};

/* voice_look by vectors of LANES, of a machine with AVX2; and of half as many. The same to the last bit. */
void voice_look_by_eight(struct voice *voice, const float *const windows[VOICE_VIEWS],
	struct voice_view views[VOICE_VIEWS]) __attribute__((nonnull));
void voice_look_by_four(struct voice *voice, const float *const windows[VOICE_VIEWS],
	struct voice_view views[VOICE_VIEWS]) __attribute__((nonnull));

#endif
