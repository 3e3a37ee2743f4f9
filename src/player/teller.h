/* Telling a speaker what is wanted besides where to play: what it knows already is not said again. */
/* SPDX-License-Identifier: MIT */
#ifndef PLAYER_TELLER_H
#define PLAYER_TELLER_H

#include <stdbool.h>
#include <stdint.h>

#include "player/conn.h"
#include "player/shared.h"
#include "wire/wire.h"

/* Feeder thread only. */
struct teller {
	/* What is wanted. */
	struct wire_setup setup;
	struct route_span *skips; /* owned */
	size_t n_skips;
	struct route_span loop;
	unsigned n_setups, n_tones, n_lists; /* as in the wish */
	int version; /* that this speaker speaks */
	/* What it was told. */
	struct wire_balance balance;
	struct wire_levels levels;
	int speed_percent;
	unsigned n_setups_told, n_tones_told, n_lists_told, n_pedals_told;
	uint32_t content;
	bool skips_told, loop_told;
	/* What it has said. */
	struct player_device *devices; /* owned; those that have come of the list */
	size_t n_devices, n_expected;
	unsigned n_listed; /* lists that are answered */
};

void teller_init(struct teller *teller, const struct wire_setup *setup) __attribute__((nonnull));
void teller_release(struct teller *teller) __attribute__((nonnull));
/* A new speaker, which knows nothing; and new content, which knows no turns. */
void teller_connect(struct teller *teller) __attribute__((nonnull));
void teller_open(struct teller *teller, uint32_t content) __attribute__((nonnull));
/* Moves the skips of the wish. */
void teller_take(struct teller *teller, struct shared_wish *wish) __attribute__((nonnull));

void teller_tell_setup(struct teller *teller, struct conn *conn) __attribute__((nonnull));
/* What needs no content; the setup must have been told. */
void teller_tell(struct teller *teller, struct conn *conn, const struct shared_wish *wish)
	__attribute__((nonnull));
/* The turns of the content that is open. */
void teller_tell_route(struct teller *teller, struct conn *conn) __attribute__((nonnull));
/* Before the SEEK of that epoch. */
void teller_tell_stop(struct conn *conn, uint32_t epoch, int64_t stop_frame)
	__attribute__((nonnull));

/* One of the devices; with the last of them the list is handed on. */
void teller_heed_found(struct teller *teller, struct shared *shared,
	const struct wire_found *found) __attribute__((nonnull));

#endif
