/* Every option, one row each, and the file that sets them. */
/* SPDX-License-Identifier: MIT */
#ifndef CONFIG_SETTINGS_H
#define CONFIG_SETTINGS_H

#include <stdbool.h>

#include "base/err.h"
#include "model/event.h"

enum config_graph {
	GRAPH_AUTO,
	GRAPH_BRAILLE,
	GRAPH_BLOCK,
	GRAPH_ASCII,
};

enum config_ambiguous {
	AMBIGUOUS_AUTO,
	AMBIGUOUS_NARROW,
	AMBIGUOUS_WIDE,
};

enum config_remote {
	REMOTE_AUTO,
	REMOTE_YES,
	REMOTE_NO,
};

enum config_remote_sound {
	REMOTE_SOUND_AUTO,
	REMOTE_SOUND_EXACT,
	REMOTE_SOUND_OPUS,
};

enum config_color {
	COLOR_AUTO,
	COLOR_ALWAYS,
	COLOR_NEVER,
};

/* All settings, with their defaults after config_init; texts are owned, never NULL. */
struct config {
	char *database; /* "" : the place of the XDG data folder */
	char *reviewer; /* display name; "": the login */
	char *language; /* "": of the locale; "en", "zh_CN" */
	char *card;     /* id of the card for new reviews */
	char *audio_device;
	char *pedal;      /* "off", "auto", a path, part of a name; "": off */
	char *pedal_keys; /* for pedal_keys_parse, which takes it */
	bool pedal_grab;
	bool audio;
	int audio_rate_hz;    /* 0: what the device likes */
	int audio_latency_ms; /* 10..500 */
	int audio_remote;     /* enum config_remote */
	int remote_sound;     /* enum config_remote_sound */
	char *remote_program; /* how callmark is called at the other end of a line */
	int resume_back_ms;   /* 0..10000 */
	int evidence_lag_ms;  /* 0..10000 */
	int skip_front_ms;    /* 0..10000 */
	int skip_behind_ms;   /* 0..10000 */
	bool level_match;
	bool mouse;
	bool autoplay;
	bool gap_play;
	int raw_rate_hz;      /* 1000..768000 */
	int agent_channel;    /* 0 left, 1 right */
	int silence_floor_db; /* -120..-1 dB full scale; 0: the floor of the line is followed */
	struct gap_limits limits;
	int overtalk_grace_ms; /* 0..60000: how long both may talk at once */
	bool cache;    /* results of the analysis are kept for the next time */
	int graph;     /* enum config_graph */
	int ambiguous; /* enum config_ambiguous */
	int color;     /* enum config_color */
};

enum option_type {
	OPTION_TEXT,
	OPTION_FLAG,    /* yes no */
	OPTION_NUMBER,
	OPTION_CHOICE,  /* one of words */
	OPTION_LIMITS,
	OPTION_PEDAL_KEYS, /* a text */
};

struct option_row {
	const char *name; /* "audio-rate" */
	enum option_type type;
	unsigned long offset; /* into struct config */
	int min, max;         /* of a number; max: also of a text, bytes, 0: any */
	const char *const *words; /* of a choice, and of a text that is one of them or empty; NULL at the end */
	const char *preset;
	const char *help; /* N_() */
};

/* The table, ended by a row without a name. Static, const. */
const struct option_row *config_get_options(void) __attribute__((returns_nonnull));

void config_init(struct config *config) __attribute__((nonnull));
void config_release(struct config *config) __attribute__((nonnull));
/* Sets one option from text; an error names the option, what was given and what is expected. */
bool config_set(struct config *config, const char *name, const char *value, struct err *err)
	__attribute__((nonnull, warn_unused_result));
/* Whether sound is to come from a speaker that attaches: by audio-remote, or where this is a login over
 * ssh, whose sound card is somebody else's. */
bool config_is_remote(const struct config *config) __attribute__((nonnull));
/* Reads a file of "name = value" lines; a file that is not there is no error. Stops at the first bad
 * line: "file:line: ...". */
bool config_read_file(struct config *config, const char *path, struct err *err)
	__attribute__((nonnull, warn_unused_result));

#endif
