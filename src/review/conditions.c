/* When an item is asked at all, in words. */
/* SPDX-License-Identifier: MIT */
#include "config.h"
#include "review/review.h"

#include <stdio.h>
#include <string.h>

#include "base/i18n.h"
#include "base/str.h"
#include "review/review_parts.h"

static void add_word(struct str *words, const char *word)
{
	str_addf(words, "%s%s", words->n_bytes ? _(" or ") : "", word);
}

static void add_levels(const struct review *review, const struct card_condition *condition,
	struct str *words)
{
	const struct card_item *other = &review->card->items[condition->item];
	for (size_t i = 0; i < other->n_levels; i++)
		if (condition->levels >> (i + 1) & 1)
			add_word(words, review_level_name(review, &other->levels[i]));
	if (other->scale == SCALE_OCCURRENCE && (condition->levels & 2))
		add_word(words, _("not counted"));
	if (other->scale == SCALE_OCCURRENCE && (condition->levels & 4))
		add_word(words, _("counted"));
	if (condition->levels & 1)
		add_word(words, _("n/a"));
}

void review_describe_condition(const struct review *review, size_t item, char *text, size_t n_text)
{
	const struct card_condition *condition = &review->card->items[item].condition;
	struct str words = {0};
	text[0] = '\0';
	if (!condition->is_set)
		return;
	add_levels(review, condition, &words);
	snprintf(text, n_text, _("if %s is %s"), review_item_name(review, condition->item),
		str_get(&words));
	str_release(&words);
}
