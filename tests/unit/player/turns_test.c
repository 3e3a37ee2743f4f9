/* Tests of the playhead at turns: skips, loops, spans, and what was heard. */
/* SPDX-License-Identifier: MIT */
#include "config.h"

#include "base/clock.h"
#include "player/playhead.h"
#include "testing.h"

#define S INT64_C(1000000000)
#define MS INT64_C(1000000)
#define RATE 8000
#define N_FRAMES 80000

static struct playhead opened(bool local)
{
	struct playhead head = {.local = local, .speed_percent = 100};
	playhead_open(&head, RATE, N_FRAMES);
	return head;
}

static void say(struct playhead *head, uint32_t n_leaps, int64_t frame, int64_t at_ns, int64_t n_valid)
{
	playhead_add_run(head, &(struct playhead_run){.frame = frame,
				       .at_ns = at_ns,
				       .slope_mhz = RATE * 1000,
				       .n_valid = n_valid,
				       .n_leaps = n_leaps,
				       .leap_from = 1600,
				       .leap_to = 4000});
}

static void assert_heard(struct playhead *head, const struct route_span *expected, size_t n)
{
	struct route_span spans[HEARD_MAX_SPANS];
	assert_int_equal(heard_take(&head->heard, spans, HEARD_MAX_SPANS), n);
	for (size_t i = 0; i < n; i++) {
		assert_int_equal(spans[i].start_frame, expected[i].start_frame);
		assert_int_equal(spans[i].end_frame, expected[i].end_frame);
	}
}

static void it_leaps_when_the_sound_does(void **state)
{
	(void)state;
	struct playhead head = opened(false);
	playhead_play(&head, S);
	say(&head, 0, 0, S, 1600);
	say(&head, 1, 4000, S + 200 * MS, 8000);
	assert_int_equal(playhead_get_frame(&head, S + 199 * MS), 1592);
	assert_int_equal(head.n_jumps, 0);
	assert_int_equal(playhead_get_frame(&head, S + 210 * MS), 4080);
	assert_int_equal(head.n_jumps, 1);
	assert_int_equal(head.jump_from, 1600);
	assert_int_equal(head.jump_to, 4000);
	/* The same again, a little later: it has been heard. */
	say(&head, 0, 800, S + 100 * MS, 800);
	say(&head, 1, 4000, S + 211 * MS, 8000);
	assert_int_equal(playhead_get_frame(&head, S + 210 * MS + 500000), 4080);
	assert_int_equal(playhead_get_frame(&head, S + 221 * MS), 4080);
	assert_int_equal(playhead_get_frame(&head, S + 231 * MS), 4160);
	assert_int_equal(head.n_jumps, 1);
}

static void it_leaps_back(void **state)
{
	(void)state;
	struct playhead head = opened(false);
	playhead_seek(&head, 3000, S);
	playhead_play(&head, S);
	say(&head, 0, 3000, S, 1000);
	say(&head, 1, 2000, S + 125 * MS, 2000);
	say(&head, 2, 2000, S + 375 * MS, 2000);
	assert_int_equal(playhead_get_frame(&head, S + 120 * MS), 3960);
	assert_int_equal(playhead_get_frame(&head, S + 135 * MS), 2080);
	assert_int_equal(playhead_get_frame(&head, S + 375 * MS), 2000);
	assert_int_equal(head.n_jumps, 2);
	assert_heard(&head, (struct route_span[]){{3000, 4000}, {2000, 4000}}, 2);
}

/* A jump was announced, and then the loop was left. */
static void a_leap_may_be_taken_back(void **state)
{
	(void)state;
	struct playhead head = opened(false);
	playhead_play(&head, S);
	say(&head, 0, 0, S, 1600);
	say(&head, 1, 4000, S + 200 * MS, 8000);
	playhead_add_run(&head, &(struct playhead_run){.frame = 800,
					.at_ns = S + 100 * MS,
					.slope_mhz = RATE * 1000,
					.n_valid = 8000,
					.n_leaps = 2,
					.leap_from = 800,
					.leap_to = 800});
	assert_int_equal(playhead_get_frame(&head, S + 50 * MS), 400);
	assert_int_equal(playhead_get_frame(&head, S + 250 * MS), 2000);
	assert_int_equal(head.n_jumps, 0);
	assert_heard(&head, (struct route_span[]){{0, 2000}}, 1);
}

static void a_seek_forgets_the_leaps(void **state)
{
	(void)state;
	struct playhead head = opened(false);
	playhead_play(&head, S);
	say(&head, 3, 4000, S, 8000);
	assert_int_equal(playhead_get_frame(&head, S), 4000);
	assert_int_equal(head.n_jumps, 1);
	playhead_seek(&head, 100, S);
	say(&head, 0, 100, S, 8000);
	assert_int_equal(playhead_get_frame(&head, S + 100 * MS), 900);
	assert_int_equal(head.n_jumps, 1);
}

static void the_silent_clock_skips(void **state)
{
	(void)state;
	struct playhead head = opened(true);
	playhead_set_skips(&head, (struct route_span[]){{800, 8000}, {8800, 79000}}, 2, S);
	playhead_play(&head, S);
	assert_int_equal(head.deadline_ns, S + 100 * MS);
	assert_int_equal(playhead_get_frame(&head, S + 99 * MS), 792);
	assert_true(playhead_service(&head, S + 101 * MS));
	assert_int_equal(playhead_get_frame(&head, S + 101 * MS), 8008);
	assert_int_equal(head.n_jumps, 1);
	assert_int_equal(head.deadline_ns, S + 200 * MS);
	assert_int_equal(playhead_get_frame(&head, S + 325 * MS), N_FRAMES);
	assert_true(head.ended);
	assert_int_equal(head.n_jumps, 2);
	assert_int_equal(head.jump_from, 8800);
	assert_int_equal(head.jump_to, 79000);
	assert_heard(&head,
		(struct route_span[]){{0, 800}, {8000, 8800}, {79000, N_FRAMES}}, 3);
	playhead_release(&head);
}

static void the_silent_clock_loops(void **state)
{
	(void)state;
	struct playhead head = opened(true);
	playhead_play(&head, S);
	assert_int_equal(playhead_get_frame(&head, S + 50 * MS), 400);
	playhead_set_loop(&head, (struct route_span){800, 1600}, S + 50 * MS);
	assert_int_equal(playhead_get_frame(&head, S + 250 * MS), 1200);
	assert_int_equal(playhead_get_frame(&head, S + 100 * S + 50 * MS), 1200);
	assert_int_equal(head.n_jumps, 999);
	playhead_set_loop(&head, (struct route_span){0, 0}, S + 100 * S + 50 * MS);
	assert_int_equal(playhead_get_frame(&head, S + 101 * S + 50 * MS), 9200);
	assert_heard(&head, (struct route_span[]){{0, 9200}}, 1);
}

static void a_span_ends_by_itself(void **state)
{
	(void)state;
	struct playhead head = opened(true);
	playhead_set_skips(&head, &(struct route_span){1000, 1500}, 1, S);
	playhead_play_span(&head, 800, 1600, S);
	assert_true(head.playing);
	assert_int_equal(head.deadline_ns, S + 100 * MS);
	assert_true(playhead_service(&head, S + 100 * MS));
	assert_int_equal(playhead_get_frame(&head, S + 500 * MS), 1600);
	assert_false(head.playing);
	assert_true(head.span_ended);
	assert_false(head.ended);
	playhead_play(&head, 2 * S); /* and goes on */
	assert_false(head.span_ended);
	assert_int_equal(playhead_get_frame(&head, 3 * S), 9600);
	playhead_release(&head);
}

static void a_span_ends_with_a_speaker(void **state)
{
	(void)state;
	struct playhead head = opened(false);
	playhead_play_span(&head, 800, 1600, S);
	say(&head, 0, 800, S + 50 * MS, 800);
	assert_int_equal(playhead_get_frame(&head, S + 100 * MS), 1200);
	playhead_add_end(&head, 1600);
	assert_true(head.span_ended);
	assert_false(head.ended);
	assert_false(head.playing);
	assert_heard(&head, (struct route_span[]){{800, 1600}}, 1);
	playhead_seek(&head, 0, S);
	assert_false(head.span_ended);
}

static void what_is_heard_is_joined_and_bounded(void **state)
{
	(void)state;
	struct heard heard = {.n_spans = 0};
	struct route_span spans[HEARD_MAX_SPANS];
	heard_add(&heard, 10, 20);
	heard_add(&heard, 20, 30);
	heard_add(&heard, 15, 25);
	heard_add(&heard, 40, 40);
	assert_int_equal(heard_take(&heard, spans, HEARD_MAX_SPANS), 1);
	assert_int_equal(spans[0].end_frame, 30);
	for (int i = 0; i < HEARD_MAX_SPANS + 2; i++)
		heard_add(&heard, i * 10, i * 10 + 5);
	assert_int_equal(heard_take(&heard, spans, 2), 2);
	assert_int_equal(spans[0].start_frame, 20);
	assert_int_equal(heard_take(&heard, spans, HEARD_MAX_SPANS), HEARD_MAX_SPANS - 2);
	assert_int_equal(spans[0].start_frame, 40);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(it_leaps_when_the_sound_does),
		cmocka_unit_test(it_leaps_back),
		cmocka_unit_test(a_leap_may_be_taken_back),
		cmocka_unit_test(a_seek_forgets_the_leaps),
		cmocka_unit_test(the_silent_clock_skips),
		cmocka_unit_test(the_silent_clock_loops),
		cmocka_unit_test(a_span_ends_by_itself),
		cmocka_unit_test(a_span_ends_with_a_speaker),
		cmocka_unit_test(what_is_heard_is_joined_and_bounded),
	};
	return cmocka_run_group_tests_name("turns of the playhead", tests, NULL, NULL);
}
