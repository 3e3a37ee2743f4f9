/* The inside of a review, shared by the files of this folder only. */
/* SPDX-License-Identifier: MIT */
#ifndef REVIEW_REVIEW_PARTS_H
#define REVIEW_REVIEW_PARTS_H

#include "review/review.h"
#include "scorecard/score.h"

/* One item of the card as the reviewer sees it, whether the database has confirmed it or not. */
struct review_mark {
	int level;
	int64_t evidence_ms;
	char *comment;      /* never NULL */
	uint64_t ticket;    /* of the change that is not acknowledged yet; 0: all is saved */
};

/* Texts of a snapshot that are made and not found. */
struct review_item_texts {
	char points[24];
	char hint[96];
};

/* What is heard again. Milliseconds of the recording, -1: none. */
struct review_passage {
	int64_t loop_in_ms, loop_out_ms;
	int64_t replay_until_ms; /* slower up to there, then on at the former speed */
	int replay_former_speed; /* percent */
	int64_t turn_due_ns;     /* when playback gets there; CLOCK_NEVER */
	bool only_unheard;       /* what was heard is left out, until the reviewer goes elsewhere */
};

#define REVIEW_MAX_LEVEL 400 /* percent, of a party */

/* How the person listens, whatever the call. */
struct review_person {
	int speed_percent;
	int former_speed_percent; /* other than 100 */
	int volume_percent;
	int hear;             /* enum snapshot_hear */
	int level_percent[2]; /* of agent and customer, besides the volume */
	int skips_gaps;       /* 0, 1 */
};

/* A move key that is held: where it has led, while the sound waits for it to be let go. */
struct review_scrub {
	bool on;
	bool was_playing;
	int64_t target_ms;
	int64_t last_key_ns; /* of a move */
	int64_t due_ns;      /* when it counts as let go; CLOCK_NEVER */
};

struct review {
	struct review_options options;
	char *name;
	struct call_leg legs[CALL_MAX_LEGS]; /* paths owned */
	size_t n_legs;

	/* the stored side */
	char call_id[ID_SIZE]; /* "" while the database does not know the call */
	struct store_review row;
	bool has_row;
	struct card *own_card; /* the version that a stored review was made with */
	const struct card *card;
	struct review_mark *marks; /* one an item */
	uint64_t first_ticket; /* of this review's changes; earlier ones are of another; 0: none yet */
	bool submitted;

	/* the recording */
	struct media *media; /* until review_start hands it to the player */
	struct media_info info;
	char *warning;
	struct player_state sound; /* as of the last service or snapshot */
	bool started;
	int64_t looked_ns;  /* when sound was read */
	int64_t moved_ns;   /* the last seek */
	int64_t pressed_ns; /* the key of the action in hand */
	struct review_passage passage;
	struct review_scrub scrub;
	struct review_person person;
	bool person_changed; /* since it was stored */
	bool resume_back; /* the last thing was a pause: Space goes back a little */
	bool touched;     /* something worth a place was done */
	struct coverage coverage; /* what was heard of it */
	bool coverage_changed;    /* since it was stored */
	int64_t heard_end_ms;     /* where the latest stretch that was heard ends; -1 */
	struct coverage skips;    /* the parts of gaps that are left out */
	struct route_span *spans_sent; /* what the player leaves out */
	size_t n_spans_sent;
	int64_t place_due_ns;

	/* what analysis found */
	uint64_t job;
	bool hashed;
	uint8_t hash[CALL_MAX_LEGS][HASH_SIZE];
	bool analysed;
	struct scan_status progress;
	struct envelope envelope;
	struct event *found; /* the detector's own answer */
	size_t n_found;
	struct gap_change *gap_changes; /* the reviewer's, whether the database has confirmed them or not */
	size_t n_gap_changes;
	struct event *events; /* found with gap_changes: what counts and is shown */
	size_t n_events;

	/* the screen's side */
	int64_t gap_cursor_ms; /* the cursor is on the last gap of the list that starts at or before */
	size_t cursor;
	int zoom; /* index into review_zooms */
	enum gap_class gap_from;
	enum snapshot_pane lower;
	char message[320];
	enum snapshot_tone tone;

	/* what the last snapshot points to */
	struct snapshot_item *items;
	struct snapshot_level *levels;
	struct review_item_texts *texts;
	bool texts_fresh; /* false when the card or the events have changed since they were made */
	struct snapshot_gap *gaps;
	size_t n_gaps;
	size_t *empty_items;
	size_t *uncommented;
	char card_title[128];
	char score_text[64];
	char score_final[64];
	char sound_problem[224];
};

#define N_ZOOMS 15
#define ZOOM_PRESET 6 /* 1.1 s a column */
extern const int review_zooms[N_ZOOMS]; /* ms of the recording a column */

#define GAP_LEAD_MS 3000 /* g, G and o begin this much before */

/* ---- review.c ---- */
void review_say(struct review *review, enum snapshot_tone tone, const char *fmt, ...)
	__attribute__((nonnull, format(printf, 3, 4)));
int64_t review_now_ns(const struct review *review) __attribute__((nonnull));
/* The stored review of the call, with its card, marks and place, if there is one. */
bool review_load(struct review *review, struct err *err) __attribute__((nonnull));
/* Makes marks as many as the card has items, all empty. */
void review_reset_marks(struct review *review) __attribute__((nonnull));
const char *review_item_title(const struct review *review, size_t item) __attribute__((nonnull));

/* ---- listening.c ---- */
int64_t review_duration_ms(const struct review *review) __attribute__((nonnull));
int64_t review_playhead_ms(const struct review *review) __attribute__((nonnull));
/* What was audible when the key was pressed whose action is in hand; keys may have waited. */
int64_t review_pressed_ms(const struct review *review) __attribute__((nonnull));
void review_refresh_sound(struct review *review, int64_t now_ns) __attribute__((nonnull));
void review_seek_ms(struct review *review, int64_t ms) __attribute__((nonnull));
bool review_listen(struct review *review, enum action action) __attribute__((nonnull));
/* Where each of the plain moves leads, in ms from the playhead; 0: it is none. */
int64_t review_move_of(enum action action) __attribute__((const));
/* Gaps of the class looked for: how many there are, and the number of the one at or before ms. */
int review_count_gaps(const struct review *review, int64_t at_ms, int *n_gaps)
	__attribute__((nonnull));
/* Whether g and G stop at it. */
bool review_wants_gap(const struct review *review, const struct event *event)
	__attribute__((nonnull));
/* Begins to play a little before a moment. */
void review_play_before(struct review *review, int64_t ms) __attribute__((nonnull));

/* ---- gaps.c ---- */
/* Does what a key means to the gap list; false if it is another's. */
bool review_gap_action(struct review *review, enum action action) __attribute__((nonnull));
/* Reads what the reviewer says of gaps, and makes the events anew. */
bool review_load_gap_changes(struct review *review, struct err *err) __attribute__((nonnull));
/* Makes the events from what was found. */
void review_count_events(struct review *review) __attribute__((nonnull));
/* A change of a gap is confirmed, or was undone or redone. */
void review_take_gap_ack(struct review *review, const struct store_ack *ack)
	__attribute__((nonnull));
/* Moves the list's cursor to where the playhead is. */
void review_follow_playhead(struct review *review) __attribute__((nonnull));
void review_show_gaps(struct review *review, struct review_snapshot *snapshot)
	__attribute__((nonnull));

/* ---- hearing.c ---- */
/* How it sounds: how fast, whom one hears, how loud. */
enum snapshot_hear review_get_leg(const struct review *review) __attribute__((nonnull, pure));
/* Makes the player sound as this person had it last, in a new call. */
void review_start_hearing(struct review *review) __attribute__((nonnull));
/* Sets the levels of the parties, matched if that is wanted and the call is analysed. */
void review_set_levels(struct review *review) __attribute__((nonnull));
bool review_hear(struct review *review, enum action action) __attribute__((nonnull));

/* ---- scrub.c ---- */
/* Goes so far from the playhead; while the key is held, without sound. */
void review_move(struct review *review, int64_t by_ms) __attribute__((nonnull));
/* Puts the place that a held key has led to into the state of the sound; false: none is held. */
bool review_show_scrub(struct review *review) __attribute__((nonnull));
/* Another key, or none for a moment: it goes on there. */
void review_end_scrub(struct review *review) __attribute__((nonnull));
bool review_service_scrub(struct review *review, int64_t now_ns) __attribute__((nonnull));

/* ---- heard.c ---- */
/* Notes what was heard since the last call. */
void review_note_heard(struct review *review, int64_t now_ns) __attribute__((nonnull));
void review_show_heard(struct review *review, struct review_snapshot *snapshot)
	__attribute__((nonnull));

/* ---- keeping.c ---- */
bool review_load_heard(struct review *review, struct err *err) __attribute__((nonnull));
void review_save_heard(struct review *review) __attribute__((nonnull));
void review_load_person(struct review *review) __attribute__((nonnull));
void review_save_person(struct review *review) __attribute__((nonnull));

/* ---- skipping.c ---- */
bool review_skip_action(struct review *review, enum action action) __attribute__((nonnull));
/* The gaps, their limit, or what is left out of them have changed. */
void review_update_skips(struct review *review) __attribute__((nonnull));
/* At the end of the call: round again, if something before was not heard; true if it did something. */
bool review_service_unheard(struct review *review) __attribute__((nonnull));
/* What was heard is played again. */
void review_end_unheard(struct review *review) __attribute__((nonnull));

/* ---- passage.c ---- */
/* Says when the replay ends, after each look at the sound. */
void review_aim_passage(struct review *review, int64_t now_ns) __attribute__((nonnull));
/* At its end: on at the former speed; true if it did. */
bool review_turn_passage(struct review *review, int64_t now_ns) __attribute__((nonnull));
/* The reviewer has gone elsewhere; has chosen another speed. */
void review_leave_passage(struct review *review) __attribute__((nonnull));
void review_end_replay(struct review *review) __attribute__((nonnull));
bool review_repeat(struct review *review, enum action action) __attribute__((nonnull));

/* ---- marking.c ---- */
bool review_mark_action(struct review *review, enum action action) __attribute__((nonnull));
bool review_load_marks(struct review *review, struct err *err) __attribute__((nonnull));
/* Whether anything can be changed; if not, says why. Makes the rows that a change needs. */
bool review_may_mark(struct review *review) __attribute__((nonnull));
/* Files a change of a gap; the review may be marked. */
void review_submit_gap(struct review *review, const struct gap_change *gap) __attribute__((nonnull));
/* "10:31:07" of a time of day. */
#define CLOCK_SIZE 16
const char *review_wall_clock(int64_t wall_ms, char buf[CLOCK_SIZE]) __attribute__((nonnull));
/* A moment becomes the evidence of the item under the cursor; false, and said why, if it cannot. */
bool review_set_evidence(struct review *review, int64_t evidence_ms) __attribute__((nonnull));
/* Makes the call, card and draft rows if they are not there yet. */
bool review_need_row(struct review *review, struct err *err) __attribute__((nonnull));
/* Takes the acknowledgements that are there; true if there was one. */
bool review_take_acks(struct review *review) __attribute__((nonnull));
void review_compute_score(const struct review *review, struct score *score) __attribute__((nonnull));
/* Items that must be answered, and items whose comment is missing; arrays of n_items room. */
void review_find_missing(const struct review *review, size_t *empty, size_t *n_empty,
	size_t *uncommented, size_t *n_uncommented) __attribute__((nonnull));

/* ---- showing.c ---- */
/* A level's name in the language shown; borrowed. */
const char *review_level_name(const struct review *review, const struct card_level *level)
	__attribute__((nonnull));

/* ---- finding.c ---- */
/* Reads what was found before, without decoding. */
void review_recall_analysis(struct review *review) __attribute__((nonnull));
void review_ask_analysis(struct review *review) __attribute__((nonnull));
/* Takes in news of the scan; true if something changed. */
bool review_take_analysis(struct review *review) __attribute__((nonnull));

#endif
