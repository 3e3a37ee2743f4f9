/* Where the sound jumps in the content: from a line that only goes forward to frames. */
/* SPDX-License-Identifier: MIT */
#ifndef SPEAKER_SEAMS_H
#define SPEAKER_SEAMS_H

#include <stdint.h>

#define N_SEAMS 128

/* What is played is counted on a line, in frames of the content, without jumps: there rings and
 * stretchers work. From its start on a seam says which frame a place of the line is. */
struct seam {
	int64_t line;    /* place of its first frame */
	int64_t frame;   /* which is this one */
	uint32_t number; /* jumps of this epoch up to here; the latest of them: */
	int64_t from_frame, to_frame;
};

/* At least one is there after seams_reset; of old ones the latest are kept. */
struct seams {
	struct seam ring[N_SEAMS];
	unsigned n_added;
};

/* A new epoch: the line begins at a frame with its number. */
void seams_reset(struct seams *seams, int64_t frame) __attribute__((nonnull));
/* The same epoch begins anew at a frame: jumps are counted on. */
void seams_restart(struct seams *seams, int64_t frame) __attribute__((nonnull));
/* At a place behind all others the sound jumps. */
void seams_add(struct seams *seams, int64_t line, int64_t from_frame, int64_t to_frame)
	__attribute__((nonnull));
/* Forgets the jumps behind a place. They have been announced: then there is one from its frame to
 * itself instead. */
void seams_cut(struct seams *seams, int64_t line) __attribute__((nonnull));

/* The frame at a place of the line. */
struct place {
	int64_t frame;
	int64_t n_left; /* up to the next jump; INT64_MAX: none is known */
	uint32_t number;
	int64_t from_frame, to_frame;
};
struct place seams_find(const struct seams *seams, int64_t line)
	__attribute__((nonnull, pure, warn_unused_result));

#endif
