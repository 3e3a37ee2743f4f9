/* Reading what stands around a card's sections: contact fields, red flags, bands. */
/* SPDX-License-Identifier: MIT */
#include "config.h"

#include <stdlib.h>
#include <string.h>

#include "base/i18n.h"
#include "base/mem.h"
#include "scorecard/lists.h"
#include "scorecard/schema.h"

/* ---- contact fields ---- */

static void read_option(struct card_reader *reader, const struct card_schema_row *row,
	const yaml_node_t *node, void *context)
{
	(void)row;
	struct card_field *field = context;
	struct card_option option = {0};
	struct card_seen seen = {0};
	reader_read_mapping(reader, node, "option", &option, &seen);
	for (size_t i = 0; i < field->n_options; i++)
		if (*option.key && strcmp(field->options[i].key, option.key) == 0)
			reader_report(reader, node,
				_("option '%s' is there already; each name once"), option.key);
	field->options = mem_resize(field->options, field->n_options + 1, sizeof *field->options);
	field->options[field->n_options++] = option;
}

void form_read_options(
	struct card_reader *reader, const struct card_schema_row *row, int node, void *field)
{
	const yaml_node_t *list = reader_get_node(reader, node);
	lists_read_entries(reader, row, list, CARD_MAX_OPTIONS, read_option, field);
}

static void check_field(struct card_reader *reader, const yaml_node_t *node,
	const struct card_seen *seen, const struct card_field *field)
{
	if (*field->key && card_find_field(reader->card, field->key))
		reader_report(
			reader, node, _("field '%s' is there already; each name once"), field->key);
	const struct card_schema_row *row = card_schema_find("field", "options");
	const yaml_node_t *options = seen->keys[row - card_get_schema()];
	if (options && field->type != FIELD_CHOICE)
		reader_report(reader, options, _("'options' are for a field of type choice"));
	if (!options && field->type == FIELD_CHOICE)
		reader_report(reader, node, _("'options' is missing; expected %s"),
			card_schema_expected(row));
}

static void read_field(struct card_reader *reader, const struct card_schema_row *row,
	const yaml_node_t *node, void *context)
{
	(void)row, (void)context;
	struct card *card = reader->card;
	struct card_field field = {.line = (int)node->start_mark.line + 1};
	struct card_seen seen = {0};
	if (reader_read_mapping(reader, node, "field", &field, &seen))
		check_field(reader, node, &seen, &field);
	MEM_GROW(card->fields, card->n_fields, reader->n_field_room);
	card->fields[card->n_fields++] = field;
}

void form_read_fields(
	struct card_reader *reader, const struct card_schema_row *row, int node, void *field)
{
	(void)field;
	const yaml_node_t *list = reader_get_node(reader, node);
	lists_read_entries(reader, row, list, CARD_MAX_FIELDS, read_field, NULL);
}

/* ---- red flags ---- */

static void read_flag(struct card_reader *reader, const struct card_schema_row *row,
	const yaml_node_t *node, void *context)
{
	(void)row, (void)context;
	struct card *card = reader->card;
	struct card_flag flag = {.line = (int)node->start_mark.line + 1};
	struct card_seen seen = {0};
	reader_read_mapping(reader, node, "flag", &flag, &seen);
	const struct card_flag *other = *flag.key ? card_find_flag(card, flag.key) : NULL;
	if (other)
		reader_report(reader, node,
			_("flag '%s' is there already, in line %d; each name once"), flag.key,
			other->line);
	MEM_GROW(card->flags, card->n_flags, reader->n_flag_room);
	card->flags[card->n_flags++] = flag;
}

void form_read_flags(
	struct card_reader *reader, const struct card_schema_row *row, int node, void *field)
{
	(void)field;
	const yaml_node_t *list = reader_get_node(reader, node);
	lists_read_entries(reader, row, list, CARD_MAX_FLAGS, read_flag, NULL);
}

/* ---- bands ---- */

static void read_band(struct card_reader *reader, const struct card_schema_row *row,
	const yaml_node_t *node, void *context)
{
	(void)row, (void)context;
	struct card *card = reader->card;
	struct card_band band = {.from_centi = -1};
	struct card_seen seen = {0};
	reader_read_mapping(reader, node, "band", &band, &seen);
	for (size_t i = 0; i < card->n_bands; i++) {
		if (*band.key && strcmp(card->bands[i].key, band.key) == 0)
			reader_report(reader, node, _("band '%s' is there already; each name once"),
				band.key);
		if (band.from_centi >= 0 && card->bands[i].from_centi == band.from_centi)
			reader_report(reader, node,
				_("band '%s' begins at the same score; expected another 'from'"),
				card->bands[i].key);
	}
	MEM_GROW(card->bands, card->n_bands, reader->n_band_room);
	reader->band_nodes[card->n_bands] = node;
	card->bands[card->n_bands++] = band;
}

void form_read_bands(
	struct card_reader *reader, const struct card_schema_row *row, int node, void *field)
{
	(void)field;
	const yaml_node_t *list = reader_get_node(reader, node);
	lists_read_entries(reader, row, list, CARD_MAX_BANDS, read_band, NULL);
}

/* ---- incidents ---- */

void form_read_incident(
	struct card_reader *reader, const struct card_schema_row *row, int node, void *field)
{
	(void)row;
	struct card_seen seen = {0};
	reader_read_mapping(reader, reader_get_node(reader, node), "incident", field, &seen);
}
