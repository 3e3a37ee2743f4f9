/* As many of the lanes as one instruction works on: VEC_LANES, which the includer defines, of LANES. */
/* SPDX-License-Identifier: MIT */
#ifndef ANALYSIS_VEC_H
#define ANALYSIS_VEC_H

#include "analysis/lanes.h"

/* What is compiled for each width is written once, in fft_body.h and voice_body.h. A compiler that must split
 * a vector too wide for the machine keeps it in memory, and compares it number by number. */
typedef float vec __attribute__((vector_size(VEC_LANES * sizeof(float))));
typedef int32_t vec_ints __attribute__((vector_size(VEC_LANES * sizeof(int32_t))));

/* Vectors in a row of LANES: row k of rows is from rows[k * VECS] on. */
#define VECS (LANES / VEC_LANES)

/* The lanes of a and b by number, those of b from VEC_LANES on. */
#ifdef __clang__
#define VEC_MIX(a, b, ...) __builtin_shufflevector(a, b, __VA_ARGS__)
#else
#define VEC_MIX(a, b, ...) __builtin_shuffle(a, b, (vec_ints){__VA_ARGS__})
#endif

/* x to the fourth root, 0 for 0, exact to 3e-4: a guess g of 1 / root from the bits of the number, then x g^3
 * times a polynomial in x g^4 that takes the place of its -3/4th power; no instruction for it gives the same
 * on all machines. x >= 0. */
LANES_BODY void vec_fourth_root(const vec *x, vec *root)
{
	vec guess = (vec)(0x4f4fe000 - ((vec_ints)*x >> 2));
	vec rough = (*x * guess) * (guess * guess), off = rough * guess;
	*root = rough * ((1.0439522f * off - 2.7797409f) * off + 2.7381316f);
}

#endif
