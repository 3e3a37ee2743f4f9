/* Between the producer's files; all of it under its lock. Counts are of the content's frames. */
/* SPDX-License-Identifier: MIT */
#ifndef SPEAKER_PRODUCER_PARTS_H
#define SPEAKER_PRODUCER_PARTS_H

#include "speaker/producer.h"

/* How long a fade into a turn is, if there is so much before it. */
int64_t producer_fade_frames(const struct producer *producer) __attribute__((nonnull));
/* The place of the end, INT64_MAX while something else comes before it. */
int64_t producer_end_line(const struct producer *producer) __attribute__((nonnull));
/* The next of the content, at most chain_max_in of the chain, into frames; silence after its end. Returns
 * how many, 0 if they have not come. */
int64_t producer_read(struct producer *producer, int16_t *frames)
	__attribute__((nonnull, warn_unused_result));
/* Past what was read, and where there is a turn, round it. */
void producer_advance(struct producer *producer, int64_t n_in) __attribute__((nonnull));

#endif
