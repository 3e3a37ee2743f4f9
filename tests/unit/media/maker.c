/* Makes recordings for tests: a signal that never repeats, files of every format, broken ones. */
/* SPDX-License-Identifier: MIT */
#include "config.h"
#include "maker.h"

#include <dirent.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include <sndfile.h>

#include "base/mem.h"
#include "testing.h"

#define MAX_PATHS 1024

/* Static: one test program is one maker. */
static char folder[64];
static char *paths[MAX_PATHS];
static size_t n_paths;

int maker_setup(void **state)
{
	(void)state;
	strcpy(folder, "/tmp/callmark-test-XXXXXX");
	return mkdtemp(folder) ? 0 : -1;
}

int maker_teardown(void **state)
{
	(void)state;
	DIR *dir = opendir(folder);
	for (struct dirent *entry; dir && (entry = readdir(dir));)
		if (entry->d_name[0] != '.') {
			char *path = maker_path(entry->d_name);
			if (unlink(path) < 0)
				rmdir(path);
		}
	if (dir)
		closedir(dir);
	while (n_paths > 0)
		free(paths[--n_paths]);
	return rmdir(folder);
}

static char *keep_path(const char *before, const char *name)
{
	char *path = mem_alloc(strlen(before) + strlen(name) + 2);
	assert_true(n_paths < MAX_PATHS);
	sprintf(path, "%s/%s", before, name);
	paths[n_paths++] = path;
	return path;
}

char *maker_path(const char *name)
{
	return keep_path(folder, name);
}

char *maker_data(const char *name)
{
	char data[512];
	const char *srcdir = getenv("srcdir");
	snprintf(data, sizeof data, "%s/tests/data/media", srcdir ? srcdir : ".");
	return keep_path(data, name);
}

int16_t *maker_signal(int64_t n_frames, int channels)
{
	int16_t *frames = mem_zalloc((size_t)(n_frames * channels), sizeof *frames);
	uint32_t random = 1;
	double low = 0;
	for (int64_t i = 0; i < n_frames; i++)
		for (int c = 0; c < channels; c++) {
			random = random * 1664525u + 1013904223u;
			double noise = (int32_t)random / 2147483648.0;
			/* Syllables of a fifth of a second, a pause in every second. */
			double loud =
				i % 8000 < 6000 ? 0.5 - 0.5 * cos(i / 1600.0 * 6.2831853) : 0.01;
			low += 0.3 * (noise - low);
			double voice = sin(i * (0.08 + 0.02 * c) + 3 * sin(i * 0.0007));
			frames[i * channels + c] = (int16_t)lrint(12000 * loud * (voice + low));
		}
	return frames;
}

char *maker_file(const char *name, int sf_format, int rate_hz, int channels, int64_t n_frames)
{
	char *path = maker_path(name);
	SF_INFO sf = {.format = sf_format, .samplerate = rate_hz, .channels = channels};
	SNDFILE *snd = sf_open(path, SFM_WRITE, &sf);
	if (!snd)
		fail_msg("%s: %s", name, sf_strerror(NULL));
	/* Else a float file gets the numbers of 16 bit, far over full scale. */
	sf_command(snd, SFC_SET_SCALE_INT_FLOAT_WRITE, NULL, SF_TRUE);
	int16_t *frames = maker_signal(n_frames, channels);
	assert_int_equal(sf_writef_short(snd, frames, n_frames), n_frames);
	assert_int_equal(sf_close(snd), 0);
	free(frames);
	return path;
}

char *maker_bytes(const char *name, const void *bytes, size_t n_bytes)
{
	char *path = maker_path(name);
	FILE *file = fopen(path, "wb");
	assert_non_null(file);
	assert_int_equal(fwrite(bytes, 1, n_bytes, file), n_bytes);
	assert_int_equal(fclose(file), 0);
	return path;
}

uint8_t *maker_load(const char *path, size_t *n_bytes)
{
	FILE *file = fopen(path, "rb");
	struct stat st;
	assert_non_null(file);
	assert_int_equal(fstat(fileno(file), &st), 0);
	uint8_t *bytes = mem_alloc((size_t)st.st_size);
	*n_bytes = fread(bytes, 1, (size_t)st.st_size, file);
	assert_int_equal(*n_bytes, st.st_size);
	fclose(file);
	return bytes;
}

struct media *maker_open(const char *path)
{
	struct err err;
	struct call_leg leg = {.path = (char *)path};
	struct media *media = media_open(&leg, 1, &media_options_default, &err);
	if (!media)
		fail_msg("%s", err.text);
	return media;
}

void maker_refused(const char *path, enum err_code code, const char *words)
{
	struct err err;
	struct call_leg leg = {.path = (char *)path};
	struct media *media = media_open(&leg, 1, &media_options_default, &err);
	if (media)
		fail_msg("'%s' was opened", path);
	if (!strstr(err.text, words))
		fail_msg("'%s' does not say '%s'", err.text, words);
	assert_int_equal(err.code, code);
}

int16_t *maker_read(struct media *media, int64_t n_block, int64_t *n_frames)
{
	struct err err;
	int channels = media_get_info(media)->format.channels;
	int64_t n = 0, got;
	int16_t *frames = NULL;
	do {
		frames = mem_resize(frames, (size_t)((n + n_block) * channels), sizeof *frames);
		got = media_read(media, frames + n * channels, n_block, &err);
		if (got < 0)
			fail_msg("%s", err.text);
		n += got;
	} while (got > 0);
	*n_frames = n;
	return frames;
}
