/* Tests of the speaker's small parts: cache, timeline, watchdog. */
/* SPDX-License-Identifier: MIT */
#include "config.h"

#include <semaphore.h>
#include <string.h>

#include "base/clock.h"
#include "speaker/cache.h"
#include "speaker/device.h"
#include "speaker/limiter.h"
#include "speaker/pace.h"
#include "speaker/seams.h"
#include "speaker/timeline.h"
#include "speaker/watchdog.h"
#include "testing.h"

#define RATE 1000
#define SECOND INT64_C(1000000000)

/* Frame n of the content is the sample n % 30000. */
static void put(struct cache *cache, const struct route *route, int64_t cursor, int64_t start, int64_t n)
{
	int16_t frames[60000];
	struct plan plan;
	for (int64_t i = 0; i < n; i++)
		frames[i] = (int16_t)((start + i) % 30000);
	plan_make(&plan, route, cursor, 1000000, cache->n_ahead, 15);
	cache_put(cache, &plan, cursor, start, frames, n);
}

static const struct route straight = {.stop_frame = ROUTE_NO_STOP};

static void assert_holds(const struct cache *cache, int64_t from, int64_t to)
{
	int16_t frame;
	assert_int_equal(cache_count_from(cache, from, 1000000), to - from);
	assert_int_equal(cache_count_before(cache, to, 1000000), to - from);
	for (int64_t i = from; i < to; i++) {
		assert_int_equal(cache_get(cache, i, &frame, 1), 1);
		assert_int_equal(frame, i % 30000);
	}
	assert_int_equal(cache_get(cache, to, &frame, 1), 0);
	if (from > 0)
		assert_int_equal(cache_get(cache, from - 1, &frame, 1), 0);
}

static void cache_keeps_what_is_played_soon(void **state)
{
	(void)state;
	struct cache cache;
	cache_init(&cache, (struct pcm_format){RATE, 1});
	put(&cache, &straight, 0, 0, 50000);
	assert_true(cache_count_from(&cache, 0, 100000) >= 30000);
	put(&cache, &straight, 25000, 30000, 25000);
	assert_holds(&cache, 55000 - cache_count_before(&cache, 55000, 100000), 55000);
	assert_true(cache_count_from(&cache, 18000, 100000) == 55000 - 18000);
	put(&cache, &straight, 50000, 45000, 35000);
	assert_true(cache_count_from(&cache, 43000, 100000) == 80000 - 43000);
	cache_release(&cache);
}

static void cache_holds_places_apart(void **state)
{
	(void)state;
	struct cache cache;
	struct route route = {.stop_frame = ROUTE_NO_STOP};
	struct route_span skips[] = {{2000, 500000}};
	route_set_skips(&route, skips, 1, 1);
	cache_init(&cache, (struct pcm_format){RATE, 1});
	put(&cache, &route, 0, 0, 2000);
	put(&cache, &route, 0, 499985, 28015);
	assert_holds(&cache, 0, 2000);
	assert_holds(&cache, 499985, 528000);
	/* There is room left, but not for what is never played, instead of what is. */
	put(&cache, &route, 0, 100000, 50000);
	assert_holds(&cache, 0, 2000);
	assert_holds(&cache, 499985, 528000);
	route_release(&route);
	cache_release(&cache);
}

static void cache_joins_what_touches(void **state)
{
	(void)state;
	struct cache cache;
	cache_init(&cache, (struct pcm_format){RATE, 1});
	put(&cache, &straight, 0, 100, 50);
	put(&cache, &straight, 0, 150, 50);
	put(&cache, &straight, 0, 60, 45);
	assert_holds(&cache, 60, 200);
	put(&cache, &straight, 0, 300, 50); /* of this block the new part counts */
	assert_holds(&cache, 300, 350);
	assert_int_equal(cache_count_from(&cache, 100, 10), 0);
	put(&cache, &straight, 0, 340, 700); /* over two borders of blocks */
	assert_holds(&cache, 300, 1040);
	assert_int_equal(cache_count_from(&cache, 310, 20), 20);
	assert_int_equal(cache_count_before(&cache, 1000, 20), 20);
	cache_release(&cache);
}

static void cache_is_bounded_at_absurd_rates(void **state)
{
	(void)state;
	struct cache cache;
	cache_init(&cache, (struct pcm_format){768000, 2});
	assert_true(cache.n_block * CACHE_N_BLOCKS <= 1 << 22);
	assert_true(cache.n_ahead >= 768000);
	cache_release(&cache);
}

static void plan_follows_the_turns(void **state)
{
	(void)state;
	struct plan plan;
	struct route route = {.stop_frame = ROUTE_NO_STOP};
	route_set_skips(&route, (struct route_span[]){{1000, 2000}, {2500, 90000}}, 2, 1);
	plan_make(&plan, &route, 100, 100000, 3000, 15);
	assert_int_equal(plan.n_stretches, 3);
	assert_int_equal(plan.stretches[0].start_frame, 100);
	assert_int_equal(plan.stretches[0].end_frame, 1000);
	assert_int_equal(plan.stretches[1].start_frame, 1985);
	assert_int_equal(plan.stretches[1].end_frame, 2500);
	assert_int_equal(plan.stretches[2].start_frame, 89985);
	assert_int_equal(plan.stretches[2].end_frame, 90000 + 3000 - 900 - 500);
	assert_int_equal(plan_distance(&plan, 500), 400);
	assert_int_equal(plan_distance(&plan, 1985), 900);
	assert_int_equal(plan_distance(&plan, 1500), -1);
	route_release(&route);
}

static void plan_ends_with_a_closed_loop(void **state)
{
	(void)state;
	struct plan plan;
	struct route route = {.stop_frame = ROUTE_NO_STOP};
	route_set_loop(&route, (struct route_span){5, 1000}, 40);
	plan_make(&plan, &route, 500, 100000, 30000, 15);
	assert_int_equal(plan.n_stretches, 2);
	assert_int_equal(plan.stretches[1].start_frame, 0);
	assert_int_equal(plan.stretches[1].end_frame, 1000);
	route_release(&route);
}

static void seams_say_the_frame_of_a_place(void **state)
{
	(void)state;
	struct seams seams;
	seams_reset(&seams, 100);
	struct place place = seams_find(&seams, 150);
	assert_int_equal(place.frame, 150);
	assert_true(place.n_left == INT64_MAX);
	assert_int_equal(place.number, 0);
	seams_add(&seams, 200, 200, 900);
	seams_add(&seams, 250, 950, 10);
	place = seams_find(&seams, 150);
	assert_int_equal(place.n_left, 50);
	place = seams_find(&seams, 220);
	assert_int_equal(place.frame, 920);
	assert_int_equal(place.n_left, 30);
	assert_int_equal(place.number, 1);
	assert_int_equal(place.from_frame, 200);
	assert_int_equal(place.to_frame, 900);
	assert_int_equal(seams_find(&seams, 260).frame, 20);
	seams_cut(&seams, 220);
	place = seams_find(&seams, 260);
	assert_int_equal(place.frame, 960);
	assert_int_equal(place.number, 3); /* 2 was announced, and does not come */
	assert_int_equal(place.from_frame, place.to_frame);
	seams_restart(&seams, 5);
	place = seams_find(&seams, 6);
	assert_int_equal(place.frame, 6);
	assert_int_equal(place.number, 3); /* counted on */
}

static void seams_keep_the_latest(void **state)
{
	(void)state;
	struct seams seams;
	seams_reset(&seams, 0);
	for (int i = 1; i <= 3 * N_SEAMS; i++)
		seams_add(&seams, i * 10, 10, 0);
	struct place place = seams_find(&seams, 3 * N_SEAMS * 10 + 5);
	assert_int_equal(place.frame, 5);
	assert_int_equal(place.number, 3 * N_SEAMS);
	assert_int_equal(seams_find(&seams, 3 * N_SEAMS * 10 - 3).n_left, 3);
}

static void limiter_is_down_in_time_and_comes_up_slowly(void **state)
{
	(void)state;
	struct limiter limiter;
	limiter_reset(&limiter, 8000);
	limiter_see(&limiter, 32767, 16);
	assert_true(limiter_step(&limiter) == 1);
	limiter_see(&limiter, 65534, limiter.n_ahead);
	float former = 1;
	for (int i = 1; i < limiter.n_ahead; i++) {
		float gain = limiter_step(&limiter);
		assert_true(gain < former && gain > 0.5f);
		former = gain;
	}
	assert_true(limiter_step(&limiter) <= 0.5f);
	for (int i = 0; i < 8000 * 50 / 1000 - 1; i++)
		assert_true(limiter_step(&limiter) <= 0.5f);
	int n_rise = 0;
	while (limiter_step(&limiter) < 1)
		n_rise++;
	assert_in_range(n_rise, 790, 810); /* half of 200 ms */
	/* A louder one in the middle of the way down makes it steeper. */
	limiter_see(&limiter, 40000, 16);
	limiter_step(&limiter);
	limiter_see(&limiter, 327670, 4);
	for (int i = 0; i < 4; i++)
		former = limiter_step(&limiter);
	assert_true(former < 0.1001f);
}

static void timeline_finds_what_is_heard(void **state)
{
	(void)state;
	struct timeline timeline;
	timeline_reset(&timeline, 7);
	assert_int_equal(timeline_at(&timeline, 5 * SECOND, 48000, 8000), 7);
	struct note note = {NOTE_MOVES, 1, 0, 0, 0, 48000, 100 * 256, 10 * SECOND, 100};
	timeline_add(&timeline, &note);
	assert_int_equal(timeline_at(&timeline, 10 * SECOND - 1, 48000, 8000), 7);
	assert_int_equal(timeline_at(&timeline, 10 * SECOND + SECOND / 2, 48000, 8000), 4100);
	/* No further than what was played. */
	assert_int_equal(timeline_at(&timeline, 20 * SECOND, 48000, 8000), 8100);
	note = (struct note){NOTE_WAITS, 1, 0, 0, 48000, 0, 8100 * 256, 11 * SECOND, 100};
	timeline_add(&timeline, &note);
	assert_int_equal(timeline_at(&timeline, 30 * SECOND, 48000, 8000), 8100);
	assert_int_equal(timeline_at(&timeline, 10 * SECOND + SECOND / 4, 48000, 8000), 2100);
}

static void timeline_forgets_only_the_oldest(void **state)
{
	(void)state;
	struct timeline timeline;
	timeline_reset(&timeline, 0);
	for (int i = 0; i < 3 * N_TIMELINE_RUNS; i++) {
		struct note note = {
			NOTE_MOVES, 1, 0, 0, 0, 80, i * 80 * 256, i * SECOND / 100, 100};
		timeline_add(&timeline, &note);
	}
	int last = 3 * N_TIMELINE_RUNS - 1;
	assert_int_equal(timeline_at(&timeline, last * SECOND / 100, 8000, 8000), last * 80);
	assert_int_equal(
		timeline_at(&timeline, (last - 100) * SECOND / 100, 8000, 8000), (last - 100) * 80);
}

static void pace_is_even_when_calls_come_late(void **state)
{
	(void)state;
	struct pace pace = {{0}, 0};
	for (int i = 0; i < 100; i++) {
		int64_t even_ns = 5 * SECOND + i * SECOND / 100;
		int64_t late_ns = i % 3 ? i % 7 * 3000000 : 0;
		assert_int_equal(pace_add(&pace, i * 480, 48000, even_ns + late_ns), even_ns);
	}
}

static void pace_follows_the_device(void **state)
{
	(void)state;
	struct pace pace = {{0}, 0};
	for (int i = 0; i < 20; i++)
		assert_int_equal(pace_add(&pace, i * 80, 8000, i * SECOND / 100), i * SECOND / 100);
	/* A break that nobody told of: 50 ms more from here on. */
	int64_t heard_ns = 0;
	for (int i = 20; i < 28; i++)
		heard_ns = pace_add(&pace, i * 80, 8000, i * SECOND / 100 + 50000000);
	assert_int_equal(heard_ns, 27 * SECOND / 100 + 50000000);
	pace_reset(&pace);
	assert_int_equal(pace_add(&pace, 0, 8000, 777), 777);
}

static enum watchdog_verdict watch_for(struct watchdog *dog, double speed, int n_ticks)
{
	watchdog_start(dog, 50 * SECOND);
	for (int i = 1; i <= n_ticks; i++) {
		int64_t now_ns = 50 * SECOND + i * SECOND / 10;
		enum watchdog_verdict verdict =
			watchdog_check(dog, now_ns, (int64_t)(i * 4800 * speed), 48000, 0);
		if (verdict != WATCHDOG_FINE)
			return verdict;
	}
	return WATCHDOG_FINE;
}

static void watchdog_knows_time(void **state)
{
	(void)state;
	struct watchdog dog;
	assert_int_equal(watch_for(&dog, 1, 1000), WATCHDOG_FINE);
	assert_int_equal(watch_for(&dog, 0.6, 1000), WATCHDOG_FINE);
	assert_int_equal(watch_for(&dog, 1.4, 1000), WATCHDOG_FINE);
	assert_int_equal(watch_for(&dog, 0, 11), WATCHDOG_STALLED);
	assert_int_equal(watch_for(&dog, 0.4, 11), WATCHDOG_STALLED);
	assert_int_equal(watch_for(&dog, 0, 9), WATCHDOG_FINE);
	assert_int_equal(watch_for(&dog, 2, 100), WATCHDOG_FREE_RUNNING);
	assert_int_equal(watch_for(&dog, 1000, 1), WATCHDOG_FREE_RUNNING);
}

/* Looked at all the time, and then at ms. */
static enum watchdog_verdict check_underruns(struct watchdog *dog, int64_t ms, uint32_t n)
{
	for (int64_t at_ms = dog->checked_ns / 1000000 + 100; at_ms < ms; at_ms += 100)
		if (watchdog_check(dog, at_ms * 1000000, at_ms * 48, 48000, dog->n_underruns))
			return WATCHDOG_STALLED;
	return watchdog_check(dog, ms * 1000000, ms * 48, 48000, n);
}

static void watchdog_counts_underruns(void **state)
{
	(void)state;
	struct watchdog dog;
	watchdog_start(&dog, 0);
	assert_int_equal(check_underruns(&dog, 500, 3), WATCHDOG_FINE); /* while it starts */
	assert_int_equal(check_underruns(&dog, 1400, 4), WATCHDOG_FINE);
	assert_int_equal(check_underruns(&dog, 2300, 4), WATCHDOG_FINE);
	assert_int_equal(check_underruns(&dog, 12000, 5), WATCHDOG_FINE); /* 10.6 s later */
	assert_int_equal(check_underruns(&dog, 21000, 6), WATCHDOG_UNDERRUNS);
	assert_int_equal(check_underruns(&dog, 40000, 8), WATCHDOG_UNDERRUNS);
}

/* A program that is stopped, or on a machine that is busy with others. */
static void watchdog_blames_nobody_for_its_own_absence(void **state)
{
	(void)state;
	struct watchdog dog;
	assert_int_equal(watch_for(&dog, 1, 15), WATCHDOG_FINE);
	int64_t n_taken = 15 * 4800, now_ns = dog.checked_ns;
	for (uint32_t i = 1; i <= 5; i++) {
		now_ns += 3 * SECOND;
		n_taken += 480;
		assert_int_equal(watchdog_check(&dog, now_ns, n_taken, 48000, 3 * i), WATCHDOG_FINE);
	}
	for (int i = 1; i < 10; i++)
		assert_int_equal(watchdog_check(&dog, now_ns + i * SECOND / 10, n_taken, 48000, 15),
			WATCHDOG_FINE);
	assert_int_equal(
		watchdog_check(&dog, now_ns + SECOND, n_taken, 48000, 15), WATCHDOG_STALLED);
}

struct taken {
	sem_t enough;
	int64_t start_ns, n_frames;
	bool too_early;
};

static void take(void *context, int16_t *frames, size_t n_frames, int64_t delay_ns, bool underflow)
{
	(void)frames, (void)delay_ns, (void)underflow;
	struct taken *taken = context;
	int64_t passed_ns = clock_mono_ns() - taken->start_ns;
	int64_t n_before = taken->n_frames;
	taken->n_frames += (int64_t)n_frames;
	taken->too_early |= taken->n_frames > passed_ns * 8 / 1000000;
	if (n_before < 800 && taken->n_frames >= 800)
		sem_post(&taken->enough);
}

/* However late it comes, it never takes what is still to come. */
static void the_silent_clock_takes_no_more_than_time(void **state)
{
	(void)state;
	struct taken taken = {.start_ns = clock_mono_ns()};
	struct device_wish wish = {.rate_hz = 8000, .channels = 1, .pull = take, .context = &taken};
	struct device_got got;
	enum wire_problem problem;
	struct err err;
	struct device *silent = device_silent_new();
	assert_int_equal(sem_init(&taken.enough, 0, 0), 0);
	assert_true(silent->open(silent, &wish, &got, &problem, &err));
	assert_true(silent->start(silent, &err));
	while (sem_wait(&taken.enough) != 0)
		; /* interrupted */
	silent->close(silent);
	assert_false(taken.too_early);
	silent->free(silent);
	sem_destroy(&taken.enough);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(cache_keeps_what_is_played_soon),
		cmocka_unit_test(cache_holds_places_apart),
		cmocka_unit_test(cache_joins_what_touches),
		cmocka_unit_test(cache_is_bounded_at_absurd_rates),
		cmocka_unit_test(plan_follows_the_turns),
		cmocka_unit_test(plan_ends_with_a_closed_loop),
		cmocka_unit_test(seams_say_the_frame_of_a_place),
		cmocka_unit_test(seams_keep_the_latest),
		cmocka_unit_test(limiter_is_down_in_time_and_comes_up_slowly),
		cmocka_unit_test(timeline_finds_what_is_heard),
		cmocka_unit_test(timeline_forgets_only_the_oldest),
		cmocka_unit_test(pace_is_even_when_calls_come_late),
		cmocka_unit_test(pace_follows_the_device),
		cmocka_unit_test(watchdog_knows_time),
		cmocka_unit_test(watchdog_counts_underruns),
		cmocka_unit_test(watchdog_blames_nobody_for_its_own_absence),
		cmocka_unit_test(the_silent_clock_takes_no_more_than_time),
	};
	return cmocka_run_group_tests_name("speaker_parts", tests, NULL, NULL);
}
