/* Opening the database where the options say. */
/* SPDX-License-Identifier: MIT */
#include "config.h"
#include "command/database.h"

#include <stdlib.h>

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

struct store *database_open(const struct config *config, struct err *err)
{
	char *path = database_path(config), *cache = paths_user(FOLDER_CACHE, "analysis.db");
	struct err ignored; /* without a cache everything still works */
	bool has_cache = paths_make_parent(cache, &ignored);
	struct store_options options = {
		.path = path,
		.cache_path = has_cache ? cache : NULL,
		.person = paths_login(),
		.person_display = config->reviewer[0] ? config->reviewer : NULL,
	};
	struct store *store =
		paths_make_parent(path, err) ? store_open(&options, err) : NULL;
	free(path);
	free(cache);
	return store;
}
