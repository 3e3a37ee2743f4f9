/* Spectra by vectors of eight numbers: for machines with AVX2. */
/* SPDX-License-Identifier: MIT */
#if defined __GNUC__ && !defined __clang__
#pragma GCC optimize("O3") /* gcc keeps the lanes in registers from here on */
#endif
#include "config.h"

#include <string.h>

#define VEC_LANES 8
#include "analysis/vec.h"
#include "analysis/voice_parts.h"

/* Eight samples of four windows as eight rows of four. */
LANES_BODY void load_rows(const struct voice *voice, const float *const windows[FFT_LANES], int i, voice_row *to)
{
	vec x[FFT_LANES], hann;
	memcpy(&hann, voice->hann + i, sizeof hann);
#pragma GCC unroll 4
	for (int v = 0; v < FFT_LANES; v++) {
		memcpy(&x[v], windows[v] + i, sizeof x[v]);
		x[v] *= hann;
	}
	vec even_01 = VEC_MIX(x[0], x[1], 0, 8, 1, 9, 4, 12, 5, 13);
	vec even_23 = VEC_MIX(x[2], x[3], 0, 8, 1, 9, 4, 12, 5, 13);
	vec odd_01 = VEC_MIX(x[0], x[1], 2, 10, 3, 11, 6, 14, 7, 15);
	vec odd_23 = VEC_MIX(x[2], x[3], 2, 10, 3, 11, 6, 14, 7, 15);
	/* Rows 0 and 4, 1 and 5, 2 and 6, 3 and 7. */
	vec rows_04 = VEC_MIX(even_01, even_23, 0, 1, 8, 9, 4, 5, 12, 13);
	vec rows_15 = VEC_MIX(even_01, even_23, 2, 3, 10, 11, 6, 7, 14, 15);
	vec rows_26 = VEC_MIX(odd_01, odd_23, 0, 1, 8, 9, 4, 5, 12, 13);
	vec rows_37 = VEC_MIX(odd_01, odd_23, 2, 3, 10, 11, 6, 7, 14, 15);
	vec *rows = (vec *)(void *)to;
	rows[0] = VEC_MIX(rows_04, rows_15, 0, 1, 2, 3, 8, 9, 10, 11);
	rows[1] = VEC_MIX(rows_26, rows_37, 0, 1, 2, 3, 8, 9, 10, 11);
	rows[2] = VEC_MIX(rows_04, rows_15, 4, 5, 6, 7, 12, 13, 14, 15);
	rows[3] = VEC_MIX(rows_26, rows_37, 4, 5, 6, 7, 12, 13, 14, 15);
}

/* The parts of the spectrum that belong to the same views stand in the other half. */
LANES_BODY void cross(const lanes *z, int k, int m, int half, vec *difference)
{
	(void)half;
	vec rest = z[k] - z[m];
	*difference = VEC_MIX(rest, rest, 4, 5, 6, 7, 0, 1, 2, 3);
}

LANES_BODY void store_row(struct voice *voice, int k, int half, const vec *value)
{
	(void)half;
	memcpy(voice->re[k], value, sizeof(voice_row));
	memcpy(voice->im[k], (const float *)value + FFT_LANES, sizeof(voice_row));
}

#include "analysis/fft_body.h"
#include "analysis/voice_body.h"

LANES_AVX2 void fft_run_by_eight(const struct fft *fft, float (*re)[FFT_LANES], float (*im)[FFT_LANES],
	lanes *out)
{
	transform(fft, re, im, out);
}

LANES_AVX2 void voice_look_by_eight(struct voice *voice, const float *const windows[VOICE_VIEWS],
	struct voice_view views[VOICE_VIEWS])
{
	look(voice, windows, views);
}
