/* The submit pane: what is missing and why, what it comes to, and the keys to go on. */
/* SPDX-License-Identifier: MIT */
#include "config.h"
#include "ui/pane_parts.h"

#include "base/i18n.h"
#include "base/str.h"
#include "base/timefmt.h"

enum { AT_KEY = 2, AT_TEXT = 5, AT_WHICH = 34, ROOMY_ROWS = 8 };

/* Rows are filled from the top; those below the pane are left out. */
struct page {
	struct canvas *canvas;
	struct rect rect;
	int line;
};

/* A key and what it does or is about, then which items: each is left out where it is "". */
static void draw_row(struct page *page, enum action action, enum style style, const char *text,
	const char *which)
{
	char key[KEY_NAME_SIZE];
	int row = page->rect.row + page->line, left = page->rect.column;
	if (page->line++ >= page->rect.rows)
		return;
	if (action != ACTION_NONE)
		canvas_text_cut(page->canvas, row, left + AT_KEY, AT_TEXT - AT_KEY - 1,
			style == STYLE_DIM ? STYLE_DIM : STYLE_KEY, pane_key_name(action, key));
	int used = canvas_text_cut(page->canvas, row, left + AT_TEXT,
		page->rect.columns - 1 - AT_TEXT, style, text);
	int at = AT_TEXT + used + 2 > AT_WHICH ? AT_TEXT + used + 2 : AT_WHICH;
	canvas_text_cut(page->canvas, row, left + at, page->rect.columns - 1 - at, STYLE_PLAIN, which);
}

/* ---- what is missing ---- */

/* The text is one of ngettext's, by how many there are. */
static const char *missing_format(enum snapshot_missing_kind kind, unsigned long n)
{
	switch (kind) {
	case MISSING_ANSWER:
		return ngettext("%zu item is empty", "%zu items are empty", n);
	case MISSING_COMMENT:
		return ngettext("%zu mark needs a comment", "%zu marks need a comment", n);
	case MISSING_FIELD:
		return ngettext("%zu field is missing", "%zu fields are missing", n);
	case MISSING_FLAG_COMMENT:
		return ngettext("%zu red flag needs a comment", "%zu red flags need a comment", n);
	case MISSING_FLAG_CONFIRM:
		return ngettext("%zu red flag to confirm", "%zu red flags to confirm", n);
	}
	return "";
}

static enum action missing_key(enum snapshot_missing_kind kind)
{
	switch (kind) {
	case MISSING_ANSWER:
		return ACTION_NEXT_EMPTY;
	case MISSING_COMMENT:
	case MISSING_FLAG_COMMENT:
		return ACTION_COMMENT;
	case MISSING_FIELD:
		return ACTION_CONTACT;
	case MISSING_FLAG_CONFIRM:
		return ACTION_RED_FLAGS;
	}
	return ACTION_NONE;
}

/* Items by their keys, what has none that a person knows by title. */
static void draw_missing(
	struct page *page, enum snapshot_missing_kind kind, const struct review_snapshot *snapshot)
{
	struct str which = {0}, text = {0};
	size_t n = 0;
	for (size_t i = 0; i < snapshot->n_missing; i++) {
		const struct snapshot_missing *missing = &snapshot->missing[i];
		if (missing->kind != kind)
			continue;
		str_addf(&which, "%s%s", n++ ? "  " : "", missing->name);
	}
	if (n) {
		str_addf(&text, missing_format(kind, n), n);
		draw_row(page, missing_key(kind), STYLE_HEADING, str_get(&text), str_get(&which));
	}
	str_release(&which);
	str_release(&text);
}

/* Does not hold it up, but a reviewer should know. */
static void draw_unheard(struct page *page, const struct review_snapshot *snapshot)
{
	struct str text = {0};
	char length[TIMEFMT_SIZE];
	if (snapshot->unheard_ms <= 0 || snapshot->final)
		return;
	str_addf(&text, _("%d%% was not heard"), snapshot->unheard_percent);
	draw_row(page, ACTION_UNHEARD, STYLE_PLAIN, str_get(&text),
		timefmt_clock(snapshot->unheard_ms, length));
	str_release(&text);
}

/* ---- what it comes to ---- */

static void draw_outcome(struct page *page, const struct review_snapshot *snapshot)
{
	struct str text = {0};
	bool is_bad = snapshot->outcome == SNAPSHOT_FAILS || snapshot->outcome == SNAPSHOT_ZEROED;
	str_add(&text, snapshot->outcome_word);
	if (snapshot->score_raw[0]) {
		str_add(&text, text.n_bytes ? "   " : "");
		str_addf(&text, _("without that it would be %s"), snapshot->score_raw);
	}
	if (snapshot->band[0])
		str_addf(&text, "%s%s", text.n_bytes ? "   " : "", snapshot->band);
	if (text.n_bytes)
		draw_row(page, ACTION_NONE, is_bad ? STYLE_ERROR : STYLE_HEADING, str_get(&text), "");
	str_release(&text);
}

static void draw_keys(struct page *page, const struct review_snapshot *snapshot)
{
	if (snapshot->may_submit)
		draw_row(page, ACTION_SUBMIT_YES, STYLE_PLAIN, _("submit, open the next call"), "");
	else if (!snapshot->final)
		draw_row(page, ACTION_SUBMIT_YES, STYLE_DIM, _("submit, once nothing is missing"), "");
	draw_row(page, ACTION_BACK, STYLE_PLAIN,
		snapshot->final ? _("back to the scorecard") : _("keep as draft"), "");
}

void pane_draw_submit(
	struct canvas *canvas, struct rect rect, const struct review_snapshot *snapshot)
{
	struct str title = {0}, right = {0};
	struct page page = {canvas, {rect.row + 1, rect.column, rect.rows - 1, rect.columns}, 0};
	str_addf(&title, _("Submit %s"), snapshot->name);
	if (snapshot->score_final[0])
		str_addf(&right, snapshot->n_empty_items ? _("score so far %s") : _("score %s"),
			snapshot->score_final);
	pane_draw_heading(
		canvas, rect.row, rect.column, rect.columns, str_get(&title), str_get(&right));
	for (int kind = MISSING_ANSWER; kind <= MISSING_FLAG_CONFIRM; kind++)
		draw_missing(&page, (enum snapshot_missing_kind)kind, snapshot);
	if (snapshot->may_submit)
		draw_row(&page, ACTION_NONE, STYLE_HEADING, _("Nothing is missing."), "");
	else if (snapshot->final)
		draw_row(&page, ACTION_NONE, STYLE_HEADING, _("This review is submitted already."), "");
	draw_unheard(&page, snapshot);
	draw_outcome(&page, snapshot);
	if (rect.rows >= ROOMY_ROWS)
		page.line++;
	draw_keys(&page, snapshot);
	str_release(&title);
	str_release(&right);
}
