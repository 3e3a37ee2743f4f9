/* The items of a card and its flags, as the database keeps them. */
/* SPDX-License-Identifier: MIT */
#include "config.h"
#include "review/card_rows.h"

#include <stdlib.h>

#include "base/mem.h"

void card_rows_make(struct card_rows *rows, const struct card *card)
{
	*rows = (struct card_rows){0};
	size_t n_levels = card->n_flags;
	for (size_t i = 0; i < card->n_items; i++)
		n_levels += card->items[i].n_levels;
	rows->keys = mem_zalloc(card->n_items + card->n_flags, sizeof *rows->keys);
	rows->levels = mem_zalloc(n_levels, sizeof *rows->levels);
	for (size_t i = 0; i < card->n_items; i++) {
		const struct card_item *item = &card->items[i];
		rows->keys[rows->n_keys++] = item->key;
		for (size_t k = 0; k < item->n_levels; k++)
			rows->levels[rows->n_levels++] = (struct store_card_level){
				item->key, item->levels[k].key, (int)k + 1};
	}
	for (size_t i = 0; i < card->n_flags; i++) {
		rows->keys[rows->n_keys++] = card->flags[i].key;
		rows->levels[rows->n_levels++] =
			(struct store_card_level){card->flags[i].key, STORE_RAISED, 1};
	}
}

void card_rows_release(struct card_rows *rows)
{
	free(rows->keys);
	free(rows->levels);
	*rows = (struct card_rows){0};
}
