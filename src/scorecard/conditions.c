/* Conditions of items: kept while the card is read, resolved when all its items are known. */
/* SPDX-License-Identifier: MIT */
#include "config.h"

#include <string.h>

#include "base/i18n.h"
#include "base/str.h"
#include "scorecard/lists.h"
#include "scorecard/schema.h"

void conditions_read(
	struct card_reader *reader, const struct card_schema_row *row, int node, void *field)
{
	(void)row;
	struct item_draft *draft = field;
	struct card_seen seen = {0};
	reader_read_mapping(
		reader, reader_get_node(reader, node), "condition", &draft->condition, &seen);
}

void conditions_read_node(
	struct card_reader *reader, const struct card_schema_row *row, int node, void *field)
{
	const yaml_node_t *value = reader_get_node(reader, node);
	bool is_list = value->type == YAML_SEQUENCE_NODE && strcmp(row->name, "is") == 0;
	if (is_list || reader_need_scalar(reader, row, value))
		*(const yaml_node_t **)field = value;
}

/* The answers that an item can have, with commas. */
static void list_answers(const struct card_item *item, struct str *list)
{
	if (item->scale == SCALE_OCCURRENCE)
		str_add(list, "none, some");
	for (size_t i = 0; i < item->n_levels; i++)
		str_addf(list, "%s%s", i ? ", " : "", item->levels[i].key);
	if (item->na_allowed)
		str_add(list, ", na");
}

static unsigned bit_named(const struct card_item *item, const char *word)
{
	if (item->scale == SCALE_OCCURRENCE && strcmp(word, "none") == 0)
		return 2;
	if (item->scale == SCALE_OCCURRENCE && strcmp(word, "some") == 0)
		return 4;
	for (size_t i = 0; i < item->n_levels; i++)
		if (strcmp(item->levels[i].key, word) == 0)
			return 2u << i;
	return item->na_allowed && strcmp(word, "na") == 0;
}

static void resolve_answer(struct card_reader *reader, const yaml_node_t *node,
	const struct card_item *other, unsigned *levels)
{
	const char *word = reader_get_scalar(node);
	unsigned bit = word ? bit_named(other, word) : 0;
	struct str known = {0};
	char quote[CARD_QUOTE_SIZE];
	*levels |= bit;
	if (bit)
		return;
	list_answers(other, &known);
	reader_report(reader, node, _("'%s' is no answer of item '%s'; expected some of: %s"),
		word ? card_quote(word, strlen(word), quote) : "", other->key, str_get(&known));
	str_release(&known);
}

static void resolve_answers(struct card_reader *reader, const yaml_node_t *node,
	const struct card_item *other, unsigned *levels)
{
	if (node->type != YAML_SEQUENCE_NODE) {
		resolve_answer(reader, node, other, levels);
		return;
	}
	const yaml_node_item_t *at = node->data.sequence.items.start;
	if (at == node->data.sequence.items.top)
		reader_report(reader, node, _("'%s' is empty; expected %s"), "is",
			card_schema_expected(card_schema_find("condition", "is")));
	for (; at < node->data.sequence.items.top; at++)
		resolve_answer(reader, reader_get_node(reader, *at), other, levels);
}

static void resolve(struct card_reader *reader, const struct card_open_condition *open)
{
	const char *key = reader_get_scalar(open->other);
	const struct card_item *other = card_find_item(reader->card, key);
	struct card_condition *condition = &reader->card->items[open->item].condition;
	char quote[CARD_QUOTE_SIZE];
	if (!other) {
		reader_report(reader, open->other,
			_("there is no item '%s' in this card; expected the name of another item"),
			card_quote(key, strlen(key), quote));
		return;
	}
	/* An item whose scale was refused has no answers to compare with. */
	bool is_known = other->n_levels > 0 || other->scale == SCALE_OCCURRENCE;
	if (is_known)
		resolve_answers(reader, open->answers, other, &condition->levels);
	condition->item = (size_t)(other - reader->card->items);
	condition->is_set = true;
}

/* Whether the conditions from this item on lead back to it. */
static bool is_in_circle(const struct card *card, size_t item)
{
	size_t at = item;
	for (size_t n = 0; n <= card->n_items; n++) {
		if (!card->items[at].condition.is_set)
			return false;
		at = card->items[at].condition.item;
		if (at == item)
			return true;
	}
	return false;
}

void conditions_resolve(struct card_reader *reader)
{
	for (size_t i = 0; i < reader->n_conditions; i++)
		resolve(reader, &reader->conditions[i]);
	for (size_t i = 0; i < reader->n_conditions; i++) {
		const struct card_open_condition *open = &reader->conditions[i];
		if (is_in_circle(reader->card, open->item))
			reader_report(reader, open->other,
				_("item '%s' depends on itself; conditions cannot go in a circle"),
				reader->card->items[open->item].key);
	}
}
