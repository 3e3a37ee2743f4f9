/* What the service rules ask of the agent at a gap, derived from the gap alone. */
/* SPDX-License-Identifier: MIT */
#ifndef SCORECARD_CHECK_POINTS_H
#define SCORECARD_CHECK_POINTS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "model/event.h"

enum check_kind {
	CHECK_ANSWER,   /* the customer has spoken: within the first limit the agent replies */
	CHECK_ANNOUNCE, /* before a hold: ask, and say how long it will take */
	CHECK_IN,       /* within a minute of waiting: still looking, or offer to call back */
	CHECK_RETURN,   /* after a hold: apologise or thank for waiting, then go on */
};

/* The rules by class: a silence over the first limit that follows the customer's talk has its answer
 * late; a hold over the first limit is announced, one over the second has its return; a hold or
 * silence over the third is checked in on at each full third limit (60 s) without talk. Before the
 * first talk of a call, and in the queue, nobody is there to announce or to check in, and after the last nobody returns
 * or is waited for. Nothing is asked of what is not a gap. */
struct check_points {
	bool answer;      /* was due at start + the first limit */
	bool announce;    /* at the gap's start */
	bool thanks;      /* CHECK_RETURN, at its end */
	int n_check_ins;
	int64_t every_ms; /* check-in i, from 1, is due at start + i x this, and before the end */
};

struct check_points check_points_of(const struct event *gap, const struct gap_limits *limits)
	__attribute__((nonnull, pure));
/* "answer", "announce", "check-in", "return": for interchange, never translated. */
const char *check_kind_word(enum check_kind kind) __attribute__((const));

#endif
