/* What tests need of the file system: a folder of their own, and recordings in it. */
/* SPDX-License-Identifier: MIT */
#include "config.h"
#include "fixture.h"

#include <ftw.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/mem.h"
#include "base/str.h"
#include "testing.h"

char *fixture_folder(void)
{
	char *folder = mem_dup("/tmp/callmark-test-XXXXXX");
	assert_non_null(mkdtemp(folder));
	return folder;
}

static int remove_one(const char *path, const struct stat *st, int type, struct FTW *place)
{
	(void)st, (void)type, (void)place;
	return remove(path);
}

void fixture_remove(char *folder)
{
	nftw(folder, remove_one, 16, FTW_DEPTH | FTW_PHYS);
	free(folder);
}

char *fixture_path(const char *folder, const char *name)
{
	struct str path = {0};
	str_addf(&path, "%s/%s", folder, name);
	return str_take(&path);
}

void fixture_write(const char *path, const void *bytes, size_t n_bytes)
{
	FILE *file = fopen(path, "wb");
	assert_non_null(file);
	assert_int_equal(fwrite(bytes, 1, n_bytes, file), n_bytes);
	assert_int_equal(fclose(file), 0);
}

void fixture_copy(const char *from, const char *to)
{
	char block[65536];
	size_t n;
	FILE *in = fopen(from, "rb"), *out = fopen(to, "wb");
	assert_true(in && out);
	while ((n = fread(block, 1, sizeof block, in)) > 0)
		assert_int_equal(fwrite(block, 1, n, out), n);
	fclose(in);
	assert_int_equal(fclose(out), 0);
}

static void put_le(uint8_t *at, uint32_t value, int n_bytes)
{
	for (int i = 0; i < n_bytes; i++)
		at[i] = (uint8_t)(value >> (8 * i));
}

#define WAV_HEADER_SIZE 44

static void put_wav_header(uint8_t *file, int rate_hz, int channels, uint32_t n_data)
{
	memcpy(file, "RIFF____WAVEfmt ", 16);
	put_le(file + 4, 36 + n_data, 4);
	put_le(file + 16, 16, 4);
	put_le(file + 20, 1, 2);
	put_le(file + 22, (uint32_t)channels, 2);
	put_le(file + 24, (uint32_t)rate_hz, 4);
	put_le(file + 28, (uint32_t)(rate_hz * channels * 2), 4);
	put_le(file + 32, (uint32_t)channels * 2, 2);
	put_le(file + 34, 16, 2);
	memcpy(file + 36, "data", 4);
	put_le(file + 40, n_data, 4);
}

void fixture_write_wav(const char *path, int rate_hz, int channels, const int16_t *frames,
	int64_t n_frames)
{
	uint32_t n_data = (uint32_t)(n_frames * channels * 2);
	uint8_t *file = mem_zalloc(WAV_HEADER_SIZE + (size_t)n_data, 1);
	put_wav_header(file, rate_hz, channels, n_data);
	for (int64_t i = 0; i < n_frames * channels; i++)
		put_le(file + WAV_HEADER_SIZE + 2 * i, (uint16_t)frames[i], 2);
	fixture_write(path, file, WAV_HEADER_SIZE + (size_t)n_data);
	free(file);
}

void fixture_write_silence(const char *path, int seconds)
{
	uint8_t header[WAV_HEADER_SIZE];
	uint32_t n_data = (uint32_t)seconds * 8000 * 2;
	put_wav_header(header, 8000, 1, n_data);
	fixture_write(path, header, sizeof header);
	assert_int_equal(truncate(path, WAV_HEADER_SIZE + (off_t)n_data), 0);
}

void fixture_write_tone(const char *path, int64_t n_frames)
{
	int16_t *frames = mem_zalloc((size_t)n_frames, sizeof *frames);
	for (int64_t i = 0; i < n_frames; i++)
		frames[i] = (int16_t)(8000 * sin(2 * M_PI * 440 * (double)i / 8000));
	fixture_write_wav(path, 8000, 1, frames, n_frames);
	free(frames);
}
