/* A stand-in for a sound device that goes wrong on demand; keeps time like one. */
/* SPDX-License-Identifier: MIT */
#ifndef TESTS_FAULT_DEVICE_H
#define TESTS_FAULT_DEVICE_H

#include <pthread.h>
#include <semaphore.h>
#include <stdatomic.h>
#include <stdbool.h>
#include <stdint.h>

#include "speaker/device.h"

/* How it is, until told otherwise: set before the speaker starts. Zero is a good device. */
struct fault_plan {
	bool init_fails;
	bool init_hangs; /* until fault_device_release_hang */
	bool no_device;
	bool start_fails;
	bool free_running;
	bool has_no_clock; /* delays unknown */
	int only_rate_hz;  /* the one that it opens with; 0: any */
	int only_channels;
	int64_t stall_after;    /* frames of a stream, then it takes no more; 0: never */
	int64_t underrun_after; /* then each call tells of an underrun */
	int n_good_inits;  /* after so many, the faults of init and no_device begin; 0: at once */
	int n_bad_inits;   /* after so many in all, they end; 0: never */
	int16_t *heard;    /* unless NULL: the first n_heard frames that are not silent go there, the
			    * first channel of them */
	size_t n_heard;
};

struct fault_device {
	struct device device;
	struct fault_plan plan;
	struct device_wish wish;
	sem_t hang;
	pthread_t thread;
	bool started;
	atomic_bool leaving, stopped, unplugged;
	/* For the test to look at. */
	atomic_int n_inits, n_streams, n_quits, latency_ms;
	atomic_size_t n_kept; /* in heard */
};

void fault_device_init(struct fault_device *device, struct fault_plan plan);
/* The stream that plays stops by itself; the next one does not. */
void fault_device_unplug(struct fault_device *device);
void fault_device_release_hang(struct fault_device *device);

#endif
