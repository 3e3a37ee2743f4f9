/* The parts that screens are made of: lines, headings, and the panes of the review screen. */
/* SPDX-License-Identifier: MIT */
#ifndef UI_PANE_PARTS_H
#define UI_PANE_PARTS_H

#include <stdbool.h>
#include <stddef.h>

#include "action/action.h"
#include "base/str.h"
#include "review/snapshot.h"
#include "ui/canvas.h"
#include "ui/pane.h"

#define LEAST_ROWS 16 /* below this there is one line instead of a screen */
#define LEAST_COLUMNS 60

/* Whether the canvas is large enough for a screen; if not, says so on it. playing, if not NULL, is
 * what goes on meanwhile. */
bool pane_check_size(struct canvas *canvas, const char *playing) __attribute__((nonnull(1)));

/* The bar at the top: left bold, right plain, cut where they meet. */
void pane_draw_title(struct canvas *canvas, const char *left, const char *right)
	__attribute__((nonnull));
/* A rule with a bold title in it and, dim at its right end, something more; "" for nothing. */
void pane_draw_heading(struct canvas *canvas, int row, int column, int columns, const char *title,
	const char *right) __attribute__((nonnull));
/* The message line; and in its place, where prompt is not NULL, a line being edited. */
void pane_draw_message(struct canvas *canvas, const char *message, enum snapshot_tone tone,
	const struct edit_line *line) __attribute__((nonnull));
/* Both last lines of a screen without panes. */
void pane_draw_bottom(struct canvas *canvas, const char *message, enum snapshot_tone tone,
	const struct edit_line *line, unsigned where) __attribute__((nonnull));
/* The last line while a line is edited: the choices, or the keys of editing. */
void pane_draw_line_hints(struct canvas *canvas, const struct edit_line *line)
	__attribute__((nonnull));
/* The last line: keys and what they do in that place. */
void pane_draw_hints(struct canvas *canvas, unsigned where) __attribute__((nonnull));
/* Those of the review: the levels of the item under the cursor come first. */
void pane_draw_review_hints(struct canvas *canvas, const struct review_snapshot *snapshot)
	__attribute__((nonnull));
/* The first key of an action, as it is written. */
const char *pane_key_name(enum action action, char buf[KEY_NAME_SIZE]) __attribute__((nonnull));
/* "2.2 Silence and hold", or the title alone where keys are words; in text, which the caller
 * releases. */
const char *pane_item_title(struct str *text, const struct review_snapshot *snapshot,
	const struct snapshot_item *item) __attribute__((nonnull, returns_nonnull));
/* Whether a level is called by its points. */
bool pane_is_number(const char *text) __attribute__((nonnull, pure));
/* A limit of a gap class: "3s", "1m". */
#define LIMIT_SIZE 24
const char *pane_limit_name(int64_t over_ms, char buf[LIMIT_SIZE]) __attribute__((nonnull));

/* The place of enum action_where whose keys an open pane has; 0: the scorecard has none of its own. */
unsigned pane_get_place(enum snapshot_pane lower) __attribute__((const));

/* One line: position, speed, channels, gaps, analysis, sound. */
void pane_draw_transport(struct canvas *canvas, int row, const struct review_snapshot *snapshot)
	__attribute__((nonnull));

/* Panes with a heading in the first row of their rectangle. What a view says of the first line is
 * kept so that the cursor stays in sight and the list stands still while it is. */
void pane_draw_scorecard(struct canvas *canvas, struct rect rect, struct review_view *view,
	const struct review_snapshot *snapshot) __attribute__((nonnull));
/* The item that stands on a line of the list, from 0 at its top; false if none does. Of a heading the
 * first of its section. */
bool pane_find_item(const struct review_view *view, const struct review_snapshot *snapshot, int line,
	size_t *item) __attribute__((nonnull));
/* Whether the item's section is folded. */
bool pane_is_folded(const struct review_view *view, const struct snapshot_item *item)
	__attribute__((nonnull, pure));
/* A list with letters, from line *first on (cut to what there is). */
struct pick_list {
	const char *title;
	const char *right;
	const char *empty; /* said where there is nothing to choose */
	const struct snapshot_choice *choices;
	size_t n_choices;
	bool is_cut; /* a line each, however long */
};
void pane_draw_pick(struct canvas *canvas, struct rect rect, int *first,
	const struct pick_list *list) __attribute__((nonnull));
/* The choices of the pane that is open: reasons, red flags, faults. */
void pane_draw_choices(struct canvas *canvas, struct rect rect, int *first,
	const struct review_snapshot *snapshot) __attribute__((nonnull));
/* The item under the cursor: what it asks for, whole (from line *first on) or only the guideline. */
void pane_draw_item(struct canvas *canvas, struct rect rect, int *first,
	const struct review_snapshot *snapshot) __attribute__((nonnull));
void pane_draw_guideline(struct canvas *canvas, struct rect rect,
	const struct review_snapshot *snapshot) __attribute__((nonnull));
/* The form of the contact, and the incidents, with the view's cursor. */
void pane_draw_contact(struct canvas *canvas, struct rect rect, struct review_view *view,
	const struct review_snapshot *snapshot) __attribute__((nonnull));
void pane_draw_incidents(struct canvas *canvas, struct rect rect, struct review_view *view,
	const struct review_snapshot *snapshot) __attribute__((nonnull));
/* The notes with the view's cursor. */
void pane_draw_notes(struct canvas *canvas, struct rect rect, struct review_view *view,
	const struct review_snapshot *snapshot) __attribute__((nonnull));
/* What one of enum incident_text is called, in the language shown. */
const char *pane_incident_text_name(int which) __attribute__((returns_nonnull));
/* The first line of n_rows in sight, moved as little as shows the cursor. */
int pane_scroll_to(int first, int n_rows, int n_lines, int cursor) __attribute__((const));
/* The gaps of the call; the one at the playhead reversed. */
void pane_draw_gaps(struct canvas *canvas, struct rect rect, const struct review_snapshot *snapshot)
	__attribute__((nonnull));
/* The gap list with its cursor, over the whole width; *first is kept like *first_line. */
void pane_draw_gap_list(struct canvas *canvas, struct rect rect, int *first,
	const struct review_snapshot *snapshot) __attribute__((nonnull));
/* Who speaks, in the language shown; "" for nobody, or not known. */
const char *pane_party_name(enum party party) __attribute__((returns_nonnull));
/* What is missing before a review can be submitted, and the keys to go on. */
void pane_draw_submit(struct canvas *canvas, struct rect rect,
	const struct review_snapshot *snapshot) __attribute__((nonnull));

#endif
