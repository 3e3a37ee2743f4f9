/* callmark gaps: decodes and analyses one call after the other. */
/* SPDX-License-Identifier: MIT */
#include "config.h"
#include "command/gaps.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "analysis/analysis.h"
#include "base/i18n.h"
#include "base/mem.h"
#include "calls/calls.h"
#include "media/media.h"

#define BLOCK_FRAMES 65536

static void print(const struct command_context *context, const struct gaps_report *report)
{
	switch (context->output) {
	case OUTPUT_TABLE:
		gaps_print_table(report);
		break;
	case OUTPUT_JSON:
		gaps_print_json(report);
		break;
	case OUTPUT_CSV:
		gaps_print_csv(report);
		break;
	}
}

static bool push_all(struct media *media, struct analysis *analysis, int64_t *n_frames,
	struct err *err)
{
	int channels = media_get_info(media)->format.channels;
	int16_t *frames = mem_alloc(sizeof *frames * BLOCK_FRAMES * (size_t)channels);
	int64_t n;
	*n_frames = 0;
	while ((n = media_read(media, frames, BLOCK_FRAMES, err)) > 0) {
		analysis_push(analysis, frames, n);
		*n_frames += n;
	}
	free(frames);
	return n == 0;
}

static void report_call(const struct command_context *context, const struct calls_row *row,
	const struct media_info *info, int64_t n_frames, const struct analysis *analysis)
{
	struct gaps_report report = {
		.file = row->n_legs > 1 ? row->name : row->legs[0].path,
		.rate_hz = info->format.rate_hz,
		.channels = info->format.channels,
		.duration_ms = pcm_frames_to_ms(n_frames, info->format.rate_hz),
		.limits = &context->config->limits,
	};
	report.events = analysis_get_events(analysis, &report.n_events);
	print(context, &report);
}

static bool analyse(const struct command_context *context, const struct calls_row *row,
	struct err *err)
{
	struct media_options media_options = media_options_default;
	struct analysis_options options = analysis_options_default;
	int64_t n_frames;
	media_options.raw_rate_hz = context->config->raw_rate_hz;
	options.agent_channel = context->config->agent_channel;
	struct media *media = media_open(row->legs, row->n_legs, &media_options, err);
	if (!media)
		return false;
	const struct media_info *info = media_get_info(media);
	if (info->warning)
		command_complain("%s: %s", row->legs[0].path, info->warning);
	struct analysis *analysis = analysis_new(&info->format, &options);
	bool read = push_all(media, analysis, &n_frames, err);
	if (read) {
		analysis_finish(analysis);
		report_call(context, row, info, n_frames, analysis);
	}
	analysis_free(analysis);
	media_free(media);
	return read;
}

static bool run_row(const struct command_context *context, struct calls *calls, size_t i)
{
	struct err err;
	struct calls_row row;
	calls_get_row(calls, i, &row);
	if (row.problem) {
		command_complain("%s", row.problem);
		return false;
	}
	if (analyse(context, &row, &err)) {
		fflush(stdout);
		return true;
	}
	command_complain("%s", err.text);
	return false;
}

int command_gaps(const struct command_context *context, int n_arguments, char **arguments)
{
	struct err err;
	struct calls_options options = {.limits = context->config->limits};
	if (n_arguments == 0) {
		command_complain(_("gaps: which recordings? Give files or folders"));
		return EXIT_USAGE;
	}
	struct calls *calls = calls_new(
		(const char *const *)arguments, (size_t)n_arguments, &options, &err);
	if (!calls) {
		command_complain("%s", err.text);
		return err.code == ERR_NOT_FOUND ? EXIT_NOTHING : EXIT_FAILED;
	}
	if (context->output == OUTPUT_CSV)
		gaps_print_csv_heading();
	bool all_done = true;
	for (size_t i = 0; i < calls_count(calls); i++)
		all_done = run_row(context, calls, i) && all_done;
	calls_free(calls);
	return all_done ? EXIT_DONE : EXIT_FAILED;
}
