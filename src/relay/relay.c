/* What joins a line (ssh's standard streams) to the callmark of this user, one after another. */
/* SPDX-License-Identifier: MIT */
#include "config.h"
#include "relay/relay.h"

#include "base/i18n.h"

#define NS_PER_MS INT64_C(1000000)
#define RETRY_NS (250 * NS_PER_MS)
#define PING_NS (1000 * NS_PER_MS)
#define DEAF_NS (30000 * NS_PER_MS) /* a speaker says something twice a second */
#define FIRST_TOKEN INT64_MIN       /* callmark's own are not below 0 */

static void say_ping(struct relay *relay)
{
	port_say(&relay->line, &(struct wire_message){WIRE_PING, .ping = {++relay->token}});
}

void relay_init(struct relay *relay, int in_fd, int out_fd, relay_connect *connect, int64_t now_ns)
{
	*relay = (struct relay){.connect = connect, .heard_ns = now_ns, .token = FIRST_TOKEN};
	port_open(&relay->line, in_fd, out_fd);
	relay->callmark.in_fd = relay->callmark.out_fd = -1;
	port_say(&relay->line, &(struct wire_message){WIRE_HELLO,
				       .hello = {WIRE_MAGIC, WIRE_VERSION_MIN, WIRE_VERSION_MAX}});
	relay->ping_ns = now_ns + PING_NS;
}

void relay_release(struct relay *relay)
{
	port_close(&relay->line);
	port_close(&relay->callmark);
	str_release(&relay->hello);
}

static void wait_for_callmark(struct relay *relay, int64_t now_ns)
{
	relay->state = RELAY_WAITING;
	relay->told_waiting = false;
	relay->retry_ns = now_ns;
}

/* ---- from the speaker ---- */

/* The token of an answer to one of the relay's own pings, 0 for any other message. */
static int64_t own_token(const struct port_message *message)
{
	struct wire_message pong;
	bool is_pong = message->type == WIRE_PONG && port_decode(message, &pong);
	return is_pong && pong.pong.token < 0 ? pong.pong.token : 0;
}

static void take_from_line(struct relay *relay, const struct port_message *message, int64_t now_ns)
{
	switch (relay->state) {
	case RELAY_GREETING:
		if (message->type != WIRE_HELLO)
			break;
		str_addn(&relay->hello, message->bytes, message->n_bytes);
		wait_for_callmark(relay, now_ns);
		break;
	case RELAY_CLEARING:
		if (own_token(message) == relay->awaited)
			wait_for_callmark(relay, now_ns);
		break;
	case RELAY_JOINED:
		if (!own_token(message))
			port_put(&relay->callmark, message);
		break;
	case RELAY_WAITING:
	case RELAY_OVER:
		break;
	}
}

static void read_line(struct relay *relay, int64_t now_ns)
{
	struct port_message message;
	if (port_is_full(&relay->callmark))
		return;
	if (port_read(&relay->line) > 0)
		relay->heard_ns = now_ns;
	while (port_next(&relay->line, &message))
		take_from_line(relay, &message, now_ns);
}

/* ---- from callmark ---- */

static bool is_dismissal(const struct port_message *message)
{
	struct wire_message notice;
	return message->type == WIRE_NOTICE && port_decode(message, &notice) &&
	       notice.notice.kind != WIRE_NOTICE_WAITING;
}

static void leave_callmark(struct relay *relay)
{
	port_close(&relay->callmark);
	if (relay->is_final) {
		relay->state = RELAY_OVER;
		return;
	}
	port_drop_output(&relay->line);
	port_say(&relay->line, &(struct wire_message){.type = WIRE_CLOSE});
	say_ping(relay);
	relay->awaited = relay->token;
	relay->state = RELAY_CLEARING;
}

/* callmark's QUIT is for a speaker of its own; this one stays for the next callmark. */
static void read_callmark(struct relay *relay)
{
	struct port_message message;
	if (relay->state != RELAY_JOINED || port_is_full(&relay->line))
		return;
	port_read(&relay->callmark);
	while (port_next(&relay->callmark, &message)) {
		relay->is_final = relay->is_final || is_dismissal(&message);
		if (message.type != WIRE_QUIT)
			port_put(&relay->line, &message);
	}
	if (relay->callmark.over)
		leave_callmark(relay);
}

static bool find_callmark(struct relay *relay, int64_t now_ns, struct err *err)
{
	int fd;
	if (relay->state != RELAY_WAITING || now_ns < relay->retry_ns)
		return true;
	relay->retry_ns = now_ns + RETRY_NS;
	if (relay->connect(&fd, err)) {
		port_open(&relay->callmark, fd, fd);
		str_addn(&relay->callmark.out, relay->hello.text, relay->hello.n_bytes);
		relay->state = RELAY_JOINED;
		return true;
	}
	if (err->code != ERR_NOT_FOUND)
		return false;
	if (!relay->told_waiting)
		port_say(&relay->line,
			&(struct wire_message){WIRE_NOTICE, .notice = {WIRE_NOTICE_WAITING}});
	relay->told_waiting = true;
	return true;
}

/* ---- the whole ---- */

void relay_get_fds(const struct relay *relay, struct pollfd fds[RELAY_N_FDS])
{
	port_get_fds(&relay->line, !port_is_full(&relay->callmark), fds);
	port_get_fds(&relay->callmark, !port_is_full(&relay->line), fds + 2);
}

static int64_t earlier(int64_t a, int64_t b)
{
	return a < b ? a : b;
}

int64_t relay_get_deadline_ns(const struct relay *relay)
{
	int64_t due_ns = earlier(relay->ping_ns, relay->heard_ns + DEAF_NS);
	return relay->state == RELAY_WAITING ? earlier(due_ns, relay->retry_ns) : due_ns;
}

static bool check_line(const struct relay *relay, int64_t now_ns, struct err *err)
{
	if (relay->line.broken)
		return err_set(err, ERR_FORMAT,
			_("this is not a speaker: 'callmark speaker HOST', run on your own "
			  "computer, starts callmark relay by itself"));
	if (relay->line.over)
		return err_set(err, ERR_NONE, "%s", "");
	if (now_ns - relay->heard_ns < DEAF_NS)
		return true;
	return err_set(err, ERR_IO, _("nothing is heard of the speaker any more"));
}

bool relay_service(struct relay *relay, int64_t now_ns, struct err *err)
{
	read_line(relay, now_ns);
	read_callmark(relay);
	if (!find_callmark(relay, now_ns, err))
		return false;
	/* In a time without callmark the other end would not know a silent line from a cut one. */
	if (now_ns >= relay->ping_ns) {
		relay->ping_ns = now_ns + PING_NS;
		if (!port_has_output(&relay->line))
			say_ping(relay);
	}
	if (relay->state == RELAY_JOINED)
		port_write(&relay->callmark);
	port_write(&relay->line);
	if (relay->state == RELAY_OVER && !port_has_output(&relay->line))
		return err_set(err, ERR_NONE, "%s", "");
	return check_line(relay, now_ns, err);
}
