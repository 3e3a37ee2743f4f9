/* What is other in one card than in another: their tables are compared, row by row. */
/* SPDX-License-Identifier: MIT */
#include "config.h"
#include "command/card_changes.h"

#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/str.h"
#include "command/cards.h"
#include "scorecard/sheet.h"
#include "scorecard/sheet_parts.h"

/* Each row of a sheet by kind and name; what belongs to an item or field has that in front. */
struct named_row {
	const struct sheet_kind *kind;
	char *name;
	const char *section; /* of an item; else "" */
	int owner;           /* the row of the item or field that it belongs to; -1: none */
	int twin;            /* of the other side; -1: none */
	bool moved;
};

struct side {
	struct sheet sheet;
	struct named_row *rows; /* one a row of the sheet */
};

static const char *get(const struct sheet *sheet, size_t row, const char *column)
{
	int found = sheet_find_column(sheet, column);
	return found < 0 ? "" : sheet->rows[row].cells[found];
}

static bool is_owned(const struct sheet_kind *kind)
{
	return strcmp(kind->name, "option") == 0 || strcmp(kind->name, "choice") == 0 ||
	       strcmp(kind->name, "reason") == 0;
}

static char *full_name(const struct sheet_kind *kind, const char *owner, const char *name)
{
	struct str full = {0};
	if (is_owned(kind))
		str_addf(&full, "%s ", owner);
	str_add(&full, strcmp(kind->name, "card") == 0 ? "" : name);
	return str_take(&full);
}

static void fill_side(struct side *side, const struct card *card)
{
	const char *section = "";
	int owner = -1;
	sheet_fill(&side->sheet, card);
	side->rows = mem_zalloc(side->sheet.n_rows, sizeof *side->rows);
	for (size_t i = 0; i < side->sheet.n_rows; i++) {
		const struct sheet_kind *kind = sheet_kind_of(&side->sheet, i);
		const char *name = get(&side->sheet, i, kind->name);
		if (strcmp(kind->name, "field") == 0 || strcmp(kind->name, "item") == 0)
			owner = (int)i;
		if (strcmp(kind->name, "section") == 0)
			section = name;
		side->rows[i] = (struct named_row){.kind = kind,
			.name = full_name(
				kind, owner < 0 ? "" : side->rows[owner].name, name),
			.owner = is_owned(kind) ? owner : -1,
			.section = strcmp(kind->name, "item") == 0 ? section : "",
			.twin = -1};
	}
}

static void release_side(struct side *side)
{
	for (size_t i = 0; i < side->sheet.n_rows; i++)
		free(side->rows[i].name);
	free(side->rows);
	sheet_release(&side->sheet);
}

static void find_twins(struct side *a, struct side *b)
{
	for (size_t i = 0; i < a->sheet.n_rows; i++)
		for (size_t j = 0; j < b->sheet.n_rows && a->rows[i].twin < 0; j++)
			if (a->rows[i].kind == b->rows[j].kind && b->rows[j].twin < 0 &&
				strcmp(a->rows[i].name, b->rows[j].name) == 0) {
				a->rows[i].twin = (int)j;
				b->rows[j].twin = (int)i;
			}
}

/* ---- moves ---- */

/* Of the rows of one kind and owner that both have, in the order of b, the fewest that must have moved: all but
 * a longest part that stands in the order of a. */
static void find_moved(struct side *b, const struct sheet_kind *kind, int owner)
{
	size_t n_rows = b->sheet.n_rows, n = 0;
	size_t *at = mem_zalloc(n_rows, sizeof *at), *length = mem_zalloc(n_rows, sizeof *length);
	for (size_t i = 0; i < n_rows; i++)
		if (b->rows[i].kind == kind && b->rows[i].owner == owner && b->rows[i].twin >= 0)
			at[n++] = i;
	size_t longest = 0;
	for (size_t i = n; i-- > 0;) {
		length[i] = 1;
		for (size_t j = i + 1; j < n; j++)
			if (b->rows[at[j]].twin > b->rows[at[i]].twin && length[j] + 1 > length[i])
				length[i] = length[j] + 1;
		longest = length[i] > longest ? length[i] : longest;
	}
	int last = -1;
	for (size_t i = 0; i < n; i++) {
		bool stays = length[i] == longest && b->rows[at[i]].twin > last;
		b->rows[at[i]].moved = !stays;
		if (stays) {
			longest--;
			last = b->rows[at[i]].twin;
		}
	}
	free(at);
	free(length);
}

static void find_all_moved(struct side *b)
{
	for (const struct sheet_kind *kind = sheet_kinds; kind->name; kind++)
		if (!is_owned(kind))
			find_moved(b, kind, -1);
	for (size_t i = 1; i < b->sheet.n_rows; i++) {
		const struct named_row *row = &b->rows[i], *above = &b->rows[i - 1];
		if (is_owned(row->kind) && (above->kind != row->kind || above->owner != row->owner))
			find_moved(b, row->kind, row->owner);
	}
}

/* Whether a row is told as gone or new: what it belongs to is not so itself. */
static bool is_told(const struct side *side, size_t row)
{
	const struct named_row *this = &side->rows[row];
	return this->twin < 0 && (this->owner < 0 || side->rows[this->owner].twin >= 0);
}

/* ---- the list ---- */

static void add(struct card_changes *changes, enum card_change_kind kind,
	const struct named_row *row, const char *key, const char *old_value, const char *new_value)
{
	MEM_GROW(changes->changes, changes->n_changes, changes->n_room);
	changes->changes[changes->n_changes++] = (struct card_change){
		.kind = kind,
		.what = row->kind->name,
		.name = mem_dup(row->name),
		.key = key ? mem_dup(key) : NULL,
		.old_value = mem_dup(old_value),
		.new_value = mem_dup(new_value),
	};
}

static const char *title_of(const struct side *side, size_t row)
{
	bool is_zh = cards_language() == CARD_ZH;
	const char *title = get(&side->sheet, row, is_zh ? "title" SHEET_ZH : "title");
	return *title ? title : get(&side->sheet, row, is_zh ? "title" : "title" SHEET_ZH);
}

static void compare_column(struct card_changes *changes, const struct side *a, const struct side *b,
	size_t row, const char *column)
{
	const char *old_value = get(&a->sheet, (size_t)b->rows[row].twin, column);
	const char *new_value = get(&b->sheet, row, column);
	if (strcmp(old_value, new_value) != 0)
		add(changes, CARD_CHANGED, &b->rows[row], column, old_value, new_value);
}

/* Columns that only the old card has come last. */
static void compare_row(
	struct card_changes *changes, const struct side *a, const struct side *b, size_t row)
{
	const struct named_row *now = &b->rows[row], *before = &a->rows[now->twin];
	if (now->moved || strcmp(now->section, before->section) != 0)
		add(changes, CARD_MOVED, now, NULL, before->section, now->section);
	for (size_t i = 0; i < b->sheet.n_columns; i++)
		compare_column(changes, a, b, row, b->sheet.columns[i].name);
	for (size_t i = 0; i < a->sheet.n_columns; i++)
		if (sheet_find_column(&b->sheet, a->sheet.columns[i].name) < 0)
			compare_column(changes, a, b, row, a->sheet.columns[i].name);
}

void card_changes_find(
	struct card_changes *changes, const struct card *old_card, const struct card *new_card)
{
	struct side a = {0}, b = {0};
	fill_side(&a, old_card);
	fill_side(&b, new_card);
	find_twins(&a, &b);
	find_all_moved(&b);
	for (size_t i = 0; i < a.sheet.n_rows; i++)
		if (is_told(&a, i))
			add(changes, CARD_REMOVED, &a.rows[i], NULL, title_of(&a, i), "");
	for (size_t i = 0; i < b.sheet.n_rows; i++)
		if (is_told(&b, i))
			add(changes, CARD_ADDED, &b.rows[i], NULL, "", title_of(&b, i));
		else if (b.rows[i].twin >= 0)
			compare_row(changes, &a, &b, i);
	release_side(&a);
	release_side(&b);
}

void card_changes_release(struct card_changes *changes)
{
	for (size_t i = 0; i < changes->n_changes; i++) {
		free(changes->changes[i].name);
		free(changes->changes[i].key);
		free(changes->changes[i].old_value);
		free(changes->changes[i].new_value);
	}
	free(changes->changes);
	*changes = (struct card_changes){0};
}
