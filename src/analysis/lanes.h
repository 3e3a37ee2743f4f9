/* Eight numbers side by side, which one instruction of the machine can work on. */
/* SPDX-License-Identifier: MIT */
#ifndef ANALYSIS_LANES_H
#define ANALYSIS_LANES_H

#include <stdbool.h>
#include <stdint.h>

#define LANES 8

/* Each lane goes through the same operations in the same order on every machine, so the width of
 * the machine's registers does not change the answer. */
typedef float lanes __attribute__((vector_size(LANES * sizeof(float))));
typedef int32_t lane_ints __attribute__((vector_size(LANES * sizeof(int32_t))));

/* A function's body is compiled once for any machine and once for those with AVX2; no fused
 * multiply-add, which would round otherwise. LANES_WIDE is what to ask before the latter is called; of
 * a build with LANES_NARROW, for measuring and tests, it is never true. */
#define LANES_BODY static inline __attribute__((always_inline))
#if defined __x86_64__ && defined __GNUC__
#define LANES_AVX2 __attribute__((target("avx2")))
#else
#define LANES_AVX2
#endif
#if defined __x86_64__ && defined __GNUC__ && !defined LANES_NARROW
#define LANES_WIDE() (__builtin_cpu_supports("avx2") != 0)
#else
#define LANES_WIDE() false
#endif

/* a where the mask is all ones, b where it is zero; vectors of any width. */
#define LANES_PICK(mask, a, b) \
	((__typeof__((a) + (b)))(((mask) & (__typeof__(mask))(a)) | (~(mask) & (__typeof__(mask))(b))))

/* n_rows of zeros, as a vector must lie in memory. The caller frees them with free(). */
lanes *lanes_new(int n_rows) __attribute__((returns_nonnull, warn_unused_result));

#endif
