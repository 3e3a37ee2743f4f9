/* Where one channel has voiced sounds: words, if they are not music. */
/* SPDX-License-Identifier: MIT */
#ifndef ANALYSIS_WORDS_H
#define ANALYSIS_WORDS_H

#include <stdbool.h>
#include <stdint.h>

#include "analysis/ear.h"
#include "analysis/floor.h"
#include "analysis/loud.h"
#include "analysis/span.h"

/* Decides first on cores: hops that are voiced and stand above the floor. Voice is what typing,
 * clicks, breath and noise lack, however loud they are. A core of enough voiced hops is a word; its
 * edges are then sought in the level around it, so that unvoiced sounds at its ends belong to it. */
#define WORD_VOICED 0.6f        /* noise stays under 0.5, vowels lie above 0.7 */
#define WORD_ABOVE_FLOOR_DB 6.0f /* for a voiced hop */
#define WORD_HUM_DB 8.0f         /* a floor so much lower in edge is hum, */
#define WORD_HUM_SAME_DB 3.0f   /* and it has come back if one side of a hop it is so near to what it was */
#define WORD_BABBLE_DB 30.0f     /* so far under the loud voices of the channel a hop is babble, */
#define WORD_FAINT_DB 24.0f      /* and a word whose loudest hop is so far under them */
#define WORD_BABBLE_HOPS 8       /* voiced hops of babble beside a word that make its edge doubtful, */
#define WORD_BABBLE_PART 5       /* so that it must exceed all but a fifth of them */
#define WORD_MIN_HOPS 6         /* voiced hops of a word: 60 ms */
/* Or most of one view of it (30 ms), where it is no doubt more than a click: "so", "k". */
#define WORD_SHORT_MIN_HOPS 2
#define WORD_SHORT_ABOVE_DB 20.0f /* over the floor at its loudest */
#define WORD_SHORT_SOUND_HOPS 10  /* from edge to edge 100 ms */
#define WORD_PAUSE_HOPS 16      /* between voiced parts of a word: 160 ms */
#define WORD_EDGE_REACH_HOPS 60 /* unvoiced sounds at an end of a word last at most 600 ms */
#define WORD_EDGE_DIP_HOPS 12   /* closures of consonants in them 120 ms */
#define WORD_EDGE_LOCAL_HOPS 40 /* the noise beside the word is taken from 400 ms: soon it may be swapped */
#define WORD_EDGE_ABOVE_DB 5.0f /* over that noise's lower third: its own spread is under 4 dB */
#define WORD_EDGE_RANGE_DB 35.0f /* under the loudest hop nothing is heard of the word any more */
#define WORD_MAX_HOPS 1000      /* a core longer than 10 s is closed and a new one begun */
/* Hops after one that must be known before it can be decided. */
#define WORD_AHEAD_HOPS (WORD_PAUSE_HOPS + WORD_EDGE_LOCAL_HOPS)

struct words {
	const struct ear *ear;
	struct floor level_floor, edge_floor;
	struct loud loud;
	double fixed_floor_db;  /* or NAN */
	float hum_db;           /* of the line under the last talk; 0: it did not hum. Set from outside */
	int64_t n_floored;      /* hops given to the floors */
	int64_t n_decided;
	int64_t core_start, core_end; /* of the core being gathered; start -1: none */
	int core_hops;
	int64_t last_core_end;  /* of the core before */
	struct spans found;     /* in order; whoever reads them drops them */
};

void words_init(struct words *words, const struct ear *ear, double fixed_floor_db)
	__attribute__((nonnull));
void words_release(struct words *words) __attribute__((nonnull));
/* Decides as far as what the ear has ready allows; all of it when ended. */
void words_advance(struct words *words, bool ended) __attribute__((nonnull));
/* The floor at a hop in level, dB full scale. Where the line is swapped for a softer one, as at the ends of
 * a hold, the hum that is heard on one side only is the floor there: it is voiced, and would be talk. */
float words_floor_db(const struct words *words, int64_t hop) __attribute__((nonnull, pure));
/* Whether a hop is above the floor. */
bool words_hears(const struct words *words, int64_t hop) __attribute__((nonnull, pure));
/* No other word will begin before this hop. */
int64_t words_settled(const struct words *words) __attribute__((nonnull, pure));

#endif
