/* A speaker that comes by itself, over a line: where it attaches, how far away it is, what it can
 * take. */
/* SPDX-License-Identifier: MIT */
#include "config.h"
#include "player/attach.h"

#include <unistd.h>

#include "base/clock.h"

#define RETRY_NS INT64_C(2000000000)
#define PING_NS INT64_C(500000000)
#define IDLE_NS INT64_C(5000000000) /* so long content does not count for the distance */

void attach_init(struct attach *attach, bool (*is_own)(int fd))
{
	*attach = (struct attach){.is_own = is_own};
	attach->listener.fd = attach->listener.lock_fd = -1;
	flow_init(&attach->flow);
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
	return connected && attach->ping_ns < retry_ns ? attach->ping_ns : retry_ns;
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
	flow_init(&attach->flow);
	attach->distance = (struct distance){0};
	attach->ping_ns = 0;
	attach->idle_ns = -IDLE_NS;
	return true;
}

void attach_ping(struct attach *attach, struct conn *conn, bool after_block, int64_t now_ns)
{
	if (!after_block && now_ns < attach->ping_ns)
		return;
	attach->ping_ns = now_ns + PING_NS;
	if (!flow_can_ping(&attach->flow))
		return;
	conn_send(conn,
		&(struct wire_message){WIRE_PING, .ping = {flow_ping(&attach->flow, now_ns)}});
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

void attach_learn(struct attach *attach, const struct wire_message *message, int64_t now_ns)
{
	int64_t spoken_ns = written_ns(message);
	if (spoken_ns >= 0)
		distance_add_arrival(&attach->distance, spoken_ns, now_ns);
	if (message->type != WIRE_PONG)
		return;
	bool is_idle;
	int64_t trip_ns = flow_heed_pong(&attach->flow, message->pong.token, now_ns, &is_idle);
	if (trip_ns < 0 || (!is_idle && now_ns - attach->idle_ns < IDLE_NS))
		return;
	distance_add_trip(&attach->distance, trip_ns);
	if (is_idle)
		attach->idle_ns = now_ns;
}
