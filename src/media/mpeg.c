/* MPEG layer III by its frame headers: the true length, and a place to start decoding anywhere. */
/* SPDX-License-Identifier: MIT */
#include "config.h"
#include "media/mpeg.h"

#include <stdlib.h>
#include <string.h>

#include "base/mem.h"

#define HEADER_BYTES 4
#define TAG_BYTES 10             /* the head of an ID3v2 tag */
#define MAX_LEAD_BYTES 8192      /* of junk before the first frame */
#define MAX_JUNK_BYTES (1 << 20) /* between frames; behind more of it the sound has ended */
#define MAX_FRAME_BYTES 1500
/* Frames decoded before the place wanted: the bit reservoir reaches back 511 bytes, which at the
 * lowest rates are 23 frames; the filters one. */
#define PREROLL_FRAMES 32
/* What libmpg123 drops at the start of a stream with a Xing tag: the decoder's own delay. */
#define DECODER_DELAY 529

struct header {
	int n_bytes;
	int rate_hz;
	int channels;
	int frame_samples;
	int tag_offset; /* of a Xing tag in the frame */
};

/* Reads a layer III header; false if it is none. */
static bool header_parse(const uint8_t *b, struct header *header)
{
	static const int16_t kbps[2][15] = {
		{0, 32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320},
		{0, 8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160}};
	static const int rates_hz[3] = {44100, 48000, 32000};
	int version = b[1] >> 3 & 3, kbps_index = b[2] >> 4, rate_index = b[2] >> 2 & 3;
	if (b[0] != 0xff || (b[1] & 0xe0) != 0xe0 || version == 1 || (b[1] >> 1 & 3) != 1)
		return false;
	if (kbps_index == 0 || kbps_index == 15 || rate_index == 3)
		return false;
	bool low = version != 3; /* MPEG 2, 2.5 */
	header->rate_hz = rates_hz[rate_index] >> (version == 3 ? 0 : version == 2 ? 1 : 2);
	header->channels = b[3] >> 6 == 3 ? 1 : 2;
	header->frame_samples = low ? 576 : 1152;
	header->n_bytes =
		(low ? 72 : 144) * 1000 * kbps[low][kbps_index] / header->rate_hz + (b[2] >> 1 & 1);
	header->tag_offset = HEADER_BYTES + (low ? (header->channels == 1 ? 9 : 17)
						 : (header->channels == 1 ? 17 : 32));
	return true;
}

/* Whether two headers belong to one stream. */
static bool header_matches(const struct header *a, const struct header *b)
{
	return a->rate_hz == b->rate_hz && a->channels == b->channels;
}

/* A walk over the file. */
struct walk {
	struct window file;
	int64_t at;
	int64_t end;
	struct header stream; /* of the first frame; n_bytes 0 before it is found */
};

static bool walk_peek(struct walk *walk, int64_t at, uint8_t *bytes, int64_t n)
{
	walk->file.at = at;
	return at + n <= walk->end && window_read(&walk->file, bytes, n) == n;
}

/* A whole frame of the stream stands at a place. */
static bool walk_frame_at(struct walk *walk, int64_t at, struct header *header)
{
	uint8_t b[HEADER_BYTES];
	return walk_peek(walk, at, b, HEADER_BYTES) && header_parse(b, header) &&
	       at + header->n_bytes <= walk->end &&
	       (walk->stream.n_bytes == 0 || header_matches(header, &walk->stream));
}

/* A frame, and behind it another or the end: what looks like a header by chance fails this. */
static bool walk_sure_at(struct walk *walk, int64_t at, struct header *header)
{
	struct header next;
	if (!walk_frame_at(walk, at, header))
		return false;
	int64_t after = at + header->n_bytes;
	if (walk_frame_at(walk, after, &next))
		return header_matches(header, &next);
	return walk->end - after < MAX_FRAME_BYTES && walk->stream.n_bytes;
}

/* Bytes of an ID3v2 tag at a place, 0 if there is none. */
static int64_t walk_tag_bytes(struct walk *walk, int64_t at)
{
	uint8_t b[TAG_BYTES];
	if (!walk_peek(walk, at, b, TAG_BYTES) || memcmp(b, "ID3", 3) != 0)
		return 0;
	return TAG_BYTES +
	       ((b[6] & 0x7f) << 21 | (b[7] & 0x7f) << 14 | (b[8] & 0x7f) << 7 | (b[9] & 0x7f));
}

/* Goes on to the next sure frame that starts before limit. */
static bool walk_search(struct walk *walk, int64_t limit, struct header *header)
{
	int64_t n_tag;
	while ((n_tag = walk_tag_bytes(walk, walk->at)) > 0) {
		walk->at += n_tag;
		limit += n_tag;
	}
	for (; walk->at < limit && walk->at < walk->end; walk->at++)
		if (walk_sure_at(walk, walk->at, header))
			return true;
	return false;
}

/* Takes the first frame, which may be no sound but a Xing, Info or VBRI tag; true if it is. */
static bool take_tag_frame(struct mpeg *mpeg, struct walk *walk)
{
	uint8_t b[MAX_FRAME_BYTES];
	const struct header *h = &walk->stream;
	const int n_xing_bytes = 8, vbri_offset = 36;
	int n = h->n_bytes < MAX_FRAME_BYTES ? h->n_bytes : MAX_FRAME_BYTES, at = h->tag_offset;
	if (!walk_peek(walk, walk->at, b, n) || at + n_xing_bytes > n)
		return false;
	if (vbri_offset + 4 <= n && memcmp(b + vbri_offset, "VBRI", 4) == 0)
		return true;
	if (memcmp(b + at, "Xing", 4) != 0 && memcmp(b + at, "Info", 4) != 0)
		return false;
	int flags = b[at + 7];
	at += n_xing_bytes + (flags & 1 ? 4 : 0) + (flags & 2 ? 4 : 0) + (flags & 4 ? 100 : 0) +
	      (flags & 8 ? 4 : 0);
	const int delays_offset = 21;
	if (at + delays_offset + 3 > n || b[at] < 'A')
		return true;
	const uint8_t *delays = b + at + delays_offset;
	int padding = (delays[1] & 15) << 8 | delays[2];
	mpeg->skip_start = (delays[0] << 4 | delays[1] >> 4) + DECODER_DELAY;
	mpeg->skip_end = padding > DECODER_DELAY ? padding - DECODER_DELAY : 0;
	return true;
}

static void add_frame(struct mpeg *mpeg, int64_t at, int n_bytes)
{
	if (mpeg->n_stretches == 0 || mpeg->stretches[mpeg->n_stretches - 1].to != at) {
		MEM_GROW(mpeg->stretches, mpeg->n_stretches, mpeg->n_stretches_room);
		mpeg->stretches[mpeg->n_stretches++].from = at;
	}
	mpeg->stretches[mpeg->n_stretches - 1].to = at + n_bytes;
	if (mpeg->n_frames % MPEG_MARK_FRAMES == 0) {
		MEM_GROW(mpeg->marks, mpeg->n_marks, mpeg->n_marks_room);
		mpeg->marks[mpeg->n_marks++] =
			(struct mpeg_mark){.at = at, .stretch = mpeg->n_stretches - 1};
	}
	mpeg->n_frames++;
}

static void walk_frames(struct mpeg *mpeg, struct walk *walk)
{
	struct header header;
	for (;;) {
		if (!walk_frame_at(walk, walk->at, &header) &&
			!walk_search(walk, walk->at + MAX_JUNK_BYTES, &header))
			return;
		add_frame(mpeg, walk->at, header.n_bytes);
		walk->at += header.n_bytes;
	}
}

bool mpeg_scan(int fd, int64_t from, int64_t to, struct mpeg *mpeg)
{
	struct walk walk = {.at = from, .end = to};
	struct stretch all = {0, to};
	struct header header;
	*mpeg = (struct mpeg){0};
	window_init(&walk.file, fd);
	window_show(&walk.file, NULL, 0, &all, 1);
	if (walk_search(&walk, from + MAX_LEAD_BYTES, &header)) {
		walk.stream = header;
		mpeg->frame_samples = header.frame_samples;
		walk_peek(&walk, walk.at, mpeg->header, HEADER_BYTES);
		if (take_tag_frame(mpeg, &walk))
			walk.at += header.n_bytes;
		walk_frames(mpeg, &walk);
	}
	bool good = mpeg->n_frames > 0 && !walk.file.errnum;
	window_release(&walk.file);
	if (!good)
		mpeg_release(mpeg);
	return good;
}

void mpeg_release(struct mpeg *mpeg)
{
	free(mpeg->stretches);
	free(mpeg->marks);
	*mpeg = (struct mpeg){0};
}

int64_t mpeg_count_samples(const struct mpeg *mpeg)
{
	int64_t n = mpeg->n_frames * mpeg->frame_samples - mpeg->skip_start - mpeg->skip_end;
	return n > 0 ? n : 0;
}

static void put_be32(uint8_t *b, uint32_t value)
{
	for (int i = 0; i < 4; i++)
		b[i] = (uint8_t)(value >> (24 - 8 * i));
}

/* Two frames of our own to go in front: one with a Xing tag, without which libsndfile takes the
 * length from the first frame's bit rate and stops there, and a silent one to make up for what
 * libmpg123 then drops. Returns their bytes. */
static size_t make_head(
	const struct mpeg *mpeg, uint8_t head[2 * MAX_FRAME_BYTES], int64_t n_frames)
{
	const uint8_t kbps_index_of_64 = 0x50 /* MPEG 1 */, low_kbps_index_of_64 = 0x80;
	struct header h;
	uint8_t header[HEADER_BYTES];
	memcpy(header, mpeg->header, HEADER_BYTES);
	/* Without checksum and padding, at 64 kbit/s. */
	header[1] |= 1;
	header[2] = (header[2] & 0x0c) |
		    ((header[1] >> 3 & 3) == 3 ? kbps_index_of_64 : low_kbps_index_of_64);
	header_parse(header, &h);
	size_t n = (size_t)h.n_bytes;
	memset(head, 0, 2 * n);
	memcpy(head, header, HEADER_BYTES);
	memcpy(head + n, header, HEADER_BYTES);
	memcpy(head + h.tag_offset, "Xing", 4);
	put_be32(head + h.tag_offset + 4, 1); /* only the number of frames follows */
	put_be32(head + h.tag_offset + 8, (uint32_t)(n_frames < INT32_MAX ? n_frames : INT32_MAX));
	return 2 * n;
}

int64_t mpeg_show(const struct mpeg *mpeg, struct window *window, int64_t sample)
{
	int64_t decoded = sample + mpeg->skip_start; /* counted from the first frame's first */
	int64_t frame = decoded / mpeg->frame_samples - PREROLL_FRAMES;
	int64_t mark_index = frame > 0 ? frame / MPEG_MARK_FRAMES : 0;
	if (mark_index >= (int64_t)mpeg->n_marks)
		mark_index = (int64_t)mpeg->n_marks - 1;
	const struct mpeg_mark *mark = &mpeg->marks[mark_index];
	frame = mark_index * MPEG_MARK_FRAMES;

	size_t n = mpeg->n_stretches - mark->stretch;
	struct stretch *shown = mem_alloc(n * sizeof *shown);
	memcpy(shown, mpeg->stretches + mark->stretch, n * sizeof *shown);
	shown[0].from = mark->at;
	uint8_t head[2 * MAX_FRAME_BYTES];
	/* Two more than there are, as the length counts without the dropped samples. */
	size_t n_head = make_head(mpeg, head, mpeg->n_frames - frame + 2);
	window_show(window, head, n_head, shown, n);
	free(shown);
	return decoded - (frame - 1) * mpeg->frame_samples - DECODER_DELAY;
}
