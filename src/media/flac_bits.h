/* Bits of a byte string, highest first, for FLAC. */
/* SPDX-License-Identifier: MIT */
#ifndef MEDIA_FLAC_BITS_H
#define MEDIA_FLAC_BITS_H

#include <stdint.h>
#include <string.h>

#define FLAC_BITS_PAD 8 /* readable bytes behind the end */

struct flac_bits {
	const uint8_t *bytes;
	int64_t at, end; /* the next byte to be taken into the cache; beyond the end are zeros */
	uint64_t cache;  /* the next bits, from the highest on */
	int n;           /* of them that count */
};

/* Eight bytes as they lay in memory, as a number that begins with the first. */
static inline uint64_t flac_bits_in_order(uint64_t bytes)
{
#if defined __BYTE_ORDER__ && __BYTE_ORDER__ == __ORDER_LITTLE_ENDIAN__
	return __builtin_bswap64(bytes);
#else
	return bytes;
#endif
}

/* At least 56 bits are there. */
static inline void flac_bits_fill(struct flac_bits *bits)
{
	uint64_t next = 0;
	if (bits->at < bits->end) {
		memcpy(&next, bits->bytes + bits->at, sizeof next);
		next = flac_bits_in_order(next);
	}
	bits->cache |= next >> bits->n;
	bits->at += (63 - bits->n) >> 3;
	bits->n |= 56;
}

/* Where the next bit stands, in bytes. */
static inline int64_t flac_bits_place(const struct flac_bits *bits)
{
	return bits->at - bits->n / 8;
}

/* 0..32 bits. */
static inline uint32_t flac_bits_read(struct flac_bits *bits, int n)
{
	if (bits->n < n)
		flac_bits_fill(bits);
	uint32_t value = (uint32_t)(bits->cache >> 1 >> (63 - n));
	bits->cache <<= n;
	bits->n -= n;
	return value;
}

/* A number of 1..32 bits with a sign. */
static inline int32_t flac_bits_signed(struct flac_bits *bits, int n)
{
	return (int32_t)(flac_bits_read(bits, n) << (32 - n)) >> (32 - n);
}

/* How many zeros come before the next one, which is taken too; many beyond the end. */
static inline uint32_t flac_bits_zeros(struct flac_bits *bits)
{
	uint32_t n_zeros = 0;
	flac_bits_fill(bits);
	for (; bits->cache >> 8 == 0 && bits->at < bits->end + 8; n_zeros += 56) {
		bits->cache <<= 56;
		bits->n -= 56;
		flac_bits_fill(bits);
	}
	int rest = bits->cache ? __builtin_clzll(bits->cache) : 55;
	rest = rest < 55 ? rest : 55;
	bits->cache = bits->cache << rest << 1;
	bits->n -= rest + 1;
	return n_zeros + (uint32_t)rest;
}

#endif
