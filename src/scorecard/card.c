/* A scorecard as read from its file: what is asked, and what an answer is worth. */
/* SPDX-License-Identifier: MIT */
#include "config.h"
#include "scorecard/card.h"

#include <stdlib.h>
#include <string.h>

#include "base/str.h"

void card_text_release(struct card_text *text)
{
	for (int i = 0; i < N_CARD_LANGUAGES; i++)
		free(text->in[i]);
	*text = (struct card_text){0};
}

static void item_release(struct card_item *item)
{
	card_text_release(&item->title);
	card_text_release(&item->guideline);
	for (size_t i = 0; i < item->n_levels; i++)
		card_text_release(&item->levels[i].name);
	for (size_t i = 0; i < item->n_reasons; i++)
		card_text_release(&item->reasons[i].text);
	for (size_t i = 0; i < item->n_evidence; i++)
		free(item->evidence[i]);
	free(item->levels);
	free(item->reasons);
	free(item->evidence);
	*item = (struct card_item){0};
}

static void field_release(struct card_field *field)
{
	card_text_release(&field->title);
	for (size_t i = 0; i < field->n_options; i++)
		card_text_release(&field->options[i].title);
	free(field->options);
}

static void flag_release(struct card_flag *flag)
{
	card_text_release(&flag->title);
	card_text_release(&flag->guideline);
}

void card_free(struct card *card)
{
	if (!card)
		return;
	for (size_t i = 0; i < card->n_items; i++)
		item_release(&card->items[i]);
	for (size_t i = 0; i < card->n_sections; i++)
		card_text_release(&card->sections[i].title);
	for (size_t i = 0; i < card->n_fields; i++)
		field_release(&card->fields[i]);
	for (size_t i = 0; i < card->n_flags; i++)
		flag_release(&card->flags[i]);
	for (size_t i = 0; i < card->n_bands; i++)
		card_text_release(&card->bands[i].title);
	free(card->fields);
	free(card->flags);
	free(card->bands);
	card_text_release(&card->title);
	free(card->author);
	free(card->date);
	free(card->sections);
	free(card->items);
	free(card->text);
	free(card);
}

const char *card_text_get(const struct card_text *text, enum card_language language)
{
	if (text->in[language])
		return text->in[language];
	for (int i = 0; i < N_CARD_LANGUAGES; i++)
		if (text->in[i])
			return text->in[i];
	return "";
}

const struct card_item *card_find_item(const struct card *card, const char *key)
{
	for (size_t i = 0; i < card->n_items; i++)
		if (strcmp(card->items[i].key, key) == 0)
			return &card->items[i];
	return NULL;
}

const struct card_flag *card_find_flag(const struct card *card, const char *key)
{
	for (size_t i = 0; i < card->n_flags; i++)
		if (strcmp(card->flags[i].key, key) == 0)
			return &card->flags[i];
	return NULL;
}

const struct card_field *card_find_field(const struct card *card, const char *key)
{
	for (size_t i = 0; i < card->n_fields; i++)
		if (strcmp(card->fields[i].key, key) == 0)
			return &card->fields[i];
	return NULL;
}

int card_band_of(const struct card *card, int64_t score_centi)
{
	for (size_t i = 0; i < card->n_bands; i++)
		if (score_centi >= card->bands[i].from_centi)
			return (int)i;
	return -1;
}

int64_t card_item_max_centi(const struct card_item *item)
{
	int64_t max_centi = 0;
	for (size_t i = 0; i < item->n_levels; i++)
		if (item->levels[i].points_centi > max_centi)
			max_centi = item->levels[i].points_centi;
	return max_centi;
}

int64_t card_item_met_centi(const struct card_item *item)
{
	if (item->scale == SCALE_TENET && item->n_levels >= 2)
		return item->levels[1].points_centi;
	return card_item_max_centi(item);
}

int64_t card_item_base_centi(const struct card_item *item)
{
	if (item->bonus == BONUS_ALL)
		return 0;
	return item->bonus == BONUS_EXCEEDED ? card_item_met_centi(item)
					     : card_item_max_centi(item);
}

int64_t card_item_weight_centi(const struct card_item *item)
{
	return item->weight_centi >= 0 ? item->weight_centi : card_item_base_centi(item);
}

bool card_level_is_not_met(const struct card_item *item, int level)
{
	if (level < 1 || (size_t)level > item->n_levels)
		return false;
	if (item->scale == SCALE_TENET)
		return level == 1;
	int64_t points_centi = item->levels[level - 1].points_centi;
	for (size_t i = 0; i < item->n_levels; i++)
		if (item->levels[i].points_centi < points_centi)
			return false;
	return points_centi < card_item_max_centi(item);
}

bool card_level_is_exceeded(const struct card_item *item, int level)
{
	return item->scale == SCALE_TENET && level == 3 && item->n_levels == 3;
}

bool card_needs_comment(const struct card_item *item, int level)
{
	if (level == ANSWER_NONE)
		return false;
	if (card_level_is_not_met(item, level))
		return item->comment_rule & COMMENT_WHEN_NOT_MET;
	if (card_level_is_exceeded(item, level))
		return item->comment_rule & COMMENT_WHEN_EXCEEDED;
	return item->comment_rule & COMMENT_WHEN_OTHER;
}

enum card_language card_language_of(const char *locale_name)
{
	return str_starts(locale_name, "zh") ? CARD_ZH : CARD_EN;
}
