/* What the detector hears in a call: gaps, talk, overtalk, tones. */
/* SPDX-License-Identifier: MIT */
#ifndef MODEL_EVENT_H
#define MODEL_EVENT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum event_kind {
	EVENT_TALK,
	EVENT_SILENCE,
	EVENT_HOLD,
	EVENT_OVERTALK,
	EVENT_TONE,
};

enum event_subtype {
	SUBTYPE_NONE,
	/* of a hold */
	SUBTYPE_MUSIC,
	SUBTYPE_ANNOUNCE,
	SUBTYPE_BEEP,
	SUBTYPE_DIGITAL, /* the exchange's own silence or comfort noise */
	/* of a tone */
	SUBTYPE_RINGBACK,
	SUBTYPE_DTMF,
	SUBTYPE_BUSY,
	SUBTYPE_FAX,
};

enum event_place {
	PLACE_MIDDLE,
	PLACE_START, /* touches the start of the call */
	PLACE_END,
	PLACE_QUEUE, /* before an agent has answered, but for PLACE_START */
};

enum party {
	PARTY_NONE, /* nobody, or not known (one channel) */
	PARTY_AGENT,
	PARTY_CUSTOMER,
	PARTY_BOTH,
};

/* Classes go by the whole length; a length exactly on a limit belongs to the lower class. */
enum gap_class {
	GAP_NONE, /* not longer than the first limit */
	GAP_OVER3,
	GAP_OVER15,
	GAP_OVER60,
	N_GAP_CLASSES,
};

struct event {
	int64_t start_ms; /* exact to the 10 ms hop */
	int64_t end_ms;   /* > start_ms */
	enum event_kind kind;
	enum event_subtype subtype;
	enum event_place place;
	int channel;        /* 0 or 1 for talk and tones; -1 where it concerns all channels */
	enum party before;  /* who spoke before a gap */
	enum party after;   /* who broke it; for overtalk who began */
	float level_db;     /* mean level in it, dB full scale, <= 0 */
	float confidence;   /* 0..1 */
	int32_t detail;     /* rings counted (ringback), digit as a character (dtmf), else 0 */
};

/* The limits of the classes; the setting gap-thresholds. Ascending, each 500..3600000 ms. */
struct gap_limits {
	int64_t over_ms[3];
};

extern const struct gap_limits gap_limits_default; /* 3 s, 15 s, 60 s */

static inline bool event_is_gap(const struct event *event)
{
	return event->kind == EVENT_SILENCE || event->kind == EVENT_HOLD;
}

/* GAP_NONE for what is not a gap. */
enum gap_class event_gap_class(const struct event *event, const struct gap_limits *limits)
	__attribute__((nonnull, pure));

/* Words for interchange (JSON, CSV, the database), never translated: "silence", "music", "start",
 * "agent". A class is "over" and its limit in seconds ("over3", "over2.5"); NULL for GAP_NONE. */
const char *event_kind_word(enum event_kind kind) __attribute__((const));
const char *event_subtype_word(enum event_subtype subtype) __attribute__((const));
const char *event_place_word(enum event_place place) __attribute__((const));
const char *party_word(enum party party) __attribute__((const));
const char *gap_class_word(enum gap_class class, const struct gap_limits *limits, char buf[24])
	__attribute__((nonnull));

/* Gaps by class, counted[GAP_OVER15] only those over 15 s and not over 60 s. */
void event_count_gaps(const struct event *events, size_t n_events, const struct gap_limits *limits,
	int counted[N_GAP_CLASSES]) __attribute__((nonnull(3, 4)));

/* Reads "3,15,60" (seconds, decimals allowed); false unless three ascending values in range. */
bool gap_limits_parse(const char *text, struct gap_limits *limits)
	__attribute__((nonnull, warn_unused_result));

#endif
