/* FLAC of 16 bit, decoded forward in three quarters of libFLAC's time. */
/* SPDX-License-Identifier: MIT */
#if defined __GNUC__ && !defined __clang__
#pragma GCC optimize("O3") /* gcc unrolls the predictors from here on */
#endif
#include "config.h"
#include "media/flac.h"

#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "media/flac_bits.h"

#define MAGIC_BYTES 4
#define INFO_BYTES 34       /* of STREAMINFO */
#define MAX_BLOCK 16384     /* frames; what encoders make has 4096 */
#define MIN_BLOCK 16
#define MAX_ORDER 32
#define HEADER_BYTES 16     /* of a frame, at most */
#define SAMPLE_BITS 16
#define READ_BYTES 65536

struct flac {
	struct window *window;
	int64_t at; /* of the window, to be read next */
	bool ended; /* the window has no more */
	uint8_t *bytes;
	int64_t n_bytes, n_taken, n_room;
	int64_t frame_bytes; /* no frame has more */
	int channels, info_block;
	int64_t n_frames, n_given;
	int max_block;
	int32_t *samples[2];
	int16_t *block;      /* the frame decoded last, interleaved */
	int n_block, n_block_given;
	uint16_t crc[8][256];
};

/* CRC-16 of eight bytes at once: table k is of a byte that k more follow. */
static void make_crc(struct flac *flac)
{
	for (int i = 0; i < 256; i++) {
		uint32_t crc = (uint32_t)i << 8;
		for (int bit = 0; bit < 8; bit++)
			crc = crc << 1 ^ (crc & 0x8000 ? 0x8005 : 0);
		flac->crc[0][i] = (uint16_t)crc;
	}
	for (int k = 1; k < 8; k++)
		for (int i = 0; i < 256; i++)
			flac->crc[k][i] =
				(uint16_t)(flac->crc[k - 1][i] << 8 ^ flac->crc[0][flac->crc[k - 1][i] >> 8]);
}

static uint16_t crc_of(const struct flac *flac, const uint8_t *bytes, int64_t n)
{
	const uint16_t(*t)[256] = flac->crc;
	uint32_t crc = 0;
	for (; n >= 8; n -= 8, bytes += 8)
		crc = (uint32_t)(t[7][bytes[0] ^ crc >> 8] ^ t[6][bytes[1] ^ (crc & 0xff)] ^ t[5][bytes[2]] ^
			t[4][bytes[3]] ^ t[3][bytes[4]] ^ t[2][bytes[5]] ^ t[1][bytes[6]] ^ t[0][bytes[7]]);
	for (; n > 0; n--, bytes++)
		crc = (crc << 8 ^ t[0][(crc >> 8) ^ *bytes]) & 0xffff;
	return (uint16_t)crc;
}

static uint8_t header_crc(const uint8_t *bytes, int n)
{
	unsigned crc = 0;
	for (int i = 0; i < n; i++) {
		crc ^= bytes[i];
		for (int bit = 0; bit < 8; bit++)
			crc = crc << 1 ^ (crc & 0x80 ? 0x107 : 0);
	}
	return (uint8_t)crc;
}

/* Reads past what the other decoder reads. */
static int64_t read_window(struct flac *flac, uint8_t *bytes, int64_t n)
{
	int64_t theirs = flac->window->at;
	flac->window->at = flac->at;
	int64_t got = window_read(flac->window, bytes, n);
	flac->at = flac->window->at;
	flac->window->at = theirs;
	return got;
}

/* Goes to the first frame; *info: of STREAMINFO. */
static bool skip_metadata(struct flac *flac, uint8_t info[INFO_BYTES])
{
	uint8_t magic[MAGIC_BYTES], head[4];
	if (read_window(flac, magic, sizeof magic) < (int64_t)sizeof magic || memcmp(magic, "fLaC", MAGIC_BYTES) != 0)
		return false;
	for (bool first = true;; first = false) {
		if (read_window(flac, head, sizeof head) < (int64_t)sizeof head)
			return false;
		int64_t n = (int64_t)head[1] << 16 | head[2] << 8 | head[3];
		if (first && ((head[0] & 0x7f) != 0 || n != INFO_BYTES || read_window(flac, info, INFO_BYTES) < INFO_BYTES))
			return false;
		flac->at += first ? 0 : n;
		if (head[0] & 0x80)
			return true;
	}
}

/* What STREAMINFO says, if it is of the kind that is decoded here. */
static bool take_info(struct flac *flac, const uint8_t info[INFO_BYTES], int channels)
{
	int least = info[0] << 8 | info[1], bits = ((info[12] & 1) << 4 | info[13] >> 4) + 1;
	flac->max_block = info[2] << 8 | info[3];
	flac->info_block = least;
	flac->channels = (info[12] >> 1 & 7) + 1;
	flac->n_frames = (int64_t)(info[13] & 15) << 32 | (int64_t)info[14] << 24 | info[15] << 16 | info[16] << 8 |
		info[17];
	return flac->channels == channels && channels <= 2 && bits == SAMPLE_BITS && flac->n_frames > 0 &&
		least >= MIN_BLOCK && flac->max_block >= least && flac->max_block <= MAX_BLOCK;
}

struct flac *flac_new(struct window *window, int channels)
{
	struct flac *flac = mem_zalloc(1, sizeof *flac);
	uint8_t info[INFO_BYTES];
	flac->window = window;
	if (!skip_metadata(flac, info) || !take_info(flac, info, channels)) {
		free(flac);
		return NULL;
	}
	make_crc(flac);
	/* Verbatim, with a bit more for the difference of two channels. */
	flac->frame_bytes = 2 * HEADER_BYTES + ((int64_t)flac->max_block * (SAMPLE_BITS + 1) / 8 + 8) * channels;
	flac->n_room = flac->frame_bytes + READ_BYTES;
	flac->bytes = mem_zalloc((size_t)flac->n_room + FLAC_BITS_PAD, 1);
	flac->block = mem_zalloc((size_t)(flac->max_block * channels), sizeof *flac->block);
	for (int c = 0; c < channels; c++)
		flac->samples[c] = mem_zalloc((size_t)flac->max_block, sizeof *flac->samples[c]);
	return flac;
}

void flac_free(struct flac *flac)
{
	if (!flac)
		return;
	free(flac->bytes);
	free(flac->block);
	free(flac->samples[0]);
	free(flac->samples[1]);
	free(flac);
}

/* So that a whole frame lies in memory, unless the file ends. */
static void fill(struct flac *flac)
{
	int64_t n_left = flac->n_bytes - flac->n_taken;
	if (flac->ended || n_left >= flac->frame_bytes)
		return;
	memmove(flac->bytes, flac->bytes + flac->n_taken, (size_t)n_left);
	flac->n_taken = 0;
	int64_t n_wanted = flac->n_room - n_left, got = read_window(flac, flac->bytes + n_left, n_wanted);
	flac->n_bytes = n_left + got;
	flac->ended = got < n_wanted;
	memset(flac->bytes + flac->n_bytes, 0, FLAC_BITS_PAD);
}

/* How the channels of a frame are stored. */
enum stereo { APART = 1, LEFT_SIDE = 8, SIDE_RIGHT, MID_SIDE };

struct header {
	int n_block;
	enum stereo stereo;
	int n_bytes;
};

/* A number of 1..7 bytes as in UTF-8; -1: it is none. */
static int64_t take_number(const uint8_t *bytes, int *at)
{
	int n_more = 0;
	uint8_t first = bytes[(*at)++];
	while (n_more < 7 && first & 0x80 >> n_more)
		n_more++;
	if (n_more == 1 || n_more > 7 || first == 0xff)
		return -1;
	int64_t number = n_more == 0 ? first : first & (0x7f >> n_more);
	for (int i = 1; i < n_more; i++) {
		if ((bytes[*at] & 0xc0) != 0x80)
			return -1;
		number = number << 6 | (bytes[(*at)++] & 0x3f);
	}
	return number;
}

/* 0: reserved. */
static int block_of(int code, const uint8_t *bytes, int *at)
{
	int high = 0;
	if (code == 7)
		high = bytes[(*at)++] << 8;
	if (code == 6 || code == 7)
		return (high | bytes[(*at)++]) + 1;
	return code == 0 ? 0 : code == 1 ? 192 : code < 6 ? 576 << (code - 2) : 256 << (code - 8);
}

/* The next frame's; it must be the one that follows. */
static bool take_header(const struct flac *flac, const uint8_t *bytes, struct header *header)
{
	int at = 4, channels = bytes[3] >> 4, rate = bytes[2] & 15, bits = bytes[3] >> 1 & 7;
	if (bytes[0] != 0xff || (bytes[1] & 0xfe) != 0xf8 || bytes[3] & 1 || rate == 15 || (bits != 0 && bits != 4))
		return false;
	if (channels != flac->channels - 1 && (flac->channels != 2 || channels < LEFT_SIDE || channels > MID_SIDE))
		return false;
	bool by_sample = bytes[1] & 1;
	int64_t number = take_number(bytes, &at);
	header->n_block = block_of(bytes[2] >> 4, bytes, &at);
	at += rate == 12 ? 1 : rate > 12 ? 2 : 0;
	header->stereo = channels < LEFT_SIDE ? APART : (enum stereo)channels;
	header->n_bytes = at + 1;
	return header->n_block > 0 && header->n_block <= flac->max_block &&
		number == (by_sample ? flac->n_given : flac->n_given / flac->info_block) &&
		header_crc(bytes, at) == bytes[at];
}

/* A sample is some number more than what `order` of those before foretell. */
struct predictor {
	int order, shift;
	int32_t factors[MAX_ORDER];
	bool is_long; /* sums may take more than 32 bits */
};

/* The next of numbers after Rice. */
static inline __attribute__((always_inline)) uint32_t next_rice(struct flac_bits *bits, int k)
{
	if (bits->n < 32)
		flac_bits_fill(bits);
	int n_zeros = bits->cache ? __builtin_clzll(bits->cache) : 64;
	if (n_zeros + 1 + k <= bits->n) {
		uint64_t rest = bits->cache << n_zeros << 1;
		bits->cache = rest << k;
		bits->n -= n_zeros + 1 + k;
		return (uint32_t)n_zeros << k | (uint32_t)(rest >> 1 >> (63 - k));
	}
	uint32_t high = flac_bits_zeros(bits) << k;
	return high | flac_bits_read(bits, k);
}

/* n samples: numbers after Rice on what is predicted, in one loop, for one waits while the other computes.
 * Sums of damaged frames may wrap; those beyond the end of the bytes stop. */
static inline __attribute__((always_inline)) void take_rice(struct flac_bits *from, int32_t *x, int n, int k,
	int order, const int32_t *factors, int shift)
{
	struct flac_bits bits = *from; /* in registers */
	for (int i = 0; i < n && bits.at <= bits.end + FLAC_BITS_PAD; i++) {
		uint32_t value = next_rice(&bits, k), sum = 0;
		for (int j = 0; j < order; j++)
			sum += (uint32_t)factors[j] * (uint32_t)x[i - 1 - j];
		x[i] = (int32_t)((value >> 1 ^ -(value & 1)) + (uint32_t)((int32_t)sum >> shift));
	}
	*from = bits;
}

/* Adds what is predicted to n samples. */
static void predict(int32_t *x, int n, const struct predictor *p)
{
	for (int i = 0; i < n; i++) {
		int64_t sum = 0;
		for (int j = 0; j < p->order; j++)
			sum += (int64_t)p->factors[j] * x[i - 1 - j];
		x[i] = (int32_t)((uint32_t)x[i] + (uint32_t)(sum >> p->shift));
	}
}

/* The usual orders as loops that the compiler unrolls. */
static void take_part(struct flac_bits *bits, int32_t *x, int n, int k, const struct predictor *p)
{
#define OF_ORDER(number)                                                    \
	case number:                                                        \
		take_rice(bits, x, n, k, number, p->factors, p->shift); \
		return
	switch (p->is_long ? -1 : p->order) {
		OF_ORDER(0);
		OF_ORDER(1);
		OF_ORDER(2);
		OF_ORDER(3);
		OF_ORDER(4);
		OF_ORDER(5);
		OF_ORDER(6);
		OF_ORDER(7);
		OF_ORDER(8);
	}
#undef OF_ORDER
	take_rice(bits, x, n, k, 0, NULL, 0);
	predict(x, n, p);
}

/* What stands behind the first samples. */
static bool take_rest(struct flac_bits *bits, int32_t *x, int n, const struct predictor *p)
{
	int method = (int)flac_bits_read(bits, 2), n_parts = 1 << flac_bits_read(bits, 4);
	int k_bits = method == 0 ? 4 : 5, n_part = n / n_parts, from = p->order;
	if (method > 1 || n % n_parts != 0 || n_part < p->order)
		return false;
	for (int end = n_part; end <= n; from = end, end += n_part) {
		int k = (int)flac_bits_read(bits, k_bits);
		if (k < (1 << k_bits) - 1) {
			take_part(bits, x + from, end - from, k, p);
			continue;
		}
		int n_plain = (int)flac_bits_read(bits, 5);
		for (int i = from; i < end; i++)
			x[i] = n_plain > 0 ? flac_bits_signed(bits, n_plain) : 0;
		predict(x + from, end - from, p);
	}
	return bits->at <= bits->end + FLAC_BITS_PAD;
}

static bool take_fixed(struct flac_bits *bits, int32_t *x, int n, int order, int n_bits)
{
	static const int32_t factors[5][4] = {{0}, {1}, {2, -1}, {3, -3, 1}, {4, -6, 4, -1}};
	struct predictor p = {.order = order};
	if (order > 4)
		return false;
	memcpy(p.factors, factors[order], sizeof factors[order]);
	for (int i = 0; i < order; i++)
		x[i] = flac_bits_signed(bits, n_bits);
	return take_rest(bits, x, n, &p);
}

static bool take_predicted(struct flac_bits *bits, int32_t *x, int n, int order, int n_bits)
{
	struct predictor p = {.order = order};
	for (int i = 0; i < order; i++)
		x[i] = flac_bits_signed(bits, n_bits);
	int factor_bits = (int)flac_bits_read(bits, 4) + 1, sum_bits = n_bits + factor_bits;
	p.shift = flac_bits_signed(bits, 5);
	if (factor_bits == 16 || p.shift < 0)
		return false;
	for (int i = 0; i < order; i++)
		p.factors[i] = flac_bits_signed(bits, factor_bits);
	for (int i = 1; i < order; i *= 2)
		sum_bits++;
	p.is_long = sum_bits > 32;
	return take_rest(bits, x, n, &p);
}

static bool take_channel(struct flac_bits *bits, int32_t *x, int n, int n_bits)
{
	int type = (int)flac_bits_read(bits, 7), n_wasted = 0;
	if (flac_bits_read(bits, 1))
		n_wasted = (int)flac_bits_zeros(bits) + 1;
	int order = type >= 32 ? type - 31 : type & 7;
	n_bits -= n_wasted;
	if (type > 63 || n_wasted < 0 || n_bits < 1 || order > n)
		return false;
	if (type == 0) {
		x[0] = flac_bits_signed(bits, n_bits);
		for (int i = 1; i < n; i++)
			x[i] = x[0];
	} else if (type == 1) {
		for (int i = 0; i < n; i++)
			x[i] = flac_bits_signed(bits, n_bits);
	} else if (type < 8 || (type > 12 && type < 32)) {
		return false;
	} else if (!(type < 32 ? take_fixed : take_predicted)(bits, x, n, order, n_bits)) {
		return false;
	}
	for (int i = 0; i < n && n_wasted > 0; i++)
		x[i] = (int32_t)((uint32_t)x[i] << n_wasted);
	return true;
}

/* Left and right out of what is stored of them, as 16 bit; of one channel that. */
static void interleave(struct flac *flac, const struct header *header)
{
	const int32_t *a = flac->samples[0], *b = flac->samples[1];
	int16_t *restrict to = flac->block;
	int n = header->n_block;
	if (flac->channels == 1) {
		for (int i = 0; i < n; i++)
			to[i] = (int16_t)a[i];
		return;
	}
	for (int i = 0; i < n; i++) {
		uint32_t x = (uint32_t)a[i], y = (uint32_t)b[i], left = x, right = y;
		if (header->stereo == LEFT_SIDE)
			right = x - y;
		if (header->stereo == SIDE_RIGHT)
			left = x + y;
		if (header->stereo == MID_SIDE) {
			uint32_t twice = x << 1 | (y & 1);
			left = (uint32_t)((int32_t)(twice + y) >> 1);
			right = (uint32_t)((int32_t)(twice - y) >> 1);
		}
		to[2 * i] = (int16_t)left;
		to[2 * i + 1] = (int16_t)right;
	}
}

/* Decodes the next frame; false: it is not to be had. */
static bool next_frame(struct flac *flac)
{
	struct header header;
	fill(flac);
	const uint8_t *bytes = flac->bytes + flac->n_taken;
	int64_t n_left = flac->n_bytes - flac->n_taken;
	if (n_left < HEADER_BYTES - FLAC_BITS_PAD || !take_header(flac, bytes, &header))
		return false;
	struct flac_bits bits = {.bytes = bytes, .at = header.n_bytes, .end = n_left};
	for (int c = 0; c < flac->channels; c++) {
		bool is_side = header.stereo == SIDE_RIGHT ? c == 0 : header.stereo != APART && c == 1;
		if (!take_channel(&bits, flac->samples[c], header.n_block, SAMPLE_BITS + is_side))
			return false;
	}
	flac_bits_read(&bits, bits.n % 8);
	int64_t end = flac_bits_place(&bits);
	if (end + 2 > n_left || crc_of(flac, bytes, end) != (bytes[end] << 8 | bytes[end + 1]))
		return false;
	interleave(flac, &header);
	flac->n_block = header.n_block;
	flac->n_block_given = 0;
	flac->n_taken += end + 2;
	return true;
}

int64_t flac_read(struct flac *flac, int16_t *frames, int64_t n)
{
	int64_t n_done = 0;
	while (n_done < n && flac->n_given < flac->n_frames) {
		if (flac->n_block_given == flac->n_block && !next_frame(flac))
			break;
		int64_t n_now = flac->n_block - flac->n_block_given, n_left = flac->n_frames - flac->n_given;
		n_now = n_now < n - n_done ? n_now : n - n_done;
		n_now = n_now < n_left ? n_now : n_left;
		memcpy(frames + n_done * flac->channels, flac->block + (int64_t)flac->n_block_given * flac->channels,
			(size_t)(n_now * flac->channels) * sizeof *frames);
		flac->n_block_given += (int)n_now;
		flac->n_given += n_now;
		n_done += n_now;
	}
	return n_done;
}

int64_t flac_n_given(const struct flac *flac)
{
	return flac->n_given;
}

bool flac_is_done(const struct flac *flac)
{
	return flac->n_given == flac->n_frames;
}
