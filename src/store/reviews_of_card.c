/* Which reviews were made with a card, whoever made them. */
/* SPDX-License-Identifier: MIT */
#include "config.h"
#include "store/store.h"

#include <stdlib.h>
#include <string.h>

#include "base/i18n.h"
#include "base/mem.h"
#include "base/str.h"
#include "store/internal.h"

bool store_find_card(
	struct store *store, const char *card_id, int version, int64_t *card_row, struct err *err)
{
	sqlite3_stmt *row;
	int rows = db_row(&store->db, &row, SQL_FIND_CARD, err, "td", card_id, version);
	if (rows == 0)
		return err_set(err, ERR_NOT_FOUND, _("the database has no card '%s' version %d"),
			card_id, version);
	if (rows < 0)
		return false;
	*card_row = sqlite3_column_int64(row, 0);
	db_end(row);
	return true;
}

bool store_get_card_reviews(struct store *store, const char *card_id, int version,
	struct store_card_review **reviews, size_t *n_reviews, struct err *err)
{
	size_t n_room = 0;
	int rows;
	*reviews = NULL;
	*n_reviews = 0;
	sqlite3_stmt *row =
		db_start(&store->db, SQL_REVIEWS_OF_CARD, err, "td", card_id, version);
	if (!row)
		return false;
	while ((rows = db_step(&store->db, row, err)) == 1) {
		MEM_GROW(*reviews, *n_reviews, n_room);
		struct store_card_review *review = &(*reviews)[(*n_reviews)++];
		review->card_row = sqlite3_column_int64(row, 1);
		review->state =
			strcmp(db_text(row, 2), "final") == 0 ? REVIEW_FINAL : REVIEW_DRAFT;
		str_copy(review->id, sizeof review->id, db_text(row, 0));
	}
	if (rows == 0)
		return true;
	free(*reviews);
	*reviews = NULL;
	*n_reviews = 0;
	return false;
}
