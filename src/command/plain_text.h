/* Texts of other programs, in whatever characters they were saved, as UTF-8. */
/* SPDX-License-Identifier: MIT */
#ifndef COMMAND_PLAIN_TEXT_H
#define COMMAND_PLAIN_TEXT_H

#include "base/err.h"
#include "base/str.h"

/* Turns the bytes into UTF-8 in place: UTF-16 where its mark or its zeros tell, else GB18030 where it
 * is not UTF-8 already. *from is what it was, static; NULL where nothing had to be done. */
bool plain_text_decode(struct str *text, const char **from, struct err *err)
	__attribute__((nonnull, warn_unused_result));

#endif
