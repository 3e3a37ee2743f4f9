/* The speaker's end of the connection. */
/* SPDX-License-Identifier: MIT */
#include "config.h"
#include "speaker/link.h"

#include <errno.h>
#include <string.h>
#include <sys/socket.h>

#include "base/mem.h"

#ifndef MSG_NOSIGNAL
#define MSG_NOSIGNAL 0 /* SIGPIPE is blocked or ignored as well, for systems without it */
#endif

#define MAX_UNSENT (1024 * 1024) /* a player that leaves so much unread is not there any more */

/* What came may be of a call. */
void link_release(struct link *link)
{
	mem_wipe(link->in.bytes.text, link->in.bytes.n_room);
	wire_parser_release(&link->in);
	str_release(&link->out);
}

void link_send(struct link *link, const struct wire_message *message)
{
	if (link->over)
		return;
	wire_encode(&link->out, message);
	link_flush(link);
}

static bool is_passing(int errnum)
{
	return errnum == EAGAIN || errnum == EWOULDBLOCK || errnum == EINTR;
}

void link_flush(struct link *link)
{
	struct str *out = &link->out;
	if (link->over || out->n_bytes == 0)
		return;
	ssize_t n = send(link->fd, out->text, out->n_bytes, MSG_DONTWAIT | MSG_NOSIGNAL);
	if (n > 0) {
		out->n_bytes -= (size_t)n;
		memmove(out->text, out->text + n, out->n_bytes);
	}
	if ((n < 0 && !is_passing(errno)) || out->n_bytes > MAX_UNSENT)
		link->over = true;
}

void link_read(struct link *link)
{
	char bytes[65536];
	ssize_t n = recv(link->fd, bytes, sizeof bytes, MSG_DONTWAIT);
	if (n > 0)
		wire_parser_add(&link->in, bytes, (size_t)n);
	else if (n == 0 || !is_passing(errno))
		link->over = true;
	mem_wipe(bytes, sizeof bytes);
}
