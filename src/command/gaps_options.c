/* The options of callmark gaps. */
/* SPDX-License-Identifier: MIT */
#include "config.h"
#include "command/gaps_options.h"

#include <errno.h>
#include <stdlib.h>

#include "base/i18n.h"
#include "base/str.h"
#include "base/timefmt.h"
#include "command/batch.h"
#include "model/conversation.h"

#define MAX_SHARDS 1000000
#define MAX_JOBS 64
#define MAX_GRACE_MS 60000

enum {
	GAPS_MIN,
	GAPS_THRESHOLDS,
	GAPS_SUMMARY,
	GAPS_GRACE,
	GAPS_LABELS,
	GAPS_OUT,
	GAPS_SHARD,
	GAPS_JOBS,
};

const struct command_option gaps_option_rows[] = {
	[GAPS_MIN] = {"min", N_("SECONDS"), N_("list gaps of this length and more")},
	[GAPS_THRESHOLDS] = {"thresholds", N_("A,B,C"),
		N_("the limits of the three classes, in seconds; nothing is analysed again for them")},
	[GAPS_SUMMARY] = {"summary", NULL,
		N_("figures of each call instead of its gaps: talk, turns, responses, overtalk")},
	[GAPS_GRACE] = {"grace", N_("SECONDS"),
		N_("how long both may talk at once before it counts as overtalk")},
	[GAPS_LABELS] = {"labels", N_("FORMAT"),
		N_("write labels: audacity, textgrid, srt or rttm")},
	[GAPS_OUT] = {"out", N_("DIR"), N_("the folder of the label files, not beside the calls")},
	[GAPS_SHARD] = {"shard", N_("I/N"), N_("only part I of N of the calls, for job arrays")},
	[GAPS_JOBS] = {"jobs", N_("N"), N_("calls analysed at once; as many as there are cores")},
	{0},
};

/* A whole number from 1 to max with nothing but until behind it; 0 if it is none. */
static long read_number(const char **text, char until, long max)
{
	char *end;
	if (**text < '0' || **text > '9')
		return 0;
	errno = 0;
	long number = strtol(*text, &end, 10);
	if (errno || *end != until || number > max)
		return 0;
	*text = end + (until != '\0');
	return number;
}

static bool read_shard(const char *text, struct gaps_options *options, struct err *err)
{
	const char *rest = text;
	options->shard = (int)read_number(&rest, '/', MAX_SHARDS);
	options->n_shards = options->shard ? (int)read_number(&rest, '\0', MAX_SHARDS) : 0;
	if (options->n_shards && options->shard <= options->n_shards)
		return true;
	return err_set(err, ERR_USAGE,
		_("option '--shard': '%s' is not a part like 3/16, from 1/16 to 16/16"), text);
}

static bool read_jobs(const char *text, struct gaps_options *options, struct err *err)
{
	const char *rest = text;
	options->n_jobs = (int)read_number(&rest, '\0', MAX_JOBS);
	return options->n_jobs ||
	       err_set(err, ERR_USAGE, _("option '--%s': '%s' is not a number from %d to %d"),
		       "jobs", text, 1, MAX_JOBS);
}

static bool read_min(const char *text, struct gaps_options *options, struct err *err)
{
	return timefmt_parse(text, &options->min_ms) ||
	       err_set(err, ERR_USAGE,
		       _("option '--min': '%s' is not a length in seconds, like 1.5"), text);
}

static bool read_grace(const char *text, struct gaps_options *options, struct err *err)
{
	return (timefmt_parse(text, &options->grace_ms) && options->grace_ms <= MAX_GRACE_MS) ||
	       err_set(err, ERR_USAGE,
		       _("option '%s': '%s' is not a length from 0 to %d seconds, like 1.5"),
		       "--grace", text, MAX_GRACE_MS / 1000);
}

static bool read_thresholds(const char *text, struct gaps_options *options, struct err *err)
{
	return gap_limits_parse(text, &options->limits) ||
	       err_set(err, ERR_USAGE,
		       _("option '%s': '%s' is not three ascending numbers of seconds, like 3,15,60"),
		       "--thresholds", text);
}

static bool read_labels(const char *text, struct gaps_options *options, struct err *err)
{
	struct str known = {0};
	options->labels = gaps_labels_find(text);
	if (options->labels)
		return true;
	for (const struct gaps_label_format *row = gaps_labels_get_formats(); row->word; row++)
		str_addf(&known, "%s%s", known.n_bytes ? ", " : "", row->word);
	err_set(err, ERR_USAGE, _("option '%s': '%s' is none of %s"), "--labels", text,
		str_get(&known));
	str_release(&known);
	return false;
}

static bool check_together(
	const struct command_context *context, const struct gaps_options *options, struct err *err)
{
	if (options->labels && context->output != OUTPUT_TABLE)
		return err_set(err, ERR_USAGE, _("give either --labels, or --json or --csv"));
	if (options->labels && options->summary)
		return err_set(err, ERR_USAGE, _("give either --labels or --summary"));
	if (options->out && !options->labels)
		return err_set(err, ERR_USAGE, _("option '--out' needs '--labels'"));
	return true;
}

bool gaps_options_read(
	const struct command_context *context, struct gaps_options *options, struct err *err)
{
	const char *const *values = context->values;
	*options = (struct gaps_options){.shard = 1,
		.n_shards = 1,
		.n_jobs = batch_count_cores() < MAX_JOBS ? batch_count_cores() : MAX_JOBS,
		.min_ms = -1,
		.grace_ms = context->config ? context->config->overtalk_grace_ms : CONVERSATION_GRACE_MS,
		.limits = context->config ? context->config->limits : gap_limits_default,
		.summary = values[GAPS_SUMMARY] != NULL,
		.out = values[GAPS_OUT]};
	if (values[GAPS_MIN] && !read_min(values[GAPS_MIN], options, err))
		return false;
	if (values[GAPS_GRACE] && !read_grace(values[GAPS_GRACE], options, err))
		return false;
	if (values[GAPS_THRESHOLDS] && !read_thresholds(values[GAPS_THRESHOLDS], options, err))
		return false;
	if (values[GAPS_LABELS] && !read_labels(values[GAPS_LABELS], options, err))
		return false;
	if (values[GAPS_SHARD] && !read_shard(values[GAPS_SHARD], options, err))
		return false;
	if (values[GAPS_JOBS] && !read_jobs(values[GAPS_JOBS], options, err))
		return false;
	return check_together(context, options, err);
}

/* FNV-1a of 64 bits; the high half is folded in, since the low bits alone are less even. */
static uint64_t hash_name(const char *name)
{
	uint64_t hash = UINT64_C(0xcbf29ce484222325);
	for (; *name; name++)
		hash = (hash ^ (unsigned char)*name) * UINT64_C(0x100000001b3);
	return hash ^ hash >> 32;
}

bool gaps_options_take(const struct gaps_options *options, const struct call_leg *first)
{
	return hash_name(first->path) % (uint64_t)options->n_shards ==
	       (uint64_t)(options->shard - 1);
}
