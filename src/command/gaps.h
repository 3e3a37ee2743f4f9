/* callmark gaps: the gaps of recordings as a table, JSON, CSV or labels. */
/* SPDX-License-Identifier: MIT */
#ifndef COMMAND_GAPS_H
#define COMMAND_GAPS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>

#include "command/command.h"
#include "model/call.h"
#include "model/conversation.h"
#include "model/event.h"

int command_gaps(const struct command_context *context, int n_arguments, char **arguments);

/* What was found in one call. */
struct gaps_report {
	const char *file; /* as it is to be named; not cleaned */
	const struct call_leg *legs; /* its recordings */
	size_t n_legs;
	int rate_hz;
	int channels;
	int agent_channel;
	int64_t duration_ms; /* no event ends later */
	const struct event *events; /* all kinds, by start */
	size_t n_events;
	const struct gap_limits *limits;
	int64_t min_ms; /* gaps of at least this are listed; -1: those over the first limit */
	const struct conversation *conversation;
	int64_t grace_ms; /* that its overtalk goes by */
	bool summary;     /* figures in place of the gaps */
};

/* Of gaps of one kind. */
struct gaps_total {
	int count;
	int64_t sum_ms;
	int64_t longest_ms;
};

/* Whether an event is a gap that the report lists. */
bool gaps_is_listed(const struct gaps_report *report, const struct event *event)
	__attribute__((nonnull, pure));

/* Of the gaps over the first limit, or that the report lists if that is shorter. */
void gaps_count(const struct gaps_report *report, struct gaps_total *silence,
	struct gaps_total *hold) __attribute__((nonnull));
/* Part of a whole in percent, 0..100; 0 of nothing. */
double gaps_percent(int64_t part_ms, int64_t whole_ms) __attribute__((const));

/* Each writes one call. CSV's heading goes first, once. */
void gaps_print_table(FILE *out, const struct gaps_report *report) __attribute__((nonnull));
void gaps_print_summary(FILE *out, const struct gaps_report *report) __attribute__((nonnull));
void gaps_print_csv_heading(FILE *out, bool summary) __attribute__((nonnull));
void gaps_print_csv(FILE *out, const struct gaps_report *report) __attribute__((nonnull));
/* On one line; lists gaps from 2 s on unless the report says otherwise, nothing in a summary. ascii escapes everything
 * else, for a terminal would act on some of it. */
void gaps_print_json(FILE *out, const struct gaps_report *report, bool ascii)
	__attribute__((nonnull));

#endif
