/* What content a recording had when it was last analysed, so that it need not be read to know. */
/* SPDX-License-Identifier: MIT */
#include "config.h"
#include "store/seen.h"

#include <string.h>

#include "base/i18n.h"
#include "base/str.h"
#include "store/cache.h"
#include "store/internal.h"

struct sighting {
	struct db *db;
	const struct call_leg *legs;
	size_t n_legs;
	const char *options;
	const struct store_seen *seen;
};

static bool put_legs(void *context, struct err *err)
{
	const struct sighting *s = context;
	for (size_t i = 0; i < s->n_legs; i++) {
		const struct call_leg *leg = &s->legs[i];
		if (!db_run(s->db, CACHE_PUT_SEEN, err, "tdtiibddt", leg->path, (int)s->n_legs,
			    s->options, leg->n_bytes, leg->mtime_ns, (const void *)s->seen->hash[i],
			    (size_t)HASH_SIZE, s->seen->rate_hz, s->seen->channels,
			    s->seen->warning))
			return false;
	}
	return true;
}

bool store_put_seen(struct store *store, const struct call_leg *legs, size_t n_legs,
	const char *options, const struct store_seen *seen, struct err *err)
{
	struct cache *cache = &store->cache;
	struct sighting sighting = {&cache->db, legs, n_legs, options, seen};
	if (cache->readonly)
		return err_set(err, ERR_READONLY, _("the cache '%s' can only be read"),
			cache->path ? cache->path : "");
	if (!cache_open(cache, err))
		return false;
	if (db_write(&cache->db, put_legs, &sighting, NULL, err))
		return true;
	if (cache_is_lost(err))
		cache_give_up(cache, err);
	return false;
}

static bool get_leg(struct db *db, const struct call_leg *leg, size_t n_legs, const char *options,
	uint8_t hash[HASH_SIZE], struct store_seen *seen, struct err *err)
{
	sqlite3_stmt *row;
	int rows = db_row(db, &row, CACHE_GET_SEEN, err, "tdtii", leg->path, (int)n_legs, options,
		leg->n_bytes, leg->mtime_ns);
	if (rows != 1)
		return rows == 0 && err_set(err, ERR_NOT_FOUND, _("not analysed yet"));
	bool whole = sqlite3_column_bytes(row, 0) == HASH_SIZE;
	if (whole)
		memcpy(hash, sqlite3_column_blob(row, 0), HASH_SIZE);
	seen->rate_hz = sqlite3_column_int(row, 1);
	seen->channels = sqlite3_column_int(row, 2);
	str_copy(seen->warning, sizeof seen->warning, db_text(row, 3));
	db_end(row);
	return whole || err_set(err, ERR_NOT_FOUND, _("not analysed yet"));
}

bool store_get_seen(struct store *store, const struct call_leg *legs, size_t n_legs,
	const char *options, struct store_seen *seen, struct err *err)
{
	struct cache *cache = &store->cache;
	if (!cache_open(cache, err))
		return false;
	for (size_t i = 0; i < n_legs; i++)
		if (!get_leg(&cache->db, &legs[i], n_legs, options, seen->hash[i], seen, err)) {
			if (cache_is_lost(err))
				cache_give_up(cache, err);
			return false;
		}
	return true;
}
