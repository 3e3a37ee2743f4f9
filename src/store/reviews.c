/* Reviews and their place. */
/* SPDX-License-Identifier: MIT */
#include "config.h"
#include "store/store.h"

#include <string.h>

#include "base/i18n.h"
#include "base/str.h"
#include "store/history.h"
#include "store/internal.h"
#include "store/start.h"

/* Columns as in REVIEW_COLUMNS of sql.c. */
static void read_review(sqlite3_stmt *row, struct store_review *review)
{
	*review = (struct store_review){
		.card_row = sqlite3_column_int64(row, 2),
		.card_version = sqlite3_column_int(row, 4),
		.state = strcmp(db_text(row, 5), "final") == 0 ? REVIEW_FINAL : REVIEW_DRAFT,
		.score_centi = db_number_or(row, 6, -1),
		.final_ms = db_number_or(row, 7, 0),
		.n_marks = sqlite3_column_int(row, 8),
		.playhead_ms = db_number_or(row, 9, -1),
		.zoom = (int)db_number_or(row, 11, 0),
	};
	str_copy(review->id, sizeof review->id, db_text(row, 0));
	str_copy(review->call_id, sizeof review->call_id, db_text(row, 1));
	str_copy(review->card_id, sizeof review->card_id, db_text(row, 3));
	str_copy(review->item_key, sizeof review->item_key, db_text(row, 10));
}

bool store_find_review(
	struct store *store, const char *call_id, struct store_review *review, struct err *err)
{
	sqlite3_stmt *row;
	int rows = db_row(&store->db, &row, SQL_FIND_REVIEW, err, "tt", call_id, store->person);
	if (rows == 0)
		return err_set(err, ERR_NOT_FOUND, _("this call has no review yet"));
	if (rows < 0)
		return false;
	read_review(row, review);
	db_end(row);
	return true;
}

/* As the history names what a review is made of. */
static bool get_parts(
	struct store *store, const char *review_id, struct str *what, struct err *err)
{
	struct store_review review;
	sqlite3_stmt *row;
	if (db_row(&store->db, &row, SQL_GET_REVIEW, err, "t", review_id) != 1)
		return false;
	read_review(row, &review);
	db_end(row);
	str_addf(what, "%s %s %d", review.call_id, review.card_id, review.card_version);
	return true;
}

bool review_write_start(struct command *command, struct store *store, const char *review_id,
	const char *call_id, int64_t card_row, struct err *err)
{
	struct db *db = &store->db;
	struct str what = {0};
	if (!db_run(db, SQL_PUT_PERSON, err, "tt", store->person, store->person_display) ||
		!db_run(db, SQL_ADD_REVIEW, err, "ttiti", review_id, call_id, card_row,
			store->person, store->wall_ms()) ||
		!get_parts(store, review_id, &what, err))
		return false;
	bool ok = history_begin(command, store, review_id, "start", err) &&
		  history_add(command, "review", "", NULL, str_get(&what), err) &&
		  history_add(command, "state", "", NULL, "draft", err) &&
		  db_run(db, SQL_PUT_LAST, err, "ti", review_id, command->prior);
	str_release(&what);
	return ok;
}

struct new_review {
	struct store *store;
	const char *call_id;
	int64_t card_row;
	struct store_review *review;
};

static bool add_review(void *context, struct err *err)
{
	struct new_review *new = context;
	struct command command;
	char id[ID_SIZE];
	sqlite3_stmt *row;
	id_random(id);
	if (!review_write_start(&command, new->store, id, new->call_id, new->card_row, err) ||
		db_row(&new->store->db, &row, SQL_GET_REVIEW, err, "t", id) != 1)
		return false;
	read_review(row, new->review);
	db_end(row);
	return true;
}

bool store_add_review(struct store *store, const char *call_id, int64_t card_row,
	struct store_review *review, struct err *err)
{
	struct new_review new = {store, call_id, card_row, review};
	return store_write(store, add_review, &new, err);
}

/* ---- another card ---- */

struct other_card {
	struct store *store;
	const char *review_id;
	const struct store_start *start;
};

/* Whether the reviewer has entered anything: 1, 0, -1 on error. */
static int is_entered(const struct other_card *other, struct err *err)
{
	sqlite3_stmt *row;
	int rows = db_row(&other->store->db, &row, SQL_IS_ENTERED, err, "t", other->review_id);
	if (rows == 1)
		db_end(row);
	return rows;
}

/* A step of its own kind in the history: nothing is undone across it. */
static bool put_other_card(struct other_card *other, struct str *before, struct str *after,
	struct err *err)
{
	int64_t card_row;
	struct command command;
	struct store *store = other->store;
	return get_parts(store, other->review_id, before, err) &&
		card_write_start(store, other->start, &card_row, err) &&
		db_run(&store->db, SQL_PUT_CARD, err, "ti", other->review_id, card_row) &&
		get_parts(store, other->review_id, after, err) &&
		history_begin(&command, store, other->review_id, "start", err) &&
		history_add(&command, "review", "", str_get(before), str_get(after), err) &&
		db_run(&store->db, SQL_PUT_LAST, err, "ti", other->review_id, command.prior);
}

static bool change_card(void *context, struct err *err)
{
	struct other_card *other = context;
	struct str before = {0}, after = {0};
	int entered = is_entered(other, err);
	if (entered > 0)
		return err_set(err, ERR_CONFLICT, _("the review is begun with its scorecard"));
	bool ok = entered == 0 && put_other_card(other, &before, &after, err);
	str_release(&before);
	str_release(&after);
	return ok;
}

bool store_change_card(struct store *store, const char *review_id, const struct store_start *start,
	struct err *err)
{
	struct other_card other = {store, review_id, start};
	return store_write(store, change_card, &other, err);
}

/* ---- what the database keeps of it besides the marks ---- */

struct review_note {
	struct store *store;
	const char *review_id;
	int64_t score_centi;
	int64_t playhead_ms;
	const char *item_key;
	int zoom;
};

static bool put_score(void *context, struct err *err)
{
	struct review_note *note = context;
	return db_run(&note->store->db, SQL_PUT_SCORE, err, "ti", note->review_id,
		note->score_centi < 0 ? (int64_t)-1 : note->score_centi);
}

bool store_put_score(
	struct store *store, const char *review_id, int64_t score_centi, struct err *err)
{
	struct review_note note = {
		.store = store, .review_id = review_id, .score_centi = score_centi};
	return store_write(store, put_score, &note, err);
}

static bool put_place(void *context, struct err *err)
{
	struct review_note *note = context;
	return db_run(&note->store->db, SQL_PUT_PLACE, err, "titd", note->review_id,
		note->playhead_ms, note->item_key, note->zoom);
}

bool store_put_place(struct store *store, const char *review_id, int64_t playhead_ms,
	const char *item_key, int zoom, struct err *err)
{
	struct review_note note = {store, review_id, 0, playhead_ms, item_key, zoom};
	return store_write(store, put_place, &note, err);
}
