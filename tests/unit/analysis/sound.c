/* Signals for the tests of analysis, made from numbers: the same on every machine. */
/* SPDX-License-Identifier: MIT */
#include "config.h"
#include "sound.h"

#include <math.h>
#include <stdlib.h>

#include "base/mem.h"

#define PI 3.14159265358979323846

struct sound *sound_new(int rate_hz, int channels, double seconds)
{
	struct sound *sound = mem_zalloc(1, sizeof *sound);
	sound->rate_hz = rate_hz;
	sound->channels = channels;
	sound->n_frames = llround(seconds * rate_hz);
	sound->samples = mem_zalloc((size_t)(sound->n_frames * channels), sizeof *sound->samples);
	sound->seed = 12345;
	return sound;
}

void sound_free(struct sound *sound)
{
	free(sound->samples);
	free(sound);
}

int16_t *sound_frames(const struct sound *sound)
{
	int64_t n = sound->n_frames * sound->channels;
	int16_t *frames = mem_zalloc((size_t)n, sizeof *frames);
	for (int64_t i = 0; i < n; i++)
		frames[i] = (int16_t)lrint(fmax(-32768, fmin(32767, sound->samples[i] * 32768.0)));
	return frames;
}

static double amplitude(double db)
{
	return pow(10, db / 20);
}

/* Uniform, -1..1. */
static double random_value(struct sound *sound)
{
	sound->seed = sound->seed * 1664525u + 1013904223u;
	return (double)(sound->seed >> 8) / 8388608.0 - 1.0;
}

static int64_t frame_at(const struct sound *sound, double seconds)
{
	int64_t frame = llround(seconds * sound->rate_hz);
	return frame < 0 ? 0 : frame > sound->n_frames ? sound->n_frames : frame;
}

static void mix(struct sound *sound, int channel, int64_t frame, double value)
{
	if (frame >= 0 && frame < sound->n_frames)
		sound->samples[frame * sound->channels + channel] += (float)value;
}

void sound_noise(struct sound *sound, int channel, double from, double to, double level_db)
{
	double scale = amplitude(level_db) * sqrt(3);
	for (int64_t i = frame_at(sound, from); i < frame_at(sound, to); i++)
		mix(sound, channel, i, scale * random_value(sound));
}

/* Rises and falls within 8 ms. */
static double ramp(double t, double length)
{
	double edge = fmin(t, length - t) / 0.008;
	return edge >= 1 ? 1 : edge <= 0 ? 0 : 0.5 - 0.5 * cos(PI * edge);
}

/* Strength of a harmonic under three formants. */
static double formants(double hz, double f1, double f2)
{
	double a = (hz - f1) / 120, b = (hz - f2) / 180, c = (hz - 2500) / 250;
	return 1 / (1 + a * a) + 0.5 / (1 + b * b) + 0.2 / (1 + c * c);
}

/* One voiced sound, its formants moving from one vowel to another. */
static void syllable(struct sound *sound, int channel, double from, double to, double level_db)
{
	double pitch_from = 120 + 60 * random_value(sound), pitch_to = pitch_from * (1 + 0.25 * random_value(sound));
	double f1 = 500 + 250 * random_value(sound), f2 = 1500 + 500 * random_value(sound);
	double g1 = 500 + 250 * random_value(sound), g2 = 1500 + 500 * random_value(sound);
	double phase = 0, scale = amplitude(level_db), length = to - from;
	double nyquist = fmin(3600, 0.45 * sound->rate_hz);
	for (int64_t i = frame_at(sound, from); i < frame_at(sound, to); i++) {
		double t = (double)i / sound->rate_hz - from, x = t / length, value = 0;
		double hz = pitch_from + (pitch_to - pitch_from) * x;
		phase += 2 * PI * hz / sound->rate_hz;
		for (int k = 1; k * hz < nyquist; k++)
			value += formants(k * hz, f1 + (g1 - f1) * x, f2 + (g2 - f2) * x) * sin(k * phase);
		mix(sound, channel, i, scale * value * ramp(t, length));
	}
}

void sound_speech(struct sound *sound, int channel, double from, double to, double level_db)
{
	int n = (int)((to - from + 0.05) / 0.23);
	if (n < 1)
		n = 1;
	double step = (to - from + 0.05) / n;
	for (int k = 0; k < n; k++)
		syllable(sound, channel, from + k * step, from + (k + 1) * step - 0.05, level_db);
}

void sound_talk(struct sound *sound, int channel, double from, double to, double level_db)
{
	double at = from;
	while (to - at > 3.0) {
		double length = 1.7 + 0.7 * random_value(sound);
		sound_speech(sound, channel, at, at + length, level_db);
		at += length + 0.25;
	}
	sound_speech(sound, channel, at, to, level_db);
}

/* A key: 12 ms of noise dying away. */
void sound_click(struct sound *sound, int channel, double at, double peak_db)
{
	double peak = amplitude(peak_db);
	for (double t = 0; t < 0.012; t += 1.0 / sound->rate_hz)
		mix(sound, channel, frame_at(sound, at + t), peak * exp(-t / 0.003) * random_value(sound));
}

void sound_typing(struct sound *sound, int channel, double from, double to, double peak_db)
{
	for (double at = from; at < to; at += 0.16 + 0.08 * random_value(sound))
		sound_click(sound, channel, at, peak_db + 4 * random_value(sound));
}

void sound_breath(struct sound *sound, int channel, double from, double to, double level_db)
{
	double scale = amplitude(level_db) * 3, before = 0;
	for (int64_t i = frame_at(sound, from); i < frame_at(sound, to); i++) {
		double x = ((double)i / sound->rate_hz - from) / (to - from), value = random_value(sound);
		mix(sound, channel, i, scale * sin(PI * x) * (value + before) / 2);
		before = value;
	}
}

void sound_tone(struct sound *sound, int channel, double from, double to, double hz, double level_db)
{
	double scale = amplitude(level_db) * sqrt(2);
	for (int64_t i = frame_at(sound, from); i < frame_at(sound, to); i++) {
		double t = (double)i / sound->rate_hz;
		mix(sound, channel, i, scale * sin(2 * PI * hz * t) * ramp(t - from, to - from));
	}
}

void sound_hum(struct sound *sound, int channel, double hz, double level_db)
{
	double end = (double)sound->n_frames / sound->rate_hz;
	for (int k = 1; k <= 3; k++)
		sound_tone(sound, channel, 0, end, hz * (2 * k - 1), level_db - 10 * (k - 1));
}

void sound_dc(struct sound *sound, int channel, double offset)
{
	for (int64_t i = 0; i < sound->n_frames; i++)
		mix(sound, channel, i, offset);
}

static void pluck(struct sound *sound, int channel, double from, double to, double hz, double level_db)
{
	double scale = amplitude(level_db) * sqrt(2);
	for (int64_t i = frame_at(sound, from); i < frame_at(sound, to); i++) {
		double t = (double)i / sound->rate_hz - from, value = 0;
		for (int k = 1; k <= 6 && k * hz < 0.45 * sound->rate_hz; k++)
			value += sin(2 * PI * k * hz * t) / k * exp(-t * k / 1.2);
		mix(sound, channel, i, scale * value * ramp(t, to - from + 0.01));
	}
}

void sound_music(struct sound *sound, int channel, double from, double to, double level_db)
{
	static const double chords[4][3] = {{220, 277.2, 329.6}, {196, 246.9, 293.7}, {174.6, 220, 261.6},
		{164.8, 207.7, 246.9}};
	int n = 0;
	for (double at = from; at < to; at += 0.6, n++)
		for (int k = 0; k < 3; k++)
			pluck(sound, channel, at, fmin(at + 1.2, to), chords[n % 4][k] * (k == n % 3 ? 2 : 1),
				level_db - 5);
}

void sound_notes(struct sound *sound, int channel, double from, double to, double level_db)
{
	static const double notes_hz[] = {440, 523.3, 392, 587.3};
	double scale = amplitude(level_db) * sqrt(2);
	int n = 0;
	for (double at = from; at < to; at += 2, n++)
		for (int64_t i = frame_at(sound, at); i < frame_at(sound, fmin(at + 1.5, to)); i++) {
			double t = (double)i / sound->rate_hz - at, turn = 2 * PI * notes_hz[n % 4] * t;
			mix(sound, channel, i, scale * (sin(turn) * exp(-t) + 0.1 * sin(2 * turn) * exp(-2 * t)) *
				ramp(t, 1.51));
		}
}

void sound_erase(struct sound *sound, int channel, double from, double to)
{
	for (int64_t i = frame_at(sound, from); i < frame_at(sound, to); i++)
		sound->samples[i * sound->channels + channel] = 0;
}
