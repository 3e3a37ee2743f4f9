/* Whether the rows of a table fit together: nothing that a person wrote is left out in silence. */
/* SPDX-License-Identifier: MIT */
#include "config.h"
#include "scorecard/sheet_parts.h"

#include <string.h>

#include "base/i18n.h"
#include "base/str.h"
#include "scorecard/problems.h"
#include "scorecard/schema.h"
#include "scorecard/sheet.h"

/* What stands above the row that is looked at. */
struct checking {
	const struct sheet *sheet;
	struct card_problems *problems;
	size_t row;
	const struct sheet_kind *last;     /* the kind of the row above; NULL: none */
	const char *item, *field;          /* the last one's name; NULL: none yet */
	bool has_card;
	bool has_choices, has_reasons;     /* of that item */
};

static const char *cell(const struct checking *checking, const char *column)
{
	int found = sheet_find_column(checking->sheet, column);
	return found < 0 ? "" : checking->sheet->rows[checking->row].cells[found];
}

/* Where a problem of this row is: at the column, or else at the first that is filled. */
static int field_of(const struct checking *checking, const char *column)
{
	const struct sheet *sheet = checking->sheet;
	int found = column ? sheet_find_column(sheet, column) : -1;
	for (size_t i = 0; found < 0 && i < sheet->n_columns; i++)
		if (*sheet->rows[checking->row].cells[i])
			found = (int)i;
	return found < 0 ? 1 : sheet->columns[found].field;
}

static int line_of(const struct checking *checking)
{
	return checking->sheet->rows[checking->row].line;
}

/* ---- cells ---- */

static bool is_ancestor(const struct sheet_kind *kind, const char *name)
{
	for (; kind; kind = kind->parent ? sheet_find_kind(kind->parent) : NULL)
		if (strcmp(kind->name, name) == 0)
			return true;
	return false;
}

/* Whether a column says something of such a row. */
static bool has_meaning(const struct sheet_kind *kind, const char *column)
{
	struct str key = {0};
	bool is_reason = strcmp(kind->name, "reason") == 0;
	str_addn(&key, column,
		strlen(column) - (str_ends(column, SHEET_ZH) ? strlen(SHEET_ZH) : 0));
	bool has = is_ancestor(kind, column) ||
		   (strcmp(kind->name, "item") == 0 && str_starts(column, "section ")) ||
		   (is_reason && strcmp(str_get(&key), "title") == 0) ||
		   card_schema_find(kind->name, str_get(&key));
	str_release(&key);
	return has;
}

static void check_cells(struct checking *checking, const struct sheet_kind *kind)
{
	for (size_t i = 0; i < checking->sheet->n_columns; i++) {
		const struct sheet_column *column = &checking->sheet->columns[i];
		if (*cell(checking, column->name) && !has_meaning(kind, column->name))
			card_problems_add(checking->problems, line_of(checking), column->field,
				_("'%s' means nothing in a row of kind '%s'; leave it empty there"),
				column->name, kind->name);
	}
}

/* ---- order ---- */

/* A row that stands below another: under the right one, if it says under which. */
static void check_owner(struct checking *checking, const struct sheet_kind *kind, const char *owner)
{
	const char *named = cell(checking, kind->parent);
	if (!owner)
		card_problems_add(checking->problems, line_of(checking),
			field_of(checking, kind->name),
			_("there is no %s above that this %s could belong to"), kind->parent,
			kind->name);
	else if (*named && strcmp(named, owner) != 0)
		card_problems_add(checking->problems, line_of(checking),
			field_of(checking, kind->parent),
			_("this %s stands below %s '%s'; move the row below the one it belongs to"),
			kind->name, kind->parent, owner);
}

static void check_together(struct checking *checking, const struct sheet_kind *kind, bool *has)
{
	if (*has && checking->last != kind)
		card_problems_add(checking->problems, line_of(checking),
			field_of(checking, kind->name),
			_("rows of kind '%s' of one item have to stand together"), kind->name);
	*has = true;
}

static void check_order(struct checking *checking, const struct sheet_kind *kind)
{
	const char *name = kind->name;
	if (strcmp(name, "card") == 0) {
		if (checking->has_card)
			card_problems_add(checking->problems, line_of(checking),
				field_of(checking, name), _("a table is one card; this is a second"));
		checking->has_card = true;
	} else if (strcmp(name, "field") == 0) {
		checking->field = cell(checking, name);
	} else if (strcmp(name, "section") == 0) {
		checking->item = NULL;
	} else if (strcmp(name, "item") == 0) {
		checking->item = cell(checking, name);
		checking->has_choices = checking->has_reasons = false;
	} else if (strcmp(name, "option") == 0) {
		check_owner(checking, kind, checking->field);
	} else if (strcmp(name, "choice") == 0 || strcmp(name, "reason") == 0) {
		check_owner(checking, kind, checking->item);
		check_together(checking, kind,
			*name == 'c' ? &checking->has_choices : &checking->has_reasons);
	}
}

void sheet_check(const struct sheet *sheet, struct card_problems *problems)
{
	struct checking checking = {.sheet = sheet, .problems = problems};
	for (checking.row = 0; checking.row < sheet->n_rows; checking.row++) {
		const struct sheet_kind *kind = sheet_kind_of(sheet, checking.row);
		if (!kind) {
			card_problems_add(problems, line_of(&checking), field_of(&checking, NULL),
				_("this row names nothing; expected an item with a title, or a "
				  "section"));
			continue;
		}
		check_order(&checking, kind);
		check_cells(&checking, kind);
		checking.last = kind;
	}
}
