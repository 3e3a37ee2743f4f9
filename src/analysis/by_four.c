/* Spectra by vectors of four numbers, which every x86-64 and 64-bit ARM has. */
/* SPDX-License-Identifier: MIT */
#if defined __GNUC__ && !defined __clang__
#pragma GCC optimize("O3") /* gcc keeps the lanes in registers from here on */
#endif
#include "config.h"

#include <string.h>

#define VEC_LANES 4
#include "analysis/vec.h"
#include "analysis/voice_parts.h"

/* Four samples of four windows as four rows. */
LANES_BODY void load_four(const struct voice *voice, const float *const windows[FFT_LANES], int i, vec *rows)
{
	vec x[FFT_LANES], hann;
	memcpy(&hann, voice->hann + i, sizeof hann);
#pragma GCC unroll 4
	for (int v = 0; v < FFT_LANES; v++) {
		memcpy(&x[v], windows[v] + i, sizeof x[v]);
		x[v] *= hann;
	}
	vec low_01 = VEC_MIX(x[0], x[1], 0, 4, 1, 5), low_23 = VEC_MIX(x[2], x[3], 0, 4, 1, 5);
	vec high_01 = VEC_MIX(x[0], x[1], 2, 6, 3, 7), high_23 = VEC_MIX(x[2], x[3], 2, 6, 3, 7);
	rows[0] = VEC_MIX(low_01, low_23, 0, 1, 4, 5);
	rows[1] = VEC_MIX(low_01, low_23, 2, 3, 6, 7);
	rows[2] = VEC_MIX(high_01, high_23, 0, 1, 4, 5);
	rows[3] = VEC_MIX(high_01, high_23, 2, 3, 6, 7);
}

LANES_BODY void load_rows(const struct voice *voice, const float *const windows[FFT_LANES], int i, voice_row *to)
{
	load_four(voice, windows, i, (vec *)(void *)to);
	load_four(voice, windows, i + FFT_LANES, (vec *)(void *)(to + FFT_LANES));
}

/* The parts of the spectrum that belong to the same views stand in the other half. */
LANES_BODY void cross(const lanes *z, int k, int m, int half, vec *difference)
{
	const vec *other = (const vec *)z + (1 - half);
	*difference = other[k * VECS] - other[m * VECS];
}

LANES_BODY void store_row(struct voice *voice, int k, int half, const vec *value)
{
	memcpy(half ? voice->im[k] : voice->re[k], value, sizeof(voice_row));
}

#include "analysis/fft_body.h"
#include "analysis/voice_body.h"

void fft_run_by_four(const struct fft *fft, float (*re)[FFT_LANES], float (*im)[FFT_LANES], lanes *out)
{
	transform(fft, re, im, out);
}

void voice_look_by_four(struct voice *voice, const float *const windows[VOICE_VIEWS],
	struct voice_view views[VOICE_VIEWS])
{
	look(voice, windows, views);
}
