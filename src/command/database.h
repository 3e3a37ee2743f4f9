/* Opening the database where the options say. */
/* SPDX-License-Identifier: MIT */
#ifndef COMMAND_DATABASE_H
#define COMMAND_DATABASE_H

#include "base/err.h"
#include "config/settings.h"
#include "store/store.h"

/* The database of this person; its folder is made where it is the usual one. The caller closes it.
 */
struct store *database_open(const struct config *config, struct err *err)
	__attribute__((nonnull, warn_unused_result));
/* The same, but makes none: ERR_NOT_FOUND where there is none yet. */
struct store *database_open_existing(const struct config *config, struct err *err)
	__attribute__((nonnull, warn_unused_result));
/* The same, to read only. */
struct store *database_open_reading(const struct config *config, struct err *err)
	__attribute__((nonnull, warn_unused_result));
/* Only the cache of what the analysis found; no database is touched. NULL where none is wanted or
 * none can be. The caller closes it. */
struct store *database_open_cache(const struct config *config)
	__attribute__((nonnull, warn_unused_result));
/* Where it is, or will be; the caller frees it. */
char *database_path(const struct config *config)
	__attribute__((nonnull, returns_nonnull, warn_unused_result));

#endif
