/* What joins a speaker here to the line of a callmark elsewhere. */
/* SPDX-License-Identifier: MIT */
#include "config.h"
#include "relay/bridge.h"

#include <string.h>

#include "base/str.h"

#define NS_PER_MS INT64_C(1000000)
#define LINE_SILENCE_NS (5000 * NS_PER_MS) /* the relay says something every second */
#define CHATTER_NS                                                                                 \
	(15000 * NS_PER_MS) /* what talks before callmark relay has come to that by then */
#define MAX_CHATTER 65536
#define SPEAKER_SILENCE_NS (3000 * NS_PER_MS)

void bridge_init(struct bridge *bridge, int speaker_fd, int line_fd, const struct wire_setup *own,
	int64_t now_ns)
{
	*bridge = (struct bridge){.own = *own, .line_heard_ns = now_ns, .speaker_heard_ns = now_ns};
	bridge->device.state = WIRE_DEVICE_CLOSED;
	port_open(&bridge->speaker, speaker_fd, speaker_fd);
	port_open(&bridge->line, line_fd, line_fd);
}

void bridge_set_pedals(struct bridge *bridge, const struct wire_pedals *own)
{
	bridge->own_pedals = *own;
}

void bridge_release(struct bridge *bridge)
{
	port_close(&bridge->speaker);
	port_close(&bridge->line);
}

static void change(struct bridge *bridge, enum bridge_state state)
{
	if (bridge->state == state || bridge_is_over(bridge))
		return;
	bridge->state = state;
	bridge->n_news++;
}

static void compare_versions(struct bridge *bridge)
{
	const struct wire_hello *theirs = &bridge->theirs, *ours = &bridge->ours;
	if (theirs->magic && ours->magic &&
		(theirs->version_max < ours->version_min ||
			theirs->version_min > ours->version_max))
		change(bridge, BRIDGE_VERSION);
}

/* ---- towards the speaker ---- */

static void put_setup(struct bridge *bridge, struct wire_message *message)
{
	struct wire_setup *setup = &message->setup;
	setup->silent = setup->silent || bridge->own.silent;
	setup->latency_ms = bridge->own.latency_ms;
	if (!setup->rate_hz)
		setup->rate_hz = bridge->own.rate_hz;
	if (!setup->device[0])
		str_copy(setup->device, sizeof setup->device, bridge->own.device);
	port_say(&bridge->speaker, message);
	change(bridge, BRIDGE_JOINED);
}

static void put_pedals(struct bridge *bridge, struct wire_message *message)
{
	if (bridge->own_pedals.device[0])
		message->pedals = bridge->own_pedals;
	port_say(&bridge->speaker, message);
}

static void heed_notice(struct bridge *bridge, const struct wire_notice *notice)
{
	switch (notice->kind) {
	case WIRE_NOTICE_WAITING:
		change(bridge, BRIDGE_WAITING);
		break;
	case WIRE_NOTICE_REPLACED:
		change(bridge, BRIDGE_REPLACED);
		break;
	case WIRE_NOTICE_VERSION:
		change(bridge, BRIDGE_VERSION);
		break;
	}
}

/* Only a speaker says it: something like cat gives back what it is told. */
static bool is_echo(const struct port_message *message)
{
	return message->type >= WIRE_DEVICE;
}

static void take_from_line(struct bridge *bridge, const struct port_message *message)
{
	struct wire_message decoded;
	if (is_echo(message)) {
		change(bridge, BRIDGE_LINE_FOREIGN);
		return;
	}
	bool known = port_decode(message, &decoded);
	if (known && decoded.type == WIRE_SETUP) {
		put_setup(bridge, &decoded);
		return;
	}
	if (known && decoded.type == WIRE_PEDALS) {
		put_pedals(bridge, &decoded);
		return;
	}
	if (known && decoded.type == WIRE_NOTICE)
		heed_notice(bridge, &decoded.notice);
	if (known && decoded.type == WIRE_HELLO) {
		bridge->theirs = decoded.hello;
		compare_versions(bridge);
	}
	port_put(&bridge->speaker, message);
}

/* Start-up files of a shell may print something before the relay begins. */
static bool find_hello(struct bridge *bridge)
{
	if (bridge->theirs.magic)
		return true;
	bridge->n_chatter += port_skip_to_hello(&bridge->line);
	if (bridge->n_chatter > MAX_CHATTER)
		change(bridge, BRIDGE_LINE_FOREIGN);
	return bridge->n_chatter <= MAX_CHATTER;
}

static void read_line(struct bridge *bridge, int64_t now_ns)
{
	struct port_message message;
	if (port_is_full(&bridge->speaker))
		return;
	if (port_read(&bridge->line) > 0)
		bridge->line_heard_ns = now_ns;
	if (!find_hello(bridge))
		return;
	while (port_next(&bridge->line, &message))
		take_from_line(bridge, &message);
}

/* ---- towards the line ---- */

static void take_from_speaker(struct bridge *bridge, const struct port_message *message)
{
	struct wire_message decoded;
	if (port_decode(message, &decoded)) {
		if (decoded.type == WIRE_HELLO) {
			bridge->ours = decoded.hello;
			compare_versions(bridge);
		} else if (decoded.type == WIRE_DEVICE) {
			bridge->device = decoded.device;
			bridge->n_news++;
		}
	}
	port_put(&bridge->line, message);
}

static void read_speaker(struct bridge *bridge, int64_t now_ns)
{
	struct port_message message;
	if (port_is_full(&bridge->line)) {
		bridge->speaker_heard_ns = now_ns;
		return;
	}
	if (port_read(&bridge->speaker) > 0)
		bridge->speaker_heard_ns = now_ns;
	while (port_next(&bridge->speaker, &message))
		take_from_speaker(bridge, &message);
}

/* ---- the whole ---- */

void bridge_get_fds(const struct bridge *bridge, struct pollfd fds[BRIDGE_N_FDS])
{
	port_get_fds(&bridge->speaker, !port_is_full(&bridge->line), fds);
	port_get_fds(&bridge->line, !port_is_full(&bridge->speaker), fds + 2);
}

int64_t bridge_get_deadline_ns(const struct bridge *bridge)
{
	int64_t speaker_ns = bridge->speaker_heard_ns + SPEAKER_SILENCE_NS;
	bool calling = bridge->state == BRIDGE_CALLING && !bridge->theirs.magic;
	int64_t line_ns = bridge->line_heard_ns + (calling ? CHATTER_NS : LINE_SILENCE_NS);
	if (calling && !bridge->n_chatter)
		return speaker_ns;
	return speaker_ns < line_ns ? speaker_ns : line_ns;
}

static void judge(struct bridge *bridge, int64_t now_ns)
{
	if (bridge->line.broken)
		change(bridge, BRIDGE_LINE_FOREIGN);
	else if (bridge->line.over)
		change(bridge, BRIDGE_LINE_ENDED);
	else if (bridge->speaker.over)
		change(bridge, BRIDGE_SPEAKER_ENDED);
	else if (now_ns < bridge_get_deadline_ns(bridge))
		return;
	else if (now_ns >= bridge->speaker_heard_ns + SPEAKER_SILENCE_NS)
		change(bridge, BRIDGE_SPEAKER_SILENT);
	else if (!bridge->theirs.magic)
		change(bridge, BRIDGE_LINE_FOREIGN);
	else
		change(bridge, BRIDGE_LINE_SILENT);
}

void bridge_service(struct bridge *bridge, int64_t now_ns)
{
	read_line(bridge, now_ns);
	read_speaker(bridge, now_ns);
	port_write(&bridge->line);
	port_write(&bridge->speaker);
	judge(bridge, now_ns);
}
