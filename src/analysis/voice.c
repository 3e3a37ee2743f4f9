/* What a short stretch of sound is made of: how voiced, how steady, how pure it is. */
/* SPDX-License-Identifier: MIT */
#if defined __GNUC__ && !defined __clang__
#pragma GCC optimize("O3") /* gcc vectorises the lanes from here on */
#endif
#include "config.h"
#include "analysis/voice.h"

#include <math.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"

#define PI 3.14159265358979323846
#define MAX_POINTS 1024
#define WINDOW_MIN_MS 43  /* the window is the next power of two samples above this */
#define BAND_LOW_HZ 200.0 /* mains hum is below, or weak above */
#define BAND_HIGH_HZ 1800.0
#define PITCH_LOW_HZ 70.0
#define PITCH_HIGH_HZ 450.0

#define FINE_LOW_HZ 240.0
#define FINE_HIGH_HZ 3400.0
#define FINE_SPREAD 7  /* bins either side that a peak is compared with: 110 Hz */
#define FINE_MEMORY 32 /* views kept; more than VOICE_STEADY_VIEWS + VOICE_VIEWS */
#define PEAK_REACH 3   /* bins either side of a peak: 440 and 480 Hz are one */

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
	int fine_low, fine_high;   /* bins: low <= k < high */
	double bin_hz;
	row *power_a, *power_b;    /* n / 2 rows */
	row *root_a, *root_b;      /* their fourth roots */
	float *fine;               /* FINE_MEMORY views of fine_high - fine_low bins, of length 1 */
	int64_t n_views;
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
	voice->bin_hz = rate_hz / n;
	voice->fine_low = (int)(FINE_LOW_HZ / voice->bin_hz);
	voice->fine_high = (int)(FINE_HIGH_HZ / voice->bin_hz);
	if (voice->fine_low < FINE_SPREAD + 1)
		voice->fine_low = FINE_SPREAD + 1;
	if (voice->fine_high > n / 2 - FINE_SPREAD - 1)
		voice->fine_high = n / 2 - FINE_SPREAD - 1;
	voice->whole = fft_new(n);
	voice->half = fft_new(n / 2);
	voice->hann = mem_zalloc((size_t)n, sizeof *voice->hann);
	voice->unbias = mem_zalloc((size_t)n / 4, sizeof *voice->unbias);
	voice->re = mem_zalloc((size_t)n, sizeof *voice->re);
	voice->im = mem_zalloc((size_t)n, sizeof *voice->im);
	voice->acf_a = mem_zalloc((size_t)n / 2, sizeof *voice->acf_a);
	voice->acf_b = mem_zalloc((size_t)n / 2, sizeof *voice->acf_b);
	voice->power_a = mem_zalloc((size_t)n / 2, sizeof *voice->power_a);
	voice->power_b = mem_zalloc((size_t)n / 2, sizeof *voice->power_b);
	voice->root_a = mem_zalloc((size_t)n / 2, sizeof *voice->root_a);
	voice->root_b = mem_zalloc((size_t)n / 2, sizeof *voice->root_b);
	voice->fine = mem_zalloc((size_t)(FINE_MEMORY * n / 2), sizeof *voice->fine);
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
	free(voice->power_a);
	free(voice->power_b);
	free(voice->root_a);
	free(voice->root_b);
	free(voice->fine);
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

/* The power of all views, and its fourth root: a scale on which weak partials count too. */
static void powers(struct voice *voice)
{
	for (int k = 1; k < voice->n / 2; k++) {
		power_row(voice, k, voice->power_a[k], voice->power_b[k]);
		for (int l = 0; l < FFT_LANES; l++) {
			voice->root_a[k][l] = sqrtf(sqrtf(voice->power_a[k][l]));
			voice->root_b[k][l] = sqrtf(sqrtf(voice->power_b[k][l]));
		}
	}
}

/* Autocorrelations of all views: acf_a those of views 0..3, acf_b those of 4..7. */
static void autocorrelate(struct voice *voice)
{
	int n = voice->n / 2;
	memset(voice->acf_a, 0, (size_t)n * sizeof *voice->acf_a);
	memset(voice->acf_b, 0, (size_t)n * sizeof *voice->acf_b);
	for (int k = voice->band_low; k < voice->band_high; k++) {
		memcpy(voice->acf_a[k], voice->power_a[k], sizeof(row));
		memcpy(voice->acf_b[k], voice->power_b[k], sizeof(row));
		memcpy(voice->acf_a[n - k], voice->power_a[k], sizeof(row));
		memcpy(voice->acf_b[n - k], voice->power_b[k], sizeof(row));
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

/* Several sums side by side: the compiler may not change the order of one. */
static float product(const float *a, const float *b, int n)
{
	float sum[8] = {0}, rest = 0;
	int i = 0;
	for (; i + 8 <= n; i += 8)
		for (int l = 0; l < 8; l++)
			sum[l] += a[i + l] * b[i + l];
	for (; i < n; i++)
		rest += a[i] * b[i];
	return ((sum[0] + sum[1]) + (sum[2] + sum[3])) + ((sum[4] + sum[5]) + (sum[6] + sum[7])) + rest;
}

static float *fine_of(const struct voice *voice, int64_t view)
{
	return voice->fine + view % FINE_MEMORY * (voice->n / 2);
}

/* The spectrum against its surroundings, as a vector of length 1; then how far it is the same as
 * that of an earlier view. */
static float steadiness(struct voice *voice, const row *root, int lane)
{
	int n = voice->fine_high - voice->fine_low;
	float *fine = fine_of(voice, voice->n_views), around = 0;
	for (int k = -FINE_SPREAD - 1; k < FINE_SPREAD; k++)
		around += root[voice->fine_low + k][lane];
	for (int i = 0; i < n; i++) {
		int k = voice->fine_low + i;
		around += root[k + FINE_SPREAD][lane] - root[k - FINE_SPREAD - 1][lane];
		fine[i] = root[k][lane] - around * (1.0f / (2 * FINE_SPREAD + 1));
	}
	float square = product(fine, fine, n);
	float scale = square > 0 ? 1 / sqrtf(square) : 0;
	for (int i = 0; i < n; i++)
		fine[i] *= scale;
	return voice->n_views++ < VOICE_STEADY_VIEWS
		? 0 : product(fine, fine_of(voice, voice->n_views - 1 - VOICE_STEADY_VIEWS), n);
}

/* The highest bin that is not within reach of the bin `taken`. */
static int highest_bin(const struct voice *voice, const row *power, int lane, int taken)
{
	int best = voice->fine_low;
	float most = -1;
	for (int k = voice->fine_low; k < voice->fine_high; k++)
		if (power[k][lane] > most && (k > taken + PEAK_REACH || k < taken - PEAK_REACH)) {
			most = power[k][lane];
			best = k;
		}
	return best;
}

static float power_around(const row *power, int lane, int bin)
{
	float sum = 0;
	for (int k = bin - PEAK_REACH; k <= bin + PEAK_REACH; k++)
		sum += power[k][lane];
	return sum;
}

/* Where a peak lies between bins: through the fourth roots, which are nearly a parabola. */
static float peak_hz(const struct voice *voice, const row *root, int lane, int bin)
{
	float before = root[bin - 1][lane], at = root[bin][lane], after = root[bin + 1][lane];
	float bend = before - 2 * at + after;
	float shift = bend < 0 ? (before - after) / (2 * bend) : 0;
	return (float)(((double)bin + (double)shift) * voice->bin_hz);
}

static void find_peaks(const struct voice *voice, const row *power, const row *root, int lane,
	struct voice_view *view)
{
	float whole = 0;
	for (int k = voice->fine_low - PEAK_REACH; k < voice->fine_high + PEAK_REACH; k++)
		whole += power[k][lane];
	int first = highest_bin(voice, power, lane, -voice->n);
	int second = highest_bin(voice, power, lane, first);
	float part = power_around(power, lane, first) + power_around(power, lane, second);
	view->purity = whole > 0 ? part / whole : 0;
	view->peak_hz[0] = peak_hz(voice, root, lane, first);
	view->peak_hz[1] = peak_hz(voice, root, lane, second);
}

static void describe(struct voice *voice, const row *power, const row *root, const row *acf, int lane,
	struct voice_view *view)
{
	*view = (struct voice_view){.voicing = highest_peak(voice, acf, lane)};
	if (voice->fine_high - voice->fine_low < 2 * PEAK_REACH)
		return; /* a rate too low for any of this */
	view->steady = steadiness(voice, root, lane);
	find_peaks(voice, power, root, lane, view);
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
	powers(voice);
	autocorrelate(voice);
	for (int l = 0; l < FFT_LANES; l++)
		describe(voice, voice->power_a, voice->root_a, voice->acf_a, l, &views[l]);
	for (int l = 0; l < FFT_LANES; l++)
		describe(voice, voice->power_b, voice->root_b, voice->acf_b, l, &views[l + FFT_LANES]);
}
