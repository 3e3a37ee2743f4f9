/* Eight numbers side by side, which one instruction of the machine can work on. */
/* SPDX-License-Identifier: MIT */
#ifndef ANALYSIS_LANES_H
#define ANALYSIS_LANES_H

#include <stdbool.h>
#include <stdint.h>
#include <string.h>

#define LANES 8

/* Each lane goes through the same operations in the same order on every machine, so the width of
 * the machine's registers does not change the answer. */
typedef float lanes __attribute__((vector_size(LANES * sizeof(float))));
typedef int32_t lane_ints __attribute__((vector_size(LANES * sizeof(int32_t))));

/* A function's body is compiled once for any machine and once for those with AVX2; no fused
 * multiply-add, which would round otherwise. LANES_WIDE is what to ask before the latter is called. */
#define LANES_BODY static inline __attribute__((always_inline))
#if defined __x86_64__ && defined __GNUC__
#define LANES_AVX2 __attribute__((target("avx2")))
#define LANES_WIDE() (__builtin_cpu_supports("avx2") != 0)
#else
#define LANES_AVX2
#define LANES_WIDE() false
#endif

/* a where the mask is all ones, b where it is zero. */
#define LANES_PICK(mask, a, b) ((lanes)(((mask) & (lane_ints)(a)) | (~(mask) & (lane_ints)(b))))

/* n_rows of zeros, as a vector must lie in memory. The caller frees them with free(). */
lanes *lanes_new(int n_rows) __attribute__((returns_nonnull, warn_unused_result));

/* Half of the lanes from each of two places. */
LANES_BODY void lanes_join(lanes *to, const float *low, const float *high)
{
	memcpy(to, low, sizeof *to / 2);
	memcpy((float *)to + LANES / 2, high, sizeof *to / 2);
}

/* The lanes of a and b by number, those of b from LANES on. Slow without AVX. */
#ifdef __clang__
#define LANES_MIX(a, b, ...) __builtin_shufflevector(a, b, __VA_ARGS__)
#else
#define LANES_MIX(a, b, ...) __builtin_shuffle(a, b, (lane_ints){__VA_ARGS__})
#endif

/* x to the fourth root, 0 for 0, exact to 3e-4: a guess g of 1 / root from the bits of the number, then x g^3
 * times a polynomial in x g^4 that takes the place of its -3/4th power; no instruction for it gives the same
 * on all machines. x >= 0. */
LANES_BODY void lanes_fourth_root(const lanes *x, lanes *root)
{
	lanes guess = (lanes)(0x4f4fe000 - ((lane_ints)*x >> 2));
	lanes rough = (*x * guess) * (guess * guess), off = rough * guess;
	*root = rough * ((1.0439522f * off - 2.7797409f) * off + 2.7381316f);
}

#endif
