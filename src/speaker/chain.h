/* From the content's frames to the device's rate: (skip,) stretch, resample. */
/* SPDX-License-Identifier: MIT */
#ifndef SPEAKER_CHAIN_H
#define SPEAKER_CHAIN_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "model/pcm.h"
#include "speaker/stretch.h"

/* Frames go through in order from a starting place; each that comes out knows its source position.
 * At 1x nothing is stretched, and equal rates pass bit for bit. A stage that leaves out content has
 * its place before the stretcher. */
struct chain {
	struct pcm_format in;
	int out_rate_hz;
	struct SpeexResamplerState_ *resampler; /* NULL if the rates are equal */
	int speed_percent;                      /* since chain_start */
	struct stretch stretch;                 /* started unless the speed is 100 */
	int64_t base_frame;                     /* where it was started */
	int64_t start_q8;                       /* what comes out before it is of the run-up */
	bool is_there;                          /* past it */
	int64_t latest_q8;                      /* place of the latest frame: it never goes back */
	int64_t n_made;                         /* frames that came out, dropped ones too */
	int16_t *stretched, *made;              /* room for one step */
};

#define CHAIN_STEP 256

void chain_init(struct chain *chain, struct pcm_format in, int out_rate_hz)
	__attribute__((nonnull));
void chain_release(struct chain *chain) __attribute__((nonnull));

/* How many frames before a place are fed first, so that the filter is full when it gets there. */
int64_t chain_run_up(const struct chain *chain, int speed_percent) __attribute__((nonnull));
/* Frames that one call of chain_feed takes at most (CHAIN_STEP or less), and that come out of it,
 * at this speed and at any. */
size_t chain_max_in(const struct chain *chain) __attribute__((nonnull, pure));
size_t chain_max_out(const struct chain *chain) __attribute__((nonnull, pure));
size_t chain_room(const struct chain *chain) __attribute__((nonnull, pure));

/* The next frame to be fed is from_frame; what comes out before start_frame is dropped. Speed
 * 50..300. */
void chain_start(struct chain *chain, int64_t from_frame, int64_t start_frame, int speed_percent)
	__attribute__((nonnull));

/* Feeds n_in <= chain_max_in frames; frames and positions (source frame x 256) have room for
 * chain_max_out. Returns how many came out. */
size_t chain_feed(struct chain *chain, const int16_t *in, size_t n_in, int16_t *frames,
	int64_t *positions_q8) __attribute__((nonnull, warn_unused_result));

/* Position of the frame that comes out next. */
int64_t chain_next_q8(const struct chain *chain) __attribute__((nonnull, pure));

#endif
