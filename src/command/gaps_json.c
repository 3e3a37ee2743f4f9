/* The gaps of a call as one JSON object on one line. */
/* SPDX-License-Identifier: MIT */
#include "config.h"
#include "command/gaps.h"

#include <jansson.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/str.h"
#include "base/utf8.h"

#define FROM_MS 2000 /* shorter stretches without talk are not listed, unless asked for */

static json_t *seconds(int64_t ms)
{
	return json_real((double)ms / 1000);
}

static json_t *word_or_null(const char *word)
{
	return word && *word ? json_string(word) : json_null();
}

static json_t *rounded(double value, double unit)
{
	return json_real(round(value / unit) * unit);
}

static json_t *gap_object(const struct event *event, const struct gap_limits *limits)
{
	char word[24];
	json_t *object = json_object();
	json_object_set_new(object, "start_s", seconds(event->start_ms));
	json_object_set_new(object, "end_s", seconds(event->end_ms));
	json_object_set_new(object, "kind", json_string(event_kind_word(event->kind)));
	json_object_set_new(object, "subtype", word_or_null(event_subtype_word(event->subtype)));
	json_object_set_new(object, "class",
		word_or_null(gap_class_word(event_gap_class(event, limits), limits, word)));
	json_object_set_new(object, "place", json_string(event_place_word(event->place)));
	json_object_set_new(object, "confidence", rounded(event->confidence, 0.01));
	json_object_set_new(object, "level_db", rounded(event->level_db, 0.1));
	json_object_set_new(object, "before", word_or_null(party_word(event->before)));
	json_object_set_new(object, "after", word_or_null(party_word(event->after)));
	return object;
}

static json_t *span_object(const struct event *event)
{
	json_t *object = json_object();
	json_object_set_new(object, "start_s", seconds(event->start_ms));
	json_object_set_new(object, "end_s", seconds(event->end_ms));
	if (event->kind == EVENT_TALK || event->kind == EVENT_TONE)
		json_object_set_new(
			object, "channel", json_integer(event->channel < 0 ? 0 : event->channel));
	if (event->kind == EVENT_TONE)
		json_object_set_new(
			object, "subtype", word_or_null(event_subtype_word(event->subtype)));
	if (event->kind == EVENT_TONE && event->subtype == SUBTYPE_RINGBACK)
		json_object_set_new(object, "rings", json_integer(event->detail));
	if (event->kind == EVENT_TONE && event->subtype == SUBTYPE_DTMF) {
		char digit[2] = {(char)event->detail, '\0'};
		json_object_set_new(object, "digit", word_or_null(digit));
	}
	if (event->kind == EVENT_OVERTALK)
		json_object_set_new(object, "began", word_or_null(party_word(event->after)));
	return object;
}

static void add_event(json_t *lists[5], const struct event *event, const struct gaps_report *report)
{
	int64_t from_ms = report->min_ms < 0 ? FROM_MS : report->min_ms;
	if (!event_is_gap(event))
		json_array_append_new(lists[event->kind], span_object(event));
	else if (event->end_ms - event->start_ms >= from_ms)
		json_array_append_new(lists[EVENT_SILENCE], gap_object(event, report->limits));
}

/* A name is bytes; what is not UTF-8 in it is replaced, for JSON has no other way. */
static json_t *name_string(const char *name)
{
	json_t *string = json_string(name);
	if (string)
		return string;
	struct str clean = {0};
	utf8_clean(&clean, name, strlen(name));
	string = json_string(str_get(&clean));
	str_release(&clean);
	return string;
}

void gaps_print_json(FILE *out, const struct gaps_report *report, bool ascii)
{
	json_t *object = json_object();
	json_t *lists[5] = {[EVENT_TALK] = json_array(),
		[EVENT_SILENCE] = json_array(),
		[EVENT_OVERTALK] = json_array(),
		[EVENT_TONE] = json_array()};
	for (size_t i = 0; i < report->n_events; i++)
		add_event(lists, &report->events[i], report);
	json_object_set_new(object, "file", name_string(report->file));
	json_object_set_new(object, "duration_s", seconds(report->duration_ms));
	json_object_set_new(object, "sample_rate", json_integer(report->rate_hz));
	json_object_set_new(object, "channels", json_integer(report->channels));
	json_object_set_new(object, "events", lists[EVENT_SILENCE]);
	json_object_set_new(object, "talk", lists[EVENT_TALK]);
	json_object_set_new(object, "overtalk", lists[EVENT_OVERTALK]);
	json_object_set_new(object, "tones", lists[EVENT_TONE]);
	size_t flags = JSON_COMPACT | JSON_REAL_PRECISION(10);
	json_dumpf(object, out, ascii ? flags | JSON_ENSURE_ASCII : flags);
	fputc('\n', out);
	json_decref(object);
}
