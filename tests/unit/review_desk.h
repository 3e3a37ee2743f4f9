/* A review without a screen, for tests: the sample call, the short card, a store of its own. */
/* SPDX-License-Identifier: MIT */
#ifndef REVIEW_DESK_H
#define REVIEW_DESK_H

#include "review/review.h"

#define N_ITEMS 5 /* of the card short */
#define N_GAPS 3  /* of the sample call */

struct desk {
	char *folder;
	char *path; /* of the recording */
	struct card *card;
	struct store *store;
	struct scan *scan;
	struct player *player;
	struct review *review;
	bool is_clocked;
	struct review_options options; /* of the next review */
	struct err err;
};

/* cmocka's: *state is the desk, with a fresh review that is started and paused. */
int desk_set_up(void **state);
/* The same with a card of its own, as text. */
int desk_set_up_with(void **state, const char *card);
int desk_tear_down(void **state);
/* The same on a clock of its own, which stands until desk_pass; what the silent clock passes counts as
 * heard. */
int desk_set_up_clocked(void **state);
/* So much time goes by, and what is due is done. */
void desk_pass(struct desk *desk, int ms);
int64_t desk_now_ns(void);
/* A snapshot of now. */
struct review_snapshot desk_look(struct desk *desk);
/* As after leaving and starting the program again. */
void desk_reopen(struct desk *desk);
/* The same with a player that knows nothing of before. */
void desk_restart(struct desk *desk);
/* What the database holds of the review; false if there is none. */
bool desk_find_review(struct desk *desk, struct store_review *row);
/* What the review says last has this part. */
void desk_expect_message(struct desk *desk, const char *part);
void desk_wait_for_analysis(struct desk *desk);

#endif
