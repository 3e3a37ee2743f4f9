/* Finding the answer to an item, and whether the item is asked at all. */
/* SPDX-License-Identifier: MIT */
#include "config.h"
#include "scorecard/find_answer.h"

#include <string.h>

const struct answer *find_answer(const struct answer *answers, size_t n_answers, const char *key)
{
	for (size_t i = 0; i < n_answers; i++)
		if (strcmp(answers[i].item_key, key) == 0)
			return &answers[i];
	return NULL;
}

int find_level(const struct card_item *item, const struct answer *answer)
{
	if (!answer)
		return ANSWER_NONE;
	if (answer->level == ANSWER_NA)
		return item->na_allowed ? ANSWER_NA : ANSWER_NONE;
	bool is_known = answer->level >= 1 && (size_t)answer->level <= item->n_levels;
	return is_known ? answer->level : ANSWER_NONE;
}

/* The bit that an answer sets in struct card_condition; 0 for none. */
static unsigned bit_of(const struct card_item *item, const struct answer *answer)
{
	int level = find_level(item, answer);
	if (level == ANSWER_NA)
		return 1;
	if (item->scale == SCALE_OCCURRENCE)
		return answer && answer->n_occurrences > 0 ? 4 : 2;
	return level >= 1 ? 1u << level : 0;
}

bool card_item_applies(const struct card *card, const struct card_item *item,
	const struct answer *answers, size_t n_answers)
{
	while (item->condition.is_set) {
		const struct card_item *other = &card->items[item->condition.item];
		const struct answer *answer = find_answer(answers, n_answers, other->key);
		if (!(bit_of(other, answer) & item->condition.levels))
			return false;
		item = other;
	}
	return true;
}
