/* The gaps of calls as comma-separated values (RFC 4180). */
/* SPDX-License-Identifier: MIT */
#include "config.h"
#include "command/gaps.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#include "base/csv.h"
#include "base/str.h"
#include "base/utf8.h"

static void print_text(FILE *out, const char *text)
{
	struct str clean = {0}, field = {0};
	utf8_clean(&clean, text, strlen(text));
	csv_add_text(&field, str_get(&clean));
	fputs(str_get(&field), out);
	str_release(&clean);
	str_release(&field);
}

static void print_seconds(FILE *out, int64_t ms)
{
	fprintf(out, ",%" PRId64 ".%03d", ms / 1000, (int)(ms % 1000));
}

static void print_gap(FILE *out, const struct gaps_report *report, const struct event *event)
{
	char word[24];
	const char *class =
		gap_class_word(event_gap_class(event, report->limits), report->limits, word);
	print_text(out, report->file);
	print_seconds(out, event->start_ms);
	print_seconds(out, event->end_ms);
	print_seconds(out, event->end_ms - event->start_ms);
	fprintf(out, ",%s,%s,%s,%s,%.2f,%.1f,%s,%s\r\n", event_kind_word(event->kind),
		event_subtype_word(event->subtype), class ? class : "",
		event_place_word(event->place), (double)event->confidence, (double)event->level_db,
		party_word(event->before), party_word(event->after));
}

static void print_party(FILE *out, const struct conversation_party *party)
{
	print_seconds(out, party->talk_ms);
	fprintf(out, ",%d", party->n_turns);
	print_seconds(out, party->monologue_ms);
	fprintf(out, ",%d", party->n_overtalk);
}

static void print_total(FILE *out, const struct gaps_total *total)
{
	fprintf(out, ",%d", total->count);
	print_seconds(out, total->sum_ms);
	print_seconds(out, total->longest_ms);
}

/* A figure that there is none of is left empty. */
static void print_summary(FILE *out, const struct gaps_report *report)
{
	const struct conversation *conversation = report->conversation;
	struct gaps_total silence, hold;
	gaps_count(report, &silence, &hold);
	print_text(out, report->file);
	print_seconds(out, report->duration_ms);
	print_total(out, &silence);
	print_total(out, &hold);
	print_seconds(out, conversation->talk_ms);
	if (conversation->has_parties) {
		print_party(out, &conversation->agent);
		print_party(out, &conversation->customer);
		fprintf(out, ",%d", conversation->n_responses);
	} else {
		fputs(",,,,,,,,,", out);
	}
	for (int i = 0; i < 3; i++)
		if (conversation->n_responses > 0)
			print_seconds(out, conversation->response_ms[i]);
		else
			fputc(',', out);
	print_seconds(out, conversation->overtalk_ms);
	fprintf(out, ",%d\r\n", conversation->n_rings);
}

void gaps_print_csv_heading(FILE *out, bool summary)
{
	if (summary) {
		fputs("file,length_s,silences,silence_s,longest_silence_s,holds,hold_s,longest_hold_s,"
		      "talk_s,agent_talk_s,agent_turns,agent_longest_s,agent_overtalk,"
		      "customer_talk_s,customer_turns,customer_longest_s,customer_overtalk,"
		      "responses,response_median_s,response_90_s,response_95_s,overtalk_s,rings\r\n",
			out);
		return;
	}
	fputs("file,start_s,end_s,length_s,kind,subtype,class,place,confidence,level_db,before,"
	      "after\r\n",
		out);
}

void gaps_print_csv(FILE *out, const struct gaps_report *report)
{
	if (report->summary) {
		print_summary(out, report);
		return;
	}
	for (size_t i = 0; i < report->n_events; i++)
		if (gaps_is_listed(report, &report->events[i]))
			print_gap(out, report, &report->events[i]);
}
