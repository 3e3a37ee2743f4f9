/* What the main thread and the feeder share, behind one lock. */
/* SPDX-License-Identifier: MIT */
#ifndef PLAYER_SHARED_H
#define PLAYER_SHARED_H

#include <stdbool.h>
#include <stdint.h>
#include <sys/types.h>

#include "model/pcm.h"
#include "player/line.h"
#include "player/playhead.h"
#include "player/player.h"
#include "wire/wire.h"

struct shared;

/* silent: the silent clock for good; remote: a speaker comes over a line, or none. The caller frees it with shared_free, when no feeder runs. */
struct shared *shared_new(bool silent, bool remote)
	__attribute__((returns_nonnull, warn_unused_result));
void shared_free(struct shared *shared);

/* Main thread; now_ns is the time. Each wakes the feeder. */
void shared_set_source(struct shared *shared, struct pcm_source *source)
	__attribute__((nonnull(1)));
void shared_play(struct shared *shared, int64_t now_ns) __attribute__((nonnull));
void shared_pause(struct shared *shared, int64_t now_ns) __attribute__((nonnull));
void shared_seek(struct shared *shared, int64_t frame, int64_t now_ns) __attribute__((nonnull));
void shared_set_speed(struct shared *shared, int percent, int64_t now_ns) __attribute__((nonnull));
void shared_set_leg(struct shared *shared, enum player_leg leg) __attribute__((nonnull));
void shared_set_volume(struct shared *shared, int percent) __attribute__((nonnull));
void shared_set_levels(struct shared *shared, const int level_percent[2]) __attribute__((nonnull));
void shared_set_skips(struct shared *shared, const struct route_span *skips, size_t n_skips,
	int64_t now_ns) __attribute__((nonnull(1)));
void shared_set_loop(struct shared *shared, struct route_span loop, int64_t now_ns)
	__attribute__((nonnull));
void shared_play_span(struct shared *shared, struct route_span span, int64_t now_ns)
	__attribute__((nonnull));
/* setup.silent without a feeder: the silent clock here. */
void shared_set_output(struct shared *shared, const struct wire_setup *setup)
	__attribute__((nonnull));
void shared_set_sound(struct shared *shared, enum player_sound wanted) __attribute__((nonnull));
void shared_play_tone(struct shared *shared) __attribute__((nonnull));
void shared_ask_devices(struct shared *shared) __attribute__((nonnull));
void shared_want_pedals(struct shared *shared, const struct wire_pedals *pedals)
	__attribute__((nonnull));
void shared_get_pedal(struct shared *shared, struct player_pedal *pedal) __attribute__((nonnull));
bool shared_take_press(struct shared *shared, struct player_press *press)
	__attribute__((nonnull, warn_unused_result));
/* A copy, which the caller frees; false while they have not come. */
bool shared_get_devices(struct shared *shared, struct player_device **devices, size_t *n)
	__attribute__((nonnull, warn_unused_result));
size_t shared_take_heard(struct shared *shared, int64_t now_ns, struct route_span *spans,
	size_t n_max) __attribute__((nonnull, warn_unused_result));
void shared_get_state(struct shared *shared, int64_t now_ns, struct player_state *state)
	__attribute__((nonnull));
int64_t shared_get_deadline_ns(struct shared *shared) __attribute__((nonnull));
bool shared_service(struct shared *shared, int64_t now_ns) __attribute__((nonnull));
/* Becomes readable when something changed other than by time; shared_service empties it. */
int shared_get_changed_fd(const struct shared *shared) __attribute__((nonnull));
void shared_quit(struct shared *shared) __attribute__((nonnull));
/* Waits up to wait_ms for shared_say_gone. */
bool shared_await_gone(struct shared *shared, int wait_ms) __attribute__((nonnull));
/* Kills the process named by shared_set_process, if there is one. */
void shared_kill_process(struct shared *shared) __attribute__((nonnull));

/* What the person wants at one moment. */
struct shared_wish {
	bool quit;
	bool new_source;           /* source counts */
	struct pcm_source *source; /* moved to the taker */
	uint32_t serial;           /* of the last seek or source */
	bool playing;
	unsigned n_asked; /* how often sound was asked for: to play, or a test tone */
	int64_t frame; /* audible now; right after a seek its target */
	int speed_percent;
	enum player_leg leg;
	int volume_percent;
	int level_percent[2];
	int64_t stop_frame; /* of the last seek */
	bool new_skips;     /* skips count */
	struct route_span *skips; /* moved to the taker */
	size_t n_skips;
	bool new_loop; /* loop counts */
	struct route_span loop;
	unsigned n_setups; /* asked for after the first one */
	struct wire_setup setup;
	unsigned n_tones, n_lists; /* asked for */
	enum player_sound sound;   /* over a line */
	unsigned n_pedals;         /* changes of pedals */
	struct wire_pedals pedals;
};

/* Feeder thread. Reports of the speaker carry the serial that was last sent to it: those of a
 * former one are dropped. */
int shared_get_wake_fd(const struct shared *shared) __attribute__((nonnull));
void shared_take_wish(struct shared *shared, int64_t now_ns, struct shared_wish *wish)
	__attribute__((nonnull));
void shared_add_run(struct shared *shared, uint32_t serial, const struct playhead_run *run)
	__attribute__((nonnull));
void shared_add_stop(struct shared *shared, uint32_t serial, const struct wire_stopped *stopped)
	__attribute__((nonnull));
void shared_add_end(struct shared *shared, uint32_t serial, const struct wire_stopped *ended)
	__attribute__((nonnull));
void shared_set_length(struct shared *shared, uint32_t serial, int64_t n_frames, int64_t now_ns)
	__attribute__((nonnull));
void shared_set_device(struct shared *shared, const struct wire_device *device, const char *problem)
	__attribute__((nonnull));
/* The devices, so many times asked for; moves the array. */
void shared_set_devices(struct shared *shared, struct player_device *devices, size_t n,
	unsigned n_lists) __attribute__((nonnull(1)));
void shared_set_pedal(struct shared *shared, const struct wire_pedal *pedal)
	__attribute__((nonnull));
void shared_add_press(struct shared *shared, unsigned roles, int64_t at_ns)
	__attribute__((nonnull));
/* Why the content cannot be read; until the next source. */
void shared_set_read_problem(struct shared *shared, uint32_t serial, const char *problem)
	__attribute__((nonnull));
void shared_set_process(struct shared *shared, pid_t pid) __attribute__((nonnull));
void shared_count_restart(struct shared *shared) __attribute__((nonnull));
/* The speaker is gone; problem NULL: a new one comes soon, else the silent clock takes over. */
void shared_lose_speaker(struct shared *shared, const char *problem, int64_t now_ns)
	__attribute__((nonnull(1)));
/* Over a line: no speaker (any more), and why. What plays stands still until it comes back, or until
 * the person wants something else: then the silent clock. Before the first one that runs anyway. */
void shared_lose_line(struct shared *shared, const char *problem, int64_t now_ns)
	__attribute__((nonnull));
void shared_meet_line(struct shared *shared) __attribute__((nonnull));
/* As for the line. */
void shared_set_distance(struct shared *shared, const struct line_distance *distance)
	__attribute__((nonnull));
/* As for the playhead: for so long it moves without word. */
void shared_expect(struct shared *shared, uint32_t serial, int64_t at_ns, int64_t sure_ns)
	__attribute__((nonnull));
void shared_set_coding(struct shared *shared, enum player_coding coding) __attribute__((nonnull));
void shared_say_gone(struct shared *shared) __attribute__((nonnull));

#endif
