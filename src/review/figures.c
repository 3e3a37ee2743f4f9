/* What kind of conversation the call was, in words for the reviewer. */
/* SPDX-License-Identifier: MIT */
#include "config.h"
#include "review/review_parts.h"

#include <stdio.h>
#include <string.h>

#include "base/i18n.h"
#include "base/timefmt.h"
#include "model/conversation.h"

/* The next line goes behind what is there. */
static void end_line(char *text, size_t n_text)
{
	size_t n = strlen(text);
	if (n > 0)
		snprintf(text + n, n_text - n, "\n");
}

static void describe_talk(const struct conversation *c, char *text, size_t n_text)
{
	char length[TIMEFMT_SIZE], at[TIMEFMT_SIZE];
	int64_t both_ms = c->agent.talk_ms + c->customer.talk_ms;
	if (both_ms == 0)
		return;
	timefmt_clock(c->agent.monologue_ms, length);
	timefmt_clock(c->agent.monologue_at_ms, at);
	snprintf(text, n_text, _("The agent has %d %% of the talk, the longest turn %s at %s"),
		(int)((c->agent.talk_ms * 100 + both_ms / 2) / both_ms), length, at);
}

static void describe_overtalk(const struct conversation *c, char *text, size_t n_text)
{
	if (c->agent.n_overtalk + c->customer.n_overtalk == 0)
		return;
	end_line(text, n_text);
	size_t n = strlen(text);
	snprintf(text + n, n_text - n, _("Overtalk began %d times by the agent, %d times by the customer"),
		c->agent.n_overtalk, c->customer.n_overtalk);
}

static void describe_responses(const struct conversation *c, char *text, size_t n_text)
{
	char at[TIMEFMT_SIZE];
	if (c->n_responses == 0)
		return;
	end_line(text, n_text);
	size_t n = strlen(text);
	timefmt_clock(c->response_max_at_ms, at);
	snprintf(text + n, n_text - n, _("The agent answers after %.1f s (median), the slowest %.1f s at %s"),
		(double)c->response_ms[0] / 1000, (double)c->response_max_ms / 1000, at);
}

void review_describe_figures(const struct review *review, char *text, size_t n_text)
{
	text[0] = '\0';
	if (review->n_events == 0 || review->info.format.channels < 2)
		return;
	struct conversation c = conversation_of(
		review->events, review->n_events, 2, review->options.overtalk_grace_ms);
	describe_talk(&c, text, n_text);
	describe_overtalk(&c, text, n_text);
	describe_responses(&c, text, n_text);
}
