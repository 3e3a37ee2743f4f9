/* Calls, the files that hold them, and where those were seen. */
/* SPDX-License-Identifier: MIT */
#include "config.h"
#include "store/store.h"

#include <string.h>

#include "base/i18n.h"
#include "base/str.h"
#include "store/internal.h"
#include "store/start.h"

/* Legs in the order in which they are filed: the agent's first. */
struct ordered_legs {
	const struct call_leg *leg[CALL_MAX_LEGS];
	const uint8_t *hash[CALL_MAX_LEGS]; /* of each; NULL where none were given */
	size_t n;
};

static bool order_legs(struct ordered_legs *ordered, const struct call_leg *legs, size_t n_legs,
	const uint8_t hash[][HASH_SIZE], struct err *err)
{
	*ordered = (struct ordered_legs){.n = n_legs};
	if (n_legs > CALL_MAX_LEGS)
		return err_set(err, ERR_USAGE, _("a call has at most two recordings"));
	bool swap = n_legs == 2 && legs[0].role == LEG_CUSTOMER && legs[1].role != LEG_CUSTOMER;
	for (size_t i = 0; i < n_legs; i++) {
		size_t from = swap ? 1 - i : i;
		ordered->leg[i] = &legs[from];
		ordered->hash[i] = hash ? hash[from] : NULL;
	}
	return true;
}

static bool not_found(struct err *err)
{
	return err_set(err, ERR_NOT_FOUND, _("this call is not in the database yet"));
}

/* Takes the id of the row that a search found. */
static bool take_id(int rows, sqlite3_stmt *row, char call_id[ID_SIZE], struct err *err)
{
	if (rows == 0)
		return not_found(err);
	if (rows < 0)
		return false;
	str_copy(call_id, ID_SIZE, db_text(row, 0));
	db_end(row);
	return true;
}

static bool find_seen(struct store *store, const struct call_leg *legs, size_t n_legs,
	char call_id[ID_SIZE], struct err *err)
{
	sqlite3_stmt *row;
	const struct call_leg none = {0}, *first = &legs[0],
			      *second = n_legs == 2 ? &legs[1] : &none;
	int rows = db_row(&store->db, &row, SQL_FIND_SEEN, err, "tiiitii", first->path,
		first->n_bytes, first->mtime_ns, (int64_t)n_legs, second->path, second->n_bytes,
		second->mtime_ns);
	return take_id(rows, row, call_id, err);
}

bool store_find_call(struct store *store, const struct call_leg *legs, size_t n_legs,
	char call_id[ID_SIZE], struct err *err)
{
	sqlite3_stmt *row;
	if (n_legs == 0 || n_legs > CALL_MAX_LEGS)
		return not_found(err);
	if (find_seen(store, legs, n_legs, call_id, err))
		return true;
	if (err->code != ERR_NOT_FOUND)
		return false;
	int rows = db_row(&store->db, &row, SQL_FIND_PATHS, err, "tit", legs[0].path,
		(int64_t)n_legs, n_legs == 2 ? legs[1].path : NULL);
	return take_id(rows, row, call_id, err);
}

static int find_content(struct store *store, const struct ordered_legs *legs, const char *but_id,
	char call_id[ID_SIZE], struct err *err)
{
	sqlite3_stmt *row;
	const char *types = legs->n == 2 ? "bibt" : "bizt";
	int rows = legs->n == 2
			   ? db_row(&store->db, &row, SQL_FIND_CONTENT, err, types,
				     (const void *)legs->hash[0], (size_t)HASH_SIZE, (int64_t)2,
				     (const void *)legs->hash[1], (size_t)HASH_SIZE, but_id)
			   : db_row(&store->db, &row, SQL_FIND_CONTENT, err, types,
				     (const void *)legs->hash[0], (size_t)HASH_SIZE, (int64_t)1,
				     but_id);
	if (rows == 1) {
		str_copy(call_id, ID_SIZE, db_text(row, 0));
		db_end(row);
	}
	return rows;
}

bool store_find_content(struct store *store, size_t n_legs, const uint8_t hash[][HASH_SIZE],
	char call_id[ID_SIZE], struct err *err)
{
	struct ordered_legs legs = {.n = n_legs};
	if (n_legs == 0 || n_legs > CALL_MAX_LEGS)
		return not_found(err);
	for (size_t i = 0; i < n_legs; i++)
		legs.hash[i] = hash[i];
	int rows = find_content(store, &legs, NULL, call_id, err);
	return rows == 1 || (rows == 0 && not_found(err));
}

/* ---- writes ---- */

struct call_write {
	struct store *store;
	const char *name;
	struct ordered_legs legs;
	const char *call_id;
};

static const char *role_word(enum leg_role role)
{
	switch (role) {
	case LEG_MIXED:
		return "mixed";
	case LEG_AGENT:
		return "agent";
	case LEG_CUSTOMER:
		return "customer";
	}
	return "";
}

static bool put_seen(
	struct call_write *write, const struct call_leg *leg, int64_t n, struct err *err)
{
	return db_run(&write->store->db, SQL_PUT_SEEN, err, "ttiiii", leg->path, write->call_id, n,
		leg->n_bytes, leg->mtime_ns, write->store->wall_ms());
}

static bool add_call(void *context, struct err *err)
{
	struct call_write *write = context;
	struct db *db = &write->store->db;
	if (!db_run(db, SQL_ADD_CALL, err, "tti", write->call_id, write->name,
		    write->store->wall_ms()))
		return false;
	for (size_t i = 0; i < write->legs.n; i++) {
		const struct call_leg *leg = write->legs.leg[i];
		if (!db_run(db, SQL_ADD_MEDIA, err, "tit", write->call_id, (int64_t)i,
			    role_word(leg->role)) ||
			!put_seen(write, leg, (int64_t)i, err))
			return false;
	}
	return true;
}

bool store_add_call(struct store *store, const char *name, const struct call_leg *legs,
	size_t n_legs, char call_id[ID_SIZE], struct err *err)
{
	struct call_write write = {.store = store, .name = name, .call_id = call_id};
	id_random(call_id);
	return order_legs(&write.legs, legs, n_legs, NULL, err) &&
	       store_write(store, add_call, &write, err);
}

/* Which file of the call a leg is: by a path that is known, whatever its role is said to be now;
 * else by its order. -1 with *err on failure. */
static int64_t number_of_leg(struct call_write *write, size_t i, struct err *err)
{
	sqlite3_stmt *row;
	int rows = db_row(&write->store->db, &row, SQL_GET_LEG_OF_PATH, err, "tt",
		write->legs.leg[i]->path, write->call_id);
	if (rows != 1)
		return rows == 0 ? (int64_t)i : -1;
	int64_t n = sqlite3_column_int64(row, 0);
	db_end(row);
	return n;
}

static bool see_call(void *context, struct err *err)
{
	struct call_write *write = context;
	for (size_t i = 0; i < write->legs.n; i++) {
		int64_t n = number_of_leg(write, i, err);
		if (n < 0 || !put_seen(write, write->legs.leg[i], n, err))
			return false;
	}
	return true;
}

bool call_write_seen(struct store *store, const char *call_id, const struct call_leg *legs,
	size_t n_legs, struct err *err)
{
	struct call_write write = {.store = store, .call_id = call_id};
	return order_legs(&write.legs, legs, n_legs, NULL, err) && see_call(&write, err);
}

bool store_see_call(struct store *store, const char *call_id, const struct call_leg *legs,
	size_t n_legs, struct err *err)
{
	struct call_write write = {.store = store, .call_id = call_id};
	return order_legs(&write.legs, legs, n_legs, NULL, err) &&
	       store_write(store, see_call, &write, err);
}

/* Copies the hash of file n of a call; false without an error in *err if it is not known. */
static int get_hash(struct store *store, const char *call_id, int64_t n, uint8_t hash[HASH_SIZE],
	struct err *err)
{
	sqlite3_stmt *row;
	int rows = db_row(&store->db, &row, SQL_GET_HASH, err, "ti", call_id, n);
	if (rows != 1)
		return rows;
	bool known = sqlite3_column_bytes(row, 0) == HASH_SIZE;
	if (known)
		memcpy(hash, sqlite3_column_blob(row, 0), HASH_SIZE);
	db_end(row);
	return known;
}

static bool put_hash(struct call_write *write, size_t i, struct err *err)
{
	uint8_t filed[HASH_SIZE];
	int64_t n = number_of_leg(write, i, err);
	if (n < 0 || !db_run(&write->store->db, SQL_PUT_HASH, err, "tib", write->call_id, n,
			     (const void *)write->legs.hash[i], (size_t)HASH_SIZE))
		return false;
	int known = get_hash(write->store, write->call_id, n, filed, err);
	if (known == 0)
		return not_found(err);
	if (known < 0)
		return false;
	if (memcmp(filed, write->legs.hash[i], HASH_SIZE) != 0)
		return err_set(err, ERR_CONFLICT,
			_("the recording '%s' is not the one that was reviewed: its content "
			  "changed"),
			write->legs.leg[i]->path);
	return put_seen(write, write->legs.leg[i], n, err);
}

static bool identify_call(void *context, struct err *err)
{
	struct call_write *write = context;
	for (size_t i = 0; i < write->legs.n; i++)
		if (!put_hash(write, i, err))
			return false;
	return true;
}

bool store_identify_call(struct store *store, const char *call_id, const struct call_leg *legs,
	size_t n_legs, const uint8_t hash[][HASH_SIZE], char same_id[ID_SIZE], struct err *err)
{
	struct call_write write = {.store = store, .call_id = call_id};
	same_id[0] = '\0';
	return n_legs == 0 || (order_legs(&write.legs, legs, n_legs, hash, err) &&
				      store_write(store, identify_call, &write, err) &&
				      find_content(store, &write.legs, call_id, same_id, err) >= 0);
}

bool call_write_start(struct store *store, const struct store_start *start, const char *call_id,
	struct err *err)
{
	struct call_write write = {.store = store, .name = start->name, .call_id = call_id};
	return order_legs(&write.legs, start->legs, start->n_legs, start->hash, err) &&
	       add_call(&write, err) && (!start->hash || identify_call(&write, err));
}

static bool forget_call(void *context, struct err *err)
{
	struct call_write *write = context;
	struct db *db = &write->store->db;
	sqlite3_stmt *row;
	int reviewed = db_row(db, &row, SQL_IS_REVIEWED, err, "t", write->call_id);
	if (reviewed == 1) {
		db_end(row);
		return err_set(err, ERR_CONFLICT, _("this call has a review and stays"));
	}
	return reviewed == 0 && db_run(db, SQL_FORGET_CONTACT, err, "t", write->call_id) &&
	       db_run(db, SQL_FORGET_SEEN, err, "t", write->call_id) &&
	       db_run(db, SQL_FORGET_MEDIA, err, "t", write->call_id) &&
	       db_run(db, SQL_FORGET_CALL, err, "t", write->call_id);
}

bool store_forget_call(struct store *store, const char *call_id, struct err *err)
{
	struct call_write write = {.store = store, .call_id = call_id};
	return store_write(store, forget_call, &write, err);
}

bool store_get_hashes(struct store *store, const struct call_leg *legs, size_t n_legs,
	uint8_t hash[][HASH_SIZE], struct err *err)
{
	char call_id[ID_SIZE];
	struct call_write write = {.store = store, .call_id = call_id};
	if (n_legs == 0 || n_legs > CALL_MAX_LEGS)
		return not_found(err);
	if (!find_seen(store, legs, n_legs, call_id, err))
		return false;
	for (size_t i = 0; i < n_legs; i++)
		write.legs.leg[i] = &legs[i];
	for (size_t i = 0; i < n_legs; i++) {
		int64_t n = number_of_leg(&write, i, err);
		int known = n < 0 ? -1 : get_hash(store, call_id, n, hash[i], err);
		if (known == 0)
			return err_set(err, ERR_NOT_FOUND, _("the content is not known yet"));
		if (known < 0)
			return false;
	}
	return true;
}
