/* A scorecard as read from its file: what is asked, and what an answer is worth. */
/* SPDX-License-Identifier: MIT */
#include "config.h"
#include "scorecard/card.h"

#include <stdlib.h>
#include <string.h>

#include "base/str.h"

static void text_release(struct card_text *text)
{
	for (int i = 0; i < N_CARD_LANGUAGES; i++)
		free(text->in[i]);
	*text = (struct card_text){0};
}

static void item_release(struct card_item *item)
{
	text_release(&item->title);
	text_release(&item->guideline);
	for (size_t i = 0; i < item->n_levels; i++)
		text_release(&item->levels[i].name);
	for (size_t i = 0; i < item->n_reasons; i++)
		text_release(&item->reasons[i].text);
	for (size_t i = 0; i < item->n_evidence; i++)
		free(item->evidence[i]);
	free(item->levels);
	free(item->reasons);
	free(item->evidence);
	*item = (struct card_item){0};
}

void card_free(struct card *card)
{
	if (!card)
		return;
	for (size_t i = 0; i < card->n_items; i++)
		item_release(&card->items[i]);
	for (size_t i = 0; i < card->n_sections; i++)
		text_release(&card->sections[i].title);
	text_release(&card->title);
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
