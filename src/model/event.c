/* What the detector hears in a call: gaps, talk, overtalk, tones. */
/* SPDX-License-Identifier: MIT */
#include "config.h"
#include "model/event.h"

#include <stdio.h>
#include <string.h>

const struct gap_limits gap_limits_default = {{3000, 15000, 60000}};

enum gap_class event_gap_class(const struct event *event, const struct gap_limits *limits)
{
	if (!event_is_gap(event))
		return GAP_NONE;
	int64_t length_ms = event->end_ms - event->start_ms;
	for (int i = 2; i >= 0; i--)
		if (length_ms > limits->over_ms[i])
			return (enum gap_class)(i + 1);
	return GAP_NONE;
}

const char *event_kind_word(enum event_kind kind)
{
	switch (kind) {
	case EVENT_TALK:
		return "talk";
	case EVENT_SILENCE:
		return "silence";
	case EVENT_HOLD:
		return "hold";
	case EVENT_OVERTALK:
		return "overtalk";
	case EVENT_TONE:
		return "tone";
	}
	return "";
}

const char *event_subtype_word(enum event_subtype subtype)
{
	switch (subtype) {
	case SUBTYPE_NONE:
		return "";
	case SUBTYPE_MUSIC:
		return "music";
	case SUBTYPE_ANNOUNCE:
		return "announce";
	case SUBTYPE_BEEP:
		return "beep";
	case SUBTYPE_DIGITAL:
		return "digital";
	case SUBTYPE_RINGBACK:
		return "ringback";
	case SUBTYPE_DTMF:
		return "dtmf";
	case SUBTYPE_BUSY:
		return "busy";
	case SUBTYPE_FAX:
		return "fax";
	}
	return "";
}

const char *event_place_word(enum event_place place)
{
	switch (place) {
	case PLACE_MIDDLE:
		return "middle";
	case PLACE_START:
		return "start";
	case PLACE_END:
		return "end";
	case PLACE_QUEUE:
		return "queue";
	}
	return "";
}

const char *party_word(enum party party)
{
	switch (party) {
	case PARTY_NONE:
		return "";
	case PARTY_AGENT:
		return "agent";
	case PARTY_CUSTOMER:
		return "customer";
	case PARTY_BOTH:
		return "both";
	}
	return "";
}

const char *gap_class_word(enum gap_class class, const struct gap_limits *limits, char buf[24])
{
	if (class < GAP_OVER3 || class > GAP_OVER60)
		return NULL;
	long limit_ms = (long)limits->over_ms[class - 1];
	if (limit_ms % 1000 == 0) {
		snprintf(buf, 24, "over%ld", limit_ms / 1000);
		return buf;
	}
	int n = snprintf(buf, 24, "over%ld.%03ld", limit_ms / 1000, limit_ms % 1000);
	while (buf[n - 1] == '0')
		buf[--n] = '\0';
	return buf;
}

void event_count_gaps(const struct event *events, size_t n_events, const struct gap_limits *limits,
	int counted[N_GAP_CLASSES])
{
	memset(counted, 0, sizeof(int) * N_GAP_CLASSES);
	for (size_t i = 0; i < n_events; i++)
		counted[event_gap_class(&events[i], limits)]++;
	counted[GAP_NONE] = 0;
}

/* Seconds with up to three decimals at *text, as milliseconds; -1 if there is no number. */
static int64_t read_seconds(const char **text)
{
	const char *p = *text;
	int64_t ms = 0;
	if (*p < '0' || *p > '9')
		return -1;
	for (; *p >= '0' && *p <= '9' && ms < 100000; p++)
		ms = ms * 10 + (*p - '0');
	ms *= 1000;
	if (*p == '.')
		for (int64_t scale = 100; *++p >= '0' && *p <= '9'; scale /= 10)
			ms += (*p - '0') * scale;
	*text = p;
	return ms;
}

bool gap_limits_parse(const char *text, struct gap_limits *limits)
{
	struct gap_limits read;
	for (int i = 0; i < 3; i++) {
		if (i > 0 && *text++ != ',')
			return false;
		while (*text == ' ')
			text++;
		read.over_ms[i] = read_seconds(&text);
		if (read.over_ms[i] < 500 || read.over_ms[i] > 3600000)
			return false;
		if (i > 0 && read.over_ms[i] <= read.over_ms[i - 1])
			return false;
	}
	if (*text)
		return false;
	*limits = read;
	return true;
}
