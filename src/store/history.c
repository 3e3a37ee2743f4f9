/* The append-only history: what every change writes, and its chain of hashes. */
/* SPDX-License-Identifier: MIT */
#include "config.h"
#include "store/history.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/random.h>

#include <nettle/sha2.h>

#include "base/i18n.h"
#include "base/str.h"
#include "store/internal.h"

/* Each field with its length in front, so that no two rows read alike; "-" is NULL. */
static void hash_text(struct sha256_ctx *context, const char *text)
{
	char length[24];
	if (!text) {
		sha256_update(context, 1, (const uint8_t *)"-");
		return;
	}
	size_t n_bytes = strlen(text);
	int n = snprintf(length, sizeof length, "%zu:", n_bytes);
	sha256_update(context, (size_t)n, (const uint8_t *)length);
	sha256_update(context, n_bytes, (const uint8_t *)text);
}

static void hash_number(struct sha256_ctx *context, int64_t number)
{
	char text[24];
	snprintf(text, sizeof text, "%lld", (long long)number);
	hash_text(context, text);
}

void history_hash_body(const struct history_row *row, const uint8_t salt[HISTORY_SALT_SIZE],
	uint8_t hash[HASH_SIZE])
{
	struct sha256_ctx context;
	sha256_init(&context);
	sha256_update(&context, HISTORY_SALT_SIZE, salt);
	hash_text(&context, row->before);
	hash_text(&context, row->after);
	sha256_digest(&context, HASH_SIZE, hash);
}

void history_hash_row(const struct history_row *row, const uint8_t previous[HASH_SIZE],
	const uint8_t body_hash[HASH_SIZE], uint8_t hash[HASH_SIZE])
{
	struct sha256_ctx context;
	sha256_init(&context);
	sha256_update(&context, HASH_SIZE, previous);
	hash_text(&context, row->origin);
	hash_number(&context, row->seq);
	hash_number(&context, row->at_ms);
	hash_text(&context, row->person);
	hash_text(&context, row->review_id);
	hash_number(&context, row->command);
	hash_text(&context, row->kind);
	hash_number(&context, row->target);
	hash_text(&context, row->entity);
	hash_text(&context, row->key);
	sha256_update(&context, HASH_SIZE, body_hash);
	sha256_digest(&context, HASH_SIZE, hash);
}

const char *history_origin(struct store *store, struct err *err)
{
	sqlite3_stmt *row;
	if (store->origin[0])
		return store->origin;
	int rows = db_row(&store->db, &row, SQL_GET_ORIGIN, err, "");
	if (rows == 1) {
		str_copy(store->origin, sizeof store->origin, db_text(row, 0));
		db_end(row);
	} else if (rows == 0) {
		err_set(err, ERR_FORMAT, _("the database '%s' is damaged: it has lost its origin"),
			store->db.path);
	}
	return store->origin;
}

bool history_begin(struct command *command, struct store *store, const char *review_id,
	const char *kind, struct err *err)
{
	sqlite3_stmt *row;
	*command = (struct command){.store = store, .review_id = review_id, .kind = kind,
		.at_ms = store->wall_ms()};
	if (!*history_origin(store, err))
		return false;
	int rows = db_row(&store->db, &row, SQL_GET_HEAD, err, "");
	if (rows < 0)
		return false;
	if (rows == 1) {
		command->seq = sqlite3_column_int64(row, 0);
		if (sqlite3_column_bytes(row, 1) == HASH_SIZE)
			memcpy(command->hash, sqlite3_column_blob(row, 1), HASH_SIZE);
		db_end(row);
	}
	if (db_row(&store->db, &row, SQL_GET_LAST_COMMAND, err, "t", review_id) != 1)
		return false;
	command->n = sqlite3_column_int64(row, 0) + 1;
	db_end(row);
	return true;
}

bool history_add(struct command *command, const char *entity, const char *key, const char *before,
	const char *after, struct err *err)
{
	struct store *store = command->store;
	struct history_row row = {store->origin, command->seq + 1, command->at_ms, store->person,
		command->review_id, command->n, command->kind, command->target, entity, key, before,
		after};
	uint8_t salt[HISTORY_SALT_SIZE], body_hash[HASH_SIZE], hash[HASH_SIZE];
	/* So few bytes are never cut short (getrandom(2)). */
	if (getrandom(salt, sizeof salt, 0) != (ssize_t)sizeof salt)
		abort();
	history_hash_body(&row, salt, body_hash);
	history_hash_row(&row, command->hash, body_hash, hash);
	if (!db_run(&store->db, SQL_ADD_HISTORY, err, "tiittitittttbbb", row.origin, row.seq,
		    row.at_ms, row.person, row.review_id, row.command, row.kind, row.target,
		    row.entity, row.key, row.before, row.after, (const void *)salt, sizeof salt,
		    (const void *)body_hash, sizeof body_hash, (const void *)hash, sizeof hash))
		return false;
	memcpy(command->hash, hash, sizeof hash);
	command->seq++;
	command->n_rows++;
	return true;
}
