/* Tests of the speaker's small parts: cache, timeline, watchdog. */
/* SPDX-License-Identifier: MIT */
#include "config.h"

#include <string.h>

#include "speaker/cache.h"
#include "speaker/pace.h"
#include "speaker/timeline.h"
#include "speaker/watchdog.h"
#include "testing.h"

#define RATE 1000
#define SECOND INT64_C(1000000000)

/* Frame n of the content is the sample n % 30000. */
static void put(struct cache *cache, int64_t cursor, int64_t start, int64_t n)
{
	int16_t frames[60000];
	for (int64_t i = 0; i < n; i++)
		frames[i] = (int16_t)((start + i) % 30000);
	cache_put(cache, cursor, start, frames, n);
}

static void assert_holds(const struct cache *cache, int64_t from, int64_t to)
{
	int16_t frame;
	assert_int_equal(cache->from, from);
	assert_int_equal(cache->to, to);
	for (int64_t i = from; i < to; i++) {
		assert_int_equal(cache_get(cache, i, &frame, 1), 1);
		assert_int_equal(frame, i % 30000);
	}
	assert_int_equal(cache_get(cache, to, &frame, 1), 0);
	if (from > 0)
		assert_int_equal(cache_get(cache, from - 1, &frame, 1), 0);
}

static void cache_keeps_a_window(void **state)
{
	(void)state;
	struct cache cache;
	cache_init(&cache, (struct pcm_format){RATE, 1});
	put(&cache, 0, 0, 50000);
	assert_holds(&cache, 0, 30000);
	put(&cache, 25000, 30000, 20000);
	assert_holds(&cache, 15000, 50000);
	put(&cache, 50000, 45000, 50000);
	assert_holds(&cache, 40000, 80000);
	cache_release(&cache);
}

static void cache_drops_what_does_not_touch(void **state)
{
	(void)state;
	struct cache cache;
	cache_init(&cache, (struct pcm_format){RATE, 1});
	put(&cache, 0, 1, 100);
	assert_holds(&cache, 0, 0);
	put(&cache, 0, 0, 100);
	put(&cache, 0, 150, 100);
	assert_holds(&cache, 0, 100);
	cache_move(&cache, 5000);
	put(&cache, 5000, 100, 100);
	assert_holds(&cache, 5000, 5000);
	put(&cache, 5000, 4000, 3000);
	assert_holds(&cache, 4000, 7000);
	put(&cache, 5000, 3500, 500);
	assert_holds(&cache, 3500, 7000);
	cache_move(&cache, 3500);
	assert_holds(&cache, 3500, 7000);
	cache_move(&cache, 7001);
	assert_holds(&cache, 7001, 7001);
	cache_release(&cache);
}

static void cache_is_bounded_at_absurd_rates(void **state)
{
	(void)state;
	struct cache cache;
	cache_init(&cache, (struct pcm_format){768000, 2});
	assert_true(cache.n_room <= 1 << 22);
	assert_true(cache_window_end(&cache, 0) >= 768000);
	cache_release(&cache);
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

static enum watchdog_verdict check_underruns(struct watchdog *dog, int64_t ms, uint32_t n)
{
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

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(cache_keeps_a_window),
		cmocka_unit_test(cache_drops_what_does_not_touch),
		cmocka_unit_test(cache_is_bounded_at_absurd_rates),
		cmocka_unit_test(timeline_finds_what_is_heard),
		cmocka_unit_test(timeline_forgets_only_the_oldest),
		cmocka_unit_test(pace_is_even_when_calls_come_late),
		cmocka_unit_test(pace_follows_the_device),
		cmocka_unit_test(watchdog_knows_time),
		cmocka_unit_test(watchdog_counts_underruns),
	};
	return cmocka_run_group_tests_name("speaker_parts", tests, NULL, NULL);
}
