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
#define PEAK_REACH 3   /* bins either side of a peak: 440 and 480 Hz are one */
#define PEAK_BINS (2 * PEAK_REACH + 1)
#define BLOCK 8        /* bins of which the highest is sought first */

typedef float row[FFT_LANES];

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
	row *re, *im;      /* n rows; what goes into a transform */
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
		for (int l = 0; l < LANES && lag > 0; l++)
			voice->turn[lag][l] = (float)((l < FFT_LANES ? 0.5 : -0.5) / sin(4 * PI * lag / n));
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
	voice->quarter = fft_new(n / 4);
	voice->hann = mem_zalloc((size_t)n, sizeof *voice->hann);
	voice->unbias = mem_zalloc((size_t)n / 4, sizeof *voice->unbias);
	voice->re = (row *)(void *)lanes_new(n / 2);
	voice->im = (row *)(void *)lanes_new(n / 2);
	voice->spectrum = lanes_new(n);
	voice->band = lanes_new(n / 2);
	voice->turn = lanes_new(n / 4);
	voice->acf = lanes_new(n / 4);
	voice->power = lanes_new(n / 2);
	voice->root = lanes_new(n / 2);
	for (int i = 0; i < 2; i++)
		voice->fine[i] = (struct fine){.rows = lanes_new(n / 2), .scale = lanes_new(1)};
	voice->wide = LANES_WIDE();
	window_init(voice);
	return voice;
}

void voice_free(struct voice *voice)
{
	if (!voice)
		return;
	fft_free(voice->whole);
	fft_free(voice->quarter);
	free(voice->hann);
	free(voice->unbias);
	free(voice->re);
	free(voice->im);
	free(voice->spectrum);
	free(voice->band);
	free(voice->turn);
	free(voice->acf);
	free(voice->power);
	free(voice->root);
	for (int i = 0; i < 2; i++) {
		free(voice->fine[i].rows);
		free(voice->fine[i].scale);
	}
	free(voice);
}

int voice_n_window(const struct voice *voice)
{
	return voice->n;
}

/* Eight samples of four windows as eight rows of four. */
LANES_BODY void load_rows(const struct voice *voice, const float *const windows[FFT_LANES], int i, row *to)
{
	lanes x[FFT_LANES], hann;
	memcpy(&hann, voice->hann + i, sizeof hann);
#pragma GCC unroll 4
	for (int v = 0; v < FFT_LANES; v++) {
		memcpy(&x[v], windows[v] + i, sizeof x[v]);
		x[v] *= hann;
	}
	lanes even_01 = LANES_MIX(x[0], x[1], 0, 8, 1, 9, 4, 12, 5, 13);
	lanes even_23 = LANES_MIX(x[2], x[3], 0, 8, 1, 9, 4, 12, 5, 13);
	lanes odd_01 = LANES_MIX(x[0], x[1], 2, 10, 3, 11, 6, 14, 7, 15);
	lanes odd_23 = LANES_MIX(x[2], x[3], 2, 10, 3, 11, 6, 14, 7, 15);
	/* Rows 0 and 4, 1 and 5, 2 and 6, 3 and 7. */
	lanes rows_04 = LANES_MIX(even_01, even_23, 0, 1, 8, 9, 4, 5, 12, 13);
	lanes rows_15 = LANES_MIX(even_01, even_23, 2, 3, 10, 11, 6, 7, 14, 15);
	lanes rows_26 = LANES_MIX(odd_01, odd_23, 0, 1, 8, 9, 4, 5, 12, 13);
	lanes rows_37 = LANES_MIX(odd_01, odd_23, 2, 3, 10, 11, 6, 7, 14, 15);
	lanes *rows = (lanes *)(void *)to;
	rows[0] = LANES_MIX(rows_04, rows_15, 0, 1, 2, 3, 8, 9, 10, 11);
	rows[1] = LANES_MIX(rows_26, rows_37, 0, 1, 2, 3, 8, 9, 10, 11);
	rows[2] = LANES_MIX(rows_04, rows_15, 4, 5, 6, 7, 12, 13, 14, 15);
	rows[3] = LANES_MIX(rows_26, rows_37, 4, 5, 6, 7, 12, 13, 14, 15);
}

/* The windows, side by side. */
LANES_BODY void load(const struct voice *voice, const float *const windows[VOICE_VIEWS], bool wide)
{
	for (int i = 0; i < voice->n && wide; i += LANES) {
		load_rows(voice, windows, i, voice->re + i);
		load_rows(voice, windows + FFT_LANES, i, voice->im + i);
	}
	for (int l = 0; l < FFT_LANES && !wide; l++) {
		const float *a = windows[l], *b = windows[l + FFT_LANES];
		for (int i = 0; i < voice->n; i++) {
			voice->re[i][l] = a[i] * voice->hann[i];
			voice->im[i][l] = b[i] * voice->hann[i];
		}
	}
}

/* z(k) + z(m), and z(k) - z(m) with their halves crossed: of two real signals that travel as one complex
 * one the former has the real parts, twice, the latter the imaginary ones, of the second negative. */
LANES_BODY void part(const lanes *z, int k, int m, lanes *real, lanes *imaginary, bool wide)
{
	lanes rest = z[k] - z[m];
	*real = z[k] + z[m];
	if (wide)
		*imaginary = LANES_MIX(rest, rest, 4, 5, 6, 7, 0, 1, 2, 3);
	else
		lanes_join(imaginary, (float *)&rest + FFT_LANES, (float *)&rest);
}

/* The power of all views, where it is asked for, and its fourth root: a scale on which weak partials count
 * too. */
LANES_BODY void powers(struct voice *voice, bool wide)
{
	int from = voice->fine_low - FINE_SPREAD - 1, to = voice->fine_high + FINE_SPREAD;
	from = from < voice->band_low ? from : voice->band_low;
	to = to > voice->band_high ? to : voice->band_high;
	for (int k = from; k < to; k++) {
		lanes real, imaginary;
		part(voice->spectrum, k, voice->n - k, &real, &imaginary, wide);
		voice->power[k] = real * real + imaginary * imaginary;
		lanes_fourth_root(&voice->power[k], &voice->root[k]);
	}
}

/* The autocorrelation is the transform of an even sequence x of n / 2 points, the powers of the band and
 * those mirrored. That of y(k) = x(2k) + x(2k + 1) - x(2k - 1), half as long and real, holds it: its real
 * part plus its imaginary one over 2 sin(4 pi lag / n) (after Cooley, Lewis, Welch, "The fast Fourier
 * transform algorithm", 1970). And two real sequences fit one complex transform. Twice of it all. */
LANES_BODY void autocorrelate(struct voice *voice, bool wide)
{
	int n = voice->n / 4;
	lanes whole = {0};
	for (int k = voice->band_low; k < voice->band_high; k++) {
		voice->band[k] = voice->power[k];
		whole += voice->power[k];
	}
	memset(voice->re[0], 0, sizeof(row));
	memset(voice->im[0], 0, sizeof(row));
	memset(voice->re[n / 2], 0, sizeof(row));
	memset(voice->im[n / 2], 0, sizeof(row));
	for (int k = 1; k < n / 2; k++) {
		lanes step = voice->band[2 * k + 1] - voice->band[2 * k - 1];
		lanes y = voice->band[2 * k] + step, mirrored = voice->band[2 * k] - step;
		memcpy(voice->re[k], &y, sizeof(row));
		memcpy(voice->im[k], (float *)&y + FFT_LANES, sizeof(row));
		memcpy(voice->re[n - k], &mirrored, sizeof(row));
		memcpy(voice->im[n - k], (float *)&mirrored + FFT_LANES, sizeof(row));
	}
	fft_run(voice->quarter, voice->re, voice->im, voice->spectrum);
	voice->acf[0] = 4 * whole;
	for (int lag = voice->lag_low - 1; lag <= voice->lag_high + 1; lag++) {
		lanes real, imaginary;
		part(voice->spectrum, lag, n - lag, &real, &imaginary, wide);
		voice->acf[lag] = real + imaginary * voice->turn[lag];
	}
}

/* The highest peak of each autocorrelation, between lags too; 0..1. */
LANES_BODY void highest_peaks(const struct voice *voice, lanes *voicing)
{
	const lanes none = {0};
	const lanes whole = voice->acf[0];
	lanes best = none, before = voice->acf[voice->lag_low - 1], r = voice->acf[voice->lag_low];
	for (int lag = voice->lag_low; lag <= voice->lag_high; lag++) {
		lanes after = voice->acf[lag + 1];
		lane_ints is_peak = (r >= before) & (r >= after);
		lanes bend = before - 2 * r + after, tilt = after - before;
		lanes top = LANES_PICK(bend < 0, r - tilt * tilt / (8 * bend), r) * voice->unbias[lag];
		best = LANES_PICK(is_peak & (top > best), top, best);
		before = r;
		r = after;
	}
	best = LANES_PICK(best > whole, none + 1, best / whole);
	*voicing = LANES_PICK(whole > 0, best, none);
}

LANES_BODY void sum_up(const lanes sums[8], lanes *sum)
{
	*sum = ((sums[0] + sums[1]) + (sums[2] + sums[3])) + ((sums[4] + sums[5]) + (sums[6] + sums[7]));
}

/* The spectrum against its surroundings, and how far it is the same as the earlier one. Sums of eight
 * rows side by side: long sums lose less so. */
LANES_BODY void compare(struct voice *voice, lanes *steady)
{
	_Static_assert(VOICE_STEADY_VIEWS == LANES, "the earlier view stands in the same lane");
	int n = voice->fine_high - voice->fine_low;
	struct fine *fine = &voice->fine[voice->n_looks % 2];
	const struct fine *earlier = &voice->fine[(voice->n_looks + 1) % 2];
	const lanes *root = voice->root + voice->fine_low;
	const lanes none = {0};
	lanes around = none, squares[8] = {{0}}, products[8] = {{0}}, square, product;
	for (int k = -FINE_SPREAD - 1; k < FINE_SPREAD; k++)
		around += root[k];
	for (int i = 0; i < n; i += 8)
#pragma GCC unroll 8
		for (int k = 0; k < 8; k++) {
			if (i + k >= n)
				break;
			around += root[i + k + FINE_SPREAD] - root[i + k - FINE_SPREAD - 1];
			lanes peak = root[i + k] - around * (1.0f / (2 * FINE_SPREAD + 1));
			fine->rows[i + k] = peak;
			squares[k] += peak * peak;
			products[k] += peak * earlier->rows[i + k];
		}
	sum_up(squares, &square);
	sum_up(products, &product);
	for (int l = 0; l < LANES; l++)
		(*fine->scale)[l] = square[l] > 0 ? 1 / sqrtf(square[l]) : 0;
	*steady = product * *fine->scale * *earlier->scale;
}

/* The highest bin of each view; of equal ones the lowest. */
LANES_BODY void highest_bins(const struct voice *voice, int bins[LANES])
{
	lanes top = {0};
	lane_ints block = {0};
	int n = voice->fine_high - voice->fine_low, n_blocks = (n + BLOCK - 1) / BLOCK;
	const lanes *power = voice->power + voice->fine_low;
	top -= 2; /* under what is left of a peak that was taken */
	for (int b = 0; b < n_blocks; b++) {
		lanes most = power[b * BLOCK];
#pragma GCC unroll 8
		for (int k = 1; k < BLOCK; k++) {
			if (b * BLOCK + k >= n)
				break;
			lanes other = power[b * BLOCK + k];
			most = LANES_PICK(other > most, other, most);
		}
		lane_ints is_more = most > top;
		top = LANES_PICK(is_more, most, top);
		block = (is_more & b) | (~is_more & block);
	}
	for (int l = 0; l < LANES; l++) {
		int from = block[l] * BLOCK, bin = from;
#pragma GCC unroll 8
		for (int k = BLOCK - 1; k >= 0; k--)
			bin = power[from + k][l] == top[l] ? from + k : bin;
		bins[l] = voice->fine_low + bin;
	}
}

/* The power of PEAK_BINS around a bin. */
static float power_around(const struct voice *voice, int lane, int bin)
{
	float sum = 0;
	for (int k = bin - PEAK_REACH; k <= bin + PEAK_REACH; k++)
		sum += voice->power[k][lane];
	return sum;
}

/* Takes the bins around a bin away, into `taken`; or gives them back. */
static void swap_around(struct voice *voice, int lane, int bin, float taken[PEAK_BINS])
{
	for (int k = 0; k < PEAK_BINS; k++) {
		lanes *power = &voice->power[bin - PEAK_REACH + k];
		float there = (*power)[lane];
		(*power)[lane] = taken[k];
		taken[k] = there;
	}
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

/* The two highest bins of each view, the second out of reach of the first. */
LANES_BODY void two_highest(struct voice *voice, int first[LANES], int second[LANES])
{
	float taken[LANES][PEAK_BINS];
	highest_bins(voice, first);
	for (int l = 0; l < LANES; l++) {
		for (int k = 0; k < PEAK_BINS; k++)
			taken[l][k] = -1;
		swap_around(voice, l, first[l], taken[l]);
	}
	highest_bins(voice, second);
	for (int l = 0; l < LANES; l++)
		swap_around(voice, l, first[l], taken[l]);
}

LANES_BODY void find_peaks(struct voice *voice, struct voice_view views[VOICE_VIEWS])
{
	lanes whole = {0};
	int first[LANES], second[LANES];
	for (int k = voice->fine_low - PEAK_REACH; k < voice->fine_high + PEAK_REACH; k++)
		whole += voice->power[k];
	two_highest(voice, first, second);
	for (int l = 0; l < LANES; l++) {
		float part = power_around(voice, l, first[l]) + power_around(voice, l, second[l]);
		views[l].purity = whole[l] > 0 ? part / whole[l] : 0;
		if (views[l].purity < VOICE_PURE)
			continue;
		views[l].peak_hz[0] = peak_hz(voice, l, first[l]);
		views[l].peak_hz[1] = peak_hz(voice, l, second[l]);
	}
}

LANES_BODY void look(struct voice *voice, const float *const windows[VOICE_VIEWS],
	struct voice_view views[VOICE_VIEWS], bool wide)
{
	lanes voicing, steady = {0};
	bool has_fine = voice->fine_high - voice->fine_low >= 2 * PEAK_REACH; /* else the rate is too low */
	load(voice, windows, wide);
	fft_run(voice->whole, voice->re, voice->im, voice->spectrum);
	powers(voice, wide);
	autocorrelate(voice, wide);
	highest_peaks(voice, &voicing);
	if (has_fine)
		compare(voice, &steady);
	voice->n_looks++;
	for (int l = 0; l < VOICE_VIEWS; l++)
		views[l] = (struct voice_view){.voicing = voicing[l], .steady = steady[l]};
	if (has_fine)
		find_peaks(voice, views);
}

LANES_AVX2 static void look_wide(struct voice *voice, const float *const windows[VOICE_VIEWS],
	struct voice_view views[VOICE_VIEWS])
{
	look(voice, windows, views, true);
}

void voice_look(struct voice *voice, const float *const windows[VOICE_VIEWS],
	struct voice_view views[VOICE_VIEWS])
{
	_Static_assert(VOICE_VIEWS == LANES, "a lane each view");
	if (voice->wide)
		look_wide(voice, windows, views);
	else
		look(voice, windows, views, false);
}

void voice_skip(struct voice *voice)
{
	struct fine *fine = &voice->fine[voice->n_looks++ % 2];
	memset(fine->rows, 0, (size_t)(voice->n / 2) * sizeof(lanes));
	memset(fine->scale, 0, sizeof(lanes));
}
