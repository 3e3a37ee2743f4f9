/* Where the ear is: commands and reports in, the audible frame at any time out. */
/* SPDX-License-Identifier: MIT */
#ifndef PLAYER_PLAYHEAD_H
#define PLAYER_PLAYHEAD_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "model/route.h"
#include "player/heard.h"

#define PLAYHEAD_MAX_RUNS 32

/* From at_ns on, the frame heard at time t is frame + (t - at_ns) x slope, at most n_valid more. */
struct playhead_run {
	int64_t frame;
	int64_t at_ns;     /* CLOCK_MONOTONIC of this machine */
	int64_t slope_mhz; /* frames per 1000 s; 0: it stands */
	int64_t n_valid;
	bool is_guess; /* what is expected: counts until there is word */
	bool exact; /* a stop: shown as it is, also if more was shown before */
	uint32_t n_leaps; /* jumps since the last seek up to here; the latest of them: */
	int64_t leap_from, leap_to;
};

/* Pure: no clock, no lock; times are given. Frames are those of the source. */
struct playhead {
	int rate_hz;       /* 0: nothing is open */
	int speed_percent; /* of the silent clock; 50..300 */
	int64_t n_frames;
	bool playing; /* what the person wants; ends by itself at the end */
	bool ended;
	bool local; /* the silent clock here, not the speaker, says where it is */
	struct playhead_run runs[PLAYHEAD_MAX_RUNS]; /* oldest first, at least one */
	size_t n_runs;
	int64_t shown_frame; /* while playing it does not go back behind this */
	int64_t deadline_ns; /* when it changes by itself, CLOCK_NEVER: it does not */
	struct route route;  /* owned */
	struct route_turn turn; /* of the silent clock, while it plays: what comes next */
	int64_t turn_ns;        /* and when */
	uint32_t n_leaps; /* heard since the last seek */
	unsigned n_jumps; /* heard in all */
	int64_t jump_from, jump_to;
	bool span_ended; /* it ended at the route's stop */
	int64_t heard_ns; /* what was heard before is noted */
	struct heard heard;
};

/* Paused at the start of something new, with no turns on its way; rate_hz 0: of nothing. Keeps
 * local. The struct's first route has no stop; playhead_release frees what it owns. */
void playhead_open(struct playhead *head, int rate_hz, int64_t n_frames) __attribute__((nonnull));
/* Reading showed another length. */
void playhead_set_length(struct playhead *head, int64_t n_frames, int64_t now_ns)
	__attribute__((nonnull));

void playhead_release(struct playhead *head) __attribute__((nonnull));

/* What the person wants. The silent clock obeys at once; with a speaker only its reports move the
 * frame, except that a seek shows its target. */
void playhead_play(struct playhead *head, int64_t now_ns) __attribute__((nonnull));
void playhead_pause(struct playhead *head, int64_t now_ns) __attribute__((nonnull));
/* The silent clock at once; with a speaker its runs say. The struct's first speed is set by its
 * owner. */
void playhead_set_speed(struct playhead *head, int percent, int64_t now_ns)
	__attribute__((nonnull));
void playhead_seek(struct playhead *head, int64_t frame, int64_t now_ns) __attribute__((nonnull));

/* The same with a stop on the way, and playing. */
void playhead_play_span(struct playhead *head, int64_t frame, int64_t stop_frame, int64_t now_ns)
	__attribute__((nonnull));
/* As for the route. */
void playhead_set_skips(struct playhead *head, const struct route_span *skips, size_t n_skips,
	int64_t now_ns) __attribute__((nonnull(1)));
void playhead_set_loop(struct playhead *head, struct route_span loop, int64_t now_ns)
	__attribute__((nonnull));

/* What the speaker reports. A run that moves takes over from the silent clock; as long as that
 * runs, stops and runs that stand are not heeded. */
void playhead_add_run(struct playhead *head, const struct playhead_run *run)
	__attribute__((nonnull));
/* It stands, a command to play has gone out, and word of what came of it will come after the first
 * sound of it: from at_ns on it moves, n_valid frames at most, until there is word. Where it does not
 * stand nothing is expected. */
void playhead_expect(struct playhead *head, int64_t at_ns, int64_t n_valid)
	__attribute__((nonnull));
void playhead_add_stop(struct playhead *head, int64_t frame, int64_t at_ns)
	__attribute__((nonnull));
void playhead_add_end(struct playhead *head, int64_t frame) __attribute__((nonnull));

/* The speaker is gone: it stands where it is, playing or not. */
void playhead_freeze(struct playhead *head, int64_t now_ns) __attribute__((nonnull));
/* The same where it was at that time, as far as is known. */
void playhead_fall_back(struct playhead *head, int64_t at_ns) __attribute__((nonnull));
/* From here on the silent clock, playing on if it plays. */
void playhead_go_local(struct playhead *head, int64_t now_ns) __attribute__((nonnull));

/* A speaker is there again: it takes over at once where nothing plays, else with its first run. */
void playhead_leave_local(struct playhead *head) __attribute__((nonnull));

/* The audible frame, and what the silent clock has reached (the end) is noted. */
int64_t playhead_get_frame(struct playhead *head, int64_t now_ns) __attribute__((nonnull));
/* The frame audible at a time before the one last asked for: nothing is noted. */
int64_t playhead_peek_frame(const struct playhead *head, int64_t now_ns)
	__attribute__((nonnull, pure));
/* Whether the deadline has passed; then there is none until the next change. */
bool playhead_service(struct playhead *head, int64_t now_ns) __attribute__((nonnull));

#endif
