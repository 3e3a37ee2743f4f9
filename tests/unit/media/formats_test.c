/* Tests of media on good files: every format, channels, files without a header, two legs. */
/* SPDX-License-Identifier: MIT */
#include "config.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include <sndfile.h>

#include "base/mem.h"
#include "maker.h"
#include "testing.h"

#define N_FRAMES 9000

static const struct {
	const char *name;
	int format;
	int channels;
	const char *container;
	const char *encoding;
	int max_error; /* of a sample, in steps of 16 bit */
} rows[] = {
	{"a16.wav", SF_FORMAT_WAV | SF_FORMAT_PCM_16, 1, "WAV", "PCM 16 bit", 0},
	{"b16.wav", SF_FORMAT_WAVEX | SF_FORMAT_PCM_16, 2, "WAV", "PCM 16 bit", 0},
	{"a8.wav", SF_FORMAT_WAV | SF_FORMAT_PCM_U8, 1, "WAV", "PCM 8 bit", 256},
	{"a24.wav", SF_FORMAT_WAV | SF_FORMAT_PCM_24, 1, "WAV", "PCM 24 bit", 0},
	{"a32.wav", SF_FORMAT_WAV | SF_FORMAT_PCM_32, 2, "WAV", "PCM 32 bit", 0},
	{"af.wav", SF_FORMAT_WAV | SF_FORMAT_FLOAT, 2, "WAV", "float", 1},
	{"ad.wav", SF_FORMAT_WAV | SF_FORMAT_DOUBLE, 1, "WAV", "double", 1},
	{"au.wav", SF_FORMAT_WAV | SF_FORMAT_ULAW, 1, "WAV", "mu-law", 600},
	{"au2.wav", SF_FORMAT_WAV | SF_FORMAT_ULAW, 2, "WAV", "mu-law", 600},
	{"aa.wav", SF_FORMAT_WAV | SF_FORMAT_ALAW, 1, "WAV", "A-law", 600},
	{"ai.wav", SF_FORMAT_WAV | SF_FORMAT_IMA_ADPCM, 1, "WAV", "IMA ADPCM", 9000},
	{"am.wav", SF_FORMAT_WAV | SF_FORMAT_MS_ADPCM, 2, "WAV", "MS ADPCM", 9000},
	{"ag.wav", SF_FORMAT_WAV | SF_FORMAT_GSM610, 1, "WAV", "GSM 6.10", 20000},
	{"a.w64", SF_FORMAT_W64 | SF_FORMAT_PCM_16, 1, "W64", "PCM 16 bit", 0},
	{"a.rf64", SF_FORMAT_RF64 | SF_FORMAT_PCM_16, 2, "RF64", "PCM 16 bit", 0},
	{"a.aiff", SF_FORMAT_AIFF | SF_FORMAT_PCM_16, 2, "AIFF", "PCM 16 bit", 0},
	{"a.au", SF_FORMAT_AU | SF_FORMAT_ULAW, 1, "AU", "mu-law", 600},
	{"g721.au", SF_FORMAT_AU | SF_FORMAT_G721_32, 1, "AU", "G.721", 9000},
	{"a.caf", SF_FORMAT_CAF | SF_FORMAT_ALAW, 1, "CAF", "A-law", 600},
	{"a.flac", SF_FORMAT_FLAC | SF_FORMAT_PCM_16, 2, "FLAC", "PCM 16 bit", 0},
	{"a24.flac", SF_FORMAT_FLAC | SF_FORMAT_PCM_24, 1, "FLAC", "PCM 24 bit", 0},
	{"a.sph", SF_FORMAT_NIST | SF_FORMAT_PCM_16, 1, "NIST SPHERE", "PCM 16 bit", 0},
	{"a.ogg", SF_FORMAT_OGG | SF_FORMAT_VORBIS, 1, "Ogg", "Vorbis", 9000},
	{"a.opus", SF_FORMAT_OGG | SF_FORMAT_OPUS, 1, "Ogg", "Opus", 20000},
};

static void every_format_is_read(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		int channels = rows[i].channels;
		struct media *media = maker_open(
			maker_file(rows[i].name, rows[i].format, 8000, channels, N_FRAMES));
		const struct media_info *info = media_get_info(media);
		assert_string_equal(info->container, rows[i].container);
		assert_string_equal(info->encoding, rows[i].encoding);
		assert_int_equal(info->format.rate_hz, 8000);
		assert_int_equal(info->format.channels, channels);
		int64_t n;
		int16_t *read = maker_read(media, 1000, &n),
			*made = maker_signal(N_FRAMES, channels);
		assert_in_range(n, N_FRAMES, N_FRAMES + 320); /* whole blocks of GSM and G.721 */
		for (int64_t k = 0; k < N_FRAMES * channels; k++)
			if (abs(read[k] - made[k]) > rows[i].max_error)
				fail_msg("%s: sample %d is %d, not %d", rows[i].name, (int)k,
					read[k], made[k]);
		assert_true(info->exact);
		assert_int_equal(info->n_frames, n);
		assert_null(info->warning);
		free(read);
		free(made);
		media_free(media);
	}
}

static void reading_does_not_depend_on_blocks(void **state)
{
	(void)state;
	static const char *const names[] = {"k.wav", "kf.wav", "kg.wav"};
	static const int encodings[] = {SF_FORMAT_ULAW, SF_FORMAT_FLOAT, SF_FORMAT_GSM610};
	for (int i = 0; i < 3; i++) {
		char *path = maker_file(names[i], SF_FORMAT_WAV | encodings[i], 8000, 1, N_FRAMES);
		struct media *media = maker_open(path), *again = maker_open(path);
		int64_t n, n_again;
		int16_t *large = maker_read(media, 100000, &n),
			*small = maker_read(again, 7, &n_again);
		assert_int_equal(n, n_again);
		assert_memory_equal(large, small, (size_t)n * sizeof *large);
		free(large);
		free(small);
		media_free(media);
		media_free(again);
	}
}

static void floats_are_made_safe(void **state)
{
	(void)state;
	const float made[] = {0.5f, NAN, INFINITY, -INFINITY, 7.0f, -7.0f, 1.0f, -1.0f, 0.00001f};
	const int16_t wanted[] = {16384, 0, 0, 0, 32767, -32768, 32767, -32768, 0};
	char *path = maker_path("nan.wav");
	SF_INFO sf = {.format = SF_FORMAT_WAV | SF_FORMAT_FLOAT, .samplerate = 8000, .channels = 1};
	SNDFILE *snd = sf_open(path, SFM_WRITE, &sf);
	assert_non_null(snd);
	assert_int_equal(sf_write_float(snd, made, 9), 9);
	sf_close(snd);
	struct media *media = maker_open(path);
	int64_t n;
	int16_t *read = maker_read(media, 100, &n);
	assert_int_equal(n, 9);
	assert_memory_equal(read, wanted, sizeof wanted);
	free(read);
	media_free(media);
}

static void bare_files_go_by_their_ending(void **state)
{
	(void)state;
	static const struct {
		const char *name;
		int format;
		const char *encoding;
	} raw[] = {
		{"r.ulaw", SF_FORMAT_ULAW, "mu-law"},
		{"r.UL", SF_FORMAT_ULAW, "mu-law"},
		{"r.alaw", SF_FORMAT_ALAW, "A-law"},
		{"r.al", SF_FORMAT_ALAW, "A-law"},
		{"r.gsm", SF_FORMAT_GSM610, "GSM 6.10"},
		{"r.sln", SF_FORMAT_PCM_16 | SF_ENDIAN_LITTLE, "PCM 16 bit"},
		{"r.raw", SF_FORMAT_PCM_16 | SF_ENDIAN_LITTLE, "PCM 16 bit"},
	};
	struct media_options options = media_options_default;
	struct err err;
	for (size_t i = 0; i < sizeof raw / sizeof *raw; i++) {
		struct call_leg leg = {.path = maker_file(raw[i].name,
					       SF_FORMAT_RAW | raw[i].format, 8000, 1, 8000)};
		struct media *media = maker_open(leg.path);
		assert_string_equal(media_get_info(media)->container, "raw");
		assert_string_equal(media_get_info(media)->encoding, raw[i].encoding);
		assert_int_equal(media_get_info(media)->format.rate_hz, 8000);
		assert_int_equal(media_get_info(media)->n_frames, 8000);
		media_free(media);
		options.raw_rate_hz = 16000;
		media = media_open(&leg, 1, &options, &err);
		assert_non_null(media);
		assert_int_equal(media_get_info(media)->format.rate_hz, 16000);
		media_free(media);
	}
	/* What has a header goes by that. */
	struct media *media = maker_open(
		maker_file("flac.raw", SF_FORMAT_FLAC | SF_FORMAT_PCM_16, 11025, 1, 100));
	assert_string_equal(media_get_info(media)->container, "FLAC");
	media_free(media);
}

static void two_of_many_channels_are_picked(void **state)
{
	(void)state;
	struct call_leg leg = {
		.path = maker_file("six.wav", SF_FORMAT_WAV | SF_FORMAT_PCM_16, 8000, 6, 500)};
	struct media_options options = media_options_default;
	struct err err;
	int16_t *made = maker_signal(500, 6);
	static const int picks[][4] = {{-1, -1, 0, 1}, {4, 2, 4, 2}, {5, 5, 5, 5}};
	for (int i = 0; i < 3; i++) {
		options.pick[0] = picks[i][0];
		options.pick[1] = picks[i][1];
		struct media *media = media_open(&leg, 1, &options, &err);
		assert_non_null(media);
		int channels = picks[i][2] == picks[i][3] ? 1 : 2;
		assert_int_equal(media_get_info(media)->format.channels, channels);
		assert_int_equal(media_get_info(media)->file_channels, 6);
		int64_t n;
		int16_t *read = maker_read(media, 100, &n);
		assert_int_equal(n, 500);
		for (int64_t k = 0; k < n; k++)
			for (int c = 0; c < channels; c++)
				assert_int_equal(
					read[k * channels + c], made[k * 6 + picks[i][2 + c]]);
		free(read);
		media_free(media);
	}
	options.pick[1] = 6;
	assert_null(media_open(&leg, 1, &options, &err));
	assert_int_equal(err.code, ERR_USAGE);
	assert_non_null(strstr(err.text, "no channel 6"));
	free(made);
}

static void two_legs_are_one_call(void **state)
{
	(void)state;
	int format = SF_FORMAT_WAV | SF_FORMAT_PCM_16;
	struct call_leg legs[2] = {{.path = maker_file("leg-customer.wav", format, 8000, 1, 9500),
					   .role = LEG_CUSTOMER},
		{.path = maker_file("leg-agent.wav", format, 8000, 2, 4500), .role = LEG_AGENT}};
	struct err err;
	int16_t *customer = maker_signal(9500, 1), *agent = maker_signal(4500, 2);
	for (int order = 0; order < 2; order++) {
		struct media *media = media_open(legs, 2, &media_options_default, &err);
		assert_non_null(media);
		assert_int_equal(media_get_info(media)->format.channels, 2);
		assert_int_equal(media_get_info(media)->n_frames, 9500);
		int64_t n;
		int16_t *read = maker_read(media, order ? 333 : 20000, &n);
		assert_int_equal(n, 9500);
		for (int64_t i = 0; i < n; i++) {
			int mixed = i < 4500 ? (agent[2 * i] + agent[2 * i + 1]) / 2 : 0;
			assert_int_equal(read[2 * i], mixed);
			assert_int_equal(read[2 * i + 1], customer[i]);
		}
		int16_t frame[2];
		assert_true(media_seek(media, 6000, &err));
		assert_int_equal(media_read(media, frame, 1, &err), 1);
		assert_memory_equal(frame, read + 2 * 6000, sizeof frame);
		free(read);
		media_free(media);
		struct call_leg first = legs[0];
		legs[0] = legs[1];
		legs[1] = first;
	}
	free(customer);
	free(agent);
}

static void legs_of_unlike_rates_are_refused(void **state)
{
	(void)state;
	int format = SF_FORMAT_WAV | SF_FORMAT_PCM_16;
	struct call_leg legs[2] = {
		{.path = maker_file("slow.wav", format, 8000, 1, 100), .role = LEG_AGENT},
		{.path = maker_file("fast.wav", format, 16000, 1, 100), .role = LEG_CUSTOMER}};
	struct err err;
	assert_null(media_open(legs, 2, &media_options_default, &err));
	assert_int_equal(err.code, ERR_UNSUPPORTED);
	assert_non_null(strstr(err.text, "8000 Hz"));
	assert_non_null(strstr(err.text, "16000 Hz"));
	legs[1].path = maker_path("not-there.wav");
	assert_null(media_open(legs, 2, &media_options_default, &err));
	assert_int_equal(err.code, ERR_NOT_FOUND);
}

static void a_source_is_the_same_recording(void **state)
{
	(void)state;
	struct err err;
	int16_t *made = maker_signal(3000, 2), read[2];
	struct pcm_source *source = media_take_source(maker_open(
		maker_file("source.wav", SF_FORMAT_WAV | SF_FORMAT_PCM_16, 8000, 2, 3000)));
	assert_int_equal(source->format.channels, 2);
	assert_int_equal(source->n_frames, 3000);
	assert_true(source->seek(source, 1234, &err));
	assert_int_equal(source->read(source, read, 1, &err), 1);
	assert_memory_equal(read, made + 2 * 1234, sizeof read);
	source->free(source);
	free(made);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(every_format_is_read),
		cmocka_unit_test(reading_does_not_depend_on_blocks),
		cmocka_unit_test(floats_are_made_safe),
		cmocka_unit_test(bare_files_go_by_their_ending),
		cmocka_unit_test(two_of_many_channels_are_picked),
		cmocka_unit_test(two_legs_are_one_call),
		cmocka_unit_test(legs_of_unlike_rates_are_refused),
		cmocka_unit_test(a_source_is_the_same_recording),
	};
	return cmocka_run_group_tests_name("media formats", tests, maker_setup, maker_teardown);
}
