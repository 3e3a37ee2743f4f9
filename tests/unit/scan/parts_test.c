/* Tests of parts: a call that several threads hear tells the same as one that one thread hears. */
/* SPDX-License-Identifier: MIT */
#include "config.h"

#include <fcntl.h>
#include <poll.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <sndfile.h>

#include "analysis/hearing.h"
#include "maker.h"
#include "scan/scan.h"
#include "testing.h"

#define PART_HOPS (10 * HEARING_STEP_HOPS)
#define PART_FRAMES (PART_HOPS * 80)
#define WAV_HEAD 44

/* What a scan told of a call. */
struct told {
	struct scan_status status;
	struct envelope envelope;
	struct event *events;
	size_t n_events;
};

static struct scan_status wait_for_end(struct scan *scan, uint64_t job)
{
	struct scan_status status;
	for (;;) {
		assert_true(scan_get_status(scan, job, &status));
		if (status.state == SCAN_DONE || status.state == SCAN_FAILED)
			return status;
		struct pollfd news = {.fd = scan_get_fd(scan), .events = POLLIN};
		assert_int_equal(poll(&news, 1, -1), 1);
		scan_drain(scan);
	}
}

static struct scan_request request_of(const struct call_leg *legs, size_t n_legs, int n_threads, int64_t part_hops)
{
	return (struct scan_request){.legs = legs,
		.n_legs = n_legs,
		.media = media_options_default,
		.analysis = analysis_options_default,
		.n_threads = n_threads,
		.part_hops = part_hops};
}

static struct told scan_with(const struct call_leg *legs, size_t n_legs, int n_threads, int64_t part_hops)
{
	struct err err;
	struct told told = {0};
	struct scan *scan = scan_new(3, &err);
	assert_non_null(scan);
	struct scan_request request = request_of(legs, n_legs, n_threads, part_hops);
	uint64_t job = scan_submit(scan, &request);
	told.status = wait_for_end(scan, job);
	if (told.status.state == SCAN_DONE) {
		assert_true(scan_read_envelope(scan, job, &told.envelope));
		assert_true(scan_read_events(scan, job, &told.events, &told.n_events));
	}
	scan_free(scan);
	return told;
}

static void told_release(struct told *told)
{
	envelope_release(&told->envelope);
	free(told->events);
}

static void assert_same(const struct told *a, const struct told *b)
{
	assert_int_equal(a->status.state, b->status.state);
	assert_int_equal(a->status.n_frames_done, b->status.n_frames_done);
	assert_int_equal(a->status.n_frames_total, b->status.n_frames_total);
	assert_int_equal(a->status.settled_ms, b->status.settled_ms);
	assert_string_equal(a->status.warning, b->status.warning);
	assert_int_equal(a->envelope.channels, b->envelope.channels);
	assert_int_equal(a->envelope.n_hops, b->envelope.n_hops);
	for (int c = 0; c < a->envelope.channels; c++)
		assert_memory_equal(a->envelope.steps[0].level[c], b->envelope.steps[0].level[c],
			(size_t)a->envelope.n_hops);
	assert_int_equal(a->n_events, b->n_events);
	for (size_t i = 0; i < a->n_events; i++) {
		assert_int_equal(a->events[i].start_ms, b->events[i].start_ms);
		assert_int_equal(a->events[i].end_ms, b->events[i].end_ms);
		assert_int_equal(a->events[i].kind, b->events[i].kind);
		assert_int_equal(a->events[i].channel, b->events[i].channel);
		assert_true(a->events[i].level_db == b->events[i].level_db);
	}
}

static void same_in_parts(const struct call_leg *legs, size_t n_legs, int64_t part_hops)
{
	struct told one = scan_with(legs, n_legs, 1, 0), three = scan_with(legs, n_legs, 3, part_hops);
	assert_int_equal(one.status.state, SCAN_DONE);
	assert_same(&three, &one);
	told_release(&one);
	told_release(&three);
}

static void same_on_three_threads(const struct call_leg *legs, size_t n_legs)
{
	same_in_parts(legs, n_legs, PART_HOPS);
}

static void ends_beside_parts_are_found(void **state)
{
	(void)state;
	/* On the edge of a part, within what is heard beyond it, in the middle, and before the second. */
	static const int64_t lengths[] = {6 * PART_FRAMES, 6 * PART_FRAMES + 1, 6 * PART_FRAMES + 300,
		6 * PART_FRAMES - 1, 6 * PART_FRAMES + 20000, PART_FRAMES / 2, 1};
	for (size_t i = 0; i < sizeof lengths / sizeof *lengths; i++) {
		struct call_leg leg = {.path = maker_file("end.wav", SF_FORMAT_WAV | SF_FORMAT_PCM_16, 8000, 1,
			lengths[i])};
		same_on_three_threads(&leg, 1);
	}
}

static void odd_rates_and_two_channels_are_heard_in_parts(void **state)
{
	(void)state;
	static const int rates_hz[] = {11025, 16000, 44100};
	for (size_t i = 0; i < sizeof rates_hz / sizeof *rates_hz; i++) {
		struct call_leg leg = {.path = maker_file("rate.wav", SF_FORMAT_WAV | SF_FORMAT_PCM_16,
			rates_hz[i], 2, rates_hz[i] * INT64_C(50))};
		same_on_three_threads(&leg, 1);
	}
}

static void legs_are_heard_in_parts(void **state)
{
	(void)state;
	struct call_leg legs[2] = {{.path = maker_file("agent.wav", SF_FORMAT_WAV | SF_FORMAT_ULAW, 8000, 1,
		5 * PART_FRAMES + 123), .role = LEG_AGENT},
		{.path = maker_file("customer.wav", SF_FORMAT_WAV | SF_FORMAT_GSM610, 8000, 1,
			3 * PART_FRAMES), .role = LEG_CUSTOMER}};
	same_on_three_threads(legs, 2);
}

static void a_file_that_ends_early_is_told_of(void **state)
{
	(void)state;
	char *path = maker_file("early.wav", SF_FORMAT_WAV | SF_FORMAT_PCM_16, 8000, 1, 9 * PART_FRAMES);
	assert_int_equal(truncate(path, WAV_HEAD + 2 * (3 * PART_FRAMES + 777)), 0);
	struct call_leg leg = {.path = path};
	struct told one = scan_with(&leg, 1, 1, 0), three = scan_with(&leg, 1, 3, PART_HOPS);
	assert_true(one.status.warning[0]);
	assert_same(&three, &one);
	told_release(&one);
	told_release(&three);
}

static void parts_of_chosen_lengths_are_the_whole(void **state)
{
	(void)state;
	static const int formats[] = {SF_FORMAT_WAV | SF_FORMAT_ULAW, SF_FORMAT_FLAC | SF_FORMAT_PCM_16};
	for (size_t i = 0; i < sizeof formats / sizeof *formats; i++) {
		struct call_leg leg = {.path = maker_file("long", formats[i], 8000, 1, INT64_C(8000) * (14 * 60 + 7))};
		same_in_parts(&leg, 1, 0);
	}
}

/* A recording that takes far longer to hear than any test lasts; takes no room on the disk. */
static void threads_stop_when_they_are_told_to(void **state)
{
	(void)state;
	struct err err;
	char *path = maker_path("endless.sln");
	int fd = open(path, O_CREAT | O_WRONLY | O_TRUNC, 0600);
	assert_true(fd >= 0);
	assert_int_equal(ftruncate(fd, INT64_C(1) << 36), 0);
	close(fd);
	struct call_leg leg = {.path = path};
	struct scan *scan = scan_new(3, &err);
	struct scan_request request = request_of(&leg, 1, 3, PART_HOPS);
	struct scan_status status = {.n_frames_done = 0};
	uint64_t job = scan_submit(scan, &request);
	while (status.n_frames_done == 0) {
		struct pollfd news = {.fd = scan_get_fd(scan), .events = POLLIN};
		assert_int_equal(poll(&news, 1, -1), 1);
		scan_drain(scan);
		assert_true(scan_get_status(scan, job, &status));
	}
	assert_int_equal(status.state, SCAN_RUNNING);
	scan_free(scan);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(ends_beside_parts_are_found),
		cmocka_unit_test(odd_rates_and_two_channels_are_heard_in_parts),
		cmocka_unit_test(legs_are_heard_in_parts),
		cmocka_unit_test(a_file_that_ends_early_is_told_of),
		cmocka_unit_test(parts_of_chosen_lengths_are_the_whole),
		cmocka_unit_test(threads_stop_when_they_are_told_to),
	};
	return cmocka_run_group_tests_name("parts", tests, maker_setup, maker_teardown);
}
