/* What a reviewer says of a gap, against or beside what the detector says. */
/* SPDX-License-Identifier: MIT */
#include "config.h"
#include "model/gap_change.h"

#include <string.h>

const char *gap_choice_word(enum gap_choice choice)
{
	switch (choice) {
	case CHOICE_FOUND:
		break;
	case CHOICE_SILENCE:
		return "silence";
	case CHOICE_HOLD:
		return "hold";
	case CHOICE_IGNORE:
		return "ignore";
	}
	return "";
}

enum gap_choice gap_choice_find(const char *word)
{
	for (int choice = CHOICE_SILENCE; choice <= CHOICE_IGNORE; choice++)
		if (strcmp(gap_choice_word((enum gap_choice)choice), word) == 0)
			return (enum gap_choice)choice;
	return CHOICE_FOUND;
}

static int64_t shared_ms(const struct event *gap, const struct gap_change *change)
{
	int64_t start_ms = gap->start_ms > change->start_ms ? gap->start_ms : change->start_ms;
	int64_t end_ms = gap->end_ms < change->end_ms ? gap->end_ms : change->end_ms;
	return end_ms > start_ms ? end_ms - start_ms : 0;
}

const struct gap_change *gap_change_of(
	const struct event *gap, const struct gap_change *changes, size_t n_changes)
{
	const struct gap_change *found = NULL;
	int64_t most_ms = 0;
	for (size_t i = 0; i < n_changes; i++) {
		int64_t gap_ms = gap->end_ms - gap->start_ms;
		int64_t change_ms = changes[i].end_ms - changes[i].start_ms;
		int64_t ms = shared_ms(gap, &changes[i]);
		if (2 * ms <= (gap_ms > change_ms ? gap_ms : change_ms) || ms < most_ms)
			continue;
		found = &changes[i];
		most_ms = ms;
	}
	return found;
}

struct event gap_change_apply(const struct event *gap, enum gap_choice choice)
{
	struct event event = *gap;
	if (choice == CHOICE_SILENCE)
		event.kind = EVENT_SILENCE;
	else if (choice == CHOICE_HOLD)
		event.kind = EVENT_HOLD;
	if (event.kind != gap->kind)
		event.subtype = SUBTYPE_NONE;
	return event;
}

size_t gap_changes_apply(const struct event *events, size_t n_events,
	const struct gap_change *changes, size_t n_changes, struct event *counted)
{
	size_t n = 0;
	for (size_t i = 0; i < n_events; i++) {
		const struct gap_change *change =
			event_is_gap(&events[i]) ? gap_change_of(&events[i], changes, n_changes) : NULL;
		enum gap_choice choice = change ? change->choice : CHOICE_FOUND;
		if (choice != CHOICE_IGNORE)
			counted[n++] = gap_change_apply(&events[i], choice);
	}
	return n;
}
