/* Tests of the speaker with a foot pedal: a pipe with the kernel's events in it stands for one. */
/* SPDX-License-Identifier: MIT */
#include "config.h"

#include <signal.h>
#include <stdio.h>
#include <stdlib.h>

#include "pedal/input.h"
#include "speaker/peer.h"

#define LONG_PAUSE 30000

struct bench {
	char folder[32], path[64];
	struct peer *peer;
	int fd;
};

static int set_up(void **state)
{
	struct bench *bench = calloc(1, sizeof *bench);
	snprintf(bench->folder, sizeof bench->folder, "/tmp/callmark-pedal-XXXXXX");
	if (!mkdtemp(bench->folder))
		return -1;
	snprintf(bench->path, sizeof bench->path, "%s/pedal", bench->folder);
	bench->fd = input_plug_in(bench->path);
	bench->peer = peer_new((struct fault_plan){0}, LONG_PAUSE);
	peer_greet(bench->peer, false);
	*state = bench;
	return 0;
}

static int tear_down(void **state)
{
	struct bench *bench = *state;
	struct err err;
	bool ok = peer_free(bench->peer, &err);
	if (bench->fd >= 0)
		close(bench->fd);
	unlink(bench->path);
	rmdir(bench->folder);
	free(bench);
	return ok ? 0 : -1;
}

static void want(struct bench *bench, const char *device)
{
	struct wire_message message = {WIRE_PEDALS, .pedals = {true, "", "f7=back f8=play"}};
	snprintf(message.pedals.device, sizeof message.pedals.device, "%s", device);
	peer_send(bench->peer, &message);
}

static void expect_state(struct bench *bench, enum pedal_state state)
{
	assert_int_equal(peer_wait(bench->peer, WIRE_PEDAL).pedal.state, state);
}

static struct wire_held wait_held(struct bench *bench)
{
	return peer_wait(bench->peer, WIRE_HELD).held;
}

static void what_is_held_is_told(void **state)
{
	struct bench *bench = *state;
	want(bench, bench->path);
	struct wire_pedal pedal = peer_wait(bench->peer, WIRE_PEDAL).pedal;
	assert_int_equal(pedal.state, PEDAL_READ);
	assert_string_equal(pedal.path, bench->path);
	input_key(bench->fd, KEY_F8, 1);
	struct wire_held held = wait_held(bench);
	assert_int_equal(held.roles, PEDAL_PLAY);
	assert_true(held.at_ns > 0 && held.at_ns <= held.now_ns);
	input_key(bench->fd, KEY_F7, 1);
	assert_int_equal(wait_held(bench).roles, PEDAL_PLAY | PEDAL_BACK);
	input_key(bench->fd, KEY_F7, 0);
	input_key(bench->fd, KEY_F8, 0);
	assert_int_equal(wait_held(bench).roles, PEDAL_PLAY);
	assert_int_equal(wait_held(bench).roles, 0);
}

static void one_that_is_pulled_out_lets_go_and_comes_back(void **state)
{
	struct bench *bench = *state;
	want(bench, bench->path);
	expect_state(bench, PEDAL_READ);
	input_key(bench->fd, KEY_F8, 1);
	assert_int_equal(wait_held(bench).roles, PEDAL_PLAY);
	unlink(bench->path);
	close(bench->fd);
	assert_int_equal(wait_held(bench).roles, 0);
	expect_state(bench, PEDAL_NONE);
	bench->fd = input_plug_in(bench->path);
	expect_state(bench, PEDAL_READ);
	input_key(bench->fd, KEY_F8, 1);
	assert_int_equal(wait_held(bench).roles, PEDAL_PLAY);
}

static void nothing_is_read_unless_it_is_asked_for(void **state)
{
	struct bench *bench = *state;
	input_key(bench->fd, KEY_F8, 1);
	want(bench, "off");
	expect_state(bench, PEDAL_OFF);
	want(bench, bench->path);
	expect_state(bench, PEDAL_READ);
	assert_int_equal(wait_held(bench).roles, PEDAL_PLAY);
}

/* The next callmark may be one that knows nothing of pedals. */
static void a_new_greeting_lets_go_of_it(void **state)
{
	struct bench *bench = *state;
	want(bench, bench->path);
	expect_state(bench, PEDAL_READ);
	peer_send(bench->peer,
		&(struct wire_message){WIRE_HELLO, .hello = {WIRE_MAGIC, WIRE_VERSION_MIN, 2}});
	peer_send(bench->peer, &(struct wire_message){WIRE_PING, .ping = {1}});
	peer_wait(bench->peer, WIRE_PONG);
	/* Nobody is at the other end of the pipe any more. */
	int writer = open(bench->path, O_WRONLY | O_NONBLOCK);
	close(bench->fd);
	bench->fd = -1;
	const struct input_event event = {.type = EV_SYN};
	assert_int_equal(write(writer, &event, sizeof event), -1);
	close(writer);
}

#define BENCH(test) cmocka_unit_test_setup_teardown(test, set_up, tear_down)

int main(void)
{
	const struct CMUnitTest tests[] = {
		BENCH(what_is_held_is_told),
		BENCH(one_that_is_pulled_out_lets_go_and_comes_back),
		BENCH(nothing_is_read_unless_it_is_asked_for),
		BENCH(a_new_greeting_lets_go_of_it),
	};
	signal(SIGPIPE, SIG_IGN);
	return cmocka_run_group_tests_name("speaker_pedal", tests, NULL, NULL);
}
