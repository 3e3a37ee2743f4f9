/* What kind of conversation a call was, in figures. */
/* SPDX-License-Identifier: MIT */
#include "config.h"
#include "model/conversation.h"

#include <stdlib.h>

#include "base/mem.h"

struct turn {
	enum party party; /* PARTY_NONE: nobody's */
	int64_t start_ms, end_ms;
};

struct count {
	struct conversation conversation;
	struct turn turn;         /* the one going on */
	int64_t customer_end_ms;  /* of his turn that waits for a response; -1: none */
	int64_t talk_end_ms;      /* of all talk so far */
	int64_t *responses;
	size_t n_responses, n_room;
};

static struct conversation_party *side_of(struct count *count, enum party party)
{
	return party == PARTY_AGENT ? &count->conversation.agent : &count->conversation.customer;
}

static void end_turn(struct count *count)
{
	struct turn *turn = &count->turn;
	if (turn->party == PARTY_NONE)
		return;
	struct conversation_party *side = side_of(count, turn->party);
	side->n_turns++;
	if (turn->end_ms - turn->start_ms > side->monologue_ms) {
		side->monologue_ms = turn->end_ms - turn->start_ms;
		side->monologue_at_ms = turn->start_ms;
	}
	count->customer_end_ms = turn->party == PARTY_CUSTOMER ? turn->end_ms : -1;
	turn->party = PARTY_NONE;
}

static void respond(struct count *count, int64_t start_ms)
{
	if (count->customer_end_ms < 0)
		return;
	MEM_GROW(count->responses, count->n_responses, count->n_room);
	int64_t after_ms = start_ms - count->customer_end_ms;
	after_ms = after_ms > 0 ? after_ms : 0;
	if (count->n_responses == 0 || after_ms > count->conversation.response_max_ms) {
		count->conversation.response_max_ms = after_ms;
		count->conversation.response_max_at_ms = start_ms;
	}
	count->responses[count->n_responses++] = after_ms;
	count->customer_end_ms = -1;
}

static void add_turn(struct count *count, const struct event *talk)
{
	struct turn *turn = &count->turn;
	if (turn->party != PARTY_NONE && talk->before != turn->party && talk->end_ms <= turn->end_ms)
		return;
	if (talk->before != turn->party) {
		end_turn(count);
		if (talk->before == PARTY_AGENT)
			respond(count, talk->start_ms);
		*turn = (struct turn){talk->before, talk->start_ms, talk->end_ms};
	}
	if (talk->end_ms > turn->end_ms)
		turn->end_ms = talk->end_ms;
}

static void add_talk(struct count *count, const struct event *talk)
{
	int64_t from_ms = talk->start_ms > count->talk_end_ms ? talk->start_ms : count->talk_end_ms;
	if (talk->end_ms > from_ms) {
		count->conversation.talk_ms += talk->end_ms - from_ms;
		count->talk_end_ms = talk->end_ms;
	}
	if (count->conversation.n_rings > 0 && count->conversation.answer_ms < 0)
		count->conversation.answer_ms = talk->start_ms;
	if (talk->before != PARTY_AGENT && talk->before != PARTY_CUSTOMER)
		return;
	side_of(count, talk->before)->talk_ms += talk->end_ms - talk->start_ms;
	add_turn(count, talk);
}

static void add_overtalk(struct count *count, const struct event *both, int64_t grace_ms)
{
	struct conversation *conversation = &count->conversation;
	int64_t length_ms = both->end_ms - both->start_ms;
	if (length_ms <= grace_ms)
		return;
	conversation->overtalk_ms += length_ms;
	if (length_ms > conversation->overtalk_max_ms)
		conversation->overtalk_max_ms = length_ms;
	if (both->after == PARTY_AGENT || both->after == PARTY_CUSTOMER)
		side_of(count, both->after)->n_overtalk++;
}

static void add_tone(struct count *count, const struct event *tone)
{
	if (tone->subtype == SUBTYPE_RINGBACK && count->conversation.answer_ms < 0)
		count->conversation.n_rings += tone->detail;
}

static int by_length(const void *a, const void *b)
{
	int64_t x = *(const int64_t *)a, y = *(const int64_t *)b;
	return (x > y) - (x < y);
}

/* Nearest rank: the smallest that so many percent are not longer than. */
static int64_t percentile(const int64_t *sorted, size_t n, unsigned percent)
{
	return n == 0 ? 0 : sorted[(n * percent + 99) / 100 - 1];
}

static void finish(struct count *count)
{
	struct conversation *conversation = &count->conversation;
	size_t n = count->n_responses;
	end_turn(count);
	if (n > 0)
		qsort(count->responses, n, sizeof *count->responses, by_length);
	conversation->n_responses = (int)n;
	conversation->response_ms[0] = percentile(count->responses, n, 50);
	conversation->response_ms[1] = percentile(count->responses, n, 90);
	conversation->response_ms[2] = percentile(count->responses, n, 95);
	free(count->responses);
}

struct conversation conversation_of(const struct event *events, size_t n_events, int n_channels,
	int64_t grace_ms)
{
	struct count count = {.conversation = {.has_parties = n_channels == 2, .answer_ms = -1},
		.customer_end_ms = -1};
	for (size_t i = 0; i < n_events; i++) {
		const struct event *event = &events[i];
		switch (event->kind) {
		case EVENT_TALK:
			add_talk(&count, event);
			break;
		case EVENT_HOLD:
			end_turn(&count);
			count.customer_end_ms = -1;
			break;
		case EVENT_OVERTALK:
			add_overtalk(&count, event, grace_ms);
			break;
		case EVENT_TONE:
			add_tone(&count, event);
			break;
		case EVENT_SILENCE:
			break;
		}
	}
	finish(&count);
	return count.conversation;
}
