/* Tests of scan: results in chunks, progress, cancel, order, failures and hashes. */
/* SPDX-License-Identifier: MIT */
#include "config.h"

#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <sndfile.h>

#include "base/clock.h"
#include "base/mem.h"
#include "maker.h"
#include "scan/cached.h"
#include "scan/scan.h"
#include "testing.h"

static struct scan *start(int n_workers)
{
	struct err err;
	struct scan *scan = scan_new(n_workers, &err);
	assert_non_null(scan);
	return scan;
}

static struct scan_request request_of(struct call_leg *leg, char *path)
{
	*leg = (struct call_leg){.path = path};
	return (struct scan_request){.legs = leg,
		.n_legs = 1,
		.media = media_options_default,
		.analysis = analysis_options_default};
}

static uint64_t submit(struct scan *scan, char *path, bool urgent)
{
	struct call_leg leg;
	struct scan_request request = request_of(&leg, path);
	request.urgent = urgent;
	return scan_submit(scan, &request);
}

static void wait_for_news(struct scan *scan)
{
	struct pollfd news = {.fd = scan_get_fd(scan), .events = POLLIN};
	assert_int_equal(poll(&news, 1, -1), 1);
	scan_drain(scan);
}

static struct scan_status wait_for_end(struct scan *scan, uint64_t job)
{
	struct scan_status status;
	for (;;) {
		assert_true(scan_get_status(scan, job, &status));
		assert_int_equal(status.job, job);
		if (status.state == SCAN_DONE || status.state == SCAN_FAILED)
			return status;
		wait_for_news(scan);
	}
}

static struct scan_status wait_for_running(struct scan *scan, uint64_t job)
{
	struct scan_status status;
	for (;;) {
		assert_true(scan_get_status(scan, job, &status));
		if (status.state != SCAN_WAITING)
			return status;
		wait_for_news(scan);
	}
}

/* A recording that takes far longer to scan than any test lasts; takes no room on the disk. */
static char *endless(const char *name)
{
	char *path = maker_path(name);
	int fd = open(path, O_CREAT | O_WRONLY | O_TRUNC, 0600);
	assert_true(fd >= 0);
	assert_int_equal(ftruncate(fd, INT64_C(1) << 36), 0);
	close(fd);
	return path;
}

static char *talk(const char *name, int channels, int64_t n_frames)
{
	return maker_file(name, SF_FORMAT_WAV | SF_FORMAT_PCM_16, 8000, channels, n_frames);
}

static struct analysis *analyse_here(const char *path)
{
	struct media *media = maker_open(path);
	struct analysis *analysis =
		analysis_new(&media_get_info(media)->format, &analysis_options_default);
	int64_t n;
	int16_t *frames = maker_read(media, 10000, &n);
	analysis_push(analysis, frames, n);
	analysis_finish(analysis);
	free(frames);
	media_free(media);
	return analysis;
}

static void envelopes_are_equal(const struct envelope *a, const struct envelope *b)
{
	assert_int_equal(a->channels, b->channels);
	assert_int_equal(a->n_hops, b->n_hops);
	for (int k = 0; k < ENVELOPE_MAX_LEVELS; k++)
		for (int c = 0; c < a->channels; c++) {
			assert_int_equal(a->steps[k].n, b->steps[k].n);
			if (a->steps[k].n)
				assert_memory_equal(a->steps[k].level[c], b->steps[k].level[c],
					(size_t)a->steps[k].n);
		}
}

/* What the scan found is what the analysis of the whole finds. */
static void result_is_right(struct scan *scan, uint64_t job, const char *path)
{
	struct analysis *analysis = analyse_here(path);
	struct envelope envelope = {0};
	struct event *events;
	size_t n_events, n_wanted;
	const struct event *wanted = analysis_get_events(analysis, &n_wanted);
	assert_true(scan_read_envelope(scan, job, &envelope));
	envelopes_are_equal(&envelope, analysis_get_envelope(analysis));
	assert_true(scan_read_events(scan, job, &events, &n_events));
	assert_int_equal(n_events, n_wanted);
	for (size_t i = 0; i < n_events; i++) {
		assert_int_equal(events[i].start_ms, wanted[i].start_ms);
		assert_int_equal(events[i].end_ms, wanted[i].end_ms);
		assert_int_equal(events[i].kind, wanted[i].kind);
		assert_int_equal(events[i].channel, wanted[i].channel);
	}
	free(events);
	envelope_release(&envelope);
	analysis_free(analysis);
}

static void a_call_is_scanned_whole(void **state)
{
	(void)state;
	for (int channels = 1; channels <= 2; channels++) {
		struct scan *scan = start(2);
		char *path = talk(channels == 1 ? "mono.wav" : "stereo.wav", channels, 100000);
		uint64_t job = submit(scan, path, false);
		assert_true(job != 0);
		struct scan_status status = wait_for_end(scan, job);
		assert_int_equal(status.state, SCAN_DONE);
		assert_int_equal(status.format.rate_hz, 8000);
		assert_int_equal(status.format.channels, channels);
		assert_int_equal(status.n_frames_done, 100000);
		assert_int_equal(status.n_frames_total, 100000);
		assert_true(status.settled_ms >= 12490);
		assert_false(status.hashed);
		result_is_right(scan, job, path);
		scan_free(scan);
	}
}

static void results_come_before_the_end(void **state)
{
	(void)state;
	struct scan *scan = start(1);
	uint64_t job = submit(scan, endless("endless.sln"), false);
	struct envelope envelope = {0};
	struct event *events;
	size_t n_events;
	int64_t n_hops = 0;
	for (int n_growths = 0; n_growths < 3;) {
		wait_for_news(scan);
		if (!scan_read_envelope(scan, job, &envelope))
			continue;
		n_growths += envelope.n_hops > n_hops;
		n_hops = envelope.n_hops;
	}
	struct scan_status status;
	assert_true(scan_get_status(scan, job, &status));
	assert_int_equal(status.state, SCAN_RUNNING);
	assert_true(status.n_frames_done >= n_hops * 80);
	assert_true(status.n_frames_done < status.n_frames_total);
	assert_true(scan_read_events(scan, job, &events, &n_events));
	free(events);
	envelope_release(&envelope);
	/* It can be stopped at any time. */
	scan_forget(scan, job);
	assert_false(scan_get_status(scan, job, &status));
	assert_false(scan_read_envelope(scan, job, &envelope));
	assert_false(scan_read_events(scan, job, &events, &n_events));
	char *path = talk("next.wav", 1, 20000);
	assert_int_equal(wait_for_end(scan, submit(scan, path, false)).state, SCAN_DONE);
	scan_free(scan);
}

static void levels_that_nobody_draws_are_handed_over_whole(void **state)
{
	(void)state;
	struct scan *scan = start(1);
	char *path = talk("undrawn.wav", 2, 100000);
	struct call_leg leg;
	struct scan_request request = request_of(&leg, path);
	struct envelope levels = {0}, none = {0};
	struct event *events;
	size_t n_events, n_wanted;
	request.undrawn = true;
	uint64_t job = scan_submit(scan, &request);
	assert_int_equal(wait_for_end(scan, job).n_frames_done, 100000);
	struct analysis *analysis = analyse_here(path);
	const struct envelope *wanted = analysis_get_envelope(analysis);
	analysis_get_events(analysis, &n_wanted);
	assert_true(scan_read_events(scan, job, &events, &n_events));
	assert_int_equal(n_events, n_wanted);
	assert_true(scan_take_envelope(scan, job, &levels));
	assert_int_equal(levels.channels, 2);
	assert_int_equal(levels.n_hops, wanted->n_hops);
	for (int c = 0; c < 2; c++) {
		assert_memory_equal(levels.steps[0].level[c], wanted->steps[0].level[c],
			(size_t)wanted->n_hops);
		assert_int_equal(envelope_max(&levels, c, 3, 900), envelope_max(wanted, c, 3, 900));
	}
	assert_int_equal(levels.steps[1].n, 0);
	assert_true(scan_take_envelope(scan, job, &none));
	assert_int_equal(none.n_hops, 0);
	assert_false(scan_take_envelope(scan, job + 1, &none));
	free(events);
	envelope_release(&levels);
	analysis_free(analysis);
	scan_free(scan);
}

static void freeing_stops_what_runs_and_waits(void **state)
{
	(void)state;
	struct scan *scan = start(2);
	char *path = endless("stop.sln");
	uint64_t first = submit(scan, path, false);
	for (int i = 0; i < 5; i++)
		submit(scan, path, i == 3);
	wait_for_running(scan, first);
	scan_free(scan);
	scan_free(start(3)); /* and with nothing to do */
}

static void urgent_goes_before_what_waits(void **state)
{
	(void)state;
	struct scan *scan = start(1);
	char *forever = endless("forever.sln");
	uint64_t blocker = submit(scan, forever, false);
	wait_for_running(scan, blocker);
	uint64_t patient = submit(scan, forever, false);
	uint64_t urgent = submit(scan, talk("urgent.wav", 1, 20000), true);
	scan_forget(scan, blocker);
	/* Behind the patient one it would never be done. */
	assert_int_equal(wait_for_end(scan, urgent).state, SCAN_DONE);
	wait_for_running(scan, patient);
	scan_free(scan);
}

static void a_failure_tells_why(void **state)
{
	(void)state;
	struct scan *scan = start(1);
	uint64_t missing = submit(scan, maker_path("missing.wav"), false);
	uint64_t text = submit(scan, maker_bytes("text.wav", "hello, hello", 12), false);
	uint64_t good = submit(scan, talk("good.wav", 1, 20000), false);
	struct scan_status status = wait_for_end(scan, missing);
	struct envelope envelope = {0};
	assert_int_equal(status.state, SCAN_FAILED);
	assert_int_equal(status.err.code, ERR_NOT_FOUND);
	assert_non_null(strstr(status.err.text, "missing.wav"));
	assert_false(scan_read_envelope(scan, missing, &envelope));
	status = wait_for_end(scan, text);
	assert_int_equal(status.state, SCAN_FAILED);
	assert_int_equal(status.err.code, ERR_FORMAT);
	assert_int_equal(wait_for_end(scan, good).state, SCAN_DONE);
	scan_free(scan);
}

static void legs_are_hashed_in_their_order(void **state)
{
	(void)state;
	struct err err;
	struct call_leg legs[2] = {{.path = talk("h-customer.wav", 1, 30000), .role = LEG_CUSTOMER},
		{.path = talk("h-agent.wav", 1, 20000), .role = LEG_AGENT}};
	uint8_t hash[HASH_SIZE];
	for (int first = 0; first < 2; first++) {
		struct scan *scan = start(1);
		struct scan_request request = request_of(legs, legs[0].path);
		legs[0].role = LEG_CUSTOMER;
		request.n_legs = 2;
		request.hash = true;
		request.hash_first = first;
		struct scan_status status = wait_for_end(scan, scan_submit(scan, &request));
		assert_int_equal(status.state, SCAN_DONE);
		assert_true(status.hashed);
		assert_int_equal(status.format.channels, 2);
		assert_int_equal(status.n_frames_done, 30000);
		for (int i = 0; i < 2; i++) {
			assert_true(media_hash(legs[i].path, hash, NULL, &err));
			assert_memory_equal(status.hash[i], hash, HASH_SIZE);
		}
		scan_free(scan);
	}
}

/* One channel of a recording as a file of its own. */
static char *channel_of(const char *path, int channel, const char *name)
{
	int64_t n;
	struct media *media = maker_open(path);
	int16_t *frames = maker_read(media, 4096, &n), *samples = mem_zalloc((size_t)n, 2);
	for (int64_t i = 0; i < n; i++)
		samples[i] = frames[2 * i + channel];
	char *made = maker_bytes(name, samples, (size_t)n * 2);
	media_free(media);
	free(samples);
	free(frames);
	return made;
}

static struct event *scan_events(const struct scan_request *request, size_t *n_events)
{
	struct event *events;
	struct scan *scan = start(1);
	uint64_t job = scan_submit(scan, request);
	assert_int_equal(wait_for_end(scan, job).state, SCAN_DONE);
	assert_true(scan_read_events(scan, job, &events, n_events));
	scan_free(scan);
	return events;
}

/* Which channel of a stereo file is the agent's says nothing of two files. */
static void the_first_of_two_legs_is_the_agent(void **state)
{
	(void)state;
	char path[512], left[SCAN_WORD_SIZE], right[SCAN_WORD_SIZE];
	snprintf(path, sizeof path, "%s/data/sample/sample-call.opus", getenv("srcdir"));
	struct call_leg stereo,
		legs[] = {{.path = channel_of(path, 0, "of_agent.sln"), .role = LEG_AGENT},
			{.path = channel_of(path, 1, "of_caller.sln"), .role = LEG_CUSTOMER}};
	struct scan_request of_one = request_of(&stereo, path),
			    of_two = request_of(legs, legs[0].path);
	legs[0].role = LEG_AGENT;
	of_two.n_legs = 2;
	scan_options_word(legs, 2, &of_two.analysis, &of_two.media, left);
	of_two.analysis.agent_channel = 1;
	scan_options_word(legs, 2, &of_two.analysis, &of_two.media, right);
	assert_string_equal(left, right);
	size_t n_events, n_same, n_known = 0;
	struct event *events = scan_events(&of_one, &n_events),
		     *same = scan_events(&of_two, &n_same);
	assert_int_equal(n_same, n_events);
	for (size_t i = 0; i < n_events; i++) {
		assert_int_equal(same[i].before, events[i].before);
		assert_int_equal(same[i].after, events[i].after);
		n_known += events[i].before == PARTY_AGENT || events[i].after == PARTY_AGENT;
	}
	assert_true(n_known > 0);
	free(events);
	free(same);
}

static void hashing_can_be_stopped(void **state)
{
	(void)state;
	struct scan *scan = start(1);
	struct call_leg leg;
	struct scan_request request = request_of(&leg, endless("hash.sln"));
	request.hash = request.hash_first = true;
	uint64_t job = scan_submit(scan, &request);
	wait_for_running(scan, job);
	scan_forget(scan, job);
	assert_int_equal(wait_for_end(scan, submit(scan, talk("after.wav", 1, 9000), false)).state,
		SCAN_DONE);
	scan_free(scan);
}

static void many_jobs_on_many_threads(void **state)
{
	(void)state;
	enum { N_JOBS = 40, N_FILES = 4 };
	struct scan *scan = start(4);
	char *paths[N_FILES];
	uint64_t jobs[N_JOBS];
	for (int i = 0; i < N_FILES; i++) {
		char name[16];
		snprintf(name, sizeof name, "many%d.wav", i);
		paths[i] = talk(name, 1 + i % 2, 20000 + 7001 * i);
	}
	for (int i = 0; i < N_JOBS; i++)
		jobs[i] = submit(scan, paths[i % N_FILES], i % 3 == 0);
	for (int i = 0; i < N_JOBS; i += 5)
		scan_forget(scan, jobs[i]); /* some wait, some run, some may be done */
	for (int i = 0; i < N_JOBS; i++) {
		struct scan_status status;
		if (i % 5 == 0) {
			assert_false(scan_get_status(scan, jobs[i], &status));
			continue;
		}
		assert_int_equal(wait_for_end(scan, jobs[i]).state, SCAN_DONE);
		result_is_right(scan, jobs[i], paths[i % N_FILES]);
		scan_forget(scan, jobs[i]);
	}
	scan_free(scan);
}

static void wakeups_are_few(void **state)
{
	(void)state;
	struct scan *scan = start(1);
	int64_t n_wakeups = 0, start_ns = clock_mono_ns();
	submit(scan, endless("few.sln"), false);
	while (n_wakeups < 6) {
		char bytes[64];
		struct pollfd news = {.fd = scan_get_fd(scan), .events = POLLIN};
		assert_int_equal(poll(&news, 1, -1), 1);
		n_wakeups += read(news.fd, bytes, sizeof bytes);
	}
	/* Running, opened, then no more than one in 100 ms. */
	assert_true(n_wakeups <= 2 + (clock_mono_ns() - start_ns) / 100000000);
	scan_free(scan);
}

static void signals_are_left_to_the_main_thread(void **state)
{
	(void)state;
	sigset_t set, pending, old;
	int received;
	sigemptyset(&set);
	sigaddset(&set, SIGUSR1);
	struct scan *scan = start(4);
	pthread_sigmask(SIG_BLOCK, &set, &old);
	kill(getpid(), SIGUSR1); /* would end the program if a worker took it */
	sigpending(&pending);
	assert_int_equal(sigismember(&pending, SIGUSR1), 1);
	assert_int_equal(sigwait(&set, &received), 0);
	pthread_sigmask(SIG_SETMASK, &old, NULL);
	/* The main thread's own mask is as it was. */
	assert_int_equal(sigismember(&old, SIGUSR1), 0);
	scan_free(scan);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_call_is_scanned_whole),
		cmocka_unit_test(results_come_before_the_end),
		cmocka_unit_test(levels_that_nobody_draws_are_handed_over_whole),
		cmocka_unit_test(freeing_stops_what_runs_and_waits),
		cmocka_unit_test(urgent_goes_before_what_waits),
		cmocka_unit_test(a_failure_tells_why),
		cmocka_unit_test(legs_are_hashed_in_their_order),
		cmocka_unit_test(the_first_of_two_legs_is_the_agent),
		cmocka_unit_test(hashing_can_be_stopped),
		cmocka_unit_test(many_jobs_on_many_threads),
		cmocka_unit_test(wakeups_are_few),
		cmocka_unit_test(signals_are_left_to_the_main_thread),
	};
	return cmocka_run_group_tests_name("scan", tests, maker_setup, maker_teardown);
}
