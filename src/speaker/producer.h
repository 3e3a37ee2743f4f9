/* Keeps the rings full: the content's cache, the chain, and a thread that drives them. */
/* SPDX-License-Identifier: MIT */
#ifndef SPEAKER_PRODUCER_H
#define SPEAKER_PRODUCER_H

#include <pthread.h>
#include <stdbool.h>
#include <stdint.h>

#include "base/wake.h"
#include "speaker/cache.h"
#include "speaker/chain.h"
#include "speaker/mixer.h"
#include "speaker/seams.h"

struct producer {
	struct mixer *mixer;
	pthread_t thread;
	bool has_thread;
	struct wake wake; /* rung by main and by the callback */

	pthread_mutex_t lock;
	/* Under the lock. */
	bool leaving;
	bool has_content;
	bool has_output; /* between producer_attach and producer_detach */
	struct cache cache;
	struct chain chain;
	int64_t n_frames; /* of the content */
	struct route route;
	uint32_t stop_epoch; /* that the stop belongs to */
	int64_t stop_frame;
	uint32_t epoch;
	int speed_percent;
	bool is_changed;    /* what plays is to go on in another way: speed, route */
	int64_t target;     /* frame to start from */
	bool is_new;        /* the target waits to be started on */
	int64_t stretch_frame; /* it has read on from here without a jump */
	int64_t next_frame; /* to be read from the cache */
	int64_t next_line;  /* its place, see seams.h: chain, ring and notes count so */
	struct route_turn turn; /* the next one behind it */
	struct seams seams;
	bool finished;      /* all is in the ring */
	struct ring *ring;  /* being filled */
	int16_t *frames;    /* what came out of the chain, not yet in the ring */
	int64_t *positions_q8;
};

/* What is there and what is wanted. */
struct producer_need {
	int64_t want_frame; /* as in wire_status */
	uint32_t n_want;
	uint32_t n_ahead;
};

/* All of this on main, unless it says otherwise. The mixer outlives the producer. */
void producer_init(struct producer *producer, struct mixer *mixer) __attribute__((nonnull));
void producer_release(struct producer *producer) __attribute__((nonnull));
/* Fills the rings on a thread of its own from here on. Without it, producer_step does. */
bool producer_start(struct producer *producer) __attribute__((nonnull, warn_unused_result));

/* New content, from frame 0 (of another format: detached, until producer_attach); and none. */
void producer_open(struct producer *producer, struct pcm_format format, int64_t n_frames,
	uint32_t epoch) __attribute__((nonnull));
void producer_close(struct producer *producer) __attribute__((nonnull));
void producer_set_length(struct producer *producer, int64_t n_frames) __attribute__((nonnull));
void producer_put(struct producer *producer, int64_t start_frame, const int16_t *frames,
	int64_t n_frames) __attribute__((nonnull));
/* Fills the idle ring from a frame and offers it. */
void producer_seek(struct producer *producer, uint32_t epoch, int64_t frame)
	__attribute__((nonnull));
/* Of what plays, from where it plays, and of all that comes; 50..300. */
void producer_set_speed(struct producer *producer, int speed_percent) __attribute__((nonnull));
/* Of this content, from where it plays. */
void producer_set_skips(struct producer *producer, const struct route_span *skips, size_t n_skips)
	__attribute__((nonnull(1)));
void producer_set_loop(struct producer *producer, struct route_span loop) __attribute__((nonnull));
/* For the epoch to come; and from here on none. */
void producer_set_stop(struct producer *producer, uint32_t epoch, int64_t frame)
	__attribute__((nonnull));
void producer_forget_stop(struct producer *producer) __attribute__((nonnull));
/* Which frame a place of the current epoch is. */
struct place producer_find_place(struct producer *producer, int64_t line)
	__attribute__((nonnull, warn_unused_result));
/* The place behind the last frame that is there and follows what is in the ring, as far as the next
 * jump or so many frames behind what was read; -1 if what follows is not known. */
int64_t producer_find_end(struct producer *producer, const struct ring *ring, int64_t n_max)
	__attribute__((nonnull, warn_unused_result));
struct producer_need producer_get_need(struct producer *producer) __attribute__((nonnull));

/* While no callback runs: resets the mixer for this device and starts anew from frame; and stops
 * filling. */
void producer_attach(struct producer *producer, struct pcm_format output, int64_t usual_delay_ns,
	int64_t frame) __attribute__((nonnull));
void producer_detach(struct producer *producer) __attribute__((nonnull));

/* Wakes the thread. Any thread, the callback too. */
void producer_wake(struct producer *producer) __attribute__((nonnull));
/* One piece of work; false if there is none now. Any one thread. */
bool producer_step(struct producer *producer) __attribute__((nonnull));

#endif
