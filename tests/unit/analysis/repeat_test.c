/* Tests of messages that come again: in parts, with another before, and what is none. */
/* SPDX-License-Identifier: MIT */
#include "config.h"

#include "hearing.h"
#include "sound.h"
#include "testing.h"

#define TALK_DB (-24)
#define NOISE_DB (-60)
#define GAP_START 6
#define GAP_END 62
#define LENGTH 68

static struct sound *call(void)
{
	struct sound *sound = sound_new(8000, 1, LENGTH);
	sound_noise(sound, 0, 0, LENGTH, NOISE_DB);
	sound_talk(sound, 0, 0, GAP_START, TALK_DB);
	sound_talk(sound, 0, GAP_END, LENGTH, TALK_DB);
	return sound;
}

/* The same words each time: made from the seed. */
static void say(struct sound *sound, uint32_t words, double from, double to)
{
	uint32_t seed = sound->seed;
	sound->seed = words;
	sound_talk(sound, 0, from, to, TALK_DB - 4);
	sound->seed = seed;
}

static void assert_one_hold(struct sound *sound)
{
	struct analysis *a = hear(sound);
	assert_n_gaps(a, 1);
	assert_gap(a, 0, EVENT_HOLD, GAP_START, GAP_END);
	assert_int_equal(nth_event(a, EVENT_HOLD, 0, 1000)->subtype, SUBTYPE_ANNOUNCE);
	analysis_free(a);
}

static void a_message_in_parts_that_comes_again_is_hold(void **state)
{
	(void)state;
	struct sound *sound = call();
	for (double at = 12; at < 60; at += 18) {
		say(sound, 99, at, at + 1.6);
		say(sound, 77, at + 2.2, at + 4);
	}
	assert_one_hold(sound);
}

/* It is said before a wait, and begins as soon as the party has ended. */
static void the_first_message_may_be_another_by_the_clock(void **state)
{
	(void)state;
	struct sound *sound = call();
	say(sound, 55, 6.6, 9.7);
	for (double at = 21.7; at < 60; at += 15.1)
		say(sound, 99, at, at + 3.1);
	assert_one_hold(sound);
}

/* As far from start to start: a clock that does not wait for the end of a message. */
static void the_clock_may_go_from_start_to_start(void **state)
{
	(void)state;
	struct sound *sound = call();
	say(sound, 55, 8, 10.8);
	for (double at = 22; at < 60; at += 14)
		say(sound, 99, at, at + 4.1);
	assert_one_hold(sound);
}

static void what_is_said_off_the_clock_is_talk(void **state)
{
	(void)state;
	struct sound *sound = call();
	say(sound, 55, 9, 12.1);
	for (double at = 21.7; at < 60; at += 15.1)
		say(sound, 99, at, at + 3.1);
	struct analysis *a = hear(sound);
	assert_n_gaps(a, 2);
	assert_gap(a, 0, EVENT_SILENCE, GAP_START, 9);
	assert_gap(a, 1, EVENT_HOLD, 12.1, GAP_END);
	analysis_free(a);
}

/* What a party says is not taken with the message that follows it. */
static void a_message_right_after_talk_leaves_it(void **state)
{
	(void)state;
	struct sound *sound = call();
	say(sound, 99, 6.6, 9.1);
	for (double at = 26; at < 56; at += 20)
		say(sound, 99, at, at + 2.5);
	assert_one_hold(sound);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_message_in_parts_that_comes_again_is_hold),
		cmocka_unit_test(the_first_message_may_be_another_by_the_clock),
		cmocka_unit_test(the_clock_may_go_from_start_to_start),
		cmocka_unit_test(what_is_said_off_the_clock_is_talk),
		cmocka_unit_test(a_message_right_after_talk_leaves_it),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
