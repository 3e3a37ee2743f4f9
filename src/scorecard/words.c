/* Reading a YAML document by the schema: values that are one of a few words. */
/* SPDX-License-Identifier: MIT */
#include "config.h"
#include "scorecard/reader.h"

#include <string.h>

#include "base/i18n.h"
#include "scorecard/schema.h"

/* ---- some of the words ---- */

struct word_bits {
	const char *word;
	unsigned bits;
};

static void read_word(struct card_reader *reader, const struct card_schema_row *row,
	const yaml_node_t *node, const struct word_bits *words, unsigned *bits)
{
	const char *text = reader_need_scalar(reader, row, node);
	if (!text)
		return;
	for (; words->word; words++) {
		if (strcmp(words->word, text) != 0)
			continue;
		*bits |= words->bits;
		return;
	}
	reader_report_type(reader, row, node);
}

/* One of the words, or a list of them. */
static void read_words(struct card_reader *reader, const struct card_schema_row *row,
	const yaml_node_t *node, const struct word_bits *words, unsigned *bits)
{
	*bits = 0;
	if (node->type != YAML_SEQUENCE_NODE) {
		read_word(reader, row, node, words, bits);
		return;
	}
	const yaml_node_item_t *item = node->data.sequence.items.start;
	const yaml_node_item_t *end = node->data.sequence.items.top;
	if (item == end)
		reader_report(reader, node, _("'%s' is empty; expected %s"), row->name,
			card_schema_expected(row));
	for (; item < end && !card_problems_are_full(reader->problems); item++)
		read_word(reader, row, reader_get_node(reader, *item), words, bits);
}

void reader_read_channels(
	struct card_reader *reader, const struct card_schema_row *row, int node, void *field)
{
	static const struct word_bits words[] = {
		{"call", CHANNEL_CALL},
		{"chat", CHANNEL_CHAT},
		{"dial-test", CHANNEL_DIAL_TEST},
		{NULL, 0},
	};
	read_words(reader, row, reader_get_node(reader, node), words, field);
}

void reader_read_comment_rule(
	struct card_reader *reader, const struct card_schema_row *row, int node, void *field)
{
	static const struct word_bits words[] = {
		{"not-met", COMMENT_WHEN_NOT_MET},
		{"exceeded", COMMENT_WHEN_EXCEEDED},
		{"any", COMMENT_ALWAYS},
		{NULL, 0},
	};
	read_words(reader, row, reader_get_node(reader, node), words, field);
}

/* ---- one of the words ---- */

/* The index of the value in words, which end with NULL; -1, with a problem filed, if it is none. */
static int read_one_of(struct card_reader *reader, const struct card_schema_row *row, int node,
	const char *const words[])
{
	const yaml_node_t *value = reader_get_node(reader, node);
	const char *text = reader_need_scalar(reader, row, value);
	for (int i = 0; text && words[i]; i++)
		if (strcmp(words[i], text) == 0)
			return i;
	if (text)
		reader_report_type(reader, row, value);
	return -1;
}

void reader_read_item_effect(
	struct card_reader *reader, const struct card_schema_row *row, int node, void *field)
{
	static const char *const words[] = {"section", "fail", "zero", NULL};
	static const enum card_effect effects[] = {EFFECT_SECTION, EFFECT_FAIL, EFFECT_ZERO};
	int i = read_one_of(reader, row, node, words);
	if (i >= 0)
		*(enum card_effect *)field = effects[i];
}

void reader_read_flag_effect(
	struct card_reader *reader, const struct card_schema_row *row, int node, void *field)
{
	static const char *const words[] = {"report", "fail", "zero", NULL};
	static const enum card_effect effects[] = {EFFECT_REPORT, EFFECT_FAIL, EFFECT_ZERO};
	int i = read_one_of(reader, row, node, words);
	if (i >= 0)
		*(enum card_effect *)field = effects[i];
}

void reader_read_na_policy(
	struct card_reader *reader, const struct card_schema_row *row, int node, void *field)
{
	static const char *const words[] = {"proportional", "equal", "as-pass", "zero", NULL};
	int i = read_one_of(reader, row, node, words);
	if (i >= 0)
		*(enum card_na_policy *)field = (enum card_na_policy)i;
}

void reader_read_untouched(
	struct card_reader *reader, const struct card_schema_row *row, int node, void *field)
{
	static const char *const words[] = {"left-out", "met", NULL};
	int i = read_one_of(reader, row, node, words);
	if (i >= 0)
		*(enum card_untouched *)field = (enum card_untouched)i;
}

void reader_read_bonus(
	struct card_reader *reader, const struct card_schema_row *row, int node, void *field)
{
	static const char *const words[] = {"all", "exceeded", NULL};
	static const enum card_bonus kinds[] = {BONUS_ALL, BONUS_EXCEEDED};
	int i = read_one_of(reader, row, node, words);
	if (i >= 0)
		*(enum card_bonus *)field = kinds[i];
}

void reader_read_field_type(
	struct card_reader *reader, const struct card_schema_row *row, int node, void *field)
{
	static const char *const words[] = {"text", "choice", "date", "duration", NULL};
	int i = read_one_of(reader, row, node, words);
	if (i >= 0)
		*(enum card_field_type *)field = (enum card_field_type)i;
}
