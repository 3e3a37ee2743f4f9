/* Tests of content as Opus: frame n that is heard is frame n of the recording, wherever it begins. */
/* SPDX-License-Identifier: MIT */
#include "config.h"

#include <stdlib.h>

#include "fake_source.h"
#include "player/supply.h"
#include "testing.h"
#include "voice_source.h"

#define MAX_ERROR 0.1 /* of the energy */

/* A supply over a line that takes everything, and the speaker's side of it. */
struct course {
	struct flow flow;
	struct supply supply;
	struct wire_opus_decoder *decoder;
	struct pcm_format format;
	int16_t *heard; /* frames of the whole content, at their places */
	int64_t n_frames, n_blocks, n_bytes;
};

static void begin(struct course *course, struct pcm_source *source, int64_t n_frames)
{
	struct err err;
	*course = (struct course){.format = source->format, .n_frames = n_frames};
	flow_init(&course->flow);
	supply_open(&course->supply, source);
	supply_connect(&course->supply, &course->flow);
	supply_set_opus(&course->supply, true);
	course->decoder = wire_opus_decoder_new(source->format, &err);
	assert_non_null(course->decoder);
	course->heard = mem_zalloc((size_t)(n_frames * source->format.channels), sizeof(int16_t));
}

static void finish(struct course *course)
{
	supply_release(&course->supply);
	wire_opus_decoder_free(course->decoder);
	free(course->heard);
}

static void take(struct course *course, const struct wire_data *data)
{
	struct err err;
	int16_t *frames = course->heard + data->start_frame * data->channels;
	assert_true(data->start_frame + data->n_frames <= course->n_frames);
	if (data->encoding == WIRE_OPUS)
		assert_true(wire_opus_decode(course->decoder, data, frames, &err));
	else
		wire_unpack_samples(frames, data);
	course->n_blocks++;
	course->n_bytes += (int64_t)data->n_bytes;
}

/* So many blocks, or as many as there are. */
static void send(struct course *course, int n_blocks)
{
	struct wire_data data;
	struct err err;
	while (n_blocks-- > 0 && supply_has_more(&course->supply)) {
		assert_true(supply_read(&course->supply, &data, &err));
		if (data.n_frames)
			take(course, &data);
	}
}

static void send_from(struct course *course, int64_t frame, int n_blocks)
{
	struct wire_status all = {.want_frame = frame, .n_want = UINT32_MAX};
	supply_aim(&course->supply, frame);
	all.n_taken_bytes = course->supply.n_sent_bytes;
	supply_heed(&course->supply, &all, true);
	send(course, n_blocks);
}

static void assert_heard(const struct course *course, int64_t start_frame, int64_t n_frames)
{
	for (int leg = 0; leg < course->format.channels; leg++) {
		int shift = 99;
		double error = voice_error(course->heard + start_frame * course->format.channels,
			start_frame, n_frames, course->format, leg, &shift);
		assert_int_equal(shift, 0);
		assert_true(error < MAX_ERROR);
	}
}

static void plays_whole(int rate_hz, int channels)
{
	struct course course;
	int64_t n_frames = 2 * rate_hz + 123;
	begin(&course, &voice_source_new(rate_hz, channels, n_frames)->source, n_frames);
	send_from(&course, 0, INT32_MAX);
	assert_int_equal(course.supply.next_frame, n_frames);
	assert_int_equal(course.supply.end_frame, n_frames);
	assert_heard(&course, 0, rate_hz / 10);
	assert_heard(&course, 0, n_frames - 60);
	/* The last frames are there, too, and not silence. */
	assert_heard(&course, n_frames - 200, 160);
	assert_true(course.n_bytes * 8 < n_frames * channels * 16 / 4);
	finish(&course);
}

static void every_frame_is_heard_at_its_place(void **state)
{
	(void)state;
	static const int rates_hz[] = {8000, 12000, 16000, 24000, 48000};
	for (size_t i = 0; i < sizeof rates_hz / sizeof *rates_hz; i++)
		for (int channels = 1; channels <= 2; channels++)
			plays_whole(rates_hz[i], channels);
}

static void blocks_from_anywhere_are_at_their_places(void **state)
{
	(void)state;
	struct course course;
	uint32_t seed = 5;
	begin(&course, &voice_source_new(16000, 2, 160000)->source, 160000);
	for (int i = 0; i < 12; i++) {
		seed = seed * 1664525 + 1013904223;
		int64_t frame = seed % 150000;
		send_from(&course, frame, 1 + i % 2);
		assert_heard(&course, frame, 3200);
	}
	/* The same place again, though other content came in between. */
	send_from(&course, 7, 1);
	send_from(&course, 90000, 1);
	send_from(&course, 3207, 1);
	assert_heard(&course, 7, 6400);
	finish(&course);
}

static void clicks_are_where_they_were(void **state)
{
	(void)state;
	struct course course;
	struct fake_source *fake = fake_source_new(8000, 1, 16000);
	begin(&course, &fake->source, 16000);
	/* A saw that falls by 30000 each 4286 frames. */
	send_from(&course, 1111, INT32_MAX);
	for (int64_t i = 1112, n_falls = 0; i < 16000; i++) {
		if (fake_sample(i, 0) > fake_sample(i - 1, 0))
			continue;
		int64_t steepest = i;
		for (int64_t k = i - 20; k < i + 20; k++)
			if (course.heard[k] - course.heard[k - 1] <
				course.heard[steepest] - course.heard[steepest - 1])
				steepest = k;
		assert_int_equal(steepest, i);
		assert_true(++n_falls <= 3);
	}
	finish(&course);
}

static void it_changes_over_without_a_hole(void **state)
{
	(void)state;
	struct course course;
	begin(&course, &voice_source_new(8000, 1, 40000)->source, 40000);
	send_from(&course, 500, 1);
	for (int i = 0; i < 6; i++) {
		supply_set_opus(&course.supply, i % 2 == 1);
		send(&course, 3);
	}
	int64_t end = course.supply.next_frame;
	assert_in_range(end, 500 + 1600 + 9 * 800 + 9 * 1600 - 100, 40000);
	for (int64_t at = 500; at + 800 <= end; at += 800)
		assert_heard(&course, at, 800);
	finish(&course);
}

static void a_new_speaker_is_told_from_the_start(void **state)
{
	(void)state;
	struct course course;
	struct err err;
	begin(&course, &voice_source_new(8000, 1, 40000)->source, 40000);
	send_from(&course, 500, 3);
	wire_opus_decoder_free(course.decoder);
	course.decoder = wire_opus_decoder_new(course.format, &err);
	supply_connect(&course.supply, &course.flow);
	supply_set_opus(&course.supply, true);
	send(&course, 3);
	assert_heard(&course, 500, 6 * 1600);
	finish(&course);
}

static void content_ends_where_reading_ends(void **state)
{
	(void)state;
	struct course course;
	struct voice_source *voice = voice_source_new(8000, 1, 20000);
	voice->n_true = 10000;
	begin(&course, &voice->source, 20000);
	send_from(&course, 0, INT32_MAX);
	assert_int_equal(course.supply.end_frame, 10000);
	assert_int_equal(course.supply.next_frame, 10000);
	assert_heard(&course, 9700, 250);
	/* Once more, from shortly before that end. */
	send_from(&course, 9990, INT32_MAX);
	assert_int_equal(course.supply.next_frame, 10000);
	finish(&course);
}

static void content_may_be_longer_than_claimed(void **state)
{
	(void)state;
	struct course course;
	struct voice_source *voice = voice_source_new(8000, 1, 900);
	voice->n_true = 10000;
	begin(&course, &voice->source, 10000);
	send_from(&course, 0, 1);
	assert_int_equal(course.supply.next_frame, 1600);
	send(&course, INT32_MAX);
	assert_int_equal(course.supply.end_frame, 10000);
	assert_heard(&course, 0, 9900);
	finish(&course);
}

static void failing_content_ends_there(void **state)
{
	(void)state;
	struct course course;
	struct fake_source *fake = fake_source_new(8000, 1, 8000);
	struct wire_data data;
	struct err err;
	fake->fail_at = 1700;
	begin(&course, &fake->source, 8000);
	supply_aim(&course.supply, 0);
	assert_true(supply_read(&course.supply, &data, &err));
	assert_int_equal(data.n_frames, 1600);
	/* What was read before the failure is sent still. */
	assert_false(supply_read(&course.supply, &data, &err));
	assert_string_equal(err.text, "cannot read on");
	assert_in_range(data.n_frames, 1, 100);
	assert_int_equal(course.supply.end_frame, 1600 + data.n_frames);
	assert_false(supply_is_due(&course.supply));
	finish(&course);
}

static void what_the_source_has_not_yet_is_awaited(void **state)
{
	(void)state;
	struct course course;
	struct fake_source *fake = fake_source_new(8000, 1, 8000);
	fake->unready_from = 1640; /* the codec looks beyond the block of 1600 */
	begin(&course, &fake->source, 8000);
	supply_aim(&course.supply, 0);
	assert_true(supply_awaits_source(&course.supply));
	assert_false(supply_is_due(&course.supply));
	fake->unready_from = 1700;
	assert_true(supply_is_due(&course.supply));
	finish(&course);
}

/* What it would take without loss is known all the same. */
static void the_exact_size_is_known(void **state)
{
	(void)state;
	struct course course;
	begin(&course, &voice_source_new(8000, 2, 8000)->source, 8000);
	send_from(&course, 0, 1);
	assert_int_equal(course.supply.n_exact_bytes, 1600 * 2 * 2);
	finish(&course);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(every_frame_is_heard_at_its_place),
		cmocka_unit_test(blocks_from_anywhere_are_at_their_places),
		cmocka_unit_test(clicks_are_where_they_were),
		cmocka_unit_test(it_changes_over_without_a_hole),
		cmocka_unit_test(a_new_speaker_is_told_from_the_start),
		cmocka_unit_test(content_ends_where_reading_ends),
		cmocka_unit_test(content_may_be_longer_than_claimed),
		cmocka_unit_test(failing_content_ends_there),
		cmocka_unit_test(what_the_source_has_not_yet_is_awaited),
		cmocka_unit_test(the_exact_size_is_known),
	};
	return cmocka_run_group_tests_name("packets", tests, NULL, NULL);
}
