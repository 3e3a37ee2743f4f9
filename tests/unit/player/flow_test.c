/* Tests of flow control and distance against simulated lines: thin, far, stalling. */
/* SPDX-License-Identifier: MIT */
#include "config.h"

#include <stdlib.h>

#include "player/distance.h"
#include "player/flow.h"
#include "testing.h"

#define MS INT64_C(1000000)
#define S (1000 * MS)
#define MAX_BLOCKS 64
#define BLOCK_BYTES 1600
#define OVERHEAD_BYTES 100 /* of a message, a PING and what ssh adds */

/* A line as ssh sees it: bytes leave one after another, arrive after a while, in order. */
struct line {
	int64_t rate;                /* bytes per second */
	int64_t there_ns, jitter_ns; /* one way */
	int64_t stall_every_ns, stall_ns;
	uint32_t seed;
};

struct block {
	int64_t token;
	int64_t back_ns; /* when its PONG is here */
};

struct course {
	struct line line;
	struct flow flow;
	struct block blocks[MAX_BLOCKS]; /* under way, oldest first */
	size_t n_blocks;
	int64_t now_ns, free_ns, last_ns;
	int64_t n_bytes;         /* answered */
	int64_t most_waiting_ns; /* in the sender's queue, once the window has settled */
};

/* The same numbers each time. */
static int64_t jitter(struct line *line)
{
	if (!line->jitter_ns)
		return 0;
	line->seed = line->seed * 1664525 + 1013904223;
	return (int64_t)(line->seed >> 8) % (2 * line->jitter_ns) - line->jitter_ns;
}

static int64_t after_stalls(const struct line *line, int64_t at_ns)
{
	if (!line->stall_every_ns)
		return at_ns;
	int64_t into_ns = at_ns % line->stall_every_ns;
	return into_ns < line->stall_ns ? at_ns + line->stall_ns - into_ns : at_ns;
}

static void send_block(struct course *course)
{
	struct line *line = &course->line;
	flow_add_sent(&course->flow, BLOCK_BYTES);
	int64_t start_ns = course->free_ns > course->now_ns ? course->free_ns : course->now_ns;
	course->free_ns =
		after_stalls(line, start_ns) + (BLOCK_BYTES + OVERHEAD_BYTES) * S / line->rate;
	int64_t back_ns = course->free_ns + 2 * line->there_ns + jitter(line);
	course->last_ns = back_ns > course->last_ns ? back_ns : course->last_ns;
	assert_true(course->n_blocks < MAX_BLOCKS);
	course->blocks[course->n_blocks++] =
		(struct block){flow_ping(&course->flow, course->now_ns), course->last_ns};
	if (course->now_ns > 10 * S && course->free_ns - course->now_ns > course->most_waiting_ns)
		course->most_waiting_ns = course->free_ns - course->now_ns;
}

static int64_t heed(struct flow *flow, int64_t token, int64_t now_ns)
{
	bool ignored;
	return flow_heed_pong(flow, token, now_ns, &ignored);
}

static void take_answers(struct course *course)
{
	size_t n = 0;
	while (n < course->n_blocks && course->blocks[n].back_ns <= course->now_ns) {
		assert_true(heed(&course->flow, course->blocks[n].token, course->now_ns) >= 0);
		course->n_bytes += BLOCK_BYTES;
		n++;
	}
	course->n_blocks -= n;
	for (size_t i = 0; i < course->n_blocks; i++)
		course->blocks[i] = course->blocks[i + n];
}

/* A minute of sending as fast as is allowed. */
static struct course run(struct line line)
{
	struct course course = {.line = line};
	flow_init(&course.flow);
	for (; course.now_ns < 60 * S; course.now_ns += MS) {
		take_answers(&course);
		while (flow_allows(&course.flow, BLOCK_BYTES) && flow_can_ping(&course.flow))
			send_block(&course);
		assert_in_range(course.flow.window_bytes, FLOW_MIN_BYTES, FLOW_MAX_BYTES);
	}
	return course;
}

static void a_fast_line_is_used(void **state)
{
	(void)state;
	struct course course = run((struct line){.rate = 10000000, .there_ns = MS});
	assert_int_equal(course.flow.window_bytes, FLOW_MAX_BYTES);
}

/* Speech of two parties at 16 bits is 32000 bytes a second: two and a half times what is needed. */
static void a_far_line_with_jitter_carries_more_than_is_heard(void **state)
{
	(void)state;
	struct course course =
		run((struct line){.rate = 1000000, .there_ns = 40 * MS, .jitter_ns = 20 * MS});
	assert_in_range(course.n_bytes / 60, 80000, 1000000);
	assert_in_range(course.most_waiting_ns, 0, 100 * MS);
}

/* A command waits behind what is in the queue: not long, even where the line is the narrowest. */
static void a_thin_line_is_filled_without_a_queue(void **state)
{
	(void)state;
	struct course course = run((struct line){.rate = 32000, .there_ns = 40 * MS});
	assert_in_range(course.n_bytes / 60, 25000, 32000);
	assert_in_range(course.most_waiting_ns, 0, 200 * MS);
}

static void stalls_do_not_stop_it(void **state)
{
	(void)state;
	struct course course = run((struct line){.rate = 200000,
		.there_ns = 100 * MS,
		.jitter_ns = 10 * MS,
		.stall_every_ns = 5 * S,
		.stall_ns = 400 * MS});
	assert_in_range(course.n_bytes / 60, 16000, 200000);
}

static void a_line_that_becomes_longer_is_believed(void **state)
{
	(void)state;
	struct flow flow;
	flow_init(&flow);
	int64_t now_ns = 0;
	for (int i = 0; i < 400; i++) {
		flow_add_sent(&flow, BLOCK_BYTES);
		int64_t token = flow_ping(&flow, now_ns);
		now_ns += i < 100 ? 20 * MS : 120 * MS;
		heed(&flow, token, now_ns);
	}
	assert_int_equal(flow.base_ns, 120 * MS);
}

static void one_answer_stands_for_all_before_it(void **state)
{
	(void)state;
	struct flow flow;
	flow_init(&flow);
	int64_t last = 0;
	for (int i = 0; i < 5; i++) {
		flow_add_sent(&flow, BLOCK_BYTES);
		last = flow_ping(&flow, 0);
	}
	assert_false(flow_allows(&flow, BLOCK_BYTES));
	assert_int_equal(heed(&flow, last, 84 * MS), 84 * MS);
	assert_int_equal(flow.n_pings, 0);
	assert_true(flow_allows(&flow, FLOW_START_BYTES));
	assert_int_equal(heed(&flow, last, 90 * MS), -1);
}

static void what_waited_behind_content_is_known(void **state)
{
	(void)state;
	struct flow flow;
	bool was_idle;
	flow_init(&flow);
	int64_t idle = flow_ping(&flow, 0);
	flow_add_sent(&flow, BLOCK_BYTES);
	int64_t loaded = flow_ping(&flow, 0);
	flow_heed_pong(&flow, idle, MS, &was_idle);
	assert_true(was_idle);
	flow_heed_pong(&flow, loaded, MS, &was_idle);
	assert_false(was_idle);
}

static void one_block_may_always_go(void **state)
{
	(void)state;
	struct flow flow;
	flow_init(&flow);
	assert_true(flow_allows(&flow, 100000));
	flow_add_sent(&flow, 100000);
	assert_false(flow_allows(&flow, 1));
}

static void a_stall_does_not_move_the_distance(void **state)
{
	(void)state;
	struct distance distance;
	distance_init(&distance);
	assert_int_equal(distance_trip_ns(&distance), 0);
	assert_int_equal(distance_lead_ns(&distance), 0);
	for (int64_t i = 0; i < 40; i++) {
		int64_t late_ns = i % 8 == 7 ? 400 * MS : i % 3 * MS;
		distance_add_arrival(&distance, i * S, i * S + 5 * S + 40 * MS + late_ns);
		distance_add_departure(&distance, i * S, i * S - 5 * S + 38 * MS + late_ns);
		distance_add_trip(&distance, 80 * MS + late_ns);
	}
	assert_in_range(distance_trip_ns(&distance), 80 * MS, 82 * MS);
	assert_in_range(distance_lead_ns(&distance), 78 * MS, 82 * MS);
	assert_in_range(distance_to_here(&distance, 7 * S), 12 * S + 40 * MS, 12 * S + 42 * MS);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_fast_line_is_used),
		cmocka_unit_test(a_far_line_with_jitter_carries_more_than_is_heard),
		cmocka_unit_test(a_thin_line_is_filled_without_a_queue),
		cmocka_unit_test(stalls_do_not_stop_it),
		cmocka_unit_test(a_line_that_becomes_longer_is_believed),
		cmocka_unit_test(one_answer_stands_for_all_before_it),
		cmocka_unit_test(what_waited_behind_content_is_known),
		cmocka_unit_test(one_block_may_always_go),
		cmocka_unit_test(a_stall_does_not_move_the_distance),
	};
	return cmocka_run_group_tests_name("player flow", tests, NULL, NULL);
}
