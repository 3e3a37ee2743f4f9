/* The inside of a review, shared by the files of this folder only. */
/* SPDX-License-Identifier: MIT */
#ifndef REVIEW_REVIEW_PARTS_H
#define REVIEW_REVIEW_PARTS_H

#include "base/str.h"
#include "review/arena.h"
#include "review/comments_file.h"
#include "review/review.h"
#include "scorecard/score.h"

/* One item or red flag of the card as the reviewer sees it, whether the database has confirmed it or
 * not. */
struct review_mark {
	int level;
	struct store_evidence *evidence;
	size_t n_evidence;
	struct store_evidence *occurrences; /* of an occurrence item, as counted */
	size_t n_occurrences;
	int64_t evidence_ms; /* start of the first evidence; -1: none */
	uint64_t reasons;    /* bit i: reason i of the item */
	char *comment;       /* never NULL */
	uint64_t ticket;     /* of the change that is not acknowledged yet; 0: all is saved */
	uint64_t turn;       /* its last answer was the how-manieth of this sitting; 0: of an earlier one */
};

/* Texts of a snapshot that are made and not found. */
struct review_item_texts {
	char points[24];
	char hint[96];
	bool found; /* the detector found something that concerns the item */
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
	struct contact contact; /* what other systems know of it */
	struct store_review row;
	bool has_row;
	struct card *own_card; /* the version that a stored review was made with */
	const struct card *card;
	bool made_call;        /* the row of the call is, or would be, this review's */
	struct review_mark *marks; /* one an item, then one a flag of the card */
	char **field_values;   /* one a contact field; never NULL */
	uint64_t *field_tickets; /* as in review_mark */
	struct store_note *notes; /* by time */
	size_t n_notes;
	struct store_incident *incidents; /* by n */
	size_t n_incidents;
	uint64_t note_ticket, incident_ticket; /* of the last change of one, which is number: */
	int note_waiting, incident_waiting;
	bool flags_confirmed;  /* the reviewer knows what the raised flags do */
	uint64_t first_ticket; /* of this review's changes; earlier ones are of another; 0: none yet */
	uint64_t last_acked;   /* ticket */
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
	uint64_t n_turns; /* answers given in this sitting */
	size_t played_mark; /* whose evidence o played, or t set, last, and which; SIZE_MAX: none */
	size_t played_time;
	int64_t note_ms;    /* what n and N have jumped to; -1 */
	struct comment_list canned; /* comments offered */
	int zoom; /* index into review_zooms */
	enum gap_class gap_from;
	enum snapshot_pane lower;
	char message[320];
	enum snapshot_tone tone;

	/* what the last snapshot points to */
	struct snapshot_item *items;
	struct snapshot_level *levels;
	struct review_item_texts *texts;
	char figures[320]; /* of the conversation, in words */
	bool texts_fresh; /* false when the card or the events have changed since they were made */
	struct snapshot_gap *gaps;
	size_t n_gaps;
	struct arena arena;
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
/* Only what may have changed since: state, card and marks. */
bool review_load_row(struct review *review, struct err *err) __attribute__((nonnull));
/* What other systems know of a call. */
void review_load_contact(struct review *review, const char *call_id) __attribute__((nonnull));
/* Makes marks as many as the card has items and flags, all empty; frees them before another card. */
void review_reset_marks(struct review *review) __attribute__((nonnull));
void review_free_marks(struct review *review) __attribute__((nonnull));
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
/* So much before a moment as it is played: gaps that are skipped do not count. May be below 0. */
int64_t review_before_ms(const struct review *review, int64_t at_ms, int64_t by_ms)
	__attribute__((nonnull, pure));
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

/* ---- marks.c ---- */
/* Items and flags. */
size_t review_count_marks(const struct review *review) __attribute__((nonnull, pure));
const char *review_mark_key(const struct review *review, size_t mark)
	__attribute__((nonnull, returns_nonnull));
/* The mark of a key; as many as there are if there is none. */
size_t review_find_mark(const struct review *review, const char *key) __attribute__((nonnull));
void review_release_mark(struct review_mark *mark) __attribute__((nonnull));
/* Sets evidence i, or adds one where there are not so many; returns the number that names it. */
int review_put_evidence(struct review_mark *mark, size_t i, int64_t start_ms, int64_t end_ms)
	__attribute__((nonnull));
void review_drop_evidence(struct review_mark *mark) __attribute__((nonnull));
void review_add_occurrence(struct review_mark *mark, int64_t at_ms) __attribute__((nonnull));
/* Everything that the database holds of the review takes the place of what was held. */
bool review_load_marks(struct review *review, struct err *err) __attribute__((nonnull));
/* All answers, flags too; the caller frees them. */
struct answer *review_collect_answers(const struct review *review, size_t *n_answers)
	__attribute__((nonnull, returns_nonnull, warn_unused_result));
void review_compute_score(const struct review *review, struct score *score) __attribute__((nonnull));
/* Whether the answers to other items let this one be asked. */
bool review_applies(const struct review *review, size_t item) __attribute__((nonnull));
/* Without an answer, of an item that has answers. */
bool review_is_empty(const struct review *review, size_t item) __attribute__((nonnull, pure));
/* Not met, or something is counted. */
bool review_is_not_met(const struct review *review, size_t item) __attribute__((nonnull, pure));
bool review_lacks_comment(const struct review *review, size_t item) __attribute__((nonnull));

/* ---- naming.c ---- */
/* Whether keys of the card's items are too long for a column of keys. */
bool review_keys_are_words(const struct card *card) __attribute__((nonnull, pure));
/* What an item is called: its key, or its title where keys are words. */
const char *review_item_name(const struct review *review, size_t item)
	__attribute__((nonnull, returns_nonnull));

/* ---- filing.c ---- */
/* Files a review that is begun, but nothing entered in it, with another card. */
bool review_change_row(struct review *review, const struct card *card, struct err *err)
	__attribute__((nonnull, warn_unused_result));
/* Makes the call, card and draft rows if they are not there yet; they may wait as changes do. */
void review_need_row(struct review *review) __attribute__((nonnull));
/* Whether anything can be changed; if not, says why. */
bool review_may_mark(struct review *review) __attribute__((nonnull));
/* A change of a mark, to be filled in. */
struct store_change review_change_of(const struct review *review, size_t mark)
	__attribute__((nonnull));
/* Files a change of what is already so here; mark is whose, of CHANGE_MARK. Makes the rows that it needs.
 * Returns its ticket. */
uint64_t review_submit(struct review *review, struct store_change *change, size_t mark)
	__attribute__((nonnull));
/* Notes a ticket in a field unless it is acknowledged already. */
void review_mark_waiting(const struct review *review, uint64_t ticket, uint64_t *field)
	__attribute__((nonnull));
/* Files a change of a gap; the review may be marked. */
void review_submit_gap(struct review *review, const struct gap_change *gap) __attribute__((nonnull));
void review_change_history(struct review *review, enum change_kind kind) __attribute__((nonnull));
/* Takes the acknowledgements that are there; true if there was one. */
bool review_take_acks(struct review *review) __attribute__((nonnull));

/* ---- saying.c ---- */
/* "10:31:07" of a time of day. */
#define CLOCK_SIZE 16
const char *review_wall_clock(int64_t wall_ms, char buf[CLOCK_SIZE]) __attribute__((nonnull));
void review_say_saved(struct review *review, const struct store_ack *ack) __attribute__((nonnull));
/* Of an undo or redo; note_ms: where the note was before, -1 for none. */
void review_say_history(struct review *review, const struct store_ack *ack, int64_t note_ms)
	__attribute__((nonnull));

/* ---- marking.c ---- */
bool review_mark_action(struct review *review, enum action action) __attribute__((nonnull));
/* review_may_mark, and the item is asked; if not, says why. */
bool review_may_mark_item(struct review *review, size_t item) __attribute__((nonnull));
/* An answer with its evidence (end -1: a moment); reasons that do not fit it go. The review may be
 * marked. */
void review_set_level(struct review *review, size_t item, int level, int64_t start_ms, int64_t end_ms)
	__attribute__((nonnull));
void review_file_comment(struct review *review, size_t mark, const char *text)
	__attribute__((nonnull));

/* ---- evidence.c ---- */
/* A moment becomes the evidence of the item under the cursor; false, and said why, if it cannot. */
bool review_set_evidence(struct review *review, int64_t evidence_ms) __attribute__((nonnull));
void review_time_evidence(struct review *review, bool add) __attribute__((nonnull));
/* One more occurrence of an item now, or at a moment; the last is taken back. */
bool review_deduct(struct review *review, size_t item) __attribute__((nonnull));
void review_count_at(struct review *review, size_t item, int64_t at_ms) __attribute__((nonnull));
bool review_take_back(struct review *review, size_t item) __attribute__((nonnull));
/* Occurrences, or else evidence. Borrowed. */
const struct store_evidence *review_get_times(
	const struct review *review, size_t mark, size_t *n_times) __attribute__((nonnull));
size_t review_get_next_time(const struct review *review, size_t mark) __attribute__((nonnull));
/* The time that o plays now: those of the item under the cursor in turn; -1: it has none. */
int64_t review_next_evidence_ms(struct review *review) __attribute__((nonnull));
/* Where the evidence that was played last ends; -1: it is a moment. */
int64_t review_played_end_ms(const struct review *review) __attribute__((nonnull));

/* ---- reasons.c ---- */
uint64_t review_reason_bits(const struct card_item *item, const char *codes)
	__attribute__((nonnull, pure));
void review_add_codes(const struct card_item *item, uint64_t bits, struct str *codes)
	__attribute__((nonnull));
/* Those that go with an answer; all of them with none. */
uint64_t review_fitting_reasons(const struct card_item *item, int level)
	__attribute__((nonnull, pure));
/* The reason in a line of the list; as many as the item has if there is none. */
size_t review_find_reason(const struct review *review, size_t item, size_t line)
	__attribute__((nonnull, pure));
bool review_toggle_reason(struct review *review, size_t item, size_t line)
	__attribute__((nonnull));
/* Whether R has anything to show; if not, says so. */
bool review_offers_reasons(struct review *review) __attribute__((nonnull));

/* ---- picking.c ---- */
/* Opens or closes the list of a key; false if it is another's. */
bool review_open_list(struct review *review, enum action action) __attribute__((nonnull));
/* The occurrence item in a line of the list of faults; as many as the card has if there is none. */
size_t review_find_fault(const struct review *review, size_t line) __attribute__((nonnull, pure));
/* Whether a flag that decides is raised and not confirmed. */
bool review_needs_confirmation(const struct review *review) __attribute__((nonnull, pure));

/* ---- conditions.c ---- */
/* "if 2.2 is not met"; "" for an item that is always asked. */
void review_describe_condition(const struct review *review, size_t item, char *text, size_t n_text)
	__attribute__((nonnull));

/* ---- records.c ---- */
void review_clear_records(struct review *review) __attribute__((nonnull));
bool review_load_records(struct review *review, struct err *err) __attribute__((nonnull));
void review_take_record_ack(struct review *review, const struct store_ack *ack)
	__attribute__((nonnull));
/* -1: there is no such note. */
int64_t review_find_note_ms(const struct review *review, int n) __attribute__((nonnull, pure));
/* To the next or previous note, or evidence of a mark. */
void review_jump_note(struct review *review, bool forward) __attribute__((nonnull));

/* ---- canned.c ---- */
void review_forget_comments(struct review *review) __attribute__((nonnull));

/* ---- proposing.c ---- */
/* The level that the gap rules propose for an item; 1 for one more occurrence; ANSWER_NONE. */
int review_propose(struct review *review, size_t item) __attribute__((nonnull));
/* What is proposed for the item under the cursor becomes its answer. */
void review_accept(struct review *review) __attribute__((nonnull));

/* ---- submitting.c ---- */
/* Items that must be answered, and items whose comment is missing; arrays of n_items room. */
void review_find_missing(const struct review *review, size_t *empty, size_t *n_empty,
	size_t *uncommented, size_t *n_uncommented) __attribute__((nonnull));
bool review_lacks_flag_comment(const struct review *review, size_t flag)
	__attribute__((nonnull, pure));
bool review_lacks_field(const struct review *review, size_t field) __attribute__((nonnull, pure));
/* Submits, or says what is in the way. */
void review_file(struct review *review) __attribute__((nonnull));
/* In the submit pane e and c lead to what is missing, and close it. */
void review_leave_submit(struct review *review, enum action action) __attribute__((nonnull));

/* ---- showing.c, showing_marks.c, showing_forms.c ---- */
/* A level's name in the language shown; a text of the card in it. Borrowed. */
const char *review_level_name(const struct review *review, const struct card_level *level)
	__attribute__((nonnull));
const char *review_text(const struct review *review, const struct card_text *text)
	__attribute__((nonnull, returns_nonnull));
/* Makes what the detector found of each item anew, if it has changed. */
void review_refresh_texts(struct review *review) __attribute__((nonnull));
/* What kind of conversation the call was, a line each; "" where parties are not told apart. */
void review_describe_figures(const struct review *review, char *text, size_t n_text)
	__attribute__((nonnull));
void review_show_marking(struct review *review, struct review_snapshot *snapshot,
	const struct score *score) __attribute__((nonnull));
void review_show_forms(struct review *review, struct review_snapshot *snapshot)
	__attribute__((nonnull));
void review_show_missing(struct review *review, struct review_snapshot *snapshot)
	__attribute__((nonnull));
/* What a mark suggests; "" for nothing, and once one of that class is recorded. */
const char *review_suggest_incident(struct review *review, const struct card_incident *incident)
	__attribute__((nonnull, returns_nonnull));
/* Both live as long as the snapshot. */
const char *review_name_incident(struct review *review, const char *class_key,
	const char *category_key) __attribute__((nonnull, returns_nonnull));

/* ---- finding.c ---- */
/* Reads what was found before, without decoding. */
void review_recall_analysis(struct review *review) __attribute__((nonnull));
void review_ask_analysis(struct review *review) __attribute__((nonnull));
/* Takes in news of the scan; true if something changed. */
bool review_take_analysis(struct review *review) __attribute__((nonnull));

#endif
