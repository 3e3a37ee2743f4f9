/* What was claimed to be heard against what was. */
/* SPDX-License-Identifier: MIT */
#include "config.h"

#include <math.h>
#include <string.h>

#include "comparison.h"
#include "content.h"

/* How long a passage is heard: its ramp too, or up to a jump. */
static double heard_length(const struct comparison *c, size_t k)
{
	const struct passage *next = &c->passages[k + 1];
	if (k + 1 < c->n_passages && next->is_join)
		return (double)(next->from - c->passages[k].played);
	return (double)(c->passages[k].n + comparison_frames(c, RAMP_MS));
}

/* What is heard at a place of the recording, in frames of the source; and how many passages that
 * were asked for have begun. */
static double heard_at(const struct comparison *c, double recorded, size_t *n_begun)
{
	double played = 0;
	*n_begun = 0;
	for (size_t i = 0; i < c->n_passages; i++) {
		const struct passage *p = &c->passages[i];
		double since = recorded - (double)p->recorded, n = heard_length(c, i);
		double lead = (double)(p->is_join ? p->played - p->to : comparison_frames(c, RAMP_MS));
		if (since < -lead)
			break;
		*n_begun += !p->is_join;
		played = (double)p->played + (since < n ? since : n);
	}
	if (played > (double)c->reference.n)
		played = (double)c->reference.n;
	return played * CONTENT_RATE_HZ / c->rate_hz;
}

bool comparison_is_jumping(const struct comparison *c, int64_t ns, size_t n_heard)
{
	size_t n_begun = 0, n_needed = 0;
	for (size_t i = 0; i < c->log.n_commands && c->log.commands[i].ns <= ns; i++) {
		const struct command *command = &c->log.commands[i];
		if (strcmp(command->verb, "seek") == 0)
			n_needed = n_begun + 1;
		n_begun += command->starts_passage;
	}
	return n_heard < n_needed;
}

/* Right at a jump the claim may be a moment early or late: then it is beside it by that moment. */
double comparison_error_ms(const struct comparison *c, const struct claim *claim, size_t *n_begun)
{
	static const double moments_ms[] = {0, -1, 1, -2, 2};
	double recorded = record_place(&c->log, c->rate_hz, claim->ns), error_ms = 0;
	for (size_t i = sizeof moments_ms / sizeof *moments_ms; i-- > 0;) {
		double place = recorded + moments_ms[i] * c->rate_hz / 1000;
		double heard = heard_at(c, place, n_begun);
		double beside_ms = ((double)claim->frame - heard) * 1000 / CONTENT_RATE_HZ;
		if (i == 0 && (fabs(beside_ms) <= MAX_ERROR_MS || error_ms == 0))
			error_ms = beside_ms;
		else if (i > 0 && fabs(beside_ms) <= 1)
			error_ms = -moments_ms[i];
	}
	return error_ms;
}
