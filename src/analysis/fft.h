/* Fourier transforms of eight real signals at once. */
/* SPDX-License-Identifier: MIT */
#ifndef ANALYSIS_FFT_H
#define ANALYSIS_FFT_H

#include "analysis/lanes.h"

/* Two real signals travel as one complex one, and FFT_LANES complex ones side by side, so that the
 * compiler can put them into the lanes of a vector. */
#define FFT_LANES (LANES / 2)

struct fft;

/* n_points: a power of two, 16..4096. The caller frees it with fft_free. */
struct fft *fft_new(int n_points) __attribute__((returns_nonnull, warn_unused_result));
void fft_free(struct fft *fft);
/* Transforms re + i im: n_points rows of one value a lane, forward, not scaled. re and im are used up;
 * each of the n_points rows of `out` gets the real parts, then the imaginary ones. */
void fft_run(const struct fft *fft, float (*re)[FFT_LANES], float (*im)[FFT_LANES], lanes *out)
	__attribute__((nonnull));

#endif
