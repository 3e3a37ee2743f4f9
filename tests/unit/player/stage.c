/* A player on a stage: the test itself is its speaker, and the clock. */
/* SPDX-License-Identifier: MIT */
#include "config.h"
#include "stage.h"

#include <fcntl.h>
#include <poll.h>
#include <sched.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

#include "player/attach.h"
#include "player/launch.h"
#include "relay/place.h"
#include "testing.h"

#define PATIENCE_MS 20000 /* for what must come */

static bool start(void *context, int *fd, pid_t *pid, struct err *err)
{
	struct stage *stage = context;
	int pair[2];
	if (stage->refuses)
		return err_set(err, ERR_IO, "refused");
	if (socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, pair) < 0)
		return err_set(err, ERR_IO, "no socket");
	fcntl(pair[0], F_SETFL, O_NONBLOCK);
	*fd = pair[0];
	*pid = 0;
	return write(stage->starts[1], &pair[1], sizeof pair[1]) == (ssize_t)sizeof pair[1];
}

static int64_t stage_time(void *context)
{
	return ((struct stage *)context)->now_ns;
}

static void set(struct stage *stage, bool silent, bool (*is_own)(int fd))
{
	*stage = (struct stage){.fd = -1};
	stage->now_ns = START_NS;
	assert_int_equal(pipe(stage->starts), 0);
	struct player_options options = {.speaker_path = "none",
		.silent = silent,
		.audio_rate_hz = 8000,
		.latency_ms = 70,
		.device = "card"};
	struct player_launcher launcher = {start, stage_time, stage, is_own};
	stage->player = player_new_with(&options, &launcher);
}

void stage_set(struct stage *stage, bool silent)
{
	set(stage, silent, NULL);
}

void stage_set_remote(struct stage *stage, bool (*is_own)(int fd))
{
	set(stage, false, is_own);
}

static void forget(struct stage *stage)
{
	if (stage->fd >= 0)
		close(stage->fd);
	stage->fd = -1;
	wire_parser_release(&stage->parser);
}

void stage_strike(struct stage *stage)
{
	forget(stage);
	player_free(stage->player);
	/* Speakers that were started and never met. */
	close(stage->starts[1]);
	int fd;
	while (read(stage->starts[0], &fd, sizeof fd) == (ssize_t)sizeof fd)
		close(fd);
	close(stage->starts[0]);
}

static void await_fd(int fd)
{
	struct pollfd ready = {.fd = fd, .events = POLLIN};
	assert_int_equal(poll(&ready, 1, PATIENCE_MS), 1);
}

void stage_attach(struct stage *stage)
{
	struct err err;
	forget(stage);
	while (!place_connect(&stage->fd, &err)) {
		/* The folder is made and the socket opened on another thread. */
		assert_int_equal(err.code, ERR_NOT_FOUND);
		sched_yield();
	}
}

void stage_expect_begin(struct stage *stage, int64_t frame, bool playing)
{
	stage_greet(stage);
	stage->content = stage_expect(stage, WIRE_OPEN).open.content;
	struct wire_seek seek = stage_expect(stage, WIRE_SEEK).seek;
	assert_int_equal(seek.frame, frame);
	assert_int_equal(seek.playing, playing);
}

void stage_hang_up(struct stage *stage)
{
	forget(stage);
}

int stage_set_aside(struct stage *stage)
{
	int fd = stage->fd;
	stage->fd = -1;
	return fd;
}

void stage_take(struct stage *stage, int fd)
{
	stage->fd = fd;
}

void stage_forget(struct stage *stage)
{
	forget(stage);
}

void stage_accept(struct stage *stage)
{
	forget(stage);
	await_fd(stage->starts[0]);
	assert_int_equal(read(stage->starts[0], &stage->fd, sizeof stage->fd), sizeof stage->fd);
}

void stage_greet(struct stage *stage)
{
	struct wire_message hello = stage_expect(stage, WIRE_HELLO);
	assert_int_equal(hello.hello.magic, WIRE_MAGIC);
	stage_say(stage, &hello);
	struct wire_setup setup = stage_expect(stage, WIRE_SETUP).setup;
	assert_false(setup.silent);
	assert_int_equal(setup.rate_hz, 8000);
	assert_int_equal(setup.latency_ms, 70);
	assert_string_equal(setup.device, "card");
}

void stage_begin(struct stage *stage, int64_t frame, bool playing)
{
	stage_accept(stage);
	stage_expect_begin(stage, frame, playing);
}

static bool is_scout(struct stage *stage, const struct wire_message *message)
{
	if (message->type != WIRE_PING || message->ping.token <= ATTACH_SCOUT_TOKENS)
		return false;
	stage->scout = message->ping.token;
	return true;
}

/* The next message; false at the end of the connection. */
static bool next_message(struct stage *stage, struct wire_message *message)
{
	char bytes[65536];
	struct err err;
	for (;;) {
		enum wire_result result = wire_parser_next(&stage->parser, message, &err);
		assert_int_not_equal(result, WIRE_BROKEN);
		if (result == WIRE_MESSAGE && !is_scout(stage, message))
			return true;
		if (result == WIRE_MESSAGE)
			continue;
		await_fd(stage->fd);
		ssize_t n = recv(stage->fd, bytes, sizeof bytes, 0);
		if (n <= 0)
			return false;
		wire_parser_add(&stage->parser, bytes, (size_t)n);
	}
}

struct wire_message stage_next(struct stage *stage)
{
	struct wire_message message;
	assert_true(next_message(stage, &message));
	return message;
}

struct wire_message stage_expect(struct stage *stage, enum wire_type type)
{
	struct wire_message message;
	do {
		assert_true(next_message(stage, &message));
		stage->n_data += message.type == WIRE_DATA;
	} while (message.type == WIRE_DATA);
	assert_int_equal(message.type, type);
	if (type == WIRE_OPEN)
		stage->epoch = message.open.epoch;
	if (type == WIRE_SEEK)
		stage->epoch = message.seek.epoch;
	return message;
}

struct wire_message stage_expect_command(struct stage *stage, enum wire_type type)
{
	struct wire_message message;
	do {
		assert_true(next_message(stage, &message));
		stage->n_data += message.type == WIRE_DATA;
	} while (message.type == WIRE_DATA || message.type == WIRE_PING);
	assert_int_equal(message.type, type);
	return message;
}

struct wire_message stage_expect_data(struct stage *stage)
{
	struct wire_message message;
	assert_true(next_message(stage, &message));
	assert_int_equal(message.type, WIRE_DATA);
	return message;
}

void stage_expect_end(struct stage *stage)
{
	struct wire_message message;
	while (next_message(stage, &message))
		assert_true(message.type == WIRE_DATA || message.type == WIRE_QUIT);
}

struct wire_message stage_expect_last(struct stage *stage)
{
	struct wire_message message, last = {.type = WIRE_QUIT};
	while (next_message(stage, &message))
		last = message;
	return last;
}

void stage_say_bytes(struct stage *stage, const void *bytes, size_t n_bytes)
{
	assert_int_equal(send(stage->fd, bytes, n_bytes, MSG_NOSIGNAL), n_bytes);
}

void stage_say(struct stage *stage, const struct wire_message *message)
{
	struct str out = {0};
	wire_encode(&out, message);
	stage_say_bytes(stage, out.text, out.n_bytes);
	str_release(&out);
}

void stage_say_run(struct stage *stage, int64_t frame, int64_t at_ns, uint32_t n_valid)
{
	struct wire_message message = {.type = WIRE_RUN};
	message.run = (struct wire_run){stage->epoch, frame, at_ns, at_ns, 8000000, n_valid};
	stage_say(stage, &message);
}

void stage_say_stopped(struct stage *stage, enum wire_type type, int64_t frame, int64_t at_ns)
{
	struct wire_message message = {.type = type};
	message.stopped = (struct wire_stopped){stage->epoch, frame, at_ns, at_ns};
	stage_say(stage, &message);
}

void stage_say_device(struct stage *stage, enum wire_device_state state, enum wire_problem problem)
{
	struct wire_message message = {.type = WIRE_DEVICE};
	message.device = (struct wire_device){.state = state, .problem = problem};
	if (state == WIRE_DEVICE_OPEN) {
		message.device.rate_hz = 48000;
		message.device.latency_us = ++stage->latency_ms * 1000;
		strcpy(message.device.name, "the card");
	}
	stage_say(stage, &message);
}

/* The tone goes out in the same round of the player, before a block does: what it says up to it is put
 * back. True if it sent a block. */
static bool ask_for_tone(struct stage *stage, struct str *said)
{
	struct wire_message message;
	bool is_busy = false;
	player_play_tone(stage->player);
	for (;;) {
		assert_true(next_message(stage, &message));
		if (message.type == WIRE_TONE)
			return is_busy;
		is_busy |= message.type == WIRE_DATA;
		wire_encode(said, &message);
	}
}

void stage_settle(struct stage *stage)
{
	struct str said = {0};
	/* In the round of the first one it may have heard nothing yet; it sends a block a round. */
	ask_for_tone(stage, &said);
	ask_for_tone(stage, &said);
	while (ask_for_tone(stage, &said))
		;
	if (said.n_bytes)
		wire_parser_add(&stage->parser, said.text, said.n_bytes);
	str_release(&said);
}

struct player_state stage_state(struct stage *stage, int64_t now_ns)
{
	struct player_state state;
	player_get_state(stage->player, now_ns, &state);
	return state;
}

struct player_state stage_await(struct stage *stage, bool (*is)(const struct player_state *state))
{
	for (;;) {
		player_service(stage->player, stage->now_ns);
		struct player_state state = stage_state(stage, stage->now_ns);
		if (is(&state))
			return state;
		struct pollfd fd;
		assert_int_equal(player_get_fds(stage->player, &fd, 1), 1);
		assert_int_equal(poll(&fd, 1, PATIENCE_MS), 1);
	}
}

void stage_sync(struct stage *stage)
{
	stage_say_device(stage, WIRE_DEVICE_OPEN, WIRE_OK);
	for (;;) {
		player_service(stage->player, stage->now_ns);
		struct player_state state = stage_state(stage, stage->now_ns);
		if ((uint32_t)state.latency_ms == stage->latency_ms)
			return;
		struct pollfd fd;
		assert_int_equal(player_get_fds(stage->player, &fd, 1), 1);
		assert_int_equal(poll(&fd, 1, PATIENCE_MS), 1);
	}
}
