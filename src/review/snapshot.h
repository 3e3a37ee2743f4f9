/* Everything that a screen shows of a review, as plain data: panes draw this and nothing else. */
/* SPDX-License-Identifier: MIT */
#ifndef REVIEW_SNAPSHOT_H
#define REVIEW_SNAPSHOT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "model/answer.h"
#include "model/envelope.h"
#include "model/event.h"
#include "model/coverage.h"
#include "scorecard/check_points.h"

/* Texts come from outside (names, comments, cards) and are cleaned by the canvas when drawn. Times are
 * milliseconds of the recording. */

struct snapshot_level {
	const char *name; /* "not met", in the language shown */
};

struct snapshot_item {
	const char *key;     /* "2.2" */
	const char *title;
	const char *section; /* heading to show above it when it differs from the item before */
	const char *points;  /* "5"; "-" where it has none */
	const struct snapshot_level *levels; /* n_levels, number 1 first */
	size_t n_levels;
	bool na_allowed;
	int level;            /* ANSWER_NONE, ANSWER_NA, 1..9 */
	bool exceeds;         /* the level is better than met */
	bool not_met;         /* the level is the lowest */
	bool saving;          /* not acknowledged yet */
	int64_t evidence_ms;  /* -1: none */
	const char *comment;  /* "" for none */
	bool comment_missing; /* the card asks for one */
	const char *hint;     /* what the detector found: "3 gaps", "hold 1:15"; "" for none */
	const char *guideline;
};

enum snapshot_pane { /* what the lower pane shows */
	LOWER_SCORECARD,
	LOWER_GUIDELINE,
	LOWER_SUBMIT,
	LOWER_GAPS,
};

/* A row of the gap list. */
struct snapshot_gap {
	struct event event;        /* as it counts, or would */
	struct event found;        /* as the detector found it */
	int number;                /* as on the transport line; 0: ignored by the reviewer */
	bool changed;              /* the reviewer has changed its kind, or ignores it */
	bool ignored;
	enum gap_class class;
	struct check_points asked; /* of the agent */
	char items[40];            /* keys of those whose evidence lies in it: "2.2 5.1"; "" for none */
};

enum snapshot_tone {
	TONE_PLAIN,
	TONE_GOOD,
	TONE_WARNING,
	TONE_ERROR,
};

enum snapshot_hear { /* whom the reviewer hears */
	HEAR_BOTH,
	HEAR_AGENT,
	HEAR_CUSTOMER,
};

struct review_snapshot {
	/* title line */
	const char *name;
	const char *agent; /* "" while not known */
	const char *queue;
	const char *card_title;  /* "Tenets v1" */
	const char *state_word;  /* "draft", "final", "new", in the language shown */
	bool final;
	int n_answered;
	int n_items;
	const char *score; /* "25/35" while unfinished, "88" when final or complete */

	/* timeline */
	int channels; /* of the envelope; 0 while nothing is known */
	int agent_channel;
	int64_t duration_ms;
	int64_t playhead_ms;
	bool playing;
	const struct envelope *envelope;
	const struct event *events; /* all kinds, by start */
	size_t n_events;
	struct gap_limits limits;
	enum gap_class gap_from;  /* g, G and the transport line: gaps of this class and above */
	int gap_number;           /* the gap at or before the playhead, from 1; 0: before the first */
	int n_gaps;               /* of that class and above */
	int zoom_ms_per_column;   /* of the detail timeline */
	bool analysing;
	int analysed_percent;     /* 0..100 */
	int64_t settled_ms;       /* up to where the gaps are final */

	/* what was heard (coverage.h), by start; skipped: gaps jumped over; unheard: neither. Holes of an
	 * instant do not count. */
	const struct cover_range *cover;
	size_t n_cover;
	int64_t skipped_ms;
	int64_t unheard_ms;
	int unheard_percent; /* of the call; 0 only where unheard_ms is */
	bool skips_gaps;     /* gaps are jumped over */
	bool only_unheard;   /* ... and what was heard already, since p */
	const struct cover_range *skips; /* the parts of gaps that are jumped over, by start */
	size_t n_skips;

	/* transport line */
	int speed_percent; /* 100 is 1x */
	int volume_percent;
	enum snapshot_hear leg;
	int64_t loop_in_ms; /* -1: no loop */
	int64_t loop_out_ms; /* -1: not set yet */
	bool silent;       /* nothing is heard */
	bool sound_starting;
	const char *sound_problem; /* "" if all is well; one line */

	/* scorecard */
	const struct snapshot_item *items;
	size_t n_snapshot_items;
	size_t cursor; /* index of the current item */
	enum snapshot_pane lower;

	/* gap list: gaps of gap_from and above; empty in the other panes */
	const struct snapshot_gap *gaps;
	size_t n_gap_rows;
	size_t gap_cursor;

	/* submit pane */
	const size_t *empty_items;   /* indexes of required items without an answer */
	size_t n_empty_items;
	const size_t *uncommented;   /* indexes of items whose comment is missing */
	size_t n_uncommented;
	bool may_submit;
	const char *score_final; /* what y would file: "88.00 of 100" */

	/* message line */
	const char *message; /* "" for none */
	enum snapshot_tone tone;
};

#endif
