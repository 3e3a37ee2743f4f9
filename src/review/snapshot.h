/* Everything that a screen shows of a review, as plain data: panes draw this and nothing else. */
/* SPDX-License-Identifier: MIT */
#ifndef REVIEW_SNAPSHOT_H
#define REVIEW_SNAPSHOT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "model/answer.h"
#include "model/contact.h"
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
	const char *name;    /* what it is called: the key, or the title where keys_are_words */
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

	/* ---- marking of every kind ---- */
	size_t section_index;    /* in review_snapshot.sections */
	bool is_occurrence;      /* counted with d and x; it has no levels */
	int n_occurrences;
	const char *off;         /* what each takes off: "-0.5"; "" of other scales */
	bool applies;            /* false: by the answer to another item it is not asked, nor counted */
	const char *condition;   /* why it is asked or not: "if 2.2 is not met"; "" where always */
	bool required;           /* and it applies */
	const char *reasons;     /* the codes chosen: "N1 N3"; "" for none */
	const char *reason_texts; /* all that the card names: "N1 not asked" a line; "" for none */
	size_t n_reasons;        /* that R offers for the answer as it is; 0: R has nothing to offer */
	const struct snapshot_time *times; /* evidence, or the occurrences, in the order of o */
	size_t n_times;
	size_t next_time;        /* which of them o plays next */
	int proposed;            /* level that the gap rules propose (Y accepts); 0: none. Only while the
				    item is empty */
	const char *proposal;    /* why: "2 silences over 3 s"; "" for none */
	const char *incident;    /* what its not met mark suggests: "Class A: bad attitude"; "" for none, and
				    once one of that class is recorded */
};

/* A moment or span of the recording. */
struct snapshot_time {
	int64_t start_ms;
	int64_t end_ms; /* -1: a moment */
};

struct snapshot_section {
	const char *key;
	const char *title;
	size_t first_item, n_items;
	int n_answered;     /* of those that apply */
	int n_applying;
	int n_not_met;
	const char *score;  /* "35.5/40"; "" while there is none */
	bool zeroed;        /* an item of effect section was not met */
};

/* A line of a list that is chosen by letter (review_pick, its index): reasons of the item under the
 * cursor, red flags, or occurrence items. */
struct snapshot_choice {
	const char *code; /* "N1"; key of the item; "" of a flag */
	const char *text;
	bool chosen;      /* reason chosen, flag raised, at least one counted */
	bool exceeded;    /* a reason for exceeded */
	int n;            /* how many are counted; of a fault */
	const char *off;  /* what each takes off; of a fault */
};

enum snapshot_effect { /* of a raised red flag, or of an item that is not met */
	SNAPSHOT_REPORT,
	SNAPSHOT_SECTION,
	SNAPSHOT_FAIL,
	SNAPSHOT_ZERO,
};

/* A red flag; their order is that of review_pick in LOWER_FLAGS. */
struct snapshot_flag {
	const char *key;
	const char *title;
	const char *guideline; /* "" for none */
	enum snapshot_effect effect;
	bool raised;
	bool saving;
	int64_t evidence_ms;   /* -1: none */
	const char *comment;   /* "" for none */
	bool comment_missing;
	const char *incident;  /* what it suggests while it is raised, as of an item */
};

struct snapshot_option {
	const char *key; /* what is stored */
	const char *title;
};

struct snapshot_field { /* of the contact */
	const char *key;
	const char *title;
	const char *type;  /* "text", "choice", "date", "duration": for a hint, in the language shown */
	bool required;
	bool missing;      /* required and empty */
	bool saving;
	const char *value; /* as stored; "" for none */
	const char *shown; /* of a choice the option's title, else the value */
	const struct snapshot_option *options; /* of a choice */
	size_t n_options;
};

struct snapshot_incident {
	int n; /* names it */
	const char *class_key;
	const char *category_key; /* "" for none */
	const char *title; /* "Class A: bad attitude", from the catalogue; the keys where it has none */
	int64_t start_ms;
	int64_t end_ms; /* -1: a moment */
	const char *texts[6]; /* of enum incident_text (store.h); "" for none */
	bool saving;
};

struct snapshot_note {
	int n; /* names it */
	int64_t at_ms;
	const char *text;
	bool saving;
};

enum snapshot_missing_kind {
	MISSING_ANSWER,
	MISSING_COMMENT,
	MISSING_FIELD,
	MISSING_FLAG_COMMENT,
	MISSING_FLAG_CONFIRM, /* a raised flag changes the outcome: ! in the submit pane confirms all */
};

/* Something that is in the way of y, in the order in which it is best mended. */
struct snapshot_missing {
	enum snapshot_missing_kind kind;
	size_t index;      /* of the item, field or flag */
	const char *name;  /* an item's; else the title */
};

enum snapshot_pane { /* what the lower pane shows */
	LOWER_SCORECARD,
	LOWER_GUIDELINE,
	LOWER_SUBMIT,
	LOWER_GAPS,
	LOWER_REASONS,
	LOWER_FLAGS,
	LOWER_FAULTS, /* all occurrence items of the card */
	LOWER_CONTACT,
	LOWER_INCIDENTS,
	LOWER_NOTES,
};

enum snapshot_outcome {
	SNAPSHOT_NO_OUTCOME,
	SNAPSHOT_PASSES,
	SNAPSHOT_FAILS,
	SNAPSHOT_ZEROED, /* fails, and the score is 0 */
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
	char items[64];            /* names of those whose evidence lies in it: "2.2 5.1"; "" for none */
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
	const struct contact *contact; /* these two among it; what other systems know of the call */
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

	const char *figures;      /* of the conversation, a line each: "The agent talks 62 % ..."; "" while
				     not known */

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
	int level_percent[2]; /* of agent and customer, besides the volume; 100: as recorded */
	bool matches_levels;  /* the quieter of the two is made as loud as the other */
	int64_t loop_in_ms; /* -1: no loop */
	int64_t loop_out_ms; /* -1: not set yet */
	bool silent;       /* nothing is heard */
	bool remote;       /* the speaker is at the other end of a line, */
	int delay_ms;      /* so far away, there and back; 0: not known yet */
	bool is_opus;      /* the sound gets there, but not exactly */
	bool sound_starting;
	const char *sound_problem; /* "" if all is well; one line */

	/* scorecard */
	const struct snapshot_item *items;
	size_t n_snapshot_items;
	bool keys_are_words; /* of the items: too long for a column of their own */
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
	const char *score_final; /* what y would file: "88 of 100" */

	/* ---- marking of every kind ---- */
	/* live, at the top */
	int n_not_met;
	int n_met;
	int n_exceeded;
	int n_not_applicable;
	const char *not_met_sections; /* sections with an item not met: "2 4", or titles; "" for none */
	const char *score_now;   /* "88.00" of what counts so far; "" while there is none */
	const char *score_raw;   /* the same before red flags and zeroed sections, where it differs; "" */
	enum snapshot_outcome outcome;
	const char *outcome_word; /* "passes", "fails: wrong answer"; "" for none */
	const char *band;         /* the name of the score's band; "" for none */
	const struct snapshot_section *sections;
	size_t n_sections;

	/* the lists; all are there whatever pane is open */
	const struct snapshot_choice *choices; /* of the open pane: LOWER_REASONS, _FLAGS, _FAULTS */
	size_t n_choices;
	const struct snapshot_flag *flags;
	size_t n_flags;
	int n_raised;
	bool flags_confirmed;
	const struct snapshot_field *fields;
	size_t n_fields;
	int n_fields_missing; /* required ones */
	const struct snapshot_incident *incidents;
	size_t n_incidents;
	const struct snapshot_note *notes; /* by time */
	size_t n_notes;
	size_t note_cursor; /* the note at or before the playhead; n_notes: before the first */

	/* submit pane: everything that is in the way, of whatever kind */
	const struct snapshot_missing *missing;
	size_t n_missing;

	/* message line */
	const char *message; /* "" for none */
	enum snapshot_tone tone;
};

#endif
