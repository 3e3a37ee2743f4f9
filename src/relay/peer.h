/* Who is at the other end of a UNIX socket. */
/* SPDX-License-Identifier: MIT */
#ifndef RELAY_PEER_H
#define RELAY_PEER_H

#include <stdbool.h>

/* Whether it is a process of the same user; false if the system does not say. */
bool peer_is_own(int fd) __attribute__((warn_unused_result));
/* Non-blocking, closed on exec. */
void peer_set_flags(int fd);

#endif
