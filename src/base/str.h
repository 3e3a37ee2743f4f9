/* A string that grows. */
/* SPDX-License-Identifier: MIT */
#ifndef BASE_STR_H
#define BASE_STR_H

#include <stdbool.h>
#include <stddef.h>

/* text is always a C string once something was added, NULL before; { 0 } is an empty one. */
struct str {
	char *text;
	size_t n_bytes;
	size_t n_room;
};

void str_add(struct str *s, const char *text) __attribute__((nonnull));
void str_addn(struct str *s, const char *bytes, size_t n_bytes) __attribute__((nonnull));
/* The same of what is to leave no trace: the place that the text had before it grew is wiped. */
void str_addn_wiping(struct str *s, const char *bytes, size_t n_bytes) __attribute__((nonnull));
void str_addc(struct str *s, char c) __attribute__((nonnull));
void str_addf(struct str *s, const char *fmt, ...) __attribute__((nonnull, format(printf, 2, 3)));
/* The text, "" when nothing was added; borrowed until the next change. */
const char *str_get(const struct str *s) __attribute__((nonnull, returns_nonnull));
/* Moves the text to the caller, who frees it; *s is empty afterwards. Never NULL. */
char *str_take(struct str *s) __attribute__((nonnull, returns_nonnull, warn_unused_result));
void str_clear(struct str *s) __attribute__((nonnull));
void str_release(struct str *s) __attribute__((nonnull));

/* Copies text into a field of n_field bytes, cut at a character of UTF-8 if it is too long.
 * Returns false if it was cut. */
bool str_copy(char *field, size_t n_field, const char *text) __attribute__((nonnull));
bool str_starts(const char *text, const char *start) __attribute__((nonnull, pure));
bool str_ends(const char *text, const char *end) __attribute__((nonnull, pure));
/* Without regard to the case of ASCII letters, in every locale: the library's functions know no I in
 * Turkish. */
bool str_ends_nocase(const char *text, const char *end) __attribute__((nonnull, pure));
/* Of the first n_bytes, or up to the end that both have before. */
bool str_same_nocase(const char *a, const char *b, size_t n_bytes) __attribute__((nonnull, pure));
/* Whether part is somewhere in text; "" is in every one. */
bool str_has_nocase(const char *text, const char *part) __attribute__((nonnull, pure));
char str_lower(char c) __attribute__((const));

#endif
