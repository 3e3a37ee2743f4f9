/* Tests of analysis: silence and talk on lines of all kinds, and its promises as a stream. */
/* SPDX-License-Identifier: MIT */
#include "config.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "analysis/hearing.h"
#include "hearing.h"
#include "testing.h"

#define AGENT_DB (-20)
#define NOISE_DB (-50)

/* Talk, a gap, talk, over noise; one channel. */
static struct sound *call_with_gap(int rate_hz, double gap_s)
{
	struct sound *sound = sound_new(rate_hz, 1, 8 + gap_s);
	sound_noise(sound, 0, 0, 8 + gap_s, NOISE_DB);
	sound_talk(sound, 0, 0.3, 4, AGENT_DB);
	sound_talk(sound, 0, 4 + gap_s, 7.8 + gap_s, AGENT_DB);
	return sound;
}

static void gaps_near_a_limit_fall_on_the_right_side(void **state)
{
	(void)state;
	static const struct {
		double length_s;
		enum gap_class class;
	} cases[] = {{2.9, GAP_NONE}, {3.1, GAP_OVER3}, {14.9, GAP_OVER3}, {15.1, GAP_OVER15},
		{59.9, GAP_OVER15}, {60.1, GAP_OVER60}};
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		struct analysis *a = hear(call_with_gap(8000, cases[i].length_s));
		assert_n_gaps(a, 1);
		assert_gap(a, 0, EVENT_SILENCE, 4, 4 + cases[i].length_s);
		const struct event *gap = nth_event(a, EVENT_SILENCE, 0, 1000);
		assert_int_equal(event_gap_class(gap, &gap_limits_default), cases[i].class);
		analysis_free(a);
	}
}

static void any_rate_gives_the_same_gap(void **state)
{
	(void)state;
	static const int rates_hz[] = {6000, 8000, 11025, 16000, 22050, 44100, 48000, 192000};
	for (size_t i = 0; i < sizeof rates_hz / sizeof *rates_hz; i++) {
		struct analysis *a = hear(call_with_gap(rates_hz[i], 3.5));
		assert_n_gaps(a, 1);
		assert_gap(a, 0, EVENT_SILENCE, 4, 7.5);
		analysis_free(a);
	}
}

static void absurd_rates_are_heard(void **state)
{
	(void)state;
	static const int rates_hz[] = {1000, 1001, 7999, 15999, 768000};
	for (size_t i = 0; i < sizeof rates_hz / sizeof *rates_hz; i++) {
		struct sound *sound = sound_new(rates_hz[i], 2, 1.255);
		sound_noise(sound, 0, 0, 1.255, NOISE_DB);
		struct analysis *a = hear(sound);
		assert_int_equal(analysis_get_envelope(a)->n_hops, 126);
		assert_n_gaps(a, 1);
		assert_int_equal(nth_event(a, EVENT_SILENCE, 0, 0)->end_ms, analysis_settled_ms(a));
		assert_in_range(analysis_settled_ms(a), 1254, 1256);
		analysis_free(a);
	}
}

static void places_are_told(void **state)
{
	(void)state;
	struct sound *sound = sound_new(8000, 1, 20);
	sound_noise(sound, 0, 0, 20, NOISE_DB);
	sound_talk(sound, 0, 4, 8, AGENT_DB);
	sound_talk(sound, 0, 10, 14, AGENT_DB);
	struct analysis *a = hear(sound);
	assert_n_gaps(a, 3);
	assert_gap(a, 0, EVENT_SILENCE, 0, 4);
	assert_gap(a, 1, EVENT_SILENCE, 8, 10);
	assert_gap(a, 2, EVENT_SILENCE, 14, 20);
	assert_int_equal(nth_event(a, EVENT_SILENCE, 0, 1000)->place, PLACE_START);
	assert_int_equal(nth_event(a, EVENT_SILENCE, 1, 1000)->place, PLACE_MIDDLE);
	assert_int_equal(nth_event(a, EVENT_SILENCE, 2, 1000)->place, PLACE_END);
	assert_int_equal(nth_event(a, EVENT_SILENCE, 1, 1000)->before, PARTY_NONE);
	analysis_free(a);
}

static struct sound *stereo_call(void)
{
	struct sound *sound = sound_new(8000, 2, 30);
	sound_noise(sound, 0, 0, 30, NOISE_DB);
	sound_noise(sound, 1, 0, 30, -58);
	sound_talk(sound, 0, 0, 5, AGENT_DB);
	sound_talk(sound, 1, 8, 12, AGENT_DB);
	sound_talk(sound, 0, 13, 16, AGENT_DB);
	sound_talk(sound, 1, 15, 18, AGENT_DB);
	sound_talk(sound, 0, 22, 30, AGENT_DB);
	return sound;
}

static void stereo_says_who_spoke(void **state)
{
	(void)state;
	struct analysis_options options = analysis_options_default;
	for (options.agent_channel = 0; options.agent_channel < 2; options.agent_channel++) {
		struct analysis *a = hear_with(stereo_call(), &options);
		enum party left = options.agent_channel ? PARTY_CUSTOMER : PARTY_AGENT;
		enum party right = options.agent_channel ? PARTY_AGENT : PARTY_CUSTOMER;
		assert_n_gaps(a, 3);
		assert_gap(a, 0, EVENT_SILENCE, 5, 8);
		assert_gap(a, 1, EVENT_SILENCE, 12, 13);
		assert_gap(a, 2, EVENT_SILENCE, 18, 22);
		assert_int_equal(nth_event(a, EVENT_SILENCE, 0, 1000)->before, left);
		assert_int_equal(nth_event(a, EVENT_SILENCE, 0, 1000)->after, right);
		assert_int_equal(nth_event(a, EVENT_SILENCE, 2, 1000)->before, right);
		assert_int_equal(nth_event(a, EVENT_SILENCE, 2, 1000)->after, left);
		analysis_free(a);
	}
}

static void small_sounds_do_not_end_a_gap(void **state)
{
	(void)state;
	struct sound *sound = call_with_gap(8000, 30);
	sound_click(sound, 0, 6, -6);
	sound_typing(sound, 0, 8, 16, -12);
	sound_breath(sound, 0, 18, 18.8, -32);
	sound_breath(sound, 0, 20, 21.1, -38);
	sound_click(sound, 0, 25, 0);
	struct analysis *a = hear(sound);
	assert_n_gaps(a, 1);
	assert_gap(a, 0, EVENT_SILENCE, 4, 34);
	analysis_free(a);
}

static void a_short_word_ends_a_gap(void **state)
{
	(void)state;
	struct sound *sound = call_with_gap(8000, 20);
	sound_speech(sound, 0, 14, 14.15, AGENT_DB);
	struct analysis *a = hear(sound);
	assert_n_gaps(a, 2);
	assert_gap(a, 0, EVENT_SILENCE, 4, 14);
	assert_gap(a, 1, EVENT_SILENCE, 14.15, 24);
	analysis_free(a);
}

static void a_quiet_customer_is_talk(void **state)
{
	(void)state;
	struct sound *sound = call_with_gap(8000, 20);
	sound_talk(sound, 0, 10, 14, AGENT_DB - 18);
	struct analysis *a = hear(sound);
	assert_n_gaps(a, 2);
	assert_gap(a, 0, EVENT_SILENCE, 4, 10);
	assert_gap(a, 1, EVENT_SILENCE, 14, 24);
	analysis_free(a);
}

static void hum_and_dc_change_nothing(void **state)
{
	(void)state;
	for (int hz = 50; hz <= 60; hz += 10) {
		struct sound *sound = call_with_gap(8000, 6);
		sound_hum(sound, 0, hz, -32);
		sound_dc(sound, 0, 0.2);
		struct analysis *a = hear(sound);
		assert_n_gaps(a, 1);
		assert_gap(a, 0, EVENT_SILENCE, 4, 10);
		analysis_free(a);
	}
}

static void noise_that_drifts_is_not_talk(void **state)
{
	(void)state;
	struct sound *sound = sound_new(8000, 1, 60);
	for (int i = 0; i < 60; i++) /* the automatic gain rises by 0.4 dB a second */
		sound_noise(sound, 0, i, i + 1, -58 + 0.4 * i);
	sound_talk(sound, 0, 0.3, 5, AGENT_DB);
	sound_talk(sound, 0, 45, 59.8, AGENT_DB);
	struct analysis *a = hear(sound);
	assert_n_gaps(a, 1);
	assert_gap(a, 0, EVENT_SILENCE, 5, 45);
	analysis_free(a);
}

static void holes_and_steps_of_noise_are_not_talk(void **state)
{
	(void)state;
	struct sound *sound = call_with_gap(8000, 20);
	sound_erase(sound, 0, 8, 12);
	sound_noise(sound, 0, 14, 18, -38);
	for (int i = 0; i < 40; i++) /* lost packets */
		sound_erase(sound, 0, 18 + i * 0.14, 18.02 + i * 0.14);
	struct analysis *a = hear(sound);
	assert_int_equal(count_events(a, EVENT_TALK, 0), 2);
	assert_n_gaps(a, 1);
	analysis_free(a);
}

static void nothing_but_silence_is_one_gap(void **state)
{
	(void)state;
	for (int with_dc = 0; with_dc < 2; with_dc++) {
		struct sound *sound = sound_new(8000, 1, 20);
		sound_dc(sound, 0, with_dc * 0.3);
		struct analysis *a = hear(sound);
		assert_n_gaps(a, 1);
		assert_gap(a, 0, EVENT_SILENCE, 0, 20);
		const struct event *gap = nth_event(a, EVENT_SILENCE, 0, 0);
		assert_int_equal(gap->place, PLACE_START);
		assert_true(gap->level_db <= -120);
		assert_int_equal(envelope_max(analysis_get_envelope(a), 0, 0, 2000), 0);
		analysis_free(a);
	}
}

static void nothing_but_talk_is_no_gap(void **state)
{
	(void)state;
	struct sound *sound = sound_new(8000, 1, 60);
	sound_noise(sound, 0, 0, 60, NOISE_DB);
	sound_talk(sound, 0, 0, 60, AGENT_DB);
	struct analysis *a = hear(sound);
	assert_n_gaps(a, 0);
	assert_int_equal(nth_event(a, EVENT_TALK, 0, 0)->channel, 0);
	analysis_free(a);
}

static void no_frames_and_one_frame_are_answered(void **state)
{
	(void)state;
	struct analysis *a = hear(sound_new(8000, 1, 0));
	size_t n_events;
	assert_non_null(analysis_get_events(a, &n_events));
	assert_int_equal(n_events, 0);
	assert_int_equal(analysis_settled_ms(a), 0);
	analysis_free(a);
	a = hear(sound_new(8000, 2, 1.0 / 8000));
	assert_int_equal(count_events(a, EVENT_SILENCE, 0), 0);
	assert_int_equal(analysis_get_envelope(a)->n_hops, 1);
	analysis_free(a);
}

static void a_fixed_floor_is_kept(void **state)
{
	(void)state;
	struct sound *sound = call_with_gap(8000, 6);
	sound_talk(sound, 0, 6, 8, -45);
	struct analysis_options options = {.agent_channel = 0, .fixed_floor_db = -35};
	struct analysis *a = hear_with(sound, &options);
	assert_n_gaps(a, 1);
	assert_gap(a, 0, EVENT_SILENCE, 4, 10);
	analysis_free(a);
}

static void levels_are_true(void **state)
{
	(void)state;
	struct sound *sound = sound_new(8000, 2, 2);
	sound_tone(sound, 0, 0, 2, 1000, -23);
	sound_dc(sound, 0, 0.1);
	sound_dc(sound, 1, 0.1);
	struct analysis *a = hear(sound);
	const struct envelope *envelope = analysis_get_envelope(a);
	assert_int_equal(envelope->n_hops, 200);
	assert_int_equal(envelope_max(envelope, 0, 50, 150), envelope_byte(-23));
	assert_int_equal(envelope_max(envelope, 1, 0, 200), 0);
	analysis_free(a);
}

static void assert_same_events(const struct analysis *a, const struct analysis *b)
{
	size_t n_a, n_b;
	const struct event *of_a = analysis_get_events(a, &n_a), *of_b = analysis_get_events(b, &n_b);
	assert_int_equal(n_a, n_b);
	for (size_t i = 0; i < n_a; i++) {
		assert_int_equal(of_a[i].start_ms, of_b[i].start_ms);
		assert_int_equal(of_a[i].end_ms, of_b[i].end_ms);
		assert_int_equal(of_a[i].kind, of_b[i].kind);
		assert_int_equal(of_a[i].subtype, of_b[i].subtype);
		assert_true(of_a[i].level_db == of_b[i].level_db);
		assert_true(of_a[i].confidence == of_b[i].confidence);
	}
	const struct envelope *e = analysis_get_envelope(a), *f = analysis_get_envelope(b);
	assert_int_equal(e->n_hops, f->n_hops);
	for (int c = 0; c < e->channels; c++)
		assert_memory_equal(e->steps[0].level[c], f->steps[0].level[c], (size_t)e->n_hops);
}

static void blocks_of_any_size_give_the_same_answer(void **state)
{
	(void)state;
	static const int block_frames[] = {1, 7, 80, 333, 8000, 100000};
	struct sound *sound = stereo_call();
	sound_typing(sound, 0, 5.5, 7.5, -20);
	struct pcm_format format = {sound->rate_hz, sound->channels};
	int16_t *frames = sound_frames(sound);
	int64_t n_frames = sound->n_frames;
	struct analysis *whole = hear(sound);
	for (size_t i = 0; i < sizeof block_frames / sizeof *block_frames; i++) {
		struct analysis *a = analysis_new(&format, &analysis_options_default);
		for (int64_t at = 0; at < n_frames; at += block_frames[i]) {
			int64_t n = n_frames - at < block_frames[i] ? n_frames - at : block_frames[i];
			analysis_push(a, frames + at * format.channels, n);
		}
		analysis_finish(a);
		assert_same_events(a, whole);
		analysis_free(a);
	}
	analysis_free(whole);
	free(frames);
}

static struct sound *long_call(int rate_hz)
{
	struct sound *sound = sound_new(rate_hz, 2, 200);
	sound_noise(sound, 0, 0, 200, NOISE_DB);
	sound_noise(sound, 1, 0, 200, -58);
	for (int i = 0; i < 8; i++) {
		sound_talk(sound, 0, 25 * i, 25 * i + 6 + i, AGENT_DB);
		sound_talk(sound, 1, 25 * i + 6.5 + i, 25 * i + 13 + i, AGENT_DB);
	}
	return sound;
}

/* Hears the hops first..last of a call by themselves; sets how many there are. */
static struct hearing *hear_part(const struct pcm_format *format, const int16_t *frames,
	int64_t n_frames, int64_t first, int64_t last, int64_t *n_hops)
{
	struct hearing *hearing = hearing_new(format, first);
	int64_t from = hearing_first_frame(format, first), to = hearing_last_frame(format, last);
	const struct hop *hops[2];
	bool ends = to >= n_frames;
	to = ends ? n_frames : to;
	hearing_push(hearing, frames + from * format->channels, to - from);
	if (ends)
		hearing_finish(hearing);
	*n_hops = hearing_get(hearing, hops);
	assert_true(ends || *n_hops >= last - first);
	if (*n_hops > last - first)
		*n_hops = last - first;
	return hearing;
}

static void parts_heard_apart_are_the_whole(void **state)
{
	(void)state;
	static const int rates_hz[] = {8000, 11025, 16000, 22050};
	static const int64_t steps[] = {HEARING_STEP_HOPS, 7 * HEARING_STEP_HOPS, 50 * HEARING_STEP_HOPS};
	for (size_t i = 0; i < 4; i++) {
		struct sound *sound = long_call(rates_hz[i]);
		/* Nothing but noise: half a minute later the talk before it is forgotten. */
		sound_erase(sound, 1, 60, 200);
		sound_noise(sound, 1, 60, 200, -58);
		struct pcm_format format = {sound->rate_hz, sound->channels};
		int16_t *frames = sound_frames(sound);
		int64_t n_frames = sound->n_frames, step = steps[i % 3], n_all, n;
		struct hearing *all = hear_part(&format, frames, n_frames, 0, INT32_MAX, &n_all);
		const struct hop *whole[2], *hops[2];
		struct analysis *a = analysis_new(&format, &analysis_options_default);
		hearing_get(all, whole);
		for (int64_t first = 0; first < n_all; first += n) {
			struct hearing *part = hear_part(&format, frames, n_frames, first, first + step, &n);
			hearing_get(part, hops);
			for (int c = 0; c < 2; c++)
				assert_memory_equal(hops[c], whole[c] + first, (size_t)n * sizeof **hops);
			analysis_add(a, (const struct hop *const *)hops, n, n_frames);
			hearing_free(part);
		}
		analysis_finish(a);
		struct analysis *b = hear(sound);
		assert_same_events(a, b);
		analysis_free(a);
		analysis_free(b);
		hearing_free(all);
		free(frames);
	}
}

static void what_is_settled_stays(void **state)
{
	(void)state;
	struct sound *sound = long_call(8000);
	struct pcm_format format = {sound->rate_hz, sound->channels};
	int16_t *frames = sound_frames(sound);
	int64_t n_frames = sound->n_frames, settled_ms = 0;
	struct analysis *whole = hear(sound);
	struct analysis *a = analysis_new(&format, &analysis_options_default);
	for (int64_t at = 0; at < n_frames; at += 8000) {
		analysis_push(a, frames + at * format.channels, n_frames - at < 8000 ? n_frames - at : 8000);
		assert_true(analysis_settled_ms(a) >= settled_ms);
		settled_ms = analysis_settled_ms(a);
		size_t n_now, n_whole;
		const struct event *now = analysis_get_events(a, &n_now);
		const struct event *later = analysis_get_events(whole, &n_whole);
		for (size_t i = 0; i < n_whole && later[i].start_ms < settled_ms; i++) {
			assert_true(i < n_now);
			assert_int_equal(now[i].kind, later[i].kind);
			assert_int_equal(now[i].start_ms, later[i].start_ms);
			assert_int_equal(now[i].end_ms, later[i].end_ms);
			assert_int_equal(now[i].place, later[i].place);
		}
	}
	assert_in_range(settled_ms, 60000, 200000);
	analysis_finish(a);
	assert_same_events(a, whole);
	analysis_free(a);
	analysis_free(whole);
	free(frames);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(gaps_near_a_limit_fall_on_the_right_side),
		cmocka_unit_test(any_rate_gives_the_same_gap),
		cmocka_unit_test(absurd_rates_are_heard),
		cmocka_unit_test(places_are_told),
		cmocka_unit_test(stereo_says_who_spoke),
		cmocka_unit_test(small_sounds_do_not_end_a_gap),
		cmocka_unit_test(a_short_word_ends_a_gap),
		cmocka_unit_test(a_quiet_customer_is_talk),
		cmocka_unit_test(hum_and_dc_change_nothing),
		cmocka_unit_test(noise_that_drifts_is_not_talk),
		cmocka_unit_test(holes_and_steps_of_noise_are_not_talk),
		cmocka_unit_test(nothing_but_silence_is_one_gap),
		cmocka_unit_test(nothing_but_talk_is_no_gap),
		cmocka_unit_test(no_frames_and_one_frame_are_answered),
		cmocka_unit_test(a_fixed_floor_is_kept),
		cmocka_unit_test(levels_are_true),
		cmocka_unit_test(blocks_of_any_size_give_the_same_answer),
		cmocka_unit_test(parts_heard_apart_are_the_whole),
		cmocka_unit_test(what_is_settled_stays),
	};
	return cmocka_run_group_tests_name("analysis", tests, NULL, NULL);
}
