/* The speaker's protocol: messages to bytes and back. */
/* SPDX-License-Identifier: MIT */
#ifndef WIRE_WIRE_H
#define WIRE_WIRE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/err.h"
#include "base/str.h"
#include "model/pedal.h"
#include "model/route.h"

/* On the wire a message is: u32 bytes of body, u16 type, body; all numbers little-endian, fields in
 * the order of the structs below. A receiver skips types that it does not know; a body that is
 * longer than WIRE_MAX_BODY, shorter or longer than its type asks, or with a field out of its range
 * is an error, and nothing after it is read.
 *
 * Two sides: the player (callmark) and the speaker (the process with the sound device). Each says
 * HELLO first and then speaks the highest version that both know; the player follows with SETUP.
 * Version 2: a further HELLO of the player begins anew (another callmark took the place of the
 * former one): the speaker forgets content, balance and speed, and counts taken bytes from 0.
 *
 * Between the two there may be a line: callmark relay on one side of it, callmark speaker on the
 * other. Both pass messages on whole, also of types that they do not know.
 *
 * Version 2 has what stands last in each half of the list of types: how loud each leg is, the order
 * in which content is played, the list of devices, a test tone, SETUP at any time. A speaker of
 * version 1 skips these, and plays on.
 *
 * Version 3: foot pedals, and CODECS: after each HELLO of the player the speaker says which encodings it
 * decodes. Others are never sent to it; one of version 2 knows S16 and ULAW. What is new in a
 * version is said only where both sides speak it.
 *
 * Epochs: OPEN and SEEK carry a number chosen by the player, from 1, higher each time. RUN, LEAP,
 * STOPPED, ENDED and STATUS carry the epoch that they belong to: one of an older epoch is stale and
 * is dropped.
 *
 * Clock: times are nanoseconds of the speaker's CLOCK_MONOTONIC. now_ns is when the message was
 * written: on the same machine times hold as they are, elsewhere the player takes
 * received + (at_ns - now_ns).
 *
 * Where it is: the player keeps the last few RUNs, LEAPs and STOPPEDs of the epoch and uses the newest
 * whose at_ns has passed (before the first: its frame). */
#define WIRE_VERSION_MIN 2
#define WIRE_VERSION_MAX 3
#define WIRE_VERSION_PEDALS 3 /* the first with them */
#define WIRE_MAGIC 0x4b534d43u /* "CMSK" */
#define WIRE_HEADER_BYTES 6
#define WIRE_MAX_BODY (1024u * 1024)
#define WIRE_MAX_FRAME (INT64_C(1) << 48)
#define WIRE_MAX_DATA_SAMPLES 262144 /* of one DATA, frames x channels */
#define WIRE_HEARTBEAT_MS 500
#define WIRE_SPAN_BYTES 16
#define WIRE_MAX_SPANS (WIRE_MAX_BODY / 2 / WIRE_SPAN_BYTES) /* of one SKIPS */

enum wire_type {
	/* both ways, first */
	WIRE_HELLO = 1,
	/* player to speaker */
	WIRE_SETUP = 16,
	WIRE_OPEN,
	WIRE_LENGTH,
	WIRE_DATA,
	WIRE_PLAY,  /* no body. From where it stands; at the end: ENDED again */
	WIRE_PAUSE, /* no body. A ramp of 5 ms, then silence; answered by STOPPED */
	WIRE_SEEK,
	WIRE_CLOSE, /* no body. Silence, the content is forgotten */
	WIRE_QUIT,  /* no body. Silence, the speaker ends; so does the end of the connection */
	WIRE_PING,
	WIRE_BALANCE,
	WIRE_SPEED,
	WIRE_LEVELS,
	WIRE_SKIPS,
	WIRE_LOOP,
	WIRE_STOP_AT,
	WIRE_LIST_DEVICES, /* no body. Answered by as many FOUND as there are devices */
	WIRE_TONE,
	WIRE_PEDALS = 40,
	WIRE_NOTICE = 48,
	/* speaker to player */
	WIRE_DEVICE = 64,
	WIRE_RUN,
	WIRE_STOPPED,
	WIRE_ENDED,
	WIRE_STATUS,
	WIRE_PONG,
	WIRE_LEAP,
	WIRE_FOUND,
	WIRE_CODECS,
	WIRE_PEDAL = 80,
	WIRE_HELD,
};

/* Both, first. The versions that the sender speaks; no overlap: the connection is useless. */
struct wire_hello {
	uint32_t magic; /* WIRE_MAGIC */
	uint16_t version_min;
	uint16_t version_max;
};

/* Player, after each HELLO; since version 2 at any time again: what plays goes on there, from the
 * place that is heard. What is wanted of the device. */
struct wire_setup {
	bool silent;         /* no device: the silent clock */
	uint32_t rate_hz;    /* asked of the device; 0: 48000, else 44100, else the content's */
	uint32_t latency_ms; /* suggested, 10..500 */
	char device[128];    /* part of its name, without regard to case; "": the default */
};

/* Player. New content, paused at frame 0, nothing of it known yet; what was open is forgotten. */
struct wire_open {
	uint32_t epoch;
	uint32_t content;  /* number chosen by the player, never used twice in a connection */
	uint32_t rate_hz;  /* 1000..768000 */
	uint16_t channels; /* 1 or 2 */
	int64_t n_frames;  /* as far as is known */
};

/* Player. Reading showed that the content is that long. */
struct wire_length {
	uint32_t content;
	int64_t n_frames;
};

enum wire_encoding {
	WIRE_S16,  /* little-endian */
	WIRE_ULAW, /* G.711, for what it holds without loss */
	WIRE_OPUS, /* a block as in wire/opus.h: not exact, for thin lines */
};

/* Player, at any time. Frames of the content. The speaker keeps what lies within about 10 s behind
 * to 30 s ahead of where it plays and touches what it has, and drops the rest: its STATUS
 * says what it wants. The player may send from the target on at once after a SEEK. */
struct wire_data {
	uint32_t content;
	int64_t start_frame;
	uint16_t channels;
	enum wire_encoding encoding;
	uint32_t n_frames; /* n_frames * channels <= WIRE_MAX_DATA_SAMPLES */
	const uint8_t *bytes; /* 2 or 1 a sample, or of Opus n_bytes. Decoded: borrowed from the
			       * parser until its next use */
	size_t n_bytes;       /* decoded: of any encoding */
};

/* Player. To a frame, cut to the content; playing: sounds from there as soon as there is content.
 */
struct wire_seek {
	uint32_t epoch;
	int64_t frame;
	bool playing;
};

/* Player, over a line. Answered by PONG at once, with the same token. */
struct wire_ping {
	int64_t token;
};

enum wire_leg {
	WIRE_LEG_BOTH,
	WIRE_LEG_FIRST, /* of stereo content, in both ears */
	WIRE_LEG_SECOND,
};

/* Player, at any time; holds until the next one, also for other content. Before the first: 100 %,
 * both. Heard at once, over a ramp of 5 ms. A speaker that does not know it goes on as it was. */
struct wire_balance {
	uint16_t volume_percent; /* 0..200; 100: as recorded, bit for bit */
	enum wire_leg leg;
};

/* Player, at any time; holds until the next one, also for other content. Before the first: 100. The
 * pitch is kept; at 100 the content passes bit for bit. It crossfades to the new speed where it
 * is, and a RUN says from when on. A speaker that does not know it goes on as it was, and its RUNs
 * say so. */
#define WIRE_MIN_SPEED 50
#define WIRE_MAX_SPEED 300
struct wire_speed {
	uint16_t percent; /* WIRE_MIN_SPEED..WIRE_MAX_SPEED */
};

/* Player, at any time; holds until the next one, also for other content. Before the first: 100 each.
 * How loud each leg of stereo content is, besides the volume (of mono content the first counts).
 * What becomes too loud is held down, not clipped. */
#define WIRE_MAX_LEVEL 1000
struct wire_levels {
	uint16_t percent[2];
};

/* Player, at any time; hold until the next one of their kind or OPEN. In which order the content is
 * played: model/route.h. What plays goes on where it is. */
struct wire_skips {
	uint32_t content;
	uint32_t n_spans;     /* up to WIRE_MAX_SPANS, in order, apart, none empty */
	const uint8_t *bytes; /* WIRE_SPAN_BYTES each. Decoded: borrowed from the parser as DATA */
};
struct wire_loop {
	uint32_t content;
	int64_t in_frame, out_frame; /* out_frame 0: no loop */
};

/* Player, before the SEEK of that epoch: it ends there, and says ENDED, as if the content did. PLAY
 * goes on behind it. */
struct wire_stop_at {
	uint32_t epoch;
	int64_t frame;
};

/* Player, at any time. A tone on the device, beside what plays. */
struct wire_tone {
	uint16_t duration_ms;
	uint16_t hz; /* 50..4000 */
};

/* Player, version 3, at any time; holds until the next one. Which foot pedal is read on the speaker's
 * side. Answered by PEDAL. */
struct wire_pedals {
	bool grab;        /* one that is chosen by name or path types nothing besides */
	char device[128]; /* "off", "auto", the path of a device, or part of its name */
	char keys[256];   /* as pedal_keys_parse takes them */
};

enum wire_notice_kind {
	WIRE_NOTICE_WAITING,  /* of the relay: no callmark runs yet */
	WIRE_NOTICE_REPLACED, /* another speaker has been attached; this one is not to come again */
	WIRE_NOTICE_VERSION,  /* no common version; the same */
};

/* Player or relay, at any time: for the program that tells the person at the speaker's side how
 * things stand. The speaker itself passes over it. */
struct wire_notice {
	enum wire_notice_kind kind;
};

enum wire_device_state {
	WIRE_DEVICE_OPENING, /* the sound system is being asked, which may take long or for ever: a
			      * speaker that goes silent after this hangs in it (restart it with
			      * SETUP.silent) */
	WIRE_DEVICE_OPEN,
	WIRE_DEVICE_SILENT, /* nothing is heard, the silent clock runs; problem says why */
	WIRE_DEVICE_CLOSED, /* after 30 s of pause, or nothing is open: opens again with PLAY. With a
			     * problem: what plays stands still until the device is back, for a while */
};

enum wire_problem {
	WIRE_OK,
	WIRE_PROBLEM_WANTED,       /* SETUP.silent */
	WIRE_PROBLEM_INIT,         /* the sound system did not start */
	WIRE_PROBLEM_NO_DEVICE,    /* there is none for output */
	WIRE_PROBLEM_NO_SUCH,      /* none has the name asked for */
	WIRE_PROBLEM_OPEN,         /* it is there, but refused */
	WIRE_PROBLEM_LOST,         /* it was there and went away; tried again every 2 s */
	WIRE_PROBLEM_FREE_RUNNING, /* it takes sound faster than time goes by: nothing listens */
	WIRE_PROBLEM_STALLED,      /* it takes no sound; tried again every 2 s */
};

/* Speaker, at each change. */
struct wire_device {
	enum wire_device_state state;
	enum wire_problem problem;
	uint32_t rate_hz;    /* of the device; 0 unless open */
	uint32_t latency_us; /* from callback to ear, measured; 0 unless open or not known yet */
	char name[64];       /* of the device, from outside, not cleaned; "" unless open */
	char detail[200];    /* the sound system's own words for the problem, for the log; or "" */
};

/* Speaker, at each change of slope or jump, and every 100 ms while playing. From at_ns on, the
 * frame heard at time t is frame + (t - at_ns) x slope_mhz / 10^12, but no more than frame +
 * n_valid: what has been taken from the content for good; once there was a PING, also what the speaker
 * has and will play if it is told nothing else. at_ns may lie some 50 ms ahead or behind.
 * slope_mhz 0: it stands at frame (the content for it has not come yet). */
struct wire_run {
	uint32_t epoch;
	int64_t frame;
	int64_t at_ns;
	int64_t now_ns;
	uint32_t slope_mhz; /* source frames per 1000 s */
	uint32_t n_valid;   /* source frames */
};

/* Speaker. A RUN behind a jump that is no SEEK: content was skipped, or a loop begins anew. Those to
 * come are said with each RUN, as far as the content for them is ready. Jumps have numbers, from 1
 * in each epoch; what comes before one that has been heard is stale. One from a frame to itself takes
 * back those that were announced before it. */
struct wire_leap {
	uint32_t epoch;
	uint32_t number;
	int64_t from_frame, to_frame; /* the jump */
	int64_t frame;                /* at least to_frame */
	int64_t at_ns;
	int64_t now_ns;
	uint32_t slope_mhz;
	uint32_t n_valid;
};

/* Speaker. STOPPED: paused; the sound ends with the frame before this one at at_ns, and PLAY goes
 * on with it. Also after OPEN and after a SEEK that does not play. ENDED: the last frame has been
 * heard, of the content or before STOP_AT; it stands there, paused. */
struct wire_stopped {
	uint32_t epoch;
	int64_t frame;
	int64_t at_ns;
	int64_t now_ns;
};

/* Speaker, every WIRE_HEARTBEAT_MS from HELLO on, and at once after OPEN, LENGTH and SEEK. A
 * speaker that says nothing at all for 2 s hangs. */
struct wire_status {
	uint32_t epoch;
	uint32_t content; /* 0: nothing is open */
	int64_t now_ns;
	int64_t want_frame;    /* the first frame that it has not, from where it plays on */
	uint32_t n_want;       /* from there; 0: nothing until more has been played */
	uint32_t n_ahead;      /* frames it has from where it plays on */
	int64_t n_taken_bytes; /* of DATA bodies read since HELLO, dropped ones too: the credit */
	uint32_t n_underruns;  /* of the device, since it was opened */
};

/* Speaker. */
struct wire_pong {
	int64_t token;
	int64_t now_ns;
};

/* Speaker. One of the devices for output. */
struct wire_found {
	uint16_t number;    /* from 0 */
	uint16_t n_devices; /* 0: there is none, and nothing else counts */
	bool is_default;
	uint16_t channels;
	uint32_t rate_hz; /* its usual one */
	char name[128];   /* from outside, not cleaned */
	char system[32];  /* that it belongs to: "ALSA" */
};

/* Speaker, version 3, after PEDALS and at each change. */
struct wire_pedal {
	enum pedal_state state;
	char name[64];  /* of the device, from outside, not cleaned; "" if none is found */
	char path[128]; /* of the device, or as it was asked for */
};

/* Speaker, version 3, at each change of what is held down of the pedal; when the pedal is gone, or no
 * PEDALS has come, nothing is. */
struct wire_held {
	uint32_t roles; /* of enum pedal_role */
	int64_t at_ns;
	int64_t now_ns;
};

/* Speaker, after each HELLO of the player: the encodings that it decodes. */
struct wire_codecs {
	uint16_t encodings; /* bit n: the enum wire_encoding n */
};

/* One message; the member named like the type counts. */
struct wire_message {
	enum wire_type type;
	union {
		struct wire_hello hello;
		struct wire_setup setup;
		struct wire_open open;
		struct wire_length length;
		struct wire_data data;
		struct wire_seek seek;
		struct wire_ping ping;
		struct wire_balance balance;
		struct wire_speed speed;
		struct wire_levels levels;
		struct wire_skips skips;
		struct wire_loop loop;
		struct wire_stop_at stop_at;
		struct wire_tone tone;
		struct wire_pedals pedals;
		struct wire_notice notice;
		struct wire_device device;
		struct wire_run run;
		struct wire_stopped stopped; /* of ENDED too */
		struct wire_status status;
		struct wire_pong pong;
		struct wire_leap leap;
		struct wire_found found;
		struct wire_codecs codecs;
		struct wire_pedal pedal;
		struct wire_held held;
	};
};

/* The version that two sides speak, one of which is this program; 0 if there is none. */
static inline int wire_common_version(const struct wire_hello *theirs)
{
	if (theirs->version_min > WIRE_VERSION_MAX || theirs->version_max < WIRE_VERSION_MIN)
		return 0;
	return theirs->version_max < WIRE_VERSION_MAX ? theirs->version_max : WIRE_VERSION_MAX;
}

/* Appends the message's bytes to *out (which may hold NULs: use n_bytes). The fields must be within
 * their ranges; a text that is too long is cut. */
void wire_encode(struct str *out, const struct wire_message *message) __attribute__((nonnull));

/* For the manual: the fields of a type of message, in the order in which they stand on the wire.
 * Returns how many there are, SIZE_MAX for a type that is not known. */
struct wire_field {
	const char *name; /* "seek.frame" */
	const char *kind; /* "i64" */
};
size_t wire_describe(unsigned type, struct wire_field *fields, size_t n_max)
	__attribute__((nonnull, warn_unused_result));

/* The bytes of the whole message that n_bytes begin with, its header included, and its type; 0 if
 * more are to come, SIZE_MAX if it is longer than any message. */
size_t wire_measure(const void *bytes, size_t n_bytes, unsigned *type)
	__attribute__((nonnull, warn_unused_result));

/* How many bytes stand before the first place where a HELLO begins, or may begin when more have
 * come. */
size_t wire_find_hello(const void *bytes, size_t n_bytes)
	__attribute__((nonnull, warn_unused_result));

/* Samples as the bytes of a DATA: mu-law if ulaw is allowed and every sample survives it, else s16.
 * bytes has room for 2 x n_samples. */
enum wire_encoding wire_pack_samples(uint8_t *bytes, const int16_t *samples, size_t n_samples,
	bool allow_ulaw) __attribute__((nonnull, warn_unused_result));
/* Whether mu-law holds every sample without loss. */
bool wire_is_ulaw(const int16_t *samples, size_t n_samples) __attribute__((nonnull, pure));
/* The samples of a DATA of either: n_frames x channels of them, interleaved. */
void wire_unpack_samples(int16_t *samples, const struct wire_data *data) __attribute__((nonnull));

/* Spans as the bytes of a SKIPS, and back: spans has room for skips->n_spans. */
void wire_pack_spans(uint8_t *bytes, const struct route_span *spans, size_t n_spans)
	__attribute__((nonnull));
void wire_unpack_spans(struct route_span *spans, const struct wire_skips *skips)
	__attribute__((nonnull));

/* Bytes in pieces of any size in, messages out. { 0 } is a new one. */
struct wire_parser {
	struct str bytes;
	size_t n_done; /* of bytes, already handed out */
	bool broken;
};

enum wire_result {
	WIRE_MORE,    /* nothing whole is there */
	WIRE_MESSAGE, /* *message is filled */
	WIRE_BROKEN,  /* malformed, *err says what; stays so */
};

void wire_parser_add(struct wire_parser *parser, const void *bytes, size_t n_bytes)
	__attribute__((nonnull));
/* Call until it says other than WIRE_MESSAGE. Never fills *message with a field out of range. */
enum wire_result wire_parser_next(struct wire_parser *parser, struct wire_message *message,
	struct err *err) __attribute__((nonnull, warn_unused_result));
void wire_parser_release(struct wire_parser *parser) __attribute__((nonnull));

#endif
