/* From a card's file to a table: each mapping becomes a row. */
/* SPDX-License-Identifier: MIT */
#include "config.h"
#include "scorecard/sheet.h"

#include <stdlib.h>
#include <string.h>

#include "scorecard/document.h"
#include "scorecard/schema.h"
#include "scorecard/sheet_parts.h"

/* What document_load hands on, with the sheet behind it. */
struct filling {
	struct card_reader reader; /* first: the callback gets its address */
	struct sheet *sheet;
};

static void set(struct sheet *sheet, size_t row, const char *name, const char *ending, const char *text)
{
	struct str column = {0};
	str_addf(&column, "%s%s", name, ending);
	sheet_set(sheet, row, sheet_need_column(sheet, str_get(&column)), text);
	str_release(&column);
}

/* ---- values ---- */

static void add_flow(const struct card_reader *reader, const yaml_node_t *node, struct str *out);

static void add_word(const char *word, struct str *out)
{
	static const char plain[] = "abcdefghijklmnopqrstuvwxyz0123456789._-";
	bool is_plain = *word && strspn(word, plain) == strlen(word);
	str_add(out, is_plain ? "" : "\"");
	for (const char *c = word; *c; c++) {
		if (*c == '"' || *c == '\\')
			str_addc(out, '\\');
		str_addc(out, *c);
	}
	str_add(out, is_plain ? "" : "\"");
}

static void add_list(const struct card_reader *reader, const yaml_node_t *node, struct str *out)
{
	const yaml_node_item_t *start = node->data.sequence.items.start;
	for (const yaml_node_item_t *i = start; i < node->data.sequence.items.top; i++) {
		str_add(out, i > start ? ", " : "");
		add_flow(reader, reader_get_node(reader, *i), out);
	}
}

static void add_mapping(const struct card_reader *reader, const yaml_node_t *node, struct str *out)
{
	const yaml_node_pair_t *start = node->data.mapping.pairs.start;
	str_addc(out, '{');
	for (const yaml_node_pair_t *i = start; i < node->data.mapping.pairs.top; i++) {
		str_add(out, i > start ? ", " : "");
		add_flow(reader, reader_get_node(reader, i->key), out);
		str_add(out, ": ");
		add_flow(reader, reader_get_node(reader, i->value), out);
	}
	str_addc(out, '}');
}

static void add_flow(const struct card_reader *reader, const yaml_node_t *node, struct str *out)
{
	const char *scalar = reader_get_scalar(node);
	if (scalar) {
		add_word(scalar, out);
	} else if (node->type == YAML_SEQUENCE_NODE) {
		str_addc(out, '[');
		add_list(reader, node, out);
		str_addc(out, ']');
	} else {
		add_mapping(reader, node, out);
	}
}

/* A cell holds a lone value as it is, a list with commas, and a mapping as a card file has it. */
static void fill_value(
	struct filling *filling, size_t row, const char *column, const yaml_node_t *node)
{
	struct str cell = {0};
	const char *scalar = reader_get_scalar(node);
	if (scalar)
		str_add(&cell, scalar);
	else if (node->type == YAML_SEQUENCE_NODE)
		add_list(&filling->reader, node, &cell);
	else
		add_mapping(&filling->reader, node, &cell);
	set(filling->sheet, row, column, "", str_get(&cell));
	str_release(&cell);
}

/* Texts, and a reason's points, which stand beside them. */
static void fill_text(
	struct filling *filling, size_t row, const char *column, const yaml_node_t *node)
{
	if (reader_get_scalar(node)) {
		set(filling->sheet, row, column, "", reader_get_scalar(node));
		return;
	}
	for (const yaml_node_pair_t *i = node->data.mapping.pairs.start;
		i < node->data.mapping.pairs.top; i++) {
		const char *key = reader_get_scalar(reader_get_node(&filling->reader, i->key));
		const char *text = reader_get_scalar(reader_get_node(&filling->reader, i->value));
		if (strcmp(key, "points") == 0)
			set(filling->sheet, row, key, "", text);
		else
			set(filling->sheet, row, column, strcmp(key, "zh") == 0 ? SHEET_ZH : "", text);
	}
}

/* ---- rows ---- */

static void fill_mapping(struct filling *filling, const char *kind, const yaml_node_t *node);

static void fill_reasons(struct filling *filling, const yaml_node_t *node)
{
	for (const yaml_node_pair_t *i = node->data.mapping.pairs.start;
		i < node->data.mapping.pairs.top; i++) {
		size_t row = sheet_add_row(filling->sheet, (int)node->start_mark.line + 1);
		fill_value(filling, row, "reason", reader_get_node(&filling->reader, i->key));
		fill_text(filling, row, "title", reader_get_node(&filling->reader, i->value));
	}
}

static void fill_listed(
	struct filling *filling, const struct sheet_kind *kind, const yaml_node_t *node)
{
	if (node->type == YAML_MAPPING_NODE) {
		fill_reasons(filling, node);
		return;
	}
	for (const yaml_node_item_t *i = node->data.sequence.items.start;
		i < node->data.sequence.items.top; i++)
		fill_mapping(filling, kind->name, reader_get_node(&filling->reader, *i));
}

static bool is_text(const char *kind, const char *key)
{
	const struct card_schema_row *row = card_schema_find(kind, key);
	return row && row->read == reader_read_text;
}

/* The row's own cells first, then the rows that stand below it. */
static void fill_mapping(struct filling *filling, const char *kind, const yaml_node_t *node)
{
	size_t row = sheet_add_row(filling->sheet, (int)node->start_mark.line + 1);
	for (int listed = 0; listed < 2; listed++)
		for (const yaml_node_pair_t *i = node->data.mapping.pairs.start;
			i < node->data.mapping.pairs.top; i++) {
			const char *key =
				reader_get_scalar(reader_get_node(&filling->reader, i->key));
			const yaml_node_t *value = reader_get_node(&filling->reader, i->value);
			const struct sheet_kind *below = sheet_listed_by(kind, key);
			if (below && listed)
				fill_listed(filling, below, value);
			else if (!below && !listed && is_text(kind, key))
				fill_text(filling, row, key, value);
			else if (!below && !listed)
				fill_value(filling, row, key, value);
		}
}

static void fill_file(struct card_reader *reader, const yaml_node_t *root)
{
	fill_mapping((struct filling *)reader, "card", root);
}

/* ---- columns ---- */

static void add_columns(struct sheet *sheet)
{
	for (const struct sheet_kind *kind = sheet_kinds; kind->name; kind++) {
		sheet_need_column(sheet, kind->name);
		for (const struct card_schema_row *row = card_get_schema(); row->name; row++) {
			if (strcmp(row->where, kind->name) != 0 || strcmp(kind->name, "reason") == 0 ||
				sheet_listed_by(kind->name, row->name))
				continue;
			struct str zh = {0};
			str_addf(&zh, "%s" SHEET_ZH, row->name);
			sheet_need_column(sheet, row->name);
			if (is_text(row->where, row->name))
				sheet_need_column(sheet, str_get(&zh));
			str_release(&zh);
		}
	}
}

static bool is_used(const struct sheet *sheet, size_t column)
{
	for (size_t i = 0; i < sheet->n_rows; i++)
		if (*sheet->rows[i].cells[column])
			return true;
	return false;
}

static void drop_column(struct sheet *sheet, size_t column)
{
	size_t n_behind = sheet->n_columns - column - 1;
	for (size_t i = 0; i < sheet->n_rows; i++) {
		char **cell = &sheet->rows[i].cells[column];
		free(*cell);
		memmove(cell, cell + 1, n_behind * sizeof *cell);
	}
	free(sheet->columns[column].name);
	memmove(&sheet->columns[column], &sheet->columns[column + 1],
		n_behind * sizeof *sheet->columns);
	sheet->n_columns--;
}

void sheet_fill(struct sheet *sheet, const struct card *card)
{
	struct card_problems problems = {0};
	struct filling filling = {.reader = {.problems = &problems}, .sheet = sheet};
	add_columns(sheet);
	document_load(&filling.reader, card->text, card->n_text, fill_file);
	for (size_t i = sheet->n_columns; i-- > 0;)
		if (!is_used(sheet, i))
			drop_column(sheet, i);
	card_problems_release(&problems);
}
