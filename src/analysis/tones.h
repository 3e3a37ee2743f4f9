/* The pure tones on one channel: beeps, rings, keys. */
/* SPDX-License-Identifier: MIT */
#ifndef ANALYSIS_TONES_H
#define ANALYSIS_TONES_H

#include <stdbool.h>
#include <stdint.h>

#include "analysis/ear.h"
#include "analysis/span.h"
#include "analysis/words.h"

/* Decides where nearly all power lies in one or two partials that stay where they are, at one level:
 * a voice may come near it, but neither its pitch nor its strength ever stand still. What the tone
 * means is told from how often it comes (hold.h). */
#define TONES_PURE 0.86f         /* purity (voice.h) */
#define TONES_ABOVE_DB 12.0f     /* over the floor, so that noise does not spoil the purity */
#define TONES_STEP_DB 20.0f      /* or over what was before it: by a step that no voice makes */
#define TONES_JUMP_HZ 60.0f      /* from hop to hop; 440 and 480 Hz are seen as one that sways */
#define TONES_SPREAD_HZ 8.0f     /* between the highest and the lowest: half a bin of the spectrum */
#define TONES_LOW_HZ 340.0f      /* lower only voices and hum are */
#define TONES_SWAY_LOW_HZ 340.0f /* or TONES_JUMP_HZ between these: the pairs of rings */
#define TONES_SWAY_HIGH_HZ 500.0f
#define TONES_SPREAD_DB 3.0f     /* of the level, each over 50 or 100 ms so that beats do not count */
#define TONES_ABRUPT_DB 10.0f    /* it begins from and ends in something this much weaker */
#define TONES_ABRUPT_HOPS 6      /* within 60 ms; notes swell, fade, and follow one another */
#define TONES_EDGE_HOPS 3        /* at either end the window sees only a part */
#define TONES_MIN_HOPS 12        /* 120 ms; the shortest beep of a hold */
#define TONES_SWAY_MIN_HOPS 35   /* 350 ms; the shortest ring */
#define TONES_KEY_MIN_HOPS 4     /* 40 ms: the shortest key of a telephone */
#define TONES_BREAK_HOPS 3       /* a tone may be disturbed for 30 ms */
#define TONES_MAX_HOPS 6000      /* what goes on longer than 60 s is taken in parts */

struct tones {
	const struct ear *ear;
	const struct words *words;
	int64_t n_decided;
	int64_t start, end;     /* of the tone being followed; end 0: none */
	float last_hz[2];       /* its partials in the last hop */
	struct spans found;
};

void tones_init(struct tones *tones, const struct ear *ear, const struct words *words)
	__attribute__((nonnull));
void tones_release(struct tones *tones) __attribute__((nonnull));
/* Follows up to this hop, not included, which must be ready. */
void tones_advance(struct tones *tones, int64_t until) __attribute__((nonnull));
/* Closes what is open: there is no more. */
void tones_end(struct tones *tones) __attribute__((nonnull));
/* The key of a telephone that has these frequencies (ITU-T Q.23), 0 if none. */
char tones_key(const float pair_hz[2]) __attribute__((nonnull, pure));

#endif
