/* The append-only history: what every change writes, and its chain of hashes. */
/* SPDX-License-Identifier: MIT */
#include "config.h"
#include "store/history.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/random.h>
#include <unistd.h>

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
	hash_number(&context, row->prior);
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

/* Columns as in SQL_GET_STATE. */
static void read_state(struct command *command, sqlite3_stmt *row)
{
	command->review = (struct review_facts){
		.final = strcmp(db_text(row, 0), "final") == 0,
		.card_row = sqlite3_column_int64(row, 1),
		.final_score_centi = sqlite3_column_int64(row, 3),
		.final_ms = sqlite3_column_int64(row, 4),
	};
	command->prior = sqlite3_column_int64(row, 5);
	command->n = sqlite3_column_int64(row, 6) + 1;
	command->seq = sqlite3_column_int64(row, 7);
	if (sqlite3_column_bytes(row, 8) == HASH_SIZE)
		memcpy(command->hash, sqlite3_column_blob(row, 8), HASH_SIZE);
}

bool history_begin(struct command *command, struct store *store, const char *review_id,
	const char *kind, struct err *err)
{
	sqlite3_stmt *row;
	*command = (struct command){.store = store, .review_id = review_id, .kind = kind,
		.at_ms = store->wall_ms(), .gap_ms = -1};
	if (!*history_origin(store, err))
		return false;
	int rows = db_row(&store->db, &row, SQL_GET_STATE, err, "t", review_id);
	if (rows == 0)
		return err_set(err, ERR_USAGE, _("there is no such review"));
	if (rows < 0)
		return false;
	read_state(command, row);
	bool own = strcmp(db_text(row, 2), store->person) == 0;
	if (!own)
		err_set(err, ERR_USAGE, _("this review belongs to '%s'"), db_text(row, 2));
	db_end(row);
	return own;
}

bool history_is_stale(const struct command *command)
{
	const struct store *store = command->store;
	return strcmp(store->followed_id, command->review_id) == 0 &&
	       command->prior != store->followed_seq;
}

void history_note(const struct command *command, const char *review_id)
{
	struct store *store = command->store;
	if (strcmp(store->followed_id, review_id) == 0)
		store->followed_seq = command->prior;
}

bool store_follow(struct store *store, const char *review_id, struct err *err)
{
	sqlite3_stmt *row;
	store->followed_id[0] = '\0';
	int rows = *review_id ? db_row(&store->db, &row, SQL_GET_LAST, err, "t", review_id) : 0;
	if (rows != 1)
		return rows == 0;
	store->followed_seq = sqlite3_column_int64(row, 0);
	db_end(row);
	str_copy(store->followed_id, sizeof store->followed_id, review_id);
	return true;
}

/* One for each row, so that what is erased of one row cannot be guessed with another's. */
static const uint8_t *next_salt(struct command *command)
{
	int n = command->n_rows % HISTORY_N_SALTS;
	if (n == 0 && getentropy(command->salts, sizeof command->salts) != 0)
		abort();
	return command->salts[n];
}

static enum change_about about_of(const char *entity)
{
	static const char *const words[N_CHANGE_ABOUTS] = {
		[ABOUT_ANSWER] = "answer",
		[ABOUT_OCCURRENCE] = "occurrence",
		[ABOUT_COMMENT] = "comment",
		[ABOUT_REASONS] = "reason",
		[ABOUT_EVIDENCE] = "evidence",
		[ABOUT_FIELD] = "field",
		[ABOUT_INCIDENT] = "incident",
		[ABOUT_NOTE] = "note",
		[ABOUT_GAP] = "gap",
	};
	for (int i = ABOUT_ANSWER; i < N_CHANGE_ABOUTS; i++)
		if (strcmp(words[i], entity) == 0)
			return (enum change_about)i;
	return ABOUT_NOTHING;
}

static void note_about(struct command *command, const char *entity, const char *key)
{
	enum change_about about = about_of(entity);
	if (about == ABOUT_NOTHING ||
		(command->about != ABOUT_NOTHING && command->about <= about))
		return;
	command->about = about;
	str_copy(command->about_key, sizeof command->about_key, key);
}

bool history_add(struct command *command, const char *entity, const char *key, const char *before,
	const char *after, struct err *err)
{
	struct store *store = command->store;
	struct history_row row = {store->origin, command->seq + 1, command->prior, command->at_ms,
		store->person, command->review_id, command->n, command->kind, command->target, entity,
		key, before, after};
	uint8_t body_hash[HASH_SIZE], hash[HASH_SIZE];
	const uint8_t *salt = next_salt(command);
	history_hash_body(&row, salt, body_hash);
	history_hash_row(&row, command->hash, body_hash, hash);
	if (!db_run(&store->db, SQL_ADD_HISTORY, err, "tiiittitittttbbb", row.origin, row.seq,
		    row.prior, row.at_ms, row.person, row.review_id, row.command, row.kind, row.target,
		    row.entity, row.key, row.before, row.after, (const void *)salt, (size_t)HISTORY_SALT_SIZE,
		    (const void *)body_hash, sizeof body_hash, (const void *)hash, sizeof hash))
		return false;
	memcpy(command->hash, hash, sizeof hash);
	command->prior = ++command->seq;
	command->n_rows++;
	note_about(command, entity, key);
	return true;
}
