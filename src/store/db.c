/* One SQLite connection, hardened, with its statements; nothing of callmark's tables. */
/* SPDX-License-Identifier: MIT */
#include "config.h"
#include "store/db.h"

#include <errno.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "base/i18n.h"
#include "base/id.h"
#include "base/mem.h"
#include "base/str.h"

static bool is_out_of_space(int code)
{
	/* SQLite knows ENOSPC only, and forgets the number; quotas and limits are left in errno. */
	return code == SQLITE_FULL ||
	       (code == SQLITE_IOERR && (errno == ENOSPC || errno == EFBIG || errno == EDQUOT));
}

bool db_fail(const struct db *db, struct err *err)
{
	int code = sqlite3_errcode(db->handle) & 0xff;
	const char *why = sqlite3_errmsg(db->handle);
	if (code == SQLITE_BUSY || code == SQLITE_LOCKED)
		return err_set(err, ERR_BUSY, _("the database '%s' is locked by another program"),
			db->path);
	if (is_out_of_space(code))
		return err_set(
			err, ERR_FULL, _("no space left to write the database '%s'"), db->path);
	if (code == SQLITE_READONLY)
		return err_set(
			err, ERR_READONLY, _("the database '%s' can only be read"), db->path);
	if (code == SQLITE_NOTADB || code == SQLITE_CORRUPT)
		return err_set(
			err, ERR_FORMAT, _("the database '%s' is damaged: %s"), db->path, why);
	if (code == SQLITE_CONSTRAINT)
		return err_set(err, ERR_CONFLICT, _("the database '%s' refuses this change: %s"),
			db->path, why);
	if (code == SQLITE_TOOBIG)
		return err_set(
			err, ERR_USAGE, _("the text is too long for the database '%s'"), db->path);
	return err_set(err, ERR_IO, _("the database '%s' cannot be used: %s"), db->path, why);
}

static int on_commit(void *context, sqlite3 *handle, const char *name, int n_pages)
{
	(void)handle, (void)name;
	struct db *db = context;
	db->n_wal_pages = n_pages;
	return SQLITE_OK;
}

static void set_limits(sqlite3 *handle)
{
	static const int limits[][2] = {
		{SQLITE_LIMIT_LENGTH, 64 << 20},
		{SQLITE_LIMIT_SQL_LENGTH, 1 << 16},
		{SQLITE_LIMIT_EXPR_DEPTH, 50},
		{SQLITE_LIMIT_COMPOUND_SELECT, 20},
		{SQLITE_LIMIT_VDBE_OP, 25000},
		{SQLITE_LIMIT_FUNCTION_ARG, 8},
		{SQLITE_LIMIT_ATTACHED, 1}, /* VACUUM INTO attaches its target */
		{SQLITE_LIMIT_VARIABLE_NUMBER, 32},
		{SQLITE_LIMIT_TRIGGER_DEPTH, 8},
		{SQLITE_LIMIT_WORKER_THREADS, 0},
	};
	for (size_t i = 0; i < sizeof limits / sizeof *limits; i++)
		sqlite3_limit(handle, limits[i][0], limits[i][1]);
}

/* A file that came from elsewhere may hold a hostile schema: nothing of it is trusted. */
static void harden(sqlite3 *handle)
{
	static const int settings[][2] = {
		{SQLITE_DBCONFIG_DEFENSIVE, 1},
		{SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0},
		{SQLITE_DBCONFIG_DQS_DML, 0},
		{SQLITE_DBCONFIG_DQS_DDL, 0},
		{SQLITE_DBCONFIG_ENABLE_FKEY, 1},
		{SQLITE_DBCONFIG_ENABLE_TRIGGER, 1},
		{SQLITE_DBCONFIG_ENABLE_LOAD_EXTENSION, 0},
		/* Until it is known to be ours, not even closing touches the file. */
		{SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, 1},
	};
	for (size_t i = 0; i < sizeof settings / sizeof *settings; i++)
		sqlite3_db_config(handle, settings[i][0], settings[i][1], (int *)NULL);
	set_limits(handle);
	sqlite3_extended_result_codes(handle, 1);
	sqlite3_busy_timeout(handle, DB_BUSY_MS);
}

static void sql_random_id(sqlite3_context *context, int n_values, sqlite3_value **values)
{
	(void)n_values, (void)values;
	char id[ID_SIZE];
	id_random(id);
	sqlite3_result_text(context, id, -1, SQLITE_TRANSIENT);
}

/* "file:" and the path with what is special in a URI escaped. */
static char *immutable_uri(const char *path)
{
	struct str uri = {0};
	str_add(&uri, "file:");
	for (; *path; path++)
		if (strchr("%?#", *path))
			str_addf(&uri, "%%%02X", (unsigned char)*path);
		else
			str_addc(&uri, *path);
	str_add(&uri, "?immutable=1");
	return str_take(&uri);
}

static struct db_file file_at(const char *path)
{
	struct stat facts;
	return stat(path, &facts) == 0 ? (struct db_file){facts.st_dev, facts.st_ino}
				       : (struct db_file){0};
}

bool db_open(struct db *db, const char *path, int flags, const char *const *sql, size_t n_sql,
	struct err *err)
{
	*db = (struct db){.sql = sql, .n_sql = n_sql, .path = mem_dup(path)};
	db->readonly = flags & (DB_READONLY | DB_IMMUTABLE);
	db->statements = mem_zalloc(n_sql, sizeof *db->statements);
	int how = SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_NOFOLLOW;
	how |= db->readonly ? SQLITE_OPEN_READONLY : SQLITE_OPEN_READWRITE;
	char *uri = flags & DB_IMMUTABLE ? immutable_uri(path) : mem_dup(path);
	int rc = sqlite3_open_v2(
		uri, &db->handle, how | (flags & DB_IMMUTABLE ? SQLITE_OPEN_URI : 0), NULL);
	free(uri);
	if (!db->handle)
		return err_set(err, ERR_IO, _("the database '%s' cannot be opened"), path);
	if (rc != SQLITE_OK)
		return db_fail(db, err);
	harden(db->handle);
	if (strcmp(path, ":memory:") != 0)
		db->file = file_at(path);
	struct str wal_path = {0};
	str_addf(&wal_path, "%s-wal", path);
	db->wal_path = str_take(&wal_path);
	sqlite3_wal_autocheckpoint(db->handle, 0);
	sqlite3_wal_hook(db->handle, on_commit, db);
	sqlite3_create_function(db->handle, "cm_random_id", 0, SQLITE_UTF8 | SQLITE_DIRECTONLY,
		NULL, sql_random_id, NULL, NULL);
	return db_exec(db, "PRAGMA cell_size_check = ON; PRAGMA mmap_size = 0;", err);
}

void db_close(struct db *db)
{
	for (size_t i = 0; db->statements && i < db->n_sql; i++)
		sqlite3_finalize(db->statements[i]);
	free(db->statements);
	sqlite3_close(db->handle);
	free(db->path);
	free(db->wal_path);
	*db = (struct db){0};
}

bool db_exec(struct db *db, const char *script, struct err *err)
{
	if (sqlite3_exec(db->handle, script, NULL, NULL, NULL) != SQLITE_OK)
		return db_fail(db, err);
	return true;
}

bool db_pragma(struct db *db, const char *pragma, int64_t *value, struct err *err)
{
	sqlite3_stmt *statement = NULL;
	bool ok = sqlite3_prepare_v2(db->handle, pragma, -1, &statement, NULL) == SQLITE_OK &&
		  sqlite3_step(statement) == SQLITE_ROW;
	if (ok)
		*value = sqlite3_column_int64(statement, 0);
	else
		db_fail(db, err);
	sqlite3_finalize(statement);
	return ok;
}

static int bind_one(sqlite3_stmt *statement, int i, char type, va_list *ap)
{
	const void *bytes;
	switch (type) {
	case 't':
		return sqlite3_bind_text(
			statement, i, va_arg(*ap, const char *), -1, SQLITE_STATIC);
	case 'i':
		return sqlite3_bind_int64(statement, i, va_arg(*ap, int64_t));
	case 'd':
		return sqlite3_bind_int(statement, i, va_arg(*ap, int));
	case 'b':
		bytes = va_arg(*ap, const void *);
		return sqlite3_bind_blob64(
			statement, i, bytes ? bytes : "", va_arg(*ap, size_t), SQLITE_STATIC);
	default:
		return sqlite3_bind_null(statement, i);
	}
}

static sqlite3_stmt *start(struct db *db, int sql, struct err *err, const char *types, va_list *ap)
{
	sqlite3_stmt **statement = &db->statements[sql];
	if (!*statement && sqlite3_prepare_v3(db->handle, db->sql[sql], -1,
				   SQLITE_PREPARE_PERSISTENT, statement, NULL) != SQLITE_OK) {
		db_fail(db, err);
		return NULL;
	}
	for (int i = 0; types[i]; i++)
		if (bind_one(*statement, i + 1, types[i], ap) != SQLITE_OK) {
			db_fail(db, err);
			db_end(*statement);
			return NULL;
		}
	return *statement;
}

sqlite3_stmt *db_start(struct db *db, int sql, struct err *err, const char *types, ...)
{
	va_list ap;
	va_start(ap, types);
	sqlite3_stmt *statement = start(db, sql, err, types, &ap);
	va_end(ap);
	return statement;
}

int db_step(struct db *db, sqlite3_stmt *statement, struct err *err)
{
	int rc = sqlite3_step(statement);
	if (rc == SQLITE_ROW)
		return 1;
	if (rc != SQLITE_DONE)
		db_fail(db, err);
	db_end(statement);
	return rc == SQLITE_DONE ? 0 : -1;
}

void db_end(sqlite3_stmt *statement)
{
	sqlite3_reset(statement);
	sqlite3_clear_bindings(statement);
}

int db_row(
	struct db *db, sqlite3_stmt **statement, int sql, struct err *err, const char *types, ...)
{
	va_list ap;
	va_start(ap, types);
	*statement = start(db, sql, err, types, &ap);
	va_end(ap);
	return *statement ? db_step(db, *statement, err) : -1;
}

bool db_run(struct db *db, int sql, struct err *err, const char *types, ...)
{
	va_list ap;
	va_start(ap, types);
	sqlite3_stmt *statement = start(db, sql, err, types, &ap);
	va_end(ap);
	if (!statement)
		return false;
	int rows = db_step(db, statement, err);
	if (rows == 1)
		db_end(statement);
	return rows >= 0;
}

const char *db_text(sqlite3_stmt *statement, int column)
{
	const unsigned char *text = sqlite3_column_text(statement, column);
	return text ? (const char *)text : "";
}

int64_t db_number_or(sqlite3_stmt *statement, int column, int64_t otherwise)
{
	return sqlite3_column_type(statement, column) == SQLITE_NULL
		       ? otherwise
		       : sqlite3_column_int64(statement, column);
}

char *db_dup_text(sqlite3_stmt *statement, int column)
{
	return sqlite3_column_type(statement, column) == SQLITE_NULL
		       ? NULL
		       : mem_dup(db_text(statement, column));
}

char *db_take_text(int rows, sqlite3_stmt *row)
{
	if (rows != 1)
		return NULL;
	char *text = db_dup_text(row, 0);
	db_end(row);
	return text;
}

static bool is_there(const char *path, const struct db_file *file)
{
	struct db_file now = file_at(path);
	return now.device == file->device && now.inode == file->inode;
}

/* A file moved, deleted or replaced under us would take writes that nobody finds again; so would its
 * WAL. */
static bool is_in_place(struct db *db, struct err *err)
{
	if (!db->file.inode)
		return true;
	if (!db->wal.inode)
		db->wal = file_at(db->wal_path);
	if (is_there(db->path, &db->file) &&
		(!db->wal.inode || is_there(db->wal_path, &db->wal)))
		return true;
	return err_set(err, ERR_GONE,
		_("the database '%s' was moved, deleted or replaced while callmark had it open: "
		  "put it back, or leave callmark and start it again"),
		db->path);
}

static void roll_back(struct db *db)
{
	struct err ignored;
	if (!sqlite3_get_autocommit(db->handle) && !db_run(db, DB_ROLLBACK, &ignored, ""))
		return; /* the failure has already rolled it back */
}

bool db_write(struct db *db, bool (*body)(void *context, struct err *err), void *context,
	bool *unconfirmed, struct err *err)
{
	if (db->readonly)
		return err_set(
			err, ERR_READONLY, _("the database '%s' can only be read"), db->path);
	if (!db_run(db, DB_BEGIN, err, ""))
		return false;
	if (!body(context, err) || !is_in_place(db, err)) {
		roll_back(db);
		return false;
	}
	if (db_run(db, DB_COMMIT, err, ""))
		return true;
	roll_back(db);
	if (unconfirmed)
		*unconfirmed = true;
	return false;
}

bool db_checkpoint(struct db *db, struct err *err)
{
	int n_pages = 0, n_moved = 0;
	if (sqlite3_wal_checkpoint_v2(
		    db->handle, NULL, SQLITE_CHECKPOINT_PASSIVE, &n_pages, &n_moved) != SQLITE_OK)
		return db_fail(db, err);
	db->n_wal_pages = n_pages > n_moved ? n_pages - n_moved : 0;
	return true;
}

struct wal_size {
	struct db *db;
	int64_t n_bytes;
};

static bool extend_wal(void *context, struct err *err)
{
	static const char zeros[1 << 16];
	struct wal_size *size = context;
	sqlite3_file *wal = NULL;
	sqlite3_int64 at = 0;
	sqlite3_file_control(size->db->handle, "main", SQLITE_FCNTL_JOURNAL_POINTER, &wal);
	if (!wal || !wal->pMethods || wal->pMethods->xFileSize(wal, &at) != SQLITE_OK)
		return true;
	bool grown = false;
	for (; at < size->n_bytes; at += (int64_t)sizeof zeros, grown = true)
		if (wal->pMethods->xWrite(wal, zeros, sizeof zeros, at) != SQLITE_OK)
			return err_set(err, ERR_FULL, _("no space left to write the database '%s'"),
				size->db->path);
	if (grown)
		wal->pMethods->xSync(wal, SQLITE_SYNC_NORMAL);
	return true;
}

bool db_prepare_wal(struct db *db, int64_t n_bytes, struct err *err)
{
	/* Under the write lock nobody else appends. Frames end at the first that is not valid, and
	 * zeros never are. */
	struct wal_size size = {db, n_bytes};
	return db_write(db, extend_wal, &size, NULL, err);
}
