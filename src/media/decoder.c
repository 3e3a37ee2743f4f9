/* libsndfile over a window: 16-bit frames of the wanted channels, forward from the start. */
/* SPDX-License-Identifier: MIT */
#if defined __GNUC__ && !defined __clang__
#pragma GCC optimize("O3") /* gcc vectorises the way to 16 bit from here on */
#endif
#include "config.h"
#include "media/decoder.h"

#include <dlfcn.h>
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "media/g711.h"
#include "media/gsm.h"

#define BLOCK_FRAMES 2048

/* Static because libsndfile keeps the reason of a failed open in globals of its own: one opens at a
 * time. */
static pthread_mutex_t open_lock = PTHREAD_MUTEX_INITIALIZER;

/* libmpg123 writes what it thinks of a stream to standard error, over whatever is on the screen,
 * and libsndfile does not let one ask it not to. So this stands in front of the function by which
 * libsndfile gets a decoder, and asks. Types and numbers are those of mpg123.h, stable since 1.0.
 */
struct mpg123_handle_struct;
struct mpg123_handle_struct *mpg123_new(const char *decoder, int *error);
struct mpg123_handle_struct *mpg123_new(const char *decoder, int *error)
{
	const int add_flags = 2, quiet = 0x20;
	struct mpg123_handle_struct *(*real)(const char *, int *);
	int (*set)(struct mpg123_handle_struct *, int, long, double);
	real = (struct mpg123_handle_struct * (*)(const char *, int *))
		dlsym(RTLD_NEXT, "mpg123_new");
	set = (int (*)(struct mpg123_handle_struct *, int, long, double))dlsym(
		RTLD_NEXT, "mpg123_param");
	struct mpg123_handle_struct *handle = real ? real(decoder, error) : NULL;
	if (handle && set)
		set(handle, add_flags, quiet, 0.0);
	return handle;
}

struct gsm_reader {
	struct gsm gsm;
	int block_bytes;
	int16_t samples[2 * GSM_FRAME_SAMPLES]; /* of the last block */
	int n_samples, n_taken;
};

static sf_count_t vio_size(void *data)
{
	return ((struct window *)data)->n_bytes;
}

static sf_count_t vio_seek(sf_count_t offset, int whence, void *data)
{
	struct window *window = data;
	sf_count_t from = whence == SEEK_CUR ? window->at : whence == SEEK_END ? window->n_bytes : 0;
	/* A header may promise 2^63 - 1 bytes. */
	if (offset > INT64_MAX - from || from + offset < 0)
		return -1;
	return window->at = from + offset;
}

static sf_count_t vio_read(void *bytes, sf_count_t n, void *data)
{
	return window_read(data, bytes, n);
}

static sf_count_t vio_tell(void *data)
{
	return ((struct window *)data)->at;
}

/* Decoders that compute in floating point; their own way to 16 bit lets values wrap. */
static bool needs_float(int format)
{
	switch (format & SF_FORMAT_SUBMASK) {
	case SF_FORMAT_FLOAT:
	case SF_FORMAT_DOUBLE:
	case SF_FORMAT_VORBIS:
	case SF_FORMAT_OPUS:
	case SF_FORMAT_MPEG_LAYER_I:
	case SF_FORMAT_MPEG_LAYER_II:
	case SF_FORMAT_MPEG_LAYER_III:
		return true;
	}
	return false;
}

static void make_table(struct decoder *decoder)
{
	int encoding = decoder->sf.format & SF_FORMAT_SUBMASK;
	if (encoding != SF_FORMAT_ULAW && encoding != SF_FORMAT_ALAW)
		return;
	decoder->table = mem_zalloc(256, sizeof *decoder->table);
	if (encoding == SF_FORMAT_ULAW)
		g711_fill_ulaw(decoder->table);
	else
		g711_fill_alaw(decoder->table);
}

bool decoder_open(
	struct decoder *decoder, struct window *window, int raw_format, int raw_rate_hz, int *why)
{
	SF_VIRTUAL_IO vio = {
		.get_filelen = vio_size, .seek = vio_seek, .read = vio_read, .tell = vio_tell};
	*decoder = (struct decoder){.window = window};
	if (raw_format)
		decoder->sf = (SF_INFO){.format = SF_FORMAT_RAW | raw_format,
			.samplerate = raw_rate_hz,
			.channels = 1};
	window_rewind(window);
	pthread_mutex_lock(&open_lock);
	decoder->snd = sf_open_virtual(&vio, SFM_READ, &decoder->sf, window);
	*why = decoder->snd ? SF_ERR_NO_ERROR : sf_error(NULL);
	pthread_mutex_unlock(&open_lock);
	if (!decoder->snd)
		return false;
	decoder->by_float = needs_float(decoder->sf.format);
	make_table(decoder);
	decoder_pick(decoder, 0, decoder->sf.channels > 1);
	return true;
}

void decoder_close(struct decoder *decoder)
{
	if (decoder->snd)
		sf_close(decoder->snd);
	free(decoder->scratch);
	free(decoder->gsm);
	free(decoder->table);
	*decoder = (struct decoder){0};
}

void decoder_use_gsm(struct decoder *decoder, int64_t at, int block_bytes)
{
	decoder->gsm = mem_zalloc(1, sizeof *decoder->gsm);
	decoder->gsm->block_bytes = block_bytes;
	gsm_init(&decoder->gsm->gsm);
	decoder->window->at = at;
}

void decoder_pick(struct decoder *decoder, int a, int b)
{
	decoder->pick[0] = a;
	decoder->pick[1] = b;
	decoder->channels = a == b ? 1 : 2;
	bool direct = !decoder->by_float && decoder->channels == decoder->sf.channels;
	if (!direct && !decoder->scratch)
		decoder->scratch = mem_zalloc(
			(size_t)decoder->sf.channels * BLOCK_FRAMES, sizeof *decoder->scratch);
}

/* Rounded half away from 0, cut at full scale; what is no number is 0. By the bits of the number, so
 * that all lanes of a vector go the same way. */
static int16_t to_16_bit(float value)
{
	const uint32_t one = 0x3f800000u, infinite = 0x7f800000u;
	uint32_t bits, size;
	float loud;
	memcpy(&bits, &value, sizeof bits);
	size = bits & 0x7fffffffu;
	size &= -(uint32_t)(size < infinite);
	size = size < one ? size : one;
	memcpy(&loud, &size, sizeof loud);
	int32_t whole = (int32_t)(loud * 32768.0f + 0.5f), sign = -(int32_t)(bits >> 31);
	whole = (whole ^ sign) - sign;
	return (int16_t)(whole < 32767 ? whole : 32767);
}

static int64_t read_block_float(struct decoder *decoder, int16_t *restrict frames, int64_t n)
{
	int step = decoder->channels, file_step = decoder->sf.channels;
	const float *restrict scratch = decoder->scratch;
	n = sf_readf_float(decoder->snd, decoder->scratch, n);
	if (step == file_step && decoder->pick[0] == 0) {
		for (int64_t i = 0; i < n * step; i++)
			frames[i] = to_16_bit(scratch[i]);
		return n;
	}
	for (int c = 0; c < step; c++)
		for (int64_t i = 0; i < n; i++)
			frames[i * step + c] = to_16_bit(scratch[i * file_step + decoder->pick[c]]);
	return n;
}

static int64_t read_block_short(struct decoder *decoder, int16_t *frames, int64_t n)
{
	int16_t *scratch = (int16_t *)(void *)decoder->scratch;
	int step = decoder->channels, file_step = decoder->sf.channels;
	n = sf_readf_short(decoder->snd, scratch, n);
	for (int c = 0; c < step; c++)
		for (int64_t i = 0; i < n; i++)
			frames[i * step + c] = scratch[i * file_step + decoder->pick[c]];
	return n;
}

/* Decodes the next block; false at the end. One that is damaged sounds like that before. */
static bool next_block(struct decoder *decoder)
{
	struct gsm_reader *reader = decoder->gsm;
	uint8_t bytes[GSM_PAIR_BYTES];
	if (window_read(decoder->window, bytes, reader->block_bytes) < reader->block_bytes)
		return false;
	bool pair = reader->block_bytes == GSM_PAIR_BYTES;
	if (pair)
		gsm_decode_pair(&reader->gsm, bytes, reader->samples);
	else
		gsm_decode_bare(&reader->gsm, bytes, reader->samples);
	reader->n_samples = pair ? 2 * GSM_FRAME_SAMPLES : GSM_FRAME_SAMPLES;
	reader->n_taken = 0;
	return true;
}

static int64_t read_gsm(struct decoder *decoder, int16_t *frames, int64_t n)
{
	struct gsm_reader *reader = decoder->gsm;
	int64_t n_done = 0;
	while (n_done < n && (reader->n_taken < reader->n_samples || next_block(decoder))) {
		int64_t n_now = reader->n_samples - reader->n_taken;
		n_now = n_now < n - n_done ? n_now : n - n_done;
		memcpy(frames + n_done, reader->samples + reader->n_taken, (size_t)n_now * sizeof *frames);
		reader->n_taken += (int)n_now;
		n_done += n_now;
	}
	return n_done;
}

/* Whole files of G.711 are read as they are. */
static int64_t read_by_table(struct decoder *decoder, int16_t *restrict frames, int64_t n)
{
	uint8_t bytes[8192];
	const int16_t *restrict table = decoder->table;
	int64_t n_wanted = n * decoder->channels, n_done = 0, got = 1;
	while (n_done < n_wanted && got > 0) {
		int64_t n_left = n_wanted - n_done;
		got = sf_read_raw(decoder->snd, bytes, n_left < (int64_t)sizeof bytes ? n_left : (int64_t)sizeof bytes);
		for (int64_t i = 0; i < got; i++)
			frames[n_done + i] = table[bytes[i]];
		n_done += got > 0 ? got : 0;
	}
	return n_done / decoder->channels;
}

int64_t decoder_read(struct decoder *decoder, int16_t *frames, int64_t n)
{
	if (decoder->gsm)
		return read_gsm(decoder, frames, n);
	if (decoder->table && !decoder->scratch)
		return read_by_table(decoder, frames, n);
	if (!decoder->scratch)
		return sf_readf_short(decoder->snd, frames, n);
	int64_t n_done = 0, got = 1;
	while (n_done < n && got > 0) {
		int64_t n_block = n - n_done < BLOCK_FRAMES ? n - n_done : BLOCK_FRAMES;
		int16_t *to = frames + n_done * decoder->channels;
		got = decoder->by_float ? read_block_float(decoder, to, n_block)
					: read_block_short(decoder, to, n_block);
		n_done += got;
	}
	return n_done;
}

int64_t decoder_discard(struct decoder *decoder, int64_t n)
{
	int16_t block[2 * BLOCK_FRAMES];
	int64_t n_done = 0, got = 1;
	while (n_done < n && got > 0) {
		got = decoder_read(
			decoder, block, n - n_done < BLOCK_FRAMES ? n - n_done : BLOCK_FRAMES);
		n_done += got;
	}
	return n_done;
}

bool decoder_is_quick(const struct decoder *decoder)
{
	int encoding = decoder->sf.format & SF_FORMAT_SUBMASK;
	bool is_pcm = encoding >= SF_FORMAT_PCM_S8 && encoding <= SF_FORMAT_PCM_32;
	return decoder->table || (is_pcm && (decoder->sf.format & SF_FORMAT_TYPEMASK) != SF_FORMAT_FLAC);
}

bool decoder_seek(struct decoder *decoder, int64_t frame)
{
	return sf_seek(decoder->snd, frame, SEEK_SET) == frame;
}

struct name {
	int format;
	const char *text;
};

/* Names of formats are not translated. */
static const struct name containers[] = {
	{SF_FORMAT_WAV, "WAV"},
	{SF_FORMAT_WAVEX, "WAV"},
	{SF_FORMAT_RF64, "RF64"},
	{SF_FORMAT_W64, "W64"},
	{SF_FORMAT_AIFF, "AIFF"},
	{SF_FORMAT_AU, "AU"},
	{SF_FORMAT_CAF, "CAF"},
	{SF_FORMAT_FLAC, "FLAC"},
	{SF_FORMAT_OGG, "Ogg"},
	{SF_FORMAT_MPEG, "MPEG"},
	{SF_FORMAT_VOC, "VOC"},
	{SF_FORMAT_NIST, "NIST SPHERE"},
	{SF_FORMAT_RAW, "raw"},
	{0, "other"},
};

static const struct name encodings[] = {
	{SF_FORMAT_PCM_S8, "PCM 8 bit"},
	{SF_FORMAT_PCM_U8, "PCM 8 bit"},
	{SF_FORMAT_PCM_16, "PCM 16 bit"},
	{SF_FORMAT_PCM_24, "PCM 24 bit"},
	{SF_FORMAT_PCM_32, "PCM 32 bit"},
	{SF_FORMAT_FLOAT, "float"},
	{SF_FORMAT_DOUBLE, "double"},
	{SF_FORMAT_ULAW, "mu-law"},
	{SF_FORMAT_ALAW, "A-law"},
	{SF_FORMAT_IMA_ADPCM, "IMA ADPCM"},
	{SF_FORMAT_MS_ADPCM, "MS ADPCM"},
	{SF_FORMAT_GSM610, "GSM 6.10"},
	{SF_FORMAT_G721_32, "G.721"},
	{SF_FORMAT_G723_24, "G.723"},
	{SF_FORMAT_G723_40, "G.723"},
	{SF_FORMAT_NMS_ADPCM_16, "NMS ADPCM"},
	{SF_FORMAT_NMS_ADPCM_24, "NMS ADPCM"},
	{SF_FORMAT_NMS_ADPCM_32, "NMS ADPCM"},
	{SF_FORMAT_ALAC_16, "ALAC"},
	{SF_FORMAT_ALAC_20, "ALAC"},
	{SF_FORMAT_ALAC_24, "ALAC"},
	{SF_FORMAT_ALAC_32, "ALAC"},
	{SF_FORMAT_VORBIS, "Vorbis"},
	{SF_FORMAT_OPUS, "Opus"},
	{SF_FORMAT_MPEG_LAYER_I, "MP1"},
	{SF_FORMAT_MPEG_LAYER_II, "MP2"},
	{SF_FORMAT_MPEG_LAYER_III, "MP3"},
	{0, "other"},
};

static const char *find_name(const struct name *names, int format)
{
	while (names->format && names->format != format)
		names++;
	return names->text;
}

const char *decoder_container(const struct decoder *decoder)
{
	return find_name(containers, decoder->sf.format & SF_FORMAT_TYPEMASK);
}

const char *decoder_encoding(const struct decoder *decoder)
{
	return find_name(encodings, decoder->sf.format & SF_FORMAT_SUBMASK);
}
