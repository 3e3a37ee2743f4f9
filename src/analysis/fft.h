/* Fourier transforms of eight real signals at once. */
/* SPDX-License-Identifier: MIT */
#ifndef ANALYSIS_FFT_H
#define ANALYSIS_FFT_H

/* Two real signals travel as one complex one, and LANES complex ones side by side, so that the
 * compiler can put them into the lanes of a vector. */
#define FFT_LANES 4

struct fft;

/* n_points: a power of two, 4..4096. The caller frees it with fft_free. */
struct fft *fft_new(int n_points) __attribute__((returns_nonnull, warn_unused_result));
void fft_free(struct fft *fft);
/* Transforms re + i im in place: n_points rows of one value a lane, forward, not scaled. */
void fft_run(const struct fft *fft, float (*re)[FFT_LANES], float (*im)[FFT_LANES])
	__attribute__((nonnull));

#endif
