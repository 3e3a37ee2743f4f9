/* Tests of what is known of a line: medians, how long commands take, which time is drawn. */
/* SPDX-License-Identifier: MIT */
#include "config.h"

#include "base/clock.h"
#include "player/line.h"
#include "player/median.h"
#include "player/response.h"
#include "testing.h"

#define MS INT64_C(1000000)
#define S (1000 * MS)

static void a_median_is_of_the_latest(void **state)
{
	(void)state;
	struct median median;
	median_init(&median, 5);
	assert_int_equal(median_get(&median), 0);
	assert_int_equal(median_get_spread(&median), 0);
	median_add(&median, 7);
	assert_int_equal(median_get(&median), 7);
	assert_int_equal(median_get_spread(&median), 0);
	static const int64_t values[] = {900, 3, 5, 1, 4};
	for (int i = 0; i < 5; i++)
		median_add(&median, values[i]);
	assert_int_equal(median_get(&median), 4); /* of 1 3 4 5 900 */
	assert_int_equal(median_get_spread(&median), 2);
	for (int i = 0; i < 3; i++)
		median_add(&median, -10);
	assert_int_equal(median_get(&median), -10);
}

/* A command that is heard after so long. */
static void respond(struct response *response, int64_t delay_ns)
{
	response_send(response, 7 * S);
	response_heed(response, 7 * S + delay_ns);
}

static void commands_that_took_alike_are_expected_to(void **state)
{
	(void)state;
	struct response response;
	response_init(&response);
	assert_int_equal(response_get_ns(&response), 0);
	respond(&response, 150 * MS);
	assert_int_equal(response_get_ns(&response), 150 * MS);
	respond(&response, 160 * MS);
	respond(&response, 900 * MS); /* a stall */
	respond(&response, 155 * MS);
	assert_int_equal(response_get_ns(&response), 160 * MS);
	for (int i = 0; i < 5; i++)
		respond(&response, (100 + 80 * i) * MS);
	assert_int_equal(response_get_ns(&response), 0);
}

static void only_what_was_asked_for_counts(void **state)
{
	(void)state;
	struct response response;
	response_init(&response);
	response_heed(&response, 8 * S);
	response_send(&response, 7 * S);
	response_forget(&response);
	response_heed(&response, 8 * S);
	response_send(&response, 9 * S);
	response_heed(&response, 8 * S); /* of before */
	response_heed(&response, 10 * S);
	assert_int_equal(response_get_ns(&response), 0);
}

static void what_is_drawn_is_ahead_by_the_line(void **state)
{
	(void)state;
	struct line line;
	line_init(&line, true);
	assert_int_equal(line_get_drawn_ns(&line, 5 * S), 5 * S);
	line_meet(&line);
	struct line_distance distance = {.trip_ns = 84 * MS, .lead_ns = 90 * MS};
	assert_true(line_set_distance(&line, &distance));
	assert_int_equal(line.delay_ms, 84);
	assert_int_equal(line_get_drawn_ns(&line, 5 * S), 5 * S + 90 * MS);
	distance.trip_ns += 3 * MS; /* which is not worth a picture */
	assert_false(line_set_distance(&line, &distance));
	assert_int_equal(line.delay_ms, 84);
}

/* Of pauses whose end is not known it is assumed that they take the line and the device's latency. */
static void a_pause_ends_when_it_will_be_heard(void **state)
{
	(void)state;
	struct line line;
	line_init(&line, true);
	line_meet(&line);
	struct line_distance distance = {.trip_ns = 80 * MS, .lead_ns = 80 * MS};
	line_set_distance(&line, &distance);
	line_pause(&line, 5 * S, 50);
	assert_int_equal(line_get_drawn_ns(&line, 5 * S + 40 * MS), 5 * S + 120 * MS);
	assert_int_equal(line_get_drawn_ns(&line, 6 * S), 5 * S + 130 * MS);
	line_settle(&line);
	assert_int_equal(line_get_drawn_ns(&line, 6 * S), 6 * S + 80 * MS);
	distance.stop_ns = 142 * MS;
	line_set_distance(&line, &distance);
	line_pause(&line, 7 * S, 50);
	assert_int_equal(line_get_drawn_ns(&line, 8 * S), 7 * S + 142 * MS);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_median_is_of_the_latest),
		cmocka_unit_test(commands_that_took_alike_are_expected_to),
		cmocka_unit_test(only_what_was_asked_for_counts),
		cmocka_unit_test(what_is_drawn_is_ahead_by_the_line),
		cmocka_unit_test(a_pause_ends_when_it_will_be_heard),
	};
	return cmocka_run_group_tests_name("player line", tests, NULL, NULL);
}
