/* How much content may be under way on a line: little enough that commands are not held up by it.
 */
/* SPDX-License-Identifier: MIT */
#include "config.h"
#include "player/flow.h"

#include <string.h>

#define NS_PER_MS INT64_C(1000000)
#define GROW_BELOW_NS (30 * NS_PER_MS)
#define CUT_ABOVE_NS (60 * NS_PER_MS)
#define MIN_BLOCKS 3
#define PROBE_EVERY_NS (15000 * NS_PER_MS)

void flow_init(struct flow *flow)
{
	*flow = (struct flow){
		.window_bytes = FLOW_START_BYTES,
		.block_bytes = FLOW_STEP_BYTES,
		.base_ns = INT64_MAX, .base_until_ns = INT64_MAX};
}

void flow_set_block(struct flow *flow, int64_t block_bytes)
{
	flow->block_bytes = block_bytes;
}

static int64_t under_way(const struct flow *flow)
{
	return flow->n_sent_bytes - flow->n_taken_bytes;
}

bool flow_allows(const struct flow *flow, int64_t n_bytes)
{
	if (under_way(flow) == 0 || flow->is_probing)
		return under_way(flow) == 0;
	return under_way(flow) + n_bytes <= flow->window_bytes;
}

void flow_add_sent(struct flow *flow, int64_t n_bytes)
{
	flow->n_sent_bytes += n_bytes;
	flow->n_last_bytes = n_bytes;
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
		.was_limited = !flow->is_probing && !flow_allows(flow, flow->block_bytes),
		.was_idle = under_way(flow) == 0,
		.was_alone = under_way(flow) <= flow->n_last_bytes};
	return flow->token;
}

/* On a thin line there is a queue all the time: now and then it is left to run dry, or the way
 * would seem longer and longer. */
static void note_trip(
	struct flow *flow, const struct flow_ping *ping, int64_t trip_ns, int64_t now_ns)
{
	if (trip_ns < flow->base_ns || (flow->is_probing && ping->was_alone))
		flow->base_ns = trip_ns;
	if (flow->base_until_ns == INT64_MAX || (flow->is_probing && ping->was_alone)) {
		flow->is_probing = false;
		flow->base_until_ns = now_ns + PROBE_EVERY_NS;
	} else if (now_ns >= flow->base_until_ns) {
		flow->is_probing = true;
	}
}

static void adapt(struct flow *flow, const struct flow_ping *ping, int64_t trip_ns)
{
	int64_t queueing_ns = trip_ns - flow->base_ns;
	int64_t window_bytes = flow->window_bytes;
	if (ping->n_sent_bytes <= flow->changed_bytes)
		return;
	if (queueing_ns < GROW_BELOW_NS && ping->was_limited)
		window_bytes += flow->block_bytes;
	else if (queueing_ns > CUT_ABOVE_NS)
		window_bytes = window_bytes * 6 / 10;
	else
		return;
	if (window_bytes < MIN_BLOCKS * flow->block_bytes)
		window_bytes = MIN_BLOCKS * flow->block_bytes;
	flow->window_bytes = window_bytes < FLOW_MAX_BYTES ? window_bytes : FLOW_MAX_BYTES;
	flow->changed_bytes = flow->n_sent_bytes;
}

int64_t flow_heed_pong(struct flow *flow, int64_t token, int64_t now_ns, bool *was_idle)
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
	*was_idle = ping.was_idle;
	flow->n_taken_bytes = ping.n_sent_bytes;
	note_trip(flow, &ping, trip_ns, now_ns);
	adapt(flow, &ping, trip_ns);
	return trip_ns;
}
