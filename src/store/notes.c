/* Reads the contact fields, the notes and the earlier comments of reviews. */
/* SPDX-License-Identifier: MIT */
#include "config.h"
#include "store/store.h"

#include <stdlib.h>

#include "base/mem.h"
#include "base/str.h"
#include "store/internal.h"

bool store_get_fields(struct store *store, const char *review_id, struct store_field **fields,
	size_t *n_fields, struct err *err)
{
	size_t n_room = 0;
	int rows;
	*fields = NULL;
	*n_fields = 0;
	sqlite3_stmt *row = db_start(&store->db, SQL_GET_FIELDS, err, "t", review_id);
	if (!row)
		return false;
	while ((rows = db_step(&store->db, row, err)) == 1) {
		MEM_GROW(*fields, *n_fields, n_room);
		struct store_field *field = &(*fields)[(*n_fields)++];
		str_copy(field->key, sizeof field->key, db_text(row, 0));
		field->value = mem_dup(db_text(row, 1));
	}
	if (rows == 0)
		return true;
	store_free_fields(*fields, *n_fields);
	*fields = NULL;
	*n_fields = 0;
	return false;
}

void store_free_fields(struct store_field *fields, size_t n_fields)
{
	for (size_t i = 0; i < n_fields; i++)
		free(fields[i].value);
	free(fields);
}

bool store_get_notes(struct store *store, const char *review_id, struct store_note **notes,
	size_t *n_notes, struct err *err)
{
	size_t n_room = 0;
	int rows;
	*notes = NULL;
	*n_notes = 0;
	sqlite3_stmt *row = db_start(&store->db, SQL_GET_NOTES, err, "t", review_id);
	if (!row)
		return false;
	while ((rows = db_step(&store->db, row, err)) == 1) {
		MEM_GROW(*notes, *n_notes, n_room);
		(*notes)[(*n_notes)++] = (struct store_note){.n = sqlite3_column_int(row, 0),
			.at_ms = sqlite3_column_int64(row, 1),
			.text = mem_dup(db_text(row, 2))};
	}
	if (rows == 0)
		return true;
	store_free_notes(*notes, *n_notes);
	*notes = NULL;
	*n_notes = 0;
	return false;
}

void store_free_notes(struct store_note *notes, size_t n_notes)
{
	for (size_t i = 0; i < n_notes; i++)
		free(notes[i].text);
	free(notes);
}

bool store_get_comments(struct store *store, const char *card_id, const char *item_key, int level,
	size_t n_max, char ***comments, size_t *n_comments, struct err *err)
{
	size_t n_room = 0;
	int rows;
	*comments = NULL;
	*n_comments = 0;
	sqlite3_stmt *row = db_start(&store->db, SQL_GET_COMMENTS, err, "tttdi", store->person,
		card_id, item_key, level, (int64_t)n_max);
	if (!row)
		return false;
	while ((rows = db_step(&store->db, row, err)) == 1) {
		MEM_GROW(*comments, *n_comments, n_room);
		(*comments)[(*n_comments)++] = mem_dup(db_text(row, 0));
	}
	if (rows == 0)
		return true;
	for (size_t i = 0; i < *n_comments; i++)
		free((*comments)[i]);
	free(*comments);
	*comments = NULL;
	*n_comments = 0;
	return false;
}
