/* The gaps of a call as a table. */
/* SPDX-License-Identifier: MIT */
#include "config.h"
#include "command/gaps.h"

#include <stdio.h>
#include <string.h>

#include "base/i18n.h"
#include "base/str.h"
#include "base/timefmt.h"
#include "base/utf8.h"

static const char *kind_name(const struct event *event)
{
	if (event->kind == EVENT_SILENCE)
		return _("silence");
	switch (event->subtype) {
	case SUBTYPE_MUSIC:
		return _("hold, music");
	case SUBTYPE_ANNOUNCE:
		return _("hold, announcements");
	case SUBTYPE_BEEP:
		return _("hold, beeps");
	case SUBTYPE_DIGITAL:
		return _("hold, exchange's silence");
	case SUBTYPE_NONE:
	case SUBTYPE_RINGBACK:
	case SUBTYPE_DTMF:
	case SUBTYPE_BUSY:
	case SUBTYPE_FAX:
		break;
	}
	return _("hold");
}

static const char *place_name(enum event_place place)
{
	switch (place) {
	case PLACE_START:
		return _("start");
	case PLACE_END:
		return _("end");
	case PLACE_QUEUE:
		return _("queue");
	case PLACE_MIDDLE:
		break;
	}
	return "";
}

/* A text and the blanks that bring it to a width, however wide its characters are. */
static void print_cell(FILE *out, const char *text, int columns)
{
	int used = utf8_width(text);
	fprintf(out, "%s%*s", text, used < columns ? columns - used : 0, "");
}

static void print_row(FILE *out, const struct event *event, const struct gap_limits *limits)
{
	char start[TIMEFMT_SIZE], end[TIMEFMT_SIZE], length[TIMEFMT_SIZE], over[48] = "";
	enum gap_class class = event_gap_class(event, limits);
	if (class != GAP_NONE)
		snprintf(over, sizeof over, _("over %g s"),
			(double)limits->over_ms[class - 1] / 1000);
	fprintf(out, "  %8s  %8s  %7s  ", timefmt_tenths(event->start_ms, start),
		timefmt_tenths(event->end_ms, end),
		timefmt_tenths(event->end_ms - event->start_ms, length));
	print_cell(out, over, 10);
	const char *place = place_name(event->place);
	if (*place) {
		print_cell(out, kind_name(event), 26);
		fprintf(out, "%s\n", place);
	} else {
		fprintf(out, "%s\n", kind_name(event));
	}
}

static void print_total(
	FILE *out, const char *what, const struct gaps_total *total, int64_t duration_ms)
{
	char sum[TIMEFMT_SIZE], longest[TIMEFMT_SIZE];
	if (total->count == 0)
		return;
	fprintf(out, _("  %s: %d, together %s, longest %s, %.0f %% of the call\n"), what,
		total->count, timefmt_tenths(total->sum_ms, sum),
		timefmt_tenths(total->longest_ms, longest),
		gaps_percent(total->sum_ms, duration_ms));
}

static void print_name(FILE *out, const struct gaps_report *report)
{
	char length[TIMEFMT_SIZE];
	struct str name = {0};
	utf8_clean(&name, report->file, strlen(report->file));
	fprintf(out, "%s  %s\n", str_get(&name), timefmt_tenths(report->duration_ms, length));
	str_release(&name);
}

static void print_totals(FILE *out, const struct gaps_report *report)
{
	struct gaps_total silence, hold;
	gaps_count(report, &silence, &hold);
	if (silence.count + hold.count == 0 && report->min_ms >= 0)
		fprintf(out, _("  no gap of %g s or more\n"), (double)report->min_ms / 1000);
	else if (silence.count + hold.count == 0)
		fprintf(out, _("  no gap over %g s\n"), (double)report->limits->over_ms[0] / 1000);
	print_total(out, _("silence"), &silence, report->duration_ms);
	print_total(out, _("hold"), &hold, report->duration_ms);
}

void gaps_print_table(FILE *out, const struct gaps_report *report)
{
	print_name(out, report);
	for (size_t i = 0; i < report->n_events; i++) {
		const struct event *event = &report->events[i];
		if (!gaps_is_listed(report, event))
			continue;
		print_row(out, event, report->limits);
	}
	print_totals(out, report);
}

static void print_party(FILE *out, const char *name, const struct conversation_party *party,
	int64_t both_ms)
{
	char talk[TIMEFMT_SIZE], longest[TIMEFMT_SIZE], at[TIMEFMT_SIZE];
	fprintf(out, _("  %s: talks %s, %.0f %% of the talk, turns %d, longest %s at %s, overtalk %d\n"),
		name, timefmt_tenths(party->talk_ms, talk), gaps_percent(party->talk_ms, both_ms),
		party->n_turns, timefmt_tenths(party->monologue_ms, longest),
		timefmt_tenths(party->monologue_at_ms, at), party->n_overtalk);
}

static void print_parties(FILE *out, const struct conversation *conversation)
{
	int64_t both_ms = conversation->agent.talk_ms + conversation->customer.talk_ms;
	print_party(out, _("agent"), &conversation->agent, both_ms);
	print_party(out, _("customer"), &conversation->customer, both_ms);
	if (conversation->n_responses > 0)
		fprintf(out, _("  response of the agent: median %.1f s, 90 %% within %.1f s, "
			       "95 %% within %.1f s, of %d\n"),
			(double)conversation->response_ms[0] / 1000,
			(double)conversation->response_ms[1] / 1000,
			(double)conversation->response_ms[2] / 1000, conversation->n_responses);
}

void gaps_print_summary(FILE *out, const struct gaps_report *report)
{
	const struct conversation *conversation = report->conversation;
	char talk[TIMEFMT_SIZE];
	print_name(out, report);
	print_totals(out, report);
	fprintf(out, _("  talk: %s, %.0f %% of the call\n"),
		timefmt_tenths(conversation->talk_ms, talk),
		gaps_percent(conversation->talk_ms, report->duration_ms));
	if (conversation->has_parties)
		print_parties(out, conversation);
	if (conversation->overtalk_ms > 0)
		fprintf(out, _("  overtalk over %g s: together %.1f s, longest %.1f s\n"),
			(double)report->grace_ms / 1000, (double)conversation->overtalk_ms / 1000,
			(double)conversation->overtalk_max_ms / 1000);
	if (conversation->n_rings > 0)
		fprintf(out, _("  rings before the answer: %d\n"), conversation->n_rings);
}
