/* What the producer reads next: the content as the route takes it, faded at its turns. */
/* SPDX-License-Identifier: MIT */
#include "config.h"
#include "speaker/producer_parts.h"

#include <string.h>

#include "base/mem.h"

#define SEAM_FADE_MS 15

int64_t producer_fade_frames(const struct producer *producer)
{
	return (int64_t)producer->cache.format.rate_hz * SEAM_FADE_MS / 1000;
}

int64_t producer_end_line(const struct producer *producer)
{
	if (!producer->turn.ends)
		return INT64_MAX;
	return producer->next_line + producer->turn.at_frame - producer->next_frame;
}

/* Frames before the start of the content are silent. */
static int64_t get_partner(
	const struct producer *producer, int64_t frame, int16_t *frames, int64_t n_max)
{
	if (frame >= 0)
		return cache_get(&producer->cache, frame, frames, n_max);
	int64_t n = -frame < n_max ? -frame : n_max;
	memset(frames, 0, (size_t)(n * producer->cache.format.channels) * sizeof *frames);
	return n;
}

/* How long the fade into the next turn is: there may be less in front of it. */
static int64_t seam_frames(const struct producer *producer)
{
	int64_t n_fade = producer_fade_frames(producer);
	int64_t n_before = producer->turn.at_frame - producer->stretch_frame;
	return n_before < n_fade ? n_before : n_fade;
}

/* Shortly before a turn: what comes before its target is faded in. */
static int64_t read_seam(struct producer *producer, int16_t *frames, int64_t n_max)
{
	int64_t n_left = producer->turn.at_frame - producer->next_frame;
	int64_t n_fade = seam_frames(producer);
	int16_t partner[2 * CHAIN_STEP];
	int64_t n = get_partner(producer, producer->turn.to_frame - n_left, partner, n_max);
	n = cache_get(&producer->cache, producer->next_frame, frames, n);
	int channels = producer->cache.format.channels;
	for (int64_t i = 0; i < n * channels; i++) {
		int64_t weight = n_fade - n_left + i / channels + 1;
		int64_t sum = frames[i] * (n_fade - weight) + partner[i] * weight;
		frames[i] = (int16_t)(sum / n_fade);
	}
	mem_wipe(partner, sizeof partner);
	return n;
}

int64_t producer_read(struct producer *producer, int16_t *frames)
{
	int64_t n_left = producer->turn.at_frame - producer->next_frame;
	int64_t n_max = (int64_t)chain_max_in(&producer->chain);
	int64_t n_clean = producer->turn.ends ? n_left : n_left - seam_frames(producer);
	if (n_left <= 0)
		return chain_next_q8(&producer->chain) < producer_end_line(producer) * 256 ? n_max
											   : 0;
	if (n_clean > 0)
		return cache_get(&producer->cache, producer->next_frame, frames,
			n_clean < n_max ? n_clean : n_max);
	return read_seam(producer, frames, n_left < n_max ? n_left : n_max);
}

void producer_advance(struct producer *producer, int64_t n_in)
{
	struct route_turn turn = producer->turn;
	producer->next_frame += n_in;
	producer->next_line += n_in;
	if (turn.ends || producer->next_frame < turn.at_frame)
		return;
	seams_add(&producer->seams, producer->next_line, turn.at_frame, turn.to_frame);
	producer->stretch_frame = producer->next_frame = turn.to_frame;
	producer->turn = route_next(&producer->route, turn.to_frame, producer->n_frames);
}
