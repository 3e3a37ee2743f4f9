/* What the playback tests play: content in which the ear of a test can tell where it is. */
/* SPDX-License-Identifier: MIT */
#ifndef TESTS_SOUND_CONTENT_H
#define TESTS_SOUND_CONTENT_H

#include <math.h>
#include <stdint.h>

#include "model/pcm.h"

#define CONTENT_RATE_HZ 8000
#define CONTENT_FRAMES (20 * CONTENT_RATE_HZ)
#define CONTENT_LAST_STEP 8 /* of the driver's steps: the end is played */
#define BURST_EVERY 2000 /* frames */
#define BURST_FRAMES 160
#define TONE_HZ 100
#define TONE_LEVEL 8000

/* Noise of which three samples tell where they are, within +-12000, so that resampling does not clip.
 */
static inline int16_t noise_at(int64_t frame)
{
	uint64_t x = (uint64_t)frame * 0x9e3779b97f4a7c15u + 0x632be59bd9b4e019u;
	x = (x ^ x >> 30) * 0xbf58476d1ce4e5b9u;
	x = (x ^ x >> 27) * 0x94d049bb133111ebu;
	x ^= x >> 31;
	return (int16_t)((int64_t)(x % 24001) - 12000);
}

/* Short tones between silence: at every speed their starts can be heard. */
static inline int16_t burst_at(int64_t frame)
{
	int64_t since = frame % BURST_EVERY;
	return since < BURST_FRAMES ? (int16_t)lrint(12000 * sin((double)since * M_PI / 4)) : 0;
}

/* A deep tone, in which every click is larger than its own steps. */
static inline int16_t tone_at(int64_t frame)
{
	return (int16_t)lrint(
		TONE_LEVEL * sin((double)frame * 2 * M_PI * TONE_HZ / CONTENT_RATE_HZ));
}

/* The same on each of so many legs, so that whom one hears makes no difference. Freed as any source
 * is. */
struct pcm_source *content_new(int channels, int16_t (*sample_at)(int64_t frame));

#endif
