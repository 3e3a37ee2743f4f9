/* Under which word results of an analysis are kept. */
/* SPDX-License-Identifier: MIT */
#include "config.h"
#include "scan/cached.h"

#include <math.h>
#include <stdio.h>

void scan_options_word(const struct analysis_options *analysis, const struct media_options *media,
	char word[SCAN_WORD_SIZE])
{
	char floor[24] = "auto";
	if (!isnan(analysis->fixed_floor_db))
		snprintf(floor, sizeof floor, "%.2f", analysis->fixed_floor_db);
	snprintf(word, SCAN_WORD_SIZE, "agent%d,floor=%s,raw%d,pick%d/%d", analysis->agent_channel,
		floor, media->raw_rate_hz, media->pick[0], media->pick[1]);
}
