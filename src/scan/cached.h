/* Under which word results of an analysis are kept. */
/* SPDX-License-Identifier: MIT */
#ifndef SCAN_CACHED_H
#define SCAN_CACHED_H

#include "analysis/analysis.h"
#include "media/media.h"

#define SCAN_WORD_SIZE 64

/* A word that is the same exactly when these options give the same answer for the same files. */
void scan_options_word(const struct analysis_options *analysis, const struct media_options *media,
	char word[SCAN_WORD_SIZE]) __attribute__((nonnull));

#endif
