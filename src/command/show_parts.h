/* What the files of callmark show share: a review with everything that it holds. */
/* SPDX-License-Identifier: MIT */
#ifndef COMMAND_SHOW_PARTS_H
#define COMMAND_SHOW_PARTS_H

#include "base/str.h"
#include "calls/calls.h"
#include "scorecard/card.h"
#include "scorecard/incidents.h"
#include "scorecard/score.h"
#include "store/store.h"

struct shown {
	const char *name; /* of the call; borrowed, as the next two */
	const struct call_leg *legs;
	size_t n_legs;
	int64_t duration_ms; /* -1: not known */
	struct store_review review;
	struct contact contact;
	struct card *card;
	struct incident_catalogue *catalogue; /* NULL: there is none that can be read */
	struct store_mark *marks;
	size_t n_marks;
	struct score score; /* as the marks are now */
	struct store_field *fields;
	size_t n_fields;
	struct store_note *notes;
	size_t n_notes;
	struct store_incident *incidents;
	size_t n_incidents;
	struct store_heard *heard;
	size_t n_heard;
	enum card_language language;
};

void show_print_text(const struct shown *shown) __attribute__((nonnull));
void show_print_json(const struct shown *shown) __attribute__((nonnull));
/* The score that counts: of a final review the one that was filed. -1: none. */
int64_t show_score_centi(const struct shown *shown) __attribute__((nonnull));
/* How long was heard, of what the recording has; gaps that were skipped are not. */
int64_t show_heard_ms(const struct shown *shown) __attribute__((nonnull));
/* Adds "Class A: Bad attitude", or the keys where the catalogue lacks them. */
void show_add_incident(const struct shown *shown, const struct store_incident *incident,
	struct str *out) __attribute__((nonnull));

#endif
