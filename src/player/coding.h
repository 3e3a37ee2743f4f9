/* Whether content goes over a line exactly or as Opus: has the line shown to be too thin? */
/* SPDX-License-Identifier: MIT */
#ifndef PLAYER_CODING_H
#define PLAYER_CODING_H

#include <stdbool.h>
#include <stdint.h>

#include "player/flow.h"
#include "player/player.h"

/* The line while content waits to be sent: from one PONG to another, a second or more later. */
struct coding_slice {
	bool is_open;
	int64_t start_ns;
	int64_t n_taken_bytes;            /* by the speaker, when it began */
	int64_t window_bytes;             /* of the flow, then */
	int64_t n_frames, n_exact_bytes;  /* sent since, and what they take without loss */
};

/* Feeder thread only. Pure. A line is too thin when for three slices in a row it took less than is
 * played in that time, and the sound has run dry meanwhile; a stall is not enough. What it has shown
 * holds for the next speaker too. It can show once in a connection that it has become wide enough,
 * with a fourth to spare. { 0 } is new. */
struct coding {
	bool is_thin;
	unsigned n_found; /* how often, in this connection */
	unsigned n_low;   /* slices in a row */
	bool ran_dry;     /* since the first of them */
	struct coding_slice slice;
	bool is_known;        /* what the speaker decodes: */
	unsigned encodings;   /* a bit for each enum wire_encoding */
};

/* A new speaker; knows_codecs: it is going to say CODECS. */
void coding_connect(struct coding *coding, bool knows_codecs) __attribute__((nonnull));
void coding_heed_codecs(struct coding *coding, unsigned encodings) __attribute__((nonnull));

/* A block was sent. */
void coding_add_block(struct coding *coding, int64_t n_frames, int64_t n_exact_bytes)
	__attribute__((nonnull));
/* The sound has to wait for content in the middle of a passage. */
void coding_run_dry(struct coding *coding) __attribute__((nonnull));
/* The player itself stood still: the present slice says nothing of the line. */
void coding_pass_over(struct coding *coding) __attribute__((nonnull));
/* A PONG has come and nothing was sent since. waits: there is content to send; played_hz: frames that
 * are played in a second. */
void coding_measure(struct coding *coding, const struct flow *flow, bool waits, int64_t played_hz,
	int64_t now_ns) __attribute__((nonnull));

/* Whether content should wait until it is known what the speaker decodes. */
bool coding_must_wait(const struct coding *coding, enum player_sound wanted)
	__attribute__((nonnull, pure));
/* How content of this rate goes. */
enum player_coding coding_choose(const struct coding *coding, enum player_sound wanted, int rate_hz)
	__attribute__((nonnull));

static inline bool coding_is_opus(enum player_coding choice)
{
	return choice == PLAYER_OPUS_WANTED || choice == PLAYER_OPUS_THIN;
}

#endif
