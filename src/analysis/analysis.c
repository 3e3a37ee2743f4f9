/* Samples in; levels, talk, gaps and tones out. Push blocks, finish, read. */
/* SPDX-License-Identifier: MIT */
#include "config.h"
#include "analysis/analysis.h"

#include <math.h>
#include <stdbool.h>
#include <stdlib.h>

#include "analysis/channel.h"
#include "analysis/telling.h"
#include "base/mem.h"

#define HOP_MS 10
/* Decided at a time, counted from the start of the call, so that the answer does not depend on the
 * blocks pushed. */
#define BATCH_HOPS 64

const struct analysis_options analysis_options_default = {.agent_channel = 0, .fixed_floor_db = NAN};

struct analysis {
	struct pcm_format format;
	int64_t n_frames;   /* pushed so far */
	int64_t n_hops;     /* complete */
	int16_t *hop[2];    /* the hop being filled, a channel each */
	int n_in_hop, n_of_hop;
	struct channel channels[2];
	struct telling telling;
	bool finished;
	struct envelope envelope;
	uint8_t level[2][BATCH_HOPS];
	int n_levels;
};

static int frames_of_hop(const struct analysis *analysis, int64_t hop)
{
	int64_t rate_hz = analysis->format.rate_hz;
	return (int)((hop + 1) * rate_hz / 100 - hop * rate_hz / 100);
}

struct analysis *analysis_new(const struct pcm_format *format, const struct analysis_options *options)
{
	struct analysis *analysis = mem_zalloc(1, sizeof *analysis);
	analysis->format = *format;
	analysis->envelope.channels = format->channels;
	analysis->n_of_hop = frames_of_hop(analysis, 0);
	for (int c = 0; c < format->channels; c++) {
		analysis->hop[c] = mem_zalloc((size_t)format->rate_hz / 100 + 1, sizeof(int16_t));
		channel_init(&analysis->channels[c], format->rate_hz, options->fixed_floor_db);
	}
	telling_init(&analysis->telling, analysis->channels, format->channels, options->agent_channel,
		&analysis->envelope);
	return analysis;
}

void analysis_free(struct analysis *analysis)
{
	if (!analysis)
		return;
	for (int c = 0; c < analysis->format.channels; c++) {
		free(analysis->hop[c]);
		channel_release(&analysis->channels[c]);
	}
	telling_release(&analysis->telling);
	envelope_release(&analysis->envelope);
	free(analysis);
}

static void write_levels(struct analysis *analysis)
{
	const uint8_t *const level[2] = {analysis->level[0], analysis->level[1]};
	envelope_add(&analysis->envelope, level, analysis->n_levels);
	analysis->n_levels = 0;
}

static void hear_out(struct analysis *analysis, bool ended)
{
	int last = analysis->format.channels - 1;
	for (int c = 0; c <= last; c++)
		channel_advance(&analysis->channels[c], ended);
	for (int c = 0; c <= last; c++)
		channel_hush(&analysis->channels[c], &analysis->channels[last - c], ended);
}

static void decide(struct analysis *analysis)
{
	write_levels(analysis);
	hear_out(analysis, false);
	telling_advance(&analysis->telling);
}

static void finish_hop(struct analysis *analysis)
{
	for (int c = 0; c < analysis->format.channels; c++) {
		struct ear *ear = analysis->channels[c].ear;
		ear_hear(ear, analysis->hop[c], analysis->n_in_hop);
		analysis->level[c][analysis->n_levels] = envelope_byte(ear_get(ear, analysis->n_hops)->level_db);
	}
	analysis->n_levels++;
	analysis->n_hops++;
	analysis->n_in_hop = 0;
	analysis->n_of_hop = frames_of_hop(analysis, analysis->n_hops);
	if (analysis->n_hops % BATCH_HOPS == 0)
		decide(analysis);
}

void analysis_push(struct analysis *analysis, const int16_t *frames, int64_t n_frames)
{
	int channels = analysis->format.channels;
	for (int64_t done = 0; done < n_frames;) {
		int64_t n = analysis->n_of_hop - analysis->n_in_hop;
		if (n > n_frames - done)
			n = n_frames - done;
		for (int c = 0; c < channels; c++)
			for (int64_t i = 0; i < n; i++)
				analysis->hop[c][analysis->n_in_hop + i] = frames[(done + i) * channels + c];
		analysis->n_in_hop += (int)n;
		done += n;
		if (analysis->n_in_hop == analysis->n_of_hop)
			finish_hop(analysis);
	}
	analysis->n_frames += n_frames;
	write_levels(analysis);
}

/* Events end where the sound ends, though the last hop may be cut short. */
static int64_t end_ms(const struct analysis *analysis)
{
	int rate_hz = analysis->format.rate_hz;
	int64_t whole_ms = pcm_frames_to_ms(analysis->n_frames + rate_hz / 1000, rate_hz);
	return whole_ms < analysis->n_hops * HOP_MS ? whole_ms : analysis->n_hops * HOP_MS;
}

void analysis_finish(struct analysis *analysis)
{
	if (analysis->finished)
		return;
	if (analysis->n_in_hop > 0)
		finish_hop(analysis);
	write_levels(analysis);
	analysis->finished = true;
	for (int c = 0; c < analysis->format.channels; c++)
		ear_finish(analysis->channels[c].ear);
	hear_out(analysis, true);
	telling_end(&analysis->telling, analysis->n_hops, end_ms(analysis));
}

int64_t analysis_settled_ms(const struct analysis *analysis)
{
	if (analysis->finished)
		return end_ms(analysis);
	return telling_settled(&analysis->telling) * HOP_MS;
}

const struct event *analysis_get_events(const struct analysis *analysis, size_t *n_events)
{
	*n_events = analysis->telling.n_events;
	return analysis->telling.events;
}

const struct envelope *analysis_get_envelope(const struct analysis *analysis)
{
	return &analysis->envelope;
}
