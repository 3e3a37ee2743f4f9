/* Events and envelopes as bytes for the cache, the same on every machine. */
/* SPDX-License-Identifier: MIT */
#include "config.h"
#include "store/pack.h"

#include <string.h>

#include <nettle/sha2.h>

#include "base/mem.h"

#define SUM_SIZE 8
#define EVENT_SIZE 36
#define ENVELOPE_HEAD 1 /* channels */

/* The start of a SHA-256: pages of a damaged file are not always noticed by SQLite. */
static void checksum(const uint8_t *bytes, size_t n_bytes, uint8_t sum[SUM_SIZE])
{
	struct sha256_ctx context;
	sha256_init(&context);
	sha256_update(&context, n_bytes, bytes);
	sha256_digest(&context, SUM_SIZE, sum);
}

static bool is_whole(const uint8_t *bytes, size_t n_bytes)
{
	uint8_t sum[SUM_SIZE];
	if (!bytes || n_bytes < SUM_SIZE)
		return false;
	checksum(bytes + SUM_SIZE, n_bytes - SUM_SIZE, sum);
	return memcmp(bytes, sum, SUM_SIZE) == 0;
}

static uint8_t *put(uint8_t *to, uint64_t value, int n_bytes)
{
	for (int i = 0; i < n_bytes; i++)
		to[i] = (uint8_t)(value >> 8 * i);
	return to + n_bytes;
}

static uint64_t get(const uint8_t **from, int n_bytes)
{
	uint64_t value = 0;
	for (int i = 0; i < n_bytes; i++)
		value |= (uint64_t)(*from)[i] << 8 * i;
	*from += n_bytes;
	return value;
}

static uint32_t float_bits(float value)
{
	uint32_t bits;
	memcpy(&bits, &value, sizeof bits);
	return bits;
}

static float bits_float(uint64_t value)
{
	float number;
	uint32_t bits = (uint32_t)value;
	memcpy(&number, &bits, sizeof number);
	return number;
}

uint8_t *pack_events(const struct event *events, size_t n_events, size_t *n_bytes)
{
	*n_bytes = SUM_SIZE + n_events * EVENT_SIZE;
	uint8_t *bytes = mem_alloc(*n_bytes), *to = bytes + SUM_SIZE;
	for (size_t i = 0; i < n_events; i++) {
		const struct event *event = &events[i];
		to = put(to, (uint64_t)event->start_ms, 8);
		to = put(to, (uint64_t)event->end_ms, 8);
		to = put(to, event->kind, 1);
		to = put(to, event->subtype, 1);
		to = put(to, event->place, 1);
		to = put(to, (uint64_t)(event->channel + 1), 1);
		to = put(to, event->before, 2);
		to = put(to, event->after, 2);
		to = put(to, float_bits(event->level_db), 4);
		to = put(to, float_bits(event->confidence), 4);
		to = put(to, (uint32_t)event->detail, 4);
	}
	checksum(bytes + SUM_SIZE, *n_bytes - SUM_SIZE, bytes);
	return bytes;
}

bool unpack_events(const uint8_t *bytes, size_t n_bytes, struct event **events, size_t *n_events)
{
	if (!is_whole(bytes, n_bytes) || (n_bytes - SUM_SIZE) % EVENT_SIZE != 0)
		return false;
	const uint8_t *from = bytes + SUM_SIZE;
	*n_events = (n_bytes - SUM_SIZE) / EVENT_SIZE;
	*events = mem_zalloc(*n_events, sizeof **events);
	for (size_t i = 0; i < *n_events; i++) {
		struct event *event = &(*events)[i];
		event->start_ms = (int64_t)get(&from, 8);
		event->end_ms = (int64_t)get(&from, 8);
		event->kind = (enum event_kind)get(&from, 1);
		event->subtype = (enum event_subtype)get(&from, 1);
		event->place = (enum event_place)get(&from, 1);
		event->channel = (int)get(&from, 1) - 1;
		event->before = (enum party)get(&from, 2);
		event->after = (enum party)get(&from, 2);
		event->level_db = bits_float(get(&from, 4));
		event->confidence = bits_float(get(&from, 4));
		event->detail = (int32_t)(uint32_t)get(&from, 4);
	}
	return true;
}

/* Only the ground step: the pyramid above it is quick to build again. */
size_t pack_envelope_size(const struct envelope *envelope)
{
	return PACK_HEAD_SIZE + (size_t)envelope->n_hops * (size_t)envelope->channels;
}

void pack_envelope_head(const struct envelope *envelope, uint8_t head[PACK_HEAD_SIZE])
{
	_Static_assert(PACK_HEAD_SIZE == SUM_SIZE + ENVELOPE_HEAD, "sum and head");
	struct sha256_ctx context;
	put(head + SUM_SIZE, (uint64_t)envelope->channels, ENVELOPE_HEAD);
	sha256_init(&context);
	sha256_update(&context, ENVELOPE_HEAD, head + SUM_SIZE);
	for (int c = 0; c < envelope->channels && envelope->n_hops > 0; c++)
		sha256_update(&context, (size_t)envelope->n_hops, envelope->steps[0].level[c]);
	sha256_digest(&context, SUM_SIZE, head);
}

bool unpack_envelope(const uint8_t *bytes, size_t n_bytes, struct envelope *envelope)
{
	if (!is_whole(bytes, n_bytes) || n_bytes < SUM_SIZE + ENVELOPE_HEAD)
		return false;
	const uint8_t *from = bytes + SUM_SIZE;
	int channels = (int)get(&from, ENVELOPE_HEAD);
	size_t n_levels = n_bytes - SUM_SIZE - ENVELOPE_HEAD;
	if (channels < 1 || channels > 2 || n_levels % (size_t)channels != 0)
		return false;
	size_t n_hops = n_levels / (size_t)channels;
	const uint8_t *level[2] = {from, from + (channels - 1) * n_hops};
	envelope->channels = channels;
	envelope_add(envelope, level, (int64_t)n_hops);
	return true;
}
