/* The connection to one speaker: bytes out, messages in, and its end. */
/* SPDX-License-Identifier: MIT */
#include "config.h"
#include "player/conn.h"

#include <errno.h>
#include <poll.h>
#include <signal.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/clock.h"
#include "base/i18n.h"

#ifndef MSG_NOSIGNAL
#define MSG_NOSIGNAL 0 /* SIGPIPE is blocked or ignored as well, for systems without it */
#endif

#define READ_BYTES 16384
#define MAX_READS 64 /* in one call: a speaker that never stops talking stops nobody */

void conn_open(struct conn *conn, int fd, pid_t pid)
{
	*conn = (struct conn){.fd = fd, .pid = pid};
}

void conn_send(struct conn *conn, const struct wire_message *message)
{
	wire_encode(&conn->out, message);
}

static bool gone(struct err *err, int errnum)
{
	char why[128];
	if (!errnum || errnum == EPIPE || errnum == ECONNRESET)
		return err_set(err, ERR_IO, _("the sound program has ended"));
	return err_set(err, ERR_IO, _("the connection to the sound program broke: %s"),
		err_strerror(errnum, why, sizeof why));
}

bool conn_write(struct conn *conn, struct err *err)
{
	while (conn_has_output(conn)) {
		ssize_t n = send(conn->fd, conn->out.text + conn->n_written,
			conn->out.n_bytes - conn->n_written, MSG_NOSIGNAL | MSG_DONTWAIT);
		if (n < 0 && errno == EINTR)
			continue;
		if (n < 0 && (errno == EAGAIN || errno == EWOULDBLOCK))
			return true;
		if (n < 0)
			return gone(err, errno);
		conn->n_written += (size_t)n;
	}
	str_clear(&conn->out);
	conn->n_written = 0;
	return true;
}

bool conn_read(struct conn *conn, size_t *n_bytes, struct err *err)
{
	char bytes[READ_BYTES];
	*n_bytes = 0;
	for (int i = 0; i < MAX_READS; i++) {
		ssize_t n = recv(conn->fd, bytes, sizeof bytes, MSG_DONTWAIT);
		if (n < 0 && errno == EINTR)
			continue;
		if (n < 0 && (errno == EAGAIN || errno == EWOULDBLOCK))
			return true;
		if (n <= 0)
			return gone(err, n < 0 ? errno : 0);
		wire_parser_add(&conn->parser, bytes, (size_t)n);
		*n_bytes += (size_t)n;
	}
	return true;
}

/* Reads and forgets until the other end closes its side or the time is over. */
static void await_end(int fd, int wait_ms)
{
	char bytes[READ_BYTES];
	int64_t end_ns = clock_mono_ns() + (int64_t)wait_ms * 1000000;
	for (;;) {
		int64_t rest_ms = (end_ns - clock_mono_ns()) / 1000000;
		struct pollfd poll_fd = {.fd = fd, .events = POLLIN};
		if (rest_ms <= 0 || (poll(&poll_fd, 1, (int)rest_ms) < 0 && errno != EINTR))
			return;
		if (!(poll_fd.revents & (POLLIN | POLLHUP | POLLERR)))
			continue;
		ssize_t n = recv(fd, bytes, sizeof bytes, MSG_DONTWAIT);
		if (n == 0 || (n < 0 && errno != EAGAIN && errno != EINTR))
			return;
	}
}

static void say_goodbye(struct conn *conn, int wait_ms)
{
	struct err ignored;
	/* In the middle of a message nothing can be said: the end of the connection says it too. */
	if (!conn_has_output(conn)) {
		conn_send(conn, &(struct wire_message){.type = WIRE_QUIT});
		if (!conn_write(conn, &ignored))
			return;
	}
	shutdown(conn->fd, SHUT_WR);
	await_end(conn->fd, wait_ms);
}

void conn_close(struct conn *conn, int wait_ms)
{
	if (conn->fd >= 0) {
		if (wait_ms > 0)
			say_goodbye(conn, wait_ms);
		close(conn->fd);
	}
	if (conn->pid > 0) {
		kill(-conn->pid, SIGKILL);
		while (waitpid(conn->pid, NULL, 0) < 0 && errno == EINTR)
			;
	}
	str_release(&conn->out);
	wire_parser_release(&conn->parser);
	*conn = (struct conn){.fd = -1};
}
