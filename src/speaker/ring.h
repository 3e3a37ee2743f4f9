/* Frames on their way to the device, each with its source position; one writer, one reader. */
/* SPDX-License-Identifier: MIT */
#ifndef SPEAKER_RING_H
#define SPEAKER_RING_H

#include <stdatomic.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* Positions are source frames x 256. Written by the producer, read by the callback, lock-free. */
struct ring {
	int16_t *samples;
	int64_t *positions_q8;
	size_t n_room; /* frames, a power of two */
	int channels;
	/* set by ring_clear */
	uint32_t epoch;
	int speed_percent;
	bool joins; /* goes on with what plays in the other ring, at another speed */
	_Atomic size_t n_written;
	_Atomic size_t n_read;
	_Atomic int64_t next_q8; /* position of the frame that is written next */
	atomic_bool finished;    /* the content ends with what was written */
	atomic_bool is_cut;      /* where it does not end by itself: it is to be faded out */
};

/* Room for at least n_frames. */
void ring_init(struct ring *ring, size_t n_frames, int channels) __attribute__((nonnull));
void ring_release(struct ring *ring) __attribute__((nonnull));
/* While nobody reads. */
void ring_clear(struct ring *ring, uint32_t epoch, int64_t start_q8, int speed_percent, bool joins)
	__attribute__((nonnull));

/* Writer: how many frames fit; and the frames, no more than that. */
size_t ring_space(struct ring *ring) __attribute__((nonnull, warn_unused_result));
void ring_write(struct ring *ring, const int16_t *frames, const int64_t *positions_q8,
	size_t n_frames, int64_t next_q8) __attribute__((nonnull));

/* Reader: how many frames are there; the first of them, borrowed until ring_skip; past it. */
size_t ring_level(struct ring *ring) __attribute__((nonnull, warn_unused_result));
const int16_t *ring_peek(struct ring *ring) __attribute__((nonnull, warn_unused_result));
void ring_skip(struct ring *ring) __attribute__((nonnull));
/* Reader: the frame so many behind that one, NULL if it is not there yet; borrowed until it is
 * skipped. */
const int16_t *ring_peek_ahead(struct ring *ring, size_t n) __attribute__((nonnull));
/* Reader: the position of the next frame, whether it is there yet or not. */
int64_t ring_position_q8(struct ring *ring) __attribute__((nonnull, warn_unused_result));

#endif
