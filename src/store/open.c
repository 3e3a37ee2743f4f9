/* Opening and closing the store. */
/* SPDX-License-Identifier: MIT */
#include "config.h"
#include "store/store.h"

#include <stdlib.h>
#include <string.h>

#include "base/clock.h"
#include "base/i18n.h"
#include "base/mem.h"
#include "store/file.h"
#include "store/internal.h"
#include "store/migrate.h"
#include "store/schema.h"

#define NETWORK_VARIABLE "CALLMARK_ALLOW_NETWORK_DB"
/* A mark changes a few bytes on each of five pages; small pages halve what is written for it. */
#define NEW_FILE "PRAGMA page_size = 2048; PRAGMA synchronous = FULL;"

static bool check_network(const char *path, bool *network, struct err *err)
{
	const char *allowed = getenv(NETWORK_VARIABLE);
	*network = file_is_on_network(path);
	if (!*network || (allowed && strcmp(allowed, "1") == 0))
		return true;
	return err_set(err, ERR_UNSUPPORTED,
		_("the database '%s' is on a network file system, where marks can be lost: keep it "
		  "on a "
		  "local disk (or set %s=1 if only one machine uses it)"),
		path, NETWORK_VARIABLE);
}

/* WAL, because with it a mark costs one sync; but it needs memory shared between processes, which
 * a network file system does not give. */
static bool set_journal(struct db *db, bool network, struct err *err)
{
	return db_exec(db,
		network ? "PRAGMA synchronous = FULL; PRAGMA journal_mode = TRUNCATE;"
			: "PRAGMA synchronous = FULL; PRAGMA journal_mode = WAL;",
		err);
}

static bool open_memory(struct store *store, struct err *err)
{
	return db_open(&store->db, ":memory:", 0, sql_texts, N_SQL, err) &&
	       migrate_run(&store->db, schema_steps, schema_n_steps, err);
}

/* A new one is filled with the file's rollback journal, so that the file says what it is from its
 * first commit on; an empty file left by a crash is filled the next time. */
static bool open_writable(struct store *store, const char *path, bool is_new, struct err *err)
{
	struct db *db = &store->db;
	bool network;
	if (!check_network(path, &network, err) || (is_new && !file_create(path, err)))
		return false;
	if (!db_open(db, path, 0, sql_texts, N_SQL, err))
		return false;
	if (is_new && (!db_exec(db, NEW_FILE, err) ||
			      !migrate_run(db, schema_steps, schema_n_steps, err)))
		return false;
	if (!set_journal(db, network, err) || !migrate_run(db, schema_steps, schema_n_steps, err))
		return false;
	sqlite3_db_config(db->handle, SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, 0, (int *)NULL);
	store->wal = !network;
	return !is_new || file_sync_folder(path, err);
}

/* In a folder that cannot be written SQLite needs what a writer has left there; with nothing left
 * there is no writer, and the file is all there is. */
static bool open_readonly(
	struct store *store, const char *path, enum file_access access, struct err *err)
{
	int flags = DB_READONLY;
	if (access == FILE_ABSENT)
		return err_set(err, ERR_NOT_FOUND, _("there is no database '%s'"), path);
	if (access == FILE_IMMUTABLE && !file_has_wal(path))
		flags |= DB_IMMUTABLE;
	return db_open(&store->db, path, flags, sql_texts, N_SQL, err) &&
	       migrate_run(&store->db, schema_steps, schema_n_steps, err);
}

static bool open_file(struct store *store, const struct store_options *options, struct err *err)
{
	enum file_access access = FILE_ABSENT;
	char *path = file_resolve(options->path, !options->readonly, err);
	if (!path)
		return false;
	bool ok = file_inspect(path, SCHEMA_APPLICATION_ID, (int64_t)schema_n_steps, &access, err);
	if (ok && !options->readonly && (access == FILE_ABSENT || access == FILE_WRITABLE))
		ok = open_writable(store, path, access == FILE_ABSENT, err);
	else if (ok)
		ok = open_readonly(store, path, access, err);
	free(path);
	return ok;
}

struct store *store_open(const struct store_options *options, struct err *err)
{
	struct store *store = mem_zalloc(1, sizeof *store);
	store->person = mem_dup(options->person);
	store->person_display =
		mem_dup(options->person_display ? options->person_display : options->person);
	store->wall_ms = options->wall_ms ? options->wall_ms : clock_wall_ms;
	store->idle_since_ns = clock_mono_ns();
	queue_init(&store->queue);
	cache_init(&store->cache, options->cache_path, options->readonly);
	bool ok = strcmp(options->path, ":memory:") == 0 ? open_memory(store, err)
							 : open_file(store, options, err);
	if (!ok) {
		store_close(store);
		return NULL;
	}
	return store;
}

void store_flush(struct store *store)
{
	if (store->queue.first)
		queue_try(store, DB_BUSY_MS);
}

void store_close(struct store *store)
{
	if (!store)
		return;
	store_flush(store);
	queue_release(&store->queue);
	cache_release(&store->cache);
	db_close(&store->db);
	free(store->person);
	free(store->person_display);
	free(store);
}

bool store_is_readonly(const struct store *store)
{
	return store->db.readonly;
}

const char *store_sqlite_version(void)
{
	return sqlite3_libversion();
}

void store_describe(const struct store *store, struct store_facts *facts)
{
	const struct db *db = &store->db;
	bool in_memory = strcmp(db->path, ":memory:") == 0;
	*facts = (struct store_facts){
		.path = db->path,
		.journal = in_memory ? "memory" : store->wal || db->readonly ? "wal" : "truncate",
		.version = (int)schema_n_steps,
		.readonly = db->readonly,
	};
}

bool store_write(struct store *store, bool (*body)(void *context, struct err *err), void *context,
	struct err *err)
{
	bool ok = db_write(&store->db, body, context, NULL, err);
	store->idle_since_ns = clock_mono_ns();
	return ok;
}
