/* A recording that can only be read from its start, decoded once in the background. */
/* SPDX-License-Identifier: MIT */
#ifndef MEDIA_SPOOL_H
#define MEDIA_SPOOL_H

#include "model/pcm.h"

/* The same sound as origin, which it moves: a thread reads that to its end into memory, or, if it is
 * long, into a file without a name, and from there any place is at hand. Reading what has not been
 * decoded yet waits; is_ready says so. Where there is no room for it, it returns origin itself. */
struct pcm_source *spool_new(struct pcm_source *origin)
	__attribute__((nonnull, returns_nonnull, warn_unused_result));

#endif
