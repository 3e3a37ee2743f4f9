/* The two clocks: one that only goes forward, and the time of day. */
/* SPDX-License-Identifier: MIT */
#ifndef BASE_CLOCK_H
#define BASE_CLOCK_H

#include <stdint.h>

#define CLOCK_NEVER INT64_MAX /* a deadline that does not come */

/* Nanoseconds of CLOCK_MONOTONIC. Any thread. */
int64_t clock_mono_ns(void);
/* Milliseconds since 1970-01-01 UTC. Any thread. */
int64_t clock_wall_ms(void);

#endif
