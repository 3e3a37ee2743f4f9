/* Sums of products of fractions, exact whatever their size. */
/* SPDX-License-Identifier: MIT */
#include "config.h"
#include "scorecard/fraction.h"

#include <stdbool.h>
#include <string.h>

static void number_set(struct fraction_number *number, uint64_t value)
{
	number->n_words = value != 0;
	number->words[0] = value;
}

static void number_copy(struct fraction_number *to, const struct fraction_number *from)
{
	to->n_words = from->n_words;
	memcpy(to->words, from->words, from->n_words * sizeof *from->words);
}

static void push_carry(struct fraction_number *number, uint64_t carry)
{
	if (carry && number->n_words < FRACTION_WORDS)
		number->words[number->n_words++] = carry;
}

static void number_multiply(struct fraction_number *number, uint64_t factor)
{
	uint64_t carry = 0;
	if (factor == 0) {
		number_set(number, 0);
		return;
	}
	for (size_t i = 0; i < number->n_words; i++) {
		unsigned __int128 product = (unsigned __int128)number->words[i] * factor + carry;
		number->words[i] = (uint64_t)product;
		carry = (uint64_t)(product >> 64);
	}
	push_carry(number, carry);
}

static void number_add(struct fraction_number *number, const struct fraction_number *other)
{
	uint64_t carry = 0;
	while (number->n_words < other->n_words)
		number->words[number->n_words++] = 0;
	for (size_t i = 0; i < number->n_words; i++) {
		uint64_t word = i < other->n_words ? other->words[i] : 0;
		unsigned __int128 sum = (unsigned __int128)number->words[i] + word + carry;
		number->words[i] = (uint64_t)sum;
		carry = (uint64_t)(sum >> 64);
	}
	push_carry(number, carry);
}

static bool number_is_at_most(const struct fraction_number *a, const struct fraction_number *b)
{
	if (a->n_words != b->n_words)
		return a->n_words < b->n_words;
	for (size_t i = a->n_words; i-- > 0;)
		if (a->words[i] != b->words[i])
			return a->words[i] < b->words[i];
	return true;
}

static uint64_t common_divisor(uint64_t a, uint64_t b)
{
	while (b) {
		uint64_t rest = a % b;
		a = b;
		b = rest;
	}
	return a;
}

void fraction_init(struct fraction *sum)
{
	number_set(&sum->top, 0);
	number_set(&sum->bottom, 1);
}

void fraction_add(struct fraction *sum, const struct fraction_factor *factors, size_t n_factors)
{
	struct fraction_number added;
	number_copy(&added, &sum->bottom);
	for (size_t i = 0; i < n_factors; i++) {
		uint64_t divisor = common_divisor(factors[i].top, factors[i].bottom);
		number_multiply(&added, factors[i].top / divisor);
		number_multiply(&sum->top, factors[i].bottom / divisor);
		number_multiply(&sum->bottom, factors[i].bottom / divisor);
	}
	number_add(&sum->top, &added);
}

/* The most that, times whole, is not over limit; between 0 and most. */
static uint64_t count_wholes(
	const struct fraction_number *whole, const struct fraction_number *limit, uint64_t most)
{
	uint64_t least = 0;
	while (least < most) {
		struct fraction_number tried;
		uint64_t middle = least + (most - least + 1) / 2;
		number_copy(&tried, whole);
		number_multiply(&tried, middle);
		if (number_is_at_most(&tried, limit))
			least = middle;
		else
			most = middle - 1;
	}
	return least;
}

int64_t fraction_round(const struct fraction *sum, uint64_t times, uint64_t parts)
{
	/* floor(top x times / whole + 1/2), whole = bottom x parts; both sides doubled. */
	struct fraction_number whole, limit;
	number_copy(&whole, &sum->bottom);
	number_multiply(&whole, parts);
	number_copy(&limit, &sum->top);
	number_multiply(&limit, times);
	number_multiply(&limit, 2);
	number_add(&limit, &whole);
	number_multiply(&whole, 2);
	return (int64_t)count_wholes(&whole, &limit, times);
}
