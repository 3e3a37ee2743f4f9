/* Fourier transforms of eight real signals at once. */
/* SPDX-License-Identifier: MIT */
#if defined __GNUC__ && !defined __clang__
#pragma GCC optimize("O3") /* gcc vectorises the lanes from here on */
#endif
#include "config.h"
#include "analysis/fft.h"

#include <math.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

#include "analysis/lanes.h"
#include "base/mem.h"

#define PI 3.14159265358979323846

struct fft {
	int n_points;
	bool wide;
	int *reversed;  /* index with its bits reversed */
	/* Of the stage that joins halves of h rows, row h - 1 + k: of pi k / h, once a lane. */
	float (*cosine)[FFT_LANES];
	float (*sine)[FFT_LANES]; /* negative: forward */
};

static void set_turn(struct fft *fft, int row, double angle)
{
	for (int l = 0; l < FFT_LANES; l++) {
		fft->cosine[row][l] = (float)cos(angle);
		fft->sine[row][l] = (float)-sin(angle);
	}
}

struct fft *fft_new(int n_points)
{
	struct fft *fft = mem_alloc(sizeof *fft);
	fft->n_points = n_points;
	fft->wide = LANES_WIDE();
	fft->reversed = mem_zalloc((size_t)n_points, sizeof *fft->reversed);
	fft->cosine = mem_zalloc((size_t)n_points, sizeof *fft->cosine);
	fft->sine = mem_zalloc((size_t)n_points, sizeof *fft->sine);
	for (int i = 1; i < n_points; i++)
		fft->reversed[i] = fft->reversed[i / 2] / 2 + (i % 2) * n_points / 2;
	for (int half = 1; half < n_points; half *= 2)
		for (int k = 0; k < half; k++)
			set_turn(fft, half - 1 + k, 2 * PI * (k * (n_points / 2 / half)) / n_points);
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

LANES_BODY void swap_rows(float *a, float *b)
{
	float t[FFT_LANES];
	memcpy(t, a, sizeof t);
	memcpy(a, b, sizeof t);
	memcpy(b, t, sizeof t);
}

/* n numbers of each half; the first stage has FFT_LANES of them, all others a multiple of 8. */
LANES_BODY void butterflies(float *restrict ar, float *restrict ai, float *restrict br,
	float *restrict bi, const float *restrict c, const float *restrict s, int n)
{
	for (int i = 0; i < n; i++) {
		float re = br[i] * c[i] - bi[i] * s[i], im = br[i] * s[i] + bi[i] * c[i];
		br[i] = ar[i] - re;
		bi[i] = ai[i] - im;
		ar[i] += re;
		ai[i] += im;
	}
}

LANES_BODY void join(const struct fft *fft, float (*re)[FFT_LANES], float (*im)[FFT_LANES], int half,
	int n_numbers)
{
	const float *c = fft->cosine[half - 1], *s = fft->sine[half - 1];
	for (int base = 0; base < fft->n_points; base += 2 * half)
		butterflies(re[base], im[base], re[base + half], im[base + half], c, s, n_numbers);
}

LANES_BODY void transform(const struct fft *fft, float (*re)[FFT_LANES], float (*im)[FFT_LANES])
{
	int n = fft->n_points;
	for (int i = 0; i < n; i++)
		if (fft->reversed[i] > i) {
			swap_rows(re[i], re[fft->reversed[i]]);
			swap_rows(im[i], im[fft->reversed[i]]);
		}
	/* The short stages with a length that the compiler knows. */
	join(fft, re, im, 1, FFT_LANES);
	join(fft, re, im, 2, 2 * FFT_LANES);
	for (int half = 4; half < n; half *= 2)
		join(fft, re, im, half, half * FFT_LANES);
}

LANES_AVX2 static void transform_wide(const struct fft *fft, float (*re)[FFT_LANES],
	float (*im)[FFT_LANES])
{
	transform(fft, re, im);
}

void fft_run(const struct fft *fft, float (*re)[FFT_LANES], float (*im)[FFT_LANES])
{
	if (fft->wide)
		transform_wide(fft, re, im);
	else
		transform(fft, re, im);
}
