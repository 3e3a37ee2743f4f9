/* Sound as frames: its format, and anything that hands it out. */
/* SPDX-License-Identifier: MIT */
#ifndef MODEL_PCM_H
#define MODEL_PCM_H

#include <stdbool.h>
#include <stdint.h>

#include "base/err.h"

/* A frame is one 16-bit sample of each channel, interleaved, in the machine's byte order. */
struct pcm_format {
	int rate_hz;  /* 1000..768000 */
	int channels; /* 1 or 2 */
};

/* A table of functions over some recording. Not thread-safe: one thread at a time uses it.
 * Embedded first in the struct that implements it. */
struct pcm_source {
	struct pcm_format format;
	/* Frames, as far as is known; grows or shrinks when reading shows the truth. */
	int64_t n_frames;
	/* Reads up to n_max frames from the current place; 0 at the end, -1 with *err on failure. */
	int64_t (*read)(struct pcm_source *source, int16_t *frames, int64_t n_max, struct err *err);
	/* Goes to an absolute frame; beyond the end is the end. Exact in every format. */
	bool (*seek)(struct pcm_source *source, int64_t frame, struct err *err);
	void (*free)(struct pcm_source *source);
	/* Whether reading at a frame does not have to wait for it; NULL: it never has. */
	bool (*is_ready)(struct pcm_source *source, int64_t frame);
};

static inline int64_t pcm_frames_to_ms(int64_t n_frames, int rate_hz)
{
	return n_frames / rate_hz * 1000 + n_frames % rate_hz * 1000 / rate_hz;
}

static inline int64_t pcm_ms_to_frames(int64_t ms, int rate_hz)
{
	return ms / 1000 * rate_hz + ms % 1000 * rate_hz / 1000;
}

#endif
