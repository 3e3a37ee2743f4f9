/* What of the terminal's description callmark looks at. */
/* SPDX-License-Identifier: MIT */
#ifndef UI_TERMCAPS_H
#define UI_TERMCAPS_H

#include <stdbool.h>
#include <stddef.h>

#include "base/err.h"

/* The name under which this machine describes a terminal of that name, itself or a relative (putty as
 * xterm); the description must be able to place the cursor. Borrowed from name or static. NULL with
 * an error that says what to do. */
const char *termcaps_find(const char *name, int fd, struct err *err) __attribute__((nonnull));
/* How many colours the description says it has; not more than 0: none. */
int termcaps_count_colors(const char *name, int fd) __attribute__((nonnull));
/* Whether its sequences are those of ECMA-48, so that it may be asked for its cursor. */
bool termcaps_is_ansi(void);
/* Whether colour numbers are palette entries, not RGB values. */
bool termcaps_has_palette(void);
/* The bytes that leave the screen: colours off, last line, former screen, cursor shown. */
size_t termcaps_leave(int rows, char *bytes, size_t n_room) __attribute__((nonnull));
/* The bytes that show the cursor. */
size_t termcaps_show_cursor(char *bytes, size_t n_room) __attribute__((nonnull));

#endif
