/* Tests of what is played: producer and callback in turn on one thread, frame by frame. */
/* SPDX-License-Identifier: MIT */
#include "config.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "speaker/rig.h"
#include "testing.h"

static void plays_bit_for_bit_to_the_end(void **state)
{
	(void)state;
	struct rig *rig = rig_new(STEREO_8K, STEREO_8K, 12345);
	rig_put(rig, 0, 12345);
	rig_want(rig, true);
	rig_pull(rig, 160);
	assert_int_equal(rig_compare(rig, 40), 12345 - 80);
	const struct note *start = rig_find_note(rig, NOTE_MOVES, 1);
	const struct note *end = rig_find_note(rig, NOTE_ENDS, 1);
	assert_int_equal(start->frame_q8, 0);
	assert_int_equal(end->n_out_before - start->n_out_before, 12345);
	assert_int_equal(end->frame_q8, 12345 * 256);
	/* The last frame is not faded. */
	assert_memory_equal(rig->played + 2 * (end->n_out_before - 1), rig->content + 2 * 12344, 4);
	assert_int_equal(rig->played[2 * end->n_out_before], 0);
	rig_free(rig);
}

static void pause_and_resume_lose_nothing(void **state)
{
	(void)state;
	struct rig *rig = rig_new(MONO_8K, MONO_8K, 20000);
	rig_put(rig, 0, 20000);
	for (int i = 0; i < 5; i++) {
		rig_want(rig, true);
		rig_pull(rig, 20);
		rig_want(rig, false);
		rig_pull(rig, 3);
		assert_int_equal(rig_last_note(rig)->kind, NOTE_STOPS);
	}
	assert_true(rig_compare(rig, 40) > 7000);
	int64_t expected = 0;
	for (size_t i = 0; i < rig->n_notes; i++) {
		const struct note *note = &rig->notes[i];
		if (note->epoch != 1)
			continue;
		assert_int_equal(note->frame_q8, expected * 256);
		expected += note->n_out;
	}
	/* After a ramp it is silent. */
	assert_int_equal(rig->played[rig->n_played - 1], 0);
	assert_int_equal(rig->played[rig->n_played - 100], 0);
	rig_free(rig);
}

static void seek_crossfades(void **state)
{
	(void)state;
	struct rig *rig = rig_new(MONO_8K, MONO_8K, 80000);
	for (int64_t i = 0; i < 80000; i++)
		rig->content[i] = i < 40000 ? 10000 : -10000;
	rig_put(rig, 0, 80000);
	rig_want(rig, true);
	rig_pull(rig, 20);
	rig_seek(rig, 60000, true);
	rig_pull(rig, 20);
	const struct note *jump = rig_find_note(rig, NOTE_MOVES, 2);
	assert_non_null(jump);
	assert_int_equal(jump->frame_q8, 60000 * 256);
	assert_int_equal(rig->played[jump->n_out_before - 1], 10000);
	for (int i = 1; i < 63; i++) {
		int16_t before = rig->played[jump->n_out_before + i - 1];
		int16_t here = rig->played[jump->n_out_before + i];
		assert_in_range(before - here, 300, 330); /* 20000 over 64 frames */
	}
	assert_int_equal(rig->played[jump->n_out_before + 64], -10000);
	rig_free(rig);
}

static void crossfade_of_full_scale_does_not_wrap(void **state)
{
	(void)state;
	struct rig *rig = rig_new(MONO_8K, MONO_8K, 80000);
	for (int64_t i = 0; i < 80000; i++)
		rig->content[i] = 32767;
	rig_put(rig, 0, 80000);
	rig_want(rig, true);
	rig_pull(rig, 20);
	rig_seek(rig, 50000, true);
	rig_pull(rig, 20);
	for (size_t i = rig->n_played - 3000; i < rig->n_played; i++)
		assert_in_range(rig->played[i], 32766, 32767);
	rig_free(rig);
}

/* So little is left of what was played that a whole crossfade does not fit. */
static void a_fade_fits_into_what_is_left(void **state)
{
	(void)state;
	struct rig *rig = rig_new(MONO_8K, MONO_8K, 80000);
	for (int64_t i = 0; i < 80000; i++)
		rig->content[i] = i < 40000 ? 10000 : -10000;
	rig_put(rig, 0, 850);
	rig_want(rig, true);
	rig_pull(rig, 10); /* 50 frames are left */
	rig_put(rig, 60000, 70000);
	rig_seek(rig, 60000, true);
	rig_pull(rig, 10);
	const struct note *jump = rig_find_note(rig, NOTE_MOVES, 2);
	assert_int_equal(jump->n_out_before, 800);
	for (size_t i = 800; i < rig->n_played; i++)
		assert_true(abs(rig->played[i] - rig->played[i - 1]) < 500);
	assert_int_equal(rig->played[rig->n_played - 1], -10000);
	rig_free(rig);
}

static void many_seeks_end_at_the_last(void **state)
{
	(void)state;
	struct rig *rig = rig_new(MONO_8K, MONO_8K, 200000);
	rig_put(rig, 0, 200000);
	rig_want(rig, true);
	rig_pull(rig, 20);
	for (int i = 0; i < 40; i++) {
		rig_seek(rig, 1000 * (i + 1), true);
		if (i % 3)
			rig_produce(rig);
		if (i % 5 == 0)
			rig_pull_once(rig);
	}
	rig_pull(rig, 30);
	const struct note *run = rig_find_note(rig, NOTE_MOVES, rig->epoch);
	assert_non_null(run);
	assert_int_equal(run->frame_q8, 40000 * 256);
	assert_int_equal(rig_last_note(rig)->epoch, rig->epoch);
	assert_true(rig_compare(rig, 64) > 2000);
	rig_free(rig);
}

static void seek_while_paused_stays_silent(void **state)
{
	(void)state;
	struct rig *rig = rig_new(MONO_8K, MONO_8K, 80000);
	rig_put(rig, 0, 80000);
	rig_pull(rig, 5);
	rig_seek(rig, 30000, false);
	rig_pull(rig, 5);
	assert_int_equal(rig_last_note(rig)->kind, NOTE_STOPS);
	assert_int_equal(rig_last_note(rig)->epoch, 2);
	assert_int_equal(rig_last_note(rig)->frame_q8, 30000 * 256);
	for (size_t i = 0; i < rig->n_played; i++)
		assert_int_equal(rig->played[i], 0);
	rig_want(rig, true);
	rig_pull(rig, 20);
	assert_int_equal(rig_compare(rig, 40), 1600 - 80);
	rig_free(rig);
}

static void waits_for_content_and_goes_on(void **state)
{
	(void)state;
	struct rig *rig = rig_new(MONO_8K, MONO_8K, 20000);
	rig_put(rig, 0, 3001);
	rig_want(rig, true);
	rig_pull(rig, 60);
	assert_int_equal(rig_last_note(rig)->kind, NOTE_WAITS);
	assert_int_equal(rig_last_note(rig)->frame_q8, 3001 * 256);
	rig_put(rig, 3001, 20000);
	rig_pull(rig, 60);
	int64_t expected = 0;
	for (size_t i = 0; i < rig->n_notes; i++) {
		if (rig->notes[i].kind != NOTE_MOVES)
			continue;
		assert_int_equal(rig->notes[i].frame_q8, expected * 256);
		expected += rig->notes[i].n_out;
	}
	assert_int_equal(expected, 3001 + 4800);
	assert_int_equal(rig_compare(rig, 40), 3001 + 4800 - 4 * 40);
	rig_free(rig);
}

static void seek_to_what_has_not_come_fades_out(void **state)
{
	(void)state;
	struct rig *rig = rig_new(MONO_8K, MONO_8K, 800000);
	rig_put(rig, 0, 8000);
	rig_want(rig, true);
	rig_pull(rig, 10);
	rig_seek(rig, 500000, true);
	rig_pull(rig, 10);
	const struct note *note = rig_last_note(rig);
	assert_int_equal(note->kind, NOTE_WAITS);
	assert_int_equal(note->frame_q8, INT64_C(500000) * 256);
	assert_int_equal(rig->played[note->n_out_before + 70], 0);
	rig_put(rig, 500000, 508000);
	rig_pull(rig, 10);
	note = rig_find_note(rig, NOTE_MOVES, 2);
	assert_int_equal(note->frame_q8, INT64_C(500000) * 256);
	assert_true(rig_compare(rig, 64) > 1200);
	rig_free(rig);
}

static void length_may_shrink_and_grow(void **state)
{
	(void)state;
	struct rig *rig = rig_new(MONO_8K, MONO_8K, 20000);
	rig_put(rig, 0, 20000);
	producer_set_length(&rig->producer, 4000);
	rig_want(rig, true);
	rig_pull(rig, 70);
	const struct note *note = rig_last_note(rig);
	assert_int_equal(note->kind, NOTE_ENDS);
	assert_int_equal(note->frame_q8, 4000 * 256);
	producer_set_length(&rig->producer, 8000);
	rig_pull(rig, 70);
	note = rig_last_note(rig);
	assert_int_equal(note->kind, NOTE_ENDS);
	assert_int_equal(note->frame_q8, 8000 * 256);
	assert_int_equal(rig_compare(rig, 40), 8000 - 4 * 40);
	rig_free(rig);
}

static void play_at_the_end_ends_again(void **state)
{
	(void)state;
	struct rig *rig = rig_new(MONO_8K, MONO_8K, 100);
	rig_put(rig, 0, 100);
	rig_want(rig, true);
	rig_pull(rig, 5);
	assert_int_equal(rig_last_note(rig)->kind, NOTE_ENDS);
	rig_want(rig, false);
	rig_pull(rig, 2);
	assert_int_equal(rig_last_note(rig)->kind, NOTE_STOPS);
	rig_want(rig, true);
	rig_pull(rig, 2);
	assert_int_equal(rig_last_note(rig)->kind, NOTE_ENDS);
	assert_int_equal(rig_last_note(rig)->frame_q8, 100 * 256);
	rig_free(rig);
}

static void no_frames_end_at_once(void **state)
{
	(void)state;
	struct rig *rig = rig_new(MONO_8K, (struct pcm_format){48000, 2}, 0);
	rig_want(rig, true);
	rig_pull(rig, 5);
	assert_int_equal(rig_last_note(rig)->kind, NOTE_ENDS);
	assert_int_equal(rig_last_note(rig)->frame_q8, 0);
	rig_free(rig);
}

static double sine_at(double frame)
{
	return 20000 * sin(2 * M_PI * 1000 * frame / 8000);
}

/* dB of what differs from the sine at the noted positions, without n_ramp frames at each end. */
static double residual_db(const struct rig *rig, uint32_t epoch, int64_t n_ramp)
{
	double power = 0;
	int64_t n = 0, n_out = 0;
	const struct note *first = rig_find_note(rig, NOTE_MOVES, epoch);
	for (size_t k = 0; k < rig->n_notes; k++)
		if (rig->notes[k].kind == NOTE_MOVES && rig->notes[k].epoch == epoch)
			n_out += rig->notes[k].n_out;
	for (int64_t i = n_ramp; i < n_out - n_ramp; i++, n++) {
		double frame = (double)first->frame_q8 / 256 + (double)i * 8000 / rig->out.rate_hz;
		double wrong =
			rig->played[(first->n_out_before + i) * rig->out.channels] - sine_at(frame);
		power += wrong * wrong;
	}
	assert_true(n > 5000);
	return 10 * log10(power / (double)n / (20000.0 * 20000 / 2));
}

static void resamples_in_place(void **state)
{
	(void)state;
	struct rig *rig = rig_new(MONO_8K, (struct pcm_format){48000, 2}, 80000);
	for (int64_t i = 0; i < 80000; i++)
		rig->content[i] = (int16_t)lrint(sine_at((double)i));
	rig_put(rig, 0, 80000);
	rig_want(rig, true);
	rig_pull(rig, 30);
	rig_seek(rig, 40001, true);
	rig_pull(rig, 30);
	assert_true(residual_db(rig, 1, 400) < -80);
	assert_true(residual_db(rig, 2, 400) < -80);
	for (size_t i = 0; i < rig->n_played; i++)
		assert_int_equal(rig->played[2 * i], rig->played[2 * i + 1]);
	rig_free(rig);
}

/* However odd the rates: as many frames come out as belong to the content. */
static void resampled_content_has_its_length(void **state)
{
	(void)state;
	static const int rates[][2] = {{8000, 48000}, {44100, 48000}, {48000, 44100}, {16000, 8000},
		{11025, 48000}, {96000, 44100}, {1000, 48000}};
	for (size_t i = 0; i < sizeof rates / sizeof rates[0]; i++) {
		int in_hz = rates[i][0], out_hz = rates[i][1];
		int64_t n = in_hz + 17;
		struct rig *rig =
			rig_new((struct pcm_format){in_hz, 1}, (struct pcm_format){out_hz, 1}, n);
		rig_put(rig, 0, n);
		rig_want(rig, true);
		rig_pull(rig, 130);
		assert_int_equal(rig_last_note(rig)->kind, NOTE_ENDS);
		assert_int_equal(rig_last_note(rig)->frame_q8, n * 256);
		int64_t n_out =
			rig_last_note(rig)->n_out_before - rig_find_note(rig, NOTE_MOVES, 1)->n_out_before;
		assert_int_equal(n_out, (n * out_hz + in_hz - 1) / in_hz);
		rig_free(rig);
	}
}

static void channels_are_spread_or_joined(void **state)
{
	(void)state;
	struct rig *rig = rig_new(MONO_8K, STEREO_8K, 4000);
	rig_put(rig, 0, 4000);
	rig_want(rig, true);
	rig_pull(rig, 20);
	const struct note *run = rig_find_note(rig, NOTE_MOVES, 1);
	assert_int_equal(rig->played[2 * (run->n_out_before + 500)], rig->content[500]);
	assert_int_equal(rig->played[2 * (run->n_out_before + 500) + 1], rig->content[500]);
	rig_free(rig);
	rig = rig_new(STEREO_8K, MONO_8K, 4000);
	rig_put(rig, 0, 4000);
	rig_want(rig, true);
	rig_pull(rig, 20);
	run = rig_find_note(rig, NOTE_MOVES, 1);
	assert_in_range(rig->played[run->n_out_before + 500] -
				(rig->content[1000] + rig->content[1001]) / 2 + 1,
		0, 2);
	rig_free(rig);
}

/* A constant on each leg: what comes out is the gain. */
static struct rig *rig_with_levels(struct pcm_format in, int first, int second)
{
	struct rig *rig = rig_new(in, STEREO_8K, 40000);
	for (int64_t i = 0; i < rig->n_content * in.channels; i++)
		rig->content[i] = (int16_t)(i % in.channels ? second : first);
	rig_put(rig, 0, rig->n_content);
	rig_want(rig, true);
	rig_pull(rig, 20);
	return rig;
}

static void plays(struct rig *rig, int left, int right)
{
	rig_pull(rig, 5);
	assert_int_equal(rig->played[2 * rig->n_played - 2], left);
	assert_int_equal(rig->played[2 * rig->n_played - 1], right);
}

static void a_leg_sounds_in_both_ears(void **state)
{
	(void)state;
	struct rig *rig = rig_with_levels(STEREO_8K, 1000, -3000);
	plays(rig, 1000, -3000);
	mixer_balance(&rig->mixer, WIRE_LEG_FIRST, 100);
	plays(rig, 1000, 1000);
	mixer_balance(&rig->mixer, WIRE_LEG_SECOND, 50);
	plays(rig, -1500, -1500);
	mixer_balance(&rig->mixer, WIRE_LEG_BOTH, 0);
	plays(rig, 0, 0);
	mixer_balance(&rig->mixer, WIRE_LEG_BOTH, 200);
	plays(rig, 2000, -6000);
	rig_free(rig);
	rig = rig_with_levels(MONO_8K, 1000, 0);
	mixer_balance(&rig->mixer, WIRE_LEG_SECOND, 100);
	plays(rig, 1000, 1000);
	rig_free(rig);
}

static void too_loud_is_held_down(void **state)
{
	(void)state;
	struct rig *rig = rig_with_levels(STEREO_8K, 20000, -32768);
	mixer_balance(&rig->mixer, WIRE_LEG_BOTH, 200);
	plays(rig, 19999, -32767); /* both in proportion */
	rig_free(rig);
}

static void each_leg_has_its_level(void **state)
{
	(void)state;
	struct rig *rig = rig_with_levels(STEREO_8K, 10000, 1000);
	mixer_set_levels(&rig->mixer, &(struct wire_levels){{50, 800}});
	plays(rig, 5000, 8000);
	mixer_balance(&rig->mixer, WIRE_LEG_SECOND, 200);
	plays(rig, 16000, 16000);
	rig_free(rig);
	rig = rig_with_levels(MONO_8K, 1000, 0);
	mixer_set_levels(&rig->mixer, &(struct wire_levels){{300, 0}});
	plays(rig, 3000, 3000);
	rig_free(rig);
}

/* Bursts of a tone at four times the loudness that fits: not a sample is cut off, so what is played
 * is what was recorded, at a gain that changes slowly. */
static void held_down_is_not_distorted(void **state)
{
	(void)state;
	struct rig *rig = rig_new(MONO_8K, MONO_8K, 40000);
	for (int64_t i = 0; i < 40000; i++)
		rig->content[i] = (int16_t)lrint((i / 2000 % 2 ? 30000 : 300) *
						 sin((double)i * 2 * M_PI * 700 / 8000));
	rig_put(rig, 0, 40000);
	mixer_set_levels(&rig->mixer, &(struct wire_levels){{400, 100}});
	rig_want(rig, true);
	rig_pull(rig, 490);
	int64_t start = rig_find_note(rig, NOTE_MOVES, 1)->n_out_before;
	double former = 0;
	for (int64_t i = 100; i < 38000; i++) {
		assert_in_range(rig->played[start + i] + 32768, 1, 65535);
		if (abs(rig->content[i]) < 60)
			continue;
		double gain = (double)rig->played[start + i] / rig->content[i];
		assert_true(gain > 1 && gain < 4.03);
		assert_true(former == 0 || fabs(gain - former) < 0.5);
		former = gain;
	}
	rig_free(rig);
}

static void a_tone_sounds_beside_what_plays(void **state)
{
	(void)state;
	struct rig *rig = rig_with_levels(STEREO_8K, 1000, -1000);
	mixer_start_tone(&rig->mixer, &(struct wire_tone){250, 400});
	size_t start = rig->n_played;
	rig_pull(rig, 40);
	int largest = 0;
	for (size_t i = start; i < start + 2000; i++) {
		int first = rig->played[2 * i] - 1000, second = rig->played[2 * i + 1] + 1000;
		assert_int_equal(first, second);
		assert_in_range(first + 3277, 0, 6554);
		largest = first > largest ? first : largest;
		if (i >= start + 100 && i < start + 1900 && (i - start) % 10 == 5)
			assert_in_range(abs(first), 3270, 3277); /* 20 frames a period */
	}
	assert_in_range(largest, 3270, 3277);
	plays(rig, 1000, -1000);
	rig_free(rig);
}

/* From silence to twice as loud and to the other leg within 5 ms, but in steps. */
static void gains_change_without_a_click(void **state)
{
	(void)state;
	struct rig *rig = rig_with_levels(STEREO_8K, 10000, -10000);
	mixer_balance(&rig->mixer, WIRE_LEG_SECOND, 100);
	size_t start = rig->n_played;
	rig_pull(rig, 2);
	mixer_balance(&rig->mixer, WIRE_LEG_FIRST, 0);
	rig_pull(rig, 2);
	mixer_balance(&rig->mixer, WIRE_LEG_FIRST, 200);
	rig_pull(rig, 2);
	for (size_t i = start; i < rig->n_played; i++)
		for (int c = 0; c < 2; c++)
			assert_true(abs(rig->played[2 * i + c] - rig->played[2 * i - 2 + c]) <=
				    2 * 2 * 10000 / 40 + 4);
	assert_int_equal(rig->played[2 * (start + 40)], -10000);
	assert_int_equal(rig->played[2 * (start + 360)], 20000);
	rig_free(rig);
}

static void changed_and_back_is_bit_exact(void **state)
{
	(void)state;
	struct rig *rig = rig_new(STEREO_8K, STEREO_8K, 40000);
	rig_put(rig, 0, 40000);
	rig_want(rig, true);
	rig_pull(rig, 20);
	mixer_balance(&rig->mixer, WIRE_LEG_FIRST, 130);
	rig_pull(rig, 20);
	mixer_balance(&rig->mixer, WIRE_LEG_BOTH, 100);
	rig_pull(rig, 2);
	size_t start = rig->n_played;
	const struct note *run = rig_find_note(rig, NOTE_MOVES, 1);
	rig_pull(rig, 20);
	int64_t frame = (int64_t)start - run->n_out_before;
	assert_memory_equal(rig->played + 2 * start, rig->content + 2 * frame, 1600 * 2 * 2);
	rig_free(rig);
}

/* ---- speed ---- */

#define BURST_EVERY 8000    /* frames of the content: a tone of 150 Hz, half of the time */
#define MAX_PLACE_ERROR 240 /* 30 ms */

static struct rig *rig_with_bursts(int out_rate_hz, int64_t n_content)
{
	struct rig *rig = rig_new(MONO_8K, (struct pcm_format){out_rate_hz, 1}, n_content);
	for (int64_t i = 0; i < n_content; i++)
		rig->content[i] =
			i % BURST_EVERY < BURST_EVERY / 2
				? 0
				: (int16_t)lrint(12000 * cos(2 * M_PI * 150 * (double)i / 8000));
	rig_put(rig, 0, n_content);
	return rig;
}

/* The frame of the content that is noted for a frame that was played; -1 if none is. */
static int64_t noted_at(const struct rig *rig, int64_t played)
{
	for (size_t k = 0; k < rig->n_notes; k++) {
		const struct note *run = &rig->notes[k];
		int64_t since = played - run->n_out_before;
		if (run->kind == NOTE_MOVES && since >= 0 && since < run->n_out)
			return run->frame_q8 / 256 +
			       since * 80 * run->speed_percent / rig->out.rate_hz;
	}
	return -1;
}

/* Each burst begins where the notes say it does; returns how many there were. */
static int count_bursts_in_place(const struct rig *rig, int64_t *worst)
{
	int n_bursts = 0;
	int64_t n_quiet = 0;
	for (int64_t i = 0; i < (int64_t)rig->n_played; i++, n_quiet++) {
		if (abs(rig->played[i * rig->out.channels]) < 6000)
			continue;
		if (n_quiet > rig->out.rate_hz / 10) {
			int64_t frame = noted_at(rig, i),
				beside = frame % BURST_EVERY - BURST_EVERY / 2;
			assert_true(frame >= 0);
			*worst = llabs(beside) > *worst ? llabs(beside) : *worst;
			n_bursts++;
		}
		n_quiet = 0;
	}
	return n_bursts;
}

static void plays_in_place_at(int speed_percent, int out_rate_hz, int n_seconds)
{
	int64_t worst = 0, n = n_seconds * BURST_EVERY;
	struct rig *rig = rig_with_bursts(out_rate_hz, n);
	producer_set_speed(&rig->producer, speed_percent);
	rig_want(rig, true);
	rig_pull(rig, n_seconds * 100 * 100 / speed_percent + 30);
	assert_int_equal(count_bursts_in_place(rig, &worst), n_seconds);
	print_message("# %d %% to %d Hz: %.1f ms beside at most\n", speed_percent, out_rate_hz,
		(double)worst / 8);
	assert_true(worst <= MAX_PLACE_ERROR);
	assert_int_equal(rig_last_note(rig)->kind, NOTE_ENDS);
	assert_int_equal(rig_last_note(rig)->frame_q8, n * 256);
	int64_t n_out = rig_last_note(rig)->n_out_before - rig_find_note(rig, NOTE_MOVES, 1)->n_out_before;
	int64_t n_right = n * out_rate_hz / 80 / speed_percent;
	assert_true(llabs(n_out - n_right) < n_right / 50);
	rig_free(rig);
}

static void places_are_right_at_every_speed(void **state)
{
	(void)state;
	static const int speeds[] = {50, 75, 125, 150, 175, 200, 250, 300};
	for (size_t i = 0; i < sizeof speeds / sizeof *speeds; i++)
		plays_in_place_at(speeds[i], 8000, 10);
	plays_in_place_at(200, 48000, 5);
	plays_in_place_at(75, 44100, 3);
}

/* Zero crossings upwards of the tone in the second half of each second of the content. */
static void the_pitch_is_kept(void **state)
{
	(void)state;
	struct rig *rig = rig_with_bursts(8000, 80000);
	producer_set_speed(&rig->producer, 200);
	rig_want(rig, true);
	rig_pull(rig, 600);
	int n_crossings = 0;
	for (size_t i = 1; i < rig->n_played; i++)
		n_crossings += rig->played[i - 1] < 0 && rig->played[i] >= 0;
	/* 5 s of tone, heard in half the time. */
	assert_in_range(n_crossings, 150 * 5 / 2 * 95 / 100, 150 * 5 / 2 * 105 / 100);
	rig_free(rig);
}

static int64_t largest_step(const struct rig *rig)
{
	int64_t largest = 0;
	for (size_t i = 1; i < rig->n_played; i++) {
		int64_t step = abs(rig->played[i] - rig->played[i - 1]);
		largest = step > largest ? step : largest;
	}
	return largest;
}

static void a_change_of_speed_neither_clicks_nor_jumps(void **state)
{
	(void)state;
	static const int speeds[] = {150, 100, 75, 200, 300, 100, 50};
	struct rig *rig = rig_new(MONO_8K, MONO_8K, 200000);
	for (int64_t i = 0; i < 200000; i++)
		rig->content[i] = (int16_t)lrint(12000 * sin(2 * M_PI * 150 * (double)i / 8000));
	rig_put(rig, 0, 200000);
	rig_want(rig, true);
	rig_pull(rig, 50);
	for (size_t i = 0; i < sizeof speeds / sizeof *speeds; i++) {
		int64_t before = noted_at(rig, (int64_t)rig->n_played - 1);
		producer_set_speed(&rig->producer, speeds[i]);
		rig_pull_once(rig); /* the producer is not there yet */
		rig_pull(rig, 2);
		assert_int_equal(rig_last_note(rig)->speed_percent, speeds[i]);
		int64_t after = noted_at(rig, (int64_t)rig->n_played - 1);
		assert_in_range(after - before, 3 * 40 - 80, 3 * 240 + 80);
		rig_pull(rig, 50);
	}
	/* A sine of 12000 at 150 Hz rises by 1414 a frame; a fade adds a little. */
	assert_true(largest_step(rig) < 2000);
	rig_free(rig);
}

static void back_at_1x_is_bit_exact(void **state)
{
	(void)state;
	struct rig *rig = rig_new(MONO_8K, MONO_8K, 80000);
	rig_put(rig, 0, 80000);
	rig_want(rig, true);
	rig_pull(rig, 30);
	producer_set_speed(&rig->producer, 175);
	rig_pull(rig, 50);
	producer_set_speed(&rig->producer, 100);
	rig_pull(rig, 5);
	int64_t start = (int64_t)rig->n_played;
	rig_pull(rig, 50);
	int64_t frame = noted_at(rig, start);
	assert_true(frame > 9000);
	assert_memory_equal(rig->played + start, rig->content + frame, 4000 * 2);
	rig_free(rig);
}

static void speed_holds_for_jumps_and_pauses(void **state)
{
	(void)state;
	struct rig *rig = rig_with_bursts(8000, 160000);
	rig_want(rig, true);
	rig_pull(rig, 20);
	rig_seek(rig, 80000, false);
	producer_set_speed(&rig->producer, 150); /* the jump has not been made yet */
	rig_pull(rig, 20);
	assert_int_equal(rig_last_note(rig)->kind, NOTE_STOPS);
	assert_in_range(rig_last_note(rig)->frame_q8 / 256, 80000, 80001);
	producer_set_speed(&rig->producer, 200);
	rig_pull(rig, 10);
	rig_want(rig, true);
	rig_pull(rig, 100);
	assert_int_equal(rig_last_note(rig)->speed_percent, 200);
	assert_in_range(rig_last_note(rig)->frame_q8 / 256, 80000 + 15200, 80000 + 16200);
	rig_free(rig);
}

static void another_device_goes_on_where_it_was(void **state)
{
	(void)state;
	struct rig *rig = rig_new(MONO_8K, MONO_8K, 80000);
	rig_put(rig, 0, 80000);
	rig_want(rig, true);
	rig_pull(rig, 30);
	rig->out = (struct pcm_format){44100, 2};
	rig->n_played = rig->n_notes = 0;
	producer_attach(&rig->producer, rig->out, 0, 2400);
	rig_pull(rig, 10);
	assert_int_equal(rig_find_note(rig, NOTE_MOVES, 1)->frame_q8, 2400 * 256);
	rig_free(rig);
}

/* When nobody reads the notes, playback goes on and the first ones stay. */
static void notes_overflow_without_harm(void **state)
{
	(void)state;
	struct rig *rig = rig_new(MONO_8K, MONO_8K, 200000);
	rig_put(rig, 0, 200000);
	rig_want(rig, true);
	int16_t frames[80];
	for (int i = 0; i < 2 * N_NOTES; i++) {
		rig_produce(rig);
		mixer_pull(&rig->mixer, frames, 80, 0, 0, false);
	}
	rig_read_notes(rig);
	assert_int_equal(rig->n_notes, N_NOTES);
	assert_int_equal(rig->notes[0].kind, NOTE_MOVES);
	assert_int_equal(rig->notes[N_NOTES - 1].frame_q8, (N_NOTES - 1) * 80 * 256);
	rig_free(rig);
}

static void notes_say_when_it_is_heard(void **state)
{
	(void)state;
	struct rig *rig = rig_new(MONO_8K, MONO_8K, 8000);
	rig_put(rig, 0, 8000);
	rig_produce(rig);
	int16_t frames[800];
	rig_want(rig, true);
	mixer_pull(&rig->mixer, frames, 400, 1000, 50000000, false);
	rig_read_notes(rig);
	assert_int_equal(rig_last_note(rig)->at_ns, 50001000);
	/* A device that cannot tell has its usual delay, 0 here. */
	mixer_pull(&rig->mixer, frames, 400, 60000000, -1, true);
	rig_read_notes(rig);
	assert_int_equal(rig_last_note(rig)->at_ns, 60000000);
	assert_int_equal(rig->mixer.n_underruns, 1);
	/* Within a call, each frame has its time: the pause ends 5 ms into it. */
	rig_want(rig, false);
	mixer_pull(&rig->mixer, frames, 400, 100000000, 0, false);
	rig_read_notes(rig);
	assert_int_equal(rig_last_note(rig)->kind, NOTE_STOPS);
	assert_in_range(rig_last_note(rig)->at_ns, 104800000, 105000000);
	rig_free(rig);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(plays_bit_for_bit_to_the_end),
		cmocka_unit_test(pause_and_resume_lose_nothing),
		cmocka_unit_test(seek_crossfades),
		cmocka_unit_test(crossfade_of_full_scale_does_not_wrap),
		cmocka_unit_test(a_fade_fits_into_what_is_left),
		cmocka_unit_test(many_seeks_end_at_the_last),
		cmocka_unit_test(seek_while_paused_stays_silent),
		cmocka_unit_test(waits_for_content_and_goes_on),
		cmocka_unit_test(seek_to_what_has_not_come_fades_out),
		cmocka_unit_test(length_may_shrink_and_grow),
		cmocka_unit_test(play_at_the_end_ends_again),
		cmocka_unit_test(no_frames_end_at_once),
		cmocka_unit_test(resamples_in_place),
		cmocka_unit_test(resampled_content_has_its_length),
		cmocka_unit_test(channels_are_spread_or_joined),
		cmocka_unit_test(a_leg_sounds_in_both_ears),
		cmocka_unit_test(too_loud_is_held_down),
		cmocka_unit_test(each_leg_has_its_level),
		cmocka_unit_test(held_down_is_not_distorted),
		cmocka_unit_test(a_tone_sounds_beside_what_plays),
		cmocka_unit_test(gains_change_without_a_click),
		cmocka_unit_test(changed_and_back_is_bit_exact),
		cmocka_unit_test(places_are_right_at_every_speed),
		cmocka_unit_test(the_pitch_is_kept),
		cmocka_unit_test(a_change_of_speed_neither_clicks_nor_jumps),
		cmocka_unit_test(back_at_1x_is_bit_exact),
		cmocka_unit_test(speed_holds_for_jumps_and_pauses),
		cmocka_unit_test(another_device_goes_on_where_it_was),
		cmocka_unit_test(notes_overflow_without_harm),
		cmocka_unit_test(notes_say_when_it_is_heard),
	};
	return cmocka_run_group_tests_name("speaker_engine", tests, NULL, NULL);
}
