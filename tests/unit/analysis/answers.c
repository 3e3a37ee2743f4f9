/* What each stage that has vectors of several widths answers, to the last bit. */
/* SPDX-License-Identifier: MIT */
#include "config.h"
#include "answers.h"

#include <stdlib.h>
#include <string.h>

#include "analysis/hearing.h"
#include "analysis/music.h"
#include "base/mem.h"
#include "sound.h"

#define SECONDS 34.7 /* looks are spared in the still part, and the last one is cut */

static void mix(struct sound *sound)
{
	sound_noise(sound, 0, 0, 24, -55);
	sound_noise(sound, 0, 26, SECONDS, -70);
	sound_dc(sound, 0, 0.02);
	sound_talk(sound, 0, 0.5, 8, -20);
	sound_music(sound, 0, 8, 18, -24);
	sound_tone(sound, 0, 18.5, 19.5, 440, -18);
	sound_tone(sound, 0, 18.5, 19.5, 480, -18);
	sound_typing(sound, 0, 20, 24, -30);
	sound_erase(sound, 0, 24, 26);
	sound_speech(sound, 0, 34, SECONDS, 0);
}

/* FNV-1a. */
static uint64_t add_bits(uint64_t hash, const void *bits, size_t n)
{
	const unsigned char *byte = bits;
	for (size_t i = 0; i < n; i++)
		hash = (hash ^ byte[i]) * 0x100000001b3u;
	return hash;
}

static void write_hops(FILE *out, int rate_hz, const struct hop *hops, int64_t n_hops)
{
	struct music_memory *memory = mem_zalloc(1, sizeof *memory);
	for (int64_t from = 0; from < n_hops; from += 100) {
		uint64_t hash = 0xcbf29ce484222325u;
		for (int64_t hop = from; hop < from + 100 && hop < n_hops; hop++) {
			hash = add_bits(hash, &hops[hop], sizeof hops[hop]);
			music_hear(memory, &hops[hop]);
		}
		int64_t begin = from > MUSIC_WINDOW_HOPS ? from - MUSIC_WINDOW_HOPS : 0;
		float likeness = from > begin ? music_likeness(memory, begin, from, -60) : 0;
		fprintf(out, "%d Hz, %lld s: %016llx %a\n", rate_hz, (long long)(from / 100),
			(unsigned long long)hash, (double)likeness);
	}
	free(memory);
}

static void hear_at(FILE *out, int rate_hz)
{
	struct sound *sound = sound_new(rate_hz, 1, SECONDS);
	mix(sound);
	int16_t *frames = sound_frames(sound);
	struct hearing *hearing = hearing_new(&(struct pcm_format){.rate_hz = rate_hz, .channels = 1}, 0);
	const struct hop *hops[2];
	hearing_push(hearing, frames, sound->n_frames);
	hearing_finish(hearing);
	int64_t n_hops = hearing_get(hearing, hops);
	write_hops(out, rate_hz, hops[0], n_hops);
	hearing_free(hearing);
	free(frames);
	sound_free(sound);
}

void answers_write(FILE *out)
{
	static const int rates_hz[] = {1000, 6000, 8000, 11025, 16000, 44100};
	for (size_t i = 0; i < sizeof rates_hz / sizeof *rates_hz; i++)
		hear_at(out, rates_hz[i]);
}
