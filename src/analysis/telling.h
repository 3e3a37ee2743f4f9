/* What was heard, told as events. */
/* SPDX-License-Identifier: MIT */
#ifndef ANALYSIS_TELLING_H
#define ANALYSIS_TELLING_H

#include <stdbool.h>
#include <stdint.h>

#include "analysis/channel.h"
#include "analysis/gaps.h"
#include "model/envelope.h"
#include "model/event.h"

/* Talk is told this late: until then it may turn out to be an announcement, when it is repeated. */
#define TELLING_DELAY_HOPS 10000  /* 100 s */
#define TELLING_QUEUE_HOPS 6000   /* ringing in the first 60 s is the agent's telephone: before it is the queue */
#define TELLING_OVERTALK_HOPS 20  /* both at once for 200 ms or more */

struct telling {
	struct channel *channels; /* n_channels of them; borrowed */
	int n_channels;
	int agent_channel;
	const struct envelope *envelope;
	struct gaps gaps;
	struct span last_talk[2]; /* of each channel that was told */
	int64_t talk_since;       /* the talk that goes on began here, after a pause; -1: with the call */
	bool is_ringing;          /* in the gap being told it has rung, early in the call */
	int64_t keys_told[2];     /* keys pressed before these hops are events */
	int64_t n_hops;           /* of the call, once it is known to have ended; else -1 */
	int64_t end_ms;           /* likewise */
	struct event *events;
	size_t n_events, n_events_room;
};

void telling_init(struct telling *telling, struct channel *channels, int n_channels, int agent_channel,
	const struct envelope *envelope) __attribute__((nonnull));
void telling_release(struct telling *telling) __attribute__((nonnull));
/* Tells what has become final. The envelope must hold all hops that the channels have. */
void telling_advance(struct telling *telling) __attribute__((nonnull));
/* Tells the rest: the call has n_hops and ends at end_ms. */
void telling_end(struct telling *telling, int64_t n_hops, int64_t end_ms) __attribute__((nonnull));
/* Events that start before this hop are final. */
int64_t telling_settled(const struct telling *telling) __attribute__((nonnull, pure));

#endif
