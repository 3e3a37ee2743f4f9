/* Reading the reasons of an item. */
/* SPDX-License-Identifier: MIT */
#include "config.h"
#include "scorecard/lists.h"

#include <string.h>

#include "base/i18n.h"
#include "base/mem.h"
#include "base/str.h"
#include "scorecard/schema.h"

static bool is_reason_code(const char *text)
{
	size_t n = strlen(text);
	return (*text == 'N' || *text == 'E') && n >= 2 && n <= 3 && text[1] >= '1' &&
	       text[1] <= '9' && (n == 2 || (text[2] >= '0' && text[2] <= '9'));
}

static bool has_reason(const struct card_item *item, const char *code)
{
	for (size_t i = 0; i < item->n_reasons; i++)
		if (strcmp(item->reasons[i].code, code) == 0)
			return true;
	return false;
}

/* The texts of a reason, and points among them. */
static void read_reason_keys(struct card_reader *reader, const yaml_node_t *map,
	const struct item_draft *draft, struct card_reason *reason)
{
	struct card_seen seen = {0};
	if (!reader_read_mapping(reader, map, "reason", reason, &seen))
		return;
	const yaml_node_t *points =
		seen.keys[card_schema_find("reason", "points") - card_get_schema()];
	if (points && reason->exceeded)
		reader_report(reader, points,
			_("reason '%s' is for exceeded; only reasons for not met have points"),
			reason->code);
	else if (points && draft->item.scale != SCALE_TENET)
		reader_report(reader, points, _("'%s' is not for an item of scale %s"), "points",
			card_schema_scale_word(draft->item.scale));
	else if (points && !reason->text.in[CARD_EN] && !reason->text.in[CARD_ZH])
		reader_report(reader, map,
			_("reason '%s' has points but no text; expected 'en' or "
			  "'zh' beside them"),
			reason->code);
}

static void read_reason_text(struct card_reader *reader, int node, const struct item_draft *draft,
	struct card_reason *reason)
{
	const struct card_schema_row row = {
		.name = reason->code, .type = card_schema_find("item", "title")->type};
	const yaml_node_t *value = reader_get_node(reader, node);
	bool has_keys = value->type == YAML_MAPPING_NODE &&
			value->data.mapping.pairs.start < value->data.mapping.pairs.top;
	if (has_keys)
		read_reason_keys(reader, value, draft, reason);
	else
		reader_read_text(reader, &row, node, &reason->text);
}

static void read_reason(
	struct card_reader *reader, const yaml_node_pair_t *pair, struct item_draft *draft)
{
	const yaml_node_t *key = reader_get_node(reader, pair->key);
	const char *code = reader_get_scalar(key);
	char quote[CARD_QUOTE_SIZE];
	if (!code || !is_reason_code(code)) {
		reader_report(reader, key,
			_("'%s' is no reason code; expected N1 to N99 for not met, E1 to E99 for "
			  "exceeded"),
			code ? card_quote(code, strlen(code), quote) : "");
		return;
	}
	if (has_reason(&draft->item, code)) {
		reader_report(reader, key, _("reason '%s' is given twice"), code);
		return;
	}
	struct card_reason reason = {.exceeded = *code == 'E', .off_centi = -1};
	str_copy(reason.code, sizeof reason.code, code);
	read_reason_text(reader, pair->value, draft, &reason);
	MEM_GROW(draft->item.reasons, draft->item.n_reasons, draft->n_reason_room);
	draft->item.reasons[draft->item.n_reasons++] = reason;
}

void lists_read_reasons(
	struct card_reader *reader, const struct card_schema_row *row, int node, void *field)
{
	struct item_draft *draft = field;
	const yaml_node_t *map = reader_get_node(reader, node);
	if (map->type != YAML_MAPPING_NODE) {
		reader_report_type(reader, row, map);
		return;
	}
	const yaml_node_pair_t *pair = map->data.mapping.pairs.start;
	for (; pair < map->data.mapping.pairs.top; pair++) {
		if (card_problems_are_full(reader->problems))
			return;
		if (draft->item.n_reasons == CARD_MAX_REASONS) {
			reader_report(reader, reader_get_node(reader, pair->key),
				_("too many reasons; at most %d"), CARD_MAX_REASONS);
			return;
		}
		read_reason(reader, pair, draft);
	}
}
