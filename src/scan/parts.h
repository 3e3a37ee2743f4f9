/* Hears one long recording in parts on several threads, and decides in order. */
/* SPDX-License-Identifier: MIT */
#ifndef SCAN_PARTS_H
#define SCAN_PARTS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "analysis/analysis.h"
#include "base/err.h"
#include "media/media.h"

/* Half a minute before each part is decoded once more. Parts grow shorter towards the end of the call, so that
 * all threads are done with the last ones at once. */
#define PARTS_MAX_HOPS 60000 /* 10 minutes of one channel, which take 1 MB */
#define PARTS_QUICK_HOPS 18000 /* at most, where that costs little, as there is nothing to decode */
#define PARTS_MIN_HOPS 18000 /* 3 minutes: less is done sooner than another decoder is opened */
#define PARTS_MAX_THREADS 64

struct parts {
	struct media *media; /* open, at its start; the calling thread reads it */
	const struct call_leg *legs; /* for the other threads, which open the call anew */
	size_t n_legs;
	const struct media_options *options;
	struct analysis *analysis;
	int n_threads; /* the calling thread is one of them */
	int64_t part_hops; /* of each part, a multiple of HEARING_STEP_HOPS; 0: chosen */
	const bool *cancelled; /* read atomically */
	/* After each part: the analysis holds the call up to n_frames_done. warning: NULL or what is wrong
	 * with the call. On any of the threads, one at a time. */
	void (*tell)(void *context, int64_t n_frames_done, const char *warning);
	void *context;
};

/* Whether a call is heard sooner in parts. */
bool parts_pay(const struct media_info *info, int n_threads) __attribute__((nonnull));
/* Hears all of it; the answer is what analysis_push would give, to the last bit. The caller finishes the
 * analysis. *n_frames: of the call. False with ERR_CANCELLED or why it cannot be read. */
bool parts_hear(const struct parts *parts, int64_t *n_frames, struct err *err) __attribute__((nonnull));

#endif
