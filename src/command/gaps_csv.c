/* The gaps of calls as comma-separated values (RFC 4180). */
/* SPDX-License-Identifier: MIT */
#include "config.h"
#include "command/gaps.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#include "base/str.h"
#include "base/utf8.h"

/* Quoted; a text that a spreadsheet would take for a formula gets an apostrophe in front. */
static void print_text(FILE *out, const char *text)
{
	struct str clean = {0};
	utf8_clean(&clean, text, strlen(text));
	fputc('"', out);
	if (strchr("=+-@", *text) && *text)
		fputc('\'', out);
	for (const char *c = str_get(&clean); *c; c++) {
		if (*c == '"')
			fputc('"', out);
		fputc(*c, out);
	}
	fputc('"', out);
	str_release(&clean);
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

void gaps_print_csv_heading(FILE *out)
{
	fputs("file,start_s,end_s,length_s,kind,subtype,class,place,confidence,level_db,before,"
	      "after\r\n",
		out);
}

void gaps_print_csv(FILE *out, const struct gaps_report *report)
{
	for (size_t i = 0; i < report->n_events; i++)
		if (gaps_is_listed(report, &report->events[i]))
			print_gap(out, report, &report->events[i]);
}
