/* The content on its way to the speaker: what to read next, and how much may be under way. */
/* SPDX-License-Identifier: MIT */
#include "config.h"
#include "player/supply.h"

#include <stdlib.h>

#include "base/mem.h"

#define BLOCK_MS 100
#define EAGER_MS 2000 /* sent after a seek before the speaker has said what it wants */
#define MIN_CREDIT_BYTES 262144
#define LINE_BLOCK_BYTES 1600 /* over a line: a block of more would hold up a command */

static int64_t min_i64(int64_t a, int64_t b)
{
	return a < b ? a : b;
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
	free(supply->samples);
	free(supply->bytes);
	*supply = (struct supply){0};
}

/* Frames of one DATA. */
static int64_t block_frames(const struct supply *supply)
{
	int64_t n_frames = pcm_ms_to_frames(BLOCK_MS, supply->source->format.rate_hz);
	return supply->flow ? min_i64(n_frames, LINE_BLOCK_BYTES / frame_bytes(supply)) : n_frames;
}

void supply_open(struct supply *supply, struct pcm_source *source)
{
	struct supply former = *supply;
	*supply = (struct supply){.source = source,
		.read_frame = -1,
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
	supply->flow = flow;
	if (supply->source)
		supply->n_block = block_frames(supply);
	supply->n_sent_bytes = 0;
	supply->n_taken_bytes = 0;
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
	return source->is_ready && !source->is_ready(source, supply->next_frame);
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

bool supply_is_due(const struct supply *supply)
{
	if (!is_wanted(supply) || has_to_wait(supply))
		return false;
	if (supply->flow)
		return flow_allows(supply->flow, supply->n_block * frame_bytes(supply));
	int64_t n_under_way = supply->n_sent_bytes - supply->n_taken_bytes;
	return n_under_way + supply->n_block * frame_bytes(supply) <= credit_bytes(supply);
}

/* Frames read at next_frame, -1 on failure. */
static int64_t read_block(struct supply *supply, struct err *err)
{
	struct pcm_source *source = supply->source;
	if (supply->read_frame != supply->next_frame &&
		!source->seek(source, supply->next_frame, err))
		return -1;
	supply->read_frame = supply->next_frame;
	int64_t n_max = min_i64(supply->n_block, WIRE_MAX_FRAME - supply->next_frame);
	return source->read(source, supply->samples, n_max, err);
}

bool supply_read(struct supply *supply, struct wire_data *data, struct err *err)
{
	int64_t n_frames = read_block(supply, err);
	int64_t n_read = n_frames > 0 ? n_frames : 0;
	int channels = supply->source->format.channels;
	*data = (struct wire_data){.start_frame = supply->next_frame,
		.channels = (uint16_t)channels,
		.n_frames = (uint32_t)n_read,
		.bytes = supply->bytes};
	int64_t n_samples = n_read * channels;
	data->encoding = wire_pack_samples(
		supply->bytes, supply->samples, (size_t)n_samples, supply->flow != NULL);
	supply->next_frame += n_read;
	int64_t n_bytes = data->encoding == WIRE_ULAW ? n_samples : 2 * n_samples;
	supply->n_sent_bytes += n_bytes;
	if (supply->flow)
		flow_add_sent(supply->flow, n_bytes);
	supply->read_frame = n_frames < 0 ? -1 : supply->next_frame;
	supply->end_frame = supply->next_frame;
	if (n_frames > 0 && supply->source->n_frames > supply->next_frame)
		supply->end_frame = min_i64(supply->source->n_frames, WIRE_MAX_FRAME);
	return n_frames >= 0;
}
