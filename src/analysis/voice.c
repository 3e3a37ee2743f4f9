/* What a short stretch of sound is made of: how voiced, how steady, how pure it is. */
/* SPDX-License-Identifier: MIT */
#if defined __GNUC__ && !defined __clang__
#pragma GCC optimize("O3") /* gcc vectorises the lanes from here on */
#endif
#include "config.h"
#include "analysis/voice.h"

#include <math.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "analysis/lanes.h"
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
#define FINE_LOOKS 3   /* looks kept: VOICE_STEADY_VIEWS back lies in one of the two before */
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
	lanes *power;              /* n / 2 rows, a lane each view */
	lanes *root;               /* their fourth roots */
	lanes *fine[FINE_LOOKS];   /* fine_high - fine_low rows; each view a vector of length 1 */
	int64_t n_looks;
	bool wide;
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

/* Zeros; malloc alone does not align for them. */
static lanes *new_rows(int n_rows)
{
	size_t n_bytes = (size_t)n_rows * sizeof(lanes);
	lanes *rows = aligned_alloc(sizeof(lanes), n_bytes);
	if (!rows)
		return mem_alloc(SIZE_MAX); /* ends the program, as all want of memory does */
	memset(rows, 0, n_bytes);
	return rows;
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
	voice->power = new_rows(n / 2);
	voice->root = new_rows(n / 2);
	for (int i = 0; i < FINE_LOOKS; i++)
		voice->fine[i] = new_rows(n / 2);
	voice->wide = LANES_WIDE();
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
	free(voice->power);
	free(voice->root);
	for (int i = 0; i < FINE_LOOKS; i++)
		free(voice->fine[i]);
	free(voice);
}

int voice_n_window(const struct voice *voice)
{
	return voice->n;
}

/* The windows, side by side. */
LANES_BODY void load(const struct voice *voice, const float *const windows[VOICE_VIEWS])
{
	for (int l = 0; l < FFT_LANES; l++) {
		const float *a = windows[l], *b = windows[l + FFT_LANES];
		for (int i = 0; i < voice->n; i++) {
			voice->re[i][l] = a[i] * voice->hann[i];
			voice->im[i][l] = b[i] * voice->hann[i];
		}
	}
}

/* The power of all views. Each transform holds two, Z(k) and Z(n - k) have them interwoven. */
LANES_BODY void power_row(const struct voice *voice, int k, lanes *power)
{
	const float *pr = voice->re[k], *pi = voice->im[k];
	const float *qr = voice->re[voice->n - k], *qi = voice->im[voice->n - k];
	float *row_of = (float *)power;
	for (int l = 0; l < FFT_LANES; l++) {
		float ar = pr[l] + qr[l], ai = pi[l] - qi[l];
		row_of[l] = ar * ar + ai * ai;
	}
	for (int l = 0; l < FFT_LANES; l++) {
		float br = pi[l] + qi[l], bi = qr[l] - pr[l];
		row_of[l + FFT_LANES] = br * br + bi * bi;
	}
}

/* And its fourth root: a scale on which weak partials count too. */
LANES_BODY void powers(struct voice *voice)
{
	for (int k = 1; k < voice->n / 2; k++)
		power_row(voice, k, &voice->power[k]);
	for (int k = voice->fine_low - FINE_SPREAD - 1; k < voice->fine_high + FINE_SPREAD; k++) {
		lanes_root(&voice->power[k], &voice->root[k]);
		lanes_root(&voice->root[k], &voice->root[k]);
	}
}

/* Autocorrelations of all views: acf_a those of views 0..3, acf_b those of 4..7. */
LANES_BODY void autocorrelate(struct voice *voice)
{
	int n = voice->n / 2;
	memset(voice->acf_a, 0, (size_t)n * sizeof *voice->acf_a);
	memset(voice->acf_b, 0, (size_t)n * sizeof *voice->acf_b);
	for (int k = voice->band_low; k < voice->band_high; k++) {
		const float *power = (const float *)&voice->power[k];
		memcpy(voice->acf_a[k], power, sizeof(row));
		memcpy(voice->acf_b[k], power + FFT_LANES, sizeof(row));
		memcpy(voice->acf_a[n - k], power, sizeof(row));
		memcpy(voice->acf_b[n - k], power + FFT_LANES, sizeof(row));
	}
	/* The transform of an even real sequence is real: both fit one complex transform. */
	fft_run(voice->half, voice->acf_a, voice->acf_b);
}

LANES_BODY void acf_row(const struct voice *voice, int lag, lanes *r)
{
	memcpy(r, voice->acf_a[lag], sizeof(row));
	memcpy((float *)r + FFT_LANES, voice->acf_b[lag], sizeof(row));
}

/* The highest peak of each autocorrelation, between lags too; 0..1. */
LANES_BODY void highest_peaks(const struct voice *voice, lanes *voicing)
{
	const lanes none = {0};
	lanes best = {0}, whole, before, r, after;
	acf_row(voice, 0, &whole);
	acf_row(voice, voice->lag_low - 1, &before);
	acf_row(voice, voice->lag_low, &r);
	for (int lag = voice->lag_low; lag <= voice->lag_high; lag++) {
		acf_row(voice, lag + 1, &after);
		lane_ints is_peak = (r >= before) & (r >= after);
		lanes bend = before - 2 * r + after, tilt = after - before;
		lanes top = LANES_PICK(bend < 0, r - tilt * tilt / (8 * bend), r);
		top *= voice->unbias[lag] / whole;
		best = LANES_PICK(is_peak & (top > best), top, best);
		before = r;
		r = after;
	}
	best = LANES_PICK(best > 1, none + 1, best);
	*voicing = LANES_PICK(whole > 0, best, none);
}

/* The spectrum against its surroundings, as a vector of length 1 a view. Sums of eight rows side by
 * side: long sums lose less so. */
LANES_BODY void refine(const struct voice *voice, lanes *fine)
{
	int n = voice->fine_high - voice->fine_low;
	const lanes *root = voice->root + voice->fine_low;
	const lanes none = {0};
	lanes around = {0}, sums[8] = {{0}}, rest = {0};
	for (int k = -FINE_SPREAD - 1; k < FINE_SPREAD; k++)
		around += root[k];
	for (int i = 0; i < n; i++) {
		around += root[i + FINE_SPREAD] - root[i - FINE_SPREAD - 1];
		fine[i] = root[i] - around * (1.0f / (2 * FINE_SPREAD + 1));
	}
	int i = 0;
	for (; i + 8 <= n; i += 8)
		for (int k = 0; k < 8; k++)
			sums[k] += fine[i + k] * fine[i + k];
	for (; i < n; i++)
		rest += fine[i] * fine[i];
	lanes square = ((sums[0] + sums[1]) + (sums[2] + sums[3])) +
		((sums[4] + sums[5]) + (sums[6] + sums[7])) + rest, length;
	lanes_root(&square, &length);
	lanes scale = LANES_PICK(square > 0, 1 / length, none);
	for (i = 0; i < n; i++)
		fine[i] *= scale;
}

/* The views VOICE_STEADY_VIEWS before: half in the look before last, half in the last. */
LANES_BODY void earlier_row(const lanes *older, const lanes *newer, lanes *row_of)
{
	_Static_assert(VOICE_STEADY_VIEWS == LANES + LANES / 2, "or other halves are to be taken");
	memcpy(row_of, (const float *)older + LANES / 2, sizeof(lanes) / 2);
	memcpy((float *)row_of + LANES / 2, newer, sizeof(lanes) / 2);
}

/* How far each spectrum is the same as the earlier one. */
LANES_BODY void compare(const struct voice *voice, lanes *steady)
{
	int n = voice->fine_high - voice->fine_low, i = 0;
	const lanes *fine = voice->fine[voice->n_looks % FINE_LOOKS];
	const lanes *older = voice->fine[(voice->n_looks + 1) % FINE_LOOKS];
	const lanes *newer = voice->fine[(voice->n_looks + 2) % FINE_LOOKS];
	lanes sums[8] = {{0}}, rest = {0}, earlier;
	for (; i + 8 <= n; i += 8)
		for (int k = 0; k < 8; k++) {
			earlier_row(&older[i + k], &newer[i + k], &earlier);
			sums[k] += fine[i + k] * earlier;
		}
	for (; i < n; i++) {
		earlier_row(&older[i], &newer[i], &earlier);
		rest += fine[i] * earlier;
	}
	*steady = ((sums[0] + sums[1]) + (sums[2] + sums[3])) +
		((sums[4] + sums[5]) + (sums[6] + sums[7])) + rest;
}

/* The highest bins that are not within reach of the bins `taken`. */
LANES_BODY void highest_bins(const struct voice *voice, const lane_ints *taken, lane_ints *bins)
{
	const lane_ints low = *taken - PEAK_REACH, high = *taken + PEAK_REACH;
	lane_ints best = {0}, k = {0};
	lanes most = {0};
	best += voice->fine_low;
	k += voice->fine_low;
	most -= 1;
	for (int i = voice->fine_low; i < voice->fine_high; i++, k += 1) {
		lane_ints is_more = (voice->power[i] > most) & ((k > high) | (k < low));
		most = LANES_PICK(is_more, voice->power[i], most);
		best = (is_more & k) | (~is_more & best);
	}
	*bins = best;
}

static float power_around(const struct voice *voice, int lane, int bin)
{
	float sum = 0;
	for (int k = bin - PEAK_REACH; k <= bin + PEAK_REACH; k++)
		sum += voice->power[k][lane];
	return sum;
}

/* Where a peak lies between bins: through the fourth roots, which are nearly a parabola. */
static float peak_hz(const struct voice *voice, int lane, int bin)
{
	float before = voice->root[bin - 1][lane], at = voice->root[bin][lane];
	float after = voice->root[bin + 1][lane];
	float bend = before - 2 * at + after;
	float shift = bend < 0 ? (before - after) / (2 * bend) : 0;
	return (float)(((double)bin + (double)shift) * voice->bin_hz);
}

LANES_BODY void find_peaks(const struct voice *voice, struct voice_view views[VOICE_VIEWS])
{
	lanes whole = {0};
	lane_ints first = {0}, second;
	for (int k = voice->fine_low - PEAK_REACH; k < voice->fine_high + PEAK_REACH; k++)
		whole += voice->power[k];
	first -= voice->n;
	highest_bins(voice, &first, &first);
	highest_bins(voice, &first, &second);
	for (int l = 0; l < LANES; l++) {
		float part = power_around(voice, l, first[l]) + power_around(voice, l, second[l]);
		views[l].purity = whole[l] > 0 ? part / whole[l] : 0;
		views[l].peak_hz[0] = peak_hz(voice, l, first[l]);
		views[l].peak_hz[1] = peak_hz(voice, l, second[l]);
	}
}

LANES_BODY void look(struct voice *voice, const float *const windows[VOICE_VIEWS],
	struct voice_view views[VOICE_VIEWS])
{
	lanes voicing, steady = {0};
	bool has_fine = voice->fine_high - voice->fine_low >= 2 * PEAK_REACH; /* else the rate is too low */
	load(voice, windows);
	fft_run(voice->whole, voice->re, voice->im);
	powers(voice);
	autocorrelate(voice);
	highest_peaks(voice, &voicing);
	if (has_fine) {
		refine(voice, voice->fine[voice->n_looks % FINE_LOOKS]);
		compare(voice, &steady);
	}
	voice->n_looks++;
	for (int l = 0; l < VOICE_VIEWS; l++)
		views[l] = (struct voice_view){.voicing = voicing[l], .steady = steady[l]};
	if (has_fine)
		find_peaks(voice, views);
}

LANES_AVX2 static void look_wide(struct voice *voice, const float *const windows[VOICE_VIEWS],
	struct voice_view views[VOICE_VIEWS])
{
	look(voice, windows, views);
}

void voice_look(struct voice *voice, const float *const windows[VOICE_VIEWS],
	struct voice_view views[VOICE_VIEWS])
{
	_Static_assert(VOICE_VIEWS == LANES, "a lane each view");
	if (voice->wide)
		look_wide(voice, windows, views);
	else
		look(voice, windows, views);
}

void voice_skip(struct voice *voice)
{
	size_t n = (size_t)(voice->n / 2);
	memset(voice->fine[voice->n_looks++ % FINE_LOOKS], 0, n * sizeof(lanes));
}
