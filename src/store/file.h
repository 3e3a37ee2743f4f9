/* Where a database may live, and what a file is before SQLite touches it. */
/* SPDX-License-Identifier: MIT */
#ifndef STORE_FILE_H
#define STORE_FILE_H

#include <stdbool.h>
#include <stdint.h>

#include "base/err.h"

enum file_access {
	FILE_ABSENT,
	FILE_WRITABLE,
	FILE_READABLE,  /* the file or its folder cannot be written */
	FILE_IMMUTABLE, /* the folder cannot be written: no WAL can be made beside it */
};

/* path with its folder's symbolic links resolved, since SQLite is told to follow none; the folder
 * is made (0700) if make_folder. The caller frees it; NULL with *err on failure. */
char *file_resolve(const char *path, bool make_folder, struct err *err)
	__attribute__((nonnull, warn_unused_result));
/* Looks at the file without changing it, and refuses what is no database of this application_id or
 * of a newer version than newest. Reads by an own descriptor, and closing one drops the locks that
 * this process holds on the file: only before SQLite opens it. */
bool file_inspect(const char *path, int64_t application_id, int64_t newest,
	enum file_access *access, struct err *err) __attribute__((nonnull, warn_unused_result));
/* Whether a writer has the database open in WAL mode, or has left without tidying up. */
bool file_has_wal(const char *path) __attribute__((nonnull));
/* Makes an empty file, 0600, unless it is there. */
bool file_create(const char *path, struct err *err) __attribute__((nonnull, warn_unused_result));
/* Makes what was created in the file's folder durable. */
bool file_sync_folder(const char *path, struct err *err)
	__attribute__((nonnull, warn_unused_result));
/* Whether a file system of this statfs(2) magic is shared over a network. */
bool file_magic_is_network(int64_t magic) __attribute__((const));
/* The same of the file's folder; false where it cannot be told. */
bool file_is_on_network(const char *path) __attribute__((nonnull));
/* The message for a newer database; returns false. */
bool file_refuse_newer(const char *path, int64_t version, int64_t newest, struct err *err)
	__attribute__((nonnull));

#endif
