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
#include "scorecard/check_points.h"

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

static void add_check(json_t *list, enum check_kind kind, int64_t at_ms)
{
	json_array_append_new(list,
		json_pack("{s:s, s:o}", "kind", check_kind_word(kind), "at_s", seconds(at_ms)));
}

/* What the service rules ask of the agent at the gap, and when. */
static json_t *checks_array(const struct event *gap, const struct gap_limits *limits)
{
	const struct check_points asked = check_points_of(gap, limits);
	json_t *list = json_array();
	if (asked.announce)
		add_check(list, CHECK_ANNOUNCE, gap->start_ms);
	if (asked.answer)
		add_check(list, CHECK_ANSWER, gap->start_ms + limits->over_ms[0]);
	for (int i = 1; i <= asked.n_check_ins; i++)
		add_check(list, CHECK_IN, gap->start_ms + i * asked.every_ms);
	if (asked.thanks)
		add_check(list, CHECK_RETURN, gap->end_ms);
	return list;
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
	json_object_set_new(object, "check_points", checks_array(event, limits));
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

static json_t *total_object(const struct gaps_total *total, int64_t duration_ms)
{
	return json_pack("{s:i, s:o, s:o, s:o}", "count", total->count, "total_s", seconds(total->sum_ms),
		"longest_s", seconds(total->longest_ms), "percent",
		rounded(gaps_percent(total->sum_ms, duration_ms), 0.1));
}

static json_t *party_object(const struct conversation_party *party, int64_t both_ms)
{
	return json_pack("{s:o, s:o, s:i, s:o, s:o, s:i}", "talk_s", seconds(party->talk_ms), "percent",
		rounded(gaps_percent(party->talk_ms, both_ms), 0.1), "turns", party->n_turns,
		"longest_turn_s", seconds(party->monologue_ms), "longest_turn_at_s",
		seconds(party->monologue_at_ms), "overtalk", party->n_overtalk);
}

static json_t *response_object(const struct conversation *conversation)
{
	if (conversation->n_responses == 0)
		return json_null();
	return json_pack("{s:i, s:o, s:o, s:o, s:o}", "count", conversation->n_responses, "median_s",
		seconds(conversation->response_ms[0]), "p90_s", seconds(conversation->response_ms[1]),
		"p95_s", seconds(conversation->response_ms[2]), "longest_s",
		seconds(conversation->response_max_ms));
}

/* What needs two parties is null where they are not told apart. */
static json_t *summary_object(const struct gaps_report *report)
{
	const struct conversation *conversation = report->conversation;
	int64_t both_ms = conversation->agent.talk_ms + conversation->customer.talk_ms;
	bool two = conversation->has_parties;
	struct gaps_total silence, hold;
	gaps_count(report, &silence, &hold);
	json_t *object = json_object();
	json_object_set_new(object, "silence", total_object(&silence, report->duration_ms));
	json_object_set_new(object, "hold", total_object(&hold, report->duration_ms));
	json_object_set_new(object, "talk_s", seconds(conversation->talk_ms));
	json_object_set_new(
		object, "agent", two ? party_object(&conversation->agent, both_ms) : json_null());
	json_object_set_new(
		object, "customer", two ? party_object(&conversation->customer, both_ms) : json_null());
	json_object_set_new(object, "response", response_object(conversation));
	json_object_set_new(object, "overtalk", two
		? json_pack("{s:i, s:o, s:o, s:o}", "count",
			conversation->agent.n_overtalk + conversation->customer.n_overtalk, "total_s",
			seconds(conversation->overtalk_ms), "longest_s",
			seconds(conversation->overtalk_max_ms), "grace_s", seconds(report->grace_ms))
		: json_null());
	json_object_set_new(object, "rings", json_integer(conversation->n_rings));
	json_object_set_new(object, "answer_s",
		conversation->answer_ms < 0 ? json_null() : seconds(conversation->answer_ms));
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

static json_t *files_array(const struct gaps_report *report)
{
	json_t *list = json_array();
	for (size_t i = 0; i < report->n_legs; i++)
		json_array_append_new(list, name_string(report->legs[i].path));
	return list;
}

/* A summary has no lists. */
static void put_list(
	json_t *object, const char *name, json_t *list, const struct gaps_report *report)
{
	if (report->summary)
		json_decref(list);
	else
		json_object_set_new(object, name, list);
}

void gaps_print_json(FILE *out, const struct gaps_report *report, bool ascii)
{
	json_t *object = json_object();
	json_t *lists[5] = {[EVENT_TALK] = json_array(),
		[EVENT_SILENCE] = json_array(),
		[EVENT_OVERTALK] = json_array(),
		[EVENT_TONE] = json_array()};
	for (size_t i = 0; i < report->n_events && !report->summary; i++)
		add_event(lists, &report->events[i], report);
	json_object_set_new(object, "file", name_string(report->file));
	json_object_set_new(object, "files", files_array(report));
	json_object_set_new(object, "duration_s", seconds(report->duration_ms));
	json_object_set_new(object, "sample_rate", json_integer(report->rate_hz));
	json_object_set_new(object, "channels", json_integer(report->channels));
	json_object_set_new(object, "summary", summary_object(report));
	put_list(object, "events", lists[EVENT_SILENCE], report);
	put_list(object, "talk", lists[EVENT_TALK], report);
	put_list(object, "overtalk", lists[EVENT_OVERTALK], report);
	put_list(object, "tones", lists[EVENT_TONE], report);
	size_t flags = JSON_COMPACT | JSON_REAL_PRECISION(10);
	json_dumpf(object, out, ascii ? flags | JSON_ENSURE_ASCII : flags);
	fputc('\n', out);
	json_decref(object);
}
