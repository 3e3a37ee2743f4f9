/* Tests of the figures of a conversation. */
/* SPDX-License-Identifier: MIT */
#include "config.h"

#include "model/conversation.h"
#include "testing.h"

#define AGENT PARTY_AGENT
#define CUSTOMER PARTY_CUSTOMER
#define TALK(who, from, to) {.start_ms = (from), .end_ms = (to), .kind = EVENT_TALK, .before = (who)}
#define N(array) (sizeof(array) / sizeof *(array))

static struct conversation figures(const struct event *events, size_t n_events)
{
	return conversation_of(events, n_events, 2, CONVERSATION_GRACE_MS);
}

static void nothing_has_no_figures(void **state)
{
	(void)state;
	const struct event none[1] = {{0}};
	struct conversation c = conversation_of(none, 0, 2, 1000);
	assert_int_equal(c.talk_ms, 0);
	assert_int_equal(c.n_responses, 0);
	assert_int_equal(c.response_ms[2], 0);
	assert_int_equal(c.answer_ms, -1);
}

static void talk_and_turns_are_counted(void **state)
{
	(void)state;
	const struct event events[] = {TALK(AGENT, 0, 3000), TALK(AGENT, 3500, 5000),
		TALK(CUSTOMER, 6000, 9000), TALK(AGENT, 9400, 10400)};
	struct conversation c = figures(events, N(events));
	assert_int_equal(c.agent.talk_ms, 5500);
	assert_int_equal(c.customer.talk_ms, 3000);
	assert_int_equal(c.talk_ms, 8500);
	assert_int_equal(c.agent.n_turns, 2);
	assert_int_equal(c.customer.n_turns, 1);
	assert_int_equal(c.agent.monologue_ms, 5000);
	assert_int_equal(c.agent.monologue_at_ms, 0);
	assert_int_equal(c.n_responses, 1);
	assert_int_equal(c.response_ms[0], 400);
}

static void a_murmur_takes_nothing_over(void **state)
{
	(void)state;
	const struct event events[] = {TALK(AGENT, 0, 8000), TALK(CUSTOMER, 3000, 3400),
		TALK(AGENT, 8300, 9000)};
	struct conversation c = figures(events, N(events));
	assert_int_equal(c.agent.n_turns, 1);
	assert_int_equal(c.customer.n_turns, 0);
	assert_int_equal(c.agent.monologue_ms, 9000);
	assert_int_equal(c.customer.talk_ms, 400);
	assert_int_equal(c.talk_ms, 8700); /* both at once is once anybody's */
	assert_int_equal(c.n_responses, 0);
}

static void breaking_in_is_a_response_at_once(void **state)
{
	(void)state;
	const struct event events[] = {TALK(CUSTOMER, 0, 4000), TALK(AGENT, 3000, 6000)};
	struct conversation c = figures(events, N(events));
	assert_int_equal(c.n_responses, 1);
	assert_int_equal(c.response_ms[0], 0);
}

static void a_hold_is_no_response(void **state)
{
	(void)state;
	const struct event events[] = {TALK(CUSTOMER, 0, 4000),
		{.start_ms = 4000, .end_ms = 40000, .kind = EVENT_HOLD}, TALK(AGENT, 40000, 42000),
		{.start_ms = 42000, .end_ms = 60000, .kind = EVENT_HOLD}, TALK(AGENT, 60000, 61000)};
	struct conversation c = figures(events, N(events));
	assert_int_equal(c.n_responses, 0);
	assert_int_equal(c.agent.n_turns, 2);
	assert_int_equal(c.agent.monologue_ms, 2000);
}

static void percentiles_go_by_rank(void **state)
{
	(void)state;
	struct event events[40];
	for (int i = 0; i < 20; i++) { /* responses of 100, 200 .. 2000 ms, in no order */
		int64_t from_ms = i * 10000, after_ms = (i * 7 % 20 + 1) * 100;
		events[2 * i] = (struct event)TALK(CUSTOMER, from_ms, from_ms + 1000);
		events[2 * i + 1] = (struct event)TALK(AGENT, from_ms + 1000 + after_ms, from_ms + 8000);
	}
	struct conversation c = figures(events, N(events));
	assert_int_equal(c.n_responses, 20);
	assert_int_equal(c.response_ms[0], 1000);
	assert_int_equal(c.response_ms[1], 1800);
	assert_int_equal(c.response_ms[2], 1900);
	assert_int_equal(c.response_max_ms, 2000);
	assert_int_equal(c.response_max_at_ms, 173000);
}

static void overtalk_goes_by_the_grace(void **state)
{
	(void)state;
	const struct event events[] = {
		{.start_ms = 1000, .end_ms = 2000, .kind = EVENT_OVERTALK, .after = CUSTOMER},
		{.start_ms = 5000, .end_ms = 6010, .kind = EVENT_OVERTALK, .after = AGENT},
		{.start_ms = 9000, .end_ms = 12000, .kind = EVENT_OVERTALK, .after = AGENT}};
	struct conversation c = figures(events, N(events));
	assert_int_equal(c.agent.n_overtalk, 2);
	assert_int_equal(c.customer.n_overtalk, 0);
	assert_int_equal(c.overtalk_ms, 4010);
	assert_int_equal(c.overtalk_max_ms, 3000);
	c = conversation_of(events, N(events), 2, 999);
	assert_int_equal(c.customer.n_overtalk, 1);
	c = conversation_of(events, N(events), 2, 3000);
	assert_int_equal(c.overtalk_ms, 0);
}

static void rings_are_counted_before_the_answer(void **state)
{
	(void)state;
	const struct event events[] = {TALK(PARTY_NONE, 0, 2000),
		{.start_ms = 3000, .end_ms = 9000, .kind = EVENT_TONE, .subtype = SUBTYPE_RINGBACK, .detail = 2},
		{.start_ms = 12000, .end_ms = 13000, .kind = EVENT_TONE, .subtype = SUBTYPE_RINGBACK, .detail = 1},
		TALK(PARTY_NONE, 14000, 16000),
		{.start_ms = 20000, .end_ms = 26000, .kind = EVENT_TONE, .subtype = SUBTYPE_RINGBACK, .detail = 3}};
	struct conversation c = conversation_of(events, N(events), 1, 1000);
	assert_int_equal(c.n_rings, 3);
	assert_int_equal(c.answer_ms, 14000);
	assert_false(c.has_parties);
	assert_int_equal(c.agent.talk_ms, 0);
	assert_int_equal(c.talk_ms, 4000);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(nothing_has_no_figures),
		cmocka_unit_test(talk_and_turns_are_counted),
		cmocka_unit_test(a_murmur_takes_nothing_over),
		cmocka_unit_test(breaking_in_is_a_response_at_once),
		cmocka_unit_test(a_hold_is_no_response),
		cmocka_unit_test(percentiles_go_by_rank),
		cmocka_unit_test(overtalk_goes_by_the_grace),
		cmocka_unit_test(rings_are_counted_before_the_answer),
	};
	return cmocka_run_group_tests_name("conversation", tests, NULL, NULL);
}
