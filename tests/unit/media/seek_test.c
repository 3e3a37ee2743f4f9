/* Tests of media's seeking: from any place to any other, every sample as read from the start. */
/* SPDX-License-Identifier: MIT */
#include "config.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <sndfile.h>

#include "base/mem.h"
#include "maker.h"
#include "media/spool.h"
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

/* The source of a recording that cannot seek: any place at any time, however far decoding is. */
static void source_is_exact(const char *path)
{
	struct err err;
	int64_t n;
	struct media *media = maker_open(path);
	int channels = media_get_info(media)->format.channels;
	int16_t *all = maker_read(media, 4096, &n), read[2 * N_READ];
	media_free(media);
	struct pcm_source *source = media_take_source(maker_open(path));
	assert_non_null(source->is_ready);
	uint32_t random = 3;
	for (int i = 0; i < 60; i++) {
		random = random * 1664525u + 1013904223u;
		int64_t frame = i == 0 ? n - N_READ / 2 : (random >> 8) % n, n_read = 0, got = 1;
		assert_true(source->seek(source, frame, &err));
		while (n_read < N_READ && got > 0) {
			got = source->read(source, read, N_READ - n_read, &err);
			assert_true(got >= 0);
			assert_memory_equal(read, all + (frame + n_read) * channels,
				(size_t)(got * channels) * sizeof *read);
			n_read += got;
		}
		assert_int_equal(n_read, n - frame < N_READ ? n - frame : N_READ);
		assert_true(source->is_ready(source, frame));
	}
	assert_true(source->seek(source, n + 5, &err));
	assert_int_equal(source->read(source, read, N_READ, &err), 0);
	assert_true(source->is_ready(source, n + 5));
	assert_int_equal(source->n_frames, n);
	source->free(source);
	free(all);
}

static void sources_are_decoded_in_the_background(void **state)
{
	(void)state;
	int n = 40000;
	source_is_exact(maker_file("b721.au", SF_FORMAT_AU | SF_FORMAT_G721_32, 8000, 1, n));
	source_is_exact(maker_file("b.ogg", SF_FORMAT_OGG | SF_FORMAT_VORBIS, 8000, 2, n));
	struct pcm_source *source = media_take_source(
		maker_open(maker_file("b.wav", SF_FORMAT_WAV | SF_FORMAT_PCM_16, 8000, 1, n)));
	assert_null(source->is_ready);
	source->free(source);
}

/* A source of so many frames, then it fails; a byte through the gate lets it go on. */
struct slow_source {
	struct pcm_source source;
	int gate[2];
	int64_t n_read;
};

static int64_t slow_read(
	struct pcm_source *source, int16_t *frames, int64_t n_max, struct err *err)
{
	struct slow_source *slow = (struct slow_source *)source;
	char byte;
	if (read(slow->gate[0], &byte, 1) != 1 || slow->n_read >= 8192) {
		err_set(err, ERR_IO, "it fails");
		return -1;
	}
	memset(frames, 1, (size_t)n_max * sizeof *frames);
	slow->n_read += n_max;
	return n_max;
}

static void slow_free(struct pcm_source *source)
{
	struct slow_source *slow = (struct slow_source *)source;
	close(slow->gate[0]);
	close(slow->gate[1]);
}

static void what_is_not_decoded_yet_is_not_ready(void **state)
{
	(void)state;
	struct err err;
	int16_t frames[100];
	struct slow_source slow = {
		.source = {{8000, 1}, 100000, slow_read, NULL, slow_free, NULL}};
	assert_int_equal(pipe(slow.gate), 0);
	struct pcm_source *source = spool_new(&slow.source);
	assert_false(source->is_ready(source, 0));
	assert_int_equal(write(slow.gate[1], "x", 1), 1);
	assert_int_equal(source->read(source, frames, 100, &err), 100);
	assert_true(source->is_ready(source, 4095));
	assert_false(source->is_ready(source, 4096));
	assert_int_equal(write(slow.gate[1], "xx", 2), 2);
	assert_true(source->seek(source, 8192, &err));
	assert_int_equal(source->read(source, frames, 100, &err), -1);
	assert_string_equal(err.text, "it fails");
	assert_true(source->is_ready(source, 8192));
	assert_true(source->seek(source, 8100, &err)); /* what was decoded stays */
	assert_int_equal(source->read(source, frames, 100, &err), 92);
	source->free(source);
}

/* What a program does that writes over a file which somebody else reads. */
static void write_over(const char *path, const uint8_t *bytes, size_t n_bytes)
{
	FILE *file = fopen(path, "r+");
	assert_non_null(file);
	assert_int_equal(ftruncate(fileno(file), 0), 0);
	assert_int_equal(fwrite(bytes, 1, n_bytes, file), n_bytes);
	fclose(file);
}

/* Goes far forward, so that the way back is another start of the decoder. */
static struct media *open_and_read_on(const char *path)
{
	struct err err;
	int16_t read[2 * N_READ];
	struct media *media = maker_open(path);
	assert_true(media_seek(media, 50000, &err));
	assert_int_equal(media_read(media, read, N_READ, &err), N_READ);
	return media;
}

/* The place for samples is as wide as the format that was told when it was opened. */
static void seek_in_a_file_that_was_replaced(const char *from, const char *to)
{
	size_t n_bytes;
	struct err err;
	uint8_t *bytes = maker_load(to, &n_bytes);
	struct media *media = open_and_read_on(from);
	write_over(from, bytes, n_bytes);
	assert_false(media_seek(media, 1000, &err));
	assert_non_null(strstr(err.text, "changed"));
	media_free(media);
	free(bytes);
}

static void seek_fails_in_a_file_of_another_format(void **state)
{
	(void)state;
	int vorbis = SF_FORMAT_OGG | SF_FORMAT_VORBIS;
	seek_in_a_file_that_was_replaced(maker_file("two.ogg", vorbis, 8000, 2, 60000),
		maker_file("one.ogg", vorbis, 8000, 1, 60000));
	seek_in_a_file_that_was_replaced(maker_file("slow.ogg", vorbis, 8000, 1, 60000),
		maker_file("fast.ogg", vorbis, 16000, 1, 60000));
}

/* After a failure nothing is known of the place, nor of the channels, of the decoder. */
static void a_failed_seek_is_made_up_for(void **state)
{
	(void)state;
	size_t n_bytes;
	int64_t n;
	struct err err;
	int16_t read[N_READ];
	int vorbis = SF_FORMAT_OGG | SF_FORMAT_VORBIS;
	char *path = maker_file("mono.ogg", vorbis, 8000, 1, 60000);
	char *stereo_path = maker_file("stereo.ogg", vorbis, 8000, 2, 60000);
	uint8_t *bytes = maker_load(path, &n_bytes);
	struct media *media = open_and_read_on(path);
	write_over(path, bytes, 4);
	assert_false(media_seek(media, 1000, &err));
	assert_int_equal(media_read(media, read, N_READ, &err), -1);
	size_t n_stereo;
	uint8_t *stereo = maker_load(stereo_path, &n_stereo);
	write_over(path, stereo, n_stereo);
	assert_false(media_seek(media, 1000, &err));
	write_over(path, bytes, n_bytes);
	assert_true(media_seek(media, 50000 + N_READ, &err));
	struct media *fresh = maker_open(path);
	int16_t *all = maker_read(fresh, 4096, &n);
	assert_int_equal(media_read(media, read, N_READ, &err), N_READ);
	assert_memory_equal(read, all + 50000 + N_READ, sizeof read);
	free(all);
	free(stereo);
	free(bytes);
	media_free(fresh);
	media_free(media);
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
		cmocka_unit_test(sources_are_decoded_in_the_background),
		cmocka_unit_test(what_is_not_decoded_yet_is_not_ready),
		cmocka_unit_test(seek_fails_in_a_file_of_another_format),
		cmocka_unit_test(a_failed_seek_is_made_up_for),
		cmocka_unit_test(seek_in_mp3),
	};
	return cmocka_run_group_tests_name("media seek", tests, maker_setup, maker_teardown);
}
