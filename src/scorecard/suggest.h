/* What the detector found that concerns an item: hints, never marks. */
/* SPDX-License-Identifier: MIT */
#ifndef SCORECARD_SUGGEST_H
#define SCORECARD_SUGGEST_H

#include <stdbool.h>

#include "model/event.h"
#include "scorecard/card.h"

struct suggestion {
	int n_silences; /* gaps over the first limit that this item's evidence names */
	int n_holds;
	int64_t longest_ms; /* of them; 0 for none */
	int n_overtalks;       /* longer than the grace, whoever began */
	int n_interruptions;   /* of these: all but those that the customer began */
	int n_rings;           /* of the ringback tones before the answer */
	int64_t last_start_ms; /* start of the last matching event that starts at or before at_ms;
				  -1 */
};

/* Counts the events (by start) that the item's evidence names (gaps.silence, gaps.hold, overtalk,
 * rings), all of them, but rings only until somebody has talked after one, as in conversation.h; both at once for grace_ms or less is no overtalk. last_start_ms looks back from at_ms, the
 * playhead. */
void suggest_item(const struct card_item *item, const struct event *events, size_t n_events,
	const struct gap_limits *limits, int64_t grace_ms, int64_t at_ms,
	struct suggestion *suggestion) __attribute__((nonnull(1, 4, 7)));
/* Whether the event is one of those that the item's evidence names and may be the agent's fault. */
bool suggest_matches(const struct card_item *item, const struct event *event,
	const struct gap_limits *limits, int64_t grace_ms) __attribute__((nonnull));
/* What of such events the item's evidence names. */
bool suggest_names_gaps(const struct card_item *item) __attribute__((nonnull, pure));
bool suggest_names_overtalk(const struct card_item *item) __attribute__((nonnull, pure));
/* Whether all that it names are such events and can be found in a recording with so many channels, so
 * that finding none says something: in one channel nobody can tell who talks. */
bool suggest_covers(const struct card_item *item, int n_channels) __attribute__((nonnull, pure));

#endif
