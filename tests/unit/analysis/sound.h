/* Signals for the tests of analysis, made from numbers: the same on every machine. */
/* SPDX-License-Identifier: MIT */
#ifndef TESTS_SOUND_H
#define TESTS_SOUND_H

#include <stdint.h>

/* A sound being mixed. Times in seconds, levels as RMS in dB full scale. */
struct sound {
	int rate_hz, channels;
	int64_t n_frames;
	float *samples; /* interleaved, 1 is full scale */
	uint32_t seed;
};

struct sound *sound_new(int rate_hz, int channels, double seconds);
void sound_free(struct sound *sound);
/* 16-bit frames, clipped; the caller frees them. */
int16_t *sound_frames(const struct sound *sound);

void sound_noise(struct sound *sound, int channel, double from, double to, double level_db);
/* Voiced syllables of 180 ms with gliding pitch and moving formants, 50 ms apart, the first and the
 * last cut to fit: begins and ends within 10 ms of from and to. */
void sound_speech(struct sound *sound, int channel, double from, double to, double level_db);
/* A whole conversation's worth: phrases of 1 to 2.4 s, pauses of 0.25 s, from edge to edge. */
void sound_talk(struct sound *sound, int channel, double from, double to, double level_db);
void sound_click(struct sound *sound, int channel, double at, double peak_db);
void sound_typing(struct sound *sound, int channel, double from, double to, double peak_db);
void sound_breath(struct sound *sound, int channel, double from, double to, double level_db);
void sound_tone(struct sound *sound, int channel, double from, double to, double hz, double level_db);
void sound_hum(struct sound *sound, int channel, double hz, double level_db);
void sound_dc(struct sound *sound, int channel, double offset);
/* Chords that change each 0.6 s, plucked and sustained. */
void sound_music(struct sound *sound, int channel, double from, double to, double level_db);
/* Single notes that die away, one each 2 s, hardly with partials: nearly a tone. */
void sound_notes(struct sound *sound, int channel, double from, double to, double level_db);
/* Zeros from the line: what was mixed there before is gone. */
void sound_erase(struct sound *sound, int channel, double from, double to);

#endif
