/* Frames on their way to the device, lock-free between one writer and one reader. */
/* SPDX-License-Identifier: MIT */
#include "config.h"
#include "speaker/ring.h"

#include <stdlib.h>
#include <string.h>

#include "base/mem.h"

void ring_init(struct ring *ring, size_t n_frames, int channels)
{
	size_t n_room = 1;
	while (n_room < n_frames)
		n_room *= 2;
	*ring = (struct ring){.n_room = n_room, .channels = channels};
	ring->samples = mem_zalloc(n_room * (size_t)channels, sizeof *ring->samples);
	ring->positions_q8 = mem_zalloc(n_room, sizeof *ring->positions_q8);
}

void ring_release(struct ring *ring)
{
	mem_wipe(ring->samples, ring->n_room * (size_t)ring->channels * sizeof *ring->samples);
	free(ring->samples);
	free(ring->positions_q8);
	ring->samples = NULL;
	ring->positions_q8 = NULL;
}

void ring_clear(struct ring *ring, uint32_t epoch, int64_t start_q8, int speed_percent, bool joins)
{
	ring->epoch = epoch;
	ring->speed_percent = speed_percent;
	ring->joins = joins;
	atomic_store(&ring->n_written, 0);
	atomic_store(&ring->n_read, 0);
	atomic_store(&ring->next_q8, start_q8);
	atomic_store(&ring->finished, false);
	atomic_store(&ring->is_cut, false);
}

size_t ring_space(struct ring *ring)
{
	size_t n_read = atomic_load_explicit(&ring->n_read, memory_order_acquire);
	return ring->n_room -
	       (atomic_load_explicit(&ring->n_written, memory_order_relaxed) - n_read);
}

void ring_write(struct ring *ring, const int16_t *frames, const int64_t *positions_q8,
	size_t n_frames, int64_t next_q8)
{
	size_t channels = (size_t)ring->channels;
	size_t n_written = atomic_load_explicit(&ring->n_written, memory_order_relaxed);
	for (size_t i = 0; i < n_frames; i++) {
		size_t slot = (n_written + i) & (ring->n_room - 1);
		memcpy(ring->samples + slot * channels, frames + i * channels,
			channels * sizeof *frames);
		ring->positions_q8[slot] = positions_q8[i];
	}
	atomic_store(&ring->n_written, n_written + n_frames);
	atomic_store(&ring->next_q8, next_q8); /* after n_written: ring_position_q8 relies on it */
}

size_t ring_level(struct ring *ring)
{
	size_t n_written = atomic_load_explicit(&ring->n_written, memory_order_acquire);
	return n_written - atomic_load_explicit(&ring->n_read, memory_order_relaxed);
}

static size_t read_slot(struct ring *ring)
{
	return atomic_load_explicit(&ring->n_read, memory_order_relaxed) & (ring->n_room - 1);
}

const int16_t *ring_peek(struct ring *ring)
{
	return ring->samples + read_slot(ring) * (size_t)ring->channels;
}

const int16_t *ring_peek_ahead(struct ring *ring, size_t n)
{
	if (ring_level(ring) <= n)
		return NULL;
	size_t slot = (read_slot(ring) + n) & (ring->n_room - 1);
	return ring->samples + slot * (size_t)ring->channels;
}

void ring_skip(struct ring *ring)
{
	size_t n_read = atomic_load_explicit(&ring->n_read, memory_order_relaxed);
	atomic_store_explicit(&ring->n_read, n_read + 1, memory_order_release);
}

int64_t ring_position_q8(struct ring *ring)
{
	int64_t next_q8 = atomic_load(&ring->next_q8);
	if (ring_level(ring) == 0)
		return next_q8;
	return ring->positions_q8[read_slot(ring)];
}
