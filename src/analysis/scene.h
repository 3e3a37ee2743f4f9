/* Which words of one channel are talk, and which are music or a tone. */
/* SPDX-License-Identifier: MIT */
#ifndef ANALYSIS_SCENE_H
#define ANALYSIS_SCENE_H

#include <stdbool.h>
#include <stdint.h>

#include "analysis/ear.h"
#include "analysis/music.h"
#include "analysis/span.h"
#include "analysis/tones.h"
#include "analysis/words.h"

/* Decides by pieces: what sounds from one rest to the next belongs together. In a piece, runs are
 * where it is likely to be music; a run that is beyond doubt somewhere is music, with whatever is sung
 * or announced over it; speech pauses for breath, so a party's talk is a piece of its own. Short pieces
 * beside music that are as steady as notes are notes, and talk between music and music is an
 * announcement if the music is heard on under it (bed.h). */
#define SCENE_REST_HOPS 25       /* 250 ms without voice and far under the piece's loudest */
#define SCENE_REST_DB 15.0f      /* so far */
#define SCENE_LEAD_HOPS 60       /* up to 600 ms that are not voiced may begin a piece */
#define SCENE_LEAD_DB 12.0f      /* if they are so far above the floor */
#define SCENE_HUMMED 0.5f        /* nor this voiced, which noise is not: soft notes ring on */
#define SCENE_SURE 4.5f          /* likeness (music.h) that speech does not reach */
#define SCENE_HUM_SURE 3.0f      /* and so much more on a line that hums: hum is steady too */
#define SCENE_HUM_DB 8.0f        /* its floor is so much higher in level than in edge */
#define SCENE_SHORT_SURE 2.0f    /* and the more of this, the less there is to hear of a short piece */
#define SCENE_SURE_STEPS 5       /* for so many steps: 1 s */
#define SCENE_LONG_STEPS 40      /* or on the mean of 8 s, which may be less: drums */
#define SCENE_LONG_SURE 1.5f
/* Or of pieces in a row, each likely: their mean likeness times their length in windows. */
#define SCENE_CHAIN_SURE 3.0f    /* voices on a poor line came to 1.8 in two pieces, 3.0 in one */
#define SCENE_CHAIN_LINK 0.4f    /* what a piece must bring to it */
#define SCENE_LIKELY 0.0f        /* music that has begun goes on above this */
#define SCENE_SPLIT_HOPS 300     /* runs further apart than 3 s are two */
#define SCENE_OVER_HOPS 1500     /* but for what is said over music, 15 s at most */
#define SCENE_MARGIN_HOPS 200    /* likeness is blurred by 2 s: so far beyond it music may reach */
#define SCENE_NOTES 0.0f         /* a piece before music that was this likely may be notes */
#define SCENE_NOTE_STEADY 0.23f  /* words steadier than this may be notes, if music follows */
#define SCENE_HELD_STEADY 0.50f  /* and beside music than this are */
#define SCENE_ALONE_STEADY 0.60f /* and by themselves than this, if they are no shorter than */
#define SCENE_ALONE_HOPS 100     /* 1 s, and what likeness says of them, if anything, is no speech */
#define SCENE_NOTE_HOPS 150      /* so may anything under 1.5 s between music and music */
#define SCENE_SHORT_HOPS 400     /* a piece shorter than likeness sees must be steady itself */
#define SCENE_DOUBT_LEAST 0.0f   /* mean likeness from which a piece may be music if music follows, */
#define SCENE_DOUBT_BESIDE (-3.0f) /* between music and music: of pieces of speech one in twenty */
#define SCENE_INTRO (-3.0f)      /* mean likeness from which what leads to music without a rest is no talk */
#define SCENE_DOUBT_HOPS 500     /* notes without music for longer than 5 s are words */
#define SCENE_BESIDE_HOPS 200    /* notes this near to music belong to it: 2 s */
#define SCENE_PATIENCE_HOPS 2000 /* a piece that is not music after 20 s is talk so far */
#define SCENE_JOIN_HOPS 30       /* words less than 300 ms apart are one stretch of talk */

struct scene {
	const struct ear *ear;
	struct words *words;
	const struct tones *tones;
	struct music_memory recent;
	int64_t n_decided;
	int64_t piece_start;     /* -1: in a rest */
	int64_t sounding_end;    /* after the last hop that was not rest */
	float piece_loud_db, piece_floor_db;
	float sure_from;         /* likeness that is beyond doubt in this piece */
	int64_t next_step;       /* of this piece, to be looked at for music */
	float best_likeness;
	int sure_steps;          /* in a row */
	float long_sum;          /* of the last likenesses */
	float long_ring[SCENE_LONG_STEPS];
	int64_t n_long;
	float likeness_sum;      /* of this piece */
	float heard_sum;         /* without the steps that say nothing, */
	float intro_sum;         /* of these, before its first run */
	int64_t n_intro;
	float chain;             /* of the pieces that may be notes */
	struct spans runs;       /* of this piece, likely; level_db > 0: beyond doubt */
	int64_t music_end;       /* of the last piece of music; -1: none */
	float line_floor_db;     /* before it began */
	struct spans waiting;    /* words of this piece, or of one that may be notes */
	size_t n_maybe;          /* the first of them that may be notes of music to come */
	int64_t maybe_end;
	struct spans spoken;     /* talk */
	struct spans music;
};

void scene_init(struct scene *scene, const struct ear *ear, struct words *words,
	const struct tones *tones) __attribute__((nonnull));
void scene_release(struct scene *scene) __attribute__((nonnull));
/* Decides as far as the words known allow; all of them when ended. */
void scene_advance(struct scene *scene, bool ended) __attribute__((nonnull));
/* What sounds before this hop has been told apart: later it may be music that goes on. */
int64_t scene_heard(const struct scene *scene) __attribute__((nonnull, pure));
/* No span of talk or music will begin before this hop that is not there yet, and those that
 * end before it are final. */
int64_t scene_settled(const struct scene *scene) __attribute__((nonnull, pure));

#endif
