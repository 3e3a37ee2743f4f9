/* Sound for measuring programs: recordings as one channel at 8 kHz. */
/* SPDX-License-Identifier: MIT */
#ifndef BENCH_MATERIAL_H
#define BENCH_MATERIAL_H

#include <stdint.h>

#define MATERIAL_RATE_HZ 8000

struct material {
	int16_t *samples;
	int64_t n;
};

/* Appends a recording, its channels mixed and its rate brought down by averaging; ends the program
 * if that cannot be read or has a rate that is no multiple of 8 kHz. */
void material_load(struct material *material, const char *path) __attribute__((nonnull));
/* The bundled sample call, out of the source tree. The caller frees the name. */
char *material_sample(void) __attribute__((returns_nonnull, warn_unused_result));
void material_release(struct material *material) __attribute__((nonnull));

#endif
