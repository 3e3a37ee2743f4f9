/* The stretches in which nobody talks. */
/* SPDX-License-Identifier: MIT */
#include "config.h"
#include "analysis/gaps.h"

bool gaps_break(struct gaps *gaps, int64_t hop, struct gap *gap)
{
	int64_t start = gaps->quiet_since;
	if (hop > start)
		gaps->quiet_since = hop;
	if (hop - start < GAPS_MIN_HOPS)
		return false;
	*gap = (struct gap){.start = start, .end = hop};
	for (int c = 0; c < 2; c++)
		if (gaps->talk_end[c] > 0 && gaps->talk_end[c] > start - GAPS_BOTH_HOPS)
			gap->before |= 1u << c;
	return true;
}

void gaps_take(struct gaps *gaps, int channel, struct span talk)
{
	if (talk.end > gaps->talk_end[channel])
		gaps->talk_end[channel] = talk.end;
	if (talk.end > gaps->quiet_since)
		gaps->quiet_since = talk.end;
}
