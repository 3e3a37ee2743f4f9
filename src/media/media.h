/* Any recording, one file or one a leg, as frames of at most two channels. */
/* SPDX-License-Identifier: MIT */
#ifndef MEDIA_MEDIA_H
#define MEDIA_MEDIA_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/err.h"
#include "model/call.h"
#include "model/pcm.h"

struct media_options {
	int raw_rate_hz; /* of headerless files (.ulaw .ul .alaw .al .gsm .sln .raw); 0: 8000 */
	/* Which two channels (from 0) of a file with more than two are agent and customer; both -1:
	 * the first two. The same channel twice gives one channel. */
	int pick[2];
};

extern const struct media_options media_options_default;

/* Facts about an open recording; borrowed from it. */
struct media_info {
	struct pcm_format
		format;   /* as presented: 1 channel, or 2 with channel 0 first in the file */
	int64_t n_frames; /* best known; exact when exact is set, and after the end was read */
	bool exact;
	bool quick_seek; /* media_seek need not decode all that lies before the place */
	bool quick_read; /* there is hardly anything to decode: PCM, G.711 */
	int file_channels;  /* what the (first) file holds */
	char container[32]; /* "WAV", "FLAC", "raw" */
	char encoding[32];  /* "mu-law", "GSM 6.10" */
	const char *
		warning; /* what is wrong and was worked around, in the current language; or NULL */
};

struct media;

/* Opens a call: one leg, or two (agent first, whatever order the roles come in) which then become
 * the two channels; the shorter is padded with silence. Legs of unlike rates are refused. Only
 * regular files; never blocks on a FIFO or a device. Errors name the file. Any thread; one media is
 * used by one thread at a time. The caller frees it with media_free. */
struct media *media_open(const struct call_leg *legs, size_t n_legs,
	const struct media_options *options, struct err *err)
	__attribute__((nonnull, warn_unused_result));
void media_free(struct media *media);

const struct media_info *media_get_info(const struct media *media)
	__attribute__((nonnull, returns_nonnull));
/* Reads up to n_max frames (16 bit; NaN and infinities are 0, values beyond full scale are
 * clipped). 0 at the end; -1 with *err. A file that ends before its header says ends there, without
 * error. */
int64_t media_read(struct media *media, int16_t *frames, int64_t n_max, struct err *err)
	__attribute__((nonnull, warn_unused_result));
/* To an absolute frame, exactly, also where libsndfile cannot seek. Beyond the end is the end. */
bool media_seek(struct media *media, int64_t frame, struct err *err)
	__attribute__((nonnull, warn_unused_result));
/* The library that decodes, with its version. Borrowed for ever. */
const char *media_library(void) __attribute__((returns_nonnull));
/* The same recording as a source; freeing the source frees the media. Moves media. One that has to
 * be decoded from its start for every seek is decoded once, on a thread of its own: what was got
 * from media_get_info must not be used any more then. */
struct pcm_source *media_take_source(struct media *media)
	__attribute__((nonnull, returns_nonnull, warn_unused_result));

/* SHA-256 of the file's bytes, with its size. *cancel (may be NULL) is looked at between blocks of
 * 128 KiB and ends it with ERR_CANCELLED when set by another thread. */
bool media_hash(const char *path, uint8_t hash[HASH_SIZE], const bool *cancel, struct err *err)
	__attribute__((nonnull(1, 2, 4), warn_unused_result));

/* Fills size and time of leg->path from the file system; ERR_NOT_FOUND, ERR_UNSUPPORTED when it is
 * not a regular file. */
bool media_stat(struct call_leg *leg, struct err *err) __attribute__((nonnull, warn_unused_result));

/* Whether a file of this name is worth trying in a folder (known ending). */
bool media_is_recording_name(const char *name) __attribute__((nonnull));
/* Whether it is, by its ending, sound in a format that is not read: such a file in a folder is told, for
 * a call would be missing. */
bool media_is_foreign_name(const char *name) __attribute__((nonnull));

/* If name is the file of one party by its words (agent, caller, customer, client, 坐席, 客户 ...
 * set apart by - _ . or space), its role, and in *stem the name without that word (the caller frees
 * it): two names of one folder with equal stems and both roles are one call. LEG_MIXED, *stem NULL
 * else. */
enum leg_role media_leg_of_name(const char *name, char **stem) __attribute__((nonnull));

/* Names of endings and formats that can be read, for help and manual: a row each, NULL at the end.
 * Static. */
struct media_format_row {
	const char *endings; /* "wav wave" */
	const char *name;
};
const struct media_format_row *media_get_formats(void) __attribute__((returns_nonnull));

#endif
