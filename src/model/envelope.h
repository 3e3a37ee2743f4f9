/* How loud each channel is over time, quick to draw at any zoom. */
/* SPDX-License-Identifier: MIT */
#ifndef MODEL_ENVELOPE_H
#define MODEL_ENVELOPE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define ENVELOPE_HOP_MS 10
#define ENVELOPE_MAX_LEVELS 28

/* One byte a hop of 10 ms and channel: the RMS level with DC removed, as 2 x (dB full scale) + 255,
 * cut to 0..255: 255 is 0 dB, 1 is -127 dB, 0 is digital silence. Above it a pyramid of maxima, each
 * step over four of the step below. { 0 } with channels set is an empty one. */
struct envelope {
	int channels; /* 1 or 2 */
	bool flat;    /* never drawn: without the pyramid, of which envelope_max makes use */
	int64_t n_hops;
	struct envelope_step {
		uint8_t *level[2];
		int64_t n;
		int64_t n_room;
	} steps[ENVELOPE_MAX_LEVELS];
};

static inline uint8_t envelope_byte(double level_db)
{
	double value = 2.0 * level_db + 255.5;
	return value < 0 ? 0 : value > 255 ? 255 : (uint8_t)value;
}

static inline double envelope_db(uint8_t level)
{
	return (level - 255) / 2.0;
}

/* Appends hops; level[c] holds n_hops bytes of channel c. */
void envelope_add(struct envelope *envelope, const uint8_t *const level[2], int64_t n_hops)
	__attribute__((nonnull));
/* The highest level of hops from..to (to not included) of a channel; 0 where there is nothing.
 * Takes a few steps whatever the span. */
uint8_t envelope_max(const struct envelope *envelope, int channel, int64_t from, int64_t to)
	__attribute__((nonnull, pure));
/* The 95th percentile of a channel's levels above digital silence, for scaling a quiet party; 0 if
 * there is none. Exact over all hops of step 2 (160 ms maxima), so cheap and slow to change. */
uint8_t envelope_loudness(const struct envelope *envelope, int channel) __attribute__((nonnull));
/* Makes dst an exact copy of src, reusing dst's memory. */
void envelope_copy(struct envelope *dst, const struct envelope *src) __attribute__((nonnull));
void envelope_release(struct envelope *envelope) __attribute__((nonnull));

#endif
