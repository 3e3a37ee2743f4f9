/* Where things live: the XDG folders, and what callmark was installed with. */
/* SPDX-License-Identifier: MIT */
#ifndef CONFIG_PATHS_H
#define CONFIG_PATHS_H

#include <stdbool.h>

#include "base/err.h"

enum paths_folder {
	FOLDER_CONFIG,
	FOLDER_DATA,
	FOLDER_CACHE,
	FOLDER_STATE,
};

/* callmark's own folder under the XDG base folder of that kind ("$XDG_DATA_HOME/callmark", or the
 * default under $HOME), with "/name" behind it unless name is NULL. The caller frees it. */
char *paths_user(enum paths_folder folder, const char *name)
	__attribute__((returns_nonnull, warn_unused_result));
/* A file that came with callmark: $CALLMARK_DATADIR or the compiled-in folder. The caller frees it. */
char *paths_shipped(const char *name) __attribute__((nonnull, returns_nonnull, warn_unused_result));
/* The program callmark-speaker, and the folder of the catalogues. Borrowed for ever. */
const char *paths_speaker(void) __attribute__((returns_nonnull));
const char *paths_locale(void) __attribute__((returns_nonnull));
/* Makes the folder that holds path, and those above it, 0700. */
bool paths_make_parent(const char *path, struct err *err)
	__attribute__((nonnull, warn_unused_result));
/* The login name of this person. Borrowed for ever. */
const char *paths_login(void) __attribute__((returns_nonnull));

#endif
