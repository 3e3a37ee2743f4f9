/* Texts of other programs, in whatever characters they were saved, as UTF-8. */
/* SPDX-License-Identifier: MIT */
#ifndef COMMAND_PLAIN_TEXT_H
#define COMMAND_PLAIN_TEXT_H

#include <stddef.h>

#include "base/err.h"
#include "base/str.h"

/* Adds the bytes of a file to *text; ERR_NOT_FOUND, ERR_UNSUPPORTED when it is not a regular file,
 * ERR_FORMAT when it has more than n_most bytes. Never waits for a pipe. */
bool plain_text_load(const char *path, size_t n_most, struct str *text, struct err *err)
	__attribute__((nonnull, warn_unused_result));
/* Turns the bytes into UTF-8 in place: UTF-16 where its mark or its zeros tell, else GB18030 where it
 * is not UTF-8 already. *from is what it was, static; NULL where nothing had to be done. */
bool plain_text_decode(struct str *text, const char **from, struct err *err)
	__attribute__((nonnull, warn_unused_result));

#endif
