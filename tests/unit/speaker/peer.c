/* The player's end of a speaker that runs in this process, for tests. */
/* SPDX-License-Identifier: MIT */
#include "config.h"
#include "speaker/peer.h"

#include <poll.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

#include "base/clock.h"
#include "base/mem.h"
#include "testing.h"

#define PATIENCE_NS (60 * INT64_C(1000000000)) /* only how long a failing test takes */

static void *run(void *context)
{
	struct peer *peer = context;
	peer->ok = speaker_run(peer->speaker_fd, &peer->device.device, &peer->times, &peer->err);
	close(peer->speaker_fd);
	return NULL;
}

struct peer *peer_new(struct fault_plan plan, int close_after_ms)
{
	return peer_new_with(plan, (struct speaker_times){.close_after_ms = close_after_ms});
}

struct peer *peer_new_with(struct fault_plan plan, struct speaker_times times)
{
	struct peer *peer = mem_zalloc(1, sizeof *peer);
	int fds[2];
	assert_int_equal(socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, fds), 0);
	peer->fd = fds[0];
	peer->speaker_fd = fds[1];
	peer->times = times;
	fault_device_init(&peer->device, plan);
	assert_int_equal(pthread_create(&peer->thread, NULL, run, peer), 0);
	return peer;
}

void peer_greet(struct peer *peer, bool silent)
{
	peer_send(peer, &(struct wire_message){WIRE_HELLO, .hello = {WIRE_MAGIC, WIRE_VERSION_MIN, WIRE_VERSION_MAX}});
	peer_send(peer, &(struct wire_message){WIRE_SETUP, .setup = {silent, 0, 50, ""}});
}

bool peer_free(struct peer *peer, struct err *err)
{
	close(peer->fd);
	pthread_join(peer->thread, NULL);
	bool ok = peer->ok;
	*err = peer->err;
	wire_parser_release(&peer->parser);
	peer->device.device.free(&peer->device.device);
	free(peer);
	return ok;
}

void peer_send_bytes(struct peer *peer, const void *bytes, size_t n_bytes)
{
	const char *rest = bytes;
	while (n_bytes > 0) {
		ssize_t n = send(peer->fd, rest, n_bytes, MSG_NOSIGNAL);
		assert_true(n > 0);
		rest += n;
		n_bytes -= (size_t)n;
	}
}

void peer_send(struct peer *peer, const struct wire_message *message)
{
	struct str bytes = {0};
	wire_encode(&bytes, message);
	peer_send_bytes(peer, bytes.text, bytes.n_bytes);
	str_release(&bytes);
}

void peer_command(struct peer *peer, enum wire_type type)
{
	peer_send(peer, &(struct wire_message){.type = type});
}

void peer_open(struct peer *peer, int rate_hz, int channels, int64_t n_frames)
{
	peer_send(peer,
		&(struct wire_message){WIRE_OPEN, .open = {++peer->epoch, 1, (uint32_t)rate_hz,
							  (uint16_t)channels, n_frames}});
	peer_data(peer, channels, 0, n_frames);
}

void peer_data(struct peer *peer, int channels, int64_t start_frame, int64_t n_frames)
{
	while (n_frames > 0) {
		int64_t n = n_frames < 4000 ? n_frames : 4000;
		int16_t samples[8000];
		uint8_t bytes[16000];
		for (int64_t i = 0; i < n * channels; i++)
			samples[i] = (int16_t)((start_frame + i / channels) % 1000);
		struct wire_message message = {WIRE_DATA,
			.data = {1, start_frame, (uint16_t)channels, WIRE_S16, (uint32_t)n, bytes, 0}};
		message.data.encoding =
			wire_pack_samples(bytes, samples, (size_t)(n * channels), false);
		peer_send(peer, &message);
		start_frame += n;
		n_frames -= n;
	}
}

void peer_seek(struct peer *peer, int64_t frame, bool playing)
{
	peer_send(peer, &(struct wire_message){WIRE_SEEK, .seek = {++peer->epoch, frame, playing}});
}

/* Other messages come all the time: what is waited for must come before the deadline. */
static void await_bytes(struct peer *peer, int64_t deadline_ns)
{
	struct pollfd fd = {peer->fd, POLLIN, 0};
	int64_t left_ms = (deadline_ns - clock_mono_ns()) / 1000000;
	assert_true(left_ms > 0);
	assert_int_equal(poll(&fd, 1, (int)left_ms), 1);
}

/* False at the end of the connection. */
static bool receive(struct peer *peer, int64_t deadline_ns)
{
	char bytes[4096];
	await_bytes(peer, deadline_ns);
	ssize_t n = recv(peer->fd, bytes, sizeof bytes, 0);
	if (n <= 0)
		return false;
	wire_parser_add(&peer->parser, bytes, (size_t)n);
	return true;
}

static struct wire_message next_before(struct peer *peer, int64_t deadline_ns)
{
	struct wire_message message;
	struct err err;
	enum wire_result result;
	while ((result = wire_parser_next(&peer->parser, &message, &err)) == WIRE_MORE)
		assert_true(receive(peer, deadline_ns));
	assert_int_equal(result, WIRE_MESSAGE);
	return message;
}

struct wire_message peer_next(struct peer *peer)
{
	return next_before(peer, clock_mono_ns() + PATIENCE_NS);
}

struct wire_message peer_wait(struct peer *peer, enum wire_type type)
{
	int64_t deadline_ns = clock_mono_ns() + PATIENCE_NS;
	struct wire_message message;
	do
		message = next_before(peer, deadline_ns);
	while (message.type != type);
	return message;
}

struct wire_device peer_wait_device(struct peer *peer, enum wire_device_state state)
{
	struct wire_device device;
	do
		device = peer_wait(peer, WIRE_DEVICE).device;
	while (device.state != state);
	return device;
}

bool peer_is_over(struct peer *peer)
{
	int64_t deadline_ns = clock_mono_ns() + PATIENCE_NS;
	while (receive(peer, deadline_ns))
		;
	return true;
}
