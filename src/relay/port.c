/* One end of a line of messages: whole messages in, whole messages out, never waiting. */
/* SPDX-License-Identifier: MIT */
#include "config.h"
#include "relay/port.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <unistd.h>

#include "base/mem.h"
#include "relay/peer.h"

#define READ_BYTES 16384
#define MAX_READS 8
#define FULL_BYTES 65536

void port_open(struct port *port, int in_fd, int out_fd)
{
	*port = (struct port){.in_fd = in_fd, .out_fd = out_fd};
	peer_set_flags(in_fd);
	peer_set_flags(out_fd);
}

static void wipe(struct str *bytes)
{
	mem_wipe(bytes->text, bytes->n_room);
	str_release(bytes);
}

void port_close(struct port *port)
{
	if (port->in_fd >= 0)
		close(port->in_fd);
	if (port->out_fd >= 0 && port->out_fd != port->in_fd)
		close(port->out_fd);
	wipe(&port->in);
	wipe(&port->out);
	*port = (struct port){.in_fd = -1, .out_fd = -1};
}

bool port_is_open(const struct port *port)
{
	return port->in_fd >= 0;
}

static void cut_front(struct str *bytes, size_t n_cut)
{
	bytes->n_bytes -= n_cut;
	memmove(bytes->text, bytes->text + n_cut, bytes->n_bytes);
}

static bool is_passing(int errnum)
{
	return errnum == EAGAIN || errnum == EWOULDBLOCK || errnum == EINTR;
}

size_t port_read(struct port *port)
{
	char bytes[READ_BYTES];
	size_t n_read = 0;
	if (port->n_taken > 0) {
		cut_front(&port->in, port->n_taken);
		port->n_taken = 0;
	}
	for (int i = 0; i < MAX_READS && !port->over; i++) {
		ssize_t n = read(port->in_fd, bytes, sizeof bytes);
		if (n < 0 && is_passing(errno))
			break;
		if (n <= 0) {
			port->over = true;
			break;
		}
		str_addn_wiping(&port->in, bytes, (size_t)n);
		n_read += (size_t)n;
	}
	mem_wipe(bytes, sizeof bytes);
	return n_read;
}

size_t port_skip_to_hello(struct port *port)
{
	size_t n_left = port->in.n_bytes - port->n_taken;
	size_t n = n_left ? wire_find_hello(port->in.text + port->n_taken, n_left) : 0;
	port->n_taken += n;
	return n;
}

bool port_next(struct port *port, struct port_message *message)
{
	if (port->in.n_bytes == port->n_taken)
		return false;
	const char *bytes = port->in.text + port->n_taken;
	size_t n = wire_measure(bytes, port->in.n_bytes - port->n_taken, &message->type);
	if (n == SIZE_MAX)
		port->over = port->broken = true;
	if (n == 0 || port->broken)
		return false;
	message->bytes = bytes;
	message->n_bytes = n;
	port->n_taken += n;
	return true;
}

bool port_decode(const struct port_message *message, struct wire_message *decoded)
{
	struct wire_parser parser = {0};
	struct err ignored;
	if (message->type == WIRE_DATA)
		return false;
	wire_parser_add(&parser, message->bytes, message->n_bytes);
	bool known = wire_parser_next(&parser, decoded, &ignored) == WIRE_MESSAGE;
	wire_parser_release(&parser);
	return known;
}

/* The end of the message that is being written. */
static size_t end_of_current(const struct port *port)
{
	size_t end = 0;
	unsigned type;
	while (end < port->n_written)
		end += wire_measure(port->out.text + end, port->out.n_bytes - end, &type);
	return end;
}

static void forget_written(struct port *port)
{
	size_t end = 0;
	unsigned type;
	for (;;) {
		size_t n = end < port->n_written ? wire_measure(port->out.text + end,
							   port->out.n_bytes - end, &type)
						 : 0;
		if (n == 0 || end + n > port->n_written)
			break;
		end += n;
	}
	cut_front(&port->out, end);
	port->n_written -= end;
}

void port_put(struct port *port, const struct port_message *message)
{
	if (port->n_written > FULL_BYTES)
		forget_written(port);
	str_addn_wiping(&port->out, message->bytes, message->n_bytes);
}

void port_say(struct port *port, const struct wire_message *message)
{
	wire_encode(&port->out, message);
}

void port_write(struct port *port)
{
	while (!port->over && port_has_output(port)) {
		ssize_t n = write(port->out_fd, port->out.text + port->n_written,
			port->out.n_bytes - port->n_written);
		if (n < 0 && is_passing(errno))
			return;
		if (n < 0)
			port->over = true;
		else
			port->n_written += (size_t)n;
	}
	if (!port_has_output(port)) {
		str_clear(&port->out);
		port->n_written = 0;
	}
}

bool port_has_output(const struct port *port)
{
	return port->n_written < port->out.n_bytes;
}

bool port_is_full(const struct port *port)
{
	return port->out.n_bytes - port->n_written > FULL_BYTES;
}

void port_drop_output(struct port *port)
{
	port->out.n_bytes = end_of_current(port);
}

void port_get_fds(const struct port *port, bool reading, struct pollfd fds[2])
{
	bool writing = port_is_open(port) && port_has_output(port);
	fds[0] = (struct pollfd){.fd = reading ? port->in_fd : -1, .events = POLLIN};
	fds[1] = (struct pollfd){.fd = writing ? port->out_fd : -1, .events = POLLOUT};
}
