/* Opening the database where the options say. */
/* SPDX-License-Identifier: MIT */
#include "config.h"
#include "command/database.h"

#include <errno.h>
#include <stdlib.h>
#include <unistd.h>

#include "base/i18n.h"
#include "base/mem.h"
#include "config/paths.h"

char *database_path(const struct config *config)
{
	const char *from_environment = getenv("CALLMARK_DB");
	if (config->database[0])
		return mem_dup(config->database);
	if (from_environment && *from_environment)
		return mem_dup(from_environment);
	return paths_user(FOLDER_DATA, "callmark.db");
}

/* Where the cache is, its folder made; NULL where none is wanted or none can be: without it
 * everything still works, only slower. The caller frees it. */
static char *cache_path(const struct config *config)
{
	struct err ignored;
	char *path = paths_user(FOLDER_CACHE, "analysis.db");
	if (config->cache && paths_make_parent(path, &ignored))
		return path;
	free(path);
	return NULL;
}

static struct store *open_database(const struct config *config, bool readonly, struct err *err)
{
	char *path = database_path(config), *cache = cache_path(config);
	struct store_options options = {
		.path = path,
		.cache_path = cache,
		.person = paths_login(),
		.person_display = config->reviewer[0] ? config->reviewer : NULL,
		.readonly = readonly,
	};
	struct store *store = paths_make_parent(path, err) ? store_open(&options, err) : NULL;
	free(path);
	free(cache);
	return store;
}

struct store *database_open(const struct config *config, struct err *err)
{
	return open_database(config, false, err);
}

static struct store *open_existing(const struct config *config, bool readonly, struct err *err)
{
	char *path = database_path(config);
	bool is_there = access(path, F_OK) == 0 || errno != ENOENT;
	if (!is_there)
		err_set(err, ERR_NOT_FOUND, _("there is no database '%s' yet"), path);
	free(path);
	return is_there ? open_database(config, readonly, err) : NULL;
}

struct store *database_open_existing(const struct config *config, struct err *err)
{
	return open_existing(config, false, err);
}

struct store *database_open_reading(const struct config *config, struct err *err)
{
	return open_existing(config, true, err);
}

struct store *database_open_cache(const struct config *config)
{
	struct err ignored;
	char *cache = cache_path(config);
	const struct store_options options = {
		.path = ":memory:", .cache_path = cache, .person = paths_login()};
	struct store *store = cache ? store_open(&options, &ignored) : NULL;
	free(cache);
	return store;
}
