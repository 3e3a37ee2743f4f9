/* A source for tests: something like a voice, another in each leg, that a codec for speech keeps. */
/* SPDX-License-Identifier: MIT */
#ifndef VOICE_SOURCE_H
#define VOICE_SOURCE_H

#include <math.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdlib.h>

#include "base/mem.h"
#include "model/pcm.h"

#define VOICE_PI 3.14159265358979323846

struct voice_source {
	struct pcm_source source;
	int64_t frame;
	int64_t n_true; /* frames that it really has */
};

/* Overtones of a pitch that sways, in syllables. */
static inline int16_t voice_sample(int64_t frame, int rate_hz, int leg)
{
	double time_s = (double)frame / rate_hz, sum = 0;
	double pitch_hz = leg ? 170 : 110, syllable = sin(VOICE_PI * (leg ? 1.7 : 2.3) * time_s);
	double phase = 2 * VOICE_PI * pitch_hz * time_s - 4 * cos(2 * VOICE_PI * 2.9 * time_s);
	for (int k = 1; k <= 18; k++)
		sum += sin(k * phase) / (1 + 0.3 * k);
	return (int16_t)lrint(3000 * (0.15 + syllable * syllable) * sum);
}

static inline int64_t voice_read(
	struct pcm_source *source, int16_t *frames, int64_t n_max, struct err *err)
{
	struct voice_source *voice = (struct voice_source *)source;
	int channels = source->format.channels;
	int64_t n = 0;
	(void)err;
	/* Never more than 1000 at once. */
	for (; n < n_max && n < 1000 && voice->frame < voice->n_true; n++, voice->frame++)
		for (int leg = 0; leg < channels; leg++)
			frames[n * channels + leg] =
				voice_sample(voice->frame, source->format.rate_hz, leg);
	return n;
}

static inline bool voice_seek(struct pcm_source *source, int64_t frame, struct err *err)
{
	struct voice_source *voice = (struct voice_source *)source;
	(void)err;
	voice->frame = frame < voice->n_true ? frame : voice->n_true;
	return true;
}

static inline void voice_free(struct pcm_source *source)
{
	free(source);
}

static inline struct voice_source *voice_source_new(int rate_hz, int channels, int64_t n_frames)
{
	struct voice_source *voice = mem_zalloc(1, sizeof *voice);
	voice->source = (struct pcm_source){
		{rate_hz, channels}, n_frames, voice_read, voice_seek, voice_free, NULL};
	voice->n_true = n_frames;
	return voice;
}

/* Energy of what differs at the best of the shifts -40..40, which is *shift, over that of the voice;
 * heard holds n_frames frames from first_frame on. */
static inline double voice_error(const int16_t *heard, int64_t first_frame, int64_t n_frames,
	struct pcm_format format, int leg, int *shift)
{
	double best = INFINITY;
	for (int try = -40; try <= 40; try++) {
		double error = 0, energy = 1;
		for (int64_t i = 0; i < n_frames; i++) {
			double voice = voice_sample(first_frame + i + try, format.rate_hz, leg);
			double differs = heard[i * format.channels + leg] - voice;
			energy += voice * voice;
			error += differs * differs;
		}
		if (error / energy < best) {
			best = error / energy;
			*shift = try;
		}
	}
	return best;
}

#endif
