/* Events and envelopes as bytes for the cache, the same on every machine. */
/* SPDX-License-Identifier: MIT */
#ifndef STORE_PACK_H
#define STORE_PACK_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "model/envelope.h"
#include "model/event.h"

/* The caller frees what is returned; *n_bytes is its size. All begin with a checksum. */
uint8_t *pack_events(const struct event *events, size_t n_events, size_t *n_bytes)
	__attribute__((nonnull(3), returns_nonnull, warn_unused_result));
/* An envelope is a head, then the levels of each channel as they are: a long call's are not copied. */
#define PACK_HEAD_SIZE 9
size_t pack_envelope_size(const struct envelope *envelope) __attribute__((nonnull, pure));
void pack_envelope_head(const struct envelope *envelope, uint8_t head[PACK_HEAD_SIZE])
	__attribute__((nonnull));

/* False, and nothing is made, where the bytes are not what was packed. The caller frees *events;
 * *envelope is { 0 } before. */
bool unpack_events(const uint8_t *bytes, size_t n_bytes, struct event **events, size_t *n_events)
	__attribute__((nonnull(3, 4), warn_unused_result));
bool unpack_envelope(const uint8_t *bytes, size_t n_bytes, struct envelope *envelope)
	__attribute__((nonnull(3), warn_unused_result));

#endif
