/* Samples in; levels, talk, gaps and tones out. Push blocks, finish, read. */
/* SPDX-License-Identifier: MIT */
#include "config.h"
#include "analysis/analysis.h"

#include <math.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

#include "analysis/ear.h"
#include "analysis/gaps.h"
#include "analysis/hold.h"
#include "analysis/level.h"
#include "analysis/scene.h"
#include "analysis/tones.h"
#include "analysis/words.h"
#include "base/mem.h"

#define HOP_MS 10
#define BATCH_HOPS 64 /* decided at a time; so the answer does not depend on the blocks pushed */
#define LEVEL_FLOOR_BYTE 1

const struct analysis_options analysis_options_default = {.agent_channel = 0, .fixed_floor_db = NAN};

struct analysis {
	struct pcm_format format;
	struct analysis_options options;
	int64_t n_frames;   /* pushed so far */
	int64_t n_hops;     /* complete */
	int16_t *hop[2];    /* the hop being filled, a channel each */
	int n_in_hop, n_of_hop;
	struct ear *ear[2];
	struct words words[2];
	struct scene scene[2];
	struct tones tones[2];
	int64_t keys_told[2]; /* keys pressed before these hops are events */
	struct gaps gaps;
	bool finished;
	struct event *events;
	size_t n_events, n_events_room;
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
	analysis->options = *options;
	analysis->envelope.channels = format->channels;
	analysis->n_of_hop = frames_of_hop(analysis, 0);
	MEM_GROW(analysis->events, analysis->n_events, analysis->n_events_room);
	for (int c = 0; c < format->channels; c++) {
		analysis->hop[c] = mem_zalloc((size_t)format->rate_hz / 100 + 1, sizeof(int16_t));
		analysis->ear[c] = ear_new(format->rate_hz);
		words_init(&analysis->words[c], analysis->ear[c], options->fixed_floor_db);
		tones_init(&analysis->tones[c], analysis->ear[c], &analysis->words[c]);
		scene_init(&analysis->scene[c], analysis->ear[c], &analysis->words[c], &analysis->tones[c]);
	}
	return analysis;
}

void analysis_free(struct analysis *analysis)
{
	if (!analysis)
		return;
	for (int c = 0; c < analysis->format.channels; c++) {
		free(analysis->hop[c]);
		ear_free(analysis->ear[c]);
		words_release(&analysis->words[c]);
		scene_release(&analysis->scene[c]);
		tones_release(&analysis->tones[c]);
	}
	envelope_release(&analysis->envelope);
	free(analysis->events);
	free(analysis);
}

static void write_levels(struct analysis *analysis)
{
	const uint8_t *const level[2] = {analysis->level[0], analysis->level[1]};
	envelope_add(&analysis->envelope, level, analysis->n_levels);
	analysis->n_levels = 0;
}

/* Events end where the sound ends, though the last hop may be cut short. */
static int64_t hop_ms(const struct analysis *analysis, int64_t hop)
{
	int64_t ms = hop * HOP_MS, rate_hz = analysis->format.rate_hz;
	if (!analysis->finished || hop < analysis->n_hops)
		return ms;
	int64_t whole_ms = pcm_frames_to_ms(analysis->n_frames + rate_hz / 1000, (int)rate_hz);
	return whole_ms < ms ? whole_ms : ms;
}

/* Mean level of a span of hops in the louder channel. */
static float mean_level_db(const struct analysis *analysis, int64_t start, int64_t end, int channel)
{
	float loudest_db = LEVEL_NONE_DB;
	for (int c = 0; c < analysis->format.channels; c++) {
		const uint8_t *level = analysis->envelope.steps[0].level[c];
		int64_t count[256] = {0};
		double sum = 0;
		if (channel >= 0 && c != channel)
			continue;
		for (int64_t hop = start; hop < end && hop < analysis->envelope.n_hops; hop++)
			count[level[hop]]++;
		for (int i = LEVEL_FLOOR_BYTE; i < 256; i++)
			sum += (double)count[i] * pow(10, envelope_db((uint8_t)i) / 10);
		float db = sum > 0 ? (float)(10 * log10(sum / (double)(end - start))) : LEVEL_NONE_DB;
		loudest_db = fmaxf(loudest_db, db);
	}
	return fminf(loudest_db, 0);
}

/* Keeps them by start; what comes late belongs near the end. */
static void add_event(struct analysis *analysis, struct event event)
{
	MEM_GROW(analysis->events, analysis->n_events, analysis->n_events_room);
	size_t i = analysis->n_events++;
	for (; i > 0 && analysis->events[i - 1].start_ms > event.start_ms; i--)
		analysis->events[i] = analysis->events[i - 1];
	analysis->events[i] = event;
}

static enum party party_of(const struct analysis *analysis, unsigned channels)
{
	if (analysis->format.channels == 1 || channels == 0)
		return PARTY_NONE;
	if (channels == 3)
		return PARTY_BOTH;
	return channels == 1u << analysis->options.agent_channel ? PARTY_AGENT : PARTY_CUSTOMER;
}

/* What fills start..end of a gap. */
static void judge_filling(const struct analysis *analysis, int64_t start, int64_t end,
	struct event *event)
{
	int64_t music_hops = 0;
	bool beeps = false;
	for (int c = 0; c < analysis->format.channels; c++) {
		int64_t hops = spans_cover(&analysis->scene[c].music, start, end);
		music_hops = hops > music_hops ? hops : music_hops;
		beeps |= hold_beeps(&analysis->tones[c].found, start, end);
	}
	event->kind = EVENT_SILENCE;
	event->subtype = SUBTYPE_NONE;
	if (music_hops >= HOLD_MUSIC_HOPS)
		event->subtype = SUBTYPE_MUSIC;
	else if (beeps)
		event->subtype = SUBTYPE_BEEP;
	if (event->subtype != SUBTYPE_NONE)
		event->kind = EVENT_HOLD;
}

static void add_filling(struct analysis *analysis, int64_t start, int64_t end, unsigned before,
	unsigned after)
{
	if (end - start < GAPS_MIN_HOPS)
		return;
	bool at_end = analysis->finished && end == analysis->n_hops;
	struct event event = {
		.start_ms = start * HOP_MS,
		.end_ms = hop_ms(analysis, end),
		.place = start == 0 ? PLACE_START : at_end ? PLACE_END : PLACE_MIDDLE,
		.channel = -1,
		.before = party_of(analysis, before),
		.after = party_of(analysis, after),
		.level_db = mean_level_db(analysis, start, end, -1),
		.confidence = 0.9f,
	};
	judge_filling(analysis, start, end, &event);
	add_event(analysis, event);
}

/* Keys pressed before this hop, once each. */
static void add_keys(struct analysis *analysis, int channel, int64_t until)
{
	const struct spans *tones = &analysis->tones[channel].found;
	for (size_t i = 0; i < tones->n && tones->items[i].start < until; i++) {
		const struct span *tone = &tones->items[i];
		char key = tones_key(tone->pair_hz);
		if (!key || tone->start < analysis->keys_told[channel])
			continue;
		add_event(analysis, (struct event){
			.start_ms = tone->start * HOP_MS,
			.end_ms = hop_ms(analysis, tone->end),
			.kind = EVENT_TONE,
			.subtype = SUBTYPE_DTMF,
			.channel = channel,
			.level_db = mean_level_db(analysis, tone->start, tone->end, channel),
			.confidence = 0.9f,
			.detail = key,
		});
	}
	analysis->keys_told[channel] = until;
}

static void add_signal(struct analysis *analysis, int channel, const struct signal *signal)
{
	struct event event = {
		.start_ms = signal->start * HOP_MS,
		.end_ms = signal->end * HOP_MS,
		.kind = EVENT_TONE,
		.subtype = signal->subtype,
		.channel = channel,
		.level_db = mean_level_db(analysis, signal->start, signal->end, channel),
		.confidence = 0.9f,
		.detail = signal->n_rings,
	};
	add_event(analysis, event);
}

/* A gap as silence or hold; ringing and busy tones cut it. */
static void add_gap(struct analysis *analysis, const struct gap *gap, unsigned after)
{
	int64_t start = gap->start;
	unsigned before = gap->before;
	for (;;) {
		struct signal next = {.start = gap->end, .subtype = SUBTYPE_NONE};
		int channel = 0;
		for (int c = 0; c < analysis->format.channels; c++) {
			struct signal signal = hold_signal(&analysis->tones[c].found, start, gap->end);
			if (signal.subtype == SUBTYPE_NONE || signal.start >= next.start)
				continue;
			next = signal;
			channel = c;
		}
		if (next.subtype == SUBTYPE_NONE)
			break;
		add_filling(analysis, start, next.start, before, 0);
		add_signal(analysis, channel, &next);
		start = next.end;
		before = 0;
	}
	add_filling(analysis, start, gap->end, before, after);
}

static void add_talk(struct analysis *analysis, int channel, struct span span)
{
	struct event event = {
		.start_ms = span.start * HOP_MS,
		.end_ms = hop_ms(analysis, span.end),
		.kind = EVENT_TALK,
		.channel = channel,
		.before = party_of(analysis, 1u << channel),
		.level_db = mean_level_db(analysis, span.start, span.end, channel),
		.confidence = 0.9f,
	};
	add_event(analysis, event);
}

/* The channel whose next talk begins first; -1: none. */
static int next_channel(const struct analysis *analysis)
{
	int next = -1;
	int64_t start = INT64_MAX;
	for (int c = 0; c < analysis->format.channels; c++) {
		const struct spans *spans = &analysis->scene[c].spoken;
		if (spans->n == 0 || spans->items[0].start >= start)
			continue;
		start = spans->items[0].start;
		next = c;
	}
	return next;
}

static int64_t settled_hop(const struct analysis *analysis)
{
	if (analysis->finished)
		return analysis->n_hops;
	int64_t settled = INT64_MAX;
	for (int c = 0; c < analysis->format.channels; c++) {
		int64_t of_talk = scene_settled(&analysis->scene[c]);
		settled = of_talk < settled ? of_talk : settled;
	}
	return settled < 0 ? 0 : settled;
}

/* Channels whose talk begins within reach of the end of a gap. */
static unsigned breakers(const struct analysis *analysis, int64_t hop)
{
	unsigned channels = 0;
	for (int c = 0; c < analysis->format.channels; c++) {
		const struct spans *spans = &analysis->scene[c].spoken;
		if (spans->n > 0 && spans->items[0].start < hop + GAPS_BOTH_HOPS)
			channels |= 1u << c;
	}
	return channels;
}

/* Takes in what the ear has ready. */
static void listen(struct analysis *analysis, int channel)
{
	words_advance(&analysis->words[channel], analysis->finished);
	tones_advance(&analysis->tones[channel], analysis->words[channel].n_decided);
	if (analysis->finished)
		tones_end(&analysis->tones[channel]);
	scene_advance(&analysis->scene[channel], analysis->finished);
}

/* Turns what is settled into events. */
static void decide(struct analysis *analysis)
{
	for (int c = 0; c < analysis->format.channels; c++)
		listen(analysis, c);
	int64_t settled = settled_hop(analysis);
	for (int c = 0; c < analysis->format.channels; c++)
		add_keys(analysis, c, settled);
	struct gap gap;
	for (int c; (c = next_channel(analysis)) >= 0;) {
		struct span span = analysis->scene[c].spoken.items[0];
		if (span.start + GAPS_BOTH_HOPS > settled && !analysis->finished)
			return;
		if (gaps_break(&analysis->gaps, span.start, &gap))
			add_gap(analysis, &gap, breakers(analysis, span.start));
		if (span.end > settled)
			return;
		gaps_take(&analysis->gaps, c, span);
		add_talk(analysis, c, span);
		spans_drop(&analysis->scene[c].spoken, 1);
	}
	if (analysis->finished && gaps_break(&analysis->gaps, analysis->n_hops, &gap))
		add_gap(analysis, &gap, 0);
}

static void finish_hop(struct analysis *analysis)
{
	for (int c = 0; c < analysis->format.channels; c++) {
		ear_hear(analysis->ear[c], analysis->hop[c], analysis->n_in_hop);
		analysis->level[c][analysis->n_levels] =
			envelope_byte(ear_get(analysis->ear[c], analysis->n_hops)->level_db);
	}
	analysis->n_hops++;
	analysis->n_in_hop = 0;
	analysis->n_of_hop = frames_of_hop(analysis, analysis->n_hops);
	analysis->n_levels++;
	if (analysis->n_hops % BATCH_HOPS == 0) {
		write_levels(analysis);
		decide(analysis);
	}
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

void analysis_finish(struct analysis *analysis)
{
	if (analysis->finished)
		return;
	if (analysis->n_in_hop > 0)
		finish_hop(analysis);
	write_levels(analysis);
	analysis->finished = true;
	for (int c = 0; c < analysis->format.channels; c++)
		ear_finish(analysis->ear[c]);
	decide(analysis);
}

int64_t analysis_settled_ms(const struct analysis *analysis)
{
	int64_t settled = settled_hop(analysis);
	if (analysis->finished)
		return hop_ms(analysis, settled);
	if (analysis->gaps.quiet_since < settled)
		settled = analysis->gaps.quiet_since;
	int c = next_channel(analysis);
	if (c >= 0 && analysis->scene[c].spoken.items[0].start < settled)
		settled = analysis->scene[c].spoken.items[0].start;
	return settled * HOP_MS;
}

const struct event *analysis_get_events(const struct analysis *analysis, size_t *n_events)
{
	*n_events = analysis->n_events;
	return analysis->events;
}

const struct envelope *analysis_get_envelope(const struct analysis *analysis)
{
	return &analysis->envelope;
}
