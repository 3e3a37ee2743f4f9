/* The thread that keeps a speaker running, feeds it and hears what it says. */
/* SPDX-License-Identifier: MIT */
#ifndef PLAYER_FEEDER_H
#define PLAYER_FEEDER_H

#include <stdbool.h>

#include "base/err.h"
#include "player/launch.h"
#include "player/shared.h"
#include "wire/wire.h"

struct feeder;

/* Starts the thread, which uses launcher and shared until feeder_free. NULL and *err if there can
 * be no thread. */
struct feeder *feeder_new(struct shared *shared, const struct player_launcher *launcher,
	const struct wire_setup *setup, struct err *err)
	__attribute__((nonnull, warn_unused_result));
/* Ends the speaker (killed after 200 ms) and the thread. False: the thread hangs in its source and
 * is left behind, with all that it uses. */
bool feeder_free(struct feeder *feeder) __attribute__((nonnull, warn_unused_result));

#endif
