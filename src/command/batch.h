/* Analyses many calls on several cores, and hands the results out in the order of the list. */
/* SPDX-License-Identifier: MIT */
#ifndef COMMAND_BATCH_H
#define COMMAND_BATCH_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "analysis/analysis.h"
#include "base/err.h"
#include "calls/collect.h"
#include "media/media.h"
#include "model/event.h"
#include "store/store.h"

/* What was found in one call; borrowed while it is handed out. */
struct batch_result {
	const char *problem; /* why there is nothing else; NULL: all went well */
	const char *warning; /* what was worked around; "" */
	int rate_hz;
	int channels;
	int64_t duration_ms;
	const struct event *events; /* all kinds, by start */
	size_t n_events;
};

struct batch_options {
	const struct collected_call *calls;
	size_t n_calls;
	struct store *cache; /* borrowed; NULL: everything is analysed, nothing is kept */
	struct media_options media;
	struct analysis_options analysis;
	int n_workers;
	/* Called once a call, in the order of the list whatever is finished first; false ends the
	 * run. */
	bool (*take)(void *context, const struct collected_call *call,
		const struct batch_result *result);
	/* Called several times a second; share is of the work, 0..1. */
	void (*tell)(void *context, size_t n_taken, double share);
	void *context;
};

/* Main thread. Holds a bounded number of results, however long the list is. False only if the
 * threads cannot be started; calls that fail are handed out with their problem. */
bool batch_run(const struct batch_options *options, struct err *err)
	__attribute__((nonnull, warn_unused_result));
/* How many cores this process may use. */
int batch_count_cores(void);

#endif
