/* The header of a WAV file, where its sizes cannot be trusted or libsndfile cannot seek. */
/* SPDX-License-Identifier: MIT */
#ifndef MEDIA_WAV_H
#define MEDIA_WAV_H

#include <stdbool.h>
#include <stdint.h>

#define WAV_MAX_HEAD (1 << 20) /* a data chunk that starts later is left to libsndfile */
#define WAV_GSM_HEAD_BYTES 60

enum wav_tag {
	WAV_TAG_GSM = 0x31,
	WAV_TAG_MPEG = 0x50,
	WAV_TAG_MP3 = 0x55,
};

enum wav_sizes {
	WAV_SIZES_GOOD,
	WAV_SIZES_UNWRITTEN, /* 0 or all ones: the recorder never came back to write them */
	WAV_SIZES_TOO_BIG,   /* the file ends before its header says */
};

struct wav {
	int tag; /* of the fmt chunk; 0 if there was none before the data */
	int block_bytes;
	uint32_t rate_hz;
	int64_t data_from;
	int64_t data_to; /* within the file */
	enum wav_sizes sizes;
	bool patch; /* libsndfile needs the sizes written in */
};

/* Whether the file begins as a RIFF WAVE and has a data chunk; fills *wav. */
bool wav_probe(int fd, int64_t n_file, struct wav *wav) __attribute__((nonnull));
/* The head of the file (data_from bytes, freed by the caller) with the true sizes written in; NULL
 * if it cannot be read. */
uint8_t *wav_make_head(int fd, const struct wav *wav) __attribute__((nonnull, warn_unused_result));
/* The shortest head of a WAV with n_bytes of GSM 6.10 (Microsoft's blocks of 65 bytes). */
void wav_make_gsm_head(uint8_t head[WAV_GSM_HEAD_BYTES], uint32_t rate_hz, int64_t n_bytes)
	__attribute__((nonnull));

#endif
