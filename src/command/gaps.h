/* callmark gaps: the gaps of recordings as a table, JSON, CSV or labels. */
/* SPDX-License-Identifier: MIT */
#ifndef COMMAND_GAPS_H
#define COMMAND_GAPS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>

#include "command/command.h"
#include "model/event.h"

int command_gaps(const struct command_context *context, int n_arguments, char **arguments);

/* What was found in one call. */
struct gaps_report {
	const char *file; /* as it is to be named; not cleaned */
	int rate_hz;
	int channels;
	int agent_channel;
	int64_t duration_ms;
	const struct event *events; /* all kinds, by start */
	size_t n_events;
	const struct gap_limits *limits;
	int64_t min_ms; /* gaps of at least this are listed; -1: those over the first limit */
};

/* Whether an event is a gap that the report lists. */
bool gaps_is_listed(const struct gaps_report *report, const struct event *event)
	__attribute__((nonnull, pure));

/* Each writes one call. CSV's heading goes first, once. */
void gaps_print_table(FILE *out, const struct gaps_report *report) __attribute__((nonnull));
void gaps_print_csv_heading(FILE *out) __attribute__((nonnull));
void gaps_print_csv(FILE *out, const struct gaps_report *report) __attribute__((nonnull));
/* On one line; lists gaps from 2 s on unless the report says otherwise. ascii escapes everything
 * else, for a terminal would act on some of it. */
void gaps_print_json(FILE *out, const struct gaps_report *report, bool ascii)
	__attribute__((nonnull));

#endif
