/* Tests of label files, letter by letter: other programs read them. */
/* SPDX-License-Identifier: MIT */
#include "config.h"

#include <stdlib.h>
#include <string.h>

#include "command/gaps.h"
#include "command/gaps_labels.h"
#include "testing.h"

static const struct event events[] = {
	{.start_ms = 0, .end_ms = 1500, .kind = EVENT_TALK, .channel = 0},
	{.start_ms = 1500, .end_ms = 3000, .kind = EVENT_SILENCE, .channel = -1},
	{.start_ms = 3000, .end_ms = 5000, .kind = EVENT_TALK, .channel = 1},
	{.start_ms = 4000, .end_ms = 6010, .kind = EVENT_TALK, .channel = 0},
	{.start_ms = 6010, .end_ms = 26020, .kind = EVENT_HOLD, .subtype = SUBTYPE_MUSIC, .channel = -1},
	{.start_ms = 26020, .end_ms = 3727000, .kind = EVENT_TALK, .channel = 1},
	{.start_ms = 3727000, .end_ms = 3731005, .kind = EVENT_SILENCE, .channel = -1},
};

static struct gaps_report report_of(int channels)
{
	return (struct gaps_report){
		.file = "/calls/a call.wav",
		.rate_hz = 8000,
		.channels = channels,
		.duration_ms = 3731005,
		.events = events,
		.n_events = sizeof events / sizeof *events,
		.limits = &gap_limits_default,
		.min_ms = -1,
	};
}

static void assert_labels(const char *word, const struct gaps_report *report, const char *expected)
{
	char *text;
	size_t n_bytes;
	FILE *out = open_memstream(&text, &n_bytes);
	const struct gaps_label_format *format = gaps_labels_find(word);
	assert_non_null(format);
	format->print(out, report);
	fclose(out);
	assert_string_equal(text, expected);
	free(text);
}

static void audacity_gets_regions(void **state)
{
	(void)state;
	struct gaps_report report = report_of(2);
	assert_labels("audacity", &report,
		"6.010\t26.020\thold music over15\n3727.000\t3731.005\tsilence over3\n");
	report.min_ms = 1500;
	assert_labels("audacity", &report,
		"1.500\t3.000\tsilence\n6.010\t26.020\thold music over15\n"
		"3727.000\t3731.005\tsilence over3\n");
}

static void subtitles_are_numbered(void **state)
{
	(void)state;
	struct gaps_report report = report_of(2);
	assert_labels("srt", &report,
		"1\n00:00:06,010 --> 00:00:26,020\nhold music over15\n\n"
		"2\n01:02:07,000 --> 01:02:11,005\nsilence over3\n\n");
}

static void rttm_tells_who_talks(void **state)
{
	(void)state;
	struct gaps_report report = report_of(2);
	report.agent_channel = 1;
	assert_labels("rttm", &report,
		"SPEAKER a_call 1 0.000 1.500 <NA> <NA> customer <NA> <NA>\n"
		"SPEAKER a_call 2 3.000 2.000 <NA> <NA> agent <NA> <NA>\n"
		"SPEAKER a_call 1 4.000 2.010 <NA> <NA> customer <NA> <NA>\n"
		"SPEAKER a_call 2 26.020 3700.980 <NA> <NA> agent <NA> <NA>\n");
}

#define INTERVAL(n, from, to, text)                                                                \
	"        intervals [" n "]:\n            xmin = " from "\n            xmax = " to              \
	"\n            text = \"" text "\"\n"
#define TIER(n, name, size)                                                                        \
	"    item [" n "]:\n        class = \"IntervalTier\"\n        name = \"" name                  \
	"\"\n        xmin = 0\n        xmax = 3731.005\n        intervals: size = " size "\n"

static void a_textgrid_covers_the_whole_time(void **state)
{
	(void)state;
	struct gaps_report report = report_of(2);
	assert_labels("textgrid", &report,
		"File type = \"ooTextFile\"\nObject class = \"TextGrid\"\n\n"
		"xmin = 0\nxmax = 3731.005\ntiers? <exists>\nsize = 3\nitem []:\n"
		TIER("1", "gaps", "4")
		INTERVAL("1", "0.000", "6.010", "")
		INTERVAL("2", "6.010", "26.020", "hold music over15")
		INTERVAL("3", "26.020", "3727.000", "")
		INTERVAL("4", "3727.000", "3731.005", "silence over3")
		TIER("2", "agent", "4")
		INTERVAL("1", "0.000", "1.500", "talk")
		INTERVAL("2", "1.500", "4.000", "")
		INTERVAL("3", "4.000", "6.010", "talk")
		INTERVAL("4", "6.010", "3731.005", "")
		TIER("3", "customer", "5")
		INTERVAL("1", "0.000", "3.000", "")
		INTERVAL("2", "3.000", "5.000", "talk")
		INTERVAL("3", "5.000", "26.020", "")
		INTERVAL("4", "26.020", "3727.000", "talk")
		INTERVAL("5", "3727.000", "3731.005", ""));
}

static void no_interval_is_without_length(void **state)
{
	(void)state;
	struct gaps_report report = report_of(1);
	report.n_events = 0;
	report.duration_ms = 0;
	assert_labels("textgrid", &report,
		"File type = \"ooTextFile\"\nObject class = \"TextGrid\"\n\n"
		"xmin = 0\nxmax = 0.001\ntiers? <exists>\nsize = 2\nitem []:\n"
		"    item [1]:\n        class = \"IntervalTier\"\n        name = \"gaps\"\n"
		"        xmin = 0\n        xmax = 0.001\n        intervals: size = 1\n"
		INTERVAL("1", "0.000", "0.001", "")
		"    item [2]:\n        class = \"IntervalTier\"\n        name = \"talk\"\n"
		"        xmin = 0\n        xmax = 0.001\n        intervals: size = 1\n"
		INTERVAL("1", "0.000", "0.001", ""));
}

static void the_name_in_an_rttm_is_one_field(void **state)
{
	(void)state;
	struct gaps_report report = report_of(1);
	report.n_events = 1;
	report.file = "通话\xe3\x80\x80 1\t2\xc2\xa0x.wav";
	assert_labels("rttm", &report,
		"SPEAKER 通话__1_2_x 1 0.000 1.500 <NA> <NA> talk <NA> <NA>\n");
}

static void a_call_without_gaps_is_still_a_file(void **state)
{
	(void)state;
	struct gaps_report report = report_of(1);
	report.n_events = 1;
	assert_labels("audacity", &report, "");
	assert_labels("srt", &report, "");
	report.duration_ms = 1500;
	assert_labels("rttm", &report, "SPEAKER a_call 1 0.000 1.500 <NA> <NA> talk <NA> <NA>\n");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(audacity_gets_regions),
		cmocka_unit_test(subtitles_are_numbered),
		cmocka_unit_test(rttm_tells_who_talks),
		cmocka_unit_test(a_textgrid_covers_the_whole_time),
		cmocka_unit_test(no_interval_is_without_length),
		cmocka_unit_test(the_name_in_an_rttm_is_one_field),
		cmocka_unit_test(a_call_without_gaps_is_still_a_file),
	};
	return cmocka_run_group_tests_name("gaps labels", tests, NULL, NULL);
}
