/* The item under the cursor in full: what it asks for, its levels, and what was found. */
/* SPDX-License-Identifier: MIT */
#include "config.h"
#include "ui/pane_parts.h"

#include <string.h>

#include "base/i18n.h"
#include "base/str.h"

#define MOST_COLUMNS 100 /* longer lines are hard to read */

/* Lines below each other in a pane, of which some may be scrolled out of sight. */
struct page {
	struct canvas *canvas;
	struct rect sight;
	int line;      /* the next one, from the top of sight */
	bool is_ended; /* a part has ended: a blank line comes before the next */
};

/* Below the pane's heading, with a margin. */
static struct page make_page(struct canvas *canvas, struct rect rect, int first)
{
	int columns = rect.columns - 4 < MOST_COLUMNS ? rect.columns - 4 : MOST_COLUMNS;
	return (struct page){
		canvas, {rect.row + 1, rect.column + 2, rect.rows - 1, columns}, -first, false};
}

static void draw_text(struct page *page, int indent, enum style style, const char *text)
{
	struct rect rect = page->sight;
	page->line += page->is_ended;
	page->is_ended = false;
	rect.row += page->line;
	rect.rows -= page->line;
	rect.column += indent;
	rect.columns -= indent;
	page->line += canvas_paragraph_from(page->canvas, page->sight, rect, style, text);
}

/* One line of a table: a short word, and a text that may need more lines. */
static void draw_pair(
	struct page *page, int indent, enum style word_style, const char *word, enum style style,
	const char *text)
{
	page->line += page->is_ended;
	page->is_ended = false;
	int line = page->line;
	if (line >= 0 && line < page->sight.rows)
		canvas_text_cut(page->canvas, page->sight.row + line, page->sight.column,
			page->sight.columns, word_style, word);
	draw_text(page, indent, style, text);
	if (page->line == line)
		page->line++;
}

/* "1 point", "-0.5 points". */
static void add_points(struct str *text, const char *points)
{
	bool is_one = strcmp(points, "1") == 0 || strcmp(points, "-1") == 0;
	str_addf(text, ngettext("%s point", "%s points", is_one ? 1 : 2), points);
}

/* A level that is called by its points says so beside its key. */
static void draw_level(struct page *page, int number, const char *name, bool is_given)
{
	char digit[2] = {(char)('0' + number), '\0'};
	struct str text = {0};
	if (pane_is_number(name))
		add_points(&text, name);
	else
		str_add(&text, name);
	draw_pair(page, 3, STYLE_KEY, digit, is_given ? STYLE_HEADING : STYLE_PLAIN, str_get(&text));
	str_release(&text);
}

static void draw_levels(struct page *page, const struct snapshot_item *item)
{
	for (size_t i = 0; i < item->n_levels && i < 9; i++)
		draw_level(page, (int)i + 1, item->levels[i].name, item->level == (int)i + 1);
	if (item->na_allowed)
		draw_level(page, 0, _("n/a"), item->level == ANSWER_NA);
}

/* "This call  3 gaps", "Comment  ...": a bold word, then the text. */
static void draw_fact(struct page *page, const char *word, const char *text)
{
	if (text[0])
		draw_pair(page, canvas_width(page->canvas, word) + 2, STYLE_HEADING, word, STYLE_PLAIN,
			text);
}

/* Tells that there is more below. */
static void mark_rest(const struct page *page)
{
	const struct rect *sight = &page->sight;
	if (page->line > sight->rows && sight->rows > 0)
		canvas_text(page->canvas, sight->row + sight->rows - 1,
			sight->column + sight->columns, 1, STYLE_DIM, "+");
}

static const struct snapshot_item *current_item(const struct review_snapshot *snapshot)
{
	return snapshot->cursor < snapshot->n_snapshot_items ? &snapshot->items[snapshot->cursor]
							     : NULL;
}

/* What R offers. */
static void draw_reasons(struct page *page, const struct snapshot_item *item)
{
	char key[KEY_NAME_SIZE];
	if (!item->reason_texts[0])
		return;
	draw_pair(page, 3, STYLE_KEY, pane_key_name(ACTION_REASONS, key), STYLE_HEADING,
		_("Reasons for the mark"));
	draw_text(page, 3, STYLE_PLAIN, item->reason_texts);
}

static void draw_all(struct page *page, const struct snapshot_item *item, const char *figures)
{
	if (item->guideline[0])
		draw_text(page, 0, STYLE_PLAIN, item->guideline);
	page->is_ended = true;
	draw_levels(page, item);
	page->is_ended = true;
	draw_fact(page, _("Asked"), item->condition);
	draw_fact(page, _("This call"), item->proposal[0] ? item->proposal : item->hint);
	draw_fact(page, _("Reasons"), item->reasons);
	draw_fact(page, _("Comment"), item->comment);
	draw_fact(page, _("Incident"), item->incident);
	page->is_ended = true;
	draw_reasons(page, item);
	page->is_ended = true;
	draw_fact(page, _("Conversation"), figures);
}

void pane_draw_item(struct canvas *canvas, struct rect rect, int *first,
	const struct review_snapshot *snapshot)
{
	const struct snapshot_item *item = current_item(snapshot);
	const char *figures = snapshot->figures ? snapshot->figures : "";
	struct page page = make_page(canvas, rect, *first);
	struct str title = {0}, right = {0};
	if (!item)
		return;
	if (!snapshot->keys_are_words)
		str_addf(&title, "%s  ", item->key);
	str_add(&title, item->title);
	const char *points = item->is_occurrence ? item->off : item->points;
	if (strcmp(points, "-") != 0)
		add_points(&right, points);
	/* The section only where it leaves the title whole. */
	int room = rect.columns - 8 - canvas_width(canvas, str_get(&title));
	if (canvas_width(canvas, str_get(&right)) + 3 + canvas_width(canvas, item->section) <= room)
		str_addf(&right, "   %s", item->section);
	pane_draw_heading(
		canvas, rect.row, rect.column, rect.columns, str_get(&title), str_get(&right));
	draw_all(&page, item, figures);
	int n_lines = page.line + *first, most = n_lines > page.sight.rows ? n_lines - page.sight.rows : 0;
	if (*first > most || *first < 0) {
		*first = *first < 0 ? 0 : most;
		canvas_fill(canvas, page.sight, ' ', STYLE_PLAIN);
		page = make_page(canvas, rect, *first);
		draw_all(&page, item, figures);
	}
	mark_rest(&page);
	str_release(&title);
	str_release(&right);
}

void pane_draw_guideline(
	struct canvas *canvas, struct rect rect, const struct review_snapshot *snapshot)
{
	const struct snapshot_item *item = current_item(snapshot);
	struct page page = make_page(canvas, rect, 0);
	struct str title = {0};
	if (!item)
		return;
	page.sight.column--;
	str_addf(&title, _("Item %s guideline"), item->name);
	pane_draw_heading(canvas, rect.row, rect.column, rect.columns, str_get(&title), "");
	draw_text(&page, 0, STYLE_PLAIN, item->guideline);
	draw_fact(&page, _("Comment"), item->comment);
	mark_rest(&page);
	str_release(&title);
}
