/* How many columns a character takes, on terminals that draw ambiguous ones wide too. */
/* SPDX-License-Identifier: MIT */
#ifndef UI_WIDTH_H
#define UI_WIDTH_H

#include <stdbool.h>
#include <stdint.h>

/* East_Asian_Width=A (UAX 11): one column, or two in fonts and terminals made for East Asia. Not
 * true of combining marks, which take no column anywhere. */
bool width_is_ambiguous(uint32_t cp) __attribute__((const));
/* 0 (combining), 1 or 2. */
int width_of(uint32_t cp, bool ambiguous_wide) __attribute__((const));

#endif
