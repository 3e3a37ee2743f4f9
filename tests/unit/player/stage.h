/* A player on a stage: the test itself is its speaker, and the clock. */
/* SPDX-License-Identifier: MIT */
#ifndef STAGE_H
#define STAGE_H

#include <stdatomic.h>
#include <stdbool.h>
#include <stdint.h>

#include "player/player.h"
#include "wire/wire.h"

#define S INT64_C(1000000000)
#define MS INT64_C(1000000)
#define START_NS (1000 * S)

struct stage {
	struct player *player;
	_Atomic int64_t now_ns;
	atomic_bool refuses; /* to start a speaker */
	int starts[2];       /* a pipe: the speaker's end of each connection */
	int fd;              /* the present one */
	struct wire_parser parser;
	uint32_t epoch, content; /* of the last OPEN or SEEK */
	uint32_t latency_ms;     /* of the last DEVICE */
	unsigned n_data;         /* DATA passed over */
	int64_t scout;           /* the token of the last PING that went apart from content: passed over */
};

void stage_set(struct stage *stage, bool silent);
/* A speaker attaches to it, if is_own says so. */
void stage_set_remote(struct stage *stage, bool (*is_own)(int fd));
void stage_strike(struct stage *stage);

/* Connects to a player that is set so, as soon as it listens. */
void stage_attach(struct stage *stage);
/* HELLO both ways, SETUP, OPEN and SEEK, which must say this. */
void stage_expect_begin(struct stage *stage, int64_t frame, bool playing);
/* The speaker is gone; or only out of sight. */
void stage_hang_up(struct stage *stage);
int stage_set_aside(struct stage *stage);
void stage_take(struct stage *stage, int fd);
void stage_forget(struct stage *stage);
/* The last message before the player closed its side. */
struct wire_message stage_expect_last(struct stage *stage);

/* The player has started a speaker: takes its end of the connection, former ones are closed. */
void stage_accept(struct stage *stage);
/* HELLO both ways, SETUP. */
void stage_greet(struct stage *stage);
/* stage_accept, stage_greet, OPEN and SEEK, which must say this. */
void stage_begin(struct stage *stage, int64_t frame, bool playing);
/* The next message of any type. */
struct wire_message stage_next(struct stage *stage);
/* The next message, DATA passed over; it must be of this type. */
struct wire_message stage_expect(struct stage *stage, enum wire_type type);
/* The same, PINGs passed over too. */
struct wire_message stage_expect_command(struct stage *stage, enum wire_type type);
/* The next DATA, if nothing else comes before it. */
struct wire_message stage_expect_data(struct stage *stage);
/* The player has closed its side. */
void stage_expect_end(struct stage *stage);

void stage_say(struct stage *stage, const struct wire_message *message);
void stage_say_bytes(struct stage *stage, const void *bytes, size_t n_bytes);
void stage_say_run(struct stage *stage, int64_t frame, int64_t at_ns, uint32_t n_valid);
void stage_say_stopped(struct stage *stage, enum wire_type type, int64_t frame, int64_t at_ns);
void stage_say_device(struct stage *stage, enum wire_device_state state, enum wire_problem problem);
/* Returns when the player has heard everything said before; the device is open then. */
void stage_sync(struct stage *stage);

/* Returns when the player has heard everything said before and has done all that it can at this time: it
 * waits for the stage now, for another word or another time. What it said stays to be read. Before the
 * clock moves: or what happened at which time depends on which thread comes first. */
void stage_settle(struct stage *stage);

struct player_state stage_state(struct stage *stage, int64_t now_ns);
/* Waits until the state (at the stage's time) is as asked. */
struct player_state stage_await(struct stage *stage, bool (*is)(const struct player_state *state));

#endif
