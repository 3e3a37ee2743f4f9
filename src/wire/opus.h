/* Sound as packets of Opus (RFC 6716), laid so that frame n heard is frame n of the recording. */
/* SPDX-License-Identifier: MIT */
#ifndef WIRE_OPUS_H
#define WIRE_OPUS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/err.h"
#include "model/pcm.h"
#include "wire/wire.h"

/* A block is a byte n_run_up, then packets of 20 ms: a byte that says how long it is, and as many
 * bytes. Each leg of stereo content is coded by itself, so that nothing of one is heard in the other:
 * its packets alternate. n_run_up > 0: both sides begin anew, and what so many packets of each leg
 * decode to lies before the block and is dropped; it lets the codec settle. 0: it goes on from the
 * block before, which must end where this one starts.
 *
 * The codec looks ahead: what it decodes comes so many frames later than what it was given. So it
 * is given the content from that much further on. */
#define WIRE_OPUS_PACKET_MS 20
#define WIRE_OPUS_MAX_PACKET 256 /* bytes, with the one in front */

/* "libopus 1.3.1"; NULL: built without it. */
const char *wire_opus_name(void);
/* 8, 12, 16, 24 and 48 kHz; without libopus none. */
bool wire_opus_has_rate(int rate_hz) __attribute__((const));
/* What so many packets of each leg usually take. */
size_t wire_opus_usual_bytes(struct pcm_format format, int n_packets);

struct wire_opus_encoder;
struct wire_opus_decoder;

/* NULL for a rate that it has not. */
struct wire_opus_encoder *wire_opus_encoder_new(struct pcm_format format)
	__attribute__((warn_unused_result));
void wire_opus_encoder_free(struct wire_opus_encoder *encoder);
/* Frames by which what it is given lies behind what comes out of it. */
int wire_opus_lookahead(struct wire_opus_encoder *encoder) __attribute__((nonnull));
/* n_run_up and n_packets more x 20 ms of frames as the bytes of a block: at most WIRE_OPUS_MAX_PACKET for
 * each packet of each leg, and one. Returns how many they are. */
size_t wire_opus_encode(struct wire_opus_encoder *encoder, const int16_t *frames, int n_run_up,
	int n_packets, uint8_t *bytes) __attribute__((nonnull, warn_unused_result));

/* NULL and *err for a rate that it has not. */
struct wire_opus_decoder *wire_opus_decoder_new(struct pcm_format format, struct err *err)
	__attribute__((nonnull, warn_unused_result));
/* Overwrites what it remembers of the sound. */
void wire_opus_decoder_free(struct wire_opus_decoder *decoder);
/* The frames of a DATA of WIRE_OPUS with as many channels: frames has room for them. False: it is
 * damaged, or does not go on from the one before. */
bool wire_opus_decode(struct wire_opus_decoder *decoder, const struct wire_data *data,
	int16_t *frames, struct err *err) __attribute__((nonnull, warn_unused_result));

#endif
