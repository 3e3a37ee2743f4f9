/* Noise in which three samples tell where they are: the content of the playback test. */
/* SPDX-License-Identifier: MIT */
#ifndef TESTS_SOUND_NOISE_H
#define TESTS_SOUND_NOISE_H

#include <stdint.h>

#define NOISE_RATE_HZ 8000
#define NOISE_FRAMES (20 * NOISE_RATE_HZ)

/* The sample at a frame, within +-12000, so that resampling does not clip. */
static inline int16_t noise_at(int64_t frame)
{
	uint64_t x = (uint64_t)frame * 0x9e3779b97f4a7c15u + 0x632be59bd9b4e019u;
	x = (x ^ x >> 30) * 0xbf58476d1ce4e5b9u;
	x = (x ^ x >> 27) * 0x94d049bb133111ebu;
	x ^= x >> 31;
	return (int16_t)((int64_t)(x % 24001) - 12000);
}

#endif
