/* One end of a line in a test: says messages, and reads those that come. */
/* SPDX-License-Identifier: MIT */
#ifndef FAR_END_H
#define FAR_END_H

#include <stdbool.h>
#include <stddef.h>

#include "wire/wire.h"

struct far_end {
	int fd;
	struct wire_parser parser;
};

/* The near end's descriptor. */
int far_end_open(struct far_end *end);
void far_end_close(struct far_end *end);
void far_end_say(struct far_end *end, const struct wire_message *message);
void far_end_say_hello(struct far_end *end, int version_min, int version_max);
void far_end_say_bare(struct far_end *end, enum wire_type type);
/* What has come; false if nothing whole has. */
bool far_end_next(struct far_end *end, struct wire_message *message);
/* The next one must be there, and of that type. */
struct wire_message far_end_expect(struct far_end *end, enum wire_type type);
void far_end_expect_nothing(struct far_end *end);
/* The other side has closed. */
bool far_end_is_over(struct far_end *end);

#endif
