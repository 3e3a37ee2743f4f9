/* Under which word results of an analysis are kept. */
/* SPDX-License-Identifier: MIT */
#ifndef SCAN_CACHED_H
#define SCAN_CACHED_H

#include "analysis/analysis.h"
#include "media/media.h"

#define SCAN_WORD_SIZE 96

/* A word that is the same exactly when the same bytes give the same answer: it tells the options, and
 * what the names of the legs say of files without a header. */
void scan_options_word(const struct call_leg *legs, size_t n_legs,
	const struct analysis_options *analysis, const struct media_options *media,
	char word[SCAN_WORD_SIZE]) __attribute__((nonnull));

#endif
