/* The list of calls to review: which files they are, what is known of each, and in what order. */
/* SPDX-License-Identifier: MIT */
#ifndef CALLS_CALLS_H
#define CALLS_CALLS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/err.h"
#include "model/call.h"
#include "model/contact.h"
#include "model/envelope.h"
#include "model/event.h"
#include "scan/scan.h"
#include "store/store.h"

/* One row; a plain view, borrowed until the next call that is not const. */
struct calls_row {
	const char *name; /* file name without folder and ending; of two legs what they share */
	const struct call_leg *legs;
	size_t n_legs;
	int64_t duration_ms; /* -1 while not known */
	bool scanned;
	int n_gaps[N_GAP_CLASSES]; /* as they count: what the reviewer says of a gap goes before the detector */
	enum review_state state;
	int n_answered;      /* of the draft */
	int64_t score_centi; /* of the review so far or final; -1: none */
	int64_t final_ms;    /* wall clock; 0 */
	const struct contact *contact; /* what other systems know of it */
	const char *problem; /* why it cannot be used; NULL */
};

struct calls;

struct calls_options {
	struct store *store; /* borrowed; NULL: no states */
	struct scan *scan;   /* borrowed; NULL: nothing is scanned */
	struct gap_limits limits;
	struct media_options media;
	struct analysis_options analysis;
};

/* Lists files as given, and what folders hold (known endings, by name in natural order, folders
 * within folders too, hidden ones not), pairing the two legs of a call. A file or folder given by name
 * stays in the list even if it cannot be used, with its problem. Fails only when there is nothing at all.
 * Main thread. */
struct calls *calls_new(const char *const *paths, size_t n_paths, const struct calls_options *options,
	struct err *err) __attribute__((nonnull(3, 4), warn_unused_result));
void calls_free(struct calls *calls);

size_t calls_count(const struct calls *calls) __attribute__((nonnull));
void calls_get_row(struct calls *calls, size_t i, struct calls_row *row) __attribute__((nonnull));
/* The envelope and events of a row where they are known; false else. Borrowed likewise. */
bool calls_get_analysis(struct calls *calls, size_t i, const struct envelope **envelope,
	const struct event **events, size_t *n_events) __attribute__((nonnull));

/* Starts scanning, a few rows at a time, from row first on; rows already cached are read instead. */
void calls_start(struct calls *calls, size_t first) __attribute__((nonnull));
/* Rows in sight: those of them that nothing is known of yet come before the others. */
void calls_set_sight(struct calls *calls, size_t first, size_t n_rows) __attribute__((nonnull));
/* Other limits of the classes of gaps: rows are counted anew from what was found. */
void calls_set_limits(struct calls *calls, const struct gap_limits *limits) __attribute__((nonnull));
/* Takes in what the scan found; true if a row changed. */
bool calls_service(struct calls *calls) __attribute__((nonnull));
/* Whether calls_service has more to do at once, without news of the scan: it reads what is cached a
 * few rows at a time, so that keys are heard in between. */
bool calls_is_busy(const struct calls *calls) __attribute__((nonnull, pure));
size_t calls_count_scanned(const struct calls *calls) __attribute__((nonnull));
/* Reads the state of a row from the store again (after a review of it). */
void calls_refresh(struct calls *calls, size_t i) __attribute__((nonnull));
/* The same of all rows, each when it is next asked for. */
void calls_refresh_all(struct calls *calls) __attribute__((nonnull));
/* Takes the submitted review of a row back to draft, within 10 minutes. */
bool calls_reopen(struct calls *calls, size_t i, struct err *err)
	__attribute__((nonnull, warn_unused_result));

#endif
