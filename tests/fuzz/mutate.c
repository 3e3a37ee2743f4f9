/* Spoils an input at random. */
/* SPDX-License-Identifier: MIT */
#include "config.h"
#include "mutate.h"

#include <stdlib.h>
#include <string.h>

#include "base/mem.h"

#define HEAD_BYTES 160 /* headers are where most is decided: half of all changes fall there */
#define MAX_BYTES (1u << 20)

uint32_t fuzz_below(struct fuzz_random *random, uint32_t below)
{
	random->state += UINT64_C(0x9e3779b97f4a7c15);
	uint64_t x = random->state;
	x = (x ^ x >> 30) * UINT64_C(0xbf58476d1ce4e5b9);
	x = (x ^ x >> 27) * UINT64_C(0x94d049bb133111eb);
	return (uint32_t)((x ^ x >> 31) >> 32) % below;
}

/* 0..n_bytes - 1. */
static size_t place(const struct fuzz_input *input, struct fuzz_random *random)
{
	size_t n = input->n_bytes;
	if (n > HEAD_BYTES && fuzz_below(random, 2) == 0)
		n = HEAD_BYTES;
	return fuzz_below(random, (uint32_t)n);
}

static size_t length_from(const struct fuzz_input *input, size_t at, struct fuzz_random *random)
{
	size_t n_left = input->n_bytes - at, most = fuzz_below(random, 4) == 0 ? n_left : 32;
	return 1 + fuzz_below(random, (uint32_t)(most < n_left ? most : n_left));
}

static void change_byte(struct fuzz_input *input, struct fuzz_random *random)
{
	size_t at = place(input, random);
	if (fuzz_below(random, 2))
		input->bytes[at] ^= (uint8_t)(1u << fuzz_below(random, 8));
	else
		input->bytes[at] = (uint8_t)fuzz_below(random, 256);
}

/* A number at the end of some range, in either order of bytes. */
static void write_number(struct fuzz_input *input, struct fuzz_random *random)
{
	static const uint64_t numbers[] = {0, 1, 2, 0x7f, 0x80, 0xff, 0x7fff, 0x8000, 0xffff, 0x10000,
		0x7fffffff, 0x80000000, 0xfffffffe, 0xffffffff, UINT64_MAX, UINT64_MAX / 2};
	uint64_t number = numbers[fuzz_below(random, sizeof numbers / sizeof *numbers)];
	size_t width = (size_t)1 << fuzz_below(random, 4), at = place(input, random);
	unsigned big = fuzz_below(random, 2);
	for (size_t i = 0; i < width && at + i < input->n_bytes; i++)
		input->bytes[at + i] = (uint8_t)(number >> 8 * (big ? width - 1 - i : i));
}

static void fill(struct fuzz_input *input, struct fuzz_random *random)
{
	size_t at = place(input, random), n = length_from(input, at, random);
	if (fuzz_below(random, 2)) {
		memset(input->bytes + at, fuzz_below(random, 2) ? 0 : 0xff, n);
		return;
	}
	for (size_t i = 0; i < n; i++)
		input->bytes[at + i] = (uint8_t)fuzz_below(random, 256);
}

static void cut(struct fuzz_input *input, struct fuzz_random *random)
{
	size_t at = place(input, random), n = length_from(input, at, random);
	memmove(input->bytes + at, input->bytes + at + n, input->n_bytes - at - n);
	input->n_bytes -= n;
}

static void end_early(struct fuzz_input *input, struct fuzz_random *random)
{
	input->n_bytes = place(input, random);
}

/* Puts a piece of any member, this one too, in at a place. */
static void insert(struct fuzz_input *input, const struct fuzz_input *other, struct fuzz_random *random)
{
	if (other->n_bytes == 0)
		return;
	size_t from = place(other, random), n = length_from(other, from, random);
	size_t at = place(input, random);
	if (input->n_bytes + n > MAX_BYTES)
		return;
	uint8_t *bytes = mem_alloc(input->n_bytes + n);
	memcpy(bytes, input->bytes, at);
	memcpy(bytes + at, other->bytes + from, n);
	memcpy(bytes + at + n, input->bytes + at, input->n_bytes - at);
	free(input->bytes);
	input->bytes = bytes;
	input->n_bytes += n;
}

static void change(struct fuzz_input *input, const struct fuzz_corpus *corpus,
	struct fuzz_random *random)
{
	switch (fuzz_below(random, 10)) {
	case 0: case 1: case 2: change_byte(input, random); break;
	case 3: case 4: case 5: write_number(input, random); break;
	case 6: fill(input, random); break;
	case 7: cut(input, random); break;
	case 8: end_early(input, random); break;
	default:
		insert(input, &corpus->inputs[fuzz_below(random, (uint32_t)corpus->n_inputs)], random);
	}
}

struct fuzz_input fuzz_mutate(const struct fuzz_corpus *corpus, struct fuzz_random *random)
{
	const struct fuzz_input *from = &corpus->inputs[fuzz_below(random, (uint32_t)corpus->n_inputs)];
	struct fuzz_input input = *from;
	input.bytes = mem_alloc(from->n_bytes + 1);
	memcpy(input.bytes, from->bytes, from->n_bytes);
	for (uint32_t n = fuzz_below(random, 9); n > 0 && input.n_bytes > 0; n--)
		change(&input, corpus, random);
	return input;
}
