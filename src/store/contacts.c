/* Imported calls, what other systems know of them, and the list of all calls. */
/* SPDX-License-Identifier: MIT */
#include "config.h"
#include "store/store.h"

#include <stdlib.h>

#include "base/mem.h"
#include "base/str.h"
#include "store/internal.h"
#include "store/start.h"

/* ---- importing ---- */

struct import_write {
	struct store *store;
	struct store_import *imports;
	size_t n_imports;
};

static bool put_call(struct store *store, struct store_import *import, struct err *err)
{
	const struct store_start start = {.name = import->name,
		.legs = import->legs,
		.n_legs = import->n_legs,
		.hash = import->hash};
	if (import->call_id[0])
		return call_write_seen(
			store, import->call_id, import->legs, import->n_legs, err);
	id_random(import->call_id);
	import->is_new = true;
	return call_write_start(store, &start, import->call_id, err);
}

static bool put_contact(struct store *store, const struct store_import *import, struct err *err)
{
	for (int i = 0; i < N_CONTACT_FACTS; i++) {
		enum contact_fact fact = (enum contact_fact)i;
		const char *value = contact_get(import->contact, fact);
		if (*value && !db_run(&store->db, SQL_PUT_CONTACT, err, "ttti", import->call_id,
				      contact_word(fact), value, store->wall_ms()))
			return false;
	}
	return true;
}

static bool import_all(void *context, struct err *err)
{
	struct import_write *write = context;
	for (size_t i = 0; i < write->n_imports; i++)
		if (!put_call(write->store, &write->imports[i], err) ||
			!put_contact(write->store, &write->imports[i], err))
			return false;
	return true;
}

bool store_import(
	struct store *store, struct store_import *imports, size_t n_imports, struct err *err)
{
	struct import_write write = {store, imports, n_imports};
	for (size_t i = 0; i < n_imports; i++)
		imports[i].is_new = false;
	if (store_write(store, import_all, &write, err))
		return true;
	for (size_t i = 0; i < n_imports; i++)
		if (imports[i].is_new)
			imports[i].call_id[0] = '\0';
	return false;
}

/* ---- reading ---- */

bool store_get_contact(
	struct store *store, const char *call_id, struct contact *contact, struct err *err)
{
	int rows;
	*contact = (struct contact){0};
	sqlite3_stmt *row = db_start(&store->db, SQL_GET_CONTACT, err, "t", call_id);
	if (!row)
		return false;
	while ((rows = db_step(&store->db, row, err)) == 1) {
		enum contact_fact fact = contact_find(db_text(row, 0));
		if (fact != N_CONTACT_FACTS)
			contact->facts[fact] = mem_dup(db_text(row, 1));
	}
	return rows == 0;
}

/* The columns of SQL_LIST_CALLS, and what else is known of the call. */
static bool take_call(
	struct store *store, sqlite3_stmt *row, struct store_call *call, struct err *err)
{
	*call = (struct store_call){.name = mem_dup(db_text(row, 1))};
	str_copy(call->id, sizeof call->id, db_text(row, 0));
	for (int i = 0; i < CALL_MAX_LEGS; i++)
		call->paths[i] = db_dup_text(row, 2 + i);
	if (!store_get_contact(store, call->id, &call->contact, err))
		return false;
	if (store_find_review(store, call->id, &call->review, err))
		return true;
	call->review = (struct store_review){.state = REVIEW_NONE, .score_centi = -1};
	return err->code == ERR_NOT_FOUND;
}

bool store_get_calls(
	struct store *store, struct store_call **calls, size_t *n_calls, struct err *err)
{
	size_t n_room = 0;
	int rows;
	*calls = NULL;
	*n_calls = 0;
	sqlite3_stmt *row = db_start(&store->db, SQL_LIST_CALLS, err, "");
	if (!row)
		return false;
	while ((rows = db_step(&store->db, row, err)) == 1) {
		MEM_GROW(*calls, *n_calls, n_room);
		if (!take_call(store, row, &(*calls)[(*n_calls)++], err)) {
			db_end(row);
			rows = -1;
			break;
		}
	}
	if (rows == 0)
		return true;
	store_free_calls(*calls, *n_calls);
	*calls = NULL;
	*n_calls = 0;
	return false;
}

void store_free_calls(struct store_call *calls, size_t n_calls)
{
	for (size_t i = 0; i < n_calls; i++) {
		free(calls[i].name);
		for (int k = 0; k < CALL_MAX_LEGS; k++)
			free(calls[i].paths[k]);
		contact_release(&calls[i].contact);
	}
	free(calls);
}
