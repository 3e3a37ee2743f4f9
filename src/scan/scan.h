/* Decodes and analyses calls on worker threads, with progress and cancel. */
/* SPDX-License-Identifier: MIT */
#ifndef SCAN_SCAN_H
#define SCAN_SCAN_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "analysis/analysis.h"
#include "base/err.h"
#include "media/media.h"
#include "model/call.h"
#include "model/envelope.h"
#include "model/event.h"

struct scan;

struct scan_request {
	const struct call_leg *legs; /* copied */
	size_t n_legs;
	struct media_options media;
	struct analysis_options analysis;
	bool urgent;  /* before all that wait */
	bool hash;    /* also hash the files, after the analysis (before it when hash_first) */
	bool hash_first;
	bool undrawn; /* nobody looks before the end: events and levels are handed over then, these flat */
	/* Threads for this one call, if it is long: more than the scan has workers count as so many; 0: one.
	 * The answer is the same. */
	int n_threads;
	int64_t part_hops; /* of the parts that the threads hear (scan/parts.h); 0: chosen */
};
#define SCAN_ALL_THREADS 64

enum scan_state {
	SCAN_WAITING,
	SCAN_RUNNING,
	SCAN_DONE,
	SCAN_FAILED, /* err says why */
};

/* How far one job is; a plain copy. */
struct scan_status {
	uint64_t job;
	enum scan_state state;
	int64_t n_frames_done;
	int64_t n_frames_total; /* best known */
	struct pcm_format format; /* rate 0 until the file is open */
	int64_t settled_ms;
	bool hashed;             /* hash below is filled in */
	uint8_t hash[CALL_MAX_LEGS][HASH_SIZE]; /* in the order of the legs */
	char warning[160];       /* what was wrong with a file and worked around; "" */
	struct err err;
};

/* Starts n_workers threads (1..64), all signals blocked in them. */
struct scan *scan_new(int n_workers, struct err *err) __attribute__((nonnull, warn_unused_result));
/* Cancels everything and joins the threads. */
void scan_free(struct scan *scan);

/* Becomes readable when there is news; scan_drain empties it. Main thread. */
int scan_get_fd(const struct scan *scan) __attribute__((nonnull));
void scan_drain(struct scan *scan) __attribute__((nonnull));

/* Queues a job; returns its number, never 0. Results stay until scan_forget. Main thread. */
uint64_t scan_submit(struct scan *scan, const struct scan_request *request)
	__attribute__((nonnull, warn_unused_result));
/* Stops the job if it runs, drops it and its results. */
void scan_forget(struct scan *scan, uint64_t job) __attribute__((nonnull));

/* A copy of the state; false if there is no such job. Wakeups are limited to ten a second a job, and
 * one at each change of state. */
bool scan_get_status(struct scan *scan, uint64_t job, struct scan_status *status)
	__attribute__((nonnull, warn_unused_result));
/* Brings *envelope (zero-initialised by the caller before the first time) up to what is known; only
 * new hops are added. False if there is no such job or nothing is known yet. */
bool scan_read_envelope(struct scan *scan, uint64_t job, struct envelope *envelope)
	__attribute__((nonnull, warn_unused_result));
/* Moves the levels of a job that is done into *envelope, which the caller releases; they are gone
 * from the job. False if there is no such job or it is not done. */
bool scan_take_envelope(struct scan *scan, uint64_t job, struct envelope *envelope)
	__attribute__((nonnull, warn_unused_result));
/* A copy of the events known so far, by start; the caller frees *events (never NULL when true). */
bool scan_read_events(struct scan *scan, uint64_t job, struct event **events, size_t *n_events)
	__attribute__((nonnull, warn_unused_result));

#endif
