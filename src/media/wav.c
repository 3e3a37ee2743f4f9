/* The header of a WAV file, where its sizes cannot be trusted or libsndfile cannot seek. */
/* SPDX-License-Identifier: MIT */
#include "config.h"
#include "media/wav.h"

#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "media/file.h"

#define CHUNK_BYTES 8
#define RIFF_BYTES 12
/* Sizes from here on are what programs write that do not know the length yet. */
#define SIZE_UNKNOWN 0x7fffff00u

static uint32_t get_le32(const uint8_t *b)
{
	return b[0] | (uint32_t)b[1] << 8 | (uint32_t)b[2] << 16 | (uint32_t)b[3] << 24;
}

static void put_le32(uint8_t *b, uint32_t value)
{
	for (int i = 0; i < 4; i++)
		b[i] = (uint8_t)(value >> 8 * i);
}

static void put_le16(uint8_t *b, unsigned value)
{
	b[0] = (uint8_t)value;
	b[1] = (uint8_t)(value >> 8);
}

static void read_fmt(int fd, int64_t at, struct wav *wav)
{
	uint8_t fmt[16];
	if (file_read_at(fd, fmt, sizeof fmt, at) != (int64_t)sizeof fmt)
		return;
	wav->tag = fmt[0] | fmt[1] << 8;
	wav->rate_hz = get_le32(fmt + 4);
	wav->block_bytes = fmt[12] | fmt[13] << 8;
}

/* Where the samples end, by what the sizes say and what is there. */
static void judge_sizes(struct wav *wav, uint32_t riff_size, uint32_t data_size, int64_t n_file)
{
	/* A data chunk of size 0 is believed where the outer size counts chunks behind it. */
	bool died = data_size == 0 && (riff_size + (int64_t)CHUNK_BYTES <= wav->data_from ||
					      riff_size >= SIZE_UNKNOWN);
	bool streamed = data_size >= SIZE_UNKNOWN && wav->data_from + data_size > n_file;
	wav->data_to = wav->data_from + data_size;
	wav->sizes = WAV_SIZES_GOOD;
	if ((died && n_file > wav->data_from) || streamed)
		wav->sizes = WAV_SIZES_UNWRITTEN;
	else if (wav->data_to > n_file)
		wav->sizes = WAV_SIZES_TOO_BIG;
	if (wav->sizes != WAV_SIZES_GOOD)
		wav->data_to = n_file;
	wav->patch = wav->sizes == WAV_SIZES_UNWRITTEN;
}

bool wav_probe(int fd, int64_t n_file, struct wav *wav)
{
	uint8_t b[RIFF_BYTES];
	*wav = (struct wav){0};
	if (file_read_at(fd, b, RIFF_BYTES, 0) != RIFF_BYTES || memcmp(b, "RIFF", 4) != 0 ||
		memcmp(b + 8, "WAVE", 4) != 0)
		return false;
	uint32_t riff_size = get_le32(b + 4);
	for (int64_t at = RIFF_BYTES; at <= WAV_MAX_HEAD;) {
		if (file_read_at(fd, b, CHUNK_BYTES, at) != CHUNK_BYTES)
			return false;
		uint32_t size = get_le32(b + 4);
		at += CHUNK_BYTES;
		if (memcmp(b, "data", 4) == 0) {
			wav->data_from = at;
			judge_sizes(wav, riff_size, size, n_file);
			return true;
		}
		if (memcmp(b, "fmt ", 4) == 0)
			read_fmt(fd, at, wav);
		at += (int64_t)size + (size & 1);
	}
	return false;
}

uint8_t *wav_make_head(int fd, const struct wav *wav)
{
	size_t n = (size_t)wav->data_from;
	uint8_t *head = mem_alloc(n);
	if (file_read_at(fd, head, n, 0) != (int64_t)n) {
		free(head);
		return NULL;
	}
	int64_t n_data = wav->data_to - wav->data_from, max = UINT32_MAX - wav->data_from;
	n_data = n_data < max ? n_data : max;
	put_le32(head + 4, (uint32_t)(n_data + wav->data_from - CHUNK_BYTES));
	put_le32(head + n - 4, (uint32_t)n_data);
	return head;
}

void wav_make_gsm_head(uint8_t head[WAV_GSM_HEAD_BYTES], uint32_t rate_hz, int64_t n_bytes)
{
	uint32_t n_data = n_bytes < INT32_MAX ? (uint32_t)n_bytes : INT32_MAX;
	memset(head, 0, WAV_GSM_HEAD_BYTES);
	memcpy(head, "RIFF", 4);
	put_le32(head + 4, n_data + WAV_GSM_HEAD_BYTES - CHUNK_BYTES);
	memcpy(head + 8, "WAVEfmt ", 8);
	put_le32(head + 16, 20); /* bytes of fmt */
	put_le16(head + 20, WAV_TAG_GSM);
	put_le16(head + 22, 1); /* channel */
	put_le32(head + 24, rate_hz);
	put_le32(head + 28, (uint32_t)((uint64_t)rate_hz * 65 / 320));
	put_le16(head + 32, 65);  /* bytes of a block */
	put_le16(head + 36, 2);   /* bytes that follow */
	put_le16(head + 38, 320); /* frames of a block */
	memcpy(head + 40, "fact", 4);
	put_le32(head + 44, 4);
	put_le32(head + 48, n_data / 65 * 320);
	memcpy(head + 52, "data", 4);
	put_le32(head + 56, n_data);
}
