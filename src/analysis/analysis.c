/* Samples in; levels, talk, gaps and tones out. Push blocks, finish, read. */
/* SPDX-License-Identifier: MIT */
#include "config.h"
#include "analysis/analysis.h"

#include <math.h>
#include <stdbool.h>
#include <stdlib.h>

#include "analysis/channel.h"
#include "analysis/hearing.h"
#include "analysis/telling.h"
#include "base/mem.h"

#define HOP_MS 10
#define PUSH_FRAMES 8192 /* heard at a time */

const struct analysis_options analysis_options_default = {.agent_channel = 0, .fixed_floor_db = NAN};

struct analysis {
	struct pcm_format format;
	int64_t n_frames; /* pushed so far, or heard elsewhere */
	int64_t n_hops;   /* heard */
	struct hearing *hearing;
	struct channel channels[2];
	struct telling telling;
	bool finished;
	struct envelope envelope;
};

struct analysis *analysis_new(const struct pcm_format *format, const struct analysis_options *options)
{
	struct analysis *analysis = mem_zalloc(1, sizeof *analysis);
	analysis->format = *format;
	analysis->envelope.channels = format->channels;
	analysis->hearing = hearing_new(format, 0);
	for (int c = 0; c < format->channels; c++)
		channel_init(&analysis->channels[c], options->fixed_floor_db);
	telling_init(&analysis->telling, analysis->channels, format->channels, options->agent_channel,
		&analysis->envelope);
	return analysis;
}

void analysis_free(struct analysis *analysis)
{
	if (!analysis)
		return;
	hearing_free(analysis->hearing);
	for (int c = 0; c < analysis->format.channels; c++)
		channel_release(&analysis->channels[c]);
	telling_release(&analysis->telling);
	envelope_release(&analysis->envelope);
	free(analysis);
}

void analysis_keep_flat(struct analysis *analysis)
{
	analysis->envelope.flat = true;
}

static void hear_out(struct analysis *analysis, bool ended)
{
	int last = analysis->format.channels - 1;
	for (int c = 0; c <= last; c++)
		channel_advance(&analysis->channels[c], ended);
	for (int c = 0; c <= last; c++)
		channel_hush(&analysis->channels[c], &analysis->channels[last - c], ended);
}

/* Up to HEARING_STEP_HOPS hops of each channel, from that many of a multiple of it on. */
static void add_step(struct analysis *analysis, const struct hop *const hops[2], int n_hops)
{
	uint8_t level[2][HEARING_STEP_HOPS];
	const uint8_t *const levels[2] = {level[0], level[1]};
	for (int c = 0; c < analysis->format.channels; c++) {
		ear_hear(analysis->channels[c].ear, hops[c], n_hops);
		for (int i = 0; i < n_hops; i++)
			level[c][i] = envelope_byte(hops[c][i].level_db);
	}
	envelope_add(&analysis->envelope, levels, n_hops);
	analysis->n_hops += n_hops;
	if (n_hops < HEARING_STEP_HOPS)
		return;
	hear_out(analysis, false);
	telling_advance(&analysis->telling);
}

/* Decided at equal steps from the start of the call, so that the answer does not depend on the blocks
 * pushed. */
void analysis_add(struct analysis *analysis, const struct hop *const hops[2], int64_t n_hops,
	int64_t n_frames)
{
	int channels = analysis->format.channels;
	for (int64_t done = 0; done < n_hops; done += HEARING_STEP_HOPS) {
		int64_t n = n_hops - done < HEARING_STEP_HOPS ? n_hops - done : HEARING_STEP_HOPS;
		const struct hop *const step[2] = {hops[0] + done, channels > 1 ? hops[1] + done : NULL};
		add_step(analysis, step, (int)n);
	}
	analysis->n_frames = n_frames;
}

/* Adds what was heard: whole steps, or all. */
static void add_heard(struct analysis *analysis, bool all)
{
	const struct hop *hops[2];
	int64_t n_hops = hearing_get(analysis->hearing, hops);
	if (!all)
		n_hops -= n_hops % HEARING_STEP_HOPS;
	analysis_add(analysis, hops, n_hops, analysis->n_frames);
	hearing_drop(analysis->hearing, n_hops);
}

void analysis_push(struct analysis *analysis, const int16_t *frames, int64_t n_frames)
{
	int channels = analysis->format.channels;
	analysis->n_frames += n_frames;
	for (int64_t done = 0; done < n_frames; done += PUSH_FRAMES) {
		int64_t n = n_frames - done < PUSH_FRAMES ? n_frames - done : PUSH_FRAMES;
		hearing_push(analysis->hearing, frames + done * channels, n);
		add_heard(analysis, false);
	}
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
	analysis->finished = true;
	hearing_finish(analysis->hearing);
	add_heard(analysis, true);
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

void analysis_take_envelope(struct analysis *analysis, struct envelope *envelope)
{
	*envelope = analysis->envelope;
	analysis->envelope = (struct envelope){.channels = envelope->channels};
}

struct event *analysis_take_events(struct analysis *analysis, size_t *n_events)
{
	struct event *events = analysis->telling.events;
	*n_events = analysis->telling.n_events;
	analysis->telling.events = NULL;
	analysis->telling.n_events = analysis->telling.n_events_room = 0;
	return events;
}
