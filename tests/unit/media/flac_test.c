/* Tests of flac: every sample is libsndfile's, and what is damaged is left to it. */
/* SPDX-License-Identifier: MIT */
#include "config.h"

#include <fcntl.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <sndfile.h>

#include "base/mem.h"
#include "maker.h"
#include "media/flac.h"
#include "media/window.h"
#include "testing.h"

#define N_FRAMES 20000

enum sound { NOISE, TONE, QUIET, COARSE, EVEN, TALK, N_SOUNDS };

static int16_t *make_sound(enum sound sound, int64_t n, int channels)
{
	int16_t *samples = maker_signal(n, channels);
	uint32_t seed = 3;
	for (int64_t i = 0; i < n * channels; i++) {
		seed = seed * 1664525u + 1013904223u;
		int noise = (int16_t)(seed >> 16);
		double wave = sin((double)(i / channels) * 0.05) + 0.3 * sin((double)i * 0.31);
		if (sound == NOISE)
			samples[i] = (int16_t)noise;
		else if (sound == TONE)
			samples[i] = (int16_t)(20000 * wave + noise / 5000);
		else if (sound == QUIET)
			samples[i] = (int16_t)(noise / 12000);
		else if (sound == COARSE)
			samples[i] = (int16_t)(noise / 256 * 64);
		else if (sound == EVEN)
			samples[i] = i / channels < n / 2 ? -5 : 32767;
	}
	return samples;
}

static char *write_flac(const int16_t *samples, int64_t n, int channels, int rate_hz, double level)
{
	char *path = maker_path("sound.flac");
	SF_INFO sf = {.format = SF_FORMAT_FLAC | SF_FORMAT_PCM_16, .samplerate = rate_hz, .channels = channels};
	SNDFILE *snd = sf_open(path, SFM_WRITE, &sf);
	assert_non_null(snd);
	sf_command(snd, SFC_SET_COMPRESSION_LEVEL, &level, sizeof level);
	assert_int_equal(sf_writef_short(snd, samples, n), n);
	sf_close(snd);
	return path;
}

/* Opens path; what is read of it, in odd blocks, must be as wanted. Returns how much there was. */
static int64_t read_as(const char *path, int channels, const int16_t *wanted, int64_t n)
{
	int fd = open(path, O_RDONLY);
	struct window window;
	struct stretch whole = {.to = lseek(fd, 0, SEEK_END)};
	assert_true(fd >= 0);
	window_init(&window, fd);
	window_show(&window, NULL, 0, &whole, 1);
	struct flac *flac = flac_new(&window, channels);
	int16_t *samples = mem_zalloc((size_t)((n + 1) * channels), sizeof *samples);
	int64_t got = 1, n_done = 0;
	while (flac && got > 0) {
		int64_t n_left = n + 1 - n_done;
		got = flac_read(flac, samples + n_done * channels, n_left < 1237 ? n_left : 1237);
		n_done += got;
	}
	assert_true(n_done <= n);
	assert_memory_equal(samples, wanted, (size_t)(n_done * channels) * sizeof *samples);
	if (flac)
		assert_true(flac_n_given(flac) == n_done && flac_is_done(flac) == (n_done == n));
	assert_int_equal(window.at, 0);
	flac_free(flac);
	window_release(&window);
	close(fd);
	free(samples);
	return n_done;
}

static void every_sample_is_what_was_written(void **state)
{
	(void)state;
	static const int rates_hz[] = {8000, 11025, 12345, 44100, 48000, 96000};
	for (int sound = 0; sound < N_SOUNDS; sound++)
		for (int channels = 1; channels <= 2; channels++)
			for (int level = 0; level <= 4; level++) {
				int16_t *samples = make_sound((enum sound)sound, N_FRAMES, channels);
				char *path = write_flac(samples, N_FRAMES, channels, rates_hz[(sound + level) % 6], level / 4.0);
				assert_int_equal(read_as(path, channels, samples, N_FRAMES), N_FRAMES);
				free(samples);
			}
}

static void short_ones_too(void **state)
{
	(void)state;
	int16_t *samples = make_sound(TALK, 5000, 1);
	for (int64_t n = 1; n < 5000; n += n < 40 ? 1 : 997)
		assert_int_equal(read_as(write_flac(samples, n, 1, 8000, 0.6), 1, samples, n), n);
	free(samples);
}

static void nothing_damaged_is_handed_out(void **state)
{
	(void)state;
	size_t n_bytes;
	int16_t *samples = make_sound(TALK, N_FRAMES, 2);
	uint8_t *bytes = maker_load(write_flac(samples, N_FRAMES, 2, 8000, 0.6), &n_bytes);
	int n_stopped = 0;
	for (size_t at = 0; at < n_bytes; at += 97) {
		bytes[at] ^= (uint8_t)(1 << at % 8);
		n_stopped += read_as(maker_bytes("damaged.flac", bytes, n_bytes), 2, samples, N_FRAMES) < N_FRAMES;
		bytes[at] ^= (uint8_t)(1 << at % 8);
	}
	assert_true(n_stopped > 100);
	for (size_t n = 0; n < n_bytes; n += 1009)
		assert_true(read_as(maker_bytes("cut.flac", bytes, n), 2, samples, N_FRAMES) < N_FRAMES);
	free(bytes);
	free(samples);
}

static int64_t read_by_libsndfile(const char *path, int16_t *samples, int64_t n)
{
	SF_INFO sf = {0};
	SNDFILE *snd = sf_open(path, SFM_READ, &sf);
	assert_non_null(snd);
	n = sf_readf_short(snd, samples, n);
	sf_close(snd);
	return n;
}

static void libsndfile_goes_on_behind_damage(void **state)
{
	(void)state;
	size_t n_bytes;
	int16_t *samples = make_sound(TALK, N_FRAMES, 1), *wanted = mem_zalloc(N_FRAMES, sizeof *wanted);
	uint8_t *bytes = maker_load(write_flac(samples, N_FRAMES, 1, 8000, 0.6), &n_bytes);
	bytes[n_bytes / 2] ^= 0x10;
	char *path = maker_bytes("damaged.flac", bytes, n_bytes);
	int64_t n_wanted = read_by_libsndfile(path, wanted, N_FRAMES), n;
	struct media *media = maker_open(path);
	int16_t *heard = maker_read(media, 777, &n);
	assert_true(n_wanted > N_FRAMES / 4 && n >= n_wanted);
	assert_memory_equal(heard, wanted, (size_t)n_wanted * sizeof *wanted);
	media_free(media);
	free(heard);
	free(bytes);
	free(wanted);
	free(samples);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(every_sample_is_what_was_written),
		cmocka_unit_test(short_ones_too),
		cmocka_unit_test(nothing_damaged_is_handed_out),
		cmocka_unit_test(libsndfile_goes_on_behind_damage),
	};
	return cmocka_run_group_tests_name("flac", tests, maker_setup, maker_teardown);
}
