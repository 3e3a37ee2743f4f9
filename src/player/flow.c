/* How much content may be under way on a line: little enough that commands are not held up by it.
 */
/* SPDX-License-Identifier: MIT */
#include "config.h"
#include "player/flow.h"

#include <string.h>

#define NS_PER_MS INT64_C(1000000)
#define GROW_BELOW_NS (30 * NS_PER_MS)
#define CUT_ABOVE_NS (60 * NS_PER_MS)
#define BASE_FOR_NS (10000 * NS_PER_MS)

void flow_init(struct flow *flow)
{
	*flow = (struct flow){
		.window_bytes = FLOW_START_BYTES, .base_ns = INT64_MAX, .next_base_ns = INT64_MAX};
}

static int64_t under_way(const struct flow *flow)
{
	return flow->n_sent_bytes - flow->n_taken_bytes;
}

bool flow_allows(const struct flow *flow, int64_t n_bytes)
{
	return under_way(flow) == 0 || under_way(flow) + n_bytes <= flow->window_bytes;
}

void flow_add_sent(struct flow *flow, int64_t n_bytes)
{
	flow->n_sent_bytes += n_bytes;
}

bool flow_can_ping(const struct flow *flow)
{
	return flow->n_pings < FLOW_MAX_PINGS;
}

int64_t flow_ping(struct flow *flow, int64_t now_ns)
{
	flow->pings[flow->n_pings++] = (struct flow_ping){.token = ++flow->token,
		.sent_ns = now_ns,
		.n_sent_bytes = flow->n_sent_bytes,
		.was_limited = !flow_allows(flow, FLOW_STEP_BYTES)};
	return flow->token;
}

/* The shortest of the last ten to twenty seconds: a line that becomes longer is believed then. */
static void note_trip(struct flow *flow, int64_t trip_ns, int64_t now_ns)
{
	if (now_ns >= flow->base_until_ns) {
		flow->base_ns = flow->next_base_ns;
		flow->next_base_ns = INT64_MAX;
		flow->base_until_ns = now_ns + BASE_FOR_NS;
	}
	if (trip_ns < flow->next_base_ns)
		flow->next_base_ns = trip_ns;
	if (trip_ns < flow->base_ns)
		flow->base_ns = trip_ns;
}

static void adapt(struct flow *flow, const struct flow_ping *ping, int64_t trip_ns)
{
	int64_t queueing_ns = trip_ns - flow->base_ns;
	int64_t window_bytes = flow->window_bytes;
	if (queueing_ns < GROW_BELOW_NS && ping->was_limited) {
		window_bytes += FLOW_STEP_BYTES;
	} else if (queueing_ns > CUT_ABOVE_NS && ping->n_sent_bytes > flow->uncut_bytes) {
		window_bytes = window_bytes * 6 / 10;
		flow->uncut_bytes = flow->n_sent_bytes;
	}
	if (window_bytes < FLOW_MIN_BYTES)
		window_bytes = FLOW_MIN_BYTES;
	flow->window_bytes = window_bytes < FLOW_MAX_BYTES ? window_bytes : FLOW_MAX_BYTES;
}

int64_t flow_heed_pong(struct flow *flow, int64_t token, int64_t now_ns)
{
	size_t i = 0;
	while (i < flow->n_pings && flow->pings[i].token != token)
		i++;
	if (i == flow->n_pings)
		return -1;
	struct flow_ping ping = flow->pings[i];
	flow->n_pings -= i + 1;
	memmove(flow->pings, flow->pings + i + 1, flow->n_pings * sizeof *flow->pings);
	int64_t trip_ns = now_ns - ping.sent_ns;
	flow->n_taken_bytes = ping.n_sent_bytes;
	note_trip(flow, trip_ns, now_ns);
	adapt(flow, &ping, trip_ns);
	return trip_ns;
}
