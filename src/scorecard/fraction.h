/* Sums of products of fractions, exact whatever their size. */
/* SPDX-License-Identifier: MIT */
#ifndef SCORECARD_FRACTION_H
#define SCORECARD_FRACTION_H

#include <stddef.h>
#include <stdint.h>

/* A term's bottom is at most an item's most points (17 bits) times the worth of all that is beside
 * it (34 bits): 350 terms (CARD_MAX_ITEMS and a cap in each section) take 279 words, the top a
 * little more. */
#define FRACTION_WORDS 288
#define FRACTION_MAX_TERMS 350

struct fraction_number {
	size_t n_words;
	uint64_t words[FRACTION_WORDS]; /* lowest first */
};

struct fraction {
	struct fraction_number top;
	struct fraction_number bottom; /* > 0 */
};

struct fraction_factor {
	uint64_t top;
	uint64_t bottom; /* > 0 */
};

void fraction_init(struct fraction *sum) __attribute__((nonnull)); /* 0 / 1 */
/* Adds the product of the factors. At most FRACTION_MAX_TERMS times, of bottoms whose product is
 * under 2^51 and tops whose product is under 2^80. */
void fraction_add(struct fraction *sum, const struct fraction_factor *factors, size_t n_factors)
	__attribute__((nonnull));
/* sum x times / parts, rounded half up. sum <= parts, parts > 0, times < 2^40. */
int64_t fraction_round(const struct fraction *sum, uint64_t times, uint64_t parts)
	__attribute__((nonnull));

#endif
