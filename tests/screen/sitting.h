/* Sittings of one reviewer: runs of callmark in the same home, and what the database holds of them. */
/* SPDX-License-Identifier: MIT */
#ifndef TESTS_SCREEN_SITTING_H
#define TESTS_SCREEN_SITTING_H

#include "screen/screen.h"

struct sitting {
	char *home;
	char *database; /* in the data folder, where it is by default */
	char *sample;   /* the call that comes with callmark: 2:09.5, gaps at 0:16.8, 0:38.9, 0:51.0 */
	struct screen *screen; /* NULL between two runs */
};

/* cmocka's setup and teardown: *state is the sitting. */
int sitting_setup(void **state);
int sitting_teardown(void **state);

/* A recording of steady tone in the home, made anew. The caller frees the path. What is played goes on
 * while its test is stopped: a call that must not come to its end meanwhile takes minutes. */
char *sitting_make_call(struct sitting *sitting, const char *name, int seconds);
/* 59 minutes of silence. The caller frees the path. */
char *sitting_make_long_call(struct sitting *sitting, const char *name);

/* Runs callmark. The home is filled in; sound is off unless env says CALLMARK_SPEAKER. */
void sitting_start(struct sitting *sitting, struct screen_options options);
/* The same as someone whom permissions bind, even where the tests are run by root. */
void sitting_start_bound(struct sitting *sitting, struct screen_options options);
/* Reviews this call with the card "short", and waits until it plays; or is paused at its start, without
 * having played. */
void sitting_review(struct sitting *sitting, const char *path);
void sitting_review_paused(struct sitting *sitting, const char *path);
/* Until the whole of the call that is open has been listened to, and the item about silence says this of
 * it. */
void sitting_wait_analysed(struct sitting *sitting, const char *verdict);
#define SITTING_SAMPLE_VERDICT "2 gaps, hold 1"
/* Leaves by "q": status 0 and the terminal as it was. */
void sitting_leave(struct sitting *sitting);
/* Has ended with this status, the terminal as it was. */
void sitting_expect_end(struct sitting *sitting, int status);

/* Types keys and waits for a text on the screen. */
void sitting_type(struct sitting *sitting, const char *keys, const char *text);

/* Waits until it plays (" >") or is paused ("||") at this place or any later one; returns the place.
 * All places are tenths of a second. A passage that begins to play is caught by a key that pauses,
 * sent along with the one that plays: the place then stands. */
int sitting_wait_place(struct sitting *sitting, const char *sign, int least);
/* Waits until it is paused at this place or any one before it. */
void sitting_wait_paused_before(struct sitting *sitting, int most);
/* The place behind this sign, which must be there. */
int sitting_get_place(const struct sitting *sitting, const char *sign);

/* The review that plays its sample goes on, is paused by ^C, marked at its start, and left. */
void sitting_play_and_mark(struct sitting *sitting);

/* What the database holds of this call, read through the store, as "1=2@5000 2=-1@0 'note' draft 5000 3":
 * marks (item=level@evidence in ms, comment), state, playhead in ms, item; "none" without a review. */
void sitting_expect_stored(struct sitting *sitting, const char *path, const char *expected);
/* The same, of marks and state alone. */
void sitting_expect_marks(struct sitting *sitting, const char *path, const char *expected);
/* These as a text, which the caller frees. */
char *sitting_read_marks(struct sitting *sitting, const char *path);
/* Every mark against its history. */
void sitting_expect_sound_database(struct sitting *sitting);

#endif
