/* What the detector found that concerns an item: hints, never marks. */
/* SPDX-License-Identifier: MIT */
#include "config.h"
#include "scorecard/suggest.h"

#include <string.h>

static bool names(const struct card_item *item, const char *fact)
{
	for (size_t i = 0; i < item->n_evidence; i++)
		if (strcmp(item->evidence[i], fact) == 0)
			return true;
	return false;
}

static void count_gap(const struct event *event, int *n_gaps, struct suggestion *suggestion)
{
	int64_t length_ms = event->end_ms - event->start_ms;
	(*n_gaps)++;
	if (length_ms > suggestion->longest_ms)
		suggestion->longest_ms = length_ms;
}

/* Whether it may be the agent's fault: that the customer breaks in is none. */
static bool count_overtalk(const struct event *both, struct suggestion *suggestion)
{
	suggestion->n_overtalks++;
	if (both->after == PARTY_CUSTOMER)
		return false;
	suggestion->n_interruptions++;
	return true;
}

/* Counts the event if the item names its kind. */
static bool count_event(const struct card_item *item, const struct event *event,
	const struct gap_limits *limits, int64_t grace_ms, struct suggestion *suggestion)
{
	bool is_long = event_gap_class(event, limits) != GAP_NONE;
	if (event->kind == EVENT_SILENCE && is_long && names(item, "gaps.silence"))
		count_gap(event, &suggestion->n_silences, suggestion);
	else if (event->kind == EVENT_HOLD && is_long && names(item, "gaps.hold"))
		count_gap(event, &suggestion->n_holds, suggestion);
	else if (event->kind == EVENT_OVERTALK && event->end_ms - event->start_ms > grace_ms &&
		 names(item, "overtalk"))
		return count_overtalk(event, suggestion);
	else if (event->kind == EVENT_TONE && event->subtype == SUBTYPE_RINGBACK &&
		 names(item, "rings"))
		suggestion->n_rings += event->detail;
	else
		return false;
	return true;
}

void suggest_item(const struct card_item *item, const struct event *events, size_t n_events,
	const struct gap_limits *limits, int64_t grace_ms, int64_t at_ms, struct suggestion *suggestion)
{
	bool is_answered = false; /* somebody talked once it had rung: what rings then is another line */
	*suggestion = (struct suggestion){.last_start_ms = -1};
	for (size_t i = 0; i < n_events; i++) {
		const struct event *event = &events[i];
		is_answered = is_answered || (event->kind == EVENT_TALK && suggestion->n_rings > 0);
		bool is_ring = event->kind == EVENT_TONE && event->subtype == SUBTYPE_RINGBACK;
		if (is_ring && is_answered)
			continue;
		if (!count_event(item, event, limits, grace_ms, suggestion))
			continue;
		if (event->start_ms <= at_ms && event->start_ms > suggestion->last_start_ms)
			suggestion->last_start_ms = event->start_ms;
	}
}

bool suggest_matches(const struct card_item *item, const struct event *event,
	const struct gap_limits *limits, int64_t grace_ms)
{
	struct suggestion ignored = {0};
	return count_event(item, event, limits, grace_ms, &ignored);
}

bool suggest_names_gaps(const struct card_item *item)
{
	return names(item, "gaps.silence") || names(item, "gaps.hold");
}

bool suggest_names_overtalk(const struct card_item *item)
{
	return names(item, "overtalk");
}

bool suggest_covers(const struct card_item *item, int n_channels)
{
	size_t n = names(item, "gaps.silence") + names(item, "gaps.hold") + names(item, "overtalk");
	return n > 0 && n == item->n_evidence && (n_channels > 1 || !names(item, "overtalk"));
}
