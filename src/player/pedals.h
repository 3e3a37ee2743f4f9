/* What is known here of the foot pedal at the speaker's side: what was held down, in order. */
/* SPDX-License-Identifier: MIT */
#ifndef PLAYER_PEDALS_H
#define PLAYER_PEDALS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "player/player.h"

#define PEDALS_MAX 16 /* presses that wait; of more, what is held in the end counts */

/* Pure. { 0 } knows of none. */
struct pedals {
	struct player_pedal pedal;
	unsigned roles; /* held down now */
	struct player_press presses[PEDALS_MAX];
	size_t n_presses;
};

void pedals_add(struct pedals *pedals, unsigned roles, int64_t at_ns) __attribute__((nonnull));
/* The oldest that waits; false if there is none. */
bool pedals_take(struct pedals *pedals, struct player_press *press)
	__attribute__((nonnull, warn_unused_result));
/* The speaker is gone: nothing is known, and what was held is let go. */
void pedals_lose(struct pedals *pedals, int64_t now_ns) __attribute__((nonnull));

#endif
