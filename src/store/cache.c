/* The cache file: what analysis found, which can be found again. */
/* SPDX-License-Identifier: MIT */
#include "config.h"
#include "store/cache.h"

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/clock.h"
#include "base/i18n.h"
#include "base/mem.h"
#include "base/str.h"
#include "store/file.h"
#include "store/internal.h"
#include "store/pack.h"

#define CACHE_APPLICATION_ID 0x434D5243 /* "CMRC" */
#define CACHE_VERSION 2
#define CACHE_SCHEMA                                                                               \
	"CREATE TABLE analysis("                                                                   \
	"  content BLOB NOT NULL," /* the hashes of the legs */                                    \
	"  version INTEGER NOT NULL,"                                                              \
	"  options TEXT NOT NULL,"                                                                 \
	"  duration_ms INTEGER NOT NULL,"                                                          \
	"  events BLOB NOT NULL,"                                                                  \
	"  envelope BLOB NOT NULL," /* last: reading events does not read it */                    \
	"  PRIMARY KEY(content, version, options)"                                                 \
	") STRICT;"                                                                                \
	"CREATE TABLE seen(" /* see seen.h; one row a leg */                                       \
	"  path TEXT NOT NULL,"                                                                    \
	"  legs INTEGER NOT NULL,"                                                                 \
	"  options TEXT NOT NULL,"                                                                 \
	"  bytes INTEGER NOT NULL,"                                                                \
	"  mtime_ns INTEGER NOT NULL,"                                                             \
	"  hash BLOB NOT NULL,"                                                                    \
	"  rate_hz INTEGER NOT NULL,"                                                              \
	"  channels INTEGER NOT NULL,"                                                             \
	"  warning TEXT NOT NULL,"                                                                 \
	"  PRIMARY KEY(path, legs, options)"                                                       \
	") STRICT, WITHOUT ROWID;"                                                                 \
	"PRAGMA application_id = 1129140803; PRAGMA user_version = 2;"

_Static_assert(CACHE_APPLICATION_ID == 1129140803 && CACHE_VERSION == 2, "as in CACHE_SCHEMA");

static const char *const cache_sql[N_CACHE_SQL] = {
	DB_STATEMENTS,
	[CACHE_PUT] =
		"INSERT INTO analysis(content, version, options, duration_ms, events, envelope)"
		" VALUES(?1, ?2, ?3, ?4, ?5, zeroblob(?6))"
		" ON CONFLICT(content, version, options) DO UPDATE"
		" SET duration_ms = excluded.duration_ms, events = excluded.events,"
		" envelope = excluded.envelope RETURNING rowid",
	[CACHE_GET_EVENTS] = "SELECT duration_ms, events FROM analysis"
			     " WHERE content = ?1 AND version = ?2 AND options = ?3",
	[CACHE_GET_ENVELOPE] = "SELECT envelope FROM analysis"
			       " WHERE content = ?1 AND version = ?2 AND options = ?3",
	[CACHE_PUT_SEEN] =
		"INSERT OR REPLACE INTO seen(path, legs, options, bytes, mtime_ns, hash,"
		" rate_hz, channels, warning) VALUES(?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)",
	[CACHE_GET_SEEN] = "SELECT hash, rate_hz, channels, warning FROM seen WHERE path = ?1"
			   " AND legs = ?2 AND options = ?3 AND bytes = ?4 AND mtime_ns = ?5",
};

void cache_init(struct cache *cache, const char *path, bool readonly)
{
	*cache = (struct cache){.path = path ? mem_dup(path) : NULL, .readonly = readonly};
}

static void close_file(struct cache *cache)
{
	db_close(&cache->db);
	cache->open = false;
}

void cache_release(struct cache *cache)
{
	close_file(cache);
	free(cache->path);
	cache->path = NULL;
}

/* Nothing in it is worth keeping, and a part of it would be worse than nothing. */
static void delete_file(const struct cache *cache)
{
	static const char *const endings[] = {"", "-wal", "-shm", "-journal"};
	for (size_t i = 0; i < sizeof endings / sizeof *endings; i++) {
		struct str path = {0};
		str_addf(&path, "%s%s", cache->path, endings[i]);
		unlink(str_get(&path));
		str_release(&path);
	}
}

static bool make_tables(void *context, struct err *err)
{
	int64_t version;
	struct db *db = context;
	if (!db_pragma(db, "PRAGMA user_version", &version, err))
		return false;
	return version == CACHE_VERSION || db_exec(db, CACHE_SCHEMA, err);
}

#define KEPT_SMALL "PRAGMA synchronous = OFF; PRAGMA cache_size = -512;" /* KiB */

static bool open_tables(struct cache *cache, struct err *err)
{
	struct db *db = &cache->db;
	int64_t version, application_id, schema;
	/* Levels of a day are written once, from end to end: pages kept of them are only memory. */
	const char *journal = file_is_on_network(db->path)
				      ? KEPT_SMALL "PRAGMA journal_mode = TRUNCATE;"
				      : KEPT_SMALL "PRAGMA journal_mode = WAL;";
	if (!cache->readonly && !db_exec(db, journal, err))
		return false;
	if (!db_pragma(db, "PRAGMA user_version", &version, err) ||
		!db_pragma(db, "PRAGMA application_id", &application_id, err) ||
		!db_pragma(db, "PRAGMA schema_version", &schema, err))
		return false;
	bool is_new = schema == 0 && application_id == 0;
	if (!is_new && (version != CACHE_VERSION || application_id != CACHE_APPLICATION_ID))
		return err_set(
			err, ERR_FORMAT, _("the cache '%s' is of another version"), db->path);
	sqlite3_db_config(db->handle, SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, 0, (int *)NULL);
	return !is_new || db_write(db, make_tables, db, NULL, err);
}

static bool open_once(struct cache *cache, struct err *err)
{
	char *path = file_resolve(cache->path, !cache->readonly, err);
	if (!path)
		return false;
	bool ok = (cache->readonly || file_create(path, err)) &&
		  db_open(&cache->db, path, cache->readonly ? DB_READONLY : 0, cache_sql,
			  N_CACHE_SQL, err) &&
		  open_tables(cache, err);
	free(path);
	if (!ok)
		close_file(cache);
	cache->open = ok;
	return ok;
}

bool cache_open(struct cache *cache, struct err *err)
{
	if (cache->open)
		return true;
	if (!cache->path)
		return err_set(err, ERR_NOT_FOUND, _("no cache is kept"));
	if (open_once(cache, err))
		return true;
	if (err->code != ERR_FORMAT || cache->readonly)
		return false;
	delete_file(cache);
	return open_once(cache, err);
}

bool cache_is_lost(const struct err *err)
{
	return err->code == ERR_FORMAT || err->code == ERR_IO || err->code == ERR_GONE;
}

void cache_give_up(struct cache *cache, const struct err *err)
{
	close_file(cache);
	if (err->code == ERR_FORMAT && !cache->readonly)
		delete_file(cache);
}

struct analysis {
	struct db *db;
	const void *content;
	size_t n_content;
	int version;
	const char *options;
	int64_t duration_ms;
	uint8_t *events;
	size_t n_events;
	const struct envelope *envelope;
};

/* Writes at a place of the envelope's field; a channel of 24 h is 9 MB. */
static bool write_part(
	struct analysis *a, sqlite3_blob *blob, const void *bytes, int64_t n, int64_t at, struct err *err)
{
	return sqlite3_blob_write(blob, bytes, (int)n, (int)at) == SQLITE_OK || db_fail(a->db, err);
}

static bool write_envelope(struct analysis *a, int64_t row, struct err *err)
{
	const struct envelope *envelope = a->envelope;
	sqlite3_blob *blob = NULL;
	uint8_t head[PACK_HEAD_SIZE];
	pack_envelope_head(envelope, head);
	bool ok = sqlite3_blob_open(a->db->handle, "main", "analysis", "envelope", row, 1, &blob) ==
			  SQLITE_OK
			  ? write_part(a, blob, head, PACK_HEAD_SIZE, 0, err)
			  : db_fail(a->db, err);
	for (int c = 0; c < envelope->channels && envelope->n_hops > 0 && ok; c++)
		ok = write_part(a, blob, envelope->steps[0].level[c], envelope->n_hops,
			PACK_HEAD_SIZE + c * envelope->n_hops, err);
	if (sqlite3_blob_close(blob) != SQLITE_OK && ok)
		ok = db_fail(a->db, err);
	return ok;
}

static bool put_analysis(void *context, struct err *err)
{
	struct analysis *a = context;
	sqlite3_stmt *row;
	int rows = db_row(a->db, &row, CACHE_PUT, err, "bdtibi", a->content, a->n_content,
		a->version, a->options, a->duration_ms, (const void *)a->events, a->n_events,
		(int64_t)pack_envelope_size(a->envelope));
	if (rows != 1)
		return false;
	int64_t number = sqlite3_column_int64(row, 0);
	return db_step(a->db, row, err) == 0 && write_envelope(a, number, err);
}

static bool write_once(struct cache *cache, struct analysis *analysis, struct err *err)
{
	struct err ignored;
	if (!cache_open(cache, err) || !db_write(&cache->db, put_analysis, analysis, NULL, err))
		return false;
	if (cache->db.n_wal_pages > 1000 && !db_checkpoint(&cache->db, &ignored))
		return true; /* the next one tries again */
	return true;
}

bool store_put_analysis(struct store *store, size_t n_legs, const uint8_t hash[][HASH_SIZE],
	int version, const char *options, const struct event *events, size_t n_events,
	const struct envelope *envelope, int64_t duration_ms, struct err *err)
{
	struct cache *cache = &store->cache;
	struct analysis analysis = {.db = &cache->db,
		.content = hash,
		.n_content = n_legs * HASH_SIZE,
		.version = version,
		.options = options,
		.duration_ms = duration_ms};
	if (cache->readonly)
		return err_set(err, ERR_READONLY, _("the cache '%s' can only be read"),
			cache->path ? cache->path : "");
	analysis.events = pack_events(events, n_events, &analysis.n_events);
	analysis.envelope = envelope;
	bool ok = write_once(cache, &analysis, err);
	if (!ok && cache_is_lost(err)) {
		cache_give_up(cache, err);
		ok = write_once(cache, &analysis, err);
	}
	free(analysis.events);
	return ok;
}

static bool get_events(struct analysis *a, struct event **events, size_t *n_events, struct err *err)
{
	sqlite3_stmt *row;
	struct event *found = NULL;
	size_t n_found = 0;
	int rows = db_row(a->db, &row, CACHE_GET_EVENTS, err, "bdt", a->content, a->n_content,
		a->version, a->options);
	if (rows != 1)
		return rows == 0 && err_set(err, ERR_NOT_FOUND, _("not analysed yet"));
	a->duration_ms = sqlite3_column_int64(row, 0);
	bool whole = unpack_events(sqlite3_column_blob(row, 1),
		(size_t)sqlite3_column_bytes(row, 1), &found, &n_found);
	db_end(row);
	if (!whole)
		return err_set(err, ERR_FORMAT, _("the cache '%s' is damaged"), a->db->path);
	if (events && n_events) {
		*events = found;
		*n_events = n_found;
	} else {
		free(found);
	}
	return true;
}

static bool get_envelope(struct analysis *a, struct envelope *envelope, struct err *err)
{
	sqlite3_stmt *row;
	int rows = db_row(a->db, &row, CACHE_GET_ENVELOPE, err, "bdt", a->content, a->n_content,
		a->version, a->options);
	if (rows != 1)
		return rows == 0 && err_set(err, ERR_NOT_FOUND, _("not analysed yet"));
	bool whole = unpack_envelope(
		sqlite3_column_blob(row, 0), (size_t)sqlite3_column_bytes(row, 0), envelope);
	db_end(row);
	return whole || err_set(err, ERR_FORMAT, _("the cache '%s' is damaged"), a->db->path);
}

bool store_get_analysis(struct store *store, size_t n_legs, const uint8_t hash[][HASH_SIZE],
	int version, const char *options, struct event **events, size_t *n_events,
	struct envelope *envelope, int64_t *duration_ms, struct err *err)
{
	struct cache *cache = &store->cache;
	struct analysis analysis = {.db = &cache->db,
		.content = hash,
		.n_content = n_legs * HASH_SIZE,
		.version = version,
		.options = options};
	bool opened = cache_open(cache, err);
	/* The envelope first: it is what can still fail once events were handed out. */
	bool ok = opened && (!envelope || get_envelope(&analysis, envelope, err)) &&
		  get_events(&analysis, events, n_events, err);
	if (!ok && opened && envelope)
		envelope_release(envelope);
	if (!ok && opened && err->code != ERR_NOT_FOUND && err->code != ERR_BUSY) {
		cache_give_up(cache, err);
		err->code = ERR_NOT_FOUND;
	}
	if (ok && duration_ms)
		*duration_ms = analysis.duration_ms;
	return ok;
}
