/* Samples in; levels, talk, gaps and tones out. Push blocks, finish, read. */
/* SPDX-License-Identifier: MIT */
#ifndef ANALYSIS_ANALYSIS_H
#define ANALYSIS_ANALYSIS_H

#include <stddef.h>
#include <stdint.h>

#include "analysis/hearing.h"
#include "model/envelope.h"
#include "model/event.h"
#include "model/pcm.h"

/* Goes up with every change of an answer; results are cached under it. */
#define ANALYSIS_VERSION 24

struct analysis_options {
	int agent_channel; /* 0 or 1; of a stereo call */
	/* NAN: the floor is estimated and followed. Else everything under this level, dB full scale
	 * (-120..0), is silence. */
	double fixed_floor_db;
};

extern const struct analysis_options analysis_options_default;

/* No I/O, no threads; one thread at a time uses one struct. The answer depends on the samples only,
 * not on how they were cut into blocks. */
struct analysis;

/* format: rate 1000..768000 Hz, 1 or 2 channels. The caller frees it with analysis_free. */
struct analysis *analysis_new(const struct pcm_format *format, const struct analysis_options *options)
	__attribute__((nonnull, returns_nonnull, warn_unused_result));
void analysis_free(struct analysis *analysis);

/* Before all others: nobody draws the envelope, it is only kept. */
void analysis_keep_flat(struct analysis *analysis) __attribute__((nonnull));
/* Takes n_frames interleaved frames (any number, 0 too). Not after analysis_finish. */
void analysis_push(struct analysis *analysis, const int16_t *frames, int64_t n_frames)
	__attribute__((nonnull));
/* In place of analysis_push: takes hops heard elsewhere (hearing.h), n_hops of each channel, in order, a
 * multiple of HEARING_STEP_HOPS but at the end of the call; n_frames: of the call up to their end. */
void analysis_add(struct analysis *analysis, const struct hop *const hops[2], int64_t n_hops,
	int64_t n_frames) __attribute__((nonnull));
/* There is no more; everything becomes settled. */
void analysis_finish(struct analysis *analysis) __attribute__((nonnull));

/* Events that start before this many milliseconds are final; grows with pushes, some 110 s behind
 * them: until then talk may turn out to be an announcement that is repeated. */
int64_t analysis_settled_ms(const struct analysis *analysis) __attribute__((nonnull));
/* Events so far, by start: stretches without talk of 500 ms or more as silence or hold, talk a
 * channel, overtalk, tones. Those at and after settled_ms may still change. Borrowed until the next
 * call that is not const. Thresholds play no part. */
const struct event *analysis_get_events(const struct analysis *analysis, size_t *n_events)
	__attribute__((nonnull, returns_nonnull));
/* Levels so far; borrowed likewise. */
const struct envelope *analysis_get_envelope(const struct analysis *analysis)
	__attribute__((nonnull, returns_nonnull));
/* Moves the levels into *envelope, which the caller releases. Only after analysis_finish. */
void analysis_take_envelope(struct analysis *analysis, struct envelope *envelope)
	__attribute__((nonnull));
/* Moves the events out, likewise; the caller frees them. */
struct event *analysis_take_events(struct analysis *analysis, size_t *n_events)
	__attribute__((nonnull, returns_nonnull, warn_unused_result));

#endif
