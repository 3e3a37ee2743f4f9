/* How long it takes from a command until it is heard: so that the playhead need not wait for word. */
/* SPDX-License-Identifier: MIT */
#ifndef PLAYER_RESPONSE_H
#define PLAYER_RESPONSE_H

#include <stdbool.h>
#include <stdint.h>

#include "player/median.h"

#define RESPONSE_N 5

/* Pure. All times are of the clock here. */
struct response {
	struct median delays; /* of the latest ones */
	int64_t sent_ns;      /* a command that is not heard yet; 0: none */
};

void response_init(struct response *response) __attribute__((nonnull));
/* A command goes out; and it is heard. */
void response_send(struct response *response, int64_t now_ns) __attribute__((nonnull));
void response_heed(struct response *response, int64_t at_ns) __attribute__((nonnull));
/* It is not awaited any more. */
void response_forget(struct response *response) __attribute__((nonnull));
/* How long it will take, if the latest ones were much alike; 0: that cannot be said. */
int64_t response_get_ns(const struct response *response) __attribute__((nonnull, pure));

#endif
