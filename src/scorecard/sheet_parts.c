/* What rows of a sheet can be, and where they stand in a card file. */
/* SPDX-License-Identifier: MIT */
#include "config.h"
#include "scorecard/sheet_parts.h"

#include <string.h>

#include "scorecard/sheet.h"

const struct sheet_kind sheet_kinds[] = {
	{"card", NULL, NULL, 0},
	{"field", "card", "fields", 4},
	{"option", "field", "options", 8},
	{"flag", "card", "flags", 4},
	{"band", "card", "bands", 4},
	{"section", "card", "sections", 4},
	{"item", "section", "items", 8},
	{"choice", "item", "choices", 12},
	{"reason", "item", "reasons", 12},
	{0},
};

const struct sheet_kind *sheet_find_kind(const char *name)
{
	for (const struct sheet_kind *kind = sheet_kinds; kind->name; kind++)
		if (strcmp(kind->name, name) == 0)
			return kind;
	return NULL;
}

const struct sheet_kind *sheet_listed_by(const char *parent, const char *key)
{
	for (const struct sheet_kind *kind = sheet_kinds; kind->name; kind++)
		if (kind->parent && strcmp(kind->parent, parent) == 0 && strcmp(kind->list, key) == 0)
			return kind;
	return NULL;
}

static bool is_filled(const struct sheet *sheet, size_t row, const char *name)
{
	int column = sheet_find_column(sheet, name);
	return column >= 0 && *sheet->rows[row].cells[column];
}

const struct sheet_kind *sheet_kind_of(const struct sheet *sheet, size_t row)
{
	const struct sheet_kind *found = NULL;
	for (const struct sheet_kind *kind = sheet_kinds; kind->name; kind++)
		if (is_filled(sheet, row, kind->name))
			found = kind;
	bool is_loose = !found || strcmp(found->name, "section") == 0;
	if (is_loose && sheet_find_column(sheet, "item") < 0 &&
		(is_filled(sheet, row, "title") || is_filled(sheet, row, "title" SHEET_ZH)))
		return sheet_find_kind("item");
	return found;
}
