/* What the parts of the feeder share: its state, and what several of them need. */
/* SPDX-License-Identifier: MIT */
#ifndef PLAYER_FEEDER_PARTS_H
#define PLAYER_FEEDER_PARTS_H

#include <pthread.h>
#include <stdbool.h>
#include <stdint.h>

#include "player/attach.h"
#include "player/coding.h"
#include "player/conn.h"
#include "player/launch.h"
#include "player/shared.h"
#include "player/supply.h"
#include "player/teller.h"

struct feeder {
	/* set once */
	struct player_launcher launcher;
	struct shared *shared;
	pthread_t thread;
	/* feeder thread only */
	struct conn conn;
	struct attach attach; /* where a speaker comes by itself */
	struct supply supply;
	struct coding coding;        /* over a line, */
	enum player_coding coded_as; /* as was told */
	bool moves;                  /* sound has come of the latest SEEK, and has not stopped since */
	struct shared_wish wish;
	bool ready;           /* HELLO has come, SETUP was sent */
	bool opened;          /* the speaker knows the source */
	bool playing;         /* as it was told */
	uint32_t serial;      /* of the wish that it was told */
	struct teller teller; /* what else it was told */
	uint32_t epoch, content;
	enum wire_device_state device_state;
	int64_t started_ns, heard_ns, retry_ns;
	int64_t due_ns; /* when the next round is to begin, at the latest */
	unsigned n_starts, n_failures; /* failures since one lived long */
	unsigned n_asked; /* as of the latest wish */
};

static inline int64_t feeder_time_ns(const struct feeder *feeder)
{
	return feeder->launcher.now_ns(feeder->launcher.context);
}

/* The speaker comes by itself, over a line. */
static inline bool feeder_is_remote(const struct feeder *feeder)
{
	return feeder->launcher.is_own != NULL;
}

/* feeder_heed.c: one message of the speaker. False for what a speaker does not say (here); *err may
 * say more than that. */
bool feeder_heed(struct feeder *feeder, const struct wire_message *message, struct err *err)
	__attribute__((nonnull, warn_unused_result));
/* A speaker that is not to come again by itself is told why. */
void feeder_dismiss(struct feeder *feeder, enum wire_notice_kind why) __attribute__((nonnull));

#endif
