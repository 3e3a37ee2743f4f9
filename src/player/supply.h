/* The content on its way to the speaker: what to read next, and how much may be under way. */
/* SPDX-License-Identifier: MIT */
#ifndef PLAYER_SUPPLY_H
#define PLAYER_SUPPLY_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/err.h"
#include "model/pcm.h"
#include "player/flow.h"
#include "player/packets.h"
#include "wire/wire.h"

/* Feeder thread only. { 0 } has nothing to play. */
struct supply {
	struct pcm_source *source; /* owned */
	int64_t read_frame;        /* where the source stands, -1: not known */
	int64_t next_frame;        /* to be sent next */
	int64_t goal_frame;        /* the speaker wants nothing from here on */
	int64_t end_frame;         /* how long the content is, as far as is known */
	int64_t n_block;           /* frames of one DATA */
	struct flow *flow; /* of a line, borrowed; NULL: the speaker is on this machine */
	int64_t n_sent_bytes;      /* of samples in this connection */
	int64_t n_taken_bytes;     /* of these the speaker has read */
	int16_t *samples;
	uint8_t *bytes;
	bool is_opus;           /* how the next block goes */
	struct packets packets; /* open while it does */
	int64_t known_end;      /* where reading for packets came to the end; INT64_MAX: nowhere */
	int64_t n_exact_bytes;  /* what the latest block takes without loss */
};

/* Moves source, frees the former one; NULL: nothing to play. */
void supply_open(struct supply *supply, struct pcm_source *source) __attribute__((nonnull(1)));
void supply_release(struct supply *supply) __attribute__((nonnull));
/* A new connection, over a line if flow is not NULL: nothing of what was sent is known to it. */
void supply_connect(struct supply *supply, struct flow *flow) __attribute__((nonnull(1)));
/* Whether what is sent from now on goes as Opus: over a line, and of a rate that it has. */
void supply_set_opus(struct supply *supply, bool is_opus) __attribute__((nonnull));
/* The speaker was sent to this frame. */
void supply_aim(struct supply *supply, int64_t frame) __attribute__((nonnull));
/* What the speaker says that it took (of any epoch) and, if current, that it wants. */
void supply_heed(struct supply *supply, const struct wire_status *status, bool current)
	__attribute__((nonnull));
/* Whether a block should be sent now, and whether one should, but the source does not have it yet. */
bool supply_is_due(const struct supply *supply) __attribute__((nonnull));
bool supply_awaits_source(const struct supply *supply) __attribute__((nonnull));
/* Whether there is a block that could be sent if the line took it. */
bool supply_has_more(const struct supply *supply) __attribute__((nonnull));
/* Bytes that a block usually takes. */
int64_t supply_block_bytes(const struct supply *supply) __attribute__((nonnull));
/* Reads the next block into *data, whose bytes are borrowed until the next call; n_frames is 0 at
 * the end. On failure *err says why, and the content ends there. Either way end_frame may change.
 * data->content is left to the caller. */
bool supply_read(struct supply *supply, struct wire_data *data, struct err *err)
	__attribute__((nonnull, warn_unused_result));

#endif
