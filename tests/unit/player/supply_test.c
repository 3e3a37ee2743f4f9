/* Tests of the supply: what is sent next, how much at once, and where content ends. */
/* SPDX-License-Identifier: MIT */
#include "config.h"

#include <string.h>

#include "fake_source.h"
#include "player/supply.h"
#include "testing.h"

/* Sends what is due, as the feeder does; returns the blocks. */
static int send_all(struct supply *supply)
{
	int n_blocks = 0;
	while (supply_is_due(supply)) {
		struct wire_data data;
		struct err err;
		assert_true(supply_read(supply, &data, &err));
		n_blocks++;
	}
	return n_blocks;
}

static void blocks_hold_the_right_frames(void **state)
{
	(void)state;
	struct supply supply = {0};
	supply_open(&supply, &fake_source_new(8000, 2, 80000)->source);
	assert_false(supply_is_due(&supply)); /* the speaker was not sent anywhere yet */
	supply_aim(&supply, 1234);
	assert_true(supply_is_due(&supply));
	struct wire_data data;
	struct err err;
	assert_true(supply_read(&supply, &data, &err));
	assert_int_equal(data.start_frame, 1234);
	assert_int_equal(data.n_frames, 800);
	assert_int_equal(data.channels, 2);
	int16_t samples[1600];
	wire_unpack_samples(samples, &data);
	for (int i = 0; i < 1600; i++)
		assert_int_equal(samples[i], fake_sample(1234 + i / 2, i % 2));
	assert_int_equal(supply.next_frame, 2034);
	supply_release(&supply);
}

static void two_seconds_go_ahead_unasked(void **state)
{
	(void)state;
	struct supply supply = {0};
	supply_open(&supply, &fake_source_new(8000, 2, 800000)->source);
	supply_aim(&supply, 8000);
	assert_int_equal(send_all(&supply), 20);
	assert_int_equal(supply.next_frame, 24000);
	supply_release(&supply);
}

static void what_the_source_has_not_yet_is_awaited(void **state)
{
	(void)state;
	struct supply supply = {0};
	struct fake_source *fake = fake_source_new(8000, 2, 800000);
	fake->unready_from = 12000;
	supply_open(&supply, &fake->source);
	assert_false(supply_awaits_source(&supply));
	supply_aim(&supply, 8000);
	assert_int_equal(send_all(&supply), 5);
	assert_true(supply_awaits_source(&supply));
	fake->unready_from = 0;
	assert_false(supply_awaits_source(&supply));
	assert_int_equal(send_all(&supply), 15);
	supply_release(&supply);
}

static void the_speaker_says_what_it_wants(void **state)
{
	(void)state;
	struct supply supply = {0};
	supply_open(&supply, &fake_source_new(8000, 1, 800000)->source);
	supply_aim(&supply, 0);
	send_all(&supply);
	/* What it wants may be under way. */
	struct wire_status status = {.want_frame = 8000, .n_want = 32000, .n_taken_bytes = 16000};
	supply_heed(&supply, &status, true);
	assert_int_equal(supply.next_frame, 16000);
	assert_int_equal(supply.goal_frame, 40000);
	/* Nothing is under way: it counts. */
	status.n_taken_bytes = supply.n_sent_bytes;
	supply_heed(&supply, &status, true);
	assert_int_equal(supply.next_frame, 8000);
	/* It has all that up to later. */
	status = (struct wire_status){.want_frame = 30000, .n_want = 1000};
	supply_heed(&supply, &status, true);
	assert_int_equal(supply.next_frame, 30000);
	/* A stale one moves nothing. */
	status = (struct wire_status){.want_frame = 1, .n_want = 1, .n_taken_bytes = 99};
	supply_heed(&supply, &status, false);
	assert_int_equal(supply.next_frame, 30000);
	assert_int_equal(supply.n_taken_bytes, 99);
	supply_release(&supply);
}

static void what_is_under_way_is_bounded(void **state)
{
	(void)state;
	struct supply supply = {0};
	supply_open(&supply, &fake_source_new(8000, 2, 8000000)->source);
	supply_aim(&supply, 0);
	struct wire_status status = {.want_frame = 0, .n_want = 8000000};
	supply_heed(&supply, &status, true);
	send_all(&supply);
	assert_in_range(supply.n_sent_bytes, 200000, 262144);
	int64_t former = supply.n_sent_bytes;
	status = (struct wire_status){.n_want = 8000000, .n_taken_bytes = former};
	supply_heed(&supply, &status, false);
	send_all(&supply);
	assert_int_equal(supply.n_sent_bytes, 2 * former);
	supply_release(&supply);
}

static void content_ends_where_reading_ends(void **state)
{
	(void)state;
	struct supply supply = {0};
	struct fake_source *fake = fake_source_new(8000, 1, 8000);
	fake->n_true = 1000;
	supply_open(&supply, &fake->source);
	supply_aim(&supply, 0);
	send_all(&supply);
	assert_int_equal(supply.end_frame, 1000);
	supply_release(&supply);
}

static void content_may_be_longer_than_claimed(void **state)
{
	(void)state;
	struct supply supply = {0};
	struct fake_source *fake = fake_source_new(8000, 1, 900);
	fake->n_true = 5000;
	supply_open(&supply, &fake->source);
	supply_aim(&supply, 0);
	send_all(&supply);
	assert_int_equal(supply.end_frame, 1600); /* what was read, until more is known */
	fake->source.n_frames = 5000;
	struct wire_data data;
	struct err err;
	assert_true(supply_read(&supply, &data, &err));
	assert_int_equal(supply.end_frame, 5000);
	supply_release(&supply);
}

static void failing_content_ends_there(void **state)
{
	(void)state;
	struct supply supply = {0};
	struct fake_source *fake = fake_source_new(8000, 1, 8000);
	fake->fail_at = 1700;
	supply_open(&supply, &fake->source);
	supply_aim(&supply, 0);
	struct wire_data data;
	struct err err;
	assert_true(supply_read(&supply, &data, &err));
	assert_true(supply_read(&supply, &data, &err));
	assert_false(supply_read(&supply, &data, &err));
	assert_string_equal(err.text, "cannot read on");
	assert_int_equal(data.n_frames, 0);
	assert_int_equal(supply.end_frame, 1600);
	assert_false(supply_is_due(&supply));
	supply_release(&supply);
}

static void the_former_source_is_freed(void **state)
{
	(void)state;
	struct supply supply = {0};
	int n_freed = 0;
	struct fake_source *fake = fake_source_new(8000, 1, 8000);
	fake->n_freed = &n_freed;
	supply_open(&supply, &fake->source);
	supply_open(&supply, NULL);
	assert_int_equal(n_freed, 1);
	supply_aim(&supply, 0);
	assert_false(supply_is_due(&supply));
	supply_release(&supply);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(blocks_hold_the_right_frames),
		cmocka_unit_test(two_seconds_go_ahead_unasked),
		cmocka_unit_test(what_the_source_has_not_yet_is_awaited),
		cmocka_unit_test(the_speaker_says_what_it_wants),
		cmocka_unit_test(what_is_under_way_is_bounded),
		cmocka_unit_test(content_ends_where_reading_ends),
		cmocka_unit_test(content_may_be_longer_than_claimed),
		cmocka_unit_test(failing_content_ends_there),
		cmocka_unit_test(the_former_source_is_freed),
	};
	return cmocka_run_group_tests_name("supply", tests, NULL, NULL);
}
