/* MPEG layer III by its frame headers: the true length, and a place to start decoding anywhere. */
/* SPDX-License-Identifier: MIT */
#ifndef MEDIA_MPEG_H
#define MEDIA_MPEG_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "media/window.h"

/* "Frame" is an MPEG frame here, "sample" one moment of all channels. Sources: ISO 11172-3 2.4.1,
 * 13818-3; the Xing and LAME tags as mp3-tech.org describes them. */
struct mpeg {
	uint8_t header[4]; /* of the first frame */
	int frame_samples; /* 1152 or 576 */
	int64_t n_frames;
	int skip_start; /* samples that the encoder put in front, and behind (LAME tag) */
	int skip_end;
	struct stretch *stretches; /* the frames without what stands between them */
	size_t n_stretches;
	size_t n_stretches_room;
	struct mpeg_mark {
		int64_t at; /* place in the file of each MPEG_MARK_FRAMESth frame */
		size_t stretch;
	} * marks;
	size_t n_marks;
	size_t n_marks_room;
};

#define MPEG_MARK_FRAMES 16

/* Walks over from..to of the file. False if that is not layer III (free format is not taken), or
 * cannot be read; *mpeg then needs no release. */
bool mpeg_scan(int fd, int64_t from, int64_t to, struct mpeg *mpeg) __attribute__((nonnull));
void mpeg_release(struct mpeg *mpeg);
/* Samples of the whole recording. */
int64_t mpeg_count_samples(const struct mpeg *mpeg) __attribute__((nonnull, pure));
/* Shows the decoder the stream from far enough before a sample that decoding is exact there;
 * returns how many decoded samples stand before it. */
int64_t mpeg_show(const struct mpeg *mpeg, struct window *window, int64_t sample)
	__attribute__((nonnull));

#endif
