/* Tests of the connection to the speaker where it takes less than it is given. */
/* SPDX-License-Identifier: MIT */
#include "config.h"

#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

#include "player/conn.h"
#include "testing.h"

#define N_MESSAGES 400
#define N_FRAMES 1600

static void pair(struct conn *conn, int *far_fd)
{
	int fds[2];
	assert_int_equal(socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, fds), 0);
	*conn = (struct conn){.fd = -1};
	conn_open(conn, fds[0], 0);
	*far_fd = fds[1];
}

/* Content that is not the same twice, so that what is sent again or left out shows. */
static struct wire_message data_message(int64_t number, uint8_t *bytes)
{
	for (size_t i = 0; i < 2 * N_FRAMES; i++)
		bytes[i] = (uint8_t)(number * 7 + (int64_t)i);
	return (struct wire_message){WIRE_DATA,
		.data = {1, number * N_FRAMES, 1, WIRE_S16, N_FRAMES, bytes}};
}

static void read_some(int fd, struct str *read, size_t n_max)
{
	char bytes[4096];
	ssize_t n = recv(fd, bytes, n_max < sizeof bytes ? n_max : sizeof bytes, MSG_DONTWAIT);
	if (n > 0)
		str_addn(read, bytes, (size_t)n);
}

static void a_full_line_gets_every_byte_once(void **state)
{
	(void)state;
	struct conn conn;
	struct err err;
	struct str sent = {0}, read = {0};
	uint8_t bytes[2 * N_FRAMES];
	int far_fd, n_rests = 0;
	pair(&conn, &far_fd);
	for (int64_t i = 0; i < N_MESSAGES; i++) {
		struct wire_message message = data_message(i, bytes);
		wire_encode(&sent, &message);
		conn_send(&conn, &message);
	}
	for (size_t step = 1; conn_has_output(&conn); step = step * 5 % 4099) {
		assert_true(conn_write(&conn, &err));
		n_rests += conn_has_output(&conn);
		read_some(far_fd, &read, step);
	}
	while (read.n_bytes < sent.n_bytes)
		read_some(far_fd, &read, SIZE_MAX);
	assert_true(n_rests > 1);
	assert_int_equal(read.n_bytes, sent.n_bytes);
	assert_memory_equal(read.text, sent.text, sent.n_bytes);
	close(far_fd);
	conn_close(&conn, 0);
	str_release(&sent);
	str_release(&read);
}

static void who_is_gone_is_told(void **state)
{
	(void)state;
	struct conn conn;
	struct err err;
	size_t n_bytes;
	int far_fd;
	pair(&conn, &far_fd);
	assert_true(conn_read(&conn, &n_bytes, &err));
	assert_int_equal(n_bytes, 0);
	close(far_fd);
	conn_send(&conn, &(struct wire_message){.type = WIRE_PLAY});
	assert_false(conn_write(&conn, &err));
	assert_string_equal(err.text, "the sound program has ended");
	assert_false(conn_read(&conn, &n_bytes, &err));
	assert_string_equal(err.text, "the sound program has ended");
	conn_close(&conn, 0);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_full_line_gets_every_byte_once),
		cmocka_unit_test(who_is_gone_is_told),
	};
	return cmocka_run_group_tests_name("conn", tests, NULL, NULL);
}
