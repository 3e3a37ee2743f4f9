/* What tests need of the file system: a folder of their own, and recordings in it. */
/* SPDX-License-Identifier: MIT */
#ifndef FIXTURE_H
#define FIXTURE_H

#include <stddef.h>
#include <stdint.h>

/* A new empty folder; and its end, with all that is in it. The caller frees the name. */
char *fixture_folder(void);
void fixture_remove(char *folder);
/* "folder/name"; the caller frees it. */
char *fixture_path(const char *folder, const char *name);
void fixture_write(const char *path, const void *bytes, size_t n_bytes);
void fixture_copy(const char *from, const char *to);
/* A WAV file of 16-bit PCM. */
void fixture_write_wav(const char *path, int rate_hz, int channels, const int16_t *frames,
	int64_t n_frames);
/* Seconds of silence, mono at 8 kHz, as a WAV file that takes no room on the disk. */
void fixture_write_silence(const char *path, int seconds);
/* n_frames of a steady tone, mono at 8 kHz, as a WAV file. */
void fixture_write_tone(const char *path, int64_t n_frames);

#endif
