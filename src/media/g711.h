/* Mu-law and A-law as tables. */
/* SPDX-License-Identifier: MIT */
#ifndef MEDIA_G711_H
#define MEDIA_G711_H

#include <stdint.h>

/* After ITU-T G.711, at 16 bits as usual: full scale is +-32124 and +-32256. */
void g711_fill_ulaw(int16_t table[256]) __attribute__((nonnull));
void g711_fill_alaw(int16_t table[256]) __attribute__((nonnull));

#endif
