/* Events and envelopes as bytes for the cache, the same on every machine. */
/* SPDX-License-Identifier: MIT */
#ifndef STORE_PACK_H
#define STORE_PACK_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "model/envelope.h"
#include "model/event.h"

/* The caller frees what is returned; *n_bytes is its size. Both begin with a checksum. */
uint8_t *pack_events(const struct event *events, size_t n_events, size_t *n_bytes)
	__attribute__((nonnull(3), returns_nonnull, warn_unused_result));
uint8_t *pack_envelope(const struct envelope *envelope, size_t *n_bytes)
	__attribute__((nonnull, returns_nonnull, warn_unused_result));

/* False, and nothing is made, where the bytes are not what was packed. The caller frees *events;
 * *envelope is { 0 } before. */
bool unpack_events(const uint8_t *bytes, size_t n_bytes, struct event **events, size_t *n_events)
	__attribute__((nonnull(3, 4), warn_unused_result));
bool unpack_envelope(const uint8_t *bytes, size_t n_bytes, struct envelope *envelope)
	__attribute__((nonnull(3), warn_unused_result));

#endif
