/* From a table to a card's file: rows become mappings, and every line knows its cell. */
/* SPDX-License-Identifier: MIT */
#include "config.h"
#include "scorecard/sheet.h"

#include <string.h>

#include "base/mem.h"
#include "base/utf8.h"
#include "scorecard/reader.h"
#include "scorecard/schema.h"
#include "scorecard/sheet_parts.h"

#define FLOW_DEPTH 16 /* of brackets in a cell */

struct writing {
	const struct sheet *sheet;
	struct sheet_file *file;
	size_t row;               /* being written */
	const char *last;         /* the kind of row before it; NULL: none */
	const char *section;      /* as its cell says */
	int n_sections, n_items;  /* so far; items of this section */
};

static const char *cell(const struct writing *writing, const char *column)
{
	int found = sheet_find_column(writing->sheet, column);
	return found < 0 ? "" : writing->sheet->rows[writing->row].cells[found];
}

/* ---- lines ---- */

static void end_line(struct writing *writing, const char *column)
{
	struct sheet_file *file = writing->file;
	int found = column ? sheet_find_column(writing->sheet, column) : -1;
	str_addc(&file->text, '\n');
	MEM_GROW(file->origins, file->n_origins, file->n_origin_room);
	file->origins[file->n_origins++] = (struct sheet_origin){column ? (int)writing->row : -1, found};
}

static bool is_line_break(uint32_t cp)
{
	return cp == '\n' || cp == '\r' || cp == 0x85 || cp == 0x2028 || cp == 0x2029;
}

/* What libyaml does not take as it is. */
static bool is_control(uint32_t cp)
{
	return cp < 0x20 || (cp >= 0x7f && cp < 0xa0) || cp == 0xfffe || cp == 0xffff;
}

static void add_character(struct str *out, uint32_t cp)
{
	char bytes[4];
	if (is_line_break(cp) || cp == '\t')
		str_addc(out, ' ');
	else
		str_addn(out, bytes, utf8_encode(cp, bytes));
}

/* On one line, whatever it holds. */
static void add_quoted(struct str *out, const char *text)
{
	uint32_t cp;
	str_addc(out, '"');
	for (size_t n_left = strlen(text), n; n_left > 0; text += n, n_left -= n) {
		n = utf8_decode(text, n_left, &cp);
		if (cp == '"' || cp == '\\')
			str_addc(out, '\\');
		if (is_control(cp) && !is_line_break(cp) && cp != '\t')
			str_addf(out, "\\u%04x", (unsigned)cp);
		else
			add_character(out, cp);
	}
	str_addc(out, '"');
}

/* Whether what opens in text is closed again, in order, and nothing in it ends it early: else it would
 * spoil the lines below. Within brackets if depth is 1. */
static bool is_closed(const char *text, int depth)
{
	char open[FLOW_DEPTH] = {'['};
	char before = ' ', quote = '\0';
	int least = depth;
	for (; *text; before = *text++) {
		char c = *text;
		if (quote) {
			if (quote == '"' && c == '\\' && text[1])
				text++;
			else if (c == quote)
				quote = '\0';
		} else if ((c == '"' || c == '\'') && strchr(" ,:[{", before)) {
			quote = c;
		} else if (c == '#' && strchr(" \t\r\n", before)) {
			return false;
		} else if (c == '[' || c == '{') {
			if (depth == FLOW_DEPTH)
				return false;
			open[depth++] = c;
		} else if (c == ']' || c == '}') {
			if (depth == least || open[--depth] != (c == ']' ? '[' : '{'))
				return false;
			if (depth == 0 && text[1])
				return false;
		}
	}
	return !quote && depth == least;
}

static void add_flow(struct str *out, const char *text)
{
	uint32_t cp;
	for (size_t n_left = strlen(text), n; n_left > 0; text += n, n_left -= n) {
		n = utf8_decode(text, n_left, &cp);
		add_character(out, cp);
	}
}

static bool is_plain(const char *text)
{
	static const char plain[] =
		"abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789._-";
	return *text && *text != '-' && text[strspn(text, plain)] == '\0';
}

/* A mapping stands as it was written, several words as a list. */
static void add_value(struct str *out, const char *text, bool may_be_list)
{
	bool is_mapping = *text == '{' || *text == '[', is_list = may_be_list && strchr(text, ',');
	if (is_plain(text)) {
		str_add(out, text);
	} else if (may_be_list && is_mapping && is_closed(text, 0)) {
		add_flow(out, text);
	} else if (!is_mapping && is_list && is_closed(text, 1)) {
		str_addc(out, '[');
		add_flow(out, text);
		str_addc(out, ']');
	} else {
		add_quoted(out, text);
	}
}

static void add_line(struct writing *writing, int indent, const char *key, const char *text,
	const char *column, bool is_text)
{
	struct str *out = &writing->file->text;
	str_addf(out, "%*s%s: ", indent, "", key);
	if (is_text)
		add_quoted(out, text);
	else
		add_value(out, text, true);
	end_line(writing, column);
}

/* A text in one language, or a mapping of both. */
static void add_text(struct writing *writing, int indent, const char *key)
{
	struct str zh_column = {0};
	str_addf(&zh_column, "%s" SHEET_ZH, key);
	const char *text = cell(writing, key), *zh = cell(writing, str_get(&zh_column));
	if (*text && !*zh)
		add_line(writing, indent, key, text, key, true);
	else if (*zh) {
		str_addf(&writing->file->text, "%*s%s:", indent, "", key);
		end_line(writing, key);
		if (*text)
			add_line(writing, indent + 2, "en", text, key, true);
		add_line(writing, indent + 2, "zh", zh, str_get(&zh_column), true);
	}
	str_release(&zh_column);
}

/* ---- mappings ---- */

/* "- item: 2.2", under "items:" where it is the first. */
static void begin_entry(struct writing *writing, const struct sheet_kind *kind, const char *name,
	bool is_first)
{
	struct str *out = &writing->file->text;
	if (is_first) {
		str_addf(out, "%*s%s:", kind->indent - 4, "", kind->list);
		end_line(writing, NULL);
	}
	str_addf(out, "%*s- %s: ", kind->indent - 2, "", kind->name);
	add_value(out, name, false);
	end_line(writing, kind->name);
}

/* What the row says of the keys of this kind, but its name and what it lists. */
static void add_keys(struct writing *writing, const struct sheet_kind *kind)
{
	for (const struct card_schema_row *row = card_schema_first(kind->name);
		row->name && strcmp(row->where, kind->name) == 0; row++) {
		if (strcmp(row->name, kind->name) == 0 || sheet_listed_by(kind->name, row->name))
			continue;
		if (row->read == reader_read_text)
			add_text(writing, kind->indent, row->name);
		else if (*cell(writing, row->name))
			add_line(writing, kind->indent, row->name, cell(writing, row->name),
				row->name, row->read == reader_read_line);
	}
}

static void add_reason(struct writing *writing, const struct sheet_kind *kind, bool is_first)
{
	struct str *out = &writing->file->text;
	if (is_first) {
		str_addf(out, "%*s%s:", kind->indent - 4, "", kind->list);
		end_line(writing, NULL);
	}
	str_addf(out, "%*s", kind->indent - 2, "");
	add_value(out, cell(writing, "reason"), false);
	str_addc(out, ':');
	end_line(writing, "reason");
	if (*cell(writing, "title"))
		add_line(writing, kind->indent, "en", cell(writing, "title"), "title", true);
	if (*cell(writing, "title" SHEET_ZH))
		add_line(writing, kind->indent, "zh", cell(writing, "title" SHEET_ZH),
			"title" SHEET_ZH, true);
	if (*cell(writing, "points"))
		add_line(writing, kind->indent, "points", cell(writing, "points"), "points",
			false);
}

/* ---- rows ---- */

/* A section that only its items name: its own title, or else its name is what is shown. */
static void begin_section(struct writing *writing, const char *fallback)
{
	const struct sheet_kind *kind = sheet_find_kind("section");
	const char *named = cell(writing, "section"), *title = cell(writing, "section title");
	struct str number = {0};
	writing->n_sections++;
	writing->n_items = 0;
	str_addf(&number, "%d", writing->n_sections);
	begin_entry(writing, kind, reader_is_key(named) ? named : str_get(&number),
		writing->n_sections == 1);
	add_line(writing, kind->indent, "title", *title ? title : *named ? named : fallback,
		*title ? "section title" : *named ? "section" : NULL, true);
	if (*cell(writing, "section points"))
		add_line(writing, kind->indent, "points", cell(writing, "section points"),
			"section points", false);
	if (*cell(writing, "section weight"))
		add_line(writing, kind->indent, "weight", cell(writing, "section weight"),
			"section weight", false);
	writing->section = named;
	str_release(&number);
}

/* A row of its own: a heading without a title is its own title. */
static void add_section(struct writing *writing, const struct sheet_kind *kind)
{
	struct str number = {0};
	writing->section = cell(writing, "section");
	writing->n_items = 0;
	writing->n_sections++;
	str_addf(&number, "%d", writing->n_sections);
	begin_entry(writing, kind,
		reader_is_key(writing->section) ? writing->section : str_get(&number),
		writing->n_sections == 1);
	if (!*cell(writing, "title") && !*cell(writing, "title" SHEET_ZH))
		add_line(writing, kind->indent, "title", writing->section, "section", true);
	add_keys(writing, kind);
	str_release(&number);
}

static void add_item(struct writing *writing, const char *fallback)
{
	const char *named = cell(writing, "section");
	struct str name = {0};
	if (writing->n_sections == 0 ||
		(*named && (!writing->section || strcmp(named, writing->section) != 0)))
		begin_section(writing, fallback);
	if (*cell(writing, "item"))
		str_add(&name, cell(writing, "item"));
	else
		str_addf(&name, "%d.%d", writing->n_sections, writing->n_items + 1);
	const struct sheet_kind *kind = sheet_find_kind("item");
	begin_entry(writing, kind, str_get(&name), writing->n_items == 0);
	add_keys(writing, kind);
	writing->n_items++;
	str_release(&name);
}

static void add_row(struct writing *writing, const struct sheet_kind *kind, const char *fallback)
{
	bool is_first = !writing->last || strcmp(writing->last, kind->name) != 0;
	if (strcmp(kind->name, "item") == 0) {
		add_item(writing, fallback);
	} else if (strcmp(kind->name, "reason") == 0) {
		add_reason(writing, kind, is_first);
	} else if (strcmp(kind->name, "section") == 0) {
		add_section(writing, kind);
	} else {
		bool is_outer = strcmp(kind->parent, "card") == 0;
		begin_entry(writing, kind, cell(writing, kind->name),
			is_outer ? !writing->last : is_first);
		add_keys(writing, kind);
	}
	writing->last = kind->name;
}

static bool is_below(const struct sheet_kind *kind, const char *top)
{
	while (kind && strcmp(kind->name, top) != 0)
		kind = kind->parent ? sheet_find_kind(kind->parent) : NULL;
	return kind != NULL;
}

/* In a file each list of the card stands in one place, whatever the order of the rows. */
static void add_rows_below(struct writing *writing, const char *top, const char *fallback)
{
	writing->last = NULL;
	for (writing->row = 0; writing->row < writing->sheet->n_rows; writing->row++) {
		const struct sheet_kind *kind = sheet_kind_of(writing->sheet, writing->row);
		if (kind && is_below(kind, top))
			add_row(writing, kind, fallback);
	}
}

static bool add_card(struct writing *writing)
{
	const struct sheet_kind *kind = sheet_find_kind("card");
	for (writing->row = 0; writing->row < writing->sheet->n_rows; writing->row++) {
		if (sheet_kind_of(writing->sheet, writing->row) != kind)
			continue;
		add_line(writing, 0, "card", cell(writing, "card"), "card", false);
		add_keys(writing, kind);
		return true;
	}
	return false;
}

void sheet_write_file(const struct sheet *sheet, const char *id, const char *title,
	struct sheet_file *file)
{
	struct writing writing = {.sheet = sheet, .file = file};
	if (!add_card(&writing)) {
		add_line(&writing, 0, "card", id, NULL, false);
		add_line(&writing, 0, "version", "1", NULL, false);
		add_line(&writing, 0, "title", title, NULL, true);
	}
	static const char *const tops[] = {"field", "flag", "band", "section"};
	for (size_t i = 0; i < sizeof tops / sizeof *tops; i++)
		add_rows_below(&writing, tops[i], title);
}
