/* libsndfile over a window: 16-bit frames of the wanted channels, forward from the start. */
/* SPDX-License-Identifier: MIT */
#ifndef MEDIA_DECODER_H
#define MEDIA_DECODER_H

#include <stdbool.h>
#include <stdint.h>

#include <sndfile.h>

#include "base/err.h"
#include "media/window.h"

/* { 0 } is a closed one. */
struct decoder {
	SNDFILE *snd;
	SF_INFO sf;
	int channels; /* handed out: 1 or 2 */
	int pick[2];  /* which of the file's, from 0 */
	bool by_float;
	float *scratch; /* a block of all the file's channels, where they are not read directly */
	struct window *window;
	struct gsm_reader *gsm; /* NULL: libsndfile decodes */
	int16_t *table;         /* of the bytes of G.711, which libsndfile hands out; else NULL */
};

/* Starts at the start of the window. raw_format is 0, or the SF_FORMAT_RAW kind of a file without
 * header, of one channel and raw_rate_hz. False with libsndfile's number of the error in
 * *why. Hands out the file's channels if they are one or two, else the first two, until
 * decoder_pick. The window must stay. */
bool decoder_open(struct decoder *decoder, struct window *window, int raw_format, int raw_rate_hz,
	int *why) __attribute__((nonnull, warn_unused_result));
/* From now on the blocks of GSM 6.10 that stand at a place of the window are decoded past libsndfile,
 * which has the same samples, later. block_bytes: as in gsm.h. */
void decoder_use_gsm(struct decoder *decoder, int64_t at, int block_bytes) __attribute__((nonnull));
void decoder_close(struct decoder *decoder) __attribute__((nonnull));
/* Hands out channel a, and b beside it unless it is the same. */
void decoder_pick(struct decoder *decoder, int a, int b) __attribute__((nonnull));
/* Up to n frames; less only at the end of what libsndfile finds. */
int64_t decoder_read(struct decoder *decoder, int16_t *frames, int64_t n) __attribute__((nonnull));
/* Reads n frames and forgets them; fewer at the end. */
int64_t decoder_discard(struct decoder *decoder, int64_t n) __attribute__((nonnull));
/* Where libsndfile can; false where it cannot. */
bool decoder_seek(struct decoder *decoder, int64_t frame) __attribute__((nonnull));
/* There is hardly anything to decode: PCM and G.711. */
bool decoder_is_quick(const struct decoder *decoder) __attribute__((nonnull, pure));
/* Names of the container and the encoding; static. */
const char *decoder_container(const struct decoder *decoder) __attribute__((nonnull));
const char *decoder_encoding(const struct decoder *decoder) __attribute__((nonnull));

#endif
