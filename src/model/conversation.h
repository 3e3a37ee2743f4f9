/* What kind of conversation a call was, in figures. */
/* SPDX-License-Identifier: MIT */
#ifndef MODEL_CONVERSATION_H
#define MODEL_CONVERSATION_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "model/event.h"

#define CONVERSATION_GRACE_MS 1000 /* so long both may talk before it is overtalk; the preset */

/* Of the agent or the customer; all 0 where parties are not told apart (one channel). */
struct conversation_party {
	int64_t talk_ms;
	int n_turns;
	int64_t monologue_ms;      /* the longest turn, its pauses included */
	int64_t monologue_at_ms;   /* where it begins */
	int n_overtalk;            /* times that this party began to talk while the other did */
};

/* Lengths are >= 0. A turn is all that a party says until the other takes over: what begins and
 * ends while the other talks ("mhm") takes nothing over; a hold ends a turn. */
struct conversation {
	bool has_parties;          /* false: only what does not need them is set */
	int64_t talk_ms;           /* anybody's */
	struct conversation_party agent, customer;
	int n_responses;           /* turns of the customer that the agent answered, without a hold between */
	int64_t response_ms[3];    /* of these: median, 90th, 95th percentile (nearest rank); 0 if he broke in */
	int64_t response_max_ms;
	int64_t response_max_at_ms; /* where the agent speaks after the longest; the first of them */
	int64_t overtalk_ms;       /* longer than the grace; all of it, from its start */
	int64_t overtalk_max_ms;
	int n_rings;               /* before the answer */
	int64_t answer_ms;         /* from the start of the call to the first talk after these; -1: no rings */
};

/* events: all of a call, by start, as the detector tells them; n_channels 1 or 2. grace_ms 0..60000:
 * both at once for so long or less is no overtalk. */
struct conversation conversation_of(const struct event *events, size_t n_events, int n_channels,
	int64_t grace_ms) __attribute__((nonnull(1), warn_unused_result));

#endif
