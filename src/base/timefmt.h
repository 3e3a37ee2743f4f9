/* Positions in a recording, as people write them: 4:43, 4:43.6, 1:02:03. */
/* SPDX-License-Identifier: MIT */
#ifndef BASE_TIMEFMT_H
#define BASE_TIMEFMT_H

#include <stdbool.h>
#include <stdint.h>

#define TIMEFMT_SIZE 24 /* room for any value */

/* "m:ss" or "h:mm:ss", cut down to the whole second. Returns buf. */
const char *timefmt_clock(int64_t ms, char buf[TIMEFMT_SIZE]) __attribute__((nonnull));
/* The same with tenths of a second, cut down. */
const char *timefmt_tenths(int64_t ms, char buf[TIMEFMT_SIZE]) __attribute__((nonnull));
/* Reads "75", "1:15", "1:15.5", "1:02:03" into milliseconds; false if it is none of these. */
bool timefmt_parse(const char *text, int64_t *ms) __attribute__((nonnull, warn_unused_result));

#endif
