/* Where the sound goes: a device, or the silent clock while there is none. */
/* SPDX-License-Identifier: MIT */
#ifndef SPEAKER_OUTPUT_H
#define SPEAKER_OUTPUT_H

#include <stdbool.h>
#include <stdint.h>

#include "model/pcm.h"
#include "speaker/defaults.h"
#include "speaker/device.h"
#include "speaker/producer.h"
#include "speaker/watchdog.h"
#include "wire/wire.h"

struct output {
	/* Set once by the owner. */
	struct device *real; /* borrowed */
	struct producer *producer;
	int64_t (*where)(void *context);                            /* the frame heard now */
	void (*say)(void *context, const struct wire_device *said); /* at each change */
	void (*stand)(void *context, int64_t frame);                /* it stands still there */
	void *context;
	int64_t hold_ns; /* how long it waits for a device that went away */

	struct wire_setup setup;
	struct device *silent;  /* owned */
	struct device *current; /* one of the two while open, else NULL */
	bool holds;             /* nothing is open: it waits for the device to come back */
	int64_t hold_end_ns;
	struct pcm_format content;
	struct pcm_format format; /* of what is open */
	struct wire_device said;
	struct watchdog watchdog;
	struct defaults defaults;
	int latency_ms;     /* asked of the device now */
	bool given_up;      /* it runs free: not tried again */
	int64_t retry_ns;   /* when to try it again while silent; CLOCK_NEVER: none is wanted */
	int64_t tried_ns;   /* of the latest try */
	int64_t backoff_ns; /* between two tries */
	int64_t stalled_ns; /* of the latest stall; 0: none */
	int64_t said_ns;    /* of the latest report of its latency */
	int64_t asleep_ns;  /* how long the machine has slept, as of the latest tick */
};

void output_init(struct output *output) __attribute__((nonnull));
void output_release(struct output *output) __attribute__((nonnull));
/* What is open goes on in the new way, where it is. */
void output_setup(struct output *output, const struct wire_setup *setup) __attribute__((nonnull));
/* What could be opened, up to n_max; how many. Of what is not open it looks anew. */
size_t output_list(struct output *output, struct device_info *infos, size_t n_max)
	__attribute__((nonnull, warn_unused_result));

/* Opens what there is for this content, attaches the producer from frame on, and starts. Never
 * fails: without a device it is the silent clock. May take as long as the sound system takes. */
void output_open(struct output *output, struct pcm_format content, int64_t frame)
	__attribute__((nonnull));
/* Closes; closed says so to the other side if there was a device. */
void output_close(struct output *output) __attribute__((nonnull));
/* Opening it for this content would change nothing; a silent clock for want of a device might be
 * one no more. */
bool output_is_open_for(const struct output *output, struct pcm_format content)
	__attribute__((nonnull, pure));

/* Somebody wants to hear something: if it waits for a device it tries soon. */
void output_hurry(struct output *output) __attribute__((nonnull));

/* Looks after the device, ten times a second while something is open or it holds. asleep_ns: how
 * long the machine has slept in all. */
void output_tick(struct output *output, int64_t now_ns, int64_t asleep_ns) __attribute__((nonnull));

#endif
