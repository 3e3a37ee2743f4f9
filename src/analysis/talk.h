/* Where one channel has talk. */
/* SPDX-License-Identifier: MIT */
#ifndef ANALYSIS_TALK_H
#define ANALYSIS_TALK_H

#include <stdbool.h>
#include <stdint.h>

#include "analysis/ear.h"
#include "analysis/floor.h"
#include "analysis/span.h"

/* Decides first on cores: hops that are voiced and stand above the floor. Voice is what typing,
 * clicks, breath and noise lack, however loud they are. A core of enough voiced hops is a word; its
 * edges are then sought in the level around it, so that unvoiced sounds at its ends belong to it. */
#define TALK_VOICED 0.6f        /* noise stays under 0.5, vowels lie above 0.7 */
#define TALK_ABOVE_FLOOR_DB 6.0f /* for a voiced hop */
#define TALK_MIN_HOPS 6         /* voiced hops of a word: 60 ms */
/* Or one look at it (20 ms), where it is no doubt more than a click: "so", "k". */
#define TALK_SHORT_MIN_HOPS 2
#define TALK_SHORT_ABOVE_DB 20.0f /* over the floor at its loudest */
#define TALK_SHORT_SOUND_HOPS 10  /* from edge to edge 100 ms */
#define TALK_PAUSE_HOPS 16      /* between voiced parts of a word: 160 ms */
#define TALK_EDGE_REACH_HOPS 60 /* unvoiced sounds at an end of a word last at most 600 ms */
#define TALK_EDGE_DIP_HOPS 12   /* closures of consonants in them 120 ms */
#define TALK_EDGE_LOCAL_HOPS 100 /* the noise beside the word is taken from 1 s */
#define TALK_EDGE_ABOVE_DB 5.0f /* over that noise's lower quartile: its own spread is under 4 dB */
#define TALK_EDGE_RANGE_DB 35.0f /* under the loudest hop nothing is heard of the word any more */
#define TALK_JOIN_HOPS 30       /* words less than 300 ms apart are one stretch of talk */
#define TALK_CORE_MAX_HOPS 3000 /* a core longer than 30 s is closed and a new one begun */
/* Hops after one that must be known before it can be decided. */
#define TALK_AHEAD_HOPS (TALK_PAUSE_HOPS + TALK_EDGE_LOCAL_HOPS)

struct talk {
	const struct ear *ear;
	struct floor level_floor, edge_floor;
	double fixed_floor_db;  /* or NAN */
	int64_t n_floored;      /* hops given to the floors */
	int64_t n_decided;
	int64_t core_start, core_end; /* of the core being gathered; start -1: none */
	int core_hops;
	int64_t last_core_end;  /* of the core before */
	struct spans spans;     /* found so far */
};

void talk_init(struct talk *talk, const struct ear *ear, double fixed_floor_db)
	__attribute__((nonnull));
void talk_release(struct talk *talk) __attribute__((nonnull));
/* Decides as far as what the ear has ready allows; all of it when ended. */
void talk_advance(struct talk *talk, bool ended) __attribute__((nonnull));
/* Spans that start before this hop are final, and no other will start before it. */
int64_t talk_settled(const struct talk *talk) __attribute__((nonnull, pure));

#endif
