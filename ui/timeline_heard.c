/* The rule below the whole call: which page is shown, and what was heard. */
/* SPDX-License-Identifier: MIT */
#include "config.h"
#include "ui/timeline.h"

#define LEAST_PERCENT 95 /* of a column's time, for the column to count as heard */

/* The signs of a column: shape says it, colour does not. */
struct rule_signs {
	const char *heard, *skipped, *unheard, *left, *right;
};

static const struct rule_signs *signs_of(const struct canvas *canvas)
{
	static const struct rule_signs lines = {"━", ">", "─", "┗", "┛"};
	static const struct rule_signs ascii = {"=", ">", "-", "[", "]"};
	return canvas_has_lines(canvas) ? &lines : &ascii;
}

/* What was heard of a column. One of which a word is missing is not heard: nothing that is left to
 * listen to is hidden. */
static enum cover_kind column_kind(
	const struct axis *whole, int column, const struct review_snapshot *snapshot)
{
	int64_t from_ms = axis_half_ms(whole, 2 * column);
	int64_t to_ms = axis_half_ms(whole, 2 * column + 2);
	int64_t least_ms = (to_ms - from_ms) * LEAST_PERCENT / 100;
	int64_t heard_ms =
		coverage_sum(snapshot->cover, snapshot->n_cover, COVER_HEARD, from_ms, to_ms);
	int64_t skipped_ms =
		coverage_sum(snapshot->cover, snapshot->n_cover, COVER_SKIPPED, from_ms, to_ms);
	if (to_ms <= from_ms || heard_ms + skipped_ms < least_ms)
		return COVER_NONE;
	return skipped_ms > heard_ms ? COVER_SKIPPED : COVER_HEARD;
}

static const char *sign_of(const struct rule_signs *signs, enum cover_kind kind)
{
	switch (kind) {
	case COVER_NONE:
		break;
	case COVER_HEARD:
		return signs->heard;
	case COVER_SKIPPED:
		return signs->skipped;
	}
	return signs->unheard;
}

void timeline_draw_heard(struct canvas *canvas, int row, const struct axis *whole,
	const struct axis *page, const struct review_snapshot *snapshot)
{
	const struct rule_signs *signs = signs_of(canvas);
	int first = axis_column(whole, page->start_ms);
	int last = axis_column(whole, page->start_ms + page->span_ms - 1);
	int right = whole->column + whole->columns - 1;
	if (last > right)
		last = right;
	if (first >= last)
		first = last - 1;
	for (int i = 0; i < whole->columns; i++) {
		int column = whole->column + i;
		bool on_page = column > first && column < last;
		canvas_text(canvas, row, column, 1, on_page ? STYLE_PLAIN : STYLE_DIM,
			sign_of(signs, column_kind(whole, i, snapshot)));
	}
	canvas_text(canvas, row, first, 1, STYLE_PLAIN, signs->left);
	canvas_text(canvas, row, last, 1, STYLE_PLAIN, signs->right);
}

/* ---- gaps that are jumped over ---- */

bool timeline_is_skipped(const struct gap_lane *lane, const struct event *gap)
{
	for (size_t i = 0; i < lane->n_skips; i++)
		if (lane->skips[i].start_ms < gap->end_ms && lane->skips[i].end_ms > gap->start_ms)
			return true;
	return false;
}
