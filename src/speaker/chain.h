/* From the content's frames to the device's rate: (skip, stretch,) resample. */
/* SPDX-License-Identifier: MIT */
#ifndef SPEAKER_CHAIN_H
#define SPEAKER_CHAIN_H

#include <stddef.h>
#include <stdint.h>

#include "model/pcm.h"

/* Frames go through in order from a starting place; each that comes out knows its source position.
 * Equal rates pass bit for bit. A stage that leaves out or stretches content has its place before
 * the resampler; it would move base_frame with what it takes in. */
struct chain {
	struct pcm_format in;
	int out_rate_hz;
	struct SpeexResamplerState_ *resampler; /* NULL if the rates are equal */
	int64_t base_frame;                     /* where it was started */
	int64_t n_made;                         /* frames that came out since, dropped ones too */
	int64_t n_drop;                         /* the first so many are of the run-up */
	int16_t *made;                          /* room for one step */
};

/* Frames that one call of chain_feed takes at most. */
#define CHAIN_STEP 256

void chain_init(struct chain *chain, struct pcm_format in, int out_rate_hz)
	__attribute__((nonnull));
void chain_release(struct chain *chain) __attribute__((nonnull));

/* How many frames before a place are fed first, so that the filter is full when it gets there; and
 * how many are to be fed after the end, to get the last out. 0 if nothing is resampled. */
int64_t chain_run_up(const struct chain *chain) __attribute__((nonnull));
/* Frames that come out of one call at most. */
size_t chain_max_out(const struct chain *chain) __attribute__((nonnull, pure));

/* The next frame to be fed is from_frame; what comes out before start_frame is dropped. */
void chain_start(struct chain *chain, int64_t from_frame, int64_t start_frame)
	__attribute__((nonnull));

/* Feeds n_in <= CHAIN_STEP frames; frames and positions (source frame x 256) have room for
 * chain_max_out. Returns how many came out. */
size_t chain_feed(struct chain *chain, const int16_t *in, size_t n_in, int16_t *frames,
	int64_t *positions_q8) __attribute__((nonnull, warn_unused_result));

/* Position of the frame that comes out next. */
int64_t chain_next_q8(const struct chain *chain) __attribute__((nonnull, pure));

#endif
