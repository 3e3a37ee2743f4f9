/* Where the label files of callmark gaps go. */
/* SPDX-License-Identifier: MIT */
#ifndef COMMAND_GAPS_FILES_H
#define COMMAND_GAPS_FILES_H

#include <stdbool.h>

#include "base/err.h"
#include "calls/collect.h"

/* "FOLDER/call.wav.gaps.srt": the whole name of the recording, so that a transcript or labels made
 * by hand are never overwritten. folder NULL: that of the call's first file. The caller frees it.
 */
char *gaps_files_path(const struct collected_call *call, const char *folder, const char *ending)
	__attribute__((nonnull(1, 3), returns_nonnull, warn_unused_result));
/* Makes the folder where there is none, and refuses two calls that would have one file in it. */
bool gaps_files_prepare(const struct collection *collection, const char *folder, struct err *err)
	__attribute__((nonnull, warn_unused_result));

#endif
