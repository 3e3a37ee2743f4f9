/* The content as blocks of Opus, each where the recording has it. */
/* SPDX-License-Identifier: MIT */
#ifndef PLAYER_PACKETS_H
#define PLAYER_PACKETS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "model/pcm.h"
#include "wire/opus.h"
#include "wire/wire.h"

#define PACKETS_A_BLOCK 10 /* 200 ms: what a speaker waits for before it sounds */

/* Feeder thread only. { 0 } has nothing open. */
struct packets {
	struct wire_opus_encoder *encoder; /* NULL: nothing is open */
	struct pcm_format format;
	int64_t next_frame; /* the codec goes on there; elsewhere it begins anew. -1: nowhere */
	int16_t *frames;    /* what a block is made of */
	uint8_t *bytes;
};

/* What a block is made of: from somewhat before it, where the codec begins anew, to somewhat after it. */
struct packets_span {
	int64_t start_frame; /* may lie before the content */
	int64_t n_frames;
};

/* A rate that wire_opus_has_rate. */
void packets_open(struct packets *packets, struct pcm_format format) __attribute__((nonnull));
void packets_release(struct packets *packets) __attribute__((nonnull));
/* The other side knows nothing of what was sent. */
void packets_restart(struct packets *packets) __attribute__((nonnull));

/* Frames of a block. */
int64_t packets_block_frames(struct pcm_format format);
/* What to fill packets->frames with for the block at frame, silence where there is no content. */
struct packets_span packets_get_span(const struct packets *packets, int64_t frame)
	__attribute__((nonnull));
/* The first n_frames (1..packets_block_frames) of the block into *data, whose bytes are borrowed until
 * the next call. A shorter one than whole is the last before another place. */
void packets_encode(struct packets *packets, int64_t frame, int64_t n_frames,
	struct wire_data *data) __attribute__((nonnull));

#endif
