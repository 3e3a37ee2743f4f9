/* A reviewer's desk for tests of the store: a folder of its own, a clock, a call, a card. */
/* SPDX-License-Identifier: MIT */
#ifndef TESTS_DESK_H
#define TESTS_DESK_H

#include <stdbool.h>
#include <stdint.h>

#include "store/store.h"

#define N_ITEMS 6 /* keys "1" to "6", each with levels "no" 1, "met" 2, "more" 3 */

struct desk {
	char folder[64];
	char path[96];
	char cache_path[96];
	struct store *store;
	int64_t card_row;
	char call_id[ID_SIZE];
	struct store_review review;
};

/* The time of all desks; starts at 1,700,000,000,000 and stands still. */
extern int64_t desk_now_ms;
int64_t desk_wall_ms(void);

/* cmocka's setup and teardown: *state is the desk, with an empty review. */
int desk_setup(void **state);
/* The same without a review, card, call or store: only the folder. */
int desk_setup_folder(void **state);
int desk_teardown(void **state);

/* Opens the desk's file; fails the test if that fails. */
void desk_open(struct desk *desk);
void desk_reopen(struct desk *desk);
/* The same by options; NULL with *err. */
struct store *desk_try(struct desk *desk, bool readonly, struct err *err);
void desk_add_call(struct desk *desk);
void desk_add_review(struct desk *desk);

/* Submits and asserts that it was saved; returns the item of the acknowledgement. */
const char *desk_do(struct desk *desk, const struct store_change *change, struct store_ack *ack);
void desk_mark(struct desk *desk, const char *item_key, int level);
void desk_comment(struct desk *desk, const char *item_key, const char *comment);
/* Submits and asserts that it is refused for good with that code. */
void desk_refused(struct desk *desk, const struct store_change *change, enum err_code code);
bool desk_undo(struct desk *desk);
bool desk_redo(struct desk *desk);

/* All that is said of the call, as one text: "1=2;2=-1 @5000-6000 #1500 (N1 N3) 'comment';field f: x;
 * note 1 @5: y;incident 1 A/rude @5--1|said|...;". The caller frees it. */
char *desk_marks(struct desk *desk);
void desk_assert_marks(struct desk *desk, const char *expected);
/* Asserts that store_check finds nothing. */
void desk_assert_sound(struct desk *desk);
/* Runs SQL on the file by another connection, and returns SQLite's result code. */
int desk_sql(struct desk *desk, const char *sql);
/* The integer that a query gives. */
int64_t desk_number(struct desk *desk, const char *sql);
/* Writes n_bytes of text over the file at an offset. */
void desk_overwrite(const char *path, long offset, const void *bytes, size_t n_bytes);

#endif
