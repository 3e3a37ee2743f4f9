/* Reviews, their marks and their place. */
/* SPDX-License-Identifier: MIT */
#include "config.h"
#include "store/store.h"

#include <stdlib.h>
#include <string.h>

#include "base/i18n.h"
#include "base/mem.h"
#include "base/str.h"
#include "store/history.h"
#include "store/internal.h"

static int64_t number_or(sqlite3_stmt *row, int column, int64_t otherwise)
{
	return sqlite3_column_type(row, column) == SQLITE_NULL ? otherwise
							       : sqlite3_column_int64(row, column);
}

/* Columns as in REVIEW_COLUMNS of sql.c. */
static void read_review(sqlite3_stmt *row, struct store_review *review)
{
	*review = (struct store_review){
		.card_row = sqlite3_column_int64(row, 2),
		.card_version = sqlite3_column_int(row, 4),
		.state = strcmp(db_text(row, 5), "final") == 0 ? REVIEW_FINAL : REVIEW_DRAFT,
		.score_centi = number_or(row, 6, -1),
		.final_ms = number_or(row, 7, 0),
		.n_marks = sqlite3_column_int(row, 8),
		.playhead_ms = number_or(row, 9, -1),
		.zoom = (int)number_or(row, 11, 0),
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

struct new_review {
	struct store *store;
	const char *call_id;
	int64_t card_row;
	struct store_review *review;
};

static bool write_start(struct new_review *new, const char *id, struct err *err)
{
	struct command command;
	struct str what = {0};
	str_addf(&what, "%s %s %d", new->review->call_id, new->review->card_id,
		new->review->card_version);
	bool ok = history_begin(&command, new->store, id, "start", err) &&
		  history_add(&command, "review", "", NULL, str_get(&what), err) &&
		  history_add(&command, "state", "", NULL, "draft", err) &&
		  db_run(&new->store->db, SQL_PUT_LAST, err, "ti", id, command.prior);
	str_release(&what);
	return ok;
}

static bool add_review(void *context, struct err *err)
{
	struct new_review *new = context;
	struct store *store = new->store;
	struct db *db = &store->db;
	sqlite3_stmt *row;
	char id[ID_SIZE];
	id_random(id);
	if (!db_run(db, SQL_PUT_PERSON, err, "tt", store->person, store->person_display) ||
		!db_run(db, SQL_ADD_REVIEW, err, "ttiti", id, new->call_id, new->card_row,
			store->person, store->wall_ms()) ||
		db_row(db, &row, SQL_GET_REVIEW, err, "t", id) != 1)
		return false;
	read_review(row, new->review);
	db_end(row);
	return write_start(new, id, err);
}

bool store_add_review(struct store *store, const char *call_id, int64_t card_row,
	struct store_review *review, struct err *err)
{
	struct new_review new = {store, call_id, card_row, review};
	return store_write(store, add_review, &new, err);
}

/* Columns as in SQL_GET_MARKS. */
static void read_mark(sqlite3_stmt *row, struct store_mark *mark)
{
	*mark = (struct store_mark){
		.level = sqlite3_column_int(row, 1) ? ANSWER_NA
						    : (int)number_or(row, 2, ANSWER_NONE),
		.comment = mem_dup(db_text(row, 3)),
		.evidence_ms = number_or(row, 4, -1),
		.evidence_end_ms = number_or(row, 5, -1),
		.saved_ms = sqlite3_column_int64(row, 6),
		.rev = sqlite3_column_int64(row, 7),
	};
	str_copy(mark->item_key, sizeof mark->item_key, db_text(row, 0));
}

bool store_get_marks(struct store *store, const char *review_id, struct store_mark **marks,
	size_t *n_marks, struct err *err)
{
	size_t n_room = 0;
	int rows;
	*marks = NULL;
	*n_marks = 0;
	sqlite3_stmt *row = db_start(&store->db, SQL_GET_MARKS, err, "t", review_id);
	if (!row)
		return false;
	while ((rows = db_step(&store->db, row, err)) == 1) {
		MEM_GROW(*marks, *n_marks, n_room);
		read_mark(row, &(*marks)[(*n_marks)++]);
	}
	if (rows == 0)
		return true;
	store_free_marks(*marks, *n_marks);
	*marks = NULL;
	*n_marks = 0;
	return false;
}

void store_free_marks(struct store_mark *marks, size_t n_marks)
{
	for (size_t i = 0; i < n_marks; i++)
		free(marks[i].comment);
	free(marks);
}

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
