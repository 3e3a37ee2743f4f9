/* Any recording, one file or one a leg, as frames of at most two channels. */
/* SPDX-License-Identifier: MIT */
#include "config.h"
#include "media/media.h"

#include <stdlib.h>
#include <string.h>

#include "base/i18n.h"
#include "base/mem.h"
#include "base/str.h"
#include "media/spool.h"
#include "media/track.h"

#define BLOCK_FRAMES 4096

const struct media_options media_options_default = {.pick = {-1, -1}};

struct media {
	struct pcm_source source; /* first, so that it can stand for the whole */
	struct media_info info;
	struct track *tracks[CALL_MAX_LEGS]; /* agent first where there are two */
	size_t n_tracks;
	int16_t *scratch; /* a block of one leg, where there are two */
};

/* Brings what is known of the length up to date. */
static void refresh(struct media *media)
{
	struct media_info *info = &media->info;
	info->n_frames = 0;
	info->exact = info->quick_seek = info->quick_read = true;
	info->warning = NULL;
	for (size_t i = 0; i < media->n_tracks; i++) {
		const struct track_info *track = track_get_info(media->tracks[i]);
		if (track->n_frames > info->n_frames)
			info->n_frames = track->n_frames;
		info->exact = info->exact && track->exact;
		info->quick_seek = info->quick_seek && track->quick_seek;
		info->quick_read = info->quick_read && track->quick_read;
		if (!info->warning)
			info->warning = track->warning;
	}
	media->source.n_frames = info->n_frames;
}

static int64_t source_read(
	struct pcm_source *source, int16_t *frames, int64_t n_max, struct err *err)
{
	return media_read((struct media *)(void *)source, frames, n_max, err);
}

static bool source_seek(struct pcm_source *source, int64_t frame, struct err *err)
{
	return media_seek((struct media *)(void *)source, frame, err);
}

static void source_free(struct pcm_source *source)
{
	media_free((struct media *)(void *)source);
}

static bool open_tracks(struct media *media, const struct call_leg *legs, size_t n_legs,
	const struct media_options *options, struct err *err)
{
	bool swap = n_legs == 2 && legs[0].role != LEG_AGENT &&
		    (legs[1].role == LEG_AGENT || legs[0].role == LEG_CUSTOMER);
	for (size_t i = 0; i < n_legs; i++) {
		media->tracks[i] = track_open(legs[swap ? 1 - i : i].path, options, err);
		if (!media->tracks[i])
			return false;
		media->n_tracks++;
	}
	if (n_legs < 2)
		return true;
	int rate_hz = track_get_info(media->tracks[0])->rate_hz;
	int other_hz = track_get_info(media->tracks[1])->rate_hz;
	if (rate_hz != other_hz)
		return err_set(err, ERR_UNSUPPORTED,
			_("'%s' has %d Hz, the other file of the call %d Hz; convert one of them "
			  "first"),
			legs[swap].path, rate_hz, other_hz);
	return true;
}

struct media *media_open(const struct call_leg *legs, size_t n_legs,
	const struct media_options *options, struct err *err)
{
	if (n_legs < 1 || n_legs > CALL_MAX_LEGS) {
		err_set(err, ERR_USAGE, _("a call is one file, or two with one party in each"));
		return NULL;
	}
	struct media *media = mem_zalloc(1, sizeof *media);
	if (!open_tracks(media, legs, n_legs, options, err)) {
		media_free(media);
		return NULL;
	}
	const struct track_info *first = track_get_info(media->tracks[0]);
	media->info.format.rate_hz = first->rate_hz;
	media->info.format.channels = n_legs == 2 ? 2 : first->channels;
	media->info.file_channels = first->file_channels;
	str_copy(media->info.container, sizeof media->info.container, first->container);
	str_copy(media->info.encoding, sizeof media->info.encoding, first->encoding);
	if (n_legs == 2)
		media->scratch = mem_zalloc(2 * BLOCK_FRAMES, sizeof *media->scratch);
	media->source = (struct pcm_source){.format = media->info.format,
		.read = source_read,
		.seek = source_seek,
		.free = source_free};
	refresh(media);
	return media;
}

void media_free(struct media *media)
{
	if (!media)
		return;
	for (size_t i = 0; i < media->n_tracks; i++)
		track_free(media->tracks[i]);
	free(media->scratch);
	free(media);
}

const struct media_info *media_get_info(const struct media *media)
{
	return &media->info;
}

/* Reads n frames (at most a block) of one leg into channel c of frames; a leg that has two channels
 * itself is mixed. */
static int64_t read_leg(struct media *media, int c, int16_t *frames, int64_t n, struct err *err)
{
	struct track *track = media->tracks[c];
	int step = track_get_info(track)->channels;
	int64_t n_done = 0, got = 1;
	while (n_done < n && got > 0) {
		got = track_read(track, media->scratch, n - n_done, err);
		for (int64_t i = 0; i < got; i++) {
			const int16_t *from = media->scratch + i * step;
			int mixed = step == 2 ? (from[0] + from[1]) / 2 : from[0];
			frames[(n_done + i) * 2 + c] = (int16_t)mixed;
		}
		n_done += got > 0 ? got : 0;
	}
	return got < 0 ? -1 : n_done;
}

/* A block of both legs; the one that is over is silent. */
static int64_t read_legs(struct media *media, int16_t *frames, int64_t n, struct err *err)
{
	int64_t got[2];
	n = n < BLOCK_FRAMES ? n : BLOCK_FRAMES;
	for (int c = 0; c < 2; c++) {
		got[c] = read_leg(media, c, frames, n, err);
		if (got[c] < 0)
			return -1;
	}
	int64_t n_read = got[0] > got[1] ? got[0] : got[1];
	for (int c = 0; c < 2; c++)
		for (int64_t i = got[c]; i < n_read; i++)
			frames[i * 2 + c] = 0;
	return n_read;
}

int64_t media_read(struct media *media, int16_t *frames, int64_t n_max, struct err *err)
{
	int64_t n_done = 0, got = 1;
	if (media->n_tracks == 1)
		n_done = got = track_read(media->tracks[0], frames, n_max, err);
	while (media->n_tracks == 2 && n_done < n_max && got > 0) {
		got = read_legs(media, frames + 2 * n_done, n_max - n_done, err);
		n_done += got > 0 ? got : 0;
	}
	refresh(media);
	return got < 0 ? -1 : n_done;
}

bool media_seek(struct media *media, int64_t frame, struct err *err)
{
	for (size_t i = 0; i < media->n_tracks; i++)
		if (!track_seek(media->tracks[i], frame, err))
			return false;
	return true;
}

struct pcm_source *media_take_source(struct media *media)
{
	for (size_t i = 0; i < media->n_tracks; i++)
		if (track_seeks_slowly(media->tracks[i]))
			return spool_new(&media->source);
	return &media->source;
}
