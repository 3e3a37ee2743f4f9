/* What the screen must know of a line to its speaker: is there one, and how far away. */
/* SPDX-License-Identifier: MIT */
#ifndef PLAYER_LINE_H
#define PLAYER_LINE_H

#include <stdbool.h>
#include <stdint.h>

struct line_distance {
	int64_t trip_ns; /* there and back */
	int64_t lead_ns; /* the same of what is drawn, beside content */
	int64_t stop_ns; /* from a pause until it is heard, as word of it comes; 0: not known yet */
};

/* Pure. { 0 } is of a speaker on this machine, and nothing here has any effect then. */
struct line {
	bool is_remote;
	bool attached;
	char problem[200]; /* why there is none; "" if there is one */
	struct line_distance distance;
	int delay_ms;      /* its trip as it is shown: it does not dance */
	int64_t halt_ns;   /* when a pause that was sent is heard, as word of it comes; CLOCK_NEVER: none
			    * was */
};

void line_init(struct line *line, bool is_remote) __attribute__((nonnull));
void line_lose(struct line *line, const char *problem) __attribute__((nonnull));
/* Nobody waits for it any more: how to get another one is all there is to say. */
void line_go_on(struct line *line) __attribute__((nonnull));
void line_meet(struct line *line) __attribute__((nonnull));
/* Whether delay_ms is another one now. */
bool line_set_distance(struct line *line, const struct line_distance *distance)
	__attribute__((nonnull));
/* A pause goes out, to a device with this latency; and word of what came of that or of something
 * later comes back. */
void line_pause(struct line *line, int64_t now_ns, int latency_ms) __attribute__((nonnull));
void line_settle(struct line *line) __attribute__((nonnull));

static inline bool line_is_waiting(const struct line *line)
{
	return line->is_remote && !line->attached;
}

/* What is drawn now is seen a while later, and word of what is heard came a while ago: the time
 * whose place is to be drawn. A pause that was sent is believed. */
int64_t line_get_drawn_ns(const struct line *line, int64_t now_ns) __attribute__((nonnull, pure));

#endif
