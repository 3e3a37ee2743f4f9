/* One SQLite connection, hardened, with its statements; nothing of callmark's tables. */
/* SPDX-License-Identifier: MIT */
#ifndef STORE_DB_H
#define STORE_DB_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <sys/types.h>

#include <sqlite3.h>

#include "base/err.h"

/* Every table of statements begins with these three, so that db_write can work on it. */
#define DB_STATEMENTS "BEGIN IMMEDIATE", "COMMIT", "ROLLBACK"
enum db_statement {
	DB_BEGIN,
	DB_COMMIT,
	DB_ROLLBACK,
	DB_FIRST_OWN,
};

#define DB_BUSY_MS 250 /* longer would freeze the screen */

/* Which file a path leads to. */
struct db_file {
	dev_t device;
	ino_t inode; /* 0: not known */
};

struct db {
	sqlite3 *handle;
	sqlite3_stmt **statements; /* prepared when first used */
	const char *const *sql;
	size_t n_sql;
	char *path;
	bool readonly;
	struct db_file file; /* as opened; of ":memory:" none */
	char *wal_path;
	struct db_file wal; /* as first seen: it stays until the last connection closes */
	int n_wal_pages; /* as of the last commit or checkpoint of this connection */
};

enum db_flags { /* bits */
	DB_READONLY = 1,
	DB_IMMUTABLE = 2, /* read-only, and its folder cannot be written: no locks, no WAL */
};

/* Opens a file that exists (or ":memory:"). sql and its texts outlive the connection; path is
 * copied. Released with db_close, also after a failure. */
bool db_open(struct db *db, const char *path, int flags, const char *const *sql, size_t n_sql,
	struct err *err) __attribute__((nonnull, warn_unused_result));
void db_close(struct db *db) __attribute__((nonnull));

/* Says in *err what the connection's last failure was; returns false. */
bool db_fail(const struct db *db, struct err *err) __attribute__((nonnull));
/* Runs a script of constants. */
bool db_exec(struct db *db, const char *script, struct err *err)
	__attribute__((nonnull, warn_unused_result));
/* The integer of a PRAGMA. */
bool db_pragma(struct db *db, const char *pragma, int64_t *value, struct err *err)
	__attribute__((nonnull, warn_unused_result));

/* Starts statement number sql with its parameters, one letter each in types: t a C string (NULL is
 * NULL), i an int64_t, d an int, b bytes (pointer, size_t), z nothing but NULL. NULL with *err on
 * failure. Texts and bytes are borrowed until db_end. */
sqlite3_stmt *db_start(struct db *db, int sql, struct err *err, const char *types, ...)
	__attribute__((nonnull(1, 3, 4), warn_unused_result));
/* 1: a row is there; 0: no more; -1: *err. After 0 and -1 the statement is at rest. */
int db_step(struct db *db, sqlite3_stmt *statement, struct err *err)
	__attribute__((nonnull, warn_unused_result));
/* Puts a statement to rest before its end. */
void db_end(sqlite3_stmt *statement) __attribute__((nonnull));
/* Starts and steps once: *statement is then at its row if the result is 1, and needs db_end. */
int db_row(struct db *db, sqlite3_stmt **statement, int sql, struct err *err, const char *types,
	...) __attribute__((nonnull(1, 2, 4, 5), warn_unused_result));
/* Runs a statement that gives no rows. */
bool db_run(struct db *db, int sql, struct err *err, const char *types, ...)
	__attribute__((nonnull(1, 3, 4), warn_unused_result));
/* A column as text; "" for NULL. Borrowed until the next step. */
const char *db_text(sqlite3_stmt *statement, int column) __attribute__((nonnull, returns_nonnull));
/* A column as a number, and what it is instead for NULL. */
int64_t db_number_or(sqlite3_stmt *statement, int column, int64_t otherwise) __attribute__((nonnull));
/* A column as text that the caller frees; NULL for NULL. */
char *db_dup_text(sqlite3_stmt *statement, int column) __attribute__((nonnull, warn_unused_result));

/* Of the only row that db_row found (rows as it gave them): its first column by db_dup_text, the
 * statement put to rest; NULL without a row. */
char *db_take_text(int rows, sqlite3_stmt *row) __attribute__((warn_unused_result));

/* One write: BEGIN IMMEDIATE, body, COMMIT; everything is taken back when the body fails, or when the
 * file was moved, deleted or replaced since it was opened (ERR_GONE). When it
 * is the COMMIT that failed, *unconfirmed (if not NULL) is set: what is in the file must be read
 * again before it is tried once more. */
bool db_write(struct db *db, bool (*body)(void *context, struct err *err), void *context,
	bool *unconfirmed, struct err *err) __attribute__((nonnull(1, 2, 5), warn_unused_result));

/* Moves the WAL's content into the file, as far as no reader is in the way. */
bool db_checkpoint(struct db *db, struct err *err) __attribute__((nonnull, warn_unused_result));
/* Gives the WAL its size once, so that commits overwrite instead of growing it: a growing file
 * needs a journal commit of the file system each time, which doubles the time of a mark. */
bool db_prepare_wal(struct db *db, int64_t n_bytes, struct err *err)
	__attribute__((nonnull, warn_unused_result));

#endif
