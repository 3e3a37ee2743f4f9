/* From the bytes of a card file to a card, or to everything that is wrong with it. */
/* SPDX-License-Identifier: MIT */
#include "config.h"
#include "scorecard/card.h"

#include "base/i18n.h"
#include "base/mem.h"
#include "scorecard/document.h"
#include "scorecard/lists.h"
#include "scorecard/precheck.h"
#include "scorecard/schema.h"

/* What the sections, or all that is in them, are worth. */
static int64_t sum_of_weights_centi(const struct card *card)
{
	int64_t sum_centi = 0;
	bool by_section = card->n_sections > 0 && card->sections[0].weight_centi >= 0;
	for (size_t i = 0; i < card->n_sections; i++) {
		const struct card_section *section = &card->sections[i];
		if (by_section && section->weight_centi > 0)
			sum_centi += section->weight_centi;
		else if (!by_section && section->cap_centi > 0)
			sum_centi += section->cap_centi;
	}
	for (size_t i = 0; !by_section && i < card->n_items; i++)
		sum_centi += card_item_weight_centi(&card->items[i]);
	return sum_centi;
}

static const yaml_node_t *key_named(const struct card_seen *seen, const char *name)
{
	return seen->keys[card_schema_find("card", name) - card_get_schema()];
}

static void finish_totals(struct card_reader *reader, const struct card_seen *seen)
{
	struct card *card = reader->card;
	if (card->total_centi < 0)
		card->total_centi = sum_of_weights_centi(card);
	for (size_t i = 0; i < card->n_items; i++)
		card->bonus_centi += card_item_max_centi(&card->items[i]) -
				     card_item_base_centi(&card->items[i]);
	const yaml_node_t *pass = key_named(seen, "pass");
	if (pass && card->pass_centi > card->total_centi + card->bonus_centi)
		reader_report(
			reader, pass, _("'pass' is more than the card's total; nobody could pass"));
}

static void read_card(struct card_reader *reader, const yaml_node_t *root)
{
	struct card_seen seen = {0};
	if (!root) {
		card_problems_add(reader->problems, 1, 1,
			_("the file is empty; expected a card, starting with 'card: NAME'"));
		return;
	}
	if (!reader_read_mapping(reader, root, "card", reader->card, &seen))
		return;
	finish_totals(reader, &seen);
	conditions_resolve(reader);
	whole_check(reader);
}

struct card *card_parse(const char *text, size_t n_text, struct card_problems *problems)
{
	if (!card_precheck(text, n_text, problems))
		return NULL;
	struct card *card = mem_zalloc(1, sizeof *card);
	card->channels = CHANNEL_CALL;
	card->total_centi = -1;
	card->pass_centi = -1;
	struct card_reader reader = {.card = card, .problems = problems};
	document_load(&reader, text, n_text, read_card);
	if (problems->n_problems > 0) {
		card_free(card);
		return NULL;
	}
	card->text = mem_dupn(text, n_text);
	card->n_text = n_text;
	return card;
}
