/* What main's and the feeder's side of the shared state have in common: the state, and its lock. */
/* SPDX-License-Identifier: MIT */
#ifndef PLAYER_SHARED_PARTS_H
#define PLAYER_SHARED_PARTS_H

#include <pthread.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <sys/types.h>

#include "base/wake.h"
#include "player/line.h"
#include "player/pedals.h"
#include "player/shared.h"

struct shared {
	/* set once */
	struct wake wake;    /* main to feeder */
	struct wake changed; /* feeder to main */
	pthread_mutex_t lock;
	/* under lock */
	bool silent; /* no speaker */
	struct playhead head;
	enum player_leg leg;
	int volume_percent;
	int level_percent[2];
	bool new_skips, new_loop; /* not yet taken */
	struct wire_setup setup;  /* counts after the first shared_set_output */
	unsigned n_setups, n_tones, n_lists;
	unsigned n_asked; /* to play */
	enum player_sound sound;   /* wanted over a line */
	enum player_coding coding; /* of what goes over it */
	struct player_device *devices; /* owned */
	size_t n_devices;
	unsigned n_listed; /* how many lists had been asked for when devices was filled; 0: never */
	struct wire_pedals wanted_pedals; /* counts after the first shared_want_pedals */
	unsigned n_pedals;
	struct pedals pedals;
	bool quit, gone;
	bool new_source;
	struct pcm_source *source; /* not yet taken */
	uint32_t serial;
	uint32_t source_serial; /* the serial when the source was set */
	pid_t pid;
	enum player_output output; /* of the speaker */
	int output_rate_hz, latency_ms;
	char device[64];
	char local_problem[200], device_problem[200], read_problem[200];
	struct line line;
	unsigned n_restarts;
};

/* Nothing under the lock is touched but between enter and one of the leaves. */
void shared_enter(struct shared *shared) __attribute__((nonnull));
void shared_leave(struct shared *shared) __attribute__((nonnull));
/* And the feeder has something to do; and the main thread has something to look at. */
void shared_leave_and_wake(struct shared *shared) __attribute__((nonnull));
void shared_leave_and_tell(struct shared *shared) __attribute__((nonnull));

#endif
