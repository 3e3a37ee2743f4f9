/* The content on its way to the speaker: what to read next, and how much may be under way. */
/* SPDX-License-Identifier: MIT */
#include "config.h"
#include "player/supply.h"

#include <stdlib.h>
#include <string.h>

#include "base/mem.h"

#define BLOCK_MS 100
#define EAGER_MS 2000 /* sent after a seek before the speaker has said what it wants */
#define MIN_CREDIT_BYTES 262144
#define LINE_BLOCK_BYTES 1600 /* over a line: a block of more would hold up a command */

static int64_t min_i64(int64_t a, int64_t b)
{
	return a < b ? a : b;
}

static int64_t max_i64(int64_t a, int64_t b)
{
	return a > b ? a : b;
}

static int64_t frame_bytes(const struct supply *supply)
{
	return (int64_t)sizeof(int16_t) * supply->source->format.channels;
}

/* Bytes that may be under way: the speaker says only twice a second what it took, so it must be
 * more than that time plays, and on the same machine it may be much more. */
static int64_t credit_bytes(const struct supply *supply)
{
	int64_t two_seconds = 2 * frame_bytes(supply) * supply->source->format.rate_hz;
	return two_seconds > MIN_CREDIT_BYTES ? two_seconds : MIN_CREDIT_BYTES;
}

void supply_release(struct supply *supply)
{
	if (supply->source)
		supply->source->free(supply->source);
	packets_release(&supply->packets);
	free(supply->samples);
	free(supply->bytes);
	*supply = (struct supply){0};
}

/* Frames of one DATA. */
static int64_t block_frames(const struct supply *supply)
{
	if (supply->is_opus)
		return packets_block_frames(supply->source->format);
	int64_t n_frames = pcm_ms_to_frames(BLOCK_MS, supply->source->format.rate_hz);
	return supply->flow ? min_i64(n_frames, LINE_BLOCK_BYTES / frame_bytes(supply)) : n_frames;
}

void supply_open(struct supply *supply, struct pcm_source *source)
{
	struct supply former = *supply;
	*supply = (struct supply){.source = source,
		.read_frame = -1,
		.known_end = INT64_MAX,
		.flow = former.flow,
		.n_sent_bytes = former.n_sent_bytes,
		.n_taken_bytes = former.n_taken_bytes};
	supply_release(&former);
	if (!source)
		return;
	supply->end_frame = min_i64(source->n_frames, WIRE_MAX_FRAME);
	supply->n_block = block_frames(supply);
	size_t n_samples = (size_t)pcm_ms_to_frames(BLOCK_MS, source->format.rate_hz) *
			   (size_t)source->format.channels;
	supply->samples = mem_zalloc(n_samples, sizeof *supply->samples);
	supply->bytes = mem_zalloc(n_samples, sizeof *supply->samples);
}

void supply_connect(struct supply *supply, struct flow *flow)
{
	supply_set_opus(supply, false);
	supply->flow = flow;
	if (supply->source)
		supply->n_block = block_frames(supply);
	supply->n_sent_bytes = 0;
	supply->n_taken_bytes = 0;
}

void supply_set_opus(struct supply *supply, bool is_opus)
{
	if (!supply->source || is_opus == supply->is_opus)
		return;
	supply->is_opus = is_opus;
	if (is_opus)
		packets_open(&supply->packets, supply->source->format);
	else
		packets_release(&supply->packets);
	supply->n_block = block_frames(supply);
}

void supply_aim(struct supply *supply, int64_t frame)
{
	if (!supply->source)
		return;
	supply->next_frame = frame;
	supply->goal_frame = frame + pcm_ms_to_frames(EAGER_MS, supply->source->format.rate_hz);
}

void supply_heed(struct supply *supply, const struct wire_status *status, bool current)
{
	supply->n_taken_bytes = status->n_taken_bytes;
	if (!current)
		return;
	/* What is still under way may be what it wants. With nothing under way its word counts. */
	bool nothing_under_way = supply->n_sent_bytes <= supply->n_taken_bytes;
	if (nothing_under_way || supply->next_frame < status->want_frame)
		supply->next_frame = status->want_frame;
	supply->goal_frame = status->want_frame + status->n_want;
}

static bool has_to_wait(const struct supply *supply)
{
	struct pcm_source *source = supply->source;
	int64_t frame = supply->next_frame;
	if (supply->is_opus) {
		struct packets_span span = packets_get_span(&supply->packets, frame);
		frame = span.start_frame + span.n_frames - 1;
	}
	return source->is_ready && !source->is_ready(source, frame);
}

static bool is_wanted(const struct supply *supply)
{
	return supply->source &&
	       supply->next_frame < min_i64(supply->goal_frame, supply->end_frame);
}

bool supply_awaits_source(const struct supply *supply)
{
	return is_wanted(supply) && has_to_wait(supply);
}

int64_t supply_block_bytes(const struct supply *supply)
{
	if (supply->is_opus)
		return (int64_t)wire_opus_usual_bytes(supply->source->format, PACKETS_A_BLOCK);
	return supply->n_block * frame_bytes(supply);
}

bool supply_has_more(const struct supply *supply)
{
	return is_wanted(supply) && !has_to_wait(supply);
}

bool supply_is_due(const struct supply *supply)
{
	if (!supply_has_more(supply))
		return false;
	if (supply->flow)
		return flow_allows(supply->flow, supply_block_bytes(supply));
	int64_t n_under_way = supply->n_sent_bytes - supply->n_taken_bytes;
	return n_under_way + supply_block_bytes(supply) <= credit_bytes(supply);
}

/* Frames read at a place, 0 at the end, -1 on failure. */
static int64_t read_at(struct supply *supply, int64_t frame, int16_t *frames, int64_t n_max,
	struct err *err)
{
	struct pcm_source *source = supply->source;
	if (supply->read_frame != frame && !source->seek(source, frame, err)) {
		supply->read_frame = -1;
		return -1;
	}
	int64_t n_frames = source->read(source, frames, n_max, err);
	supply->read_frame = n_frames < 0 ? -1 : frame + n_frames;
	return n_frames;
}

/* All of the span, with silence before and after the content; where it cannot be read it ends. */
static bool fill_packets(struct supply *supply, struct packets_span span, struct err *err)
{
	int channels = supply->source->format.channels;
	int64_t at = span.start_frame > 0 ? span.start_frame : 0;
	int64_t end = min_i64(span.start_frame + span.n_frames, WIRE_MAX_FRAME), n = 1;
	memset(supply->packets.frames, 0, (size_t)(span.n_frames * frame_bytes(supply)));
	for (; n > 0 && at < min_i64(end, supply->known_end); at += n) {
		n = read_at(supply, at, supply->packets.frames + (at - span.start_frame) * channels,
			end - at, err);
		if (n <= 0)
			supply->known_end = at;
		if (n < 0)
			return false;
	}
	return true;
}

static bool read_packets(struct supply *supply, struct wire_data *data, struct err *err)
{
	struct packets *packets = &supply->packets;
	struct packets_span span = packets_get_span(packets, supply->next_frame);
	bool ok = fill_packets(supply, span, err);
	int64_t n_left = supply->known_end - supply->next_frame;
	int64_t n_frames = min_i64(n_left > 0 ? n_left : 0, supply->n_block);
	*data = (struct wire_data){.start_frame = supply->next_frame};
	if (n_frames > 0)
		packets_encode(packets, supply->next_frame, n_frames, data);
	size_t n_samples = (size_t)(n_frames * supply->source->format.channels);
	supply->n_exact_bytes =
		(int64_t)n_samples * (wire_is_ulaw(packets->frames, n_samples) ? 1 : 2);
	supply->next_frame += n_frames;
	supply->end_frame = supply->known_end;
	if (supply->known_end == INT64_MAX)
		supply->end_frame = min_i64(
			max_i64(supply->source->n_frames, supply->read_frame), WIRE_MAX_FRAME);
	supply->end_frame = max_i64(supply->end_frame, supply->next_frame);
	return ok;
}

static bool read_samples(struct supply *supply, struct wire_data *data, struct err *err)
{
	int64_t n_max = min_i64(supply->n_block, WIRE_MAX_FRAME - supply->next_frame);
	int64_t n_frames = read_at(supply, supply->next_frame, supply->samples, n_max, err);
	int64_t n_read = n_frames > 0 ? n_frames : 0;
	int channels = supply->source->format.channels;
	*data = (struct wire_data){.start_frame = supply->next_frame,
		.channels = (uint16_t)channels,
		.n_frames = (uint32_t)n_read,
		.bytes = supply->bytes};
	size_t n_samples = (size_t)(n_read * channels);
	data->encoding = wire_pack_samples(
		supply->bytes, supply->samples, n_samples, supply->flow != NULL);
	data->n_bytes = data->encoding == WIRE_ULAW ? n_samples : 2 * n_samples;
	supply->n_exact_bytes = (int64_t)data->n_bytes;
	supply->next_frame += n_read;
	supply->end_frame = supply->next_frame;
	if (n_frames > 0 && supply->source->n_frames > supply->next_frame)
		supply->end_frame = min_i64(supply->source->n_frames, WIRE_MAX_FRAME);
	return n_frames >= 0;
}

bool supply_read(struct supply *supply, struct wire_data *data, struct err *err)
{
	bool ok = supply->is_opus ? read_packets(supply, data, err)
				  : read_samples(supply, data, err);
	supply->n_sent_bytes += (int64_t)data->n_bytes;
	if (supply->flow)
		flow_add_sent(supply->flow, (int64_t)data->n_bytes);
	return ok;
}
