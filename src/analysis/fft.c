/* Fourier transforms of eight real signals at once. */
/* SPDX-License-Identifier: MIT */
#include "config.h"
#include "analysis/fft.h"

#include <math.h>
#include <stdlib.h>

#include "analysis/fft_parts.h"
#include "base/mem.h"

#define PI 3.14159265358979323846

static void pass_init(struct pass *pass, int radix, int span, int rows)
{
	int n_rows = span / radix;
	*pass = (struct pass){.radix = radix, .span = span};
	pass->turn = (float *)lanes_new(n_rows * (radix - 1)); /* two halves of LANES for each row and result */
	for (int row = 0; row < n_rows; row++)
		for (int m = 1; m < radix; m++) {
			int cosines = (row / rows * (radix - 1) + m - 1) * 2 * rows, sines = cosines + rows;
			double angle = 2 * PI * (row * m % span) / span;
			for (int l = 0; l < FFT_LANES; l++) {
				pass->turn[(cosines + row % rows) * FFT_LANES + l] = (float)cos(angle);
				pass->turn[(sines + row % rows) * FFT_LANES + l] = (float)sin(angle);
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
		pass_init(&fft->passes[fft->n_passes], next_radix(span), span,
			fft->wide ? LANES / FFT_LANES : 1);
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

void fft_run(const struct fft *fft, float (*re)[FFT_LANES], float (*im)[FFT_LANES], lanes *out)
{
	if (fft->wide)
		fft_run_by_eight(fft, re, im, out);
	else
		fft_run_by_four(fft, re, im, out);
}
