/* The options of callmark gaps. */
/* SPDX-License-Identifier: MIT */
#ifndef COMMAND_GAPS_OPTIONS_H
#define COMMAND_GAPS_OPTIONS_H

#include <stdbool.h>
#include <stdint.h>

#include "base/err.h"
#include "command/command.h"
#include "command/gaps_labels.h"
#include "model/call.h"
#include "model/event.h"

/* Static, const. */
extern const struct command_option gaps_option_rows[];

struct gaps_options {
	int shard; /* 1..n_shards */
	int n_shards;
	int n_jobs;
	int64_t min_ms; /* gaps of at least this are listed; -1: not given */
	int64_t grace_ms; /* both talk at once for longer: overtalk */
	struct gap_limits limits;
	bool summary; /* figures of each call in place of its gaps */
	const struct gaps_label_format *labels; /* NULL: none */
	const char *out; /* the folder of label files; NULL: beside the recordings. Borrowed */
};

bool gaps_options_read(const struct command_context *context, struct gaps_options *options,
	struct err *err) __attribute__((nonnull, warn_unused_result));
/* Whether a call belongs to the shard that the options name. Goes by the path of its first file, so
 * that it is the same in every job, in whatever order, and whatever else the list holds. */
bool gaps_options_take(const struct gaps_options *options, const struct call_leg *first)
	__attribute__((nonnull));

#endif
