/* Tests of media on what is broken, misnamed, no recording at all, or changes under it. */
/* SPDX-License-Identifier: MIT */
#include "config.h"

#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include <sndfile.h>

#include "base/mem.h"
#include "maker.h"
#include "testing.h"

#define WAV_HEAD 44

/* A WAV of the signal with some bytes of its header overwritten. */
static char *spoilt_wav(const char *name, size_t offset, const void *bytes, size_t n_bytes)
{
	size_t n;
	char *path = maker_file(name, SF_FORMAT_WAV | SF_FORMAT_PCM_16, 8000, 1, 5000);
	uint8_t *whole = maker_load(path, &n);
	assert_int_equal(n, WAV_HEAD + 2 * 5000);
	memcpy(whole + offset, bytes, n_bytes);
	path = maker_bytes(name, whole, n);
	free(whole);
	return path;
}

static void read_ends_at(const char *path, int64_t n_wanted, const char *warning)
{
	struct media *media = maker_open(path);
	int64_t n;
	int16_t *read = maker_read(media, 1000, &n), *made = maker_signal(n_wanted, 1);
	const struct media_info *info = media_get_info(media);
	assert_int_equal(n, n_wanted);
	assert_int_equal(info->n_frames, n_wanted);
	assert_true(info->exact);
	assert_memory_equal(read, made, (size_t)n * sizeof *read);
	if (warning)
		assert_string_equal(info->warning, warning);
	else
		assert_null(info->warning);
	free(read);
	free(made);
	media_free(media);
}

static void a_dead_recorders_file_is_read(void **state)
{
	(void)state;
	static const char unknown[] = "the header gives no length; read to the end of the file";
	char *path = spoilt_wav("dead.wav", 40, "\0\0\0\0", 4);
	maker_refused(path, ERR_FORMAT, "holds no sound"); /* the outer size still counts 10000 */
	size_t n;
	uint8_t *whole = maker_load(path, &n);
	memcpy(whole + 4, "\0\0\0\0", 4);
	read_ends_at(maker_bytes("dead.wav", whole, n), 5000, unknown);
	memcpy(whole + 4, "\xff\xff\xff\xff", 4);
	memcpy(whole + 40, "\xff\xff\xff\xff", 4);
	read_ends_at(maker_bytes("stream.wav", whole, n), 5000, unknown);
	free(whole);
	struct media *media = maker_open(maker_data("odd_stream_sizes_zero.wav"));
	assert_int_equal(media_get_info(media)->n_frames, 16000);
	media_free(media);
}

static void a_header_that_promises_all_there_can_be_is_read_as_far_as_it_goes(void **state)
{
	(void)state;
	enum { DATA_SIZE_AT = 28 }; /* in the chunk ds64 */
	size_t n;
	char *path = maker_file("all.rf64", SF_FORMAT_RF64 | SF_FORMAT_PCM_16, 8000, 1, 5000);
	uint8_t *whole = maker_load(path, &n);
	assert_memory_equal(whole + 12, "ds64", 4);
	memcpy(whole + DATA_SIZE_AT, "\xff\xff\xff\xff\xff\xff\xff\x7f", 8);
	read_ends_at(maker_bytes("all.wav", whole, n), 5000, NULL);
	free(whole);
}

static void a_lying_header_is_read_as_far_as_it_goes(void **state)
{
	(void)state;
	static const char ends[] = "the file ends before its header says";
	read_ends_at(spoilt_wav("more.wav", 40, "\0\0\1\0", 4), 5000, ends);
	read_ends_at(spoilt_wav("less.wav", 40, "\xd0\7\0\0", 4), 1000, NULL);
	size_t n;
	char *path = maker_file("cut.au", SF_FORMAT_AU | SF_FORMAT_PCM_16, 8000, 1, 5000);
	uint8_t *whole = maker_load(path, &n);
	struct media *media = maker_open(maker_bytes("cut.au", whole, n - 4000));
	int64_t n_read;
	free(maker_read(media, 1000, &n_read));
	assert_int_equal(n_read, 3000);
	media_free(media);
	free(whole);
}

static void a_file_cut_while_open_just_ends(void **state)
{
	(void)state;
	struct err err;
	char *path = maker_file("shrink.wav", SF_FORMAT_WAV | SF_FORMAT_PCM_16, 8000, 1, 100000);
	struct media *media = maker_open(path);
	int16_t *made = maker_signal(100000, 1), *read = mem_alloc(200000);
	assert_int_equal(media_read(media, read, 100, &err), 100);
	assert_int_equal(truncate(path, WAV_HEAD + 2 * 60000), 0);
	int64_t n;
	free(read);
	read = maker_read(media, 8192, &n);
	assert_int_equal(n, 60000 - 100);
	assert_memory_equal(read, made + 100, (size_t)n * 2);
	assert_int_equal(media_get_info(media)->n_frames, 60000);
	assert_non_null(media_get_info(media)->warning);
	assert_true(media_seek(media, 90000, &err));
	assert_int_equal(media_read(media, read, 10, &err), 0);
	assert_true(media_seek(media, 500, &err));
	assert_int_equal(media_read(media, read, 10, &err), 10);
	assert_memory_equal(read, made + 500, 20);
	free(read);
	free(made);
	media_free(media);
}

static void no_recording_is_one_clear_error(void **state)
{
	(void)state;
	char *folder = maker_path("folder.wav"), *fifo = maker_path("fifo.wav");
	assert_int_equal(mkdir(folder, 0700), 0);
	assert_int_equal(mkfifo(fifo, 0600), 0);
	maker_refused(maker_path("missing.wav"), ERR_NOT_FOUND, "cannot open '");
	maker_refused(folder, ERR_UNSUPPORTED, "is a folder");
	maker_refused(fifo, ERR_UNSUPPORTED, "is a pipe or a device");
	maker_refused("/dev/zero", ERR_UNSUPPORTED, "is a pipe or a device");
	maker_refused(maker_bytes("empty.wav", "", 0), ERR_FORMAT, "is empty");
	maker_refused(maker_bytes("bare.wav", "abcdefgh", 8), ERR_FORMAT, "has no WAV header");
	maker_refused(maker_bytes("text.txt", "hello there, hello", 18), ERR_UNSUPPORTED,
		"in no format that callmark reads");
	maker_refused(maker_bytes("stub.wav", "RIFF\0\0\0\0WAVE", 12), ERR_FORMAT, "is damaged");
	maker_refused(
		maker_bytes("stub.mp3", "ID3\3\0\0\0\0\0\0", 10), ERR_UNSUPPORTED, "no format");
}

static void absurd_headers_are_refused(void **state)
{
	(void)state;
	maker_refused(spoilt_wav("rate.wav", 24, "\x44\xac\x10\0", 4), ERR_UNSUPPORTED,
		"sample rate is 1092676 Hz");
	maker_refused(spoilt_wav("slow.wav", 24, "\x10\0\0\0", 4), ERR_UNSUPPORTED,
		"sample rate is 16 Hz");
	maker_refused(maker_file("none.wav", SF_FORMAT_WAV | SF_FORMAT_PCM_16, 8000, 1, 0),
		ERR_FORMAT, "holds no sound");
	maker_refused(maker_file("many.wav", SF_FORMAT_WAV | SF_FORMAT_PCM_16, 8000, 65, 10),
		ERR_UNSUPPORTED, "65 channels");
	maker_refused(maker_bytes("none.ulaw", "", 0), ERR_FORMAT, "is empty");
}

static void a_long_name_leaves_room_for_the_reason(void **state)
{
	(void)state;
	char name[1024] = "/";
	for (int i = 0; i < 300; i++)
		strcat(name, "张");
	maker_refused(name, ERR_IO, "张': ");
}

/* Damages an MP3 in many places, reads and seeks in it, and looks at what came to stderr. */
static void mp3_lines_never_reach_stderr(void **state)
{
	(void)state;
	size_t n;
	struct err err;
	int16_t block[600];
	uint8_t *whole = maker_load(maker_data("odd_vbr_id3v2.mp3"), &n);
	char *log = maker_path("stderr.log");
	int saved = dup(STDERR_FILENO), fd = open(log, O_CREAT | O_TRUNC | O_WRONLY, 0600);
	dup2(fd, STDERR_FILENO);
	uint32_t random = 5;
	for (int round = 0; round < 30; round++) {
		for (int i = 0; i < 20; i++) {
			random = random * 1664525u + 1013904223u;
			whole[1000 + (random >> 8) % (n - 1000)] ^= (uint8_t)(random >> 3);
		}
		struct call_leg leg = {.path = maker_bytes("bad.mp3", whole, n)};
		struct media *media = media_open(&leg, 1, &media_options_default, &err);
		for (int64_t at = 15000; media && at >= 0; at -= 5000)
			if (!media_seek(media, at, &err) || media_read(media, block, 600, &err) < 0)
				break;
		media_free(media);
	}
	struct stat st;
	fflush(stderr);
	fstat(fd, &st);
	dup2(saved, STDERR_FILENO);
	close(saved);
	close(fd);
	free(whole);
	assert_int_equal(st.st_size, 0);
}

static void mp3_tells_its_true_length(void **state)
{
	(void)state;
	size_t n, n_junk = 5000;
	struct media *media = maker_open(maker_data("odd_no_xing.mp3"));
	int64_t n_whole, n_read;
	int16_t *whole = maker_read(media, 1000, &n_whole);
	assert_int_equal(n_whole, 17280);
	media_free(media);
	/* A tag in the middle, as where recordings were joined, is stepped over. */
	uint8_t *bytes = maker_load(maker_data("odd_no_xing.mp3"), &n),
		*joined = mem_zalloc(1, 2 * n + n_junk);
	memcpy(joined, bytes, n);
	memcpy(joined + n + n_junk, bytes, n);
	media = maker_open(maker_bytes("joined.mp3", joined, 2 * n + n_junk));
	assert_int_equal(media_get_info(media)->n_frames, 2 * n_whole);
	int16_t *read = maker_read(media, 1000, &n_read);
	assert_int_equal(n_read, 2 * n_whole);
	assert_memory_equal(read, whole, (size_t)n_whole * 2);
	assert_null(media_get_info(media)->warning);
	media_free(media);
	free(read);
	free(whole);
	free(bytes);
	free(joined);
}

static void mp3_in_a_wav_is_read(void **state)
{
	(void)state;
	size_t n;
	int64_t n_plain, n_read;
	uint8_t *mp3 = maker_load(maker_data("odd_no_xing.mp3"), &n);
	uint8_t *wav = mem_zalloc(1, WAV_HEAD + n);
	memcpy(wav, "RIFF\xff\xff\xff\x7fWAVEfmt \x10\0\0\0\x55\0\1\0\x40\x1f\0\0", 28);
	memcpy(wav + 36, "data", 4);
	for (int i = 0; i < 4; i++)
		wav[40 + i] = (uint8_t)(n >> 8 * i);
	memcpy(wav + WAV_HEAD, mp3, n);
	struct media *plain = maker_open(maker_data("odd_no_xing.mp3"));
	struct media *media = maker_open(maker_bytes("mp3.wav", wav, WAV_HEAD + n));
	int16_t *wanted = maker_read(plain, 1000, &n_plain), *read = maker_read(media, 1000, &n_read);
	assert_int_equal(n_read, n_plain);
	assert_memory_equal(read, wanted, (size_t)n_read * sizeof *read);
	media_free(plain);
	media_free(media);
	free(wanted);
	free(read);
	free(mp3);
	free(wav);
}

static void a_flac_from_a_pipe_is_counted(void **state)
{
	(void)state;
	size_t n;
	uint8_t *flac = maker_load(
		maker_file("pipe.flac", SF_FORMAT_FLAC | SF_FORMAT_PCM_16, 8000, 1, 5000), &n);
	flac[21] &= 0xf0; /* the 36 bits of STREAMINFO that hold the length */
	memset(flac + 22, 0, 4);
	read_ends_at(maker_bytes("pipe.flac", flac, n), 5000, NULL);
	free(flac);
}

static void hostile_bytes_do_no_harm(void **state)
{
	(void)state;
	static const int formats[] = {SF_FORMAT_WAV | SF_FORMAT_GSM610,
		SF_FORMAT_WAV | SF_FORMAT_ULAW, SF_FORMAT_AIFF | SF_FORMAT_PCM_16,
		SF_FORMAT_FLAC | SF_FORMAT_PCM_16};
	struct err err;
	uint32_t random = 3;
	for (int round = 0; round < 120; round++) {
		size_t n;
		int16_t block[2 * 512];
		struct call_leg leg = {
			.path = maker_file("hostile", formats[round % 4], 8000, 1, 2000)};
		uint8_t *bytes = maker_load(leg.path, &n);
		for (int i = 0; i < 6; i++) {
			random = random * 1664525u + 1013904223u;
			bytes[4 + (random >> 8) % 60] = (uint8_t)(random >> 3);
		}
		leg.path = maker_bytes("hostile", bytes, n - random % (n / 2));
		struct media *media = media_open(&leg, 1, &media_options_default, &err);
		for (int i = 0; media && i < 4; i++)
			if (!media_seek(media, 1500 - 400 * i, &err) ||
				media_read(media, block, 512, &err) < 0)
				break;
		if (media)
			assert_in_range(media_get_info(media)->format.channels, 1, 2);
		media_free(media);
		free(bytes);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_dead_recorders_file_is_read),
		cmocka_unit_test(a_header_that_promises_all_there_can_be_is_read_as_far_as_it_goes),
		cmocka_unit_test(a_lying_header_is_read_as_far_as_it_goes),
		cmocka_unit_test(a_file_cut_while_open_just_ends),
		cmocka_unit_test(no_recording_is_one_clear_error),
		cmocka_unit_test(absurd_headers_are_refused),
		cmocka_unit_test(a_long_name_leaves_room_for_the_reason),
		cmocka_unit_test(mp3_lines_never_reach_stderr),
		cmocka_unit_test(mp3_tells_its_true_length),
		cmocka_unit_test(mp3_in_a_wav_is_read),
		cmocka_unit_test(a_flac_from_a_pipe_is_counted),
		cmocka_unit_test(hostile_bytes_do_no_harm),
	};
	return cmocka_run_group_tests_name("media broken", tests, maker_setup, maker_teardown);
}
