/* What the device's callback does: rings in, sound out, and a note of what was played when. */
/* SPDX-License-Identifier: MIT */
#ifndef SPEAKER_MIXER_H
#define SPEAKER_MIXER_H

#include <stdatomic.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "speaker/balance.h"
#include "speaker/limiter.h"
#include "speaker/pace.h"
#include "speaker/ring.h"
#include "speaker/tone.h"

/* Three threads meet here: main commands, the producer fills rings and offers them, the callback
 * plays. Two rings: a jump fills the idle one, and the callback crossfades to it. */

enum note_kind {
	NOTE_NONE,
	NOTE_MOVES, /* n_out frames from frame_q8 on, without a jump */
	NOTE_WAITS, /* the ring is empty, the content for it has not come: silence */
	NOTE_STOPS, /* paused, silence */
	NOTE_ENDS,  /* the content is played out, silence */
};

/* One run: what came out of the callback. */
struct note {
	enum note_kind kind;
	uint32_t epoch;
	uint32_t command; /* number of the latest mixer_want it knew of */
	int ring;
	int64_t n_out_before; /* frames that left before it, since mixer_reset */
	int64_t n_out;        /* frames of it, of MOVES only */
	int64_t frame_q8;     /* source frame x 256 of its first frame, or where it stands */
	int64_t at_ns;        /* when its first frame is heard, CLOCK_MONOTONIC */
	int speed_percent;    /* of the content in it */
};

#define N_NOTES 512

struct mixer {
	/* Set by mixer_reset, while no callback runs. */
	int rate_hz;
	int channels;                         /* of the rings: the content's */
	int64_t usual_delay_ns;               /* for a device that cannot tell its delay */
	void (*wake_producer)(void *context); /* from the callback: lock-free */
	void (*wake_main)(void *context);
	void *context;
	struct ring rings[2];

	_Atomic uint64_t want;    /* main to callback: epoch, 31 bits of command, playing */
	atomic_int leg;           /* main to callback: enum wire_leg */
	atomic_int gain_percent;  /* main to callback: volume less 100 */
	atomic_int level_percent[2]; /* main to callback: of each leg, less 100 */
	_Atomic uint32_t tone_want; /* main to callback: ms and Hz of a tone to start, or 0 */
	atomic_int offered;       /* producer to callback: the ring to change to, or -1 */
	atomic_int fading;        /* callback to producer: the ring left, while it sounds, or -1 */
	_Atomic int64_t n_taken;  /* callback to main: frames since mixer_reset */
	_Atomic int64_t delay_ns; /* callback to main: of the latest call */
	_Atomic uint32_t n_underruns; /* callback to main: of the device, since mixer_reset */

	/* Callback to main: a queue of notes. */
	struct note notes[N_NOTES];
	_Atomic unsigned n_noted, n_heard;

	/* Main only. */
	uint32_t n_commands;

	/* Producer only. */
	int filling; /* the ring it fills, or filled last */
	bool handed; /* offered; taken or not */

	/* Callback only. */
	int active;
	int gain, old_gain; /* of the active and of the fading ring, 0..MIXER_FULL */
	int pause_step, fade_step;
	bool playing;
	uint32_t command;
	struct pace pace;
	struct balance balance;
	struct limiter limiter;
	struct tone tone;
	struct note run;  /* being played */
	struct note last; /* noted */
};

#define MIXER_FULL 32768

/* A stand-still mixer; zeroed before; leg and volume stay. The rings have the content's channels.
 * The wakes and the context are set once by the owner. */
void mixer_reset(struct mixer *mixer, int rate_hz, int n_in_channels, int n_out_channels,
	int64_t usual_delay_ns) __attribute__((nonnull));
void mixer_release(struct mixer *mixer) __attribute__((nonnull));

/* Main. Takes effect with the ring of that epoch; a pause at once. Each call gets a note for an
 * answer, also if nothing changes by it. */
void mixer_want(struct mixer *mixer, uint32_t epoch, bool playing) __attribute__((nonnull));

/* Main. The number of the latest mixer_want, as notes have it. */
uint32_t mixer_get_command(const struct mixer *mixer) __attribute__((nonnull, pure));

/* Main. Takes effect with the next call of the device. */
void mixer_balance(struct mixer *mixer, enum wire_leg leg, int volume_percent)
	__attribute__((nonnull));
void mixer_set_levels(struct mixer *mixer, const struct wire_levels *levels)
	__attribute__((nonnull));

/* Main. Starts with the next call of the device. */
void mixer_start_tone(struct mixer *mixer, const struct wire_tone *tone) __attribute__((nonnull));

/* Producer. Makes a ring that the callback does not see the one to fill, also one that was offered
 * and not taken; NULL if there is none yet (the callback will wake the producer). */
struct ring *mixer_take_idle(struct mixer *mixer) __attribute__((nonnull, warn_unused_result));
/* Producer. The ring that plays while the other is being filled. */
struct ring *mixer_get_other(struct mixer *mixer) __attribute__((nonnull, returns_nonnull));
/* Producer. The callback is to change to the ring that is being filled; if that joins, it leaves
 * out what has been played meanwhile. */
void mixer_offer(struct mixer *mixer) __attribute__((nonnull));

/* Callback. Fills n_frames; now_ns is CLOCK_MONOTONIC, delay_ns as in struct device_wish. */
void mixer_pull(struct mixer *mixer, int16_t *out, size_t n_frames, int64_t now_ns,
	int64_t delay_ns, bool underflow) __attribute__((nonnull));

/* Main. The next note, oldest first; false if there is none. */
bool mixer_next_note(struct mixer *mixer, struct note *note)
	__attribute__((nonnull, warn_unused_result));

#endif
