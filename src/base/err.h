/* What went wrong: one code for the program, one line for the person. */
/* SPDX-License-Identifier: MIT */
#ifndef BASE_ERR_H
#define BASE_ERR_H

#include <stdbool.h>

enum err_code {
	ERR_NONE,
	ERR_IO,          /* the system refused: open, read, write, spawn */
	ERR_FORMAT,      /* content that cannot be understood */
	ERR_UNSUPPORTED, /* understood, but not something callmark works with */
	ERR_USAGE,       /* the caller or the person asked for something impossible */
	ERR_NOT_FOUND,
	ERR_BUSY,      /* locked by someone else; trying again may help */
	ERR_FULL,      /* no space left */
	ERR_READONLY,  /* may be read, not written */
	ERR_CONFLICT,  /* somebody else changed it meanwhile */
	ERR_CANCELLED, /* asked to stop */
	ERR_GONE,      /* the open file is no longer where it was: what is written there is lost */
};

/* A plain value; needs no release. text is UTF-8, one line, lower case first, the subject in
 * quotes, no full stop, and says what to do where that is known. It may hold bytes from outside
 * (file names): whoever shows it cleans it first (base/utf8.h). */
struct err {
	enum err_code code;
	char text[512];
};

/* Fills *err and returns false, always, so that a function can end in `return err_set(...)`.
 * A text longer than the field is cut at a character. err must not be NULL. */
bool err_set(struct err *err, enum err_code code, const char *fmt, ...)
	__attribute__((nonnull, format(printf, 3, 4)));

/* Puts "prefix: " in front of what *err says, with the colon of the language; returns false. */
bool err_prefix(struct err *err, const char *fmt, ...)
	__attribute__((nonnull, format(printf, 2, 3)));

/* Puts "path:line:column: " in front, which other programs know too and is the same in every language;
 * "path:line: " if column is 0. */
bool err_at(struct err *err, const char *path, int line, int column) __attribute__((nonnull));

/* The message for an errno value in the current language; thread-safe. Borrowed from buf. */
const char *err_strerror(int errnum, char *buf, unsigned long n_buf) __attribute__((nonnull));

#endif
