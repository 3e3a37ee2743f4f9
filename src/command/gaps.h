/* callmark gaps: the gaps of recordings as a table, JSON or CSV. */
/* SPDX-License-Identifier: MIT */
#ifndef COMMAND_GAPS_H
#define COMMAND_GAPS_H

#include <stddef.h>
#include <stdint.h>

#include "command/command.h"
#include "model/event.h"

int command_gaps(const struct command_context *context, int n_arguments, char **arguments);

/* What was found in one call. */
struct gaps_report {
	const char *file; /* as it is to be named; not cleaned */
	int rate_hz;
	int channels;
	int64_t duration_ms;
	const struct event *events; /* all kinds, by start */
	size_t n_events;
	const struct gap_limits *limits;
};

/* Each writes one call to stdout. CSV's heading goes first, once. */
void gaps_print_table(const struct gaps_report *report) __attribute__((nonnull));
void gaps_print_json(const struct gaps_report *report) __attribute__((nonnull));
void gaps_print_csv_heading(void);
void gaps_print_csv(const struct gaps_report *report) __attribute__((nonnull));

#endif
