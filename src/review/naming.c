/* What items are called in messages and lists: by their keys, or where those are words by their titles. */
/* SPDX-License-Identifier: MIT */
#include "config.h"
#include "review/review.h"

#include <string.h>

#include "review/review_parts.h"

#define LONGEST_KEY 8 /* bytes; a longer one is a word, which a column of keys would cut */

bool review_keys_are_words(const struct card *card)
{
	for (size_t i = 0; i < card->n_items; i++)
		if (strlen(card->items[i].key) > LONGEST_KEY)
			return true;
	return false;
}

const char *review_item_name(const struct review *review, size_t item)
{
	return review_keys_are_words(review->card) ? review_item_title(review, item) :
						     review->card->items[item].key;
}
