/* Eight numbers side by side, which one instruction of the machine can work on. */
/* SPDX-License-Identifier: MIT */
#ifndef ANALYSIS_LANES_H
#define ANALYSIS_LANES_H

#include <math.h>
#include <stdint.h>
#ifdef __SSE__
#include <xmmintrin.h>
#endif

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

/* Square roots; that of the C library would set errno, one lane after the other. */
LANES_BODY void lanes_root(const lanes *squares, lanes *roots)
{
	const float *from = (const float *)squares;
	float *to = (float *)roots;
#ifdef __SSE__
	for (int l = 0; l < LANES; l += 4)
		_mm_storeu_ps(to + l, _mm_sqrt_ps(_mm_loadu_ps(from + l)));
#else
	for (int l = 0; l < LANES; l++)
		to[l] = sqrtf(from[l]);
#endif
}

#endif
