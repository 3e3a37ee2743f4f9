/* One review in progress: actions in, snapshots out. */
/* SPDX-License-Identifier: MIT */
#ifndef REVIEW_REVIEW_H
#define REVIEW_REVIEW_H

#include <poll.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "action/action.h"
#include "analysis/analysis.h"
#include "base/err.h"
#include "media/media.h"
#include "model/call.h"
#include "player/player.h"
#include "review/snapshot.h"
#include "scan/scan.h"
#include "scorecard/card.h"
#include "scorecard/incidents.h"
#include "store/store.h"

struct review_options {
	struct store *store;   /* borrowed, as the next two, until review_close */
	struct player *player;
	struct scan *scan;
	const struct card *card; /* for a new review; borrowed. A stored review brings its own version */
	const struct incident_catalogue *catalogue; /* names incidents; NULL: their keys do; borrowed */
	const char *comments_folder; /* of comments_file.h; NULL: none; borrowed */
	enum card_language language;
	struct gap_limits limits;
	int overtalk_grace_ms; /* both at once for so long or less is no overtalk; 1000 */
	struct media_options media;
	struct analysis_options analysis;
	int resume_back_ms;    /* how far Space goes back when it resumes; 2000 */
	int evidence_lag_ms;   /* taken off the playhead while playing; 1500 */
	int skip_front_ms;     /* of a gap that is skipped, played at its start; 500 */
	int skip_behind_ms;    /* ... and at its end; 500 */
	bool level_match;      /* the quieter of two legs is made as loud as the other */
	bool autoplay;         /* plays when it is started */
	bool gap_play;         /* the next and previous gap play, paused or not */
	bool silence_counts; /* what the silent clock passes is heard: no sound is wanted */
	int64_t (*mono_ns)(void); /* NULL: clock_mono_ns */
};

struct review;

/* Opens a call for review: its stored marks and place if there are any, else a fresh card (the draft
 * is stored with the first mark). Nothing is decoded here and no sound begins; both come with
 * review_start, after the first paint. Errors: the files cannot be used, or the stored review cannot
 * be read. Main thread, as all of this. */
struct review *review_open(const char *name, const struct call_leg *legs, size_t n_legs,
	const struct review_options *options, struct err *err)
	__attribute__((nonnull, warn_unused_result));
/* Opens the decoder for playback, hands it to the player and asks for the analysis. */
void review_start(struct review *review) __attribute__((nonnull));
/* Saves the place and lets go of everything. */
void review_close(struct review *review);

/* Takes over how one listens: resume_back_ms, evidence_lag_ms, skip_front_ms, skip_behind_ms,
 * level_match, gap_play and silence_counts of these options; at once. */
void review_set_listening(struct review *review, const struct review_options *options)
	__attribute__((nonnull));

/* Does what an action of IN_REVIEW, IN_SUBMIT or IN_GAPS says; true if something changed. Actions that belong
 * to the screens (help, comment line, next call, back) are not known here. */
bool review_do(struct review *review, enum action action) __attribute__((nonnull));
/* The same of a key that was pressed (its bytes were read) at a monotonic time: what was audible then
 * counts. */
bool review_do_at(struct review *review, enum action action, int64_t pressed_ns)
	__attribute__((nonnull));
/* The comment of the item under the cursor; "" removes it. */
void review_set_comment(struct review *review, const char *text) __attribute__((nonnull));
/* The same of any item of the card. */
void review_set_item_comment(struct review *review, size_t item, const char *text)
	__attribute__((nonnull));
/* Whose comment is due: of the items that need one the last that was marked in this sitting, else the
 * first; where none needs one the item that was marked last; if there is none, the number of items. */
size_t review_find_due_comment(const struct review *review) __attribute__((nonnull));

/* ---- marking of every kind; each is one key: saved at once, undone by one u ---- */

/* What a letter means in the open pane, by the index of its line in snapshot.choices: a reason or a
 * flag on or off, one more of a fault. False if there is no such line. */
bool review_pick(struct review *review, size_t index) __attribute__((nonnull));
/* In LOWER_FAULTS the last one counted of that line is taken back. */
bool review_unpick(struct review *review, size_t index) __attribute__((nonnull));
/* The comment of a red flag, by its index; "" removes it. */
void review_set_flag_comment(struct review *review, size_t flag, const char *text)
	__attribute__((nonnull));
/* What this person wrote before to the item under the cursor with the answer that it has, the most
 * used first, then what the file of comments has; for the comment line; how many. Borrowed until the
 * next call. */
size_t review_get_comments(struct review *review, const char *const **comments)
	__attribute__((nonnull));
/* The same of any item, and of a red flag. */
size_t review_get_item_comments(struct review *review, size_t item, const char *const **comments)
	__attribute__((nonnull));
size_t review_get_flag_comments(struct review *review, size_t flag, const char *const **comments)
	__attribute__((nonnull));
/* The moment that a key pressed now is about: the playhead, less the time to react while playing. Asked
 * for when a line is opened; what is typed takes its time. */
int64_t review_get_moment_ms(const struct review *review) __attribute__((nonnull));
/* A note at a moment (review_get_moment_ms). Blanks alone are none. */
void review_add_note(struct review *review, int64_t at_ms, const char *text)
	__attribute__((nonnull));
/* Another text of a note of snapshot.notes, by its n; "" deletes it. */
void review_change_note(struct review *review, int n, const char *text) __attribute__((nonnull));
/* The value of a contact field, by its index; "" empties it. Of a choice an option's key, or its title.
 * False, and said why, if it cannot stand there. */
bool review_set_field(struct review *review, size_t field, const char *text)
	__attribute__((nonnull));
/* What I begins with: class and category that the item under the cursor, not met, suggests ("" if it
 * does not), the time of its evidence or of now. Texts are NULL. */
void review_draft_incident(struct review *review, struct store_incident *incident)
	__attribute__((nonnull));
/* Files an incident, a new one if n is 0, else that of snapshot.incidents. Its texts are copied; NULL is
 * "". */
void review_put_incident(struct review *review, const struct store_incident *incident)
	__attribute__((nonnull));
void review_remove_incident(struct review *review, int n) __attribute__((nonnull));
/* Goes to a moment, from where it plays on if it plays; false, and said so, if the call has no such
 * moment. */
bool review_go_to(struct review *review, int64_t ms) __attribute__((nonnull));
/* Puts the cursor on an item of the card, which must have it. */
void review_set_cursor(struct review *review, size_t item) __attribute__((nonnull));
/* Other limits of the classes of gaps: what was found is classed anew, nothing is listened to again. */
void review_set_limits(struct review *review, const struct gap_limits *limits)
	__attribute__((nonnull));
/* Both at once for so long or less is no overtalk; at once. */
void review_set_grace(struct review *review, int grace_ms) __attribute__((nonnull));
/* Another scorecard, borrowed as that of the options, for a review in which nothing is entered yet;
 * false, and said why, if it is too late for that. */
bool review_set_card(struct review *review, const struct card *card) __attribute__((nonnull));
/* Saves the place now (quit, SIGHUP, suspend). */
void review_save_place(struct review *review) __attribute__((nonnull));

/* What the lower pane shows: cheaper than a snapshot, for looking up keys. */
enum snapshot_pane review_get_lower(const struct review *review) __attribute__((nonnull, pure));
/* The state now. Pointers in it are borrowed until the next call that is not review_snapshot. */
void review_snapshot(struct review *review, struct review_snapshot *snapshot)
	__attribute__((nonnull));

/* Deadlines and news: of acknowledgements, the analysis, the place to be saved. The main loop polls
 * the player's and the scan's descriptors and calls their service and drain before this; true if a
 * snapshot would differ (other than by the playhead). */
int64_t review_get_deadline_ns(const struct review *review) __attribute__((nonnull));
bool review_service(struct review *review, int64_t now_ns) __attribute__((nonnull));

/* Whether S y has just succeeded: the screens go on to the next call. */
bool review_is_submitted(const struct review *review) __attribute__((nonnull));
/* Why the database does not take marks, in few words for a line of the screen. Borrowed from err. */
const char *review_unsaved_reason(const struct err *err) __attribute__((nonnull));
/* Marks that are not confirmed by the database yet. */
size_t review_count_unsaved(const struct review *review) __attribute__((nonnull));

#endif
