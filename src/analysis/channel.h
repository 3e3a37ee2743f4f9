/* All that is heard on one channel. */
/* SPDX-License-Identifier: MIT */
#ifndef ANALYSIS_CHANNEL_H
#define ANALYSIS_CHANNEL_H

#include <stdbool.h>
#include <stdint.h>

#include "analysis/ear.h"
#include "analysis/quiet.h"
#include "analysis/scene.h"
#include "analysis/span.h"
#include "analysis/tones.h"
#include "analysis/words.h"

/* The stages of a channel in the order in which each builds on those before. Once in use it must
 * not be moved: they point to one another. */
struct channel {
	struct ear *ear;
	struct words words;
	struct tones tones;
	struct scene scene;       /* scene.spoken is its talk, scene.music its music */
	struct quiet quiet;
	struct spans announced;   /* taken out of scene.spoken */
	int64_t n_echo;           /* talk that begins before this hop was looked at by channel_drop_echo */
	int64_t n_compared;       /* talk that begins before this hop was looked at by channel_announce */
};

/* fixed_floor_db: NAN to follow the floor. */
void channel_init(struct channel *channel, double fixed_floor_db) __attribute__((nonnull));
void channel_release(struct channel *channel) __attribute__((nonnull));
/* Runs all stages but the last over what the ear has ready; over all when ended. */
void channel_advance(struct channel *channel, bool ended) __attribute__((nonnull));
/* Runs the last stage, which needs both channels advanced: while the other party talks its echo may
 * be on the line. other: the channel itself if there is no other. */
void channel_hush(struct channel *channel, const struct channel *other, bool ended)
	__attribute__((nonnull));
/* What is found before this hop is final, but for announcements. */
int64_t channel_settled(const struct channel *channel) __attribute__((nonnull, pure));
/* Takes talk that ends before `until` and is the other party's, heard back, out of scene.spoken. */
void channel_drop_echo(struct channel *channel, const struct channel *other, int64_t until)
	__attribute__((nonnull));
/* Moves talk that ends before `until` and is an announcement, see announce.h and quiet.h, from
 * scene.spoken to announced. other: the talk of the other channel, NULL if there is none. */
void channel_announce(struct channel *channel, const struct spans *other, int64_t until)
	__attribute__((nonnull(1)));
/* Forgets what ends before this hop and is not talk. */
void channel_forget(struct channel *channel, int64_t before) __attribute__((nonnull));

#endif
