/* What a short stretch of sound is made of: how voiced it is. */
/* SPDX-License-Identifier: MIT */
#if defined __GNUC__ && !defined __clang__
#pragma GCC optimize("O3") /* gcc vectorises the lanes from here on */
#endif
#include "config.h"
#include "analysis/voice.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"

#define PI 3.14159265358979323846
#define MAX_POINTS 1024
#define WINDOW_MIN_MS 43  /* the window is the next power of two samples above this */
#define BAND_LOW_HZ 80.0
#define BAND_HIGH_HZ 1800.0
#define PITCH_LOW_HZ 70.0
#define PITCH_HIGH_HZ 450.0

typedef float row[FFT_LANES];

struct voice {
	int n;             /* samples of a window */
	int band_low, band_high;   /* bins: low <= k < high */
	int lag_low, lag_high;     /* in samples at half the rate */
	struct fft *whole; /* n points */
	struct fft *half;  /* n / 2 points: the autocorrelation, at half the rate */
	float *hann;       /* n */
	float *unbias;     /* 1 / the window's own autocorrelation, n / 4 lags at half the rate */
	row *re, *im;      /* n rows */
	row *acf_a, *acf_b; /* n / 2 rows */
};

static int window_points(double rate_hz)
{
	int n = 64;
	while (n < MAX_POINTS && n * 1000 < rate_hz * WINDOW_MIN_MS)
		n *= 2;
	return n;
}

static void window_init(struct voice *voice)
{
	int n = voice->n;
	double whole = 0;
	for (int i = 0; i < n; i++) {
		voice->hann[i] = (float)(0.5 - 0.5 * cos(2 * PI * (i + 0.5) / n));
		whole += (double)voice->hann[i] * voice->hann[i];
	}
	for (int lag = 0; lag < n / 4; lag++) {
		double sum = 0;
		for (int i = 0; i < n; i++)
			sum += (double)voice->hann[i] * voice->hann[(i + 2 * lag) % n];
		voice->unbias[lag] = (float)(whole / sum);
	}
}

struct voice *voice_new(double rate_hz)
{
	struct voice *voice = mem_zalloc(1, sizeof *voice);
	int n = window_points(rate_hz);
	voice->n = n;
	voice->band_low = (int)ceil(BAND_LOW_HZ * n / rate_hz);
	voice->band_high = (int)(BAND_HIGH_HZ * n / rate_hz);
	if (voice->band_high > n / 4)
		voice->band_high = n / 4;
	voice->lag_low = (int)(rate_hz / 2 / PITCH_HIGH_HZ);
	voice->lag_high = (int)ceil(rate_hz / 2 / PITCH_LOW_HZ);
	if (voice->lag_low < 2)
		voice->lag_low = 2;
	if (voice->lag_high > n / 4 - 2)
		voice->lag_high = n / 4 - 2;
	voice->whole = fft_new(n);
	voice->half = fft_new(n / 2);
	voice->hann = mem_zalloc((size_t)n, sizeof *voice->hann);
	voice->unbias = mem_zalloc((size_t)n / 4, sizeof *voice->unbias);
	voice->re = mem_zalloc((size_t)n, sizeof *voice->re);
	voice->im = mem_zalloc((size_t)n, sizeof *voice->im);
	voice->acf_a = mem_zalloc((size_t)n / 2, sizeof *voice->acf_a);
	voice->acf_b = mem_zalloc((size_t)n / 2, sizeof *voice->acf_b);
	window_init(voice);
	return voice;
}

void voice_free(struct voice *voice)
{
	if (!voice)
		return;
	fft_free(voice->whole);
	fft_free(voice->half);
	free(voice->hann);
	free(voice->unbias);
	free(voice->re);
	free(voice->im);
	free(voice->acf_a);
	free(voice->acf_b);
	free(voice);
}

int voice_n_window(const struct voice *voice)
{
	return voice->n;
}

/* The power of both signals of a row pair: Z(k) and Z(n - k) hold them interwoven. */
static inline void power_row(const struct voice *voice, int k, float *restrict a, float *restrict b)
{
	const float *pr = voice->re[k], *pi = voice->im[k];
	const float *qr = voice->re[voice->n - k], *qi = voice->im[voice->n - k];
	for (int l = 0; l < FFT_LANES; l++) {
		float ar = pr[l] + qr[l], ai = pi[l] - qi[l];
		float br = pi[l] + qi[l], bi = qr[l] - pr[l];
		a[l] = ar * ar + ai * ai;
		b[l] = br * br + bi * bi;
	}
}

/* Autocorrelations of all views: acf_a those of views 0..3, acf_b those of 4..7. */
static void autocorrelate(struct voice *voice)
{
	int n = voice->n / 2;
	memset(voice->acf_a, 0, (size_t)n * sizeof *voice->acf_a);
	memset(voice->acf_b, 0, (size_t)n * sizeof *voice->acf_b);
	for (int k = voice->band_low; k < voice->band_high; k++) {
		power_row(voice, k, voice->acf_a[k], voice->acf_b[k]);
		memcpy(voice->acf_a[n - k], voice->acf_a[k], sizeof(row));
		memcpy(voice->acf_b[n - k], voice->acf_b[k], sizeof(row));
	}
	/* The transform of an even real sequence is real: both fit one complex transform. */
	fft_run(voice->half, voice->acf_a, voice->acf_b);
}

static float highest_peak(const struct voice *voice, const row *acf, int lane)
{
	float best = 0, whole = acf[0][lane];
	if (whole <= 0)
		return 0;
	for (int lag = voice->lag_low; lag <= voice->lag_high; lag++) {
		float r = acf[lag][lane];
		if (r < acf[lag - 1][lane] || r < acf[lag + 1][lane])
			continue;
		float bend = acf[lag - 1][lane] - 2 * r + acf[lag + 1][lane];
		float tilt = acf[lag + 1][lane] - acf[lag - 1][lane];
		if (bend < 0)
			r -= tilt * tilt / (8 * bend);
		r *= voice->unbias[lag] / whole;
		best = r > best ? r : best;
	}
	return best > 1 ? 1 : best;
}

void voice_look(struct voice *voice, const float *const windows[VOICE_VIEWS],
	struct voice_view views[VOICE_VIEWS])
{
	for (int i = 0; i < voice->n; i++)
		for (int l = 0; l < FFT_LANES; l++) {
			voice->re[i][l] = windows[l][i] * voice->hann[i];
			voice->im[i][l] = windows[l + FFT_LANES][i] * voice->hann[i];
		}
	fft_run(voice->whole, voice->re, voice->im);
	autocorrelate(voice);
	for (int l = 0; l < FFT_LANES; l++) {
		views[l].voicing = highest_peak(voice, voice->acf_a, l);
		views[l + FFT_LANES].voicing = highest_peak(voice, voice->acf_b, l);
	}
}
