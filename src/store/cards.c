/* Card versions: stored whole, never changed. */
/* SPDX-License-Identifier: MIT */
#include "config.h"
#include "store/store.h"

#include <stdlib.h>
#include <string.h>

#include "base/i18n.h"
#include "base/mem.h"
#include "store/internal.h"
#include "store/start.h"

struct card_filing {
	struct store *store;
	const char *card_id;
	int version;
	const char *text;
	size_t n_text;
	const char *const *item_keys;
	size_t n_items;
	const struct store_card_level *levels;
	size_t n_levels;
	int64_t row;
};

/* 1: this very text is filed; 0: nothing is; -1: *err. */
static int find_card(struct card_filing *filing, struct err *err)
{
	sqlite3_stmt *row;
	int rows = db_row(&filing->store->db, &row, SQL_FIND_CARD, err, "td", filing->card_id,
		filing->version);
	if (rows != 1)
		return rows;
	filing->row = sqlite3_column_int64(row, 0);
	size_t n_bytes = (size_t)sqlite3_column_bytes(row, 1);
	bool same =
		n_bytes == filing->n_text &&
		(n_bytes == 0 || memcmp(sqlite3_column_blob(row, 1), filing->text, n_bytes) == 0);
	db_end(row);
	if (same)
		return 1;
	err_set(err, ERR_CONFLICT,
		_("the card '%s' version %d was used with another text: raise its version"),
		filing->card_id, filing->version);
	return -1;
}

static bool add_rows(struct card_filing *filing, struct err *err)
{
	struct db *db = &filing->store->db;
	for (size_t i = 0; i < filing->n_items; i++)
		if (!db_run(db, SQL_ADD_ITEM, err, "iti", filing->row, filing->item_keys[i],
			    (int64_t)i))
			return false;
	for (size_t i = 0; i < filing->n_levels; i++) {
		const struct store_card_level *level = &filing->levels[i];
		if (!db_run(db, SQL_ADD_LEVEL, err, "ittd", filing->row, level->item_key,
			    level->level_key, level->number))
			return false;
	}
	return true;
}

/* Items and levels first: the triggers add none to a version whose text is there. */
static bool file_card(void *context, struct err *err)
{
	struct card_filing *filing = context;
	struct db *db = &filing->store->db;
	sqlite3_stmt *row;
	int found = find_card(filing, err); /* again: now under the write lock */
	if (found)
		return found > 0;
	if (db_row(db, &row, SQL_NEXT_CARD, err, "") != 1)
		return false;
	filing->row = sqlite3_column_int64(row, 0);
	db_end(row);
	return add_rows(filing, err) &&
	       db_run(db, SQL_ADD_CARD, err, "itdbi", filing->row, filing->card_id, filing->version,
		       (const void *)filing->text, filing->n_text, filing->store->wall_ms());
}

bool card_write_start(
	struct store *store, const struct store_start *start, int64_t *card_row, struct err *err)
{
	struct card_filing filing = {store, start->card_id, start->card_version, start->card_text,
		start->n_card_text, start->item_keys, start->n_items, start->levels,
		start->n_levels, 0};
	bool ok = file_card(&filing, err);
	*card_row = filing.row;
	return ok;
}

bool store_put_card(struct store *store, const char *card_id, int version, const char *text,
	size_t n_text, const char *const *item_keys, size_t n_items,
	const struct store_card_level *levels, size_t n_levels, int64_t *card_row, struct err *err)
{
	struct card_filing filing = {
		store, card_id, version, text, n_text, item_keys, n_items, levels, n_levels, 0};
	int found = find_card(&filing, err);
	if (found < 0 || (found == 0 && !store_write(store, file_card, &filing, err)))
		return false;
	*card_row = filing.row;
	return true;
}

bool store_get_card(
	struct store *store, int64_t card_row, char **text, size_t *n_text, struct err *err)
{
	sqlite3_stmt *row;
	int rows = db_row(&store->db, &row, SQL_GET_CARD, err, "i", card_row);
	if (rows == 0)
		return err_set(err, ERR_NOT_FOUND, _("there is no such card in the database"));
	if (rows < 0)
		return false;
	const char *stored = sqlite3_column_blob(row, 0);
	*n_text = (size_t)sqlite3_column_bytes(row, 0);
	*text = mem_dupn(stored ? stored : "", *n_text);
	db_end(row);
	return true;
}
