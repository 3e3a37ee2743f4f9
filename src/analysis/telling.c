/* What was heard, told as events. */
/* SPDX-License-Identifier: MIT */
#include "config.h"
#include "analysis/telling.h"

#include <math.h>
#include <stdlib.h>

#include "analysis/hold.h"
#include "analysis/level.h"
#include "analysis/trust.h"
#include "base/mem.h"

#define HOP_MS 10

typedef struct signal find_signal(const struct spans *tones, int64_t start, int64_t end);

void telling_init(struct telling *telling, struct channel *channels, int n_channels, int agent_channel,
	const struct envelope *envelope)
{
	*telling = (struct telling){
		.channels = channels,
		.n_channels = n_channels,
		.agent_channel = agent_channel,
		.envelope = envelope,
		.talk_since = -1,
		.n_hops = -1,
	};
	MEM_GROW(telling->events, telling->n_events, telling->n_events_room);
}

void telling_release(struct telling *telling)
{
	free(telling->events);
}

/* Events end where the sound ends, though the last hop may be cut short. */
static int64_t hop_ms(const struct telling *telling, int64_t hop)
{
	return hop == telling->n_hops ? telling->end_ms : hop * HOP_MS;
}

/* Mean level of a span of hops in the louder channel. */
static float mean_level_db(const struct telling *telling, int64_t start, int64_t end, int channel)
{
	float loudest_db = LEVEL_NONE_DB;
	for (int c = 0; c < telling->n_channels; c++) {
		const uint8_t *level = telling->envelope->steps[0].level[c];
		int64_t count[256] = {0};
		double sum = 0;
		if (channel >= 0 && c != channel)
			continue;
		for (int64_t hop = start; hop < end && hop < telling->envelope->n_hops; hop++)
			count[level[hop]]++;
		for (int i = 1; i < 256; i++)
			if (count[i] > 0)
				sum += (double)count[i] * pow(10, envelope_db((uint8_t)i) / 10);
		float db = sum > 0 ? (float)(10 * log10(sum / (double)(end - start))) : LEVEL_NONE_DB;
		loudest_db = fmaxf(loudest_db, db);
	}
	return fminf(loudest_db, 0);
}

/* Keeps them by start; what comes late belongs near the end. */
static void add_event(struct telling *telling, struct event event)
{
	MEM_GROW(telling->events, telling->n_events, telling->n_events_room);
	size_t i = telling->n_events++;
	for (; i > 0 && telling->events[i - 1].start_ms > event.start_ms; i--)
		telling->events[i] = telling->events[i - 1];
	telling->events[i] = event;
}

static enum party party_of(const struct telling *telling, unsigned channels)
{
	if (telling->n_channels == 1 || channels == 0)
		return PARTY_NONE;
	if (channels == 3)
		return PARTY_BOTH;
	return channels == 1u << telling->agent_channel ? PARTY_AGENT : PARTY_CUSTOMER;
}

/* What fills start..end of a gap. */
static enum event_subtype judge_filling(const struct telling *telling, int64_t start, int64_t end)
{
	int64_t music = 0, announced = 0, swapped = 0;
	bool beeps = false;
	for (int c = 0; c < telling->n_channels; c++) {
		const struct channel *channel = &telling->channels[c];
		music += spans_cover(&channel->scene.music, start, end);
		announced += spans_cover(&channel->announced, start, end);
		swapped += spans_cover(&channel->quiet.swapped, start, end);
		beeps |= hold_beeps(&channel->tones.found, start, end);
	}
	if (music >= HOLD_MUSIC_HOPS)
		return SUBTYPE_MUSIC;
	if (announced > 0)
		return SUBTYPE_ANNOUNCE;
	if (beeps)
		return SUBTYPE_BEEP;
	return 2 * swapped >= end - start ? SUBTYPE_DIGITAL : SUBTYPE_NONE;
}

/* How long talk goes on from a hop on, up to the next pause. */
static int64_t talk_after(const struct telling *telling, int64_t hop)
{
	int64_t end = hop;
	for (bool more = true; more && end - hop < TRUST_SOME_HOPS;) {
		more = false;
		for (int c = 0; c < telling->n_channels; c++) {
			const struct spans *spans = &telling->channels[c].scene.spoken;
			for (size_t i = 0; i < spans->n && spans->items[i].start < end + TRUST_PAUSE_HOPS; i++)
				if (spans->items[i].end > end) {
					end = spans->items[i].end;
					more = true;
				}
		}
	}
	bool to_the_end = telling->n_hops >= 0 && end + TRUST_PAUSE_HOPS > telling->n_hops;
	return to_the_end ? INT64_MAX : end - hop;
}

/* Whether a telephone rings from this hop on, early in the call. */
static bool is_rung_after(const struct telling *telling, int64_t hop)
{
	for (int c = 0; c < telling->n_channels && hop < TELLING_QUEUE_HOPS; c++)
		if (hold_signal(&telling->channels[c].tones.found, hop, TELLING_QUEUE_HOPS).subtype ==
			SUBTYPE_RINGBACK)
			return true;
	return false;
}

/* Whether no agent has answered yet: one who is told apart has not spoken, and there is a hold, or it
 * is to ring. */
static bool is_in_queue(const struct telling *telling, int64_t end, enum event_subtype subtype)
{
	bool stereo = telling->n_channels > 1;
	if (stereo && telling->gaps.talk_end[telling->agent_channel] > 0)
		return false;
	return telling->is_ringing || is_rung_after(telling, end) || (stereo && subtype != SUBTYPE_NONE);
}

static enum event_place place_of(const struct telling *telling, int64_t start, int64_t end,
	enum event_subtype subtype)
{
	if (start == 0)
		return PLACE_START;
	if (end == telling->n_hops)
		return PLACE_END;
	return is_in_queue(telling, end, subtype) ? PLACE_QUEUE : PLACE_MIDDLE;
}

static void add_filling(struct telling *telling, int64_t start, int64_t end, unsigned before,
	unsigned after)
{
	if (end - start < GAPS_MIN_HOPS)
		return;
	enum event_subtype subtype = judge_filling(telling, start, end);
	struct event event = {
		.start_ms = start * HOP_MS,
		.end_ms = hop_ms(telling, end),
		.kind = subtype == SUBTYPE_NONE ? EVENT_SILENCE : EVENT_HOLD,
		.subtype = subtype,
		.place = place_of(telling, start, end, subtype),
		.channel = -1,
		.before = party_of(telling, before),
		.after = party_of(telling, after),
		.level_db = mean_level_db(telling, start, end, -1),
	};
	struct trust_facts facts = {.subtype = subtype, .n_hops = end - start, .level_db = event.level_db};
	facts.n_before = telling->talk_since < 0 ? INT64_MAX : start - telling->talk_since;
	facts.n_after = talk_after(telling, end);
	event.confidence = trust_in(&facts);
	if (end - start >= TRUST_PAUSE_HOPS)
		telling->talk_since = end;
	add_event(telling, event);
}

/* Keys pressed before this hop, once each. */
static void add_keys(struct telling *telling, int channel, int64_t until)
{
	const struct spans *tones = &telling->channels[channel].tones.found;
	for (size_t i = 0; i < tones->n && tones->items[i].start < until; i++) {
		const struct span *tone = &tones->items[i];
		char key = tones_key(tone->pair_hz);
		if (!key || tone->start < telling->keys_told[channel])
			continue;
		add_event(telling, (struct event){
			.start_ms = tone->start * HOP_MS,
			.end_ms = hop_ms(telling, tone->end),
			.kind = EVENT_TONE,
			.subtype = SUBTYPE_DTMF,
			.channel = channel,
			.level_db = mean_level_db(telling, tone->start, tone->end, channel),
			.confidence = 0.9f,
			.detail = key,
		});
	}
	telling->keys_told[channel] = until;
}

static void add_signal(struct telling *telling, int channel, const struct signal *signal)
{
	struct event event = {
		.start_ms = signal->start * HOP_MS,
		.end_ms = hop_ms(telling, signal->end),
		.kind = EVENT_TONE,
		.subtype = signal->subtype,
		.channel = channel,
		.level_db = mean_level_db(telling, signal->start, signal->end, channel),
		.confidence = 0.9f,
		.detail = signal->n_rings,
	};
	add_event(telling, event);
}

/* The first signal of a channel in a gap, as `find` has it. What is music all along is none. */
static struct signal signal_in(const struct channel *channel, int64_t start, int64_t end, find_signal *find)
{
	struct signal signal = find(&channel->tones.found, start, end);
	while (signal.subtype != SUBTYPE_NONE &&
		spans_cover(&channel->scene.music, signal.start, signal.end) == signal.end - signal.start)
		signal = find(&channel->tones.found, signal.end, end);
	return signal;
}

/* The first signal of the exchange, or number dialled, on any channel. */
static struct signal next_signal(const struct telling *telling, int64_t start, int64_t end, int *channel)
{
	find_signal *const kinds[] = {hold_signal, hold_keys};
	struct signal next = {.start = end, .subtype = SUBTYPE_NONE};
	for (int i = 0; i < 2 * telling->n_channels; i++) {
		struct signal signal = signal_in(&telling->channels[i / 2], start, end, kinds[i % 2]);
		if (signal.subtype == SUBTYPE_NONE || signal.start >= next.start)
			continue;
		next = signal;
		*channel = i / 2;
	}
	return next;
}

/* A gap as silence or hold; ringing and busy tones cut it, and numbers dialled, whose keys are told
 * one by one. */
static void add_gap(struct telling *telling, const struct gap *gap, unsigned after)
{
	int64_t start = gap->start;
	unsigned before = gap->before;
	for (;;) {
		int channel = 0;
		struct signal next = next_signal(telling, start, gap->end, &channel);
		if (next.subtype == SUBTYPE_NONE)
			break;
		add_filling(telling, start, next.start, before, 0);
		if (next.subtype != SUBTYPE_DTMF)
			add_signal(telling, channel, &next);
		telling->is_ringing = next.subtype == SUBTYPE_RINGBACK && next.start < TELLING_QUEUE_HOPS;
		start = next.end;
		before = 0;
	}
	add_filling(telling, start, gap->end, before, after);
	telling->is_ringing = false;
}

static void add_talk(struct telling *telling, int channel, struct span span)
{
	struct event event = {
		.start_ms = span.start * HOP_MS,
		.end_ms = hop_ms(telling, span.end),
		.kind = EVENT_TALK,
		.channel = channel,
		.before = party_of(telling, 1u << channel),
		.level_db = mean_level_db(telling, span.start, span.end, channel),
		.confidence = 0.9f,
	};
	add_event(telling, event);
}

/* The channel whose next talk begins first; -1: none. */
static int next_channel(const struct telling *telling)
{
	int next = -1;
	int64_t start = INT64_MAX;
	for (int c = 0; c < telling->n_channels; c++) {
		const struct spans *spans = &telling->channels[c].scene.spoken;
		if (spans->n == 0 || spans->items[0].start >= start)
			continue;
		start = spans->items[0].start;
		next = c;
	}
	return next;
}

/* Channels whose talk begins within reach of the end of a gap. */
static unsigned breakers(const struct telling *telling, int64_t hop)
{
	unsigned channels = 0;
	for (int c = 0; c < telling->n_channels; c++) {
		const struct spans *spans = &telling->channels[c].scene.spoken;
		if (spans->n > 0 && spans->items[0].start < hop + GAPS_BOTH_HOPS)
			channels |= 1u << c;
	}
	return channels;
}

/* Both at once, where this talk meets that of the other channel. `after` broke in. */
static void add_overtalk(struct telling *telling, int channel, struct span talk)
{
	const struct span *other = &telling->last_talk[1 - channel];
	int64_t start = talk.start > other->start ? talk.start : other->start;
	int64_t end = talk.end < other->end ? talk.end : other->end;
	if (end - start < TELLING_OVERTALK_HOPS)
		return;
	add_event(telling, (struct event){
		.start_ms = start * HOP_MS,
		.end_ms = hop_ms(telling, end),
		.kind = EVENT_OVERTALK,
		.channel = -1,
		.before = party_of(telling, 1u << (1 - channel)),
		.after = party_of(telling, 1u << channel),
		.level_db = mean_level_db(telling, start, end, -1),
		.confidence = 0.9f,
	});
}

/* What has become final, before announcements are taken out. */
static int64_t heard_hop(const struct telling *telling)
{
	if (telling->n_hops >= 0)
		return telling->n_hops;
	int64_t settled = INT64_MAX;
	for (int c = 0; c < telling->n_channels; c++) {
		int64_t of_channel = channel_settled(&telling->channels[c]);
		settled = of_channel < settled ? of_channel : settled;
	}
	return settled < 0 ? 0 : settled;
}

static int64_t told_hop(const struct telling *telling)
{
	int64_t heard = heard_hop(telling);
	if (telling->n_hops >= 0)
		return heard;
	return heard < TELLING_DELAY_HOPS ? 0 : heard - TELLING_DELAY_HOPS;
}

static void take_out_what_is_no_party(struct telling *telling)
{
	int64_t heard = heard_hop(telling);
	for (int c = 0; c < telling->n_channels && telling->n_channels > 1; c++)
		channel_drop_echo(&telling->channels[c], &telling->channels[1 - c], heard);
	for (int c = 0; c < telling->n_channels; c++) {
		const struct spans *other =
			telling->n_channels > 1 ? &telling->channels[1 - c].scene.spoken : NULL;
		channel_announce(&telling->channels[c], other, heard);
	}
}

void telling_advance(struct telling *telling)
{
	take_out_what_is_no_party(telling);
	int64_t told = told_hop(telling);
	struct gap gap;
	for (int c = 0; c < telling->n_channels; c++)
		add_keys(telling, c, told);
	for (int c; (c = next_channel(telling)) >= 0;) {
		struct span span = telling->channels[c].scene.spoken.items[0];
		if (span.start + GAPS_BOTH_HOPS > told && telling->n_hops < 0)
			break;
		if (gaps_break(&telling->gaps, span.start, &gap))
			add_gap(telling, &gap, breakers(telling, span.start));
		if (span.end > told)
			break;
		gaps_take(&telling->gaps, c, span);
		add_talk(telling, c, span);
		if (telling->n_channels > 1)
			add_overtalk(telling, c, span);
		telling->last_talk[c] = span;
		spans_drop(&telling->channels[c].scene.spoken, 1);
	}
	for (int c = 0; c < telling->n_channels; c++)
		channel_forget(&telling->channels[c],
			told < telling->gaps.quiet_since ? told : telling->gaps.quiet_since);
}

void telling_end(struct telling *telling, int64_t n_hops, int64_t end_ms)
{
	struct gap gap;
	telling->n_hops = n_hops;
	telling->end_ms = end_ms;
	telling_advance(telling);
	if (gaps_break(&telling->gaps, n_hops, &gap))
		add_gap(telling, &gap, 0);
}

int64_t telling_settled(const struct telling *telling)
{
	int64_t settled = told_hop(telling);
	if (telling->n_hops >= 0)
		return settled;
	if (telling->gaps.quiet_since < settled)
		settled = telling->gaps.quiet_since;
	int c = next_channel(telling);
	if (c >= 0 && telling->channels[c].scene.spoken.items[0].start < settled)
		settled = telling->channels[c].scene.spoken.items[0].start;
	return settled;
}
