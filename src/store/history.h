/* The append-only history: what every change writes, and its chain of hashes. */
/* SPDX-License-Identifier: MIT */
#ifndef STORE_HISTORY_H
#define STORE_HISTORY_H

#include <stdbool.h>
#include <stdint.h>

#include "base/err.h"
#include "base/id.h"
#include "model/answer.h"
#include "model/call.h"
#include "store/store.h"

struct store;

#define HISTORY_SALT_SIZE 16
#define HISTORY_N_SALTS 4 /* drawn at once */

/* One row, with all that its hash covers. Texts are borrowed. */
struct history_row {
	const char *origin;
	int64_t seq;
	int64_t prior; /* the review's row before; 0: none */
	int64_t at_ms;
	const char *person;
	const char *review_id;
	int64_t command;
	const char *kind;
	int64_t target; /* 0: none */
	const char *entity;
	const char *key;
	const char *before; /* NULL: nothing */
	const char *after;
};

/* SHA-256 over the salted body (before, after). */
void history_hash_body(const struct history_row *row, const uint8_t salt[HISTORY_SALT_SIZE],
	uint8_t hash[HASH_SIZE]) __attribute__((nonnull));
/* SHA-256 over the hash of the row before (zeros for the first), the row and its body's hash. */
void history_hash_row(const struct history_row *row, const uint8_t previous[HASH_SIZE],
	const uint8_t body_hash[HASH_SIZE], uint8_t hash[HASH_SIZE]) __attribute__((nonnull));

/* What the command finds: the review as it was. */
struct review_facts {
	bool final;
	int64_t card_row;
	int64_t final_score_centi; /* -1: none */
	int64_t final_ms;          /* 0: never */
};

/* One command being written: all rows that one key changes. */
struct command {
	struct store *store;
	const char *review_id; /* borrowed */
	struct review_facts review;
	const char *kind;
	int64_t n;      /* counts the commands of the review */
	int64_t target; /* what an undo or redo is about; else 0 */
	int64_t at_ms;
	int64_t prior;  /* the last row of this review */
	int64_t seq;    /* the last row of the chain, and its hash */
	uint8_t hash[HASH_SIZE];
	uint8_t salts[HISTORY_N_SALTS][HISTORY_SALT_SIZE]; /* of the next rows */
	int n_rows;     /* written by this command */
	char item_key[ITEM_KEY_SIZE]; /* of the first of them; "" if it is not an item's */
	int64_t gap_ms; /* start of the gap that it changes; -1: none */
	enum change_about about; /* the foremost of its rows, and the key of that */
	char about_key[ITEM_KEY_SIZE];
};

/* Reads the review, which must be this person's, and the end of the chain. Inside a write. */
bool history_begin(struct command *command, struct store *store, const char *review_id,
	const char *kind, struct err *err) __attribute__((nonnull, warn_unused_result));
/* Whether another program has changed the review since it was read, where it is one that is followed. */
bool history_is_stale(const struct command *command) __attribute__((nonnull));
/* What was committed is known. */
void history_note(const struct command *command, const char *review_id) __attribute__((nonnull));
/* Appends one row. Inside the same write, which ends with the review's last_seq becoming
 * command->prior. */
bool history_add(struct command *command, const char *entity, const char *key, const char *before,
	const char *after, struct err *err) __attribute__((nonnull(1, 2, 3, 6), warn_unused_result));
/* The origin of the database; "" with *err on failure. */
const char *history_origin(struct store *store, struct err *err)
	__attribute__((nonnull, returns_nonnull));

#endif
