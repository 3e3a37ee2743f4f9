/* Sound for measuring programs: recordings as one channel at 8 kHz. */
/* SPDX-License-Identifier: MIT */
#include "config.h"
#include "material.h"

#include <stdio.h>
#include <stdlib.h>

#include "base/mem.h"
#include "base/str.h"
#include "media/media.h"

#define BLOCK_FRAMES 8192

static void die(const char *path, const char *why)
{
	fprintf(stderr, "%s: %s\n", path, why);
	exit(1);
}

/* Sums of `fold` frames of all channels; frames that are left over are forgotten. */
static void append(struct material *material, const int16_t *frames, int64_t n_frames, int channels,
	int fold)
{
	material->samples = mem_resize(material->samples, (size_t)(material->n + n_frames / fold + 1),
		sizeof *material->samples);
	int per_sample = fold * channels;
	for (int64_t i = 0; i + fold <= n_frames; i += fold) {
		int32_t sum = 0;
		for (int k = 0; k < per_sample; k++)
			sum += frames[i * channels + k];
		material->samples[material->n++] = (int16_t)(sum / per_sample);
	}
}

void material_load(struct material *material, const char *path)
{
	struct err err;
	struct call_leg leg = {.path = (char *)path};
	struct media *media = media_open(&leg, 1, &media_options_default, &err);
	if (!media)
		die(path, err.text);
	struct pcm_format format = media_get_info(media)->format;
	int fold = format.rate_hz / MATERIAL_RATE_HZ;
	if (fold == 0 || format.rate_hz % MATERIAL_RATE_HZ != 0)
		die(path, "its rate is no multiple of 8000 Hz");
	int64_t n_block = (int64_t)BLOCK_FRAMES * fold, n = 0, got;
	int16_t *block = mem_zalloc((size_t)(n_block * format.channels), sizeof *block);
	do {
		got = media_read(media, block + n * format.channels, n_block - n, &err);
		if (got < 0)
			die(path, err.text);
		n += got;
		if (got > 0 && n < n_block)
			continue;
		append(material, block, n, format.channels, fold);
		n = 0;
	} while (got > 0);
	free(block);
	media_free(media);
}

char *material_sample(void)
{
	const char *srcdir = getenv("srcdir");
	struct str path = {0};
	str_addf(&path, "%s/data/sample/sample-call.opus", srcdir ? srcdir : ".");
	return str_take(&path);
}

void material_release(struct material *material)
{
	free(material->samples);
	*material = (struct material){0};
}
