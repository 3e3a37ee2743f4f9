/* The reviewing side of playback: content out ahead of the ear, the audible position back. */
/* SPDX-License-Identifier: MIT */
#ifndef PLAYER_PLAYER_H
#define PLAYER_PLAYER_H

#include <poll.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/err.h"
#include "model/pcm.h"
#include "model/pedal.h"
#include "model/route.h"

/* How sound goes over a line. */
enum player_sound {
	PLAYER_SOUND_AUTO,  /* exactly, but over a line that has shown to be too thin for that */
	PLAYER_SOUND_EXACT, /* as recorded, to the last bit */
	PLAYER_SOUND_OPUS,
};

struct player_options {
	const char *speaker_path; /* the program callmark-speaker */
	bool silent;        /* never a device: the silent clock (--no-audio) */
	bool remote;        /* no device of this machine: a speaker attaches over a line, or none */
	enum player_sound remote_sound;
	int audio_rate_hz;  /* ask the device for this rate; 0: 48000, 44100, the content's */
	int latency_ms;     /* suggested to the device, 10..500; 0: 50 */
	const char *device; /* part of a device's name; NULL or "": the default */
	const char *pedal;    /* as in player_set_pedal; NULL: none is ever asked for */
	const char *pedal_keys;
	bool pedal_grab;
	const char *log_path; /* the speaker's stderr is appended here; NULL: thrown away */
};

enum player_output {
	PLAYER_STARTING, /* the speaker has not said yet */
	PLAYER_DEVICE,
	PLAYER_SILENT, /* nothing is heard; time goes on all the same */
};

enum player_leg { /* of a stereo source, in both ears */
	PLAYER_BOTH,
	PLAYER_FIRST,
	PLAYER_SECOND,
};

/* How sound goes over a line at present, and why. */
enum player_coding {
	PLAYER_EXACT,
	PLAYER_EXACT_HERE,  /* it should go as Opus, but this program was built without, */
	PLAYER_EXACT_THERE, /* or the speaker was, or is too old, */
	PLAYER_EXACT_RATE,  /* or Opus has not the recording's sample rate */
	PLAYER_OPUS_WANTED,
	PLAYER_OPUS_THIN, /* the line has shown to be too thin for more */
};

#define PLAYER_MIN_SPEED 50
#define PLAYER_MAX_SPEED 300  /* percent; 100: as recorded */
#define PLAYER_MAX_VOLUME 200 /* percent; 100: as recorded */
#define PLAYER_MAX_LEVEL 1000 /* percent, of one leg, besides the volume */

/* What is so at one moment. */
struct player_state {
	bool playing;
	bool ended;        /* stopped by itself at the end of the recording */
	int64_t frame;     /* audible now, in the source's frames. Over a line: when the screen is seen
			    * at its other end */
	int64_t n_lead;    /* frames: so far before it was what was audible when a key that arrives now
			    * was pressed; 0 but over a line */
	int speed_percent; /* as asked */
	enum player_leg leg;
	int volume_percent;
	int level_percent[2]; /* of each leg */
	/* Jumps that are no seek: what is skipped, and the loop. n_jumps counts what was heard of
	 * them since player_new; the latest led from one frame to the other. */
	unsigned n_jumps;
	int64_t jump_from_frame, jump_to_frame;
	bool span_ended; /* stopped by itself at the end of player_play_span */
	enum player_output output;
	bool remote;         /* a speaker is attached over a line */
	int delay_ms;        /* of its round trip; 0: not known yet */
	enum player_coding coding; /* of what goes over the line */
	bool silent_wanted;  /* PLAYER_SILENT because the options say so */
	int output_rate_hz;  /* of the device, 0 if silent */
	int latency_ms;      /* measured, 0 if silent */
	char device[64];     /* its name, "" if silent; not cleaned */
	char problem[200];   /* why nothing is heard, in the current language; "" if all is well */
	unsigned n_restarts; /* of the speaker, since player_new */
};

struct player;

/* Nothing of sound happens before the first player_set_source. Main thread, as all of this. */
struct player *player_new(const struct player_options *options)
	__attribute__((nonnull, returns_nonnull, warn_unused_result));
/* Silence within 20 ms, the speaker ended (SIGKILL after 200 ms), the source freed. */
void player_free(struct player *player);

/* Plays this from now on, paused at its start. Moves source (NULL: nothing to play); from here on
 * only the player's feeder thread reads it. */
void player_set_source(struct player *player, struct pcm_source *source)
	__attribute__((nonnull(1)));

/* All return at once. play at the end of the recording stays there. */
void player_play(struct player *player) __attribute__((nonnull));
void player_pause(struct player *player) __attribute__((nonnull));
/* To a frame of the source, cut to 0..n_frames; plays on if it was playing. */
void player_seek(struct player *player, int64_t frame) __attribute__((nonnull));

/* How fast, with the pitch kept (PLAYER_MIN_SPEED..PLAYER_MAX_SPEED); at once; stays as below. */
void player_set_speed(struct player *player, int percent) __attribute__((nonnull));
/* Which leg is heard, and how loud (0..PLAYER_MAX_VOLUME); at once. Both stay until they are set
 * again, for other sources too. Without them: both, 100 %. */
void player_set_leg(struct player *player, enum player_leg leg) __attribute__((nonnull));
void player_set_volume(struct player *player, int percent) __attribute__((nonnull));

/* How loud each leg is, besides the volume (0..PLAYER_MAX_LEVEL; of mono content the first counts):
 * what gets too loud is held down, never clipped. Stays; 100 each without it. */
void player_set_levels(struct player *player, int first_percent, int second_percent)
	__attribute__((nonnull));
/* Levels that bring the quieter of two legs to the loudness of the other, by 18 dB at most: 100 for
 * the louder. Pure. In dB of any reference; of a leg that is silent NAN: both 100. */
void player_match_levels(double first_db, double second_db, int percent[2])
	__attribute__((nonnull));

/* In which order the source is played, until it is set again or another source comes: what plays
 * goes on where it is, and the frame of the state jumps as the sound does. model/route.h has the
 * rules. */
/* Spans left out, in order, apart, none empty (copied; n_spans 0: none). Joined by a crossfade over
 * the last 15 ms before each; one of less than 40 ms is played. */
void player_set_skips(struct player *player, const struct route_span *spans, size_t n_spans)
	__attribute__((nonnull(1)));
/* From in_frame to out_frame again and again, from the next time that it comes to out_frame; out_frame
 * <= in_frame: no loop. One of less than 40 ms is none. */
void player_set_loop(struct player *player, int64_t in_frame, int64_t out_frame)
	__attribute__((nonnull));
/* Seeks, plays and stops by itself at end_frame (nothing is skipped there, nor looped, if it lies in
 * between); the next seek or play is an ordinary one. */
void player_play_span(struct player *player, int64_t start_frame, int64_t end_frame)
	__attribute__((nonnull));

/* What was heard up to now, each time once: whole stretches of the source, as far as there is room;
 * call it again while it fills n_max, and at least every 5 s. On the silent clock it is heard too:
 * look at output. */
size_t player_take_heard(struct player *player, int64_t now_ns, struct route_span *spans,
	size_t n_max) __attribute__((nonnull, warn_unused_result));

/* Another device (part of its name; "": the default), latency (10..500 ms, 0: 50) or none (silent):
 * what plays goes on there at the same place. */
void player_set_output(struct player *player, bool silent, const char *device, int latency_ms)
	__attribute__((nonnull));
/* Over a line, from now on. */
void player_set_sound(struct player *player, enum player_sound wanted) __attribute__((nonnull));
/* The library that codes for thin lines, "libopus 1.3.1"; NULL: built without it. */
const char *player_get_opus(void);
/* A tone of half a second on the device; also without a source. */
void player_play_tone(struct player *player) __attribute__((nonnull));

struct player_device {
	char name[128];  /* of the device, from outside, not cleaned */
	char system[32]; /* that it belongs to: "ALSA"; as name */
	int channels;
	int rate_hz; /* its usual one */
	bool is_default;
};
/* Asks for the devices of the machine that the sound is on; also without a source.
 * player_get_devices has them when it has returned true once: *devices is borrowed until the next
 * call of either; player_service returns true when they have come. */
void player_ask_devices(struct player *player) __attribute__((nonnull));
bool player_get_devices(struct player *player, const struct player_device **devices, size_t *n)
	__attribute__((nonnull, warn_unused_result));

/* The foot pedal at the speaker's side: "off", "auto", a path or part of a name; what its keys do, as
 * pedal_keys_parse takes it; whether a pedal that was named types nothing besides. At once. */
void player_set_pedal(struct player *player, const char *device, const char *keys, bool grab)
	__attribute__((nonnull));
struct player_pedal {
	enum pedal_state state; /* PEDAL_OFF also while the speaker has not said, or does not know pedals */
	char name[64];  /* from outside, not cleaned; "" if it is not known */
	char path[128]; /* as name */
};
void player_get_pedal(const struct player *player, struct player_pedal *pedal)
	__attribute__((nonnull));
/* What is held down of it, one change after another; false if there is no further one. A speaker that
 * is gone holds nothing: what was pressed is let go. player_service returns true when there is one. */
struct player_press {
	unsigned roles; /* of enum pedal_role, since at_ns */
	int64_t at_ns;
};
bool player_take_press(struct player *player, struct player_press *press)
	__attribute__((nonnull, warn_unused_result));

/* The state at CLOCK_MONOTONIC time now_ns. The frame never runs beyond what the speaker reported
 * as handed to the device, never backwards while playing without a seek. */
void player_get_state(const struct player *player, int64_t now_ns, struct player_state *state)
	__attribute__((nonnull));

/* For the main loop: fills up to n_max descriptors and returns how many; the time (monotonic ns) by
 * which player_service wants to be called, CLOCK_NEVER for none; and the call itself, which handles
 * what arrived, restarts a dead or silent speaker, and returns true if the state changed other than
 * by time going on. */
size_t player_get_fds(const struct player *player, struct pollfd *fds, size_t n_max)
	__attribute__((nonnull));
int64_t player_get_deadline_ns(const struct player *player) __attribute__((nonnull));
bool player_service(struct player *player, int64_t now_ns) __attribute__((nonnull));

#endif
