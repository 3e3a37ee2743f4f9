/* callmark gaps: lists the calls, has them analysed, and prints each when its turn comes. */
/* SPDX-License-Identifier: MIT */
#include "config.h"
#include "command/gaps.h"

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/i18n.h"
#include "base/mem.h"
#include "base/str.h"
#include "calls/collect.h"
#include "command/batch.h"
#include "command/database.h"
#include "command/gaps_files.h"
#include "command/gaps_options.h"
#include "command/output.h"
#include "command/progress.h"
#include "command/recording_options.h"

struct run {
	const struct command_context *context;
	struct gaps_options options;
	bool to_files; /* labels go to files, not to stdout */
	size_t n_calls;
	struct progress progress;
	bool all_done;
};

bool gaps_is_listed(const struct gaps_report *report, const struct event *event)
{
	if (!event_is_gap(event))
		return false;
	if (report->min_ms >= 0)
		return event->end_ms - event->start_ms >= report->min_ms;
	return event_gap_class(event, report->limits) != GAP_NONE;
}

void gaps_count(const struct gaps_report *report, struct gaps_total *silence,
	struct gaps_total *hold)
{
	*silence = *hold = (struct gaps_total){0};
	for (size_t i = 0; i < report->n_events; i++) {
		const struct event *event = &report->events[i];
		int64_t length_ms = event->end_ms - event->start_ms;
		if (!gaps_is_listed(report, event))
			continue;
		struct gaps_total *total = event->kind == EVENT_HOLD ? hold : silence;
		total->count++;
		total->sum_ms += length_ms;
		if (length_ms > total->longest_ms)
			total->longest_ms = length_ms;
	}
}

double gaps_percent(int64_t part_ms, int64_t whole_ms)
{
	return whole_ms > 0 ? 100.0 * (double)part_ms / (double)whole_ms : 0.0;
}

static void print(const struct run *run, FILE *out, const struct gaps_report *report)
{
	if (run->options.labels) {
		run->options.labels->print(out, report);
		return;
	}
	switch (run->context->output) {
	case OUTPUT_TABLE:
		if (report->summary)
			gaps_print_summary(out, report);
		else
			gaps_print_table(out, report);
		break;
	case OUTPUT_JSON:
		gaps_print_json(out, report, isatty(STDOUT_FILENO));
		break;
	case OUTPUT_CSV:
		gaps_print_csv(out, report);
		break;
	}
}

/* A last event may end in the millisecond that a rounded duration leaves out. */
static int64_t duration_of(const struct batch_result *result)
{
	int64_t end_ms = result->duration_ms;
	for (size_t i = 0; i < result->n_events; i++)
		if (result->events[i].end_ms > end_ms)
			end_ms = result->events[i].end_ms;
	return end_ms;
}

/* The path of the recording; of two legs, what their paths share. The caller frees it. */
static char *name_of(const struct collected_call *call)
{
	struct str name = {0};
	const char *path = call->legs[0].path, *slash = strrchr(path, '/');
	if (call->n_legs < 2)
		return mem_dup(path);
	str_addn(&name, path, slash ? (size_t)(slash + 1 - path) : 0);
	str_add(&name, call->name);
	return str_take(&name);
}

/* The report of a call as text, which the caller frees. */
static char *format(const struct run *run, const struct collected_call *call,
	const struct batch_result *result, size_t *n_bytes)
{
	char *text = NULL, *name = name_of(call);
	const struct conversation conversation = conversation_of(
		result->events, result->n_events, result->channels, run->options.grace_ms);
	const struct gaps_report report = {
		.file = name,
		.legs = call->legs,
		.n_legs = call->n_legs,
		.rate_hz = result->rate_hz,
		.channels = result->channels,
		.agent_channel =
			call_agent_channel(call->n_legs, run->context->config->agent_channel),
		.duration_ms = duration_of(result),
		.events = result->events,
		.n_events = result->n_events,
		.limits = &run->options.limits,
		.min_ms = run->options.min_ms,
		.conversation = &conversation,
		.grace_ms = run->options.grace_ms,
		.summary = run->options.summary,
	};
	FILE *out = open_memstream(&text, n_bytes);
	if (out)
		print(run, out, &report);
	free(name);
	if (!out || fclose(out) != 0) {
		free(text);
		*n_bytes = 0;
		text = mem_dup("");
	}
	return text;
}

/* Returns false where going on makes no sense. */
static bool put(
	struct run *run, const struct collected_call *call, const struct batch_result *result)
{
	struct err err;
	size_t n_bytes;
	char *text = format(run, call, result, &n_bytes), *path = NULL;
	bool written;
	if (run->to_files) {
		path = gaps_files_path(call, run->options.out, run->options.labels->ending);
		written = output_replace(path, text, n_bytes, &err);
	} else {
		written = output_print(text, n_bytes, &err);
	}
	if (!written)
		command_complain("%s", err.text);
	run->all_done = run->all_done && written;
	free(path);
	free(text);
	return written || run->to_files;
}

static bool take(
	void *context, const struct collected_call *call, const struct batch_result *result)
{
	struct run *run = context;
	progress_clear(&run->progress);
	if (result->problem) {
		command_complain("%s", result->problem);
		run->all_done = false;
		return true;
	}
	if (*result->warning)
		command_complain("%s: %s", call->legs[0].path, result->warning);
	return put(run, call, result);
}

static void tell(void *context, size_t n_taken, double share)
{
	struct run *run = context;
	progress_show(&run->progress, n_taken, run->n_calls, share);
}

static bool print_heading(bool summary, struct err *err)
{
	size_t n_bytes;
	char *text = NULL;
	FILE *out = open_memstream(&text, &n_bytes);
	if (out)
		gaps_print_csv_heading(out, summary);
	bool printed = out && fclose(out) == 0 && output_print(text, n_bytes, err);
	free(text);
	return printed;
}

static int analyse(struct run *run, const struct collection *collection)
{
	struct err err;
	const struct config *config = run->context->config;
	const struct batch_options options = {
		.calls = collection->calls,
		.n_calls = collection->n_calls,
		.cache = database_open_cache(config),
		.media = recording_media_options(config),
		.analysis = recording_analysis_options(config),
		.n_workers = run->options.n_jobs,
		.take = take,
		.tell = tell,
		.context = run,
	};
	run->n_calls = collection->n_calls;
	run->all_done = true;
	progress_start(&run->progress, run->context->is_quiet);
	bool ok = (run->context->output != OUTPUT_CSV ||
			  print_heading(run->options.summary, &err)) &&
		  batch_run(&options, &err);
	progress_clear(&run->progress);
	if (!ok)
		command_complain("%s", err.text);
	store_close(options.cache);
	return ok && run->all_done ? EXIT_DONE : EXIT_FAILED;
}

static bool is_taken(void *context, const struct collected_call *call)
{
	const struct run *run = context;
	return gaps_options_take(&run->options, &call->legs[0]);
}

static int run_collection(struct run *run, struct collection *collection)
{
	struct err err;
	run->to_files = run->options.labels && (run->options.out || collection->n_calls > 1);
	if (run->to_files && run->options.out &&
		!gaps_files_prepare(collection, run->options.out, &err)) {
		command_complain("%s", err.text);
		return EXIT_USAGE;
	}
	/* A part without calls is as good as any: the others have them. */
	collect_filter(collection, is_taken, run);
	return analyse(run, collection);
}

int command_gaps(const struct command_context *context, int n_arguments, char **arguments)
{
	struct err err;
	struct run run = {.context = context};
	struct collection collection = {0};
	int status;
	if (n_arguments == 0)
		err_set(&err, ERR_USAGE, _("gaps: which recordings? Give files or folders"));
	if (n_arguments == 0 || !gaps_options_read(context, &run.options, &err)) {
		command_complain("%s", err.text);
		return EXIT_USAGE;
	}
	if (collect_paths(&collection, (const char *const *)arguments, (size_t)n_arguments, &err)) {
		status = run_collection(&run, &collection);
	} else {
		command_complain("%s", err.text);
		status = err.code == ERR_NOT_FOUND ? EXIT_NOTHING : EXIT_FAILED;
	}
	collect_release(&collection);
	return status;
}
