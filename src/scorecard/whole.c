/* What only a whole card shows to be wrong: keys given twice, weights, bands. */
/* SPDX-License-Identifier: MIT */
#include "config.h"

#include "base/i18n.h"
#include "scorecard/lists.h"

static void check_flags(struct card_reader *reader)
{
	const struct card *card = reader->card;
	for (size_t i = 0; i < card->n_items; i++) {
		const char *key = card->items[i].key;
		const struct card_flag *flag = *key ? card_find_flag(card, key) : NULL;
		if (flag)
			reader_report(reader, reader->item_nodes[i],
				_("item '%s' has the name of a flag, in line %d; each name once"),
				key, flag->line);
	}
}

/* ---- weights ---- */

static void check_section_weights(struct card_reader *reader)
{
	const struct card *card = reader->card;
	bool is_any = false;
	for (size_t i = 0; i < card->n_sections; i++)
		is_any |= card->sections[i].weight_centi >= 0;
	for (size_t i = 0; is_any && i < card->n_sections; i++)
		if (card->sections[i].weight_centi < 0)
			reader_report(reader, reader->section_nodes[i],
				_("section '%s' has no weight, but others have; expected a "
				  "'weight' in each section, or in none"),
				card->sections[i].key);
}

static bool can_weigh(const struct card_item *item)
{
	return item->scale != SCALE_OCCURRENCE && item->bonus != BONUS_ALL;
}

static void check_item_weights(struct card_reader *reader, const struct card_section *section)
{
	const struct card_item *items = reader->card->items;
	size_t end = section->first_item + section->n_items;
	bool is_any = false;
	for (size_t i = section->first_item; i < end; i++)
		is_any |= items[i].weight_centi >= 0;
	for (size_t i = section->first_item; is_any && i < end; i++)
		if (can_weigh(&items[i]) && items[i].weight_centi < 0)
			reader_report(reader, reader->item_nodes[i],
				_("item '%s' has no weight, but others of its section have; "
				  "expected a 'weight' for each of them, or for none"),
				items[i].key);
}

static void check_weighed_item(struct card_reader *reader, size_t i)
{
	const struct card_item *item = &reader->card->items[i];
	if (item->scale == SCALE_OCCURRENCE)
		return;
	if (item->weight_centi >= 0 && item->bonus == BONUS_ALL)
		reader_report(reader, reader->item_nodes[i],
			_("item '%s' is a bonus and has a weight; expected one of them"),
			item->key);
	else if (item->weight_centi > 0 && item->n_levels && card_item_base_centi(item) == 0)
		reader_report(reader, reader->item_nodes[i],
			_("item '%s' has a weight, but no answer of it has points; expected points "
			  "to weigh"),
			item->key);
	if (item->bonus == BONUS_EXCEEDED && item->n_levels && item->n_levels < 3)
		reader_report(reader, reader->item_nodes[i],
			_("the bonus of item '%s' is what exceeded gives more; 'exceeded' is "
			  "missing"),
			item->key);
}

/* ---- bands ---- */

static void order_bands(struct card *card)
{
	for (size_t i = 1; i < card->n_bands; i++) {
		struct card_band band = card->bands[i];
		size_t at = i;
		for (; at > 0 && card->bands[at - 1].from_centi < band.from_centi; at--)
			card->bands[at] = card->bands[at - 1];
		card->bands[at] = band;
	}
}

static void check_bands(struct card_reader *reader)
{
	struct card *card = reader->card;
	for (size_t i = 0; i < card->n_bands; i++)
		if (card->bands[i].from_centi > card->total_centi + card->bonus_centi)
			reader_report(reader, reader->band_nodes[i],
				_("band '%s' begins above the card's total; nobody could get "
				  "there"),
				card->bands[i].key);
	order_bands(card);
}

void whole_check(struct card_reader *reader)
{
	const struct card *card = reader->card;
	check_flags(reader);
	check_section_weights(reader);
	for (size_t i = 0; i < card->n_sections; i++)
		check_item_weights(reader, &card->sections[i]);
	for (size_t i = 0; i < card->n_items; i++)
		check_weighed_item(reader, i);
	check_bands(reader);
}
