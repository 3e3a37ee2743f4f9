/* What a transform is made of, for fft.c and fft_body.h. */
/* SPDX-License-Identifier: MIT */
#ifndef ANALYSIS_FFT_PARTS_H
#define ANALYSIS_FFT_PARTS_H

#include <stdbool.h>

#include "analysis/fft.h"

#define LAST 8        /* points of the last pass, which needs no turns */
#define MAX_PASSES 4  /* before it: 4096 = 8 * 8 * 8 * 8 */

/* Splits blocks of `span` points into `radix` blocks each (decimation in frequency, after Gentleman and
 * Sande, "Fast Fourier transforms: for fun and profit", 1966). */
struct pass {
	int radix, span;
	/* For as many rows as a vector holds, then the next, each result but the first: cosines, then sines,
	 * of each row FFT_LANES times. */
	float *turn;
};

struct fft {
	int n_points;
	bool wide; /* vectors of LANES; else of FFT_LANES */
	int n_passes;
	struct pass passes[MAX_PASSES];
	int *first; /* of each block of the last pass: where its first result belongs */
};

/* fft_run by vectors of LANES, of a machine with AVX2; and of FFT_LANES. The same to the last bit. */
void fft_run_by_eight(const struct fft *fft, float (*re)[FFT_LANES], float (*im)[FFT_LANES], lanes *out)
	__attribute__((nonnull));
void fft_run_by_four(const struct fft *fft, float (*re)[FFT_LANES], float (*im)[FFT_LANES], lanes *out)
	__attribute__((nonnull));

#endif
