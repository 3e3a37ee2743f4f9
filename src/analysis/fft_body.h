/* A transform, by vectors of VEC_LANES, which the includer defines: by_eight.c and by_four.c. */
/* SPDX-License-Identifier: MIT */
#ifndef ANALYSIS_FFT_BODY_H
#define ANALYSIS_FFT_BODY_H

#include <string.h>

#include "analysis/fft_parts.h"
#include "analysis/vec.h"

#define ROWS (VEC_LANES / FFT_LANES) /* rows of FFT_LANES in a vector */

/* Points of a few transforms side by side. */
struct points {
	vec re[8], im[8];
};

/* a, b become their sum and difference. */
#define ADD_SUB(a, b)             \
	do {                      \
		vec sum_ = (a) + (b); \
		(b) = (a) - (b);  \
		(a) = sum_;       \
	} while (0)

LANES_BODY void two(struct points *x, int a, int b)
{
	ADD_SUB(x->re[a], x->re[b]);
	ADD_SUB(x->im[a], x->im[b]);
}

/* Multiplies by -i. */
LANES_BODY void quarter_turn(struct points *x, int a)
{
	vec re = x->re[a];
	x->re[a] = x->im[a];
	x->im[a] = -re;
}

/* Four points from `a` on; the results in the order 0 2 1 3. */
LANES_BODY void four(struct points *x, int a)
{
	two(x, a, a + 2);
	two(x, a + 1, a + 3);
	quarter_turn(x, a + 3);
	two(x, a, a + 1);
	two(x, a + 2, a + 3);
}

/* Multiplies by (1 - i) / sqrt 2, and by (-1 - i) / sqrt 2. */
LANES_BODY void eighth_turns(struct points *x, int a, int b)
{
	const float half_root = 0.70710678118654752f;
	vec re = x->re[a] + x->im[a], im = x->im[a] - x->re[a];
	x->re[a] = re * half_root;
	x->im[a] = im * half_root;
	re = x->im[b] - x->re[b];
	im = x->re[b] + x->im[b];
	x->re[b] = re * half_root;
	x->im[b] = im * -half_root;
}

/* Eight points; the results in the order 0 4 2 6 1 5 3 7. */
LANES_BODY void eight(struct points *x)
{
#pragma GCC unroll 8
	for (int i = 0; i < 4; i++)
		two(x, i, i + 4);
	eighth_turns(x, 5, 7);
	quarter_turn(x, 6);
	four(x, 0);
	four(x, 4);
}

/* Where the results of a small transform stand. */
static const int order_of_two[] = {0, 1}, order_of_four[] = {0, 2, 1, 3},
	order_of_eight[] = {0, 4, 2, 6, 1, 5, 3, 7};

/* Splits ROWS rows of a block and those a step further each. */
LANES_BODY void split(int radix, const int *order, float *re, float *im, size_t step, const vec *turn)
{
	struct points x __attribute__((uninitialized));
#pragma GCC unroll 8
	for (int m = 0; m < radix; m++) {
		memcpy(&x.re[m], re + (size_t)m * step, sizeof(vec));
		memcpy(&x.im[m], im + (size_t)m * step, sizeof(vec));
	}
	if (radix == 8)
		eight(&x);
	else if (radix == 4)
		four(&x, 0);
	else
		two(&x, 0, 1);
	memcpy(re, &x.re[0], sizeof(vec));
	memcpy(im, &x.im[0], sizeof(vec));
#pragma GCC unroll 8
	for (int m = 1; m < radix; m++) {
		vec a = x.re[order[m]], b = x.im[order[m]];
		vec c = turn[2 * m - 2], s = turn[2 * m - 1];
		vec turned_re = a * c + b * s, turned_im = b * c - a * s;
		memcpy(re + (size_t)m * step, &turned_re, sizeof(vec));
		memcpy(im + (size_t)m * step, &turned_im, sizeof(vec));
	}
}

LANES_BODY void run_pass(const struct fft *fft, const struct pass *pass, int radix, const int *order,
	float (*re)[FFT_LANES], float (*im)[FFT_LANES])
{
	int n_rows = pass->span / radix;
	size_t step = (size_t)n_rows * FFT_LANES;
	for (int block = 0; block < fft->n_points; block += pass->span) {
		const vec *turn = (const vec *)(const void *)pass->turn;
		for (int row = block; row < block + n_rows; row += ROWS, turn += (radix - 1) * 2)
			split(radix, order, re[row], im[row], step, turn);
	}
}

/* Rows LAST apart, one each block. */
LANES_BODY void gather(vec *to, float (*from)[FFT_LANES])
{
#pragma GCC unroll 2
	for (int row = 0; row < ROWS; row++)
		memcpy((float *)to + row * FFT_LANES, from[row * LAST], sizeof *from);
}

/* The last points of ROWS blocks, each result to where it belongs. */
LANES_BODY void run_last(const struct fft *fft, int block, float (*re)[FFT_LANES], float (*im)[FFT_LANES],
	lanes *out)
{
	struct points x __attribute__((uninitialized));
	int step = fft->n_points / LAST;
#pragma GCC unroll 8
	for (int m = 0; m < LAST; m++) {
		gather(&x.re[m], re + block * LAST + m);
		gather(&x.im[m], im + block * LAST + m);
	}
	eight(&x);
#pragma GCC unroll 8
	for (int m = 0; m < LAST; m++)
#pragma GCC unroll 2
		for (int row = 0; row < ROWS; row++) {
			float *to = (float *)&out[fft->first[block + row] + m * step];
			const float *a = (const float *)&x.re[order_of_eight[m]];
			const float *b = (const float *)&x.im[order_of_eight[m]];
			memcpy(to, a + row * FFT_LANES, FFT_LANES * sizeof *to);
			memcpy(to + FFT_LANES, b + row * FFT_LANES, FFT_LANES * sizeof *to);
		}
}

LANES_BODY void transform(const struct fft *fft, float (*re)[FFT_LANES], float (*im)[FFT_LANES], lanes *out)
{
	for (int p = 0; p < fft->n_passes; p++) {
		const struct pass *pass = &fft->passes[p];
		if (pass->radix == 8)
			run_pass(fft, pass, 8, order_of_eight, re, im);
		else if (pass->radix == 4)
			run_pass(fft, pass, 4, order_of_four, re, im);
		else
			run_pass(fft, pass, 2, order_of_two, re, im);
	}
	for (int block = 0; block < fft->n_points / LAST; block += ROWS)
		run_last(fft, block, re, im, out);
}

#endif
