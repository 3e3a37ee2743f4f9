/* Makes recordings for tests: a signal that never repeats, files of every format, broken ones. */
/* SPDX-License-Identifier: MIT */
#ifndef MAKER_H
#define MAKER_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "media/media.h"

/* cmocka's setup and teardown of a group: makes and empties a folder of its own. */
int maker_setup(void **state);
int maker_teardown(void **state);
/* A path in the folder; lives until the teardown. */
char *maker_path(const char *name);
/* Talk-like noise with pauses, the same at each call; the caller frees it. */
int16_t *maker_signal(int64_t n_frames, int channels);
/* Writes the signal with libsndfile. Returns the path. */
char *maker_file(const char *name, int sf_format, int rate_hz, int channels, int64_t n_frames);
char *maker_bytes(const char *name, const void *bytes, size_t n_bytes);
/* The bytes of a file; the caller frees them. */
uint8_t *maker_load(const char *path, size_t *n_bytes);
/* The path of a file of tests/data/media; lives until the teardown. */
char *maker_data(const char *name);

struct media *maker_open(const char *path);
/* Asserts that it is refused, with this code and these words. */
void maker_refused(const char *path, enum err_code code, const char *words);
/* Reads all in blocks of n_block frames; the caller frees it. */
int16_t *maker_read(struct media *media, int64_t n_block, int64_t *n_frames);

#endif
