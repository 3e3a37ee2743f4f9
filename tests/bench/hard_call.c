/* Calls built under hard conditions, out of the speech and the music of the sample call. */
/* SPDX-License-Identifier: MIT */
#include "config.h"
#include "hard_call.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <sndfile.h>

#include "base/mem.h"
#include "material.h"

#define PI 3.14159265358979323846
#define HOP 80
#define RANGE_DB 35.0     /* under the loudest hop of it, a word is over */
#define WORD_PAUSE_HOPS 25
#define MAX_WORDS 256
#define N_TURNS 5
#define ROOM_S 400        /* no call is longer */

/* Where the sample call has its talk and its music, seconds. */
static const double talk_s[][2] = {{0, 16.7}, {33.2, 38.8}, {43.3, 50.9}, {114.3, 129.5}};
static const double music_s[2] = {53, 109};

struct word {
	int64_t start, n;
	double level_db;
};

struct hard_bank {
	struct material sound;
	struct word words[MAX_WORDS];
	size_t n_words;
};

/* ---- words ---- */

static double level_db(const int16_t *samples, int64_t n)
{
	double sum = 0, square = 0;
	for (int64_t i = 0; i < n; i++) {
		sum += samples[i];
		square += (double)samples[i] * samples[i];
	}
	double mean = sum / (double)n;
	return 10 * log10(fmax(square / (double)n - mean * mean, 1e-4)) - 90.31;
}

static void add_word(struct hard_bank *bank, int64_t from, int64_t to)
{
	if (to - from < HOP * 20 || bank->n_words == MAX_WORDS)
		return;
	const int16_t *samples = bank->sound.samples;
	double loudest_db = -120;
	for (int64_t at = from; at < to; at += HOP)
		loudest_db = fmax(loudest_db, level_db(samples + at, HOP));
	while (from < to && level_db(samples + from, HOP) < loudest_db - RANGE_DB)
		from += HOP;
	while (from < to && level_db(samples + to - HOP, HOP) < loudest_db - RANGE_DB)
		to -= HOP;
	bank->words[bank->n_words++] = (struct word){from, to - from, level_db(samples + from, to - from)};
}

/* Cuts talk where it pauses for a quarter of a second. */
static void cut_words(struct hard_bank *bank, int64_t from, int64_t to)
{
	int64_t start = -1, n_quiet = 0;
	for (int64_t at = from; at + HOP <= to; at += HOP) {
		bool loud = level_db(bank->sound.samples + at, HOP) > -55;
		n_quiet = loud ? 0 : n_quiet + 1;
		if (loud && start < 0)
			start = at;
		if (start >= 0 && n_quiet > WORD_PAUSE_HOPS) {
			add_word(bank, start, at + HOP - n_quiet * HOP);
			start = -1;
		}
	}
	if (start >= 0)
		add_word(bank, start, to - n_quiet * HOP);
}

struct hard_bank *hard_bank_new(void)
{
	struct hard_bank *bank = mem_zalloc(1, sizeof *bank);
	char *sample = material_sample();
	material_load(&bank->sound, sample);
	free(sample);
	for (size_t i = 0; i < sizeof talk_s / sizeof *talk_s; i++)
		cut_words(bank, (int64_t)(talk_s[i][0] * HARD_RATE_HZ), (int64_t)(talk_s[i][1] * HARD_RATE_HZ));
	return bank;
}

void hard_bank_free(struct hard_bank *bank)
{
	material_release(&bank->sound);
	free(bank);
}

/* ---- a call being built ---- */

struct build {
	const struct hard_bank *bank;
	const struct hard_condition *condition;
	struct hard_call *call;
	float *line[2];  /* full scale is 32768 */
	float *noise[2]; /* what the line has by itself */
	int64_t n;       /* so far */
	uint32_t seed;
	bool used[MAX_WORDS]; /* nobody says the same thing twice in the same way */
};

/* -1..1 */
static double random_value(struct build *build)
{
	build->seed = build->seed * 1664525u + 1013904223u;
	return (double)(build->seed >> 8) / 8388608.0 - 1.0;
}

static double random_between(struct build *build, double low, double high)
{
	return low + (high - low) * (0.5 + 0.5 * random_value(build));
}

static double amplitude(double db)
{
	return 32768 * pow(10, db / 20);
}

/* Said a little faster or slower, and so higher or lower, than on the tape. Returns its length. */
static int64_t mix_word(struct build *build, const struct word *word, int channel, int64_t at, double db)
{
	const int16_t *samples = build->bank->sound.samples + word->start;
	double gain = pow(10, (db - word->level_db) / 20), speed = random_between(build, 0.88, 1.14);
	int64_t n = (int64_t)((double)(word->n - 1) / speed);
	for (int64_t i = 0; i < n; i++) {
		double edge = fmin((double)(i < n - i ? i : n - i) / 40, 1); /* 5 ms */
		double place = (double)i * speed, part = place - floor(place);
		const int16_t *pair = samples + (int64_t)place;
		build->line[channel][at + i] += (float)(gain * edge * (pair[0] * (1 - part) + pair[1] * part));
	}
	return n;
}

static const struct word *pick_word(struct build *build, double min_s, double max_s)
{
	const struct hard_bank *bank = build->bank;
	for (int tries = 0; tries < 10000; tries++) {
		size_t i = (size_t)random_between(build, 0, (double)bank->n_words - 0.01);
		const struct word *word = &bank->words[i];
		if (tries % 1000 == 999) /* all that fit were used */
			memset(build->used, 0, sizeof build->used);
		if (build->used[i] || word->n < min_s * HARD_RATE_HZ || word->n > max_s * HARD_RATE_HZ)
			continue;
		build->used[i] = true;
		return word;
	}
	return &bank->words[0];
}

/* A turn of words with short pauses. */
static void add_turn(struct build *build, int turn)
{
	const struct hard_condition *condition = build->condition;
	int channel = condition->stereo ? turn % 2 : 0;
	double db = turn % 2 && condition->quiet_db < 0 ? condition->quiet_db : condition->speech_db;
	double length_s = condition->short_words ? 0.1 : random_between(build, 3, 8);
	for (int64_t start = build->n; build->n - start < (int64_t)(length_s * HARD_RATE_HZ);) {
		bool is_short = condition->short_words && turn > 0 && turn < N_TURNS - 1;
		const struct word *word = pick_word(build, 0.3, is_short ? 0.8 : 6);
		if (build->n > start)
			build->n += (int64_t)(random_between(build, 0.15, 0.45) * HARD_RATE_HZ);
		build->n += mix_word(build, word, channel, build->n, db);
	}
}

static void fill_music(struct build *build, int channel, int64_t from, int64_t to)
{
	const int16_t *music = build->bank->sound.samples + (int64_t)(music_s[0] * HARD_RATE_HZ);
	int64_t n_music = (int64_t)((music_s[1] - music_s[0]) * HARD_RATE_HZ);
	int64_t offset = (int64_t)random_between(build, 0, (double)n_music);
	double gain = pow(10, build->condition->music_db / 20);
	for (int64_t i = from; i < to; i++) {
		double edge = fmin((double)(i - from < to - i ? i - from : to - i) / 4000, 1);
		build->line[channel][i] += (float)(gain * edge * music[(offset + i - from) % n_music]);
	}
}

/* The tape plays the same each time. */
static void fill_announcement(struct build *build, int channel, int64_t from, int64_t to)
{
	const struct word *word = pick_word(build, 1, 4);
	uint32_t seed = build->seed;
	for (int64_t at = from + 3 * HARD_RATE_HZ; at + 2 * word->n < to; at += 12 * HARD_RATE_HZ) {
		build->seed = seed;
		mix_word(build, word, channel, at, build->condition->speech_db - 3);
	}
}

static void fill_beeps(struct build *build, int channel, int64_t from, int64_t to)
{
	double hz = random_between(build, 420, 1200), scale = amplitude(-24) * sqrt(2);
	for (int64_t at = from; at + 2400 < to; at += 10 * HARD_RATE_HZ)
		for (int64_t i = 0; i < 2400; i++) {
			double edge = fmin((double)(i < 2400 - i ? i : 2400 - i) / 40, 1);
			build->line[channel][at + i] += (float)(edge * scale * sin(2 * PI * hz * (double)i / HARD_RATE_HZ));
		}
}

/* A key: 12 ms of noise that dies away. */
static void fill_typing(struct build *build, int channel, int64_t from, int64_t to)
{
	for (int64_t at = from; at + 100 < to; at += (int64_t)random_between(build, 900, 2400)) {
		double peak = amplitude(build->condition->typing_db + 5 * random_value(build));
		for (int i = 0; i < 96; i++)
			build->line[channel][at + i] += (float)(peak * exp(-i / 24.0) * random_value(build));
	}
}

static void fill_breath(struct build *build, int channel, int64_t from, int64_t to)
{
	double scale = amplitude(build->condition->breath_db) * 2.2, before = 0;
	for (int64_t at = from + 2400; at + 8000 < to; at += (int64_t)random_between(build, 24000, 40000)) {
		int64_t n = (int64_t)random_between(build, 3000, 7200);
		for (int64_t i = 0; i < n; i++) {
			double value = random_value(build);
			build->line[channel][at + i] += (float)(scale * sin(PI * (double)i / (double)n) * (value + before) / 2);
			before = value;
		}
	}
}

/* The exchange's own silence in place of the line. */
static void fill_exchange(struct build *build, int channel, int64_t from, int64_t to)
{
	double scale = build->condition->filling == HARD_COMFORT
		? amplitude(build->condition->noise_db - 14) * sqrt(3) : 0;
	for (int64_t i = from; i < to; i++)
		build->noise[channel][i] = (float)(scale * random_value(build));
}

static void fill_gap(struct build *build, int channel, int64_t from, int64_t to)
{
	const struct hard_condition *condition = build->condition;
	int64_t inner_from = from + 4000, inner_to = to - 4000;
	switch (condition->filling) {
	case HARD_SILENCE: break;
	case HARD_MUSIC: fill_music(build, channel, inner_from, inner_to); break;
	case HARD_ANNOUNCED:
		fill_music(build, channel, inner_from, inner_to);
		fill_announcement(build, channel, inner_from, inner_to);
		break;
	case HARD_BEEPS: fill_beeps(build, channel, inner_from + 4000, inner_to); break;
	case HARD_DIGITAL:
	case HARD_COMFORT: fill_exchange(build, channel, inner_from, inner_to); break;
	}
	if (condition->typing_db < 0)
		fill_typing(build, channel, from + 1600, to - 1600);
	if (condition->breath_db < 0)
		fill_breath(build, channel, from, to);
}

static double gap_s(struct build *build, int number)
{
	double asked_s = build->condition->gap_s[number % 4];
	return asked_s > 0 ? asked_s : random_between(build, 4, 20);
}

/* The line's noise; it rises in pauses where the gain is automatic. */
static void add_noise(struct build *build, int channel)
{
	const struct hard_condition *condition = build->condition;
	double base = amplitude(condition->noise_db) * sqrt(3) * 1.12, before = 0;
	for (int64_t i = 0; i < build->n; i++) {
		before = 0.4 * before + random_value(build);
		build->noise[channel][i] = (float)(base * 0.82 * before);
	}
	for (size_t g = 0; condition->agc_db > 0 && g < build->call->n_gaps; g++) {
		int64_t from = (int64_t)(build->call->gaps[g].start_s * HARD_RATE_HZ);
		int64_t to = (int64_t)(build->call->gaps[g].end_s * HARD_RATE_HZ);
		for (int64_t i = from; i < to; i++)
			build->noise[channel][i] *= (float)pow(10,
				fmin(condition->agc_db, 2.0 * (double)(i - from) / HARD_RATE_HZ) / 20);
	}
}

static void add_babble(struct build *build, int channel)
{
	for (int voice = 0; voice < 6; voice++)
		for (int64_t at = (int64_t)random_between(build, 0, 8000);;) {
			const struct word *word = pick_word(build, 0.3, 6);
			if (at + 2 * word->n >= build->n)
				break;
			at += mix_word(build, word, channel, at, build->condition->babble_db - 7.8);
			at += (int64_t)random_between(build, 800, 4000);
		}
}

static void lose_packets(struct build *build, int channel)
{
	for (int64_t at = 0; at + 160 <= build->n; at += 160)
		if (random_between(build, 0, 1) < build->condition->lost)
			for (int i = 0; i < 160; i++)
				build->line[channel][at + i] = 0;
}

static void finish_channel(struct build *build, int channel)
{
	const struct hard_condition *condition = build->condition;
	double hum = condition->hum_db < 0 ? amplitude(condition->hum_db) * sqrt(2) : 0;
	double gain = pow(10, condition->gain_db / 20);
	if (condition->babble_db < 0)
		add_babble(build, channel);
	for (int64_t i = 0; i < build->n; i++) {
		double t = (double)i / HARD_RATE_HZ, value = build->line[channel][i] + build->noise[channel][i];
		value *= gain * pow(10, condition->drift_db * sin(2 * PI * t / 40) / 20);
		for (int k = 1; k <= 5 && hum > 0; k += 2)
			value += hum / k * sin(2 * PI * k * condition->hum_hz * t);
		value += condition->dc * 32768;
		build->line[channel][i] = (float)fmax(-32768, fmin(32767, value));
	}
	lose_packets(build, channel);
}

static void add_echo(struct build *build)
{
	double gain = pow(10, build->condition->echo_db / 20);
	float *copy = mem_zalloc((size_t)build->n, sizeof *copy);
	for (int64_t i = 0; i < build->n; i++)
		copy[i] = build->line[0][i];
	for (int64_t i = 640; i < build->n; i++)
		build->line[0][i] += (float)(gain * build->line[1][i - 640]);
	for (int64_t i = 640; i < build->n; i++)
		build->line[1][i] += (float)(gain * copy[i - 640]);
	free(copy);
}

/* Through a file of that codec and back. */
static void pass_codec(struct hard_call *call, enum hard_codec codec)
{
	static const int formats[] = {[HARD_MULAW] = SF_FORMAT_WAV | SF_FORMAT_ULAW,
		[HARD_GSM] = SF_FORMAT_WAV | SF_FORMAT_GSM610,
		[HARD_MP3] = SF_FORMAT_MPEG | SF_FORMAT_MPEG_LAYER_III};
	char path[] = "/tmp/callmark-hard-XXXXXX";
	SF_INFO sf = {.format = formats[codec], .samplerate = HARD_RATE_HZ, .channels = 1};
	int fd = mkstemp(path);
	SNDFILE *snd = fd >= 0 ? sf_open(path, SFM_WRITE, &sf) : NULL;
	struct material back = {0};
	if (!snd || sf_writef_short(snd, call->frames, call->n_frames) != call->n_frames) {
		fprintf(stderr, "%s: %s\n", path, sf_strerror(snd));
		exit(1);
	}
	sf_close(snd);
	close(fd);
	material_load(&back, path);
	unlink(path);
	free(call->frames);
	call->frames = back.samples;
	call->n_frames = back.n;
}

static void write_frames(struct build *build)
{
	struct hard_call *call = build->call;
	call->n_frames = build->n;
	call->frames = mem_zalloc((size_t)(build->n * call->channels), sizeof *call->frames);
	for (int64_t i = 0; i < build->n; i++)
		for (int c = 0; c < call->channels; c++)
			call->frames[i * call->channels + c] = (int16_t)lrintf(build->line[c][i]);
	if (build->condition->codec != HARD_PCM)
		pass_codec(call, build->condition->codec);
}

/* Turns and the places of the gaps between them. */
static void lay_out(struct build *build)
{
	enum hard_filling filling = build->condition->filling;
	build->n = 2400;
	for (int turn = 0; turn < N_TURNS; turn++) {
		add_turn(build, turn);
		if (turn == N_TURNS - 1)
			break;
		int64_t end = build->n + (int64_t)lrint(gap_s(build, turn) * HARD_RATE_HZ);
		build->call->gaps[build->call->n_gaps++] = (struct hard_gap){
			.start_s = (double)build->n / HARD_RATE_HZ,
			.end_s = (double)end / HARD_RATE_HZ,
			.hold = filling != HARD_SILENCE,
			.either = filling == HARD_DIGITAL || filling == HARD_COMFORT};
		build->n = end;
	}
	build->n += 2400;
}

static void fill_gaps(struct build *build)
{
	/* Music sits on one leg; the other is dead. The exchange swaps the customer's leg. */
	int channel = build->call->channels - 1;
	for (size_t g = 0; g < build->call->n_gaps; g++)
		fill_gap(build, channel, (int64_t)(build->call->gaps[g].start_s * HARD_RATE_HZ),
			(int64_t)(build->call->gaps[g].end_s * HARD_RATE_HZ));
}

void hard_call_init(struct hard_call *call, const struct hard_bank *bank,
	const struct hard_condition *condition, uint32_t seed)
{
	*call = (struct hard_call){.channels = condition->stereo ? 2 : 1};
	struct build build = {.bank = bank, .condition = condition, .call = call, .seed = seed * 2654435761u + 1};
	for (int c = 0; c < call->channels; c++) {
		build.line[c] = mem_zalloc((size_t)ROOM_S * HARD_RATE_HZ, sizeof(float));
		build.noise[c] = mem_zalloc((size_t)ROOM_S * HARD_RATE_HZ, sizeof(float));
	}
	lay_out(&build);
	for (int c = 0; c < call->channels; c++)
		add_noise(&build, c);
	fill_gaps(&build);
	if (condition->echo_db < 0)
		add_echo(&build);
	for (int c = 0; c < call->channels; c++)
		finish_channel(&build, c);
	write_frames(&build);
	for (int c = 0; c < call->channels; c++) {
		free(build.line[c]);
		free(build.noise[c]);
	}
}

void hard_call_release(struct hard_call *call)
{
	free(call->frames);
	*call = (struct hard_call){0};
}
