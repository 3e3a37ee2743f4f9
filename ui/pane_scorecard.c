/* The scorecard pane: the count at the top, sections that fold, items, raised red flags. */
/* SPDX-License-Identifier: MIT */
#include "config.h"
#include "ui/pane_parts.h"

#include <string.h>

#include "base/i18n.h"
#include "base/str.h"
#include "ui/scorecard_row.h"

#define LEAST_TITLE 18 /* columns of the heading that its title keeps */

/* ---- what stands on which line ---- */

enum line_kind {
	LINE_HEADING, /* of the section that begins with item */
	LINE_ITEM,
	LINE_FLAGS,   /* the heading above the red flags */
	LINE_FLAG,
};

struct line {
	enum line_kind kind;
	size_t index; /* of the item, or of the flag */
};

/* Goes through the lines from the first to the last. { 0 } is at the beginning. */
struct walk {
	size_t item;
	bool has_heading; /* of the item's section is done */
	bool has_flags;
	size_t flag;
};

static bool begins_section(const struct review_snapshot *snapshot, size_t i)
{
	const struct snapshot_item *items = snapshot->items;
	if (!items[i].section[0])
		return false;
	return i == 0 || strcmp(items[i].section, items[i - 1].section) != 0;
}

bool pane_is_folded(const struct review_view *view, const struct snapshot_item *item)
{
	return item->section_index < 64 && (view->folded >> item->section_index & 1);
}

static bool next_flag(struct walk *walk, const struct review_snapshot *snapshot, struct line *line)
{
	if (snapshot->n_flags && !walk->has_flags) {
		walk->has_flags = true;
		*line = (struct line){LINE_FLAGS, 0};
		return true;
	}
	while (walk->flag < snapshot->n_flags && !snapshot->flags[walk->flag].raised)
		walk->flag++;
	if (walk->flag >= snapshot->n_flags)
		return false;
	*line = (struct line){LINE_FLAG, walk->flag++};
	return true;
}

static bool next_line(struct walk *walk, const struct review_view *view,
	const struct review_snapshot *snapshot, struct line *line)
{
	for (; walk->item < snapshot->n_snapshot_items; walk->item++) {
		const struct snapshot_item *item = &snapshot->items[walk->item];
		if (begins_section(snapshot, walk->item) && !walk->has_heading) {
			walk->has_heading = true;
			*line = (struct line){LINE_HEADING, walk->item};
			return true;
		}
		walk->has_heading = false;
		if (pane_is_folded(view, item))
			continue;
		*line = (struct line){LINE_ITEM, walk->item++};
		return true;
	}
	return next_flag(walk, snapshot, line);
}

/* A folded section stands for all of its items. */
static bool has_cursor(const struct review_view *view, const struct review_snapshot *snapshot,
	const struct line *line)
{
	if (snapshot->cursor >= snapshot->n_snapshot_items)
		return false;
	const struct snapshot_item *current = &snapshot->items[snapshot->cursor];
	if (line->kind == LINE_ITEM)
		return line->index == snapshot->cursor;
	return line->kind == LINE_HEADING && pane_is_folded(view, current) &&
		snapshot->items[line->index].section_index == current->section_index;
}

/* ---- headings ---- */

/* A folded section tells what is hidden in it. */
static void add_section_count(
	struct str *text, const struct snapshot_section *section, bool is_folded)
{
	if (is_folded)
		str_addf(text, _("%d of %d   "), section->n_answered, section->n_applying);
	if (is_folded && section->n_not_met)
		str_addf(text, _("%d not met   "), section->n_not_met);
	str_add(text, section->score);
}

static void draw_section(struct canvas *canvas, int row, struct rect rect,
	const struct review_view *view, const struct review_snapshot *snapshot, size_t i)
{
	const struct snapshot_item *item = &snapshot->items[i];
	struct str title = {0}, right = {0};
	bool is_folded = pane_is_folded(view, item);
	str_addf(&title, "%s%s", is_folded ? "+ " : "", item->section);
	if (item->section_index < snapshot->n_sections)
		add_section_count(&right, &snapshot->sections[item->section_index], is_folded);
	int n_right = canvas_width(canvas, str_get(&right)), room = rect.columns - 2;
	canvas_text_cut(canvas, row, rect.column + 1, room - (n_right ? n_right + 2 : 0),
		STYLE_HEADING, str_get(&title));
	canvas_text_right(canvas, row, rect.column + 1, room, STYLE_DIM, str_get(&right));
	str_release(&title);
	str_release(&right);
}

static void draw_flags_heading(
	struct canvas *canvas, int row, struct rect rect, const struct review_snapshot *snapshot)
{
	char key[KEY_NAME_SIZE];
	struct str right = {0};
	str_addf(&right, _("%d of %zu raised   %s lists them"), snapshot->n_raised,
		snapshot->n_flags, pane_key_name(ACTION_RED_FLAGS, key));
	canvas_text_cut(canvas, row, rect.column + 1, rect.columns - 2, STYLE_HEADING,
		_("Red flags"));
	canvas_text_right(
		canvas, row, rect.column + 1, rect.columns - 2, STYLE_DIM, str_get(&right));
	str_release(&right);
}

/* Whether anything is answered by level; where all is counted, what was not found is not "met". */
static bool has_levels(const struct review_snapshot *snapshot)
{
	for (size_t i = 0; i < snapshot->n_snapshot_items; i++)
		if (!snapshot->items[i].is_occurrence)
			return true;
	return false;
}

static void add_faults(
	struct str *text, const struct review_snapshot *snapshot, bool with_sections)
{
	int n = snapshot->n_not_met;
	if (has_levels(snapshot))
		str_addf(text, _("   not met %d"), n);
	else
		str_addf(text, _("   faults %d"), n);
	if (with_sections) /* those where the faults are: numbers, or titles */
		str_addf(text, _(" (in %s)"), snapshot->not_met_sections);
}

/* "not met 2 (in 2 4)   met 7   exceeds 1": how many of each. The number comes behind, since before the
 * word it would be the key, as in the hints. */
static void add_counts(
	struct str *text, const struct review_snapshot *snapshot, bool with_sections)
{
	if (snapshot->n_not_met)
		add_faults(text, snapshot, with_sections);
	if (snapshot->n_met && has_levels(snapshot))
		str_addf(text, _("   met %d"), snapshot->n_met);
	if (snapshot->n_exceeded)
		str_addf(text, _("   exceeds %d"), snapshot->n_exceeded);
	if (snapshot->n_raised)
		str_addf(text, _("   red flags %d"), snapshot->n_raised);
}

/* As much as there is room for: the counts are nowhere else, the key is in the hint line too. */
static void draw_heading(
	struct canvas *canvas, struct rect rect, const struct review_snapshot *snapshot)
{
	char key[KEY_NAME_SIZE];
	struct str right = {0}, counts = {0};
	int room = rect.columns - LEAST_TITLE;
	add_counts(&counts, snapshot, true);
	if (canvas_width(canvas, str_get(&counts)) > room) {
		str_clear(&counts);
		add_counts(&counts, snapshot, false);
	}
	str_addf(&right, "%s%s", snapshot->card_title, str_get(&counts));
	if (canvas_width(canvas, str_get(&right)) > room && counts.n_bytes) {
		str_clear(&right);
		str_add(&right, str_get(&counts) + strspn(str_get(&counts), " "));
	}
	str_clear(&counts);
	if (snapshot->n_answered < snapshot->n_items)
		str_addf(&counts, _("  next empty: %s"), pane_key_name(ACTION_NEXT_EMPTY, key));
	if (canvas_width(canvas, str_get(&right)) + canvas_width(canvas, str_get(&counts)) <= room)
		str_add(&right, str_get(&counts));
	pane_draw_heading(
		canvas, rect.row, rect.column, rect.columns, _("Scorecard"), str_get(&right));
	str_release(&right);
	str_release(&counts);
}

/* ---- the list ---- */

/* Lines of the list: the cursor's, the heading above it, and all. */
struct lines {
	int cursor;
	int heading;
	int n_lines;
};

static struct lines count_lines(
	const struct review_view *view, const struct review_snapshot *snapshot)
{
	struct lines lines = {0};
	struct walk walk = {0};
	struct line line;
	for (int heading = 0; next_line(&walk, view, snapshot, &line); lines.n_lines++) {
		if (line.kind == LINE_HEADING)
			heading = lines.n_lines;
		if (has_cursor(view, snapshot, &line)) {
			lines.cursor = lines.n_lines;
			lines.heading = heading;
		}
	}
	return lines;
}

/* Moves the list as little as shows the cursor, one line beyond it, and its heading if it can. */
static int scroll(int first, int n_rows, const struct lines *lines)
{
	int margin = n_rows >= 4 ? 1 : 0;
	int least = lines->cursor + margin - (n_rows - 1);
	int most = lines->cursor - margin;
	if (lines->heading < most && lines->cursor - lines->heading < n_rows - margin)
		most = lines->heading;
	if (least > lines->n_lines - n_rows)
		least = lines->n_lines - n_rows;
	first = first > most ? most : first;
	first = first < least ? least : first;
	if (first > lines->n_lines - n_rows)
		first = lines->n_lines - n_rows;
	return first < 0 ? 0 : first;
}

static void draw_line(struct canvas *canvas, int row, struct rect rect,
	const struct row_columns *at, const struct review_view *view,
	const struct review_snapshot *snapshot, const struct line *line)
{
	bool is_current = has_cursor(view, snapshot, line);
	switch (line->kind) {
	case LINE_HEADING:
		draw_section(canvas, row, rect, view, snapshot, line->index);
		if (is_current)
			canvas_restyle(canvas, (struct rect){row, rect.column + 1, 1, rect.columns - 2},
				STYLE_CURSOR);
		break;
	case LINE_ITEM:
		scorecard_draw_item(
			canvas, row, rect, at, &snapshot->items[line->index], is_current);
		break;
	case LINE_FLAGS:
		draw_flags_heading(canvas, row, rect, snapshot);
		break;
	case LINE_FLAG:
		scorecard_draw_flag(canvas, row, rect, at, &snapshot->flags[line->index]);
		break;
	}
}

static void draw_list(struct canvas *canvas, struct rect rect, const struct review_view *view,
	const struct review_snapshot *snapshot)
{
	struct row_columns at = scorecard_lay_out(canvas, rect.columns, snapshot);
	struct walk walk = {0};
	struct line line;
	for (int i = -view->first_line; i < rect.rows && next_line(&walk, view, snapshot, &line); i++)
		if (i >= 0)
			draw_line(canvas, rect.row + i, rect, &at, view, snapshot, &line);
}

void pane_draw_scorecard(struct canvas *canvas, struct rect rect, struct review_view *view,
	const struct review_snapshot *snapshot)
{
	struct lines lines = count_lines(view, snapshot);
	struct rect list = {rect.row + 1, rect.column, rect.rows - 1, rect.columns};
	draw_heading(canvas, rect, snapshot);
	if (list.rows <= 0)
		return;
	view->first_line = scroll(view->first_line, list.rows, &lines);
	draw_list(canvas, list, view, snapshot);
}

bool pane_find_item(const struct review_view *view, const struct review_snapshot *snapshot, int line,
	size_t *item)
{
	struct walk walk = {0};
	struct line at;
	for (int i = -view->first_line; i <= line; i++)
		if (!next_line(&walk, view, snapshot, &at))
			return false;
	*item = at.index;
	return at.kind == LINE_ITEM || at.kind == LINE_HEADING;
}
