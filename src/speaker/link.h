/* The speaker's end of the connection: messages in and out, never waiting. */
/* SPDX-License-Identifier: MIT */
#ifndef SPEAKER_LINK_H
#define SPEAKER_LINK_H

#include <stdbool.h>

#include "base/str.h"
#include "wire/wire.h"

struct link {
	int fd;    /* a stream socket, borrowed */
	bool over; /* the other side is gone, or takes nothing any more */
	struct wire_parser in;
	struct str out; /* not sent yet */
};

void link_release(struct link *link) __attribute__((nonnull));
void link_send(struct link *link, const struct wire_message *message) __attribute__((nonnull));
/* Sends what can be sent at once. */
void link_flush(struct link *link) __attribute__((nonnull));
/* Reads one portion of what is there, if any. */
void link_read(struct link *link) __attribute__((nonnull));

#endif
