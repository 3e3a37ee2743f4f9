/* Random identifiers for rows that several machines may make. */
/* SPDX-License-Identifier: MIT */
#ifndef BASE_ID_H
#define BASE_ID_H

#define ID_SIZE 27 /* 26 characters and the end */

/* 128 bits from the system's generator in Crockford's base 32 (0-9 a-z without i l o u). */
void id_random(char id[ID_SIZE]) __attribute__((nonnull));

#endif
