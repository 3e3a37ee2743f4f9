/* Tests of gsm and g711: every sample is libsndfile's. */
/* SPDX-License-Identifier: MIT */
#include "config.h"

#include <stdlib.h>
#include <string.h>

#include <sndfile.h>

#include "maker.h"
#include "media/g711.h"
#include "media/gsm.h"
#include "testing.h"

#define N_PAIRS 500
#define N_SAMPLES (N_PAIRS * 2 * GSM_FRAME_SAMPLES)
#define WAV_HEAD 60

static void read_by_libsndfile(const char *path, SF_INFO sf, int16_t *samples)
{
	SNDFILE *snd = sf_open(path, SFM_READ, &sf);
	assert_non_null(snd);
	assert_int_equal(sf_readf_short(snd, samples, N_SAMPLES), N_SAMPLES);
	sf_close(snd);
}

static void decode_pairs(const uint8_t *bytes, bool plain, int16_t *samples)
{
	struct gsm gsm;
	gsm_init(&gsm);
	gsm.plain = plain;
	for (int i = 0; i < N_PAIRS; i++)
		gsm_decode_pair(&gsm, bytes + i * GSM_PAIR_BYTES, samples + i * 2 * GSM_FRAME_SAMPLES);
}

static void decode_bare(const uint8_t *bytes, int16_t *samples)
{
	struct gsm gsm;
	gsm_init(&gsm);
	for (int i = 0; i < 2 * N_PAIRS; i++)
		assert_true(gsm_decode_bare(&gsm, bytes + i * GSM_BARE_BYTES, samples + i * GSM_FRAME_SAMPLES));
}

/* Anything is a frame; what no coder would write drives the sums beyond 16 bits. */
static void make_noise(uint8_t *bytes, size_t n_bytes)
{
	uint32_t seed = 7;
	for (size_t i = 0; i < n_bytes; i++) {
		seed = seed * 1664525u + 1013904223u;
		bytes[i] = (uint8_t)(seed >> 24);
	}
}

static void pairs_are_as_libsndfile_has_them(void **state)
{
	(void)state;
	static int16_t wanted[N_SAMPLES], samples[N_SAMPLES];
	char *path = maker_file("pairs.wav", SF_FORMAT_WAV | SF_FORMAT_GSM610, 8000, 1, N_SAMPLES);
	for (int noise = 0; noise < 2; noise++) {
		size_t n_bytes;
		uint8_t *bytes = maker_load(path, &n_bytes);
		assert_int_equal(n_bytes, WAV_HEAD + N_PAIRS * GSM_PAIR_BYTES);
		if (noise)
			make_noise(bytes + WAV_HEAD, N_PAIRS * GSM_PAIR_BYTES);
		read_by_libsndfile(maker_bytes("pairs2.wav", bytes, n_bytes), (SF_INFO){0}, wanted);
		for (int plain = 0; plain < 2; plain++) {
			decode_pairs(bytes + WAV_HEAD, plain, samples);
			assert_memory_equal(samples, wanted, sizeof wanted);
		}
		free(bytes);
	}
}

static void bare_frames_are_as_libsndfile_has_them(void **state)
{
	(void)state;
	static int16_t wanted[N_SAMPLES], samples[N_SAMPLES];
	static uint8_t bytes[2 * N_PAIRS * GSM_BARE_BYTES];
	SF_INFO sf = {.format = SF_FORMAT_RAW | SF_FORMAT_GSM610, .samplerate = 8000, .channels = 1};
	make_noise(bytes, sizeof bytes);
	for (int i = 0; i < 2 * N_PAIRS; i++)
		bytes[i * GSM_BARE_BYTES] = (uint8_t)(bytes[i * GSM_BARE_BYTES] % 16 | 0xd0);
	read_by_libsndfile(maker_bytes("bare.gsm", bytes, sizeof bytes), sf, wanted);
	decode_bare(bytes, samples);
	assert_memory_equal(samples, wanted, sizeof wanted);
}

static void what_is_no_frame_is_left_alone(void **state)
{
	(void)state;
	struct gsm gsm;
	int16_t samples[GSM_FRAME_SAMPLES] = {5};
	uint8_t bytes[GSM_BARE_BYTES] = {0xc0};
	gsm_init(&gsm);
	assert_false(gsm_decode_bare(&gsm, bytes, samples));
	assert_int_equal(samples[0], 5);
}

static void tables_are_as_libsndfile_has_them(void **state)
{
	(void)state;
	static const int formats[] = {SF_FORMAT_ULAW, SF_FORMAT_ALAW};
	uint8_t bytes[256];
	int16_t table[256], wanted[256];
	for (int i = 0; i < 256; i++)
		bytes[i] = (uint8_t)i;
	for (int i = 0; i < 2; i++) {
		SF_INFO sf = {.format = SF_FORMAT_RAW | formats[i], .samplerate = 8000, .channels = 1};
		SNDFILE *snd = sf_open(maker_bytes("all.raw", bytes, sizeof bytes), SFM_READ, &sf);
		assert_int_equal(sf_readf_short(snd, wanted, 256), 256);
		sf_close(snd);
		if (formats[i] == SF_FORMAT_ULAW)
			g711_fill_ulaw(table);
		else
			g711_fill_alaw(table);
		assert_memory_equal(table, wanted, sizeof wanted);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(pairs_are_as_libsndfile_has_them),
		cmocka_unit_test(bare_frames_are_as_libsndfile_has_them),
		cmocka_unit_test(what_is_no_frame_is_left_alone),
		cmocka_unit_test(tables_are_as_libsndfile_has_them),
	};
	return cmocka_run_group_tests_name("gsm", tests, maker_setup, maker_teardown);
}
