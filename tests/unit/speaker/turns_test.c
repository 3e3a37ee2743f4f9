/* Tests of the turns: what is skipped, loops and stops, sample for sample. */
/* SPDX-License-Identifier: MIT */
#include "config.h"

#include <math.h>
#include <stdlib.h>

#include "speaker/rig.h"
#include "testing.h"

#define FADE 120 /* 15 ms at 8 kHz */
#define RAMP 40

/* Where on the output the first frame of the content is. */
static int64_t start_of(const struct rig *rig)
{
	const struct note *start = rig_find_note(rig, NOTE_MOVES, rig->epoch);
	assert_non_null(start);
	return start->n_out_before;
}

/* From so far behind the start on, n frames from this one of the content were played. */
static void assert_played(const struct rig *rig, int64_t at, int64_t frame, int64_t n)
{
	int64_t start = start_of(rig);
	assert_true(start + at + n <= (int64_t)rig->n_played);
	assert_memory_equal(rig->played + start + at, rig->content + frame, (size_t)n * 2);
}

/* A fade that ends there, between what comes before two frames. */
static void assert_faded(const struct rig *rig, int64_t at, int64_t from, int64_t to)
{
	int64_t start = start_of(rig);
	for (int i = 1; i <= FADE; i++) {
		int64_t old = rig->content[from - FADE + i - 1];
		int64_t new = to - FADE + i - 1 < 0 ? 0 : rig->content[to - FADE + i - 1];
		int64_t mixed = (old * (FADE - i) + new * i) / FADE;
		assert_int_equal(rig->played[start + at - FADE + i - 1], mixed);
	}
}

static void leave_out(struct rig *rig, int64_t start, int64_t end)
{
	producer_set_skips(&rig->producer, &(struct route_span){start, end}, 1);
}

static void loop(struct rig *rig, int64_t in, int64_t out)
{
	producer_set_loop(&rig->producer, (struct route_span){in, out});
}

static void a_skip_is_exact_to_the_sample(void **state)
{
	(void)state;
	struct rig *rig = rig_new(MONO_8K, MONO_8K, 40000);
	rig_put(rig, 0, 40000);
	leave_out(rig, 8000, 24000);
	rig_want(rig, true);
	rig_pull(rig, 320);
	assert_played(rig, RAMP, RAMP, 8000 - FADE - RAMP);
	assert_faded(rig, 8000, 8000, 24000);
	assert_played(rig, 8000, 24000, 16000);
	const struct note *end = rig_find_note(rig, NOTE_ENDS, 1);
	assert_int_equal(end->n_out_before - start_of(rig), 24000);
	assert_int_equal(producer_find_place(&rig->producer, end->frame_q8 / 256).frame, 40000);
	rig_free(rig);
}

static void a_loop_is_exact_to_the_sample(void **state)
{
	(void)state;
	struct rig *rig = rig_new(MONO_8K, MONO_8K, 40000);
	rig_put(rig, 0, 40000);
	loop(rig, 60, 4000);
	rig_want(rig, true);
	rig_pull(rig, 300);
	assert_played(rig, RAMP, RAMP, 4000 - FADE - RAMP);
	for (int i = 0; i < 4; i++) {
		assert_faded(rig, 4000 + i * 3940, 4000, 60); /* silence before the content */
		assert_played(rig, 4000 + i * 3940, 60, 3940 - FADE);
	}
	rig_free(rig);
}

static void a_loop_may_be_set_and_left_while_it_plays(void **state)
{
	(void)state;
	struct rig *rig = rig_new(MONO_8K, MONO_8K, 40000);
	rig_put(rig, 0, 40000);
	rig_want(rig, true);
	rig_pull(rig, 50); /* 4000 */
	loop(rig, 1000, 6000);
	rig_pull(rig, 140);
	assert_played(rig, 4200, 4200, 6000 - FADE - 4200);
	assert_faded(rig, 6000, 6000, 1000);
	assert_played(rig, 6000, 1000, 5000 - FADE);
	loop(rig, 0, 0);
	rig_pull(rig, 100);
	int64_t at = (int64_t)rig->n_played - start_of(rig) - 800;
	assert_played(rig, at, at - 2 * 5000, 800);
	rig_free(rig);
}

/* 5 ms before it jumps: the callback may be round before it hears of the change. */
static void a_loop_left_at_its_end_is_left_after_it(void **state)
{
	(void)state;
	struct rig *rig = rig_new(MONO_8K, MONO_8K, 40000);
	rig_put(rig, 0, 40000);
	loop(rig, 1000, 4040);
	rig_want(rig, true);
	rig_pull(rig, 50); /* 4000 */
	loop(rig, 0, 0);
	rig_pull(rig, 100);
	assert_played(rig, 4040, 1000, 7900);
	const struct note *last = rig_last_note(rig);
	struct place place = producer_find_place(&rig->producer, last->frame_q8 / 256);
	assert_int_equal(place.from_frame, 4040);
	assert_int_equal(place.to_frame, 1000);
	assert_int_equal(place.frame, last->frame_q8 / 256 - 3040);
	rig_free(rig);
}

static void who_begins_inside_a_skip_hears_the_rest_of_it(void **state)
{
	(void)state;
	struct rig *rig = rig_new(MONO_8K, MONO_8K, 40000);
	rig_put(rig, 0, 40000);
	leave_out(rig, 8000, 24000);
	rig_seek(rig, 8010, true);
	rig_pull(rig, 250);
	assert_played(rig, 64, 8074, 17000);
	rig_free(rig);
}

static void who_begins_at_a_skip_begins_behind_it(void **state)
{
	(void)state;
	struct rig *rig = rig_new(MONO_8K, MONO_8K, 40000);
	rig_put(rig, 0, 40000);
	leave_out(rig, 8000, 24000);
	rig_seek(rig, 8000, true);
	rig_pull(rig, 100);
	assert_played(rig, 64, 24064, 7000);
	struct place place = producer_find_place(&rig->producer, 8001);
	assert_int_equal(place.frame, 24001);
	assert_int_equal(place.number, 1);
	rig_free(rig);
}

static void a_skip_waits_for_content_behind_it(void **state)
{
	(void)state;
	struct rig *rig = rig_new(MONO_8K, MONO_8K, 4000000);
	leave_out(rig, 8000, 3000000);
	assert_int_equal(producer_get_need(&rig->producer).want_frame, 0);
	assert_int_equal(producer_get_need(&rig->producer).n_want, 8000);
	rig_put(rig, 0, 8000);
	struct producer_need need = producer_get_need(&rig->producer);
	assert_int_equal(need.want_frame, 3000000 - FADE);
	assert_int_equal(need.n_ahead, 8000);
	rig_want(rig, true);
	rig_pull(rig, 150);
	assert_int_equal(rig_last_note(rig)->kind, NOTE_WAITS);
	rig_put(rig, 3000000 - FADE, 3020000);
	rig_pull(rig, 100);
	const struct note *last = rig_last_note(rig);
	assert_int_equal(last->kind, NOTE_MOVES);
	int64_t frame = producer_find_place(&rig->producer, last->frame_q8 / 256).frame;
	assert_in_range(frame, 3000000, 3010000);
	int64_t at = (int64_t)rig->n_played - last->n_out;
	assert_int_equal(last->n_out_before, at);
	assert_memory_equal(rig->played + at, rig->content + frame, (size_t)last->n_out * 2);
	rig_free(rig);
}

/* Plays from frame 1000, and is to stop at 5000. */
static struct rig *rig_with_stop(void)
{
	struct rig *rig = rig_new(MONO_8K, MONO_8K, 40000);
	rig_put(rig, 0, 40000);
	producer_set_stop(&rig->producer, 2, 5000);
	rig_seek(rig, 1000, true);
	return rig;
}

static void a_stop_ends_and_play_goes_on_behind_it(void **state)
{
	(void)state;
	struct rig *rig = rig_with_stop();
	rig_pull(rig, 80);
	const struct note *end = rig_find_note(rig, NOTE_ENDS, 2);
	assert_int_equal(end->frame_q8, 5000 * 256);
	assert_played(rig, 64, 1064, 4000 - 64 - RAMP);
	int64_t start = start_of(rig);
	for (int i = 1; i < RAMP; i++) /* faded out */
		assert_in_range(abs(rig->played[start + 4000 - i]), 0,
			abs(rig->content[5000 - i]) * (i + 1) / RAMP + 1);
	assert_int_equal(rig->played[start + 4000], 0);
	rig_want(rig, false);
	producer_forget_stop(&rig->producer);
	rig_pull(rig, 5);
	rig_want(rig, true);
	size_t n_before = rig->n_played;
	rig_pull(rig, 40);
	assert_memory_equal(
		rig->played + n_before + RAMP, rig->content + 5000 + RAMP, (3200 - RAMP) * 2);
	rig_free(rig);
}

/* The producer is late: what is behind the stop is not in a ring yet when it is to play. */
static void play_behind_a_stop_waits_for_its_ring(void **state)
{
	(void)state;
	struct rig *rig = rig_with_stop();
	rig_pull(rig, 80);
	assert_int_equal(rig_last_note(rig)->kind, NOTE_ENDS);
	rig_want(rig, false);
	producer_forget_stop(&rig->producer);
	rig_want(rig, true);
	rig_pull_once(rig);
	assert_int_equal(rig_last_note(rig)->kind, NOTE_WAITS);
	assert_int_equal(rig_last_note(rig)->frame_q8, 5000 * 256);
	rig_pull(rig, 1);
	assert_int_equal(rig_last_note(rig)->kind, NOTE_MOVES);
	assert_int_equal(rig_last_note(rig)->frame_q8, 5000 * 256);
	rig_free(rig);
}

static void a_stop_is_of_its_seek_only(void **state)
{
	(void)state;
	struct rig *rig = rig_with_stop();
	rig_seek(rig, 2000, true);
	rig_pull(rig, 100);
	assert_null(rig_find_note(rig, NOTE_ENDS, 3));
	assert_played(rig, 64, 2064, 7000);
	rig_free(rig);
}

static int64_t largest_step(const struct rig *rig)
{
	int64_t largest = 0;
	for (size_t i = 1; i < rig->n_played; i++) {
		int64_t step = llabs((int64_t)rig->played[i] - rig->played[i - 1]);
		largest = step > largest ? step : largest;
	}
	return largest;
}

/* A tone, with turns between unlike phases, at any speed and rate: no step is larger than its own. */
static void turns_do_not_click_at(int rate_hz, int speed_percent)
{
	struct rig *rig = rig_new(MONO_8K, (struct pcm_format){rate_hz, 1}, 80000);
	for (int64_t i = 0; i < 80000; i++)
		rig->content[i] = (int16_t)lrint(8000 * sin((double)i * 2 * M_PI * 200 / 8000));
	rig_put(rig, 0, 80000);
	producer_set_speed(&rig->producer, speed_percent);
	producer_set_skips(&rig->producer,
		(struct route_span[]){{4013, 8000}, {9001, 20020}, {20100, 22000}}, 3);
	loop(rig, 23000, 23377);
	rig_want(rig, true);
	rig_pull(rig, 100);
	loop(rig, 0, 0);
	rig_pull(rig, 50);
	leave_out(rig, 24000, 60000);
	rig_pull(rig, 100);
	assert_in_range(largest_step(rig) * rate_hz / 8000, 900, 1500);
	rig_free(rig);
}

static void turns_do_not_click(void **state)
{
	(void)state;
	turns_do_not_click_at(8000, 100);
	turns_do_not_click_at(48000, 100);
	turns_do_not_click_at(8000, 150);
	turns_do_not_click_at(48000, 50);
}

/* Many seeks a second, as while a key is held: crossfaded, and it comes to rest at the last. */
static void scrubbing_does_not_click(void **state)
{
	(void)state;
	struct rig *rig = rig_new(MONO_8K, MONO_8K, 80000);
	for (int64_t i = 0; i < 80000; i++)
		rig->content[i] = (int16_t)lrint(8000 * sin((double)i * 2 * M_PI * 200 / 8000));
	rig_put(rig, 0, 80000);
	rig_want(rig, true);
	rig_pull(rig, 10);
	for (int i = 0; i < 60; i++) {
		rig_seek(rig, (i * 7919 + 13) % 70000, true);
		rig_pull(rig, i % 4);
	}
	rig_pull(rig, 20);
	assert_true(largest_step(rig) < 1800); /* 1257 of the tone, 250 of the fade, twice */
	const struct note *last = rig_last_note(rig);
	assert_int_equal(last->epoch, rig->epoch);
	assert_in_range(last->frame_q8 / 256, (59 * 7919 + 13) % 70000, 70000);
	rig_free(rig);
}

struct dice {
	uint32_t seed;
};

static int throw(struct dice *dice, int n)
{
	dice->seed = dice->seed * 1664525 + 1013904223;
	return (int)((dice->seed >> 8) % (uint32_t)n);
}

static void ask_something(struct rig *rig, struct dice *dice)
{
	int what = throw(dice, 4);
	if (what == 1)
		producer_set_speed(&rig->producer, 50 + 25 * throw(dice, 11));
	else if (what == 2)
		loop(rig, 20000, 21000);
	else if (what == 3)
		loop(rig, 0, 0);
	for (int n = throw(dice, 8); n > 0; n--)
		producer_step(&rig->producer);
	if (throw(dice, 2))
		rig_seek(rig, throw(dice, 130000), true);
	for (int n = throw(dice, 8); n > 0; n--)
		producer_step(&rig->producer);
	if (throw(dice, 2))
		rig_pull_once(rig);
	rig_pull(rig, throw(dice, 12));
}

/* All kinds of commands, also in the middle of one another: twice a tone's own step, and the fade's. */
static void nothing_clicks_at(int rate_hz, uint32_t seed)
{
	struct rig *rig = rig_new(MONO_8K, (struct pcm_format){rate_hz, 1}, 160000);
	struct dice dice = {seed};
	for (int64_t i = 0; i < 160000; i++)
		rig->content[i] = (int16_t)lrint(8000 * sin((double)i * 2 * M_PI * 100 / 8000));
	rig_put(rig, 0, 160000);
	rig_want(rig, true);
	while (rig->n_played + (size_t)rate_hz / 2 < RIG_MAX_OUT &&
		rig->n_notes < RIG_MAX_SEEN - 100)
		ask_something(rig, &dice);
	assert_true(rig->n_played > (size_t)rate_hz * 4);
	assert_true(largest_step(rig) * rate_hz / 8000 < 2 * 628 + 300);
	rig_free(rig);
}

static void nothing_clicks_whatever_is_asked(void **state)
{
	(void)state;
	for (uint32_t seed = 1; seed <= 8; seed++) {
		nothing_clicks_at(8000, seed);
		nothing_clicks_at(48000, seed);
	}
}

static int64_t promised(struct rig *rig, int64_t n_max)
{
	return producer_find_end(&rig->producer, rig->producer.ring, n_max);
}

static void what_is_there_is_promised_up_to_the_next_turn(void **state)
{
	(void)state;
	struct rig *rig = rig_new(MONO_8K, MONO_8K, 80000);
	assert_int_equal(producer_find_end(&rig->producer, &rig->mixer.rings[0], 9000), -1);
	rig_put(rig, 0, 40000);
	rig_want(rig, true);
	rig_pull(rig, 20);
	assert_int_equal(promised(rig, 80000), 40000);
	int64_t next_frame = rig->producer.next_frame;
	assert_int_equal(promised(rig, 1000), next_frame + 1000);
	const struct ring *other = mixer_get_other(&rig->mixer);
	assert_int_equal(producer_find_end(&rig->producer, other, 80000), -1);
	leave_out(rig, 30000, 35000);
	assert_int_equal(promised(rig, 80000), -1); /* it is about to change */
	rig_pull(rig, 20);
	assert_int_equal(promised(rig, 80000), 30000);
	rig_put(rig, 40000, 80000);
	leave_out(rig, 0, 0);
	rig_pull(rig, 20);
	assert_int_equal(promised(rig, 160000), 80000);
	rig_free(rig);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_skip_is_exact_to_the_sample),
		cmocka_unit_test(what_is_there_is_promised_up_to_the_next_turn),
		cmocka_unit_test(a_loop_is_exact_to_the_sample),
		cmocka_unit_test(a_loop_may_be_set_and_left_while_it_plays),
		cmocka_unit_test(a_loop_left_at_its_end_is_left_after_it),
		cmocka_unit_test(who_begins_inside_a_skip_hears_the_rest_of_it),
		cmocka_unit_test(who_begins_at_a_skip_begins_behind_it),
		cmocka_unit_test(a_skip_waits_for_content_behind_it),
		cmocka_unit_test(a_stop_ends_and_play_goes_on_behind_it),
		cmocka_unit_test(play_behind_a_stop_waits_for_its_ring),
		cmocka_unit_test(a_stop_is_of_its_seek_only),
		cmocka_unit_test(turns_do_not_click),
		cmocka_unit_test(scrubbing_does_not_click),
		cmocka_unit_test(nothing_clicks_whatever_is_asked),
	};
	return cmocka_run_group_tests_name("turns", tests, NULL, NULL);
}
