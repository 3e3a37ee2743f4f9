/* A look, by vectors of VEC_LANES; by_eight.c and by_four.c define them, and include this once. */
/* SPDX-License-Identifier: MIT */
#ifndef ANALYSIS_VOICE_BODY_H
#define ANALYSIS_VOICE_BODY_H

#include <math.h>
#include <string.h>

#include "analysis/vec.h"
#include "analysis/voice_parts.h"

#define PEAK_BINS (2 * PEAK_REACH + 1)
#define BLOCK 8        /* bins of which the highest is sought first */

/* `half` is which of the VECS vectors of each row is meant: 0 where one holds all lanes. */
LANES_BODY const vec *half_of(const lanes *rows, int half)
{
	return (const vec *)rows + half;
}

/* The windows, side by side. */
LANES_BODY void load(const struct voice *voice, const float *const windows[VOICE_VIEWS])
{
	for (int i = 0; i < voice->n; i += 2 * FFT_LANES) {
		load_rows(voice, windows, i, voice->re + i);
		load_rows(voice, windows + FFT_LANES, i, voice->im + i);
	}
}

/* z(k) + z(m), and z(k) - z(m) with their halves crossed: of two real signals that travel as one complex
 * one the former has the real parts, twice, the latter the imaginary ones, of the second negative. */
LANES_BODY void part(const lanes *rows, int k, int m, int half, vec *real, vec *imaginary)
{
	const vec *z = half_of(rows, half);
	*real = z[k * VECS] + z[m * VECS];
	cross(rows, k, m, half, imaginary);
}

/* The power of all views, where it is asked for, and its fourth root: a scale on which weak partials count
 * too. */
LANES_BODY void powers(struct voice *voice, int half)
{
	vec *power = (vec *)voice->power + half, *root = (vec *)voice->root + half;
	int from = voice->fine_low - FINE_SPREAD - 1, to = voice->fine_high + FINE_SPREAD;
	from = from < voice->band_low ? from : voice->band_low;
	to = to > voice->band_high ? to : voice->band_high;
	for (int k = from; k < to; k++) {
		vec real, imaginary;
		part(voice->spectrum, k, voice->n - k, half, &real, &imaginary);
		power[k * VECS] = real * real + imaginary * imaginary;
		vec_fourth_root(&power[k * VECS], &root[k * VECS]);
	}
}

/* The even sequence's half as long and real one, and the autocorrelation at no lag. */
LANES_BODY void fold_band(struct voice *voice, int half)
{
	int n = voice->n / 4;
	const vec *power = half_of(voice->power, half);
	vec *band = (vec *)voice->band + half, whole = {0};
	for (int k = voice->band_low; k < voice->band_high; k++) {
		band[k * VECS] = power[k * VECS];
		whole += power[k * VECS];
	}
	((vec *)voice->acf)[half] = 4 * whole;
	vec none = {0};
	store_row(voice, 0, half, &none);
	store_row(voice, n / 2, half, &none);
	for (int k = 1; k < n / 2; k++) {
		vec step = band[(2 * k + 1) * VECS] - band[(2 * k - 1) * VECS];
		vec y = band[2 * k * VECS] + step, mirrored = band[2 * k * VECS] - step;
		store_row(voice, k, half, &y);
		store_row(voice, n - k, half, &mirrored);
	}
}

/* The autocorrelation is the transform of an even sequence x of n / 2 points, the powers of the band and
 * those mirrored. That of y(k) = x(2k) + x(2k + 1) - x(2k - 1), half as long and real, holds it: its real
 * part plus its imaginary one over 2 sin(4 pi lag / n) (after Cooley, Lewis, Welch, "The fast Fourier
 * transform algorithm", 1970). And two real sequences fit one complex transform. Twice of it all. */
LANES_BODY void autocorrelate(struct voice *voice)
{
	int n = voice->n / 4;
	for (int half = 0; half < VECS; half++)
		fold_band(voice, half);
	fft_run(voice->quarter, voice->re, voice->im, voice->spectrum);
	for (int half = 0; half < VECS; half++) {
		const vec *turn = half_of(voice->turn, half);
		vec *acf = (vec *)voice->acf + half;
		for (int lag = voice->lag_low - 1; lag <= voice->lag_high + 1; lag++) {
			vec real, imaginary;
			part(voice->spectrum, lag, n - lag, half, &real, &imaginary);
			acf[lag * VECS] = real + imaginary * turn[lag * VECS];
		}
	}
}

/* The highest peak of each autocorrelation, between lags too; 0..1. */
LANES_BODY void highest_peaks(const struct voice *voice, int half, struct voice_view *views)
{
	const vec none = {0}, *acf = half_of(voice->acf, half);
	const vec whole = acf[0];
	vec best = none, before = acf[(voice->lag_low - 1) * VECS], r = acf[voice->lag_low * VECS];
	for (int lag = voice->lag_low; lag <= voice->lag_high; lag++) {
		vec after = acf[(lag + 1) * VECS];
		vec_ints is_peak = (r >= before) & (r >= after);
		vec bend = before - 2 * r + after, tilt = after - before;
		vec top = LANES_PICK(bend < 0, r - tilt * tilt / (8 * bend), r) * voice->unbias[lag];
		best = LANES_PICK(is_peak & (top > best), top, best);
		before = r;
		r = after;
	}
	best = LANES_PICK(best > whole, none + 1, best / whole);
	best = LANES_PICK(whole > 0, best, none);
	for (int l = 0; l < VEC_LANES; l++)
		views[l].voicing = best[l];
}

LANES_BODY void sum_up(const vec sums[8], vec *sum)
{
	*sum = ((sums[0] + sums[1]) + (sums[2] + sums[3])) + ((sums[4] + sums[5]) + (sums[6] + sums[7]));
}

/* The spectrum against its surroundings, and how far it is the same as the earlier one. Sums of eight
 * rows side by side: long sums lose less so. */
LANES_BODY void compare(struct voice *voice, int half, struct voice_view *views)
{
	_Static_assert(VOICE_STEADY_VIEWS == LANES, "the earlier view stands in the same lane");
	int n = voice->fine_high - voice->fine_low;
	struct fine *fine = &voice->fine[voice->n_looks % 2];
	const struct fine *earlier = &voice->fine[(voice->n_looks + 1) % 2];
	vec *rows = (vec *)fine->rows + half, *scale = (vec *)fine->scale + half;
	const vec *earlier_rows = half_of(earlier->rows, half), *earlier_scale = half_of(earlier->scale, half);
	const vec *root = half_of(voice->root + voice->fine_low, half), none = {0};
	vec around = none, squares[8] = {{0}}, products[8] = {{0}}, square, product;
	for (int k = -FINE_SPREAD - 1; k < FINE_SPREAD; k++)
		around += root[k * VECS];
	for (int i = 0; i < n; i += 8)
#pragma GCC unroll 8
		for (int k = 0; k < 8; k++) {
			int at = (i + k) * VECS;
			if (i + k >= n)
				break;
			around += root[at + FINE_SPREAD * VECS] - root[at - (FINE_SPREAD + 1) * VECS];
			vec peak = root[at] - around * (1.0f / (2 * FINE_SPREAD + 1));
			rows[at] = peak;
			squares[k] += peak * peak;
			products[k] += peak * earlier_rows[at];
		}
	sum_up(squares, &square);
	sum_up(products, &product);
	for (int l = 0; l < VEC_LANES; l++)
		(*scale)[l] = square[l] > 0 ? 1 / sqrtf(square[l]) : 0;
	product = product * *scale * *earlier_scale;
	for (int l = 0; l < VEC_LANES; l++)
		views[l].steady = product[l];
}

/* The highest bin of each view; of equal ones the lowest. */
LANES_BODY void highest_bins(const struct voice *voice, int half, int bins[VEC_LANES])
{
	vec top = {0};
	vec_ints block = {0};
	int n = voice->fine_high - voice->fine_low, n_blocks = (n + BLOCK - 1) / BLOCK;
	const vec *power = half_of(voice->power + voice->fine_low, half);
	top -= 2; /* under what is left of a peak that was taken */
	for (int b = 0; b < n_blocks; b++) {
		vec most = power[b * BLOCK * VECS];
#pragma GCC unroll 8
		for (int k = 1; k < BLOCK; k++) {
			if (b * BLOCK + k >= n)
				break;
			vec other = power[(b * BLOCK + k) * VECS];
			most = LANES_PICK(other > most, other, most);
		}
		vec_ints is_more = most > top;
		top = LANES_PICK(is_more, most, top);
		block = (is_more & b) | (~is_more & block);
	}
	for (int l = 0; l < VEC_LANES; l++) {
		int from = block[l] * BLOCK, bin = from;
#pragma GCC unroll 8
		for (int k = BLOCK - 1; k >= 0; k--)
			bin = power[(from + k) * VECS][l] == top[l] ? from + k : bin;
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
LANES_BODY void two_highest(struct voice *voice, int half, int first[VEC_LANES], int second[VEC_LANES])
{
	float taken[VEC_LANES][PEAK_BINS];
	highest_bins(voice, half, first);
	for (int l = 0; l < VEC_LANES; l++) {
		for (int k = 0; k < PEAK_BINS; k++)
			taken[l][k] = -1;
		swap_around(voice, half * VEC_LANES + l, first[l], taken[l]);
	}
	highest_bins(voice, half, second);
	for (int l = 0; l < VEC_LANES; l++)
		swap_around(voice, half * VEC_LANES + l, first[l], taken[l]);
}

LANES_BODY void find_peaks(struct voice *voice, int half, struct voice_view *views)
{
	const vec *power = half_of(voice->power, half);
	vec whole = {0};
	int first[VEC_LANES], second[VEC_LANES];
	for (int k = voice->fine_low - PEAK_REACH; k < voice->fine_high + PEAK_REACH; k++)
		whole += power[k * VECS];
	two_highest(voice, half, first, second);
	for (int l = 0; l < VEC_LANES; l++) {
		int lane = half * VEC_LANES + l;
		float part = power_around(voice, lane, first[l]) + power_around(voice, lane, second[l]);
		views[l].purity = whole[l] > 0 ? part / whole[l] : 0;
		if (views[l].purity < VOICE_PURE)
			continue;
		views[l].peak_hz[0] = peak_hz(voice, lane, first[l]);
		views[l].peak_hz[1] = peak_hz(voice, lane, second[l]);
	}
}

LANES_BODY void look(struct voice *voice, const float *const windows[VOICE_VIEWS],
	struct voice_view views[VOICE_VIEWS])
{
	_Static_assert(VOICE_VIEWS == LANES, "a lane each view");
	bool has_fine = voice->fine_high - voice->fine_low >= 2 * PEAK_REACH; /* else the rate is too low */
	memset(views, 0, VOICE_VIEWS * sizeof *views);
	load(voice, windows);
	fft_run(voice->whole, voice->re, voice->im, voice->spectrum);
	for (int half = 0; half < VECS; half++)
		powers(voice, half);
	autocorrelate(voice);
	for (int half = 0; half < VECS; half++) {
		struct voice_view *its = views + half * VEC_LANES;
		highest_peaks(voice, half, its);
		if (!has_fine)
			continue;
		compare(voice, half, its);
		find_peaks(voice, half, its);
	}
	voice->n_looks++;
}

#endif
