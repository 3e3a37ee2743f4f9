/* How recordings are read and heard, as the settings say: alike with and without a screen. */
/* SPDX-License-Identifier: MIT */
#ifndef COMMAND_RECORDING_OPTIONS_H
#define COMMAND_RECORDING_OPTIONS_H

#include "analysis/analysis.h"
#include "config/settings.h"
#include "media/media.h"

struct media_options recording_media_options(const struct config *config)
	__attribute__((nonnull, warn_unused_result));
struct analysis_options recording_analysis_options(const struct config *config)
	__attribute__((nonnull, warn_unused_result));

#endif
