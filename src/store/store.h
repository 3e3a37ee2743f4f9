/* The only door to the database. */
/* SPDX-License-Identifier: MIT */
#ifndef STORE_STORE_H
#define STORE_STORE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/err.h"
#include "base/id.h"
#include "model/answer.h"
#include "model/call.h"
#include "model/contact.h"
#include "model/envelope.h"
#include "model/event.h"
#include "model/gap_change.h"

/* Main thread only. Errors: ERR_IO, ERR_BUSY (locked), ERR_FULL, ERR_READONLY, ERR_FORMAT (not a
 * database, not ours, or of a newer version; the file is then untouched), ERR_GONE (moved, deleted or
 * replaced while it is open). */
struct store;

struct store_options {
	const char *path;       /* ":memory:" in tests */
	const char *cache_path; /* of what may be deleted (envelopes); NULL: not kept */
	const char *person;     /* the login */
	const char *person_display; /* NULL: the login */
	int64_t (*wall_ms)(void);   /* NULL: clock_wall_ms; tests fix it */
	bool readonly; /* nothing will be written; writes fail with ERR_READONLY */
};

/* Creates the file (0600, its folder 0700) where there is none, brings an older one up to date after
 * a copy beside it. A database that can only be read opens readonly, and store_is_readonly says so.
 * The caller frees it with store_close. */
struct store *store_open(const struct store_options *options, struct err *err)
	__attribute__((nonnull, warn_unused_result));
void store_close(struct store *store);
bool store_is_readonly(const struct store *store) __attribute__((nonnull));

/* ---- calls ---- */

/* The call whose legs have these paths, sizes and times (roles do not matter), or else the same
 * paths, as long as its content is not known (no hashes filed); ERR_NOT_FOUND if there is none. */
bool store_find_call(struct store *store, const struct call_leg *legs, size_t n_legs,
	char call_id[ID_SIZE], struct err *err) __attribute__((nonnull, warn_unused_result));
/* Makes a call of these files. */
bool store_add_call(struct store *store, const char *name, const struct call_leg *legs, size_t n_legs,
	char call_id[ID_SIZE], struct err *err) __attribute__((nonnull, warn_unused_result));
/* Files a call's content hashes (one a leg, in the order of legs). If another call has the same
 * content, same_id becomes its id (else ""): the caller goes over to it, and calls
 * store_forget_call for an unmarked one, or stays. ERR_CONFLICT if other hashes were filed before:
 * the files have changed since. */
bool store_identify_call(struct store *store, const char *call_id, const struct call_leg *legs,
	size_t n_legs, const uint8_t hash[][HASH_SIZE], char same_id[ID_SIZE], struct err *err)
	__attribute__((nonnull, warn_unused_result));
/* The call of this content (agent's leg first), for files never seen under these paths;
 * ERR_NOT_FOUND. */
bool store_find_content(struct store *store, size_t n_legs, const uint8_t hash[][HASH_SIZE],
	char call_id[ID_SIZE], struct err *err) __attribute__((nonnull, warn_unused_result));
/* Deletes a call that has no review; ERR_CONFLICT if it has one. */
bool store_forget_call(struct store *store, const char *call_id, struct err *err)
	__attribute__((nonnull, warn_unused_result));
/* Adds where a known call was seen now. */
bool store_see_call(struct store *store, const char *call_id, const struct call_leg *legs,
	size_t n_legs, struct err *err) __attribute__((nonnull, warn_unused_result));

/* ---- what other systems know of calls ---- */

/* A call as an import found it. */
struct store_import {
	char call_id[ID_SIZE]; /* "": the call is made, and this is then its id; after a failure as before */
	bool is_new;           /* it was made; filled in */
	const char *name;
	const struct call_leg *legs;
	size_t n_legs;
	const uint8_t (*hash)[HASH_SIZE]; /* one a leg, of a call that is made; NULL: not known */
	const struct contact *contact;
};

/* Makes the calls that are new, notes where the others were seen, and files what is known of each: a fact
 * replaces that of before, one that is not known changes nothing. All or none of it. */
bool store_import(struct store *store, struct store_import *imports, size_t n_imports, struct err *err)
	__attribute__((nonnull(1, 4), warn_unused_result));
/* What is known of a call; nothing where it was never imported. The caller releases *contact, also after
 * a failure. */
bool store_get_contact(struct store *store, const char *call_id, struct contact *contact,
	struct err *err) __attribute__((nonnull, warn_unused_result));

/* ---- card versions ---- */

struct store_card_level {
	const char *item_key;
	const char *level_key;
	int number; /* 1..9 */
};

/* Files a card version unless this very text is there; it never changes afterwards. Two texts under
 * one id and version: ERR_CONFLICT, which says to raise the version. levels refer to items by key. */
bool store_put_card(struct store *store, const char *card_id, int version, const char *text,
	size_t n_text, const char *const *item_keys, size_t n_items,
	const struct store_card_level *levels, size_t n_levels, int64_t *card_row, struct err *err)
	__attribute__((nonnull, warn_unused_result));
/* The stored text of a card version; the caller frees *text. */
bool store_get_card(struct store *store, int64_t card_row, char **text, size_t *n_text,
	struct err *err) __attribute__((nonnull, warn_unused_result));

/* The row of a card version; ERR_NOT_FOUND. */
bool store_find_card(struct store *store, const char *card_id, int version, int64_t *card_row,
	struct err *err) __attribute__((nonnull, warn_unused_result));

/* ---- reviews ---- */

enum review_state {
	REVIEW_NONE, /* no row yet */
	REVIEW_DRAFT,
	REVIEW_FINAL,
};

struct store_review {
	char id[ID_SIZE];
	char call_id[ID_SIZE];
	int64_t card_row;
	char card_id[ITEM_KEY_SIZE];
	int card_version;
	enum review_state state;
	int64_t score_centi; /* stored when final; -1: none */
	int64_t final_ms;    /* wall clock; 0 while draft */
	int n_marks;         /* answered items; an occurrence item counts once something is found */
	/* the place, as last saved */
	int64_t playhead_ms; /* -1: never saved */
	char item_key[ITEM_KEY_SIZE];
	int zoom;
};

/* A time in the recording that a mark rests on, or an occurrence that was counted. */
struct store_evidence {
	int n;            /* names it, from 1; there may be holes */
	int64_t start_ms;
	int64_t end_ms;   /* -1: a moment */
};

/* A mark of an item, or of a red flag (level 1: raised). */
struct store_mark {
	char item_key[ITEM_KEY_SIZE];
	int level;           /* as in struct answer */
	char *comment;       /* "" for none; owned by the array, as the next three */
	char *reasons;       /* codes by the alphabet, a blank between: "N1 N3"; "" for none */
	struct store_evidence *evidence; /* by n */
	size_t n_evidence;
	struct store_evidence *occurrences; /* by n: in the order in which they were counted */
	size_t n_occurrences;
	int64_t evidence_ms; /* start of the first evidence; -1: none */
	int64_t evidence_end_ms; /* -1: a moment */
	int64_t saved_ms;    /* wall clock of the last change */
	int64_t rev;
};

/* A value of a contact field of the card. */
struct store_field {
	char key[ITEM_KEY_SIZE];
	char *value; /* never "" */
};

/* A note at a second of the recording. */
struct store_note {
	int n; /* names it in its review, from 1 */
	int64_t at_ms;
	char *text; /* never "" */
};

/* A breach that is dealt with on its own. */
enum incident_text {
	INCIDENT_SAID,       /* what was said */
	INCIDENT_PROBLEM,    /* the problem point */
	INCIDENT_DIAGNOSIS,  /* what should have been done */
	INCIDENT_SEVERITY,   /* a note on how severe it is */
	INCIDENT_CONFIRMED,  /* who confirmed it */
	INCIDENT_FOLLOW_UP,
	N_INCIDENT_TEXTS,
};
struct store_incident {
	int n; /* names it in its review, from 1; 0 in a change: a new one */
	char class[ITEM_KEY_SIZE];    /* "A" */
	char category[ITEM_KEY_SIZE]; /* key in the catalogue */
	int64_t start_ms;
	int64_t end_ms; /* -1: a moment */
	char *texts[N_INCIDENT_TEXTS]; /* of enum incident_text; in a change NULL is "" */
};

/* The review of this call by this store's person: the draft if there is one, else the latest final
 * one; ERR_NOT_FOUND. */
bool store_find_review(struct store *store, const char *call_id, struct store_review *review,
	struct err *err) __attribute__((nonnull, warn_unused_result));
/* A review made with a card version, by whomever. */
struct store_card_review {
	char id[ID_SIZE];
	int64_t card_row;
	enum review_state state;
};
/* All of a card version, the first begun first; the caller frees *reviews. */
bool store_get_card_reviews(struct store *store, const char *card_id, int version,
	struct store_card_review **reviews, size_t *n_reviews, struct err *err)
	__attribute__((nonnull, warn_unused_result));
/* Every call of the database, by the date of the contact; undated ones behind, as they were added. */
struct store_call {
	char id[ID_SIZE];
	char *name;
	char *paths[CALL_MAX_LEGS]; /* where the files were seen last; NULL: there is no such */
	struct contact contact;
	struct store_review review; /* of this store's person, as store_find_review; REVIEW_NONE */
};
/* The caller frees with store_free_calls. */
bool store_get_calls(struct store *store, struct store_call **calls, size_t *n_calls, struct err *err)
	__attribute__((nonnull, warn_unused_result));
void store_free_calls(struct store_call *calls, size_t n_calls);
/* Starts a draft. */
bool store_add_review(struct store *store, const char *call_id, int64_t card_row,
	struct store_review *review, struct err *err) __attribute__((nonnull, warn_unused_result));
/* The marks of a review; the caller frees with store_free_marks. */
bool store_get_marks(struct store *store, const char *review_id, struct store_mark **marks,
	size_t *n_marks, struct err *err) __attribute__((nonnull, warn_unused_result));
void store_free_marks(struct store_mark *marks, size_t n_marks);
/* Fields by key, notes by time, incidents by n; the caller frees with the function of that name. */
bool store_get_fields(struct store *store, const char *review_id, struct store_field **fields,
	size_t *n_fields, struct err *err) __attribute__((nonnull, warn_unused_result));
void store_free_fields(struct store_field *fields, size_t n_fields);
bool store_get_notes(struct store *store, const char *review_id, struct store_note **notes,
	size_t *n_notes, struct err *err) __attribute__((nonnull, warn_unused_result));
void store_free_notes(struct store_note *notes, size_t n_notes);
bool store_get_incidents(struct store *store, const char *review_id,
	struct store_incident **incidents, size_t *n_incidents, struct err *err)
	__attribute__((nonnull, warn_unused_result));
void store_free_incidents(struct store_incident *incidents, size_t n_incidents);
/* What this person has written to an item of a card (of any version) at that level before, the most
 * used first, then the latest; at most n_max. The caller frees each and the array. */
bool store_get_comments(struct store *store, const char *card_id, const char *item_key, int level,
	size_t n_max, char ***comments, size_t *n_comments, struct err *err)
	__attribute__((nonnull, warn_unused_result));
/* What the reviewer says of gaps, by start; the caller frees *changes. */
bool store_get_gap_changes(struct store *store, const char *review_id, struct gap_change **changes,
	size_t *n_changes, struct err *err) __attribute__((nonnull, warn_unused_result));

/* From here on changes of this review through this store are refused (ERR_CONFLICT) once another program
 * has changed it, so that nobody marks or submits what is not seen. Called before the review is read,
 * and again before it is read anew; one review at a time. "" ends it. */
bool store_follow(struct store *store, const char *review_id, struct err *err)
	__attribute__((nonnull, warn_unused_result));

/* ---- changes: submit, then acknowledge ---- */

enum change_kind {
	CHANGE_MARK,   /* answer, reasons, occurrences, evidence or comment of one item or red flag */
	CHANGE_GAP,    /* what the reviewer says of a gap */
	CHANGE_FIELD,  /* the value of a contact field */
	CHANGE_NOTE,   /* a note is made, changed or deleted */
	CHANGE_INCIDENT, /* likewise an incident */
	CHANGE_START,  /* the review itself; only store_submit_start */
	CHANGE_UNDO,   /* the last command of this review that is not undone */
	CHANGE_REDO,   /* the last one that was, if nothing was changed since */
	CHANGE_SUBMIT, /* draft -> final, with the score */
	CHANGE_REOPEN, /* final -> draft, within 10 minutes of submitting */
};

enum occurrence_step {
	OCCURRENCE_KEEP,
	OCCURRENCE_ADD,  /* one more, at occurrence_ms */
	OCCURRENCE_TAKE, /* the last one is taken back */
	OCCURRENCE_CLEAR,
};

#define EVIDENCE_MORE (-1)  /* in evidence_n: one more */
#define EVIDENCE_ALL (-2)   /* with evidence_ms -1: all of it goes */

/* One key of the reviewer. All rows that it changes are one command and one transaction. Texts are
 * copied. */
struct store_change {
	enum change_kind kind;
	char item_key[ITEM_KEY_SIZE]; /* CHANGE_MARK: of an item or flag; CHANGE_FIELD: of the field */
	bool set_level;
	int level;
	char level_key[ITEM_KEY_SIZE]; /* of level 1..9, for the history */
	bool set_evidence;
	int evidence_n;      /* which; 0: the first there is */
	int64_t evidence_ms; /* -1: none */
	int64_t evidence_end_ms;
	bool set_reasons;
	const char *reasons; /* all that are chosen: "N1 N3"; "" or NULL for none */
	enum occurrence_step occurrence;
	int64_t occurrence_ms;
	bool set_comment;
	const char *comment;
	struct gap_change gap; /* CHANGE_GAP */
	const char *text;      /* CHANGE_FIELD, CHANGE_NOTE: "" or NULL deletes */
	int note_n;            /* CHANGE_NOTE: which; 0: a new one */
	int64_t note_ms;
	bool remove;           /* CHANGE_INCIDENT: incident.n is deleted */
	struct store_incident incident;
	/* The score after the change, stored in the same transaction; ignored by undo and redo, after
	 * which the caller calls store_put_score. */
	int64_t score_centi; /* -1: none */
};

/* What a change was about, for saying it, of several the first in this order: of a mark what was asked
 * for; of all else, undo and redo too, what was changed. */
enum change_about {
	ABOUT_NOTHING, /* a state, or all was so already */
	ABOUT_ANSWER,
	ABOUT_OCCURRENCE,
	ABOUT_COMMENT,
	ABOUT_REASONS,
	ABOUT_EVIDENCE,
	ABOUT_FIELD,
	ABOUT_INCIDENT,
	ABOUT_NOTE,
	ABOUT_GAP,
	N_CHANGE_ABOUTS,
};

struct store_ack {
	uint64_t ticket;
	bool saved;          /* committed and synced; else err says why, for good */
	int64_t saved_ms;    /* wall clock */
	enum change_kind kind;
	enum change_about about;
	char item_key[ITEM_KEY_SIZE]; /* which item or flag an undo or redo changed; "" for all else */
	char field_key[ITEM_KEY_SIZE]; /* ABOUT_FIELD; else "" */
	int number;          /* ABOUT_NOTE, ABOUT_INCIDENT: its n; else 0 */
	int64_t gap_ms;      /* start of the gap that was changed; -1: none */
	struct err err;      /* ERR_NOT_FOUND: nothing to undo or redo */
};

/* Takes a change and tries at once to commit it, waiting for a lock at most 250 ms; one that could
 * not be confirmed (locked, disk full, I/O) stays first in the queue and is tried again by
 * store_service, in order, until it is or can never be. Returns its ticket, never 0. */
uint64_t store_submit(struct store *store, const char *review_id, const struct store_change *change)
	__attribute__((nonnull, warn_unused_result));

/* What a review begins with: its call, and its card as store_put_card takes it. */
struct store_start {
	const char *call_id; /* "" where the database does not know the call yet; then: */
	const char *name;
	const struct call_leg *legs;
	size_t n_legs;
	const uint8_t (*hash)[HASH_SIZE]; /* one a leg; NULL while the content is not known */
	const char *card_id;
	int card_version;
	const char *card_text;
	size_t n_card_text;
	const char *const *item_keys; /* flags are items with one level, STORE_RAISED */
	size_t n_items;
	const struct store_card_level *levels;
	size_t n_levels;
};
#define STORE_RAISED "raised!" /* no key of a card's level has a ! */

/* Starts a draft as store_submit makes changes: it may have to wait, and changes to it wait behind
 * it. Says at once under which ids it is, or will be, filed; CHANGE_START is acknowledged. All is
 * copied. */
uint64_t store_submit_start(struct store *store, const struct store_start *start,
	char call_id[ID_SIZE], char review_id[ID_SIZE]) __attribute__((nonnull, warn_unused_result));
/* Makes a draft anew with the card of start (its other fields are not looked at), while nothing is
 * entered in it: place, what was heard and changed gaps stay. ERR_CONFLICT if there is a mark (cleared
 * or not), a field, a note or an incident. At once; not while changes are pending. */
bool store_change_card(struct store *store, const char *review_id, const struct store_start *start,
	struct err *err) __attribute__((nonnull, warn_unused_result));

/* The next acknowledgement, in order of tickets; false if there is none. */
bool store_next_ack(struct store *store, struct store_ack *ack) __attribute__((nonnull));
/* Tries what waits; when idle for a second, checkpoints the WAL. */
void store_service(struct store *store, int64_t now_ns) __attribute__((nonnull));
int64_t store_get_deadline_ns(const struct store *store) __attribute__((nonnull));
/* Tries what waits now, whenever it was due, waiting for a lock at most 250 ms: for the way out. */
void store_flush(struct store *store) __attribute__((nonnull));
/* Changes (a start is none) not yet acknowledged, and why what is first waits (err may be NULL). */
size_t store_count_pending(const struct store *store, struct err *err) __attribute__((nonnull(1)));

/* The score cache of a review after undo and redo. Nothing is lost if it fails. */
bool store_put_score(struct store *store, const char *review_id, int64_t score_centi, struct err *err)
	__attribute__((nonnull, warn_unused_result));
/* Playhead, item and zoom of a review. Nothing is lost if it fails. */
bool store_put_place(struct store *store, const char *review_id, int64_t playhead_ms,
	const char *item_key, int zoom, struct err *err) __attribute__((nonnull, warn_unused_result));

/* What was heard of the recording, and what the program left out. */
enum heard_kind {
	HEARD_PLAYED = 1,
	HEARD_SKIPPED = 2, /* a gap that was jumped over */
};
struct store_heard {
	int64_t start_ms, end_ms;
	int kind; /* enum heard_kind */
};
/* Replaces what is kept for the review: sorted, not overlapping. Only of a draft: ERR_CONFLICT. Tried at
 * once; not undone by undo. The caller frees *ranges; none where nothing was kept. */
bool store_put_heard(struct store *store, const char *review_id, const struct store_heard *ranges,
	size_t n_ranges, struct err *err) __attribute__((nonnull(1, 2, 5), warn_unused_result));
bool store_get_heard(struct store *store, const char *review_id, struct store_heard **ranges,
	size_t *n_ranges, struct err *err) __attribute__((nonnull, warn_unused_result));

/* Small texts that are remembered for this store's person, by a name of [a-z0-9.-]; value NULL
 * forgets. Tried at once. ERR_NOT_FOUND where there is none; the caller frees *value. */
bool store_put_setting(struct store *store, const char *name, const char *value, struct err *err)
	__attribute__((nonnull(1, 2, 4), warn_unused_result));
bool store_get_setting(struct store *store, const char *name, char **value, struct err *err)
	__attribute__((nonnull, warn_unused_result));

/* What the database is, for a person to read. */
struct store_facts {
	const char *path;    /* borrowed from the store */
	const char *journal; /* "wal", "truncate", "memory" */
	int version;         /* of its tables */
	bool readonly;
};
void store_describe(const struct store *store, struct store_facts *facts) __attribute__((nonnull));
/* The version of the library that keeps it. Borrowed for ever. */
const char *store_sqlite_version(void) __attribute__((returns_nonnull));

/* ---- what analysis found ---- */

/* Events and envelope of a content under a version of the analyser and its options (a short word);
 * kept in the cache file. A failure to write is no loss. hash is one a leg; events may be NULL if
 * there are none. */
bool store_put_analysis(struct store *store, size_t n_legs, const uint8_t hash[][HASH_SIZE],
	int version, const char *options, const struct event *events, size_t n_events,
	const struct envelope *envelope, int64_t duration_ms, struct err *err)
	__attribute__((nonnull(1, 3, 5, 8, 10), warn_unused_result));
/* ERR_NOT_FOUND if it is not there. Fills what is not NULL; the caller frees *events and releases
 * *envelope (zero-initialised before). */
bool store_get_analysis(struct store *store, size_t n_legs, const uint8_t hash[][HASH_SIZE],
	int version, const char *options, struct event **events, size_t *n_events,
	struct envelope *envelope, int64_t *duration_ms, struct err *err)
	__attribute__((nonnull(1, 3, 5, 10), warn_unused_result));
/* The content hashes of a call seen under these paths, sizes and times, if they are known. */
bool store_get_hashes(struct store *store, const struct call_leg *legs, size_t n_legs,
	uint8_t hash[][HASH_SIZE], struct err *err) __attribute__((nonnull, warn_unused_result));

/* Checks the whole file: integrity, chain of the history, stored rows against it. One line a finding
 * to report; returns how many, -1 with *err when it cannot be checked. */
int store_check(struct store *store, void (*report)(void *context, const char *line), void *context,
	struct err *err) __attribute__((nonnull(1, 2, 4), warn_unused_result));

#endif
