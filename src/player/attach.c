/* A speaker that comes by itself, over a line: where it attaches, how far away it is, what it can
 * take. */
/* SPDX-License-Identifier: MIT */
#include "config.h"
#include "player/attach.h"

#include <unistd.h>

#include "base/clock.h"

#define RETRY_NS INT64_C(2000000000)
#define PING_NS INT64_C(500000000)
#define SCOUT_NS INT64_C(130000000) /* out of step with blocks of content */
#define LOST_NS INT64_C(3000000000) /* one that does not come back is given up */
#define IDLE_NS INT64_C(5000000000) /* so long content does not count for the distance */

static void forget_line(struct attach *attach)
{
	flow_init(&attach->flow);
	distance_init(&attach->distance);
	response_init(&attach->starts);
	response_init(&attach->stops);
	attach->scout = (struct attach_scout){.token = ATTACH_SCOUT_TOKENS};
}

void attach_init(struct attach *attach, bool (*is_own)(int fd))
{
	*attach = (struct attach){.is_own = is_own};
	attach->listener.fd = attach->listener.lock_fd = -1;
	forget_line(attach);
}

void attach_release(struct attach *attach)
{
	listener_close(&attach->listener);
}

bool attach_listen(struct attach *attach, int64_t now_ns, struct err *err)
{
	if (attach->listener.fd >= 0 || now_ns < attach->retry_ns)
		return true;
	attach->retry_ns = now_ns + RETRY_NS;
	return listener_open(&attach->listener, attach->is_own, err);
}

int attach_get_fd(const struct attach *attach)
{
	return attach->listener.fd;
}

int64_t attach_get_deadline_ns(const struct attach *attach, bool connected)
{
	int64_t retry_ns = attach->listener.fd < 0 ? attach->retry_ns : CLOCK_NEVER;
	int64_t ping_ns = attach->ping_ns < attach->scout_ns ? attach->ping_ns : attach->scout_ns;
	return connected && ping_ns < retry_ns ? ping_ns : retry_ns;
}

bool attach_accept(struct attach *attach, int *fd)
{
	int newer;
	if (!listener_accept(&attach->listener, fd))
		return false;
	while (listener_accept(&attach->listener, &newer)) {
		close(*fd);
		*fd = newer;
	}
	forget_line(attach);
	attach->ping_ns = attach->scout_ns = 0;
	attach->block_ns = -PING_NS;
	attach->idle_ns = -IDLE_NS;
	return true;
}

static void send_ping(struct conn *conn, int64_t token)
{
	conn_send(conn, &(struct wire_message){WIRE_PING, .ping = {token}});
}

static void ping(struct attach *attach, struct conn *conn, int64_t now_ns)
{
	attach->ping_ns = now_ns + PING_NS;
	if (flow_can_ping(&attach->flow))
		send_ping(conn, flow_ping(&attach->flow, now_ns));
}

void attach_ping_block(struct attach *attach, struct conn *conn, int64_t now_ns)
{
	attach->block_ns = now_ns;
	if (attach->scout_ns > now_ns + SCOUT_NS)
		attach->scout_ns = now_ns + SCOUT_NS;
	ping(attach, conn, now_ns);
}

/* Often while content flows: then much is drawn, too. */
static void send_scout(struct attach *attach, struct conn *conn, int64_t now_ns)
{
	struct attach_scout *scout = &attach->scout;
	bool is_busy = now_ns - attach->block_ns < PING_NS;
	attach->scout_ns = now_ns + (is_busy ? SCOUT_NS : PING_NS);
	if (scout->is_out && now_ns - scout->sent_ns < LOST_NS)
		return;
	*scout = (struct attach_scout){scout->token + 1, now_ns, true};
	send_ping(conn, scout->token);
}

void attach_ping_if_due(struct attach *attach, struct conn *conn, int64_t now_ns)
{
	if (now_ns >= attach->scout_ns)
		send_scout(attach, conn, now_ns);
	if (now_ns >= attach->ping_ns)
		ping(attach, conn, now_ns);
}

static int64_t written_ns(const struct wire_message *message)
{
	switch (message->type) {
	case WIRE_RUN:
		return message->run.now_ns;
	case WIRE_LEAP:
		return message->leap.now_ns;
	case WIRE_STOPPED:
	case WIRE_ENDED:
		return message->stopped.now_ns;
	case WIRE_STATUS:
		return message->status.now_ns;
	case WIRE_PONG:
		return message->pong.now_ns;
	case WIRE_HELD:
		return message->held.now_ns;
	case WIRE_HELLO:
	case WIRE_SETUP:
	case WIRE_OPEN:
	case WIRE_LENGTH:
	case WIRE_DATA:
	case WIRE_PLAY:
	case WIRE_PAUSE:
	case WIRE_SEEK:
	case WIRE_CLOSE:
	case WIRE_QUIT:
	case WIRE_PING:
	case WIRE_BALANCE:
	case WIRE_SPEED:
	case WIRE_LEVELS:
	case WIRE_SKIPS:
	case WIRE_LOOP:
	case WIRE_STOP_AT:
	case WIRE_LIST_DEVICES:
	case WIRE_TONE:
	case WIRE_PEDALS:
	case WIRE_PEDAL:
	case WIRE_NOTICE:
	case WIRE_FOUND:
	case WIRE_CODECS:
	case WIRE_DEVICE:
		break;
	}
	return -1;
}

static void learn_of_pong(struct attach *attach, const struct wire_pong *pong, int64_t now_ns)
{
	struct attach_scout *scout = &attach->scout;
	if (pong->token == scout->token && scout->is_out) {
		scout->is_out = false;
		distance_add_departure(&attach->distance, scout->sent_ns, pong->now_ns);
	}
	bool is_idle;
	int64_t trip_ns = flow_heed_pong(&attach->flow, pong->token, now_ns, &is_idle);
	if (trip_ns < 0 || (!is_idle && now_ns - attach->idle_ns < IDLE_NS))
		return;
	distance_add_trip(&attach->distance, trip_ns);
	if (is_idle)
		attach->idle_ns = now_ns;
}

void attach_learn(struct attach *attach, const struct wire_message *message, int64_t now_ns)
{
	int64_t spoken_ns = written_ns(message);
	if (spoken_ns >= 0)
		distance_add_arrival(&attach->distance, spoken_ns, now_ns);
	if (message->type == WIRE_PONG)
		learn_of_pong(attach, &message->pong, now_ns);
}
