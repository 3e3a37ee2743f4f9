/* The levels of an item, made from the points that its scale is given. */
/* SPDX-License-Identifier: MIT */
#include "config.h"
#include "scorecard/lists.h"

#include <string.h>

#include "base/i18n.h"
#include "base/mem.h"
#include "base/str.h"
#include "scorecard/schema.h"
#include "scorecard/score.h"

static struct card_level *add_level(struct item_draft *draft, const char *key, int64_t points_centi)
{
	struct card_level level = {.points_centi = points_centi};
	str_copy(level.key, sizeof level.key, key);
	MEM_GROW(draft->item.levels, draft->item.n_levels, draft->n_level_room);
	draft->item.levels[draft->item.n_levels] = level;
	return &draft->item.levels[draft->item.n_levels++];
}

/* The key of this name in the item, or the item itself if it has no such key. */
static const yaml_node_t *place_of(
	const yaml_node_t *node, const struct card_seen *seen, const char *name)
{
	const yaml_node_t *key = seen->keys[card_schema_find("item", name) - card_get_schema()];
	return key ? key : node;
}

static void make_tenet(struct card_reader *reader, const yaml_node_t *node,
	const struct card_seen *seen, struct item_draft *draft)
{
	add_level(draft, "not-met", 0);
	add_level(draft, "met", draft->met_centi);
	if (draft->exceeded_centi < 0)
		return;
	add_level(draft, "exceeded", draft->exceeded_centi);
	if (draft->exceeded_centi < draft->met_centi)
		reader_report(reader, place_of(node, seen, "exceeded"),
			_("'exceeded' gives fewer points than 'met'; expected as many or more"));
}

static void make_points(struct card_reader *reader, const yaml_node_t *node,
	const struct card_seen *seen, struct item_draft *draft)
{
	int64_t most_centi = draft->points_centi;
	int64_t step_centi = draft->step_centi < 0 ? 100 : draft->step_centi;
	if (most_centi < 0)
		return;
	if (step_centi == 0 || most_centi % step_centi != 0) {
		reader_report(reader, place_of(node, seen, "step"),
			_("the points are not a multiple of the step; expected steps that end at "
			  "them"));
		return;
	}
	int64_t n_levels = most_centi / step_centi + 1;
	if (n_levels < 2 || n_levels > CARD_MAX_LEVELS) {
		reader_report(reader, place_of(node, seen, "points"),
			_("the number of marks from 0 to 'points' is %d; expected 2 to %d"),
			(int)n_levels, CARD_MAX_LEVELS);
		return;
	}
	for (int64_t i = 0; i < n_levels; i++) {
		char name[24];
		score_format(i * step_centi, true, name);
		struct card_level *level = add_level(draft, name, i * step_centi);
		level->name.in[CARD_EN] = mem_dup(name);
		level->name.in[CARD_ZH] = mem_dup(name);
	}
}

static void check_choices(struct card_reader *reader, const yaml_node_t *node,
	const struct card_seen *seen, const struct item_draft *draft)
{
	if (draft->item.n_levels == 1)
		reader_report(reader, place_of(node, seen, "choices"),
			_("there is only one choice; expected 2 to %d"), CARD_MAX_LEVELS);
}

static void check_exceeding(struct card_reader *reader, const yaml_node_t *node,
	const struct card_seen *seen, const struct item_draft *draft)
{
	if (draft->exceeded_centi >= 0)
		return;
	for (size_t i = 0; i < draft->item.n_reasons; i++)
		if (draft->item.reasons[i].exceeded) {
			reader_report(reader, place_of(node, seen, "reasons"),
				_("reason '%s' is for exceeded, but the item has no 'exceeded'; "
				  "add "
				  "its points, or remove the reason"),
				draft->item.reasons[i].code);
			return;
		}
}

void levels_make(struct card_reader *reader, const yaml_node_t *node, const struct card_seen *seen,
	struct item_draft *draft)
{
	check_exceeding(reader, node, seen, draft);
	switch (draft->item.scale) {
	case SCALE_TENET:
		make_tenet(reader, node, seen, draft);
		break;
	case SCALE_YES_NO:
		add_level(draft, "no", draft->no_centi < 0 ? 0 : draft->no_centi);
		add_level(draft, "yes", draft->yes_centi);
		break;
	case SCALE_POINTS:
		make_points(reader, node, seen, draft);
		break;
	case SCALE_CHOICE:
		check_choices(reader, node, seen, draft);
		break;
	case SCALE_OCCURRENCE:
		break;
	}
}

/* ---- choices ---- */

static void check_choice_key(struct card_reader *reader, const yaml_node_t *node,
	const struct card_item *item, const char *key)
{
	for (size_t i = 0; i < item->n_levels; i++)
		if (*key && strcmp(item->levels[i].key, key) == 0)
			reader_report(reader, node,
				_("choice '%s' is there already; each name once"), key);
}

static void read_choice(struct card_reader *reader, const struct card_schema_row *row,
	const yaml_node_t *node, void *context)
{
	(void)row;
	struct item_draft *draft = context;
	struct card_level level = {0};
	struct card_seen seen = {0};
	if (reader_read_mapping(reader, node, "choice", &level, &seen))
		check_choice_key(reader, node, &draft->item, level.key);
	struct card_level *added = add_level(draft, level.key, level.points_centi);
	added->name = level.name;
}

void lists_read_choices(
	struct card_reader *reader, const struct card_schema_row *row, int node, void *field)
{
	const yaml_node_t *list = reader_get_node(reader, node);
	lists_read_entries(reader, row, list, CARD_MAX_LEVELS, read_choice, field);
}
