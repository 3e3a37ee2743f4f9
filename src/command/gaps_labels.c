/* Gaps and talk as label files of other programs. */
/* SPDX-License-Identifier: MIT */
#include "config.h"
#include "command/gaps_labels.h"

#include <inttypes.h>
#include <string.h>

#include "base/i18n.h"
#include "base/str.h"
#include "base/utf8.h"
#include "command/gaps.h"

/* "hold music over15": words for interchange, the same in every language. */
static void print_label(FILE *out, const struct event *event, const struct gap_limits *limits)
{
	char word[24];
	const char *subtype = event_subtype_word(event->subtype);
	const char *class = gap_class_word(event_gap_class(event, limits), limits, word);
	fprintf(out, "%s%s%s%s%s", event_kind_word(event->kind), *subtype ? " " : "", subtype,
		class ? " " : "", class ? class : "");
}

static void print_seconds(FILE *out, int64_t ms)
{
	fprintf(out, "%" PRId64 ".%03d", ms / 1000, (int)(ms % 1000));
}

/* ---- Audacity: start, end and label of a region, with tabs between ----
 * manual.audacityteam.org, "Importing and Exporting Labels", standard format. */

static void print_audacity(FILE *out, const struct gaps_report *report)
{
	for (size_t i = 0; i < report->n_events; i++) {
		const struct event *event = &report->events[i];
		if (!gaps_is_listed(report, event))
			continue;
		print_seconds(out, event->start_ms);
		fputc('\t', out);
		print_seconds(out, event->end_ms);
		fputc('\t', out);
		print_label(out, event, report->limits);
		fputc('\n', out);
	}
}

/* ---- SubRip: numbered, hours:minutes:seconds,milliseconds; the gaps never overlap ---- */

static void print_srt_time(FILE *out, int64_t ms)
{
	fprintf(out, "%02d:%02d:%02d,%03d", (int)(ms / 3600000), (int)(ms / 60000 % 60),
		(int)(ms / 1000 % 60), (int)(ms % 1000));
}

static void print_srt(FILE *out, const struct gaps_report *report)
{
	int number = 0;
	for (size_t i = 0; i < report->n_events; i++) {
		const struct event *event = &report->events[i];
		if (!gaps_is_listed(report, event))
			continue;
		fprintf(out, "%d\n", ++number);
		print_srt_time(out, event->start_ms);
		fputs(" --> ", out);
		print_srt_time(out, event->end_ms);
		fputc('\n', out);
		print_label(out, event, report->limits);
		fputs("\n\n", out);
	}
}

/* ---- what is one tier of a TextGrid, or one speaker of an RTTM ---- */

static bool is_talk_of(const struct event *event, int channel)
{
	return event->kind == EVENT_TALK && (event->channel < 0 ? 0 : event->channel) == channel;
}

static const char *channel_word(const struct gaps_report *report, int channel)
{
	if (report->channels < 2)
		return "talk";
	return channel == report->agent_channel ? "agent" : "customer";
}

/* ---- Praat: an interval tier covers the whole time, without holes and overlaps ----
 * fon.hum.uva.nl/praat/manual/TextGrid_file_formats.html, the full text format. */

#define TIER_GAPS (-1) /* else the channel whose talk it is */

static bool is_in_tier(const struct gaps_report *report, const struct event *event, int tier)
{
	return tier == TIER_GAPS ? gaps_is_listed(report, event) : is_talk_of(event, tier);
}

struct tier {
	FILE *out; /* NULL: intervals are counted only */
	int n_intervals;
	int64_t end_ms; /* of the last interval */
};

static void end_interval(struct tier *tier)
{
	fputs("\"\n", tier->out);
}

/* Opens an interval, up to and with the quotation mark of its text. */
static void begin_interval(struct tier *tier, int64_t end_ms)
{
	tier->n_intervals++;
	if (tier->out) {
		fprintf(tier->out,
			"        intervals [%d]:\n            xmin = ", tier->n_intervals);
		print_seconds(tier->out, tier->end_ms);
		fputs("\n            xmax = ", tier->out);
		print_seconds(tier->out, end_ms);
		fputs("\n            text = \"", tier->out);
	}
	tier->end_ms = end_ms;
}

static void fill_up(struct tier *tier, int64_t until_ms)
{
	if (tier->end_ms >= until_ms)
		return;
	begin_interval(tier, until_ms);
	if (tier->out)
		end_interval(tier);
}

/* Where all tiers end: a tier without length is none. */
static int64_t whole_ms(const struct gaps_report *report)
{
	return report->duration_ms > 0 ? report->duration_ms : 1;
}

/* Returns how many intervals the tier has. */
static int print_intervals(FILE *out, const struct gaps_report *report, int which)
{
	struct tier tier = {.out = out};
	for (size_t i = 0; i < report->n_events; i++) {
		const struct event *event = &report->events[i];
		if (!is_in_tier(report, event, which) || event->end_ms <= tier.end_ms)
			continue;
		fill_up(&tier, event->start_ms);
		begin_interval(&tier, event->end_ms);
		if (out && which == TIER_GAPS)
			print_label(out, event, report->limits);
		else if (out)
			fputs("talk", out);
		if (out)
			end_interval(&tier);
	}
	fill_up(&tier, whole_ms(report));
	return tier.n_intervals;
}

static void print_range(FILE *out, const char *indent, const struct gaps_report *report)
{
	fprintf(out, "%sxmin = 0\n%sxmax = ", indent, indent);
	print_seconds(out, whole_ms(report));
	fputc('\n', out);
}

static void print_tier(FILE *out, const struct gaps_report *report, int number, int which)
{
	fprintf(out, "    item [%d]:\n        class = \"IntervalTier\"\n        name = \"%s\"\n",
		number, which == TIER_GAPS ? "gaps" : channel_word(report, which));
	print_range(out, "        ", report);
	fprintf(out, "        intervals: size = %d\n", print_intervals(NULL, report, which));
	print_intervals(out, report, which);
}

static void print_textgrid(FILE *out, const struct gaps_report *report)
{
	fputs("File type = \"ooTextFile\"\nObject class = \"TextGrid\"\n\n", out);
	print_range(out, "", report);
	fprintf(out, "tiers? <exists>\nsize = %d\nitem []:\n", 1 + report->channels);
	print_tier(out, report, 1, TIER_GAPS);
	for (int channel = 0; channel < report->channels; channel++)
		print_tier(out, report, 2 + channel, channel);
}

/* ---- RTTM: who talks; its readers take every line for a speaker, so there are no gaps in it ----
 * NIST, "The 2009 (RT-09) Rich Transcription Meeting Recognition Evaluation Plan", appendix A. */

/* The file's name without folder and ending, as one field: no blanks. */
static void print_field_name(FILE *out, const char *path)
{
	const char *slash = strrchr(path, '/'), *base = slash ? slash + 1 : path;
	const char *dot = strrchr(base, '.');
	struct str clean = {0};
	utf8_clean(&clean, base, dot && dot > base ? (size_t)(dot - base) : strlen(base));
	for (const char *c = str_get(&clean); *c;) {
		uint32_t cp;
		size_t n_bytes = utf8_decode(c, strlen(c), &cp);
		if (cp == ' ' || cp == 0xa0 || cp == 0x3000 || (cp >= 0x2000 && cp <= 0x200a))
			fputc('_', out);
		else
			fwrite(c, 1, n_bytes, out);
		c += n_bytes;
	}
	str_release(&clean);
}

static void print_rttm(FILE *out, const struct gaps_report *report)
{
	for (size_t i = 0; i < report->n_events; i++) {
		const struct event *event = &report->events[i];
		if (event->kind != EVENT_TALK)
			continue;
		int channel = event->channel < 0 ? 0 : event->channel;
		fputs("SPEAKER ", out);
		print_field_name(out, report->file);
		fprintf(out, " %d ", channel + 1);
		print_seconds(out, event->start_ms);
		fputc(' ', out);
		print_seconds(out, event->end_ms - event->start_ms);
		fprintf(out, " <NA> <NA> %s <NA> <NA>\n", channel_word(report, channel));
	}
}

static const struct gaps_label_format formats[] = {
	{"audacity", ".txt", N_("for Audacity (File, Import, Labels): the gaps"), print_audacity},
	{"textgrid", ".TextGrid", N_("for Praat: a tier of gaps, and one of each party's talk"),
		print_textgrid},
	{"srt", ".srt", N_("subtitles for any player: the gaps"), print_srt},
	{"rttm", ".rttm", N_("for tools of speaker diarisation: each party's talk"), print_rttm},
	{0},
};

const struct gaps_label_format *gaps_labels_get_formats(void)
{
	return formats;
}

const struct gaps_label_format *gaps_labels_find(const char *word)
{
	for (const struct gaps_label_format *row = formats; row->word; row++)
		if (strcmp(row->word, word) == 0)
			return row;
	return NULL;
}
