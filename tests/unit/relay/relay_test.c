/* Tests of the relay: one speaker, one callmark after another, and nothing of one gets to the next.
 */
/* SPDX-License-Identifier: MIT */
#include "config.h"

#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

#include "far_end.h"
#include "relay/relay.h"
#include "testing.h"

#define S INT64_C(1000000000)

/* Static because the relay asks for a callmark by a function that knows no context. */
static struct {
	bool is_there, is_unsafe;
	struct far_end callmark;
} place;

static bool fake_connect(int *fd, struct err *err)
{
	if (place.is_unsafe)
		return err_set(err, ERR_USAGE, "not yours alone");
	if (!place.is_there)
		return err_set(err, ERR_NOT_FOUND, "none");
	*fd = far_end_open(&place.callmark);
	return true;
}

struct scene {
	struct relay relay;
	struct far_end speaker;
	int64_t now_ns;
	struct err err;
};

static bool turn(struct scene *scene)
{
	return relay_service(&scene->relay, scene->now_ns, &scene->err);
}

static void begin(struct scene *scene, bool with_callmark)
{
	memset(&place, 0, sizeof place);
	place.callmark.fd = -1;
	place.is_there = with_callmark;
	*scene = (struct scene){.now_ns = 100 * S};
	int fd = far_end_open(&scene->speaker);
	relay_init(&scene->relay, fd, dup(fd), fake_connect, scene->now_ns);
	assert_true(turn(scene));
	far_end_expect(&scene->speaker, WIRE_HELLO);
	far_end_say_hello(&scene->speaker, 2, 5);
	assert_true(turn(scene));
}

static void end(struct scene *scene)
{
	relay_release(&scene->relay);
	far_end_close(&scene->speaker);
	far_end_close(&place.callmark);
}

static void messages_go_both_ways(void **state)
{
	(void)state;
	struct scene scene;
	begin(&scene, true);
	assert_int_equal(far_end_expect(&place.callmark, WIRE_HELLO).hello.version_max, 5);
	far_end_say_bare(&place.callmark, WIRE_PLAY);
	struct wire_message stopped = {WIRE_STOPPED, .stopped = {3, 800, 7, 8}};
	far_end_say(&scene.speaker, &stopped);
	assert_true(turn(&scene));
	far_end_expect(&scene.speaker, WIRE_PLAY);
	assert_int_equal(far_end_expect(&place.callmark, WIRE_STOPPED).stopped.frame, 800);
	end(&scene);
}

static void messages_that_come_in_pieces_go_on_whole(void **state)
{
	(void)state;
	struct scene scene;
	begin(&scene, true);
	far_end_expect(&place.callmark, WIRE_HELLO);
	/* Of a type from the future. */
	static const char strange[] = {3, 0, 0, 0, 99, 1, 'a', 'b', 'c'};
	char came[sizeof strange];
	for (size_t i = 0; i < sizeof strange; i++) {
		assert_int_equal(write(scene.speaker.fd, strange + i, 1), 1);
		assert_int_equal(read(place.callmark.fd, came, sizeof came), -1);
		assert_true(turn(&scene));
	}
	assert_int_equal(read(place.callmark.fd, came, sizeof came), sizeof came);
	assert_memory_equal(came, strange, sizeof came);
	end(&scene);
}

static void it_waits_for_callmark_and_says_so(void **state)
{
	(void)state;
	struct scene scene;
	begin(&scene, false);
	assert_int_equal(
		far_end_expect(&scene.speaker, WIRE_NOTICE).notice.kind, WIRE_NOTICE_WAITING);
	/* A heartbeat in the meantime is nobody's. */
	far_end_say(&scene.speaker, &(struct wire_message){.type = WIRE_STATUS});
	scene.now_ns = relay_get_deadline_ns(&scene.relay);
	assert_true(turn(&scene));
	far_end_expect_nothing(&scene.speaker); /* it says so once */
	place.is_there = true;
	scene.now_ns = relay_get_deadline_ns(&scene.relay);
	assert_true(turn(&scene));
	far_end_expect(&place.callmark, WIRE_HELLO);
	far_end_expect_nothing(&place.callmark);
	end(&scene);
}

static void the_next_callmark_begins_anew(void **state)
{
	(void)state;
	struct scene scene;
	struct wire_message old = {WIRE_RUN, .run = {2, 800, 7, 8, 8000000, 100}};
	begin(&scene, true);
	far_end_expect(&place.callmark, WIRE_HELLO);
	far_end_say_bare(&place.callmark, WIRE_QUIT);
	far_end_close(&place.callmark);
	assert_true(turn(&scene));
	/* QUIT is not for this speaker; what it plays is closed. */
	far_end_expect(&scene.speaker, WIRE_CLOSE);
	int64_t token = far_end_expect(&scene.speaker, WIRE_PING).ping.token;
	assert_true(token < 0);
	/* What was under way belongs to the former one. */
	far_end_say(&scene.speaker, &old);
	assert_true(turn(&scene));
	assert_int_equal(scene.relay.state, RELAY_CLEARING);
	far_end_say(&scene.speaker, &(struct wire_message){WIRE_PONG, .pong = {token, 9}});
	assert_true(turn(&scene));
	assert_int_equal(far_end_expect(&place.callmark, WIRE_HELLO).hello.version_max, 5);
	far_end_expect_nothing(&place.callmark);
	old.run.epoch = 9;
	far_end_say(&scene.speaker, &old);
	assert_true(turn(&scene));
	assert_int_equal(far_end_expect(&place.callmark, WIRE_RUN).run.epoch, 9);
	end(&scene);
}

static void a_message_cut_by_its_end_is_not_passed_on(void **state)
{
	(void)state;
	struct scene scene;
	begin(&scene, true);
	far_end_expect(&place.callmark, WIRE_HELLO);
	assert_int_equal(write(place.callmark.fd, "\x0d\0\0\0\x16", 5), 5);
	far_end_close(&place.callmark);
	assert_true(turn(&scene));
	far_end_expect(&scene.speaker, WIRE_CLOSE);
	end(&scene);
}

static void its_own_pings_are_answered_to_itself(void **state)
{
	(void)state;
	struct scene scene;
	begin(&scene, true);
	far_end_expect(&place.callmark, WIRE_HELLO);
	scene.now_ns += S;
	assert_true(turn(&scene));
	int64_t token = far_end_expect(&scene.speaker, WIRE_PING).ping.token;
	far_end_say(&scene.speaker, &(struct wire_message){WIRE_PONG, .pong = {token, 9}});
	far_end_say(&scene.speaker, &(struct wire_message){WIRE_PONG, .pong = {1, 10}});
	assert_true(turn(&scene));
	assert_int_equal(far_end_expect(&place.callmark, WIRE_PONG).pong.token, 1);
	end(&scene);
}

static void a_replaced_speaker_is_told_and_let_go(void **state)
{
	(void)state;
	struct scene scene;
	begin(&scene, true);
	far_end_expect(&place.callmark, WIRE_HELLO);
	far_end_say(&place.callmark,
		&(struct wire_message){WIRE_NOTICE, .notice = {WIRE_NOTICE_REPLACED}});
	far_end_close(&place.callmark);
	assert_false(turn(&scene));
	assert_int_equal(scene.err.code, ERR_NONE);
	assert_int_equal(
		far_end_expect(&scene.speaker, WIRE_NOTICE).notice.kind, WIRE_NOTICE_REPLACED);
	end(&scene);
}

static void an_unsafe_folder_ends_it(void **state)
{
	(void)state;
	struct scene scene;
	begin(&scene, false);
	place.is_unsafe = true;
	scene.now_ns += S;
	assert_false(turn(&scene));
	assert_string_equal(scene.err.text, "not yours alone");
	end(&scene);
}

static void the_end_of_the_line_is_the_end(void **state)
{
	(void)state;
	struct scene scene;
	begin(&scene, true);
	far_end_expect(&place.callmark, WIRE_HELLO);
	far_end_close(&scene.speaker);
	assert_false(turn(&scene));
	assert_int_equal(scene.err.code, ERR_NONE);
	relay_release(&scene.relay);
	assert_true(far_end_is_over(&place.callmark));
	far_end_close(&place.callmark);
}

static void a_silent_line_is_given_up(void **state)
{
	(void)state;
	struct scene scene;
	begin(&scene, true);
	scene.now_ns += 31 * S;
	assert_false(turn(&scene));
	assert_int_equal(scene.err.code, ERR_IO);
	end(&scene);
}

static void what_is_no_speaker_is_told(void **state)
{
	(void)state;
	struct scene scene;
	begin(&scene, true);
	static const char text[] = "hello, is anybody there?\n";
	assert_int_equal(write(scene.speaker.fd, text, sizeof text), sizeof text);
	assert_false(turn(&scene));
	assert_int_equal(scene.err.code, ERR_FORMAT);
	end(&scene);
}

/* callmark says blocks until it is not listened to any more; how many bytes it got rid of. */
static size_t flood(struct scene *scene, const struct str *block)
{
	size_t n_sent = 0;
	for (int i = 0; i < 2000; i++) {
		ssize_t n = send(place.callmark.fd, block->text, block->n_bytes,
			MSG_DONTWAIT | MSG_NOSIGNAL);
		n_sent += n > 0 ? (size_t)n : 0;
		if (n < (ssize_t)block->n_bytes)
			return n_sent;
		assert_true(turn(scene));
	}
	fail_msg("it takes everything");
	return 0;
}

/* The other end takes nothing: content waits in callmark, not here without bound; and when callmark
 * goes, what waits is not sent after it. */
static void a_stalled_line_holds_callmark_up(void **state)
{
	(void)state;
	struct scene scene;
	static const uint8_t bytes[8000];
	struct wire_message data = {WIRE_DATA, .data = {1, 0, 1, WIRE_ULAW, 8000, bytes, 0}};
	struct wire_message message = {.type = WIRE_HELLO};
	struct str block = {0};
	size_t n_data = 0;
	wire_encode(&block, &data);
	begin(&scene, true);
	far_end_expect(&place.callmark, WIRE_HELLO);
	size_t n_sent = flood(&scene, &block);
	assert_in_range(scene.relay.line.out.n_bytes, 1, 500000);
	far_end_close(&place.callmark);
	while (message.type != WIRE_PING) {
		assert_true(turn(&scene));
		while (far_end_next(&scene.speaker, &message))
			n_data += message.type == WIRE_DATA;
	}
	assert_in_range(n_data * block.n_bytes, 1, n_sent);
	str_release(&block);
	end(&scene);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(messages_go_both_ways),
		cmocka_unit_test(messages_that_come_in_pieces_go_on_whole),
		cmocka_unit_test(it_waits_for_callmark_and_says_so),
		cmocka_unit_test(the_next_callmark_begins_anew),
		cmocka_unit_test(a_message_cut_by_its_end_is_not_passed_on),
		cmocka_unit_test(its_own_pings_are_answered_to_itself),
		cmocka_unit_test(a_replaced_speaker_is_told_and_let_go),
		cmocka_unit_test(an_unsafe_folder_ends_it),
		cmocka_unit_test(the_end_of_the_line_is_the_end),
		cmocka_unit_test(a_silent_line_is_given_up),
		cmocka_unit_test(what_is_no_speaker_is_told),
		cmocka_unit_test(a_stalled_line_holds_callmark_up),
	};
	return cmocka_run_group_tests_name("relay", tests, NULL, NULL);
}
