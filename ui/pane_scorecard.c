/* The scorecard pane: sections and items, their marks, and the row under the cursor. */
/* SPDX-License-Identifier: MIT */
#include "config.h"
#include "ui/pane_parts.h"

#include <string.h>

#include "base/i18n.h"
#include "base/str.h"
#include "base/timefmt.h"

/* Columns of a row, from the pane's left edge. */
struct columns {
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

enum { N_POINTS = 4, N_EVIDENCE = 5, LEAST_MARK = 8, LEAST_TITLE = 16, MOST_MORE_NOTE = 15 };

static int widest_key(const struct canvas *canvas, const struct review_snapshot *snapshot)
{
	int widest = 2;
	for (size_t i = 0; i < snapshot->n_snapshot_items; i++) {
		int n = canvas_width(canvas, snapshot->items[i].key);
		widest = n > widest ? n : widest;
	}
	return widest < 8 ? widest : 8;
}

static int widest_mark(const struct canvas *canvas, const struct review_snapshot *snapshot)
{
	int widest = LEAST_MARK;
	for (size_t i = 0; i < snapshot->n_snapshot_items; i++)
		for (size_t k = 0; k < snapshot->items[i].n_levels; k++) {
			int n = canvas_width(canvas, snapshot->items[i].levels[k].name);
			widest = n > widest ? n : widest;
		}
	return widest < 14 ? widest : 14;
}

static int widest_title(const struct canvas *canvas, const struct review_snapshot *snapshot)
{
	int widest = LEAST_TITLE;
	for (size_t i = 0; i < snapshot->n_snapshot_items; i++) {
		int n = canvas_width(canvas, snapshot->items[i].title);
		widest = n > widest ? n : widest;
	}
	return widest;
}

/* The long hint of a recording over an hour has its times one wider; nothing else moves. */
static int evidence_columns(const struct review_snapshot *snapshot)
{
	return snapshot->duration_ms >= 3600000 ? N_EVIDENCE + 2 : N_EVIDENCE;
}

/* Moves all that stands between title and note by n columns to the right. */
static void move_right(struct columns *at, int n)
{
	at->n_title += n;
	at->points += n;
	at->mark += n;
	at->evidence += n;
	at->note += n;
	at->n_note -= n;
}

/* What stands right of the titles depends on the card alone: nothing moves while marking. */
static struct columns lay_out(
	const struct canvas *canvas, int n_columns, const struct review_snapshot *snapshot)
{
	struct columns at = {.key = widest_key(canvas, snapshot)};
	int n_evidence = evidence_columns(snapshot);
	at.n_mark = widest_mark(canvas, snapshot);
	at.n_note = n_columns > 80   ? 15 + (n_columns - 80) / 3
		    : n_columns < 72 ? 15 - (72 - n_columns) / 2
				     : 15;
	at.title = 1 + at.key + 1;
	at.note = n_columns - 1 - at.n_note;
	at.evidence = at.note - 1 - n_evidence;
	at.mark = at.evidence - 1 - at.n_mark;
	at.points = at.mark - 1 - N_POINTS;
	at.n_title = at.points - 1 - at.title;
	int lacking = widest_title(canvas, snapshot) - at.n_title;
	if (lacking < 0) /* the note gets what no title needs */
		move_right(&at, lacking < -MOST_MORE_NOTE ? -MOST_MORE_NOTE : lacking);
	/* Where it is narrow the note gives way to the title. */
	lacking = LEAST_TITLE - at.n_title;
	if (lacking > 0) {
		int n_note = at.n_note > lacking ? at.n_note - lacking : 0;
		move_right(&at, lacking);
		at.n_note = n_note;
	}
	return at;
}

/* ---- one row ---- */

static enum style mark_style(const struct snapshot_item *item)
{
	if (item->saving)
		return STYLE_DIM;
	if (item->level == ANSWER_NA)
		return STYLE_DIM;
	if (item->not_met)
		return STYLE_NOT_MET;
	return item->exceeds ? STYLE_EXCEEDS : STYLE_MET;
}

static const char *mark_word(const struct snapshot_item *item)
{
	if (item->level == ANSWER_NA)
		return _("n/a");
	if (item->level >= 1 && (size_t)item->level <= item->n_levels)
		return item->levels[item->level - 1].name;
	return "";
}

/* The keys that mark this item: "1 2 3 0". */
static void draw_digits(
	struct canvas *canvas, int row, int column, int room, const struct snapshot_item *item)
{
	char digits[24] = "";
	size_t n = 0;
	for (size_t i = 0; i < item->n_levels && i < 9; i++) {
		digits[n++] = (char)('1' + i);
		digits[n++] = ' ';
	}
	if (item->na_allowed)
		digits[n++] = '0';
	digits[n] = '\0';
	canvas_text(canvas, row, column, room, STYLE_PLAIN, digits);
}

static void draw_mark(struct canvas *canvas, int row, int column, const struct columns *at,
	const struct snapshot_item *item, bool is_current)
{
	if (item->level != ANSWER_NONE)
		canvas_text_cut(canvas, row, column + at->mark, at->n_mark, mark_style(item),
			mark_word(item));
	else if (is_current)
		draw_digits(canvas, row, column + at->mark, at->note - 1 - at->mark, item);
	else
		canvas_text(canvas, row, column + at->mark, 1, STYLE_DIM,
			canvas_has_lines(canvas) ? "·" : ".");
}

static void draw_evidence(
	struct canvas *canvas, int row, int column, int n_columns, const struct snapshot_item *item)
{
	char text[TIMEFMT_SIZE];
	if (item->evidence_ms >= 0)
		canvas_text(canvas, row, column, n_columns, STYLE_LINK,
			timefmt_clock(item->evidence_ms, text));
}

/* What the detector found; where that is too long, without the word in front. */
static void draw_hint(
	struct canvas *canvas, int row, int column, int n_columns, const struct snapshot_item *item)
{
	struct str text = {0};
	str_addf(&text, _("hint: %s"), item->hint);
	bool fits = canvas_width(canvas, str_get(&text)) <= n_columns;
	canvas_text_cut(canvas, row, column, n_columns,
		item->level == ANSWER_NONE ? STYLE_HINT : STYLE_DIM,
		fits ? str_get(&text) : item->hint);
	str_release(&text);
}

/* What else there is to say: a comment that is missing, a comment, a hint. */
static void draw_note(
	struct canvas *canvas, int row, int column, int n_columns, const struct snapshot_item *item)
{
	if (item->saving)
		canvas_text_cut(canvas, row, column, n_columns, STYLE_DIM, _("saving"));
	else if (item->comment_missing)
		canvas_text_cut(
			canvas, row, column, n_columns, STYLE_WARNING, _("needs a comment"));
	else if (item->comment[0])
		canvas_text_cut(canvas, row, column, n_columns, STYLE_DIM, item->comment);
	else if (item->hint[0])
		draw_hint(canvas, row, column, n_columns, item);
}

static void draw_item(struct canvas *canvas, int row, struct rect rect, const struct columns *at,
	const struct snapshot_item *item, bool is_current)
{
	int left = rect.column;
	canvas_text_right(canvas, row, left + 1, at->key, STYLE_DIM, item->key);
	canvas_text_cut(canvas, row, left + at->title, at->n_title, STYLE_PLAIN, item->title);
	canvas_text_right(canvas, row, left + at->points, N_POINTS, STYLE_DIM, item->points);
	draw_mark(canvas, row, left, at, item, is_current);
	draw_evidence(canvas, row, left + at->evidence, at->note - 1 - at->evidence, item);
	draw_note(canvas, row, left + at->note, at->n_note, item);
	if (is_current)
		canvas_restyle(
			canvas, (struct rect){row, left + 1, 1, rect.columns - 2}, STYLE_CURSOR);
}

/* ---- the list ---- */

static bool has_heading(const struct review_snapshot *snapshot, size_t i)
{
	const struct snapshot_item *items = snapshot->items;
	if (!items[i].section[0])
		return false;
	return i == 0 || strcmp(items[i].section, items[i - 1].section) != 0;
}

/* Lines of the list: the cursor's, the heading above it, and all. */
struct lines {
	int cursor;
	int heading;
	int n_lines;
};

static struct lines count_lines(const struct review_snapshot *snapshot)
{
	struct lines lines = {0};
	int heading = 0;
	for (size_t i = 0; i < snapshot->n_snapshot_items; i++) {
		if (has_heading(snapshot, i))
			heading = lines.n_lines++;
		if (i == snapshot->cursor) {
			lines.cursor = lines.n_lines;
			lines.heading = heading;
		}
		lines.n_lines++;
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

static void draw_list(
	struct canvas *canvas, struct rect rect, int first, const struct review_snapshot *snapshot)
{
	struct columns at = lay_out(canvas, rect.columns, snapshot);
	int line = -first;
	for (size_t i = 0; i < snapshot->n_snapshot_items && line < rect.rows; i++) {
		const struct snapshot_item *item = &snapshot->items[i];
		if (has_heading(snapshot, i)) {
			if (line >= 0)
				canvas_text_cut(canvas, rect.row + line, rect.column + 1,
					rect.columns - 2, STYLE_HEADING, item->section);
			line++;
		}
		if (line >= 0 && line < rect.rows)
			draw_item(canvas, rect.row + line, rect, &at, item, i == snapshot->cursor);
		line++;
	}
}

static void draw_heading(
	struct canvas *canvas, struct rect rect, const struct review_snapshot *snapshot)
{
	char key[KEY_NAME_SIZE];
	struct str right = {0};
	str_add(&right, snapshot->card_title);
	if (snapshot->n_answered < snapshot->n_items)
		str_addf(&right, _("  next empty: %s"), pane_key_name(ACTION_NEXT_EMPTY, key));
	pane_draw_heading(
		canvas, rect.row, rect.column, rect.columns, _("Scorecard"), str_get(&right));
	str_release(&right);
}

void pane_draw_scorecard(struct canvas *canvas, struct rect rect, int *first_line,
	const struct review_snapshot *snapshot)
{
	struct lines lines = count_lines(snapshot);
	struct rect list = {rect.row + 1, rect.column, rect.rows - 1, rect.columns};
	draw_heading(canvas, rect, snapshot);
	if (list.rows <= 0)
		return;
	*first_line = scroll(*first_line, list.rows, &lines);
	draw_list(canvas, list, *first_line, snapshot);
}
