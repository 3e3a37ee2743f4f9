/* What a short stretch of sound is made of: how voiced, how steady, how pure it is. */
/* SPDX-License-Identifier: MIT */
#include "config.h"
#include "analysis/voice.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "analysis/voice_parts.h"
#include "base/mem.h"

#define PI 3.14159265358979323846
#define MAX_POINTS 1024
#define WINDOW_MIN_MS 43  /* the window is the next power of two samples above this */
#define BAND_LOW_HZ 200.0 /* mains hum is below, or weak above */
#define BAND_HIGH_HZ 1800.0
#define PITCH_LOW_HZ 70.0
#define PITCH_HIGH_HZ 450.0

#define FINE_LOW_HZ 240.0
#define FINE_HIGH_HZ 3400.0

static int window_points(double rate_hz)
{
	int n = 64;
	while (n < MAX_POINTS && n * 1000 < rate_hz * WINDOW_MIN_MS)
		n *= 2;
	return n;
}

static void window_init(struct voice *voice)
{
	int n = voice->n;
	double whole = 0;
	for (int i = 0; i < n; i++) {
		voice->hann[i] = (float)(0.5 - 0.5 * cos(2 * PI * (i + 0.5) / n));
		whole += (double)voice->hann[i] * voice->hann[i];
	}
	for (int lag = 0; lag < n / 4; lag++) {
		double sum = 0;
		for (int i = 0; i < n; i++)
			sum += (double)voice->hann[i] * voice->hann[(i + 2 * lag) % n];
		voice->unbias[lag] = (float)(whole / sum);
		for (int l = 0; l < LANES && lag > 0; l++)
			voice->turn[lag][l] = (float)((l < FFT_LANES ? 0.5 : -0.5) / sin(4 * PI * lag / n));
	}
}

struct voice *voice_new(double rate_hz)
{
	struct voice *voice = mem_zalloc(1, sizeof *voice);
	int n = window_points(rate_hz);
	voice->n = n;
	voice->band_low = (int)ceil(BAND_LOW_HZ * n / rate_hz);
	voice->band_high = (int)(BAND_HIGH_HZ * n / rate_hz);
	if (voice->band_high > n / 4)
		voice->band_high = n / 4;
	voice->lag_low = (int)(rate_hz / 2 / PITCH_HIGH_HZ);
	voice->lag_high = (int)ceil(rate_hz / 2 / PITCH_LOW_HZ);
	if (voice->lag_low < 2)
		voice->lag_low = 2;
	if (voice->lag_high > n / 4 - 2)
		voice->lag_high = n / 4 - 2;
	voice->bin_hz = rate_hz / n;
	voice->fine_low = (int)(FINE_LOW_HZ / voice->bin_hz);
	voice->fine_high = (int)(FINE_HIGH_HZ / voice->bin_hz);
	if (voice->fine_low < FINE_SPREAD + 1)
		voice->fine_low = FINE_SPREAD + 1;
	if (voice->fine_high > n / 2 - FINE_SPREAD - 1)
		voice->fine_high = n / 2 - FINE_SPREAD - 1;
	voice->whole = fft_new(n);
	voice->quarter = fft_new(n / 4);
	voice->hann = mem_zalloc((size_t)n, sizeof *voice->hann);
	voice->unbias = mem_zalloc((size_t)n / 4, sizeof *voice->unbias);
	voice->re = (voice_row *)(void *)lanes_new(n / 2);
	voice->im = (voice_row *)(void *)lanes_new(n / 2);
	voice->spectrum = lanes_new(n);
	voice->band = lanes_new(n / 2);
	voice->turn = lanes_new(n / 4);
	voice->acf = lanes_new(n / 4);
	voice->power = lanes_new(n / 2);
	voice->root = lanes_new(n / 2);
	for (int i = 0; i < 2; i++)
		voice->fine[i] = (struct fine){.rows = lanes_new(n / 2), .scale = lanes_new(1)};
	voice->wide = LANES_WIDE();
	window_init(voice);
	return voice;
}

void voice_free(struct voice *voice)
{
	if (!voice)
		return;
	fft_free(voice->whole);
	fft_free(voice->quarter);
	free(voice->hann);
	free(voice->unbias);
	free(voice->re);
	free(voice->im);
	free(voice->spectrum);
	free(voice->band);
	free(voice->turn);
	free(voice->acf);
	free(voice->power);
	free(voice->root);
	for (int i = 0; i < 2; i++) {
		free(voice->fine[i].rows);
		free(voice->fine[i].scale);
	}
	free(voice);
}

int voice_n_window(const struct voice *voice)
{
	return voice->n;
}

void voice_look(struct voice *voice, const float *const windows[VOICE_VIEWS],
	struct voice_view views[VOICE_VIEWS])
{
	if (voice->wide)
		voice_look_by_eight(voice, windows, views);
	else
		voice_look_by_four(voice, windows, views);
}

void voice_skip(struct voice *voice)
{
	struct fine *fine = &voice->fine[voice->n_looks++ % 2];
	memset(fine->rows, 0, (size_t)(voice->n / 2) * sizeof(lanes));
	memset(fine->scale, 0, sizeof(lanes));
}
