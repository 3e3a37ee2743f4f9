/* Fuzz targets of the detector: spoilt recordings of every format, and sound that nobody records. */
/* SPDX-License-Identifier: MIT */
#include "config.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <sndfile.h>

#include "analysis/analysis.h"
#include "base/mem.h"
#include "base/str.h"
#include "fuzz.h"
#include "media/media.h"

#define MAX_FRAMES 120000 /* of one spoilt recording: a header may promise years */
#define MAX_BLOCK 20000
#define PI 3.14159265358979323846
#define SOUND_S 60        /* of one execution of the target "sound" */
#define LONG_SOUND_S 400  /* of some: long enough for something to be settled before the end */

/* libsndfile 1.2 loses the state of a Vorbis stream whose headers are broken; the leak sanitizer asks
 * for this by name. */
const char *__lsan_default_suppressions(void);
const char *__lsan_default_suppressions(void)
{
	return "leak:vorbis_info_init\n";
}

/* ---- what must hold whatever was heard ---- */

static void check_answer(const struct analysis *analysis, int channels)
{
	size_t n_events;
	const struct event *events = analysis_get_events(analysis, &n_events);
	int64_t end_ms = analysis_settled_ms(analysis), before_ms = 0;
	for (size_t i = 0; i < n_events; i++) {
		const struct event *e = &events[i];
		FUZZ_CHECK(e->start_ms >= before_ms && e->end_ms > e->start_ms && e->end_ms <= end_ms);
		FUZZ_CHECK(e->channel >= -1 && e->channel < channels);
		FUZZ_CHECK(e->level_db <= 0.01f && e->level_db >= -140);
		FUZZ_CHECK(e->confidence >= 0 && e->confidence <= 1);
		before_ms = e->start_ms;
	}
}

/* ---- recordings ---- */

static void write_tone(const char *path, int format, int channels)
{
	enum { N = 2400 };
	static int16_t frames[2 * N]; /* static only for its size */
	SF_INFO sf = {.format = format, .samplerate = 8000, .channels = channels};
	SNDFILE *snd = sf_open(path, SFM_WRITE, &sf);
	if (!snd) {
		fprintf(stderr, "%s: %s\n", path, sf_strerror(NULL));
		exit(2);
	}
	for (int i = 0; i < N * channels; i++)
		frames[i] = (int16_t)lrint(9000 * sin(i * 0.3) * sin(i * 0.002));
	sf_writef_short(snd, frames, N);
	sf_close(snd);
}

static void fill_media(struct fuzz_corpus *corpus, const char *folder)
{
	static const struct {
		const char *name;
		int format, channels;
	} made[] = {
		{"call.wav", SF_FORMAT_WAV | SF_FORMAT_PCM_16, 2},
		{"call.wav", SF_FORMAT_WAV | SF_FORMAT_ULAW, 1},
		{"call.wav", SF_FORMAT_WAV | SF_FORMAT_ALAW, 2},
		{"call.wav", SF_FORMAT_WAV | SF_FORMAT_GSM610, 1},
		{"call.wav", SF_FORMAT_WAV | SF_FORMAT_IMA_ADPCM, 1},
		{"call.wav", SF_FORMAT_WAV | SF_FORMAT_MS_ADPCM, 2},
		{"call.wav", SF_FORMAT_WAV | SF_FORMAT_FLOAT, 1},
		{"call.wav", SF_FORMAT_RF64 | SF_FORMAT_PCM_24, 1},
		{"call.w64", SF_FORMAT_W64 | SF_FORMAT_PCM_16, 1},
		{"call.aiff", SF_FORMAT_AIFF | SF_FORMAT_PCM_16, 1},
		{"call.au", SF_FORMAT_AU | SF_FORMAT_G721_32, 1},
		{"call.caf", SF_FORMAT_CAF | SF_FORMAT_ALAC_16, 1},
		{"call.flac", SF_FORMAT_FLAC | SF_FORMAT_PCM_16, 1},
		{"call.ogg", SF_FORMAT_OGG | SF_FORMAT_VORBIS, 1},
		{"call.opus", SF_FORMAT_OGG | SF_FORMAT_OPUS, 1},
		{"call.mp3", SF_FORMAT_MPEG | SF_FORMAT_MPEG_LAYER_III, 1},
		{"call.gsm", SF_FORMAT_RAW | SF_FORMAT_GSM610, 1},
		{"call.ulaw", SF_FORMAT_RAW | SF_FORMAT_ULAW, 1},
		{"call.voc", SF_FORMAT_VOC | SF_FORMAT_ALAW, 1},
	};
	static const char *const shipped[][2] = {{"call.wav", "tests/data/media/odd_gsm49.wav"},
		{"call.mp3", "tests/data/media/odd_no_xing.mp3"},
		{"call.mp3", "tests/data/media/odd_vbr_id3v2.mp3"},
		{"call.wav", "tests/data/media/odd_stream_sizes_zero.wav"}};
	struct str path = {0};
	str_addf(&path, "%s/made", folder);
	for (size_t i = 0; i < sizeof made / sizeof *made; i++) {
		write_tone(path.text, made[i].format, made[i].channels);
		fuzz_corpus_load(corpus, made[i].name, path.text);
		remove(path.text);
	}
	str_release(&path);
	for (size_t i = 0; i < sizeof shipped / sizeof *shipped; i++) {
		char *from = fuzz_source_path(shipped[i][1]);
		fuzz_corpus_load(corpus, shipped[i][0], from);
		free(from);
	}
}

/* Reads in blocks of any size, now and then from somewhere else, into the detector. */
static void hear_media(struct media *media, struct fuzz_random *random)
{
	struct err err;
	const struct media_info *info = media_get_info(media);
	int channels = info->format.channels;
	FUZZ_CHECK(channels >= 1 && channels <= 2 && info->n_frames >= 0);
	FUZZ_CHECK(info->format.rate_hz >= 1000 && info->format.rate_hz <= 768000);
	struct analysis *analysis = analysis_new(&info->format, &analysis_options_default);
	for (int64_t n_heard = 0; n_heard < MAX_FRAMES;) {
		int64_t n_max = 1 + fuzz_below(random, fuzz_below(random, 4) ? MAX_BLOCK : 50);
		/* Of its own for each block: a frame too many is seen at once. */
		int16_t *block = mem_zalloc((size_t)(n_max * channels), sizeof *block);
		int64_t n = media_read(media, block, n_max, &err);
		FUZZ_CHECK(n >= -1 && n <= n_max);
		if (n > 0)
			analysis_push(analysis, block, n);
		free(block);
		if (n <= 0)
			break;
		n_heard += n;
		if (fuzz_below(random, 6) == 0 &&
			!media_seek(media, fuzz_below(random, 2 * (uint32_t)(info->n_frames % 1000000) + 10), &err))
			break;
	}
	analysis_finish(analysis);
	check_answer(analysis, channels);
	analysis_free(analysis);
}

static void run_media(const struct fuzz_input *input, const char *folder, struct fuzz_random *random)
{
	struct str path = {0};
	struct err err = {0};
	str_addf(&path, "%s/%s", folder, input->name);
	FILE *file = fopen(path.text, "wb");
	FUZZ_CHECK(file != NULL);
	FUZZ_CHECK(fwrite(input->bytes, 1, input->n_bytes, file) == input->n_bytes);
	fclose(file);
	struct call_leg legs[2] = {{.path = path.text, .role = LEG_AGENT},
		{.path = path.text, .role = LEG_CUSTOMER}};
	size_t n_legs = fuzz_below(random, 8) ? 1 : 2;
	struct media *media = media_open(legs, n_legs, &media_options_default, &err);
	if (media)
		hear_media(media, random);
	else
		FUZZ_CHECK(err.text[0]);
	media_free(media);
	remove(path.text);
	str_release(&path);
}

const struct fuzz_target fuzz_media = {"media", 1000, fill_media, run_media};

/* ---- sound that nobody records ---- */

struct stage {
	int16_t *frames; /* interleaved */
	int64_t n_frames;
	int channels;
};

static int16_t next_sample(int kind, int64_t i, double step, int level, struct fuzz_random *random)
{
	switch (kind) {
	case 0: return 0;
	case 1: return (int16_t)level;                                /* DC */
	case 2: return (int16_t)(fuzz_below(random, 65536) - 32768);  /* noise at full scale */
	case 3: return i % 2 ? 32767 : -32768;
	case 4: return (int16_t)lrint(level * sin((double)i * step));
	case 5: return sin((double)i * step) > 0 ? 32767 : -32768;
	case 6: return (int16_t)(i % 997 == 0 ? level : 0);           /* clicks */
	case 7: return (int16_t)(fuzz_below(random, 3) - 1);
	case 8: /* a voice, nearly */
		return (int16_t)lrint(level * sin((double)i * step * (1 + 0.1 * sin((double)i * 0.003))));
	case 9: return (int16_t)lrint((double)level * (double)(i % 8000) / 8000 * sin((double)i * step));
	case 10: /* a sweep from nothing to half the rate */
		return (int16_t)lrint(level * sin((double)(i % 16000) * (double)(i % 16000) * PI / 32000));
	default: /* every other packet is lost */
		return (int16_t)(i / 160 % 2 ? fuzz_below(random, 65536) - 32768 : 0);
	}
}

/* What the channel had `back` frames before, over and over. */
static void repeat(struct stage *stage, int channel, int64_t from, int64_t n, int64_t back)
{
	for (int64_t i = from; i < from + n; i++)
		stage->frames[i * stage->channels + channel] =
			stage->frames[(i - back) * stage->channels + channel];
}

/* Some seconds of one kind, or of what was heard before once more. */
static void make_piece(struct stage *stage, int channel, int64_t from, int64_t n,
	struct fuzz_random *random)
{
	int kind = (int)fuzz_below(random, 14), level = (int)fuzz_below(random, 65536) - 32768;
	double step = fuzz_below(random, 3000) * 0.001;
	if (kind >= 12 && from > 0) {
		repeat(stage, channel, from, n, 1 + fuzz_below(random, (uint32_t)from));
		return;
	}
	for (int64_t i = 0; i < n; i++)
		stage->frames[(from + i) * stage->channels + channel] =
			next_sample(kind, i, step, level, random);
}

static void make_sound(struct stage *stage, int rate_hz, struct fuzz_random *random)
{
	for (int c = 0; c < stage->channels; c++)
		for (int64_t at = 0, n; at < stage->n_frames; at += n) {
			n = 1 + fuzz_below(random, (uint32_t)rate_hz * (fuzz_below(random, 3) ? 1 : 12));
			if (n > stage->n_frames - at)
				n = stage->n_frames - at;
			make_piece(stage, c, at, n, random);
		}
}

static bool is_same(const struct event *a, const struct event *b)
{
	return a->start_ms == b->start_ms && a->end_ms == b->end_ms && a->kind == b->kind &&
	       a->subtype == b->subtype && a->place == b->place && a->channel == b->channel &&
	       a->before == b->before && a->after == b->after && a->detail == b->detail &&
	       memcmp(&a->level_db, &b->level_db, sizeof a->level_db) == 0 &&
	       memcmp(&a->confidence, &b->confidence, sizeof a->confidence) == 0;
}

/* What was told before the end, as settled. */
struct told {
	struct event *events;
	size_t n_events;
};

static void note_settled(struct told *told, const struct analysis *analysis)
{
	size_t n_events;
	const struct event *events = analysis_get_events(analysis, &n_events);
	int64_t settled_ms = analysis_settled_ms(analysis);
	free(told->events);
	told->events = mem_zalloc(n_events, sizeof *events);
	for (told->n_events = 0; told->n_events < n_events &&
		events[told->n_events].start_ms < settled_ms; told->n_events++)
		told->events[told->n_events] = events[told->n_events];
}

/* The answer begins with these events. */
static void check_begin(const struct analysis *analysis, const struct event *begin, size_t n_begin)
{
	size_t n_events;
	const struct event *events = analysis_get_events(analysis, &n_events);
	FUZZ_CHECK(n_events >= n_begin);
	for (size_t i = 0; i < n_begin; i++)
		FUZZ_CHECK(is_same(&events[i], &begin[i]));
}

/* Hears a part by itself, as a thread of its own would; returns how many hops it has. */
static int64_t add_part(struct analysis *analysis, const struct stage *stage,
	const struct pcm_format *format, int64_t first, int64_t n_wanted)
{
	const struct hop *hops[2];
	int64_t from = hearing_first_frame(format, first);
	int64_t to = hearing_last_frame(format, first + n_wanted);
	int64_t end = (first + n_wanted) * format->rate_hz / 100;
	struct hearing *hearing = hearing_new(format, first);
	bool ends = to >= stage->n_frames;
	to = ends ? stage->n_frames : to;
	hearing_push(hearing, stage->frames + from * stage->channels, to - from);
	if (ends)
		hearing_finish(hearing);
	int64_t n_hops = hearing_get(hearing, hops);
	n_hops = n_hops < n_wanted ? n_hops : n_wanted;
	analysis_add(analysis, (const struct hop *const *)hops, n_hops,
		end < stage->n_frames ? end : stage->n_frames);
	hearing_free(hearing);
	return n_hops;
}

/* Parts of any length, each heard by itself, give the same answer. */
static void check_parts(const struct stage *stage, const struct pcm_format *format,
	const struct analysis_options *options, const struct analysis *whole, struct fuzz_random *random)
{
	size_t n_whole, n_events;
	const struct event *events = analysis_get_events(whole, &n_whole);
	struct analysis *analysis = analysis_new(format, options);
	int64_t n_wanted, first = 0;
	do {
		n_wanted = HEARING_STEP_HOPS * (1 + fuzz_below(random, 80));
		first += n_wanted;
	} while (add_part(analysis, stage, format, first - n_wanted, n_wanted) == n_wanted);
	analysis_finish(analysis);
	(void)analysis_get_events(analysis, &n_events);
	FUZZ_CHECK(n_events == n_whole);
	check_begin(analysis, events, n_whole);
	analysis_free(analysis);
}

static void run_sound(const struct fuzz_input *input, const char *folder, struct fuzz_random *random)
{
	(void)input, (void)folder;
	static const int rates_hz[] = {8000, 8000, 8000, 8000, 8000, 16000, 1000, 11025, 44100};
	struct pcm_format format = {rates_hz[fuzz_below(random, sizeof rates_hz / sizeof *rates_hz)],
		1 + (int)fuzz_below(random, 2)};
	struct stage stage = {.n_frames = (int64_t)(fuzz_below(random, 8) ? SOUND_S : LONG_SOUND_S) * format.rate_hz, .channels = format.channels};
	struct analysis_options options = {.agent_channel = (int)fuzz_below(random, 2),
		.fixed_floor_db = fuzz_below(random, 4) ? NAN : -(double)fuzz_below(random, 121)};
	struct told told = {0};
	stage.frames = mem_zalloc((size_t)(stage.n_frames * stage.channels), sizeof *stage.frames);
	make_sound(&stage, format.rate_hz, random);
	struct analysis *analysis = analysis_new(&format, &options);
	for (int64_t at = 0, n, settled_ms = 0; at < stage.n_frames; at += n) {
		n = 1 + fuzz_below(random, fuzz_below(random, 8) ? MAX_BLOCK : 40);
		if (n > stage.n_frames - at)
			n = stage.n_frames - at;
		analysis_push(analysis, stage.frames + at * stage.channels, n);
		FUZZ_CHECK(analysis_settled_ms(analysis) >= settled_ms);
		settled_ms = analysis_settled_ms(analysis);
		if (fuzz_below(random, 16) == 0)
			note_settled(&told, analysis);
	}
	analysis_finish(analysis);
	check_answer(analysis, stage.channels);
	check_begin(analysis, told.events, told.n_events);
	check_parts(&stage, &format, &options, analysis, random);
	analysis_free(analysis);
	free(told.events);
	free(stage.frames);
}

const struct fuzz_target fuzz_sound = {"sound", 8, NULL, run_sound};
