/* Tests of analysis: holds told from silence and from talk. */
/* SPDX-License-Identifier: MIT */
#include "config.h"

#include <math.h>
#include <stdlib.h>

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

static void assert_subtype(const struct analysis *a, enum event_subtype subtype)
{
	const struct event *hold = nth_event(a, EVENT_HOLD, 0, 1000);
	assert_non_null(hold);
	assert_int_equal(hold->subtype, subtype);
}

static void music_is_a_hold_with_the_silence_around_it(void **state)
{
	(void)state;
	for (int length_s = 8; length_s <= 70; length_s += 31) {
		struct sound *sound = call_with_gap(length_s);
		sound_music(sound, 0, 6.4, 5.6 + length_s, -26);
		struct analysis *a = hear(sound);
		assert_n_gaps(a, 1);
		assert_gap(a, 0, EVENT_HOLD, 6, 6 + length_s);
		assert_subtype(a, SUBTYPE_MUSIC);
		analysis_free(a);
	}
}

/* So slow that there is a rest after each note, and so pure that likeness to music says nothing. */
static void single_notes_are_a_hold(void **state)
{
	(void)state;
	struct sound *sound = call_with_gap(20);
	sound_notes(sound, 0, 6.4, 25.6, -24);
	struct analysis *a = hear(sound);
	assert_n_gaps(a, 1);
	assert_gap(a, 0, EVENT_HOLD, 6, 26);
	assert_subtype(a, SUBTYPE_MUSIC);
	analysis_free(a);
}

static void music_in_pieces_is_one_hold(void **state)
{
	(void)state;
	struct sound *sound = call_with_gap(40);
	sound_music(sound, 0, 6.4, 18, -26);
	sound_music(sound, 0, 24, 45, -26);
	struct analysis *a = hear(sound);
	assert_n_gaps(a, 1);
	assert_gap(a, 0, EVENT_HOLD, 6, 46);
	analysis_free(a);
}

/* A line that hums, swapped for a softer one with beeps: the hum before and after it is the line,
 * though the floor is the softer one's for seconds. */
static void hum_beside_a_swapped_line_is_no_talk(void **state)
{
	(void)state;
	struct sound *sound = sound_new(8000, 1, 60);
	sound_noise(sound, 0, 0, 60, -54);
	sound_hum(sound, 0, 50, -34);
	sound_tone(sound, 0, 0, 60, 100, -42);
	sound_tone(sound, 0, 0, 60, 150, -38);
	sound_talk(sound, 0, 0.3, 14, TALK_DB);
	sound_erase(sound, 0, 14.35, 37.6);
	sound_noise(sound, 0, 14.35, 37.6, -66);
	for (double at = 15; at < 37; at += 10)
		sound_tone(sound, 0, at, at + 0.3, 800, -22);
	sound_talk(sound, 0, 38, 40, TALK_DB);
	sound_talk(sound, 0, 44, 60, TALK_DB);
	struct analysis *a = hear(sound);
	assert_n_gaps(a, 2);
	assert_gap(a, 0, EVENT_HOLD, 14, 38);
	assert_gap(a, 1, EVENT_SILENCE, 40, 44);
	analysis_free(a);
}

static void a_tone_in_music_is_no_signal(void **state)
{
	(void)state;
	struct sound *sound = call_with_gap(24);
	sound_music(sound, 0, 6.4, 29.6, -32);
	sound_tone(sound, 0, 16, 17.2, 425, -14);
	struct analysis *a = hear(sound);
	assert_int_equal(count_events(a, EVENT_TONE, 0), 0);
	assert_n_gaps(a, 1);
	assert_gap(a, 0, EVENT_HOLD, 6, 30);
	analysis_free(a);
}

static void an_announcement_over_music_is_hold(void **state)
{
	(void)state;
	struct sound *sound = call_with_gap(30);
	sound_music(sound, 0, 6.4, 35.6, -26);
	sound_talk(sound, 0, 18, 21, TALK_DB);
	struct analysis *a = hear(sound);
	assert_n_gaps(a, 1);
	assert_gap(a, 0, EVENT_HOLD, 6, 36);
	analysis_free(a);
}

static void talk_between_two_holds_is_talk(void **state)
{
	(void)state;
	struct sound *sound = call_with_gap(46);
	sound_music(sound, 0, 6.4, 25.6, -26);
	sound_talk(sound, 0, 26, 32, TALK_DB);
	sound_music(sound, 0, 32.4, 51.6, -26);
	struct analysis *a = hear(sound);
	assert_n_gaps(a, 2);
	assert_gap(a, 0, EVENT_HOLD, 6, 26);
	assert_gap(a, 1, EVENT_HOLD, 32, 52);
	analysis_free(a);
}

static void music_on_one_leg_is_hold_on_stereo(void **state)
{
	(void)state;
	struct sound *sound = sound_new(8000, 2, 40);
	sound_noise(sound, 0, 0, 40, NOISE_DB);
	sound_noise(sound, 1, 0, 40, NOISE_DB - 4);
	sound_talk(sound, 0, 0.5, 5, TALK_DB);
	sound_talk(sound, 1, 5.2, 10, TALK_DB);
	sound_music(sound, 0, 10.3, 29.6, -28);
	sound_talk(sound, 0, 30, 39.8, TALK_DB);
	struct analysis *a = hear(sound);
	assert_n_gaps(a, 1);
	assert_gap(a, 0, EVENT_HOLD, 10, 30);
	const struct event *hold = nth_event(a, EVENT_HOLD, 0, 1000);
	assert_int_equal(hold->before, PARTY_CUSTOMER);
	assert_int_equal(hold->after, PARTY_AGENT);
	assert_int_equal(hold->channel, -1);
	analysis_free(a);
}

static void beeps_at_an_even_pace_are_a_hold(void **state)
{
	(void)state;
	struct sound *sound = call_with_gap(32);
	for (double at = 6.5; at < 38; at += 10)
		sound_tone(sound, 0, at, at + 0.25, 1400, -26);
	struct analysis *a = hear(sound);
	assert_n_gaps(a, 1);
	assert_gap(a, 0, EVENT_HOLD, 6, 38);
	assert_subtype(a, SUBTYPE_BEEP);
	analysis_free(a);
}

static void one_beep_is_no_hold(void **state)
{
	(void)state;
	struct sound *sound = call_with_gap(12);
	sound_tone(sound, 0, 11, 11.3, 1000, -26);
	struct analysis *a = hear(sound);
	assert_n_gaps(a, 1);
	assert_gap(a, 0, EVENT_SILENCE, 6, 18);
	analysis_free(a);
}

/* The same words each time: made from the same seed. */
static void announcement(struct sound *sound, double at)
{
	uint32_t seed = sound->seed;
	sound->seed = 99;
	sound_talk(sound, 0, at, at + 2.1, TALK_DB - 4);
	sound->seed = seed;
}

static void an_announcement_that_repeats_is_hold(void **state)
{
	(void)state;
	struct sound *sound = call_with_gap(50);
	for (double at = 12; at < 50; at += 16)
		announcement(sound, at);
	struct analysis *a = hear(sound);
	assert_n_gaps(a, 1);
	assert_gap(a, 0, EVENT_HOLD, 6, 56);
	assert_subtype(a, SUBTYPE_ANNOUNCE);
	assert_int_equal(count_events(a, EVENT_TALK, 0), 2);
	analysis_free(a);
}

static void different_words_between_silences_are_talk(void **state)
{
	(void)state;
	struct sound *sound = call_with_gap(50);
	for (double at = 12; at < 50; at += 16)
		sound_talk(sound, 0, at, at + 2.1, TALK_DB - 4);
	struct analysis *a = hear(sound);
	assert_n_gaps(a, 4);
	assert_int_equal(count_events(a, EVENT_HOLD, 0), 0);
	analysis_free(a);
}

static struct sound *call_with_swapped_line(double level_db)
{
	struct sound *sound = sound_new(8000, 1, 40);
	sound_noise(sound, 0, 0, 40, NOISE_DB);
	sound_talk(sound, 0, 0.5, 6, TALK_DB);
	sound_talk(sound, 0, 6.8, 10, TALK_DB);
	sound_talk(sound, 0, 30, 35, TALK_DB);
	sound_talk(sound, 0, 35.8, 40, TALK_DB);
	sound_erase(sound, 0, 10.4, 29.6);
	if (level_db > -100)
		sound_noise(sound, 0, 10.4, 29.6, level_db);
	return sound;
}

static void a_swapped_line_is_hold(void **state)
{
	(void)state;
	static const double levels_db[] = {-130, -62, -42};
	for (size_t i = 0; i < sizeof levels_db / sizeof *levels_db; i++) {
		struct analysis *a = hear(call_with_swapped_line(levels_db[i]));
		assert_n_gaps(a, 1);
		assert_gap(a, 0, EVENT_HOLD, 10, 30);
		assert_subtype(a, SUBTYPE_DIGITAL);
		analysis_free(a);
	}
}

static void the_last_word_before_a_swapped_line_is_a_party_s(void **state)
{
	(void)state;
	struct sound *sound = call_with_gap(30);
	sound_talk(sound, 0, 8, 10, TALK_DB); /* with line noise after it: 0.3 s */
	sound_erase(sound, 0, 10.3, 35.6);
	struct analysis *a = hear(sound);
	assert_gap(a, 0, EVENT_SILENCE, 6, 8);
	assert_gap(a, 1, EVENT_HOLD, 10, 36);
	analysis_free(a);
}

static void other_people_in_the_room_are_not_talk(void **state)
{
	(void)state;
	struct sound *sound = call_with_gap(20);
	sound_talk(sound, 0, 7, 25, TALK_DB - 28);
	struct analysis *a = hear(sound);
	assert_n_gaps(a, 1);
	assert_gap(a, 0, EVENT_SILENCE, 6, 26);
	analysis_free(a);
}

static void an_announcement_on_a_swapped_line_is_hold(void **state)
{
	(void)state;
	struct sound *sound = call_with_swapped_line(-64);
	sound_talk(sound, 0, 10.4, 14, TALK_DB);
	sound_talk(sound, 0, 22, 25, TALK_DB);
	struct analysis *a = hear(sound);
	assert_n_gaps(a, 1);
	assert_gap(a, 0, EVENT_HOLD, 10, 30);
	assert_subtype(a, SUBTYPE_ANNOUNCE);
	analysis_free(a);
}

static void a_gain_that_rises_in_silence_is_no_hold(void **state)
{
	(void)state;
	struct sound *sound = sound_new(8000, 1, 40);
	for (int i = 0; i < 400; i++) {
		double at = 0.1 * i, quiet = at > 10 && at < 30 ? at - 10 : 0;
		sound_noise(sound, 0, at, at + 0.1, -56 + fmin(8, 0.8 * quiet));
	}
	sound_talk(sound, 0, 1, 6, TALK_DB);
	sound_talk(sound, 0, 7, 10, TALK_DB);
	sound_talk(sound, 0, 30, 40, TALK_DB);
	struct analysis *a = hear(sound);
	assert_gap(a, 2, EVENT_SILENCE, 10, 30);
	assert_int_equal(count_events(a, EVENT_HOLD, 0), 0);
	analysis_free(a);
}

static void both_at_once_is_overtalk(void **state)
{
	(void)state;
	struct sound *sound = sound_new(8000, 2, 20);
	sound_noise(sound, 0, 0, 20, NOISE_DB);
	sound_noise(sound, 1, 0, 20, NOISE_DB);
	sound_talk(sound, 0, 1, 9, TALK_DB);
	sound_talk(sound, 1, 8, 14, TALK_DB - 3);
	struct analysis *a = hear(sound);
	assert_int_equal(count_events(a, EVENT_OVERTALK, 0), 1);
	const struct event *both = nth_event(a, EVENT_OVERTALK, 0, 0);
	assert_in_range(both->start_ms, 7970, 8030);
	assert_in_range(both->end_ms, 8970, 9030);
	assert_int_equal(both->before, PARTY_AGENT);
	assert_int_equal(both->after, PARTY_CUSTOMER);
	analysis_free(a);
}

static void an_echo_is_not_talk(void **state)
{
	(void)state;
	struct sound *sound = sound_new(8000, 2, 30);
	sound_noise(sound, 1, 0, 30, NOISE_DB - 8);
	sound_talk(sound, 0, 0.5, 8, TALK_DB);
	sound_talk(sound, 0, 12, 29.5, TALK_DB);
	for (int64_t i = sound->n_frames - 1; i >= 1200; i--) /* 150 ms later, 24 dB down */
		sound->samples[2 * i + 1] += 0.063f * sound->samples[2 * (i - 1200)];
	sound_noise(sound, 0, 0, 30, NOISE_DB);
	struct analysis *a = hear(sound);
	assert_n_gaps(a, 1);
	assert_gap(a, 0, EVENT_SILENCE, 8, 12);
	assert_int_equal(count_events(a, EVENT_OVERTALK, 0), 0);
	assert_int_equal(nth_event(a, EVENT_SILENCE, 0, 1000)->before, PARTY_AGENT);
	analysis_free(a);
}

static void plain_talk_is_never_hold(void **state)
{
	(void)state;
	for (uint32_t seed = 1; seed <= 4; seed++) {
		struct sound *sound = sound_new(8000, 1, 60);
		sound->seed = seed;
		sound_noise(sound, 0, 0, 60, -60 + 6 * (double)seed);
		sound_hum(sound, 0, 50, -45);
		sound_talk(sound, 0, 0, 60, TALK_DB);
		struct analysis *a = hear(sound);
		assert_int_equal(count_events(a, EVENT_HOLD, 0), 0);
		assert_n_gaps(a, 0);
		analysis_free(a);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(music_is_a_hold_with_the_silence_around_it),
		cmocka_unit_test(single_notes_are_a_hold),
		cmocka_unit_test(music_in_pieces_is_one_hold),
		cmocka_unit_test(hum_beside_a_swapped_line_is_no_talk),
		cmocka_unit_test(a_tone_in_music_is_no_signal),
		cmocka_unit_test(an_announcement_over_music_is_hold),
		cmocka_unit_test(talk_between_two_holds_is_talk),
		cmocka_unit_test(music_on_one_leg_is_hold_on_stereo),
		cmocka_unit_test(beeps_at_an_even_pace_are_a_hold),
		cmocka_unit_test(one_beep_is_no_hold),
		cmocka_unit_test(an_announcement_that_repeats_is_hold),
		cmocka_unit_test(different_words_between_silences_are_talk),
		cmocka_unit_test(a_swapped_line_is_hold),
		cmocka_unit_test(the_last_word_before_a_swapped_line_is_a_party_s),
		cmocka_unit_test(other_people_in_the_room_are_not_talk),
		cmocka_unit_test(an_announcement_on_a_swapped_line_is_hold),
		cmocka_unit_test(a_gain_that_rises_in_silence_is_no_hold),
		cmocka_unit_test(both_at_once_is_overtalk),
		cmocka_unit_test(an_echo_is_not_talk),
		cmocka_unit_test(plain_talk_is_never_hold),
	};
	return cmocka_run_group_tests_name("hold", tests, NULL, NULL);
}
