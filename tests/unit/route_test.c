/* Tests of the order in which a recording is played. */
/* SPDX-License-Identifier: MIT */
#include "config.h"

#include "model/route.h"
#include "testing.h"

#define N_FRAMES 10000

static void expect_turn(const struct route *route, int64_t frame, int64_t at, int64_t to)
{
	struct route_turn turn = route_next(route, frame, N_FRAMES);
	assert_false(turn.ends);
	assert_int_equal(turn.at_frame, at);
	assert_int_equal(turn.to_frame, to);
}

static void expect_end(const struct route *route, int64_t frame, int64_t at)
{
	struct route_turn turn = route_next(route, frame, N_FRAMES);
	assert_true(turn.ends);
	assert_int_equal(turn.at_frame, at);
}

static struct route with_skips(const struct route_span *skips, size_t n)
{
	struct route route = {.stop_frame = ROUTE_NO_STOP};
	route_set_skips(&route, skips, n, 10);
	return route;
}

static void without_turns_it_ends_at_the_end(void **state)
{
	(void)state;
	struct route route = {.stop_frame = ROUTE_NO_STOP};
	expect_end(&route, 0, N_FRAMES);
	expect_end(&route, N_FRAMES, N_FRAMES);
}

static void skips_are_left_out_by_who_comes_to_their_start(void **state)
{
	(void)state;
	struct route route = with_skips((struct route_span[]){{100, 200}, {300, 20000}}, 2);
	expect_turn(&route, 0, 100, 200);
	expect_turn(&route, 100, 100, 200);
	expect_turn(&route, 101, 300, N_FRAMES); /* begins inside */
	expect_end(&route, 301, N_FRAMES);
	route_release(&route);
	expect_end(&route, 0, N_FRAMES);
}

static void skips_are_put_in_order(void **state)
{
	(void)state;
	struct route route = with_skips(
		(struct route_span[]){{-5, 50}, {100, 109}, {200, 300}, {300, 400}, {350, 360}}, 5);
	assert_int_equal(route.n_skips, 2);
	expect_turn(&route, 0, 0, 50);
	expect_turn(&route, 1, 200, 400);
	route_release(&route);
}

static void a_loop_turns_at_its_end(void **state)
{
	(void)state;
	struct route route = with_skips((struct route_span[]){{500, 700}, {1900, 2500}, {3000, 3100}}, 3);
	route_set_loop(&route, (struct route_span){1000, 2000}, 10);
	expect_turn(&route, 0, 500, 700);
	expect_turn(&route, 1000, 2000, 1000); /* nothing in it is skipped */
	expect_turn(&route, 2000, 3000, 3100); /* behind it */
	route_set_loop(&route, (struct route_span){9000, 12000}, 10);
	expect_turn(&route, 9000, N_FRAMES, 9000); /* it lives longer than the recording */
	route_set_loop(&route, (struct route_span){1000, 1009}, 10);
	expect_turn(&route, 1000, 1900, 2500); /* too short for one */
	route_release(&route);
}

static void who_has_a_stop_plays_straight_to_it(void **state)
{
	(void)state;
	struct route route = with_skips((struct route_span[]){{500, 700}}, 1);
	route_set_loop(&route, (struct route_span){800, 900}, 10);
	route.stop_frame = 1000;
	expect_end(&route, 400, 1000);
	expect_end(&route, 1000, 1000);
	expect_end(&route, 1001, N_FRAMES);
	route.stop_frame = N_FRAMES + 5;
	expect_turn(&route, 400, 500, 700);
	route_release(&route);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(without_turns_it_ends_at_the_end),
		cmocka_unit_test(skips_are_left_out_by_who_comes_to_their_start),
		cmocka_unit_test(skips_are_put_in_order),
		cmocka_unit_test(a_loop_turns_at_its_end),
		cmocka_unit_test(who_has_a_stop_plays_straight_to_it),
	};
	return cmocka_run_group_tests_name("route", tests, NULL, NULL);
}
