/* Reading a YAML document by the schema: mappings. */
/* SPDX-License-Identifier: MIT */
#include "config.h"
#include "scorecard/reader.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include "base/i18n.h"
#include "base/str.h"
#include "base/utf8.h"
#include "scorecard/schema.h"

const yaml_node_t *reader_get_node(const struct card_reader *reader, int node)
{
	return reader->document->nodes.start + node - 1;
}

int reader_index_of(const struct card_reader *reader, const yaml_node_t *node)
{
	return (int)(node - reader->document->nodes.start) + 1;
}

const char *reader_get_scalar(const yaml_node_t *node)
{
	return node->type == YAML_SCALAR_NODE ? (const char *)node->data.scalar.value : NULL;
}

void reader_report(struct card_reader *reader, const yaml_node_t *node, const char *fmt, ...)
{
	char text[sizeof(struct card_problem)];
	va_list ap;
	va_start(ap, fmt);
	vsnprintf(text, sizeof text, fmt, ap);
	va_end(ap);
	card_problems_add(reader->problems, (int)node->start_mark.line + 1,
		(int)node->start_mark.column + 1, "%s", text);
}

void reader_report_type(
	struct card_reader *reader, const struct card_schema_row *row, const yaml_node_t *node)
{
	const char *scalar = reader_get_scalar(node), *expected = card_schema_expected(row);
	char quote[CARD_QUOTE_SIZE];
	if (node->type == YAML_SEQUENCE_NODE)
		reader_report(reader, node, _("'%s' is a list; expected %s"), row->name, expected);
	else if (!scalar)
		reader_report(reader, node, _("'%s' has keys of its own; expected %s"), row->name,
			expected);
	else if (!*scalar)
		reader_report(reader, node, _("'%s' is empty; expected %s"), row->name, expected);
	else
		reader_report(reader, node, _("'%s' is '%s'; expected %s"), row->name,
			card_quote(scalar, strlen(scalar), quote), expected);
}

static bool is_empty_scalar(const yaml_node_t *node)
{
	const char *scalar = reader_get_scalar(node);
	return scalar && !*scalar;
}

static void report_unknown(struct card_reader *reader, const yaml_node_t *key,
	const yaml_node_t *value, const char *where)
{
	char quote[CARD_QUOTE_SIZE];
	const char *name =
		card_quote((const char *)key->data.scalar.value, key->data.scalar.length, quote);
	const char *nearest = card_schema_nearest(where, (const char *)key->data.scalar.value);
	bool is_text = strcmp(where, "text") == 0 || strcmp(where, "reason") == 0;
	/* A language is named, not guessed: 'cn' is not 'en'. */
	bool is_guess = nearest && !(is_text && strlen(nearest) == 2);
	if (is_guess) {
		reader_report(
			reader, key, _("unknown key '%s'; did you mean '%s'?"), name, nearest);
	} else if (is_text && is_empty_scalar(value)) {
		reader_report(reader, key,
			_("unknown key '%s'; put a text with a comma in it in quotes"), name);
	} else if (is_text) {
		reader_report(reader, key, _("unknown language '%s'; expected en or zh"), name);
	} else {
		struct str known = {0};
		card_schema_list(where, &known);
		reader_report(
			reader, key, _("unknown key '%s'; known here: %s"), name, str_get(&known));
		str_release(&known);
	}
}

static void read_pair(struct card_reader *reader, const yaml_node_pair_t *pair, const char *where,
	void *target, struct card_seen *seen)
{
	const yaml_node_t *key = reader_get_node(reader, pair->key);
	const char *name = reader_get_scalar(key);
	if (!name) {
		reader_report(reader, key, _("a key must be a plain word"));
		return;
	}
	const struct card_schema_row *row = card_schema_find(where, name);
	if (!row) {
		report_unknown(reader, key, reader_get_node(reader, pair->value), where);
		return;
	}
	const yaml_node_t **first = &seen->keys[row - card_get_schema()];
	if (*first) {
		reader_report(reader, key, _("'%s' is given twice; it is already in line %d"), name,
			(int)(*first)->start_mark.line + 1);
		return;
	}
	*first = key;
	row->read(reader, row, pair->value, (char *)target + row->offset);
}

static void report_missing(
	struct card_reader *reader, const yaml_node_t *node, const struct card_schema_row *row)
{
	reader_report(reader, node, _("'%s' is missing; expected %s"), row->name,
		card_schema_expected(row));
}

bool reader_read_mapping(struct card_reader *reader, const yaml_node_t *node, const char *where,
	void *target, struct card_seen *seen)
{
	if (node->type != YAML_MAPPING_NODE) {
		reader_report(reader, node, _("expected keys with values here, such as '%s: ...'"),
			card_schema_first(where)->name);
		return false;
	}
	const yaml_node_pair_t *pair = node->data.mapping.pairs.start;
	for (; pair < node->data.mapping.pairs.top; pair++) {
		if (card_problems_are_full(reader->problems))
			return false;
		read_pair(reader, pair, where, target, seen);
	}
	const struct card_schema_row *rows = card_get_schema();
	for (size_t i = 0; rows[i].name; i++) {
		bool is_missing = rows[i].required && !rows[i].scales && !seen->keys[i];
		if (is_missing && strcmp(rows[i].where, where) == 0)
			report_missing(reader, node, &rows[i]);
	}
	return true;
}

void reader_check_scale(struct card_reader *reader, const yaml_node_t *node, enum card_scale scale,
	const struct card_seen *seen)
{
	const struct card_schema_row *rows = card_get_schema();
	for (size_t i = 0; rows[i].name; i++) {
		if (!rows[i].scales)
			continue;
		bool belongs = rows[i].scales & 1u << scale;
		if (seen->keys[i] && !belongs)
			reader_report(reader, seen->keys[i],
				_("'%s' is not for an item of scale %s"), rows[i].name,
				card_schema_scale_word(scale));
		else if (!seen->keys[i] && belongs && rows[i].required)
			report_missing(reader, node, &rows[i]);
	}
}
