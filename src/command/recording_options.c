/* How recordings are read and heard, as the settings say: alike with and without a screen. */
/* SPDX-License-Identifier: MIT */
#include "config.h"
#include "command/recording_options.h"

struct media_options recording_media_options(const struct config *config)
{
	struct media_options options = media_options_default;
	options.raw_rate_hz = config->raw_rate_hz;
	return options;
}

struct analysis_options recording_analysis_options(const struct config *config)
{
	struct analysis_options options = analysis_options_default;
	options.agent_channel = config->agent_channel;
	if (config->silence_floor_db < 0)
		options.fixed_floor_db = config->silence_floor_db;
	return options;
}
