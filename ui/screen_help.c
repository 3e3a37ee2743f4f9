/* The help screen: every key of a place, from the table of actions. */
/* SPDX-License-Identifier: MIT */
#include "config.h"
#include "ui/pane.h"

#include "action/keymap.h"
#include "base/i18n.h"
#include "base/str.h"
#include "ui/pane_parts.h"

#define TWO_COLUMNS 76 /* columns of the window, from here on two groups side by side */
#define KEY_COLUMNS 11

/* Part of the window where lines are drawn, and which lines those are. */
struct page {
	struct canvas *canvas;
	unsigned where;
	struct rect rect;
	int line; /* of the next one; those below 0 are scrolled away */
};

static const char *group_name(enum action_group group)
{
	switch (group) {
	case GROUP_LISTEN:
		return _("Listen");
	case GROUP_JUMP:
		return _("Jump");
	case GROUP_MARK:
		return _("Mark");
	case GROUP_FILE:
		return _("File");
	case GROUP_GAPS:
		return _("Gap list");
	case GROUP_PANES:
		return _("Pane");
	case N_ACTION_GROUPS:
		break;
	}
	return "";
}

static const char *place_name(unsigned where)
{
	if (where & IN_CALLS)
		return _("call list");
	return where & IN_FIRST ? _("first screen") : _("review screen");
}

/* Rows without a help are told of by the one above them. */
static bool is_told_with(const struct action_row *row, const struct action_row *next)
{
	return next < action_get_rows() + N_ACTIONS && !next->help && next->group == row->group &&
	       (next->where & row->where);
}

/* Whether a person has given keys to it, or to what is told with it. */
static bool is_given(const struct action_row *row)
{
	const struct action_row *next = row;
	do
		if (keymap_is_given(next++->action))
			return true;
	while (is_told_with(row, next));
	return false;
}

static void add_key(struct str *out, struct key key)
{
	char name[KEY_NAME_SIZE];
	key_name(key, name);
	str_addf(out, "%s%s", *name && out->n_bytes ? " " : "", name);
}

/* What to press: as the table shows it, or the keys as they are. */
static void add_keys(struct str *out, const struct action_row *row)
{
	const struct action_row *next = row;
	const struct key *keys = keymap_get(row->action);
	if (row->keys_shown && !is_given(row)) {
		str_add(out, row->keys_shown);
	} else if (row->keys_shown) {
		do
			add_key(out, keymap_get(next++->action)[0]);
		while (is_told_with(row, next));
	} else {
		for (int i = 0; i < ACTION_MAX_KEYS && keys[i].code; i++)
			add_key(out, keys[i]);
	}
}

/* The row of the canvas for the next line; -1 if it is not in sight. */
static int next_row(struct page *page)
{
	int line = page->line++;
	return line >= 0 && line < page->rect.rows ? page->rect.row + line : -1;
}

static void draw_action(struct page *page, const struct action_row *action)
{
	struct str keys = {0};
	int row = next_row(page), column = page->rect.column;
	add_keys(&keys, action);
	int used = canvas_text_cut(
		page->canvas, row, column, KEY_COLUMNS - 1, STYLE_KEY, str_get(&keys));
	int indent = used < KEY_COLUMNS ? KEY_COLUMNS : used + 1;
	canvas_text_cut(page->canvas, row, column + indent, page->rect.columns - indent,
		STYLE_PLAIN, _(action->help));
	str_release(&keys);
}

static bool is_listed(const struct action_row *row, unsigned where, enum action_group group)
{
	return (row->where & where) && row->group == group && row->help;
}

static void draw_group(struct page *page, enum action_group group)
{
	const struct action_row *rows = action_get_rows();
	bool is_empty = true;
	for (int i = 0; i < N_ACTIONS; i++) {
		if (!is_listed(&rows[i], page->where, group))
			continue;
		if (is_empty)
			canvas_text_cut(page->canvas, next_row(page), page->rect.column,
				page->rect.columns, STYLE_HEADING, group_name(group));
		is_empty = false;
		draw_action(page, &rows[i]);
	}
	if (!is_empty)
		page->line++;
}

/* Whether the left one of two columns would have anything. */
static bool fills_left(unsigned where)
{
	const struct action_row *rows = action_get_rows();
	for (int i = 0; i < N_ACTIONS; i++)
		if (is_listed(&rows[i], where, rows[i].group) && rows[i].group != GROUP_MARK &&
			rows[i].group != GROUP_FILE)
			return true;
	return false;
}

/* Draws the groups from line first on; returns how many lines there are. */
static int draw_groups(struct canvas *canvas, unsigned where, int first)
{
	struct rect rect = {2, 2, canvas->rows - 3, canvas->columns - 4};
	bool is_wide = canvas->columns >= TWO_COLUMNS && fills_left(where);
	if (is_wide)
		rect.columns = (canvas->columns < 120 ? canvas->columns : 120) / 2 - 3;
	struct page left = {canvas, where, rect, -first};
	struct page right = left;
	right.rect.column += rect.columns + 2;
	struct page *second = is_wide ? &right : &left;
	draw_group(&left, GROUP_PANES); /* of an open pane, whose keys come first */
	draw_group(&left, GROUP_LISTEN);
	draw_group(&left, GROUP_JUMP);
	draw_group(second, GROUP_MARK);
	draw_group(second, GROUP_FILE);
	draw_group(&left, GROUP_GAPS);
	int n_left = left.line + first, n_right = right.line + first;
	/* The last line is the blank one after a group. */
	return (n_left > n_right ? n_left : n_right) - 1;
}

static void draw_frame(struct canvas *canvas, unsigned where, bool scrolls)
{
	char key[KEY_NAME_SIZE];
	struct str left = {0}, right = {0};
	str_addf(&left, "%s   %s", _("Keys"), place_name(where));
	if (scrolls)
		str_addf(&right, "%s   ", _("j k scroll"));
	str_addf(&right, _("%s close"), pane_key_name(ACTION_BACK, key));
	pane_draw_title(canvas, str_get(&left), str_get(&right));
	str_release(&left);
	str_release(&right);
}

void screen_draw_help(struct canvas *canvas, unsigned where, int *first)
{
	canvas_clear(canvas);
	if (!pane_check_size(canvas, NULL))
		return;
	int n_rows = canvas->rows - 3, n_lines = draw_groups(canvas, where, *first);
	int most = n_lines > n_rows ? n_lines - n_rows : 0;
	if (*first > most || *first < 0) {
		*first = *first < 0 ? 0 : most;
		canvas_clear(canvas);
		draw_groups(canvas, where, *first);
	}
	draw_frame(canvas, where, most > 0);
}
