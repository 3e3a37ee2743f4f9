/* Tests of model: classes of gaps, their words, and the envelope at every zoom. */
/* SPDX-License-Identifier: MIT */
#include "config.h"

#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "model/envelope.h"
#include "model/event.h"
#include "model/pcm.h"
#include "testing.h"

static enum gap_class class_of(enum event_kind kind, int64_t length_ms)
{
	struct event event = {.start_ms = 1000, .end_ms = 1000 + length_ms, .kind = kind};
	return event_gap_class(&event, &gap_limits_default);
}

static void a_length_on_a_limit_is_of_the_lower_class(void **state)
{
	(void)state;
	assert_int_equal(class_of(EVENT_SILENCE, 3000), GAP_NONE);
	assert_int_equal(class_of(EVENT_SILENCE, 3010), GAP_OVER3);
	assert_int_equal(class_of(EVENT_HOLD, 15000), GAP_OVER3);
	assert_int_equal(class_of(EVENT_HOLD, 15010), GAP_OVER15);
	assert_int_equal(class_of(EVENT_SILENCE, 60000), GAP_OVER15);
	assert_int_equal(class_of(EVENT_SILENCE, 60010), GAP_OVER60);
	assert_int_equal(class_of(EVENT_TALK, 60010), GAP_NONE);
}

static void class_words_follow_the_limits(void **state)
{
	(void)state;
	char buf[24];
	struct gap_limits limits;
	assert_string_equal(gap_class_word(GAP_OVER3, &gap_limits_default, buf), "over3");
	assert_true(gap_limits_parse("2, 10.5,45", &limits));
	assert_string_equal(gap_class_word(GAP_OVER15, &limits, buf), "over10.5");
	assert_null(gap_class_word(GAP_NONE, &limits, buf));
	static const char *const wrong[] = {"", "3,15", "3,15,60,", "15,3,60", "3,3,60", "0.4,3,60",
		"3,15,9999", "a,b,c"};
	for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++)
		assert_false(gap_limits_parse(wrong[i], &limits));
}

static void envelope_answers_as_a_plain_search_does(void **state)
{
	(void)state;
	enum { N = 5000 };
	uint8_t *level = mem_alloc(N);
	srand(7);
	for (int i = 0; i < N; i++)
		level[i] = (uint8_t)(rand() % 256);
	struct envelope envelope = {.channels = 1};
	for (int at = 0, n; at < N; at += n) {
		n = 1 + rand() % 300;
		if (at + n > N)
			n = N - at;
		const uint8_t *const part[2] = {level + at, NULL};
		envelope_add(&envelope, part, n);
	}
	for (int i = 0; i < 2000; i++) {
		int from = rand() % N, to = from + rand() % (N - from + 1);
		uint8_t max = 0;
		for (int k = from; k < to; k++)
			if (level[k] > max)
				max = level[k];
		assert_int_equal(envelope_max(&envelope, 0, from, to), max);
	}
	assert_int_equal(envelope_max(&envelope, 0, -10, N + 10), envelope_max(&envelope, 0, 0, N));
	assert_int_equal(envelope_max(&envelope, 1, 0, N), 0);
	struct envelope copy = {0};
	envelope_copy(&copy, &envelope);
	assert_int_equal(envelope_max(&copy, 0, 17, 4000), envelope_max(&envelope, 0, 17, 4000));
	envelope_release(&copy);
	envelope_release(&envelope);
	free(level);
}

static void levels_are_bytes(void **state)
{
	(void)state;
	assert_int_equal(envelope_byte(0), 255);
	assert_int_equal(envelope_byte(-50), 155);
	assert_int_equal(envelope_byte(-500), 0);
	assert_true(envelope_db(155) == -50.0);
}

static void frames_and_milliseconds_agree(void **state)
{
	(void)state;
	assert_int_equal(pcm_ms_to_frames(pcm_frames_to_ms(8000 * 86400LL, 8000), 8000), 8000 * 86400LL);
	assert_int_equal(pcm_frames_to_ms(44100 / 2, 44100), 500);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_length_on_a_limit_is_of_the_lower_class),
		cmocka_unit_test(class_words_follow_the_limits),
		cmocka_unit_test(envelope_answers_as_a_plain_search_does),
		cmocka_unit_test(levels_are_bytes),
		cmocka_unit_test(frames_and_milliseconds_agree),
	};
	return cmocka_run_group_tests_name("model", tests, NULL, NULL);
}
