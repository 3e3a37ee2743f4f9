/* One recording file: opened by its contents or its ending, read forward, placed exactly. */
/* SPDX-License-Identifier: MIT */
#ifndef MEDIA_TRACK_H
#define MEDIA_TRACK_H

#include <stdbool.h>
#include <stdint.h>

#include "base/err.h"
#include "media/media.h"

struct track;

/* Facts; kept up to date by reading. */
struct track_info {
	int rate_hz;
	int channels; /* handed out: 1 or 2 */
	int file_channels;
	int64_t n_frames;
	bool exact;
	bool quick_seek;
	bool quick_read;
	const char *container; /* static */
	const char *encoding;
	const char *warning; /* translated, or NULL */
};

/* The caller frees it with track_free. One thread at a time uses one track. */
struct track *track_open(const char *path, const struct media_options *options, struct err *err)
	__attribute__((nonnull, warn_unused_result));
void track_free(struct track *track);
const struct track_info *track_get_info(const struct track *track)
	__attribute__((nonnull, returns_nonnull));
/* As media_read, but less than n frames only at the end. */
int64_t track_read(struct track *track, int16_t *frames, int64_t n, struct err *err)
	__attribute__((nonnull, warn_unused_result));
bool track_seek(struct track *track, int64_t frame, struct err *err)
	__attribute__((nonnull, warn_unused_result));
/* A seek decodes all that is before it. */
bool track_seeks_slowly(const struct track *track) __attribute__((nonnull, pure));

#endif
