/* Reads the marks of a review, with what hangs on them. */
/* SPDX-License-Identifier: MIT */
#include "config.h"
#include "store/store.h"

#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/str.h"
#include "store/internal.h"

struct mark_list {
	struct store_mark *marks;
	size_t n, n_room;
	size_t at; /* where the last part belonged: parts of one mark come together */
};

/* Columns as in SQL_GET_MARKS. */
static void read_mark(sqlite3_stmt *row, struct mark_list *list)
{
	MEM_GROW(list->marks, list->n, list->n_room);
	struct store_mark *mark = &list->marks[list->n++];
	*mark = (struct store_mark){
		.level = sqlite3_column_int(row, 1) ? ANSWER_NA
						    : (int)db_number_or(row, 2, ANSWER_NONE),
		.comment = mem_dup(db_text(row, 3)),
		.reasons = mem_dup(""),
		.evidence_ms = -1,
		.evidence_end_ms = -1,
		.saved_ms = sqlite3_column_int64(row, 4),
		.rev = sqlite3_column_int64(row, 5),
	};
	str_copy(mark->item_key, sizeof mark->item_key, db_text(row, 0));
}

static struct store_mark *find_mark(struct mark_list *list, const char *item_key)
{
	for (size_t step = 0; step < list->n; step++) {
		size_t i = (list->at + step) % list->n;
		if (strcmp(list->marks[i].item_key, item_key) == 0) {
			list->at = i;
			return &list->marks[i];
		}
	}
	return NULL;
}

/* Columns as in SQL_GET_EVIDENCES and SQL_GET_OCCURRENCES. */
static void add_time(sqlite3_stmt *row, struct store_evidence **times, size_t *n_times)
{
	*times = mem_resize(*times, *n_times + 1, sizeof **times);
	(*times)[(*n_times)++] = (struct store_evidence){
		.n = sqlite3_column_int(row, 1),
		.start_ms = sqlite3_column_int64(row, 2),
		.end_ms = db_number_or(row, 3, -1),
	};
}

static void read_evidence(sqlite3_stmt *row, struct store_mark *mark)
{
	add_time(row, &mark->evidence, &mark->n_evidence);
	mark->evidence_ms = mark->evidence[0].start_ms;
	mark->evidence_end_ms = mark->evidence[0].end_ms;
}

static void read_occurrence(sqlite3_stmt *row, struct store_mark *mark)
{
	add_time(row, &mark->occurrences, &mark->n_occurrences);
}

static void read_reason(sqlite3_stmt *row, struct store_mark *mark)
{
	struct str codes = {0};
	str_addf(&codes, "%s%s%s", mark->reasons, *mark->reasons ? " " : "", db_text(row, 1));
	free(mark->reasons);
	mark->reasons = str_take(&codes);
}

/* Gives the rows of a statement to their marks; the first column is the item's key. */
static bool read_parts(struct store *store, int sql, const char *review_id, struct mark_list *list,
	void (*read)(sqlite3_stmt *row, struct store_mark *mark), struct err *err)
{
	int rows;
	sqlite3_stmt *row = db_start(&store->db, sql, err, "t", review_id);
	if (!row)
		return false;
	while ((rows = db_step(&store->db, row, err)) == 1) {
		struct store_mark *mark = find_mark(list, db_text(row, 0));
		if (mark)
			read(row, mark);
	}
	return rows == 0;
}

static bool read_marks(
	struct store *store, const char *review_id, struct mark_list *list, struct err *err)
{
	int rows;
	sqlite3_stmt *row = db_start(&store->db, SQL_GET_MARKS, err, "t", review_id);
	if (!row)
		return false;
	while ((rows = db_step(&store->db, row, err)) == 1)
		read_mark(row, list);
	return rows == 0 &&
	       read_parts(store, SQL_GET_EVIDENCES, review_id, list, read_evidence, err) &&
	       read_parts(store, SQL_GET_OCCURRENCES, review_id, list, read_occurrence, err) &&
	       read_parts(store, SQL_GET_REASONS, review_id, list, read_reason, err);
}

static void free_parts(struct store_mark *mark)
{
	free(mark->comment);
	free(mark->reasons);
	free(mark->evidence);
	free(mark->occurrences);
}

/* A row of which all was taken back is no mark. */
static bool is_empty(const struct store_mark *mark)
{
	return mark->level == ANSWER_NONE && !*mark->comment && !*mark->reasons &&
	       mark->n_evidence == 0 && mark->n_occurrences == 0;
}

static void drop_empty(struct mark_list *list)
{
	size_t n = 0;
	for (size_t i = 0; i < list->n; i++)
		if (is_empty(&list->marks[i]))
			free_parts(&list->marks[i]);
		else
			list->marks[n++] = list->marks[i];
	list->n = n;
}

bool store_get_marks(struct store *store, const char *review_id, struct store_mark **marks,
	size_t *n_marks, struct err *err)
{
	struct mark_list list = {0};
	bool ok = read_marks(store, review_id, &list, err);
	if (ok) {
		drop_empty(&list);
	} else {
		store_free_marks(list.marks, list.n);
		list = (struct mark_list){0};
	}
	*marks = list.marks;
	*n_marks = list.n;
	return ok;
}

void store_free_marks(struct store_mark *marks, size_t n_marks)
{
	for (size_t i = 0; i < n_marks; i++)
		free_parts(&marks[i]);
	free(marks);
}
