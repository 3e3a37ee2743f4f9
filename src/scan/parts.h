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

/* Half a minute before each part is decoded once more. */
#define PARTS_MAX_HOPS 60000 /* 10 minutes of one channel, which take 2 MB */
#define PARTS_MIN_HOPS 18000 /* 3 minutes: less is done sooner than another decoder is opened */
#define PARTS_MAX_THREADS 64

struct parts {
	struct media *media; /* open, at its start; the calling thread reads it */
	const struct call_leg *legs; /* for the other threads, which open the call anew */
	size_t n_legs;
	const struct media_options *options;
	struct analysis *analysis;
	int n_threads; /* the calling thread is one of them */
	int64_t part_hops; /* a multiple of HEARING_STEP_HOPS */
	const bool *cancelled; /* read atomically */
	/* After each part: the analysis holds the call up to n_frames_done. warning: NULL or what is wrong
	 * with the call. On any of the threads, one at a time. */
	void (*tell)(void *context, int64_t n_frames_done, const char *warning);
	void *context;
};

/* How long parts are best made for a call of n_frames; 0 where parts do not pay. */
int64_t parts_choose_hops(const struct media_info *info, int n_threads) __attribute__((nonnull));
/* Hears all of it; the answer is what analysis_push would give, to the last bit. The caller finishes the
 * analysis. *n_frames: of the call. False with ERR_CANCELLED or why it cannot be read. */
bool parts_hear(const struct parts *parts, int64_t *n_frames, struct err *err) __attribute__((nonnull));

#endif
