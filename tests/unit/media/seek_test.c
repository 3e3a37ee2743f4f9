/* Tests of media's seeking: from any place to any other, every sample as read from the start. */
/* SPDX-License-Identifier: MIT */
#include "config.h"

#include <stdlib.h>
#include <string.h>

#include <sndfile.h>

#include "base/mem.h"
#include "maker.h"
#include "testing.h"

#define N_READ 700

/* Seeks to many places, near and far, and compares with the whole. */
static void seek_is_exact(const char *path, int max_error)
{
	struct err err;
	struct media *media = maker_open(path);
	int channels = media_get_info(media)->format.channels;
	int64_t n;
	int16_t *all = maker_read(media, 4096, &n), read[2 * N_READ];
	uint32_t random = 7;
	for (int i = 0; i < 60; i++) {
		random = random * 1664525u + 1013904223u;
		int64_t frame = i == 0 ? 0 : i == 1 ? n - 1 : i == 2 ? 1 : (random >> 8) % n;
		int64_t n_left = n - frame, n_wanted = n_left < N_READ ? n_left : N_READ;
		assert_true(media_seek(media, frame, &err));
		if (media_read(media, read, N_READ, &err) != n_wanted)
			fail_msg("%s: not %d frames from %d on", path, (int)n_wanted, (int)frame);
		for (int64_t k = 0; k < n_wanted * channels; k++)
			if (abs(read[k] - all[frame * channels + k]) > max_error)
				fail_msg("%s: frame %d + sample %d is %d, not %d", path, (int)frame,
					(int)k, read[k], all[frame * channels + k]);
	}
	assert_true(media_seek(media, n + 1000, &err));
	if (media_read(media, read, N_READ, &err) != 0)
		fail_msg("%s: more behind the end", path);
	assert_int_equal(media_get_info(media)->n_frames, n);
	free(all);
	media_free(media);
}

static void seek_in_samples(void **state)
{
	(void)state;
	int n = 40000;
	seek_is_exact(maker_file("s16.wav", SF_FORMAT_WAV | SF_FORMAT_PCM_16, 8000, 2, n), 0);
	seek_is_exact(maker_file("sf.wav", SF_FORMAT_WAV | SF_FORMAT_FLOAT, 8000, 1, n), 0);
	seek_is_exact(maker_file("su.wav", SF_FORMAT_WAV | SF_FORMAT_ULAW, 8000, 2, n), 0);
	seek_is_exact(maker_file("sa.wav", SF_FORMAT_WAV | SF_FORMAT_ALAW, 8000, 1, n), 0);
	seek_is_exact(maker_file("s.ulaw", SF_FORMAT_RAW | SF_FORMAT_ULAW, 8000, 1, n), 0);
}

static void seek_in_packed_formats(void **state)
{
	(void)state;
	int n = 40000;
	seek_is_exact(maker_file("sima.wav", SF_FORMAT_WAV | SF_FORMAT_IMA_ADPCM, 8000, 1, n), 0);
	seek_is_exact(maker_file("sms.wav", SF_FORMAT_WAV | SF_FORMAT_MS_ADPCM, 8000, 2, n), 0);
	seek_is_exact(maker_file("s.flac", SF_FORMAT_FLAC | SF_FORMAT_PCM_16, 8000, 2, n), 0);
	seek_is_exact(maker_file("s721.au", SF_FORMAT_AU | SF_FORMAT_G721_32, 8000, 1, n), 0);
	seek_is_exact(maker_file("s.ogg", SF_FORMAT_OGG | SF_FORMAT_VORBIS, 8000, 2, n), 0);
	seek_is_exact(maker_file("s.opus", SF_FORMAT_OGG | SF_FORMAT_OPUS, 48000, 1, 6 * n), 0);
}

static void seek_in_gsm(void **state)
{
	(void)state;
	int n = 320 * 500;
	seek_is_exact(maker_file("s49.wav", SF_FORMAT_WAV | SF_FORMAT_GSM610, 8000, 1, n), 0);
	seek_is_exact(
		maker_file("odd49.wav", SF_FORMAT_WAV | SF_FORMAT_GSM610, 8000, 1, n - 320), 0);
	seek_is_exact(maker_file("s.gsm", SF_FORMAT_RAW | SF_FORMAT_GSM610, 8000, 1, n), 0);
	seek_is_exact(maker_file("s.aiff", SF_FORMAT_AIFF | SF_FORMAT_GSM610, 8000, 1, n), 0);
	seek_is_exact(maker_data("odd_gsm49.wav"), 0);
}

/* One recording after the other, count times. */
static char *repeat_mp3(const char *name, int count)
{
	size_t n;
	uint8_t *once = maker_load(maker_data("odd_no_xing.mp3"), &n);
	uint8_t *many = mem_alloc(n * (size_t)count);
	for (int i = 0; i < count; i++)
		memcpy(many + n * (size_t)i, once, n);
	char *path = maker_bytes(name, many, n * (size_t)count);
	free(once);
	free(many);
	return path;
}

static void seek_in_mp3(void **state)
{
	(void)state;
	seek_is_exact(maker_data("odd_no_xing.mp3"), 1);
	seek_is_exact(maker_data("odd_vbr_id3v2.mp3"), 1);
	seek_is_exact(repeat_mp3("long.mp3", 20), 1);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(seek_in_samples),
		cmocka_unit_test(seek_in_packed_formats),
		cmocka_unit_test(seek_in_gsm),
		cmocka_unit_test(seek_in_mp3),
	};
	return cmocka_run_group_tests_name("media seek", tests, maker_setup, maker_teardown);
}
