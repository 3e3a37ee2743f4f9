/* All channels of a call, or of a part of it, heard: frames in, hops out. */
/* SPDX-License-Identifier: MIT */
#ifndef ANALYSIS_HEARING_H
#define ANALYSIS_HEARING_H

#include <stdint.h>

#include "analysis/hop.h"
#include "model/pcm.h"

/* A call may be heard in parts, each by itself and on any thread: the parts begin at a multiple of so
 * many hops (10 ms), and together are exactly what one would hear. */
#define HEARING_STEP_HOPS 72

struct hearing;

/* Hops are wanted from first_hop on, a multiple of HEARING_STEP_HOPS. The caller frees it with
 * hearing_free. */
struct hearing *hearing_new(const struct pcm_format *format, int64_t first_hop)
	__attribute__((nonnull, returns_nonnull, warn_unused_result));
void hearing_free(struct hearing *hearing);
/* Begins anew from another hop on; what was heard is dropped, its memory used again. */
void hearing_restart(struct hearing *hearing, int64_t first_hop) __attribute__((nonnull));
/* Makes room for so many hops at once. */
void hearing_reserve(struct hearing *hearing, int64_t n_hops) __attribute__((nonnull));
/* The frame from which on it must be given the call: half a minute before the first hop, or 0. */
int64_t hearing_first_frame(const struct pcm_format *format, int64_t first_hop) __attribute__((nonnull, pure));
/* The frame up to which it must be given the call for all hops before last_hop to be heard. */
int64_t hearing_last_frame(const struct pcm_format *format, int64_t last_hop) __attribute__((nonnull, pure));
/* Takes n_frames interleaved frames. */
void hearing_push(struct hearing *hearing, const int16_t *frames, int64_t n_frames) __attribute__((nonnull));
/* The call ends here. */
void hearing_finish(struct hearing *hearing) __attribute__((nonnull));
/* Hops so far that were not dropped; of each channel. Borrowed until the next call that is not const. */
int64_t hearing_get(const struct hearing *hearing, const struct hop *hops[2]) __attribute__((nonnull));
/* Drops the first n hops. */
void hearing_drop(struct hearing *hearing, int64_t n_hops) __attribute__((nonnull));

#endif
