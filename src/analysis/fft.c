/* Fourier transforms of eight real signals at once. */
/* SPDX-License-Identifier: MIT */
#if defined __GNUC__ && !defined __clang__
#pragma GCC optimize("O3") /* gcc vectorises the lanes from here on */
#endif
#include "config.h"
#include "analysis/fft.h"

#include <math.h>
#include <stdlib.h>

#include "base/mem.h"

#define PI 3.14159265358979323846

struct fft {
	int n_points;
	int *reversed;  /* index with its bits reversed */
	float *cosine;  /* of 2 pi k / n_points, k < n_points / 2 */
	float *sine;    /* of the same, negative: forward */
};

struct fft *fft_new(int n_points)
{
	struct fft *fft = mem_alloc(sizeof *fft);
	fft->n_points = n_points;
	fft->reversed = mem_zalloc((size_t)n_points, sizeof *fft->reversed);
	fft->cosine = mem_zalloc((size_t)n_points / 2, sizeof *fft->cosine);
	fft->sine = mem_zalloc((size_t)n_points / 2, sizeof *fft->sine);
	for (int i = 1; i < n_points; i++)
		fft->reversed[i] = fft->reversed[i / 2] / 2 + (i % 2) * n_points / 2;
	for (int k = 0; k < n_points / 2; k++) {
		fft->cosine[k] = (float)cos(2 * PI * k / n_points);
		fft->sine[k] = (float)-sin(2 * PI * k / n_points);
	}
	return fft;
}

void fft_free(struct fft *fft)
{
	if (!fft)
		return;
	free(fft->reversed);
	free(fft->cosine);
	free(fft->sine);
	free(fft);
}

static inline void swap_rows(float *a, float *b)
{
	for (int l = 0; l < FFT_LANES; l++) {
		float t = a[l];
		a[l] = b[l];
		b[l] = t;
	}
}

static inline void butterfly(float *restrict ar, float *restrict ai, float *restrict br,
	float *restrict bi, float c, float s)
{
	for (int l = 0; l < FFT_LANES; l++) {
		float r = br[l] * c - bi[l] * s, i = br[l] * s + bi[l] * c;
		br[l] = ar[l] - r;
		bi[l] = ai[l] - i;
		ar[l] += r;
		ai[l] += i;
	}
}

void fft_run(const struct fft *fft, float (*re)[FFT_LANES], float (*im)[FFT_LANES])
{
	int n = fft->n_points;
	for (int i = 0; i < n; i++)
		if (fft->reversed[i] > i) {
			swap_rows(re[i], re[fft->reversed[i]]);
			swap_rows(im[i], im[fft->reversed[i]]);
		}
	for (int half = 1, step = n / 2; half < n; half *= 2, step /= 2)
		for (int base = 0; base < n; base += 2 * half)
			for (int k = 0; k < half; k++)
				butterfly(re[base + k], im[base + k], re[base + k + half], im[base + k + half],
					fft->cosine[k * step], fft->sine[k * step]);
}
