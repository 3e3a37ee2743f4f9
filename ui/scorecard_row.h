/* A row of the scorecard: where its columns stand, and an item in it. */
/* SPDX-License-Identifier: MIT */
#ifndef UI_SCORECARD_ROW_H
#define UI_SCORECARD_ROW_H

#include <stdbool.h>

#include "review/snapshot.h"
#include "ui/canvas.h"

/* Columns of a row, from the pane's left edge. */
struct row_columns {
	int key; /* right-aligned from column 1 */
	int title;
	int n_title;
	int points; /* right-aligned, 4 wide */
	int mark;
	int n_mark;
	int evidence;
	int note;
	int n_note;
};

/* What stands right of the titles depends on the card alone: nothing moves while marking. */
struct row_columns scorecard_lay_out(const struct canvas *canvas, int n_columns,
	const struct review_snapshot *snapshot) __attribute__((nonnull));
void scorecard_draw_item(struct canvas *canvas, int row, struct rect rect,
	const struct row_columns *at, const struct snapshot_item *item, bool is_current)
	__attribute__((nonnull));
/* A red flag that is raised, in the columns of an item. */
void scorecard_draw_flag(struct canvas *canvas, int row, struct rect rect,
	const struct row_columns *at, const struct snapshot_flag *flag) __attribute__((nonnull));

#endif
