/* Spoils an input at random. */
/* SPDX-License-Identifier: MIT */
#ifndef FUZZ_MUTATE_H
#define FUZZ_MUTATE_H

#include "fuzz.h"

/* A member of the corpus with 0 to 8 changes; its bytes are the caller's to free. */
struct fuzz_input fuzz_mutate(const struct fuzz_corpus *corpus, struct fuzz_random *random)
	__attribute__((nonnull));

#endif
