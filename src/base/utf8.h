/* UTF-8: reading it, how wide it is on a terminal, and making text from outside safe to show. */
/* SPDX-License-Identifier: MIT */
#ifndef BASE_UTF8_H
#define BASE_UTF8_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/str.h"

#define UTF8_BAD 0xfffdu /* what a malformed byte reads as */

/* Reads one code point at text (of n_bytes bytes) into *cp and returns its bytes, 1..4; a byte that
 * is not part of well-formed UTF-8 (RFC 3629) is UTF8_BAD of length 1. 0 when n_bytes is 0. */
size_t utf8_decode(const char *text, size_t n_bytes, uint32_t *cp) __attribute__((nonnull));
/* Writes cp to out (4 bytes of room) and returns its bytes; surrogates and values beyond U+10FFFF
 * are written as UTF8_BAD. */
size_t utf8_encode(uint32_t cp, char out[4]) __attribute__((nonnull));
bool utf8_is_valid(const char *text, size_t n_bytes) __attribute__((nonnull));
/* Shortens a C string that was cut inside a character by the bytes of that character. */
void utf8_cut(char *text) __attribute__((nonnull));

/* Columns that one code point takes on a terminal: 0 combining, 1, or 2; East Asian "ambiguous"
 * counts 1; control characters, and what no terminal shows, count 1 (they are shown as one). */
int utf8_cp_width(uint32_t cp) __attribute__((const));
/* The same of a whole C string, after cleaning. */
int utf8_width(const char *text) __attribute__((nonnull));
/* Bytes of the longest start of text that is at most max_columns wide and ends between characters
 * (a base character keeps its combining marks). *columns, if not NULL, is how wide that is. */
size_t utf8_fit(const char *text, int max_columns, int *columns) __attribute__((nonnull(1)));
/* Bytes of the user-perceived character (grapheme cluster, UAX 29) at the start of text; 0 at the
 * end. */
size_t utf8_grapheme(const char *text, size_t n_bytes) __attribute__((nonnull));

/* Adds text to *out as it may be shown: control characters as caret notation (^[), C1 controls,
 * bidirectional overrides, zero-width and other invisible characters and malformed bytes as U+FFFD.
 * A line feed or a tab becomes one space. What comes out holds no byte below 0x20, no 0x7f. */
void utf8_clean(struct str *out, const char *text, size_t n_bytes) __attribute__((nonnull));

#endif
