/* What the service rules ask of the agent at a gap, derived from the gap alone. */
/* SPDX-License-Identifier: MIT */
#include "config.h"
#include "scorecard/check_points.h"

struct check_points check_points_of(const struct event *gap, const struct gap_limits *limits)
{
	enum gap_class class = event_gap_class(gap, limits);
	bool is_hold = gap->kind == EVENT_HOLD;
	struct check_points points = {.every_ms = limits->over_ms[GAP_OVER60 - 1]};
	points.answer = gap->kind == EVENT_SILENCE && class >= GAP_OVER3 &&
		gap->before == PARTY_CUSTOMER && gap->place == PLACE_MIDDLE;
	bool answered = gap->place != PLACE_START && gap->place != PLACE_QUEUE;
	points.announce = is_hold && class >= GAP_OVER3 && answered;
	points.thanks = is_hold && class >= GAP_OVER15 && gap->place != PLACE_END && gap->place != PLACE_QUEUE;
	/* At the very end of the gap there is talk again: that one is not due. */
	if (class >= GAP_OVER60 && answered)
		points.n_check_ins = (int)((gap->end_ms - gap->start_ms - 1) / points.every_ms);
	return points;
}

const char *check_kind_word(enum check_kind kind)
{
	switch (kind) {
	case CHECK_ANSWER:
		return "answer";
	case CHECK_ANNOUNCE:
		return "announce";
	case CHECK_IN:
		return "check-in";
	case CHECK_RETURN:
		return "return";
	}
	return "";
}
