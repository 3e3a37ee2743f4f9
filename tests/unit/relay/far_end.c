/* One end of a line in a test: says messages, and reads those that come. */
/* SPDX-License-Identifier: MIT */
#include "config.h"
#include "far_end.h"

#include <fcntl.h>
#include <sys/socket.h>
#include <unistd.h>

#include "base/str.h"
#include "testing.h"

int far_end_open(struct far_end *end)
{
	int pair[2];
	assert_int_equal(socketpair(AF_UNIX, SOCK_STREAM, 0, pair), 0);
	*end = (struct far_end){.fd = pair[0]};
	fcntl(pair[0], F_SETFL, O_NONBLOCK);
	return pair[1];
}

void far_end_close(struct far_end *end)
{
	if (end->fd >= 0)
		close(end->fd);
	wire_parser_release(&end->parser);
	end->fd = -1;
}

void far_end_say(struct far_end *end, const struct wire_message *message)
{
	struct str out = {0};
	wire_encode(&out, message);
	assert_int_equal(send(end->fd, out.text, out.n_bytes, MSG_NOSIGNAL), out.n_bytes);
	str_release(&out);
}

void far_end_say_hello(struct far_end *end, int version_min, int version_max)
{
	struct wire_message message = {
		WIRE_HELLO, .hello = {WIRE_MAGIC, (uint16_t)version_min, (uint16_t)version_max}};
	far_end_say(end, &message);
}

void far_end_say_bare(struct far_end *end, enum wire_type type)
{
	far_end_say(end, &(struct wire_message){.type = type});
}

bool far_end_next(struct far_end *end, struct wire_message *message)
{
	char bytes[65536];
	struct err err;
	ssize_t n;
	while ((n = recv(end->fd, bytes, sizeof bytes, MSG_DONTWAIT)) > 0)
		wire_parser_add(&end->parser, bytes, (size_t)n);
	enum wire_result result = wire_parser_next(&end->parser, message, &err);
	assert_int_not_equal(result, WIRE_BROKEN);
	return result == WIRE_MESSAGE;
}

struct wire_message far_end_expect(struct far_end *end, enum wire_type type)
{
	struct wire_message message;
	assert_true(far_end_next(end, &message));
	assert_int_equal(message.type, type);
	return message;
}

void far_end_expect_nothing(struct far_end *end)
{
	struct wire_message message;
	assert_false(far_end_next(end, &message));
}

bool far_end_is_over(struct far_end *end)
{
	char byte;
	return recv(end->fd, &byte, 1, MSG_DONTWAIT | MSG_PEEK) == 0;
}
