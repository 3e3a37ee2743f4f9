/* A source for tests: each sample says which frame it is of. */
/* SPDX-License-Identifier: MIT */
#ifndef FAKE_SOURCE_H
#define FAKE_SOURCE_H

#include <stdbool.h>
#include <stdint.h>
#include <stdlib.h>
#include <unistd.h>

#include "base/mem.h"
#include "model/pcm.h"

struct fake_source {
	struct pcm_source source;
	int64_t frame;
	int64_t n_true;  /* frames that it really has */
	int64_t fail_at; /* reading beyond this frame fails; -1: never */
	int *n_freed;    /* counted up; may be NULL */
	/* Unless NULL: before reading at gate_frame it writes a byte to gate[1], and reads one from
	 * gate[0]. */
	const int *gate;
	int64_t gate_frame;
	int64_t unready_from; /* from here on it is not ready; 0: it is */
};

static inline int16_t fake_sample(int64_t frame, int channel)
{
	return (int16_t)(frame * 7 % 30000 + channel);
}

static inline int64_t fake_read(
	struct pcm_source *source, int16_t *frames, int64_t n_max, struct err *err)
{
	struct fake_source *fake = (struct fake_source *)source;
	char byte = 0;
	if (fake->gate && fake->frame == fake->gate_frame &&
		(write(fake->gate[1], &byte, 1) != 1 || read(fake->gate[0], &byte, 1) != 1))
		return -1;
	int64_t n = fake->n_true - fake->frame < n_max ? fake->n_true - fake->frame : n_max;
	if (fake->fail_at >= 0 && fake->frame + n > fake->fail_at) {
		err_set(err, ERR_IO, "cannot read on");
		return -1;
	}
	int channels = source->format.channels;
	for (int64_t i = 0; i < n * channels; i++)
		frames[i] = fake_sample(fake->frame + i / channels, (int)(i % channels));
	fake->frame += n;
	return n;
}

static inline bool fake_seek(struct pcm_source *source, int64_t frame, struct err *err)
{
	struct fake_source *fake = (struct fake_source *)source;
	(void)err;
	fake->frame = frame < fake->n_true ? frame : fake->n_true;
	return true;
}

static inline bool fake_is_ready(struct pcm_source *source, int64_t frame)
{
	struct fake_source *fake = (struct fake_source *)source;
	return fake->unready_from == 0 || frame < fake->unready_from;
}

static inline void fake_free(struct pcm_source *source)
{
	struct fake_source *fake = (struct fake_source *)source;
	if (fake->n_freed)
		++*fake->n_freed;
	free(fake);
}

static inline struct fake_source *fake_source_new(int rate_hz, int channels, int64_t n_frames)
{
	struct fake_source *fake = mem_zalloc(1, sizeof *fake);
	fake->source =
		(struct pcm_source){{rate_hz, channels}, n_frames, fake_read, fake_seek, fake_free,
		fake_is_ready};
	fake->n_true = n_frames;
	fake->fail_at = -1;
	return fake;
}

#endif
