/* Tests of analysis: rings, keys and the other tones of the exchange are neither talk nor gaps. */
/* SPDX-License-Identifier: MIT */
#include "config.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "hearing.h"
#include "testing.h"

#define TALK_DB (-20)
#define NOISE_DB (-50)

/* Talk of 6 s, a gap to be filled, talk of 6 s, over noise. */
static struct sound *call_with_gap(double gap_s)
{
	struct sound *sound = sound_new(8000, 1, 12 + gap_s);
	sound_noise(sound, 0, 0, 12 + gap_s, NOISE_DB);
	sound_talk(sound, 0, 0.3, 6, TALK_DB);
	sound_talk(sound, 0, 6 + gap_s, 11.8 + gap_s, TALK_DB);
	return sound;
}

static void rings_are_counted_and_are_no_gap(void **state)
{
	(void)state;
	struct sound *sound = sound_new(8000, 1, 26);
	sound_noise(sound, 0, 0, 26, NOISE_DB);
	for (int i = 0; i < 3; i++)
		for (int k = 0; k < 2; k++)
			sound_tone(sound, 0, 1 + 6 * i, 3 + 6 * i, 440 + 40 * k, -22);
	sound_talk(sound, 0, 16, 25.8, TALK_DB);
	struct analysis *a = hear(sound);
	const struct event *ring = nth_event(a, EVENT_TONE, 0, 0);
	assert_non_null(ring);
	assert_int_equal(ring->subtype, SUBTYPE_RINGBACK);
	assert_int_equal(ring->detail, 3);
	assert_in_range(ring->start_ms, 950, 1050);
	assert_in_range(ring->end_ms, 14950, 15050);
	assert_n_gaps(a, 2);
	assert_gap(a, 0, EVENT_SILENCE, 0, 1);
	assert_gap(a, 1, EVENT_SILENCE, 15, 16);
	analysis_free(a);
}

/* From the first sample on, with nothing between the rings: the floor is the rings themselves. */
static void rings_out_of_nothing_are_counted(void **state)
{
	(void)state;
	struct sound *sound = sound_new(8000, 1, 26);
	for (int i = 0; i < 8; i++)
		for (int k = 0; k < 2; k++)
			sound_tone(sound, 0, 3 * (i / 2) + 0.6 * (i % 2), 3 * (i / 2) + 0.6 * (i % 2) + 0.4, 400 + 50 * k, -22);
	sound_noise(sound, 0, 12.4, 26, NOISE_DB);
	sound_talk(sound, 0, 12.6, 25.8, TALK_DB);
	struct analysis *a = hear(sound);
	const struct event *ring = nth_event(a, EVENT_TONE, 0, 0);
	assert_non_null(ring);
	assert_int_equal(ring->subtype, SUBTYPE_RINGBACK);
	assert_int_equal(ring->detail, 4);
	assert_in_range(ring->start_ms, 0, 30);
	assert_in_range(ring->end_ms, 9970, 10030);
	assert_n_gaps(a, 1);
	assert_gap(a, 0, EVENT_SILENCE, 10, 12.6);
	analysis_free(a);
}

static void a_fax_is_heard(void **state)
{
	(void)state;
	struct sound *sound = call_with_gap(16);
	for (int i = 0; i < 3; i++)
		sound_tone(sound, 0, 7 + 3.5 * i, 7.5 + 3.5 * i, 1100, -24);
	sound_tone(sound, 0, 17, 20, 2100, -24);
	struct analysis *a = hear(sound);
	const struct event *calling = nth_event(a, EVENT_TONE, 0, 1000);
	const struct event *answer = nth_event(a, EVENT_TONE, 1, 1000);
	assert_non_null(calling);
	assert_non_null(answer);
	assert_int_equal(calling->subtype, SUBTYPE_FAX);
	assert_int_equal(answer->subtype, SUBTYPE_FAX);
	assert_true(llabs(calling->start_ms - 7000) <= 30 && llabs(calling->end_ms - 14500) <= 30);
	assert_int_equal(count_events(a, EVENT_HOLD, 1000), 0);
	analysis_free(a);
}

/* What is heard before the telephone of the agent rings is the queue; later nothing is. */
static void before_the_ringing_is_the_queue(void **state)
{
	(void)state;
	struct sound *sound = sound_new(8000, 1, 60);
	sound_noise(sound, 0, 0, 60, NOISE_DB);
	sound_talk(sound, 0, 0.3, 5, TALK_DB);
	sound_music(sound, 0, 5.4, 20, -26);
	sound_talk(sound, 0, 20.4, 24, TALK_DB);
	sound_tone(sound, 0, 25, 26, 425, -20);
	sound_tone(sound, 0, 30, 31, 425, -20);
	sound_talk(sound, 0, 32, 40, TALK_DB);
	sound_talk(sound, 0, 45, 59.8, TALK_DB);
	struct analysis *a = hear(sound);
	assert_int_equal(nth_event(a, EVENT_HOLD, 0, 1000)->place, PLACE_QUEUE);
	const struct event *silence = nth_event(a, EVENT_SILENCE, 0, 3000);
	assert_non_null(silence);
	assert_true(llabs(silence->start_ms - 40000) <= 30);
	assert_int_equal(silence->place, PLACE_MIDDLE);
	analysis_free(a);
}

static void busy_tone_is_no_gap(void **state)
{
	(void)state;
	struct sound *sound = sound_new(8000, 1, 16);
	sound_noise(sound, 0, 0, 16, NOISE_DB);
	sound_talk(sound, 0, 0.3, 6, TALK_DB);
	for (int i = 0; i < 8; i++)
		sound_tone(sound, 0, 8 + i, 8.5 + i, 425, -20);
	struct analysis *a = hear(sound);
	const struct event *busy = nth_event(a, EVENT_TONE, 0, 0);
	assert_non_null(busy);
	assert_int_equal(busy->subtype, SUBTYPE_BUSY);
	assert_n_gaps(a, 1);
	assert_gap(a, 0, EVENT_SILENCE, 6, 8);
	analysis_free(a);
}

/* Presses these keys for 100 ms each, a period apart. */
static void press(struct sound *sound, int channel, double at, double period, const char *keys)
{
	static const char known[] = "123456789*0#";
	static const int low_hz[4] = {697, 770, 852, 941}, high_hz[3] = {1209, 1336, 1477};
	for (; *keys; keys++, at += period) {
		int i = (int)(strchr(known, *keys) - known);
		sound_tone(sound, channel, at, at + 0.1, low_hz[i / 3], -18);
		sound_tone(sound, channel, at, at + 0.1, high_hz[i % 3], -18);
	}
}

static void assert_keys(const struct analysis *a, const char *keys)
{
	for (int i = 0; i < (int)strlen(keys); i++) {
		const struct event *key = nth_event(a, EVENT_TONE, i, 0);
		assert_non_null(key);
		assert_int_equal(key->subtype, SUBTYPE_DTMF);
		assert_int_equal(key->detail, keys[i]);
	}
	assert_int_equal(count_events(a, EVENT_TONE, 0), (int)strlen(keys));
}

static void keys_are_heard_and_do_not_end_a_gap(void **state)
{
	(void)state;
	struct sound *sound = call_with_gap(12);
	press(sound, 0, 10, 0.3, "190");
	struct analysis *a = hear(sound);
	assert_n_gaps(a, 1);
	assert_gap(a, 0, EVENT_SILENCE, 6, 18);
	assert_keys(a, "190");
	analysis_free(a);
}

static void assert_talk(const struct analysis *a, int n, double start, double end)
{
	const struct event *talk = nth_event(a, EVENT_TALK, n, 0);
	assert_non_null(talk);
	assert_true(llabs(talk->start_ms - llround(1000 * start)) <= 30);
	assert_true(llabs(talk->end_ms - llround(1000 * end)) <= 30);
}

/* So quickly that there is no pause in which a word would end. What was dialled parts the silence. */
static void a_number_dialled_is_neither_talk_nor_gap(void **state)
{
	(void)state;
	struct sound *sound = call_with_gap(7.2);
	press(sound, 0, 8, 0.2, "1234567890*#1234");
	struct analysis *a = hear(sound);
	assert_keys(a, "1234567890*#1234");
	assert_int_equal(count_events(a, EVENT_TALK, 0), 2);
	assert_talk(a, 0, 0.3, 6);
	assert_talk(a, 1, 13.2, 19);
	assert_n_gaps(a, 2);
	assert_gap(a, 0, EVENT_SILENCE, 6, 8);
	assert_gap(a, 1, EVENT_SILENCE, 11.1, 13.2);
	analysis_free(a);
}

/* Right after a word, and with one in the midst of them. */
static void words_between_keys_are_talk(void **state)
{
	(void)state;
	struct sound *sound = call_with_gap(8);
	press(sound, 0, 6.1, 0.2, "123456");
	sound_speech(sound, 0, 7.3, 7.9, TALK_DB);
	press(sound, 0, 8, 0.2, "789012");
	struct analysis *a = hear(sound);
	assert_keys(a, "123456789012");
	assert_int_equal(count_events(a, EVENT_TALK, 0), 3);
	assert_talk(a, 0, 0.3, 6);
	assert_talk(a, 1, 7.3, 7.9);
	assert_talk(a, 2, 14, 19.8);
	analysis_free(a);
}

static void a_key_does_not_part_talk(void **state)
{
	(void)state;
	struct sound *sound = call_with_gap(0.24);
	press(sound, 0, 6.07, 0.2, "5");
	struct analysis *a = hear(sound);
	assert_keys(a, "5");
	assert_n_gaps(a, 0);
	assert_int_equal(count_events(a, EVENT_TALK, 0), 1);
	analysis_free(a);
}

/* The floor is then the keys themselves. */
static void keys_and_nothing_else_are_no_talk(void **state)
{
	(void)state;
	struct sound *sound = sound_new(8000, 2, 1.54);
	for (int c = 0; c < 2; c++) {
		sound_noise(sound, c, 0, 1.54, NOISE_DB - 20 * c);
		press(sound, c, 0, 0.16, "1928374650");
	}
	struct analysis *a = hear(sound);
	assert_int_equal(count_events(a, EVENT_TALK, 0), 0);
	assert_int_equal(count_events(a, EVENT_OVERTALK, 0), 0);
	assert_int_equal(count_events(a, EVENT_TONE, 0), 20);
	assert_int_equal(count_events(a, EVENT_TONE, 120), 0);
	analysis_free(a);
}

/* The last hop is of 7.5 ms. */
static void a_tone_ends_where_the_sound_ends(void **state)
{
	(void)state;
	struct sound *sound = sound_new(8000, 1, 16);
	sound_noise(sound, 0, 0, 16, NOISE_DB);
	sound_talk(sound, 0, 0.3, 6, TALK_DB);
	for (int i = 0; i < 7; i++)
		sound_tone(sound, 0, 8 + i, 8.5 + i, 425, -20);
	sound_tone(sound, 0, 15, 16, 425, -20);
	sound->n_frames -= 8 * 500 + 20;
	struct analysis *a = hear(sound);
	const struct event *busy = nth_event(a, EVENT_TONE, 0, 0);
	assert_non_null(busy);
	assert_int_equal(busy->end_ms, 15498); /* rounded */
	assert_int_equal(analysis_settled_ms(a), 15498);
	analysis_free(a);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(rings_are_counted_and_are_no_gap),
		cmocka_unit_test(rings_out_of_nothing_are_counted),
		cmocka_unit_test(a_fax_is_heard),
		cmocka_unit_test(before_the_ringing_is_the_queue),
		cmocka_unit_test(busy_tone_is_no_gap),
		cmocka_unit_test(keys_are_heard_and_do_not_end_a_gap),
		cmocka_unit_test(a_number_dialled_is_neither_talk_nor_gap),
		cmocka_unit_test(words_between_keys_are_talk),
		cmocka_unit_test(a_key_does_not_part_talk),
		cmocka_unit_test(keys_and_nothing_else_are_no_talk),
		cmocka_unit_test(a_tone_ends_where_the_sound_ends),
	};
	return cmocka_run_group_tests_name("tones", tests, NULL, NULL);
}
