/* What a reviewer says of a gap, against or beside what the detector says. */
/* SPDX-License-Identifier: MIT */
#ifndef MODEL_GAP_CHANGE_H
#define MODEL_GAP_CHANGE_H

#include <stddef.h>
#include <stdint.h>

#include "model/event.h"

enum gap_choice {
	CHOICE_FOUND, /* as the detector says */
	CHOICE_SILENCE,
	CHOICE_HOLD,
	CHOICE_IGNORE, /* no gap: it does not count */
};

/* Which gap is meant is told by its times as they were when it was changed. Another version of the
 * analyser may find it a little elsewhere: see gap_change_of. */
struct gap_change {
	int64_t start_ms;
	int64_t end_ms; /* > start_ms */
	enum gap_choice choice;
};

/* "silence", "hold", "ignore" for the database; "" for CHOICE_FOUND. */
const char *gap_choice_word(enum gap_choice choice) __attribute__((const));
/* CHOICE_FOUND if it is none of these. */
enum gap_choice gap_choice_find(const char *word) __attribute__((nonnull, pure));

/* The change that is about this gap: the two share more than half of the longer of them, so that
 * neither two gaps that do not overlap can share a change, nor the other way round. NULL if there is
 * none. Of several (filed under different versions) the one that shares most, the last of equals. */
const struct gap_change *gap_change_of(const struct event *gap, const struct gap_change *changes,
	size_t n_changes) __attribute__((nonnull(1), pure));
/* The gap as the choice makes it; a kind that is not the detector's has no subtype. */
struct event gap_change_apply(const struct event *gap, enum gap_choice choice)
	__attribute__((nonnull, pure));
/* Events as they count: changed gaps as they were changed, ignored ones left out. counted has room
 * for n_events; returns how many there are. */
size_t gap_changes_apply(const struct event *events, size_t n_events,
	const struct gap_change *changes, size_t n_changes, struct event *counted)
	__attribute__((nonnull(5)));

#endif
