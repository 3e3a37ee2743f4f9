/* A call: what is reviewed, and the files that hold it. */
/* SPDX-License-Identifier: MIT */
#ifndef MODEL_CALL_H
#define MODEL_CALL_H

#include <stddef.h>
#include <stdint.h>

#include "base/id.h"

#define CALL_MAX_LEGS 2
#define HASH_SIZE 32 /* SHA-256, raw bytes */

enum leg_role {
	LEG_MIXED,    /* the whole call in one file, any number of channels */
	LEG_AGENT,    /* one party's file of a call recorded apart */
	LEG_CUSTOMER,
};

/* One file of a call, and how it looked when it was last seen. path is owned by whoever holds the
 * struct. */
struct call_leg {
	char *path; /* absolute */
	enum leg_role role;
	int64_t n_bytes;
	int64_t mtime_ns; /* since 1970 */
};

/* The channel of the agent: of two files the first, whichever it is in a stereo recording. */
static inline int call_agent_channel(size_t n_legs, int in_stereo)
{
	return n_legs > 1 ? 0 : in_stereo;
}

#endif
