/* What file names tell: formats without a header. (media.h has the rest.) */
/* SPDX-License-Identifier: MIT */
#ifndef MEDIA_NAMES_H
#define MEDIA_NAMES_H

#include <stdbool.h>

/* libsndfile's encoding of a headerless file of this name, 0 if its ending is none of those. */
int names_raw_format(const char *name) __attribute__((nonnull, pure));

#endif
