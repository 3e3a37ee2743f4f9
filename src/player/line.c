/* What the screen must know of a line to its speaker: is there one, and how far away. */
/* SPDX-License-Identifier: MIT */
#include "config.h"
#include "player/line.h"

#include <stdlib.h>

#include "base/clock.h"
#include "base/i18n.h"
#include "base/str.h"

#define NS_PER_MS 1000000

void line_init(struct line *line, bool is_remote)
{
	*line = (struct line){.is_remote = is_remote, .halt_ns = CLOCK_NEVER};
	if (is_remote)
		line_go_on(line);
}

void line_go_on(struct line *line)
{
	str_copy(line->problem, sizeof line->problem,
		_("no sound; callmark speaker HOST on your own computer brings it"));
}

void line_lose(struct line *line, const char *problem)
{
	line->attached = false;
	line->halt_ns = CLOCK_NEVER;
	str_copy(line->problem, sizeof line->problem, problem);
}

void line_meet(struct line *line)
{
	line->attached = true;
	line->distance = (struct line_distance){0};
	line->delay_ms = 0;
	line->halt_ns = CLOCK_NEVER;
	line->problem[0] = '\0';
}

bool line_set_distance(struct line *line, const struct line_distance *distance)
{
	int delay_ms = (int)((distance->trip_ns + NS_PER_MS / 2) / NS_PER_MS);
	line->distance = *distance;
	if (abs(delay_ms - line->delay_ms) <= 2 + line->delay_ms / 10)
		return false;
	line->delay_ms = delay_ms;
	return true;
}

void line_pause(struct line *line, int64_t now_ns, int latency_ms)
{
	int64_t stop_ns = line->distance.stop_ns;
	if (!stop_ns)
		stop_ns = line->distance.lead_ns + (int64_t)latency_ms * NS_PER_MS;
	if (line->attached)
		line->halt_ns = now_ns + stop_ns;
}

void line_settle(struct line *line)
{
	line->halt_ns = CLOCK_NEVER;
}

int64_t line_get_drawn_ns(const struct line *line, int64_t now_ns)
{
	if (!line->attached)
		return now_ns;
	int64_t drawn_ns = now_ns + line->distance.lead_ns;
	return drawn_ns < line->halt_ns ? drawn_ns : line->halt_ns;
}
