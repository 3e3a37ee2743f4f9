/* A tone beside what plays. */
/* SPDX-License-Identifier: MIT */
#include "config.h"
#include "speaker/tone.h"

#include <math.h>

#define LEVEL 3277 /* -20 dB */
#define RAMP_MS 10

void tone_start(struct tone *tone, int rate_hz, int duration_ms, int hz)
{
	*tone = (struct tone){.n_frames = (int)((int64_t)rate_hz * duration_ms / 1000),
		.n_ramp = rate_hz * RAMP_MS / 1000,
		.step = (float)(2 * M_PI * hz / rate_hz)};
}

static int lower(int a, int b)
{
	return a < b ? a : b;
}

void tone_add(struct tone *tone, int16_t *frame, int n_channels)
{
	if (tone->n_done >= tone->n_frames)
		return;
	int from_end = lower(tone->n_done, tone->n_frames - tone->n_done);
	float level = LEVEL * (float)lower(from_end, tone->n_ramp) / (float)tone->n_ramp;
	long sample = lrintf(level * sinf(tone->step * (float)tone->n_done));
	tone->n_done++;
	for (int c = 0; c < n_channels; c++) {
		long sum = frame[c] + sample;
		frame[c] = (int16_t)(sum > INT16_MAX ? INT16_MAX : sum < INT16_MIN ? INT16_MIN : sum);
	}
}
