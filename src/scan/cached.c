/* Under which word results of an analysis are kept. */
/* SPDX-License-Identifier: MIT */
#include "config.h"
#include "scan/cached.h"

#include <math.h>
#include <stdio.h>

#include "media/names.h"

void scan_options_word(const struct call_leg *legs, size_t n_legs,
	const struct analysis_options *analysis, const struct media_options *media,
	char word[SCAN_WORD_SIZE])
{
	char floor[24] = "auto";
	int format[CALL_MAX_LEGS] = {0};
	for (size_t i = 0; i < n_legs && i < CALL_MAX_LEGS; i++)
		format[i] = names_raw_format(legs[i].path);
	if (!isnan(analysis->fixed_floor_db))
		snprintf(floor, sizeof floor, "%.2f", analysis->fixed_floor_db);
	snprintf(word, SCAN_WORD_SIZE, "agent%d,floor=%s,raw%d/%x/%x,pick%d/%d",
		call_agent_channel(n_legs, analysis->agent_channel), floor, media->raw_rate_hz, (unsigned)format[0],
		(unsigned)format[1], media->pick[0], media->pick[1]);
}
