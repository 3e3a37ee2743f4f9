/* Reviews and call lists as the screens get them, made up and always the same. */
/* SPDX-License-Identifier: MIT */
#ifndef CANNED_H
#define CANNED_H

#include <stdint.h>

#include "model/envelope.h"
#include "model/event.h"
#include "review/snapshot.h"
#include "ui/canvas.h"

enum canned_text {
	CANNED_EN,
	CANNED_ZH,
};

struct canned {
	struct review_snapshot snapshot; /* may be changed by the test */
	struct envelope envelope;
	struct event events[16];
	struct cover_range cover[4];
	struct snapshot_item items[16];
	struct snapshot_section sections[5];
	struct snapshot_missing missing[16];
	struct snapshot_choice flags[4];
	struct snapshot_gap gaps[16];
	size_t empty_items[16];
	size_t uncommented[16];
};

/* A call of 8:42 with twelve items, playing at 4:43.6 just after a hold; one or two channels. Sets the
 * language of the program's own texts too. */
void canned_make(struct canned *canned, enum canned_text text, int channels);
/* Makes the list of what is missing from the empty items and those without a comment. */
void canned_find_missing(struct canned *canned);
/* Adds what the panes of marking show: reasons of the item under the cursor, red flags, fields of the
 * contact, incidents, an outcome; and occurrences or the flags in place of the reasons. */
void canned_add_panes(struct canned *canned, enum canned_text text);
void canned_count_faults(struct canned *canned);
void canned_choose_flags(struct canned *canned);
void canned_release(struct canned *canned);

/* The same number for the same state; for random tests. */
uint32_t canned_random(uint32_t *state);

/* Every row's cells add up to its columns, no cell is half a character, none holds a raw byte. */
void canned_check_canvas(const struct canvas *canvas);
/* The canvas is the screen of that name under tests/unit/ui/screens/. With CALLMARK_UPDATE_SCREENS
 * set, the file is written instead. */
void canned_compare(const struct canvas *canvas, const char *name);
/* The style of the first cell of a text on a row (-1: on any row); fails if it is not there. */
int canned_style_of(const struct canvas *canvas, int row, const char *text);
/* The first row that has it; fails if none has. */
int canned_row_of(const struct canvas *canvas, const char *text);
/* Whether it is there. */
int canned_has(const struct canvas *canvas, const char *text);

#endif
