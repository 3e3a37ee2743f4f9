/* Tests of the playhead: the audible frame from reports, and the silent clock. */
/* SPDX-License-Identifier: MIT */
#include "config.h"

#include "base/clock.h"
#include "player/playhead.h"
#include "testing.h"

#define S INT64_C(1000000000)
#define MS INT64_C(1000000)
#define RATE 8000

static struct playhead opened(bool local, int64_t n_frames)
{
	struct playhead head = {.local = local, .speed_percent = 100};
	playhead_open(&head, RATE, n_frames);
	return head;
}

static void run(struct playhead *head, int64_t frame, int64_t at_ns, int64_t n_valid)
{
	playhead_add_run(head,
		&(struct playhead_run){.frame = frame,
			.at_ns = at_ns,
			.slope_mhz = RATE * 1000,
			.n_valid = n_valid});
}

static void runs_move_the_frame(void **state)
{
	(void)state;
	struct playhead head = opened(false, 80000);
	playhead_play(&head, S);
	assert_int_equal(playhead_get_frame(&head, 5 * S), 0); /* nothing was reported yet */
	run(&head, 100, 5 * S + 50 * MS, 800);
	assert_int_equal(playhead_get_frame(&head, 5 * S + 40 * MS), 0);
	assert_int_equal(playhead_get_frame(&head, 5 * S + 50 * MS), 100);
	assert_int_equal(playhead_get_frame(&head, 5 * S + 100 * MS), 500);
	assert_int_equal(playhead_get_frame(&head, 9 * S), 900); /* not beyond what is valid */
	assert_int_equal(playhead_get_frame(&head, INT64_MAX), 900);
}

static void a_run_to_come_waits_for_its_time(void **state)
{
	(void)state;
	struct playhead head = opened(false, 80000);
	playhead_play(&head, S);
	run(&head, 0, S, 8000);
	run(&head, 1000, S + 100 * MS, 8000);
	assert_int_equal(playhead_get_frame(&head, S + 50 * MS), 400);
	assert_int_equal(playhead_get_frame(&head, S + 100 * MS), 1000);
}

static void before_its_time_a_run_stands_at_its_start(void **state)
{
	(void)state;
	struct playhead head = opened(true, 80000);
	run(&head, 4000, 5 * S, 8000);
	assert_int_equal(playhead_peek_frame(&head, 4 * S), 4000);
	assert_int_equal(playhead_peek_frame(&head, 5 * S + 100 * MS), 4800);
}

static void the_frame_does_not_go_back_while_playing(void **state)
{
	(void)state;
	struct playhead head = opened(false, 80000);
	playhead_play(&head, S);
	run(&head, 0, S, 8000);
	assert_int_equal(playhead_get_frame(&head, S + 500 * MS), 4000);
	run(&head, 3900, S + 500 * MS, 8000);
	assert_int_equal(playhead_get_frame(&head, S + 500 * MS), 4000);
	assert_int_equal(playhead_get_frame(&head, S + 400 * MS), 4000);
	assert_int_equal(playhead_get_frame(&head, S + 525 * MS), 4100);
}

static void what_is_expected_moves_until_there_is_word(void **state)
{
	(void)state;
	struct playhead head = opened(false, 80000);
	playhead_play(&head, S);
	playhead_seek(&head, 1000, S);
	playhead_expect(&head, S + 100 * MS, 400);
	assert_int_equal(playhead_get_frame(&head, S + 99 * MS), 1000);
	assert_int_equal(playhead_get_frame(&head, S + 120 * MS), 1160);
	assert_int_equal(playhead_get_frame(&head, 2 * S), 1400); /* no word came */
	run(&head, 1000, 2 * S, 8000);
	assert_int_equal(playhead_get_frame(&head, 2 * S + 40 * MS), 1400); /* it was too early */
	assert_int_equal(playhead_get_frame(&head, 2 * S + 60 * MS), 1480);
}

static void word_that_it_stands_ends_what_was_expected(void **state)
{
	(void)state;
	struct playhead head = opened(false, 80000);
	playhead_play(&head, S);
	playhead_expect(&head, S + 100 * MS, 4000);
	assert_int_equal(playhead_get_frame(&head, S + 110 * MS), 80);
	playhead_add_run(&head, &(struct playhead_run){.frame = 0, .at_ns = S + 150 * MS});
	assert_int_equal(playhead_get_frame(&head, S + 400 * MS), 80);
}

static void nothing_is_expected_of_what_moves_or_is_paused(void **state)
{
	(void)state;
	struct playhead head = opened(false, 80000);
	playhead_expect(&head, S, 4000);
	assert_int_equal(playhead_get_frame(&head, 2 * S), 0);
	playhead_play(&head, 2 * S);
	run(&head, 0, 2 * S, 800);
	playhead_expect(&head, 2 * S, 8000);
	assert_int_equal(playhead_get_frame(&head, 4 * S), 800);
}

static void it_falls_back_to_where_it_was(void **state)
{
	(void)state;
	struct playhead head = opened(false, 80000);
	playhead_play(&head, S);
	run(&head, 0, S, 16000);
	assert_int_equal(playhead_get_frame(&head, 3 * S), 16000);
	playhead_fall_back(&head, S + 250 * MS);
	assert_int_equal(playhead_get_frame(&head, 4 * S), 2000);
	assert_true(head.playing);
}

static void many_runs_keep_the_newest(void **state)
{
	(void)state;
	struct playhead head = opened(false, 800000);
	playhead_play(&head, S);
	for (int i = 0; i < 40; i++)
		run(&head, i * 800, S + i * 100 * MS, 900);
	assert_int_equal(head.n_runs, PLAYHEAD_MAX_RUNS);
	assert_int_equal(playhead_get_frame(&head, S + 3950 * MS), 31600);
}

static void a_stop_is_exact(void **state)
{
	(void)state;
	struct playhead head = opened(false, 80000);
	playhead_play(&head, S);
	run(&head, 0, S, 8000);
	assert_int_equal(playhead_get_frame(&head, S + 100 * MS), 800);
	playhead_pause(&head, S + 100 * MS);
	playhead_add_stop(&head, 1100, S + 150 * MS);
	assert_int_equal(head.deadline_ns, S + 150 * MS);
	assert_int_equal(playhead_get_frame(&head, S + 125 * MS), 1000); /* still audible */
	assert_false(playhead_service(&head, S + 149 * MS));
	assert_true(playhead_service(&head, S + 150 * MS));
	assert_false(playhead_service(&head, S + 151 * MS));
	assert_int_equal(playhead_get_frame(&head, 10 * S), 1100);
	run(&head, 1100, 11 * S, 8000);
	assert_int_equal(playhead_get_frame(&head, 11 * S + 10 * MS), 1180);
	playhead_add_stop(&head, 1150, 11 * S + 20 * MS); /* a little back: the truth is shown */
	assert_int_equal(playhead_get_frame(&head, 12 * S), 1150);
}

static void a_seek_shows_its_target(void **state)
{
	(void)state;
	struct playhead head = opened(false, 80000);
	playhead_play(&head, S);
	run(&head, 40000, S, 8000);
	assert_int_equal(playhead_get_frame(&head, S), 40000);
	playhead_seek(&head, 8000, S);
	assert_int_equal(playhead_get_frame(&head, 2 * S), 8000);
	assert_true(head.playing);
	playhead_seek(&head, -5, S);
	assert_int_equal(playhead_get_frame(&head, 2 * S), 0);
	playhead_seek(&head, 90000, S);
	assert_int_equal(playhead_get_frame(&head, 2 * S), 80000);
}

static void the_end_stops(void **state)
{
	(void)state;
	struct playhead head = opened(false, 80000);
	playhead_play(&head, S);
	run(&head, 79000, S, 1000);
	playhead_add_end(&head, 80000);
	assert_false(head.playing);
	assert_true(head.ended);
	assert_int_equal(playhead_get_frame(&head, 2 * S), 80000);
	playhead_play(&head, 2 * S); /* stays there */
	assert_false(head.playing);
	assert_true(head.ended);
	playhead_seek(&head, 100, 2 * S);
	assert_false(head.ended);
	assert_false(head.playing);
}

static void a_lost_speaker_leaves_it_standing(void **state)
{
	(void)state;
	struct playhead head = opened(false, 80000);
	playhead_play(&head, S);
	run(&head, 0, S, 8000);
	playhead_freeze(&head, S + 250 * MS);
	assert_int_equal(playhead_get_frame(&head, 9 * S), 2000);
	assert_true(head.playing);
}

static void silent_clock_goes_in_real_time(void **state)
{
	(void)state;
	struct playhead head = opened(true, 80000);
	assert_int_equal(playhead_get_frame(&head, 5 * S), 0);
	playhead_play(&head, 5 * S);
	assert_int_equal(playhead_get_frame(&head, 5 * S + 1), 0);
	assert_int_equal(playhead_get_frame(&head, 6 * S + 500 * MS), 12000);
	playhead_pause(&head, 7 * S);
	assert_int_equal(playhead_get_frame(&head, 9 * S), 16000);
	playhead_seek(&head, 40000, 9 * S);
	assert_int_equal(playhead_get_frame(&head, 10 * S), 40000);
	playhead_play(&head, 10 * S);
	playhead_seek(&head, 8000, 11 * S);
	assert_int_equal(playhead_get_frame(&head, 12 * S), 16000);
}

static void silent_clock_ends(void **state)
{
	(void)state;
	struct playhead head = opened(true, 80001);
	playhead_play(&head, S);
	int64_t end_ns = head.deadline_ns;
	assert_in_range(end_ns, 11 * S + 125000, 11 * S + 125001);
	assert_int_equal(playhead_get_frame(&head, end_ns - 1), 80000);
	assert_true(head.playing);
	assert_int_equal(playhead_get_frame(&head, end_ns), 80001);
	assert_false(head.playing);
	assert_true(head.ended);
	assert_true(playhead_service(&head, end_ns)); /* the news is kept for who waits for it */
	assert_int_equal(head.deadline_ns, CLOCK_NEVER);
	playhead_seek(&head, 0, 30 * S);
	assert_int_equal(
		playhead_get_frame(&head, 40 * S), 0); /* it had ended: it does not play on */
}

static void silent_clock_heeds_a_new_length(void **state)
{
	(void)state;
	struct playhead head = opened(true, 80000);
	playhead_play(&head, S);
	playhead_set_length(&head, 16000, 2 * S);
	assert_int_equal(head.deadline_ns, 3 * S);
	assert_int_equal(playhead_get_frame(&head, 9 * S), 16000);
	assert_true(head.ended);
}

static void clocks_hand_over(void **state)
{
	(void)state;
	struct playhead head = opened(false, 80000);
	playhead_play(&head, S);
	run(&head, 0, S, 8000);
	playhead_go_local(&head, 2 * S);
	assert_int_equal(playhead_get_frame(&head, 3 * S), 16000);
	playhead_add_stop(&head, 50, 3 * S); /* not heeded */
	playhead_add_run(&head, &(struct playhead_run){.frame = 50, .at_ns = 3 * S});
	assert_int_equal(playhead_get_frame(&head, 3 * S), 16000);
	run(&head, 15600, 3 * S, 8000);
	assert_false(head.local);
	assert_int_equal(playhead_get_frame(&head, 3 * S + 10 * MS), 16000);
	assert_int_equal(playhead_get_frame(&head, 3 * S + 100 * MS), 16400);
}

static void a_standing_silent_clock_gives_way_at_once(void **state)
{
	(void)state;
	struct playhead head = opened(false, 80000);
	playhead_go_local(&head, S);
	playhead_seek(&head, 4000, S);
	playhead_play(&head, S);
	playhead_leave_local(&head);
	assert_true(head.local); /* it plays: not before something is heard */
	playhead_pause(&head, 2 * S);
	playhead_leave_local(&head);
	assert_false(head.local);
	assert_int_equal(playhead_get_frame(&head, 9 * S), 12000);
}

static void nothing_open_does_not_play(void **state)
{
	(void)state;
	struct playhead head = {.local = true};
	playhead_open(&head, 0, 0);
	playhead_play(&head, S);
	assert_false(head.playing);
	playhead_seek(&head, 100, S);
	assert_int_equal(playhead_get_frame(&head, 2 * S), 0);
	assert_int_equal(head.deadline_ns, CLOCK_NEVER);
}

static void silent_clock_goes_at_any_speed(void **state)
{
	(void)state;
	struct playhead head = opened(true, 80000);
	playhead_set_speed(&head, 150, 0);
	playhead_play(&head, S);
	assert_int_equal(playhead_get_frame(&head, 3 * S), 24000);
	playhead_set_speed(&head, 50, 3 * S);
	assert_int_equal(playhead_get_frame(&head, 5 * S), 32000);
	assert_int_equal(head.deadline_ns, 15 * S + 2 * S);
	playhead_pause(&head, 5 * S);
	playhead_set_speed(&head, 300, 6 * S);
	assert_int_equal(playhead_get_frame(&head, 9 * S), 32000);
	playhead_play(&head, 9 * S);
	assert_int_equal(playhead_get_frame(&head, 10 * S), 56000);
	assert_true(playhead_service(&head, 11 * S));
	assert_true(head.ended);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(runs_move_the_frame),
		cmocka_unit_test(a_run_to_come_waits_for_its_time),
		cmocka_unit_test(before_its_time_a_run_stands_at_its_start),
		cmocka_unit_test(the_frame_does_not_go_back_while_playing),
		cmocka_unit_test(what_is_expected_moves_until_there_is_word),
		cmocka_unit_test(word_that_it_stands_ends_what_was_expected),
		cmocka_unit_test(nothing_is_expected_of_what_moves_or_is_paused),
		cmocka_unit_test(it_falls_back_to_where_it_was),
		cmocka_unit_test(many_runs_keep_the_newest),
		cmocka_unit_test(a_stop_is_exact),
		cmocka_unit_test(a_seek_shows_its_target),
		cmocka_unit_test(the_end_stops),
		cmocka_unit_test(a_lost_speaker_leaves_it_standing),
		cmocka_unit_test(silent_clock_goes_in_real_time),
		cmocka_unit_test(silent_clock_ends),
		cmocka_unit_test(silent_clock_heeds_a_new_length),
		cmocka_unit_test(clocks_hand_over),
		cmocka_unit_test(a_standing_silent_clock_gives_way_at_once),
		cmocka_unit_test(silent_clock_goes_at_any_speed),
		cmocka_unit_test(nothing_open_does_not_play),
	};
	return cmocka_run_group_tests_name("playhead", tests, NULL, NULL);
}
