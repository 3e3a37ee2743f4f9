/* Reading a card's lists: sections, items and their evidence. */
/* SPDX-License-Identifier: MIT */
#include "config.h"
#include "scorecard/lists.h"

#include <string.h>

#include "base/i18n.h"
#include "base/mem.h"
#include "base/str.h"
#include "scorecard/schema.h"

void lists_read_entries(struct card_reader *reader, const struct card_schema_row *row,
	const yaml_node_t *list, size_t max, lists_entry_reader *read, void *context)
{
	if (list->type != YAML_SEQUENCE_NODE) {
		reader_report_type(reader, row, list);
		return;
	}
	const yaml_node_item_t *item = list->data.sequence.items.start;
	const yaml_node_item_t *end = list->data.sequence.items.top;
	if (item == end)
		reader_report(reader, list, _("'%s' is empty; expected %s"), row->name,
			card_schema_expected(row));
	for (size_t n = 0; item < end && !card_problems_are_full(reader->problems); item++) {
		const yaml_node_t *entry = reader_get_node(reader, *item);
		if (n++ == max) {
			reader_report(reader, entry, _("too many entries in '%s'; at most %zu"),
				row->name, max);
			return;
		}
		read(reader, row, entry, context);
	}
}

/* ---- sections ---- */

static void check_section(
	struct card_reader *reader, const yaml_node_t *node, const struct card_section *section)
{
	const struct card *card = reader->card;
	for (size_t i = 0; i < card->n_sections; i++)
		if (*section->key && strcmp(card->sections[i].key, section->key) == 0)
			reader_report(reader, node,
				_("section '%s' is there already; each name once"), section->key);
	bool has_occurrence = false;
	for (size_t i = section->first_item; i < card->n_items; i++)
		has_occurrence |= card->items[i].scale == SCALE_OCCURRENCE;
	if (has_occurrence && section->cap_centi < 0)
		reader_report(reader, node,
			_("'points' is missing; occurrence items need points that they take "
			  "from"));
	if (!has_occurrence && section->cap_centi >= 0)
		reader_report(reader, node,
			_("section '%s' has points but no occurrence item; give the points to its "
			  "items"),
			section->key);
}

static void read_section(struct card_reader *reader, const struct card_schema_row *row,
	const yaml_node_t *node, void *context)
{
	(void)row, (void)context;
	struct card *card = reader->card;
	struct card_section section = {
		.first_item = card->n_items, .cap_centi = -1, .weight_centi = -1};
	struct card_seen seen = {0};
	if (reader_read_mapping(reader, node, "section", &section, &seen))
		check_section(reader, node, &section);
	section.n_items = card->n_items - section.first_item;
	MEM_GROW(card->sections, card->n_sections, reader->n_section_room);
	reader->section_nodes[card->n_sections] = node;
	card->sections[card->n_sections++] = section;
}

void lists_read_sections(
	struct card_reader *reader, const struct card_schema_row *row, int node, void *field)
{
	(void)field;
	const yaml_node_t *list = reader_get_node(reader, node);
	lists_read_entries(reader, row, list, CARD_MAX_SECTIONS, read_section, NULL);
}

/* ---- items ---- */

static void check_unique(
	struct card_reader *reader, const yaml_node_t *node, const struct card_item *item)
{
	const struct card_item *other = *item->key ? card_find_item(reader->card, item->key) : NULL;
	if (other)
		reader_report(reader, node,
			_("item '%s' is there already, in line %d; each name once"), item->key,
			other->line);
}

static void check_scale(struct card_reader *reader, const yaml_node_t *node,
	const struct card_seen *seen, struct item_draft *draft)
{
	if (draft->scale_is_wrong)
		return;
	reader_check_scale(reader, node, draft->item.scale, seen);
	levels_make(reader, node, seen, draft);
}

static void read_item(struct card_reader *reader, const struct card_schema_row *row,
	const yaml_node_t *node, void *context)
{
	(void)row, (void)context;
	struct card *card = reader->card;
	struct item_draft draft = {
		.item = {.required = true,
			.section = card->n_sections,
			.weight_centi = -1,
			.line = (int)node->start_mark.line + 1},
		.met_centi = -1,
		.exceeded_centi = -1,
		.yes_centi = -1,
		.no_centi = -1,
		.points_centi = -1,
		.step_centi = -1,
	};
	struct card_seen seen = {0};
	if (reader_read_mapping(reader, node, "item", &draft, &seen)) {
		check_scale(reader, node, &seen, &draft);
		check_unique(reader, node, &draft.item);
	}
	if (draft.condition.other && draft.condition.answers) {
		draft.condition.item = card->n_items;
		reader->conditions[reader->n_conditions++] = draft.condition;
	}
	MEM_GROW(card->items, card->n_items, reader->n_item_room);
	reader->item_nodes[card->n_items] = node;
	card->items[card->n_items++] = draft.item;
}

void lists_read_items(
	struct card_reader *reader, const struct card_schema_row *row, int node, void *field)
{
	(void)field;
	const yaml_node_t *list = reader_get_node(reader, node);
	size_t n_left = CARD_MAX_ITEMS - reader->card->n_items;
	lists_read_entries(reader, row, list, n_left, read_item, NULL);
}

void lists_read_scale(
	struct card_reader *reader, const struct card_schema_row *row, int node, void *field)
{
	struct item_draft *draft = field;
	const yaml_node_t *value = reader_get_node(reader, node);
	const char *word = reader_get_scalar(value);
	draft->scale_is_wrong = !word || !card_schema_scale_of(word, &draft->item.scale);
	if (draft->scale_is_wrong)
		reader_report_type(reader, row, value);
}

/* ---- evidence ---- */

static bool is_evidence(const char *text)
{
	static const char *const words[] = {"gaps.silence", "gaps.hold", "overtalk", "rings"};
	for (size_t i = 0; i < sizeof words / sizeof *words; i++)
		if (strcmp(words[i], text) == 0)
			return true;
	return str_starts(text, "phrases.") && reader_is_key(text) && text[strlen("phrases.")];
}

static void read_fact(struct card_reader *reader, const struct card_schema_row *row,
	const yaml_node_t *node, void *context)
{
	struct card_item *item = context;
	const char *text = reader_get_scalar(node);
	if (text && is_evidence(text)) {
		item->evidence =
			mem_resize(item->evidence, item->n_evidence + 1, sizeof *item->evidence);
		item->evidence[item->n_evidence++] = mem_dup(text);
	} else {
		reader_report_type(reader, row, node);
	}
}

void lists_read_evidence(
	struct card_reader *reader, const struct card_schema_row *row, int node, void *field)
{
	struct item_draft *draft = field;
	const yaml_node_t *list = reader_get_node(reader, node);
	if (list->type == YAML_SEQUENCE_NODE)
		lists_read_entries(reader, row, list, CARD_MAX_EVIDENCE, read_fact, &draft->item);
	else
		read_fact(reader, row, list, &draft->item);
}
