/* What the playback tests play, as a source of the player. */
/* SPDX-License-Identifier: MIT */
#include "config.h"
#include "content.h"

#include <stdlib.h>

#include "base/mem.h"

struct content {
	struct pcm_source source;
	int16_t (*sample_at)(int64_t frame);
	int64_t frame;
};

static int64_t content_read(
	struct pcm_source *source, int16_t *frames, int64_t n_max, struct err *err)
{
	(void)err;
	struct content *content = (struct content *)source;
	int64_t n = 0;
	for (; n < n_max && content->frame < source->n_frames; n++, content->frame++)
		for (int c = 0; c < source->format.channels; c++)
			*frames++ = content->sample_at(content->frame);
	return n;
}

static bool content_seek(struct pcm_source *source, int64_t frame, struct err *err)
{
	(void)err;
	((struct content *)source)->frame = frame < source->n_frames ? frame : source->n_frames;
	return true;
}

static void content_free(struct pcm_source *source)
{
	free(source);
}

struct pcm_source *content_new(int channels, int16_t (*sample_at)(int64_t frame))
{
	struct content *content = mem_zalloc(1, sizeof *content);
	content->source = (struct pcm_source){{CONTENT_RATE_HZ, channels}, CONTENT_FRAMES,
		content_read, content_seek, content_free, NULL};
	content->sample_at = sample_at;
	return &content->source;
}
