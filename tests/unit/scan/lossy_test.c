/* Tests of what a recording's format does to what is heard: tones through GSM, numbers that are none. */
/* SPDX-License-Identifier: MIT */
#include "config.h"

#include <math.h>
#include <stdlib.h>

#include <sndfile.h>

#include "analysis/analysis.h"
#include "base/mem.h"
#include "maker.h"
#include "sound.h"
#include "testing.h"

#define RATE_HZ 8000
#define TALK_DB (-24)
#define NOISE_DB (-60)

static struct sound *call(double gap_start, double gap_end)
{
	struct sound *sound = sound_new(RATE_HZ, 1, gap_end + 6);
	sound_noise(sound, 0, 0, gap_end + 6, NOISE_DB);
	if (gap_start > 0)
		sound_talk(sound, 0, 0, gap_start, TALK_DB);
	sound_talk(sound, 0, gap_end, gap_end + 6, TALK_DB);
	return sound;
}

/* Takes the sound. The answer to a file of this format. */
static struct analysis *answer_through(struct sound *sound, const char *name, int format)
{
	struct err err;
	SF_INFO sf = {.format = format, .samplerate = RATE_HZ, .channels = 1};
	char *path = maker_path(name);
	SNDFILE *snd = sf_open(path, SFM_WRITE, &sf);
	assert_non_null(snd);
	int64_t n;
	if (format == (SF_FORMAT_WAV | SF_FORMAT_FLOAT)) {
		assert_int_equal(sf_writef_float(snd, sound->samples, sound->n_frames), sound->n_frames);
	} else {
		int16_t *frames = sound_frames(sound);
		assert_int_equal(sf_writef_short(snd, frames, sound->n_frames), sound->n_frames);
		free(frames);
	}
	assert_int_equal(sf_close(snd), 0);
	sound_free(sound);
	struct media *media = maker_open(path);
	struct analysis *analysis = analysis_new(&media_get_info(media)->format, &analysis_options_default);
	int16_t block[4096];
	while ((n = media_read(media, block, 4096, &err)) > 0)
		analysis_push(analysis, block, n);
	assert_int_equal(n, 0);
	analysis_finish(analysis);
	media_free(media);
	return analysis;
}

static struct analysis *through_gsm(struct sound *sound)
{
	return answer_through(sound, "lossy.gsm.wav", SF_FORMAT_WAV | SF_FORMAT_GSM610);
}

/* The only event of these kinds that lasts a second or more. */
static const struct event *only_event(const struct analysis *analysis, enum event_kind kind, enum event_kind or_kind)
{
	size_t n_events;
	const struct event *events = analysis_get_events(analysis, &n_events), *only = NULL;
	for (size_t i = 0; i < n_events; i++) {
		if ((events[i].kind != kind && events[i].kind != or_kind) || events[i].end_ms - events[i].start_ms < 1000)
			continue;
		assert_null(only);
		only = &events[i];
	}
	assert_non_null(only);
	return only;
}

static void assert_near(int64_t ms, double seconds)
{
	assert_in_range((uint64_t)(ms - llround(1000 * seconds) + 1000), 960, 1040);
}

static void rings_are_counted_through_gsm(void **state)
{
	(void)state;
	static const double pairs[][2] = {{440, 480}, {400, 450}, {425, 425}, {450, 450}};
	for (size_t p = 0; p < sizeof pairs / sizeof *pairs; p++) {
		struct sound *sound = call(0, 15);
		for (double at = 1; at < 12; at += 5) {
			sound_tone(sound, 0, at, at + 1.2, pairs[p][0], -22);
			sound_tone(sound, 0, at, at + 1.2, pairs[p][1], -22);
		}
		struct analysis *analysis = through_gsm(sound);
		const struct event *rings = only_event(analysis, EVENT_TONE, EVENT_TONE);
		assert_int_equal(rings->subtype, SUBTYPE_RINGBACK);
		assert_int_equal(rings->detail, 3);
		assert_near(rings->start_ms, 1);
		assert_near(rings->end_ms, 12.2);
		analysis_free(analysis);
	}
}

static void beeps_are_a_hold_through_gsm(void **state)
{
	(void)state;
	static const double tones_hz[] = {440, 800, 1000, 1400};
	for (size_t t = 0; t < sizeof tones_hz / sizeof *tones_hz; t++) {
		struct sound *sound = call(6, 46);
		for (double at = 8; at < 45; at += 10)
			sound_tone(sound, 0, at, at + 0.3, tones_hz[t], -24);
		struct analysis *analysis = through_gsm(sound);
		const struct event *hold = only_event(analysis, EVENT_HOLD, EVENT_SILENCE);
		assert_int_equal(hold->subtype, SUBTYPE_BEEP);
		assert_near(hold->start_ms, 6);
		assert_near(hold->end_ms, 46);
		analysis_free(analysis);
	}
}

/* GSM has no zeros: what it makes of them is far under any line. */
static void digital_silence_is_a_hold_through_gsm(void **state)
{
	(void)state;
	struct sound *sound = call(8, 30);
	sound_erase(sound, 0, 8.8, 29.2);
	struct analysis *analysis = through_gsm(sound);
	const struct event *hold = only_event(analysis, EVENT_HOLD, EVENT_SILENCE);
	assert_int_equal(hold->kind, EVENT_HOLD);
	assert_int_equal(hold->subtype, SUBTYPE_DIGITAL);
	assert_near(hold->start_ms, 8);
	assert_near(hold->end_ms, 30);
	analysis_free(analysis);
}

/* A float file may hold what is no number: a sample here and there, in talk and in silence. */
static void samples_that_are_no_numbers_are_not_heard(void **state)
{
	(void)state;
	static const float none[] = {NAN, -NAN};
	struct sound *sound = call(6, 12);
	for (int64_t i = 777, k = 0; i < sound->n_frames; i += 3 * RATE_HZ / 7, k++)
		sound->samples[i] = none[k % 2];
	struct analysis *analysis = answer_through(sound, "nan.wav", SF_FORMAT_WAV | SF_FORMAT_FLOAT);
	const struct event *gap = only_event(analysis, EVENT_HOLD, EVENT_SILENCE);
	assert_int_equal(gap->kind, EVENT_SILENCE);
	assert_near(gap->start_ms, 6);
	assert_near(gap->end_ms, 12);
	assert_true(gap->level_db < -50 && gap->level_db > -70);
	analysis_free(analysis);
}

/* An infinite one is a click at full scale. */
static void infinite_samples_are_clicks(void **state)
{
	(void)state;
	struct sound *sound = call(6, 12);
	for (int k = 0; k < 6; k++)
		sound->samples[(int64_t)(6.5 + k) * RATE_HZ + 40 * k] = k % 2 ? INFINITY : -INFINITY;
	struct analysis *analysis = answer_through(sound, "infinite.wav", SF_FORMAT_WAV | SF_FORMAT_FLOAT);
	const struct event *gap = only_event(analysis, EVENT_HOLD, EVENT_SILENCE);
	assert_int_equal(gap->kind, EVENT_SILENCE);
	assert_near(gap->start_ms, 6);
	assert_near(gap->end_ms, 12);
	assert_true(isfinite(gap->level_db) && isfinite(gap->confidence));
	analysis_free(analysis);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(rings_are_counted_through_gsm),
		cmocka_unit_test(beeps_are_a_hold_through_gsm),
		cmocka_unit_test(digital_silence_is_a_hold_through_gsm),
		cmocka_unit_test(samples_that_are_no_numbers_are_not_heard),
		cmocka_unit_test(infinite_samples_are_clicks),
	};
	return cmocka_run_group_tests(tests, maker_setup, maker_teardown);
}
