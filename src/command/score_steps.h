/* What the options of callmark score ask for, one change each, checked before anything is saved. */
/* SPDX-License-Identifier: MIT */
#ifndef COMMAND_SCORE_STEPS_H
#define COMMAND_SCORE_STEPS_H

#include "base/err.h"
#include "base/str.h"
#include "scorecard/card.h"
#include "scorecard/score.h"
#include "store/store.h"

/* The options, and where their values are in command_context.values. */
enum {
	SCORE_SET,
	SCORE_REASON,
	SCORE_COMMENT,
	SCORE_FIELD,
	SCORE_SUBMIT,
};

struct score_step {
	struct store_change change; /* its texts are borrowed from the next */
	char *text;
	char *said; /* what is printed once it is saved */
};

/* The review as it is after the steps so far. */
struct score_desk {
	const struct card *card;
	enum card_language language;
	int64_t duration_ms; /* of the recording; -1: not known */
	struct answer *answers; /* of the card's items, then of its flags */
	bool *has_field;        /* of the card's fields */
	struct score_step *steps;
	size_t n_steps, n_room;
};

/* Begins with the marks and fields of a review, none if there is none yet. */
void score_desk_init(struct score_desk *desk, const struct card *card,
	const struct store_mark *marks, size_t n_marks, const struct store_field *fields,
	size_t n_fields) __attribute__((nonnull(1, 2)));
void score_desk_release(struct score_desk *desk) __attribute__((nonnull));
/* Adds the step that an option asks for ("2.2=1@4:43"). The error names the item, and what is possible. */
bool score_desk_add(struct score_desk *desk, int option, const char *text, struct err *err)
	__attribute__((nonnull, warn_unused_result));
/* Adds a line to missing for everything that keeps the review from being submitted; how many. */
size_t score_desk_find_missing(const struct score_desk *desk, struct str *missing)
	__attribute__((nonnull));
int64_t score_desk_centi(const struct score_desk *desk) __attribute__((nonnull));

#endif
