/* Fourier transforms of eight real signals at once. */
/* SPDX-License-Identifier: MIT */
#if defined __GNUC__ && !defined __clang__
#pragma GCC optimize("O3") /* gcc keeps the lanes in registers from here on */
#endif
#include "config.h"
#include "analysis/fft.h"

#include <math.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"

#define PI 3.14159265358979323846
#define LAST 8        /* points of the last pass, which needs no turns */
#define MAX_PASSES 4  /* before it: 4096 = 8 * 8 * 8 * 8 */
#define ROWS 2        /* rows of FFT_LANES in one vector of LANES */

/* Splits blocks of `span` points into `radix` blocks each (decimation in frequency, after Gentleman and
 * Sande, "Fast Fourier transforms: for fun and profit", 1966). */
struct pass {
	int radix, span;
	lanes *turn; /* for each ROWS rows, each result but the first: cosines, sines; once a lane */
};

struct fft {
	int n_points;
	bool wide;
	int n_passes;
	struct pass passes[MAX_PASSES];
	int *first; /* of each block of the last pass: where its first result belongs */
};

static void pass_init(struct pass *pass, int radix, int span)
{
	int n_rows = span / radix;
	*pass = (struct pass){.radix = radix, .span = span};
	pass->turn = lanes_new(n_rows / ROWS * (radix - 1) * 2);
	for (int row = 0; row < n_rows; row++)
		for (int m = 1; m < radix; m++) {
			lanes *turn = &pass->turn[(row / ROWS * (radix - 1) + m - 1) * 2];
			double angle = 2 * PI * (row * m % span) / span;
			for (int l = 0; l < FFT_LANES; l++) {
				turn[0][row % ROWS * FFT_LANES + l] = (float)cos(angle);
				turn[1][row % ROWS * FFT_LANES + l] = (float)sin(angle);
			}
		}
}

/* The digits of a block's number, of bases as the passes split it, in reverse. */
static int first_of_block(const struct fft *fft, int block)
{
	int n_blocks = fft->n_points / LAST, weight = 1, first = 0;
	for (int p = 0; p < fft->n_passes; p++) {
		n_blocks /= fft->passes[p].radix;
		first += block / n_blocks * weight;
		block %= n_blocks;
		weight *= fft->passes[p].radix;
	}
	return first;
}

/* Eight as long as it can be, what is left over first. */
static int next_radix(int span)
{
	int rest = span / LAST;
	while (rest >= 8)
		rest /= 8;
	return rest == 1 ? 8 : rest;
}

struct fft *fft_new(int n_points)
{
	struct fft *fft = mem_zalloc(1, sizeof *fft);
	fft->n_points = n_points;
	fft->wide = LANES_WIDE();
	for (int span = n_points; span > LAST; span /= fft->passes[fft->n_passes++].radix)
		pass_init(&fft->passes[fft->n_passes], next_radix(span), span);
	fft->first = mem_zalloc((size_t)(n_points / LAST), sizeof *fft->first);
	for (int block = 0; block < n_points / LAST; block++)
		fft->first[block] = first_of_block(fft, block);
	return fft;
}

void fft_free(struct fft *fft)
{
	if (!fft)
		return;
	for (int p = 0; p < fft->n_passes; p++)
		free(fft->passes[p].turn);
	free(fft->first);
	free(fft);
}

/* Points of a few transforms side by side. */
struct points {
	lanes re[8], im[8];
};

/* a, b become their sum and difference. */
#define ADD_SUB(a, b)             \
	do {                      \
		lanes sum_ = (a) + (b); \
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
	lanes re = x->re[a];
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
	lanes re = x->re[a] + x->im[a], im = x->im[a] - x->re[a];
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
LANES_BODY void split(int radix, const int *order, float *re, float *im, size_t step, const lanes *turn)
{
	struct points x __attribute__((uninitialized));
#pragma GCC unroll 8
	for (int m = 0; m < radix; m++) {
		memcpy(&x.re[m], re + (size_t)m * step, sizeof(lanes));
		memcpy(&x.im[m], im + (size_t)m * step, sizeof(lanes));
	}
	if (radix == 8)
		eight(&x);
	else if (radix == 4)
		four(&x, 0);
	else
		two(&x, 0, 1);
	memcpy(re, &x.re[0], sizeof(lanes));
	memcpy(im, &x.im[0], sizeof(lanes));
#pragma GCC unroll 8
	for (int m = 1; m < radix; m++) {
		lanes a = x.re[order[m]], b = x.im[order[m]];
		lanes c = turn[2 * m - 2], s = turn[2 * m - 1];
		lanes turned_re = a * c + b * s, turned_im = b * c - a * s;
		memcpy(re + (size_t)m * step, &turned_re, sizeof(lanes));
		memcpy(im + (size_t)m * step, &turned_im, sizeof(lanes));
	}
}

LANES_BODY void run_pass(const struct fft *fft, const struct pass *pass, int radix, const int *order,
	float (*re)[FFT_LANES], float (*im)[FFT_LANES])
{
	int n_rows = pass->span / radix;
	size_t step = (size_t)n_rows * FFT_LANES;
	for (int block = 0; block < fft->n_points; block += pass->span) {
		const lanes *turn = pass->turn;
		for (int row = block; row < block + n_rows; row += ROWS, turn += (radix - 1) * 2)
			split(radix, order, re[row], im[row], step, turn);
	}
}

/* The last points of a block and the next, each result to where it belongs. */
LANES_BODY void run_last(const struct fft *fft, int block, float (*re)[FFT_LANES], float (*im)[FFT_LANES],
	lanes *out)
{
	struct points x __attribute__((uninitialized));
	int step = fft->n_points / LAST;
#pragma GCC unroll 8
	for (int m = 0; m < LAST; m++) {
		lanes_join(&x.re[m], re[block * LAST + m], re[block * LAST + LAST + m]);
		lanes_join(&x.im[m], im[block * LAST + m], im[block * LAST + LAST + m]);
	}
	eight(&x);
#pragma GCC unroll 8
	for (int m = 0; m < LAST; m++) {
		const float *a = (const float *)&x.re[order_of_eight[m]];
		const float *b = (const float *)&x.im[order_of_eight[m]];
		lanes_join(&out[fft->first[block] + m * step], a, b);
		lanes_join(&out[fft->first[block + 1] + m * step], a + FFT_LANES, b + FFT_LANES);
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
	for (int block = 0; block < fft->n_points / LAST; block += 2)
		run_last(fft, block, re, im, out);
}

LANES_AVX2 static void transform_wide(const struct fft *fft, float (*re)[FFT_LANES],
	float (*im)[FFT_LANES], lanes *out)
{
	transform(fft, re, im, out);
}

void fft_run(const struct fft *fft, float (*re)[FFT_LANES], float (*im)[FFT_LANES], lanes *out)
{
	if (fft->wide)
		transform_wide(fft, re, im, out);
	else
		transform(fft, re, im, out);
}
