/* A review begins: its call, its card and itself in one transaction, which may have to wait. */
/* SPDX-License-Identifier: MIT */
#include "config.h"
#include "store/start.h"

#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/str.h"

/* start points to what the other fields own. */
struct pending_start {
	struct store_start start;
	char call_id[ID_SIZE];
	char review_id[ID_SIZE];
	bool new_call;
	char *name;
	struct call_leg legs[CALL_MAX_LEGS]; /* paths owned */
	uint8_t hash[CALL_MAX_LEGS][HASH_SIZE];
	char *card_id;
	char *card_text;
	char (*keys)[ITEM_KEY_SIZE]; /* of items, then item and own key of each level */
	const char **item_keys;
	struct store_card_level *levels;
};

static void copy_call(struct pending_start *copy, const struct store_start *start)
{
	size_t n = start->n_legs < CALL_MAX_LEGS ? start->n_legs : CALL_MAX_LEGS;
	copy->start.name = copy->name = mem_dup(start->name);
	for (size_t i = 0; i < n; i++) {
		copy->legs[i] = start->legs[i];
		copy->legs[i].path = mem_dup(start->legs[i].path);
	}
	copy->start.legs = copy->legs;
	copy->start.n_legs = n;
	if (start->hash) {
		memcpy(copy->hash, start->hash, n * HASH_SIZE);
		copy->start.hash = (const uint8_t(*)[HASH_SIZE])copy->hash;
	}
}

static const char *copy_key(struct pending_start *copy, size_t *n_keys, const char *key)
{
	char *kept = copy->keys[(*n_keys)++];
	str_copy(kept, ITEM_KEY_SIZE, key);
	return kept;
}

static void copy_card(struct pending_start *copy, const struct store_start *start)
{
	size_t n = 0;
	copy->start.card_id = copy->card_id = mem_dup(start->card_id);
	copy->start.card_text = copy->card_text = mem_dupn(start->card_text, start->n_card_text);
	copy->keys = mem_zalloc(start->n_items + 2 * start->n_levels, sizeof *copy->keys);
	copy->item_keys = mem_zalloc(start->n_items, sizeof *copy->item_keys);
	copy->levels = mem_zalloc(start->n_levels, sizeof *copy->levels);
	for (size_t i = 0; i < start->n_items; i++)
		copy->item_keys[i] = copy_key(copy, &n, start->item_keys[i]);
	for (size_t i = 0; i < start->n_levels; i++) {
		const struct store_card_level *level = &start->levels[i];
		copy->levels[i].item_key = copy_key(copy, &n, level->item_key);
		copy->levels[i].level_key = copy_key(copy, &n, level->level_key);
		copy->levels[i].number = level->number;
	}
	copy->start.item_keys = copy->item_keys;
	copy->start.levels = copy->levels;
}

struct pending_start *start_copy(
	const struct store_start *start, char call_id[ID_SIZE], char review_id[ID_SIZE])
{
	struct pending_start *copy = mem_zalloc(1, sizeof *copy);
	copy->start = *start;
	copy->start.hash = NULL;
	copy->new_call = !start->call_id[0];
	if (copy->new_call)
		id_random(copy->call_id);
	else
		str_copy(copy->call_id, ID_SIZE, start->call_id);
	id_random(copy->review_id);
	copy->start.call_id = copy->call_id;
	copy_call(copy, start);
	copy_card(copy, start);
	str_copy(call_id, ID_SIZE, copy->call_id);
	str_copy(review_id, ID_SIZE, copy->review_id);
	return copy;
}

void start_free(struct pending_start *start)
{
	if (!start)
		return;
	for (size_t i = 0; i < start->start.n_legs; i++)
		free(start->legs[i].path);
	free(start->name);
	free(start->card_id);
	free(start->card_text);
	free(start->keys);
	free(start->item_keys);
	free(start->levels);
	free(start);
}

bool start_apply(struct store *store, const struct pending_start *start, struct command *command,
	struct err *err)
{
	int64_t card_row;
	return (!start->new_call ||
		       call_write_start(store, &start->start, start->call_id, err)) &&
	       card_write_start(store, &start->start, &card_row, err) &&
	       review_write_start(command, store, start->review_id, start->call_id, card_row, err);
}
