/* One call in every codec: the same gaps, whoever reads it in whatever pieces. */
/* SPDX-License-Identifier: MIT */
#include "config.h"

#include <poll.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <sndfile.h>

#include "analysis/hearing.h"
#include "base/mem.h"
#include "maker.h"
#include "scan/scan.h"
#include "testing.h"

#define RATE_HZ 8000
#define SLIP_MS 30 /* what a codec may move an edge by */
#define GAP_MS 3000

static const struct {
	const char *name;
	int format;
} codecs[] = {
	{"pcm.wav", SF_FORMAT_WAV | SF_FORMAT_PCM_16},
	{"mulaw.wav", SF_FORMAT_WAV | SF_FORMAT_ULAW},
	{"alaw.wav", SF_FORMAT_WAV | SF_FORMAT_ALAW},
	{"gsm.wav", SF_FORMAT_WAV | SF_FORMAT_GSM610},
	{"call.flac", SF_FORMAT_FLAC | SF_FORMAT_PCM_16},
	{"call.mp3", SF_FORMAT_MPEG | SF_FORMAT_MPEG_LAYER_III},
	{"call.opus", SF_FORMAT_OGG | SF_FORMAT_OPUS},
	{"call.ogg", SF_FORMAT_OGG | SF_FORMAT_VORBIS},
};
#define N_CODECS (sizeof codecs / sizeof *codecs)

struct call {
	char *paths[N_CODECS];
};

struct answer {
	struct event *events;
	size_t n_events;
	struct envelope envelope;
};

static void answer_release(struct answer *answer)
{
	free(answer->events);
	envelope_release(&answer->envelope);
}

/* The bundled sample call, its channels mixed, at the rate of the telephone. */
static int16_t *sample_frames(int64_t *n_frames)
{
	char path[512];
	const char *srcdir = getenv("srcdir");
	snprintf(path, sizeof path, "%s/data/sample/sample-call.opus", srcdir ? srcdir : ".");
	struct media *media = maker_open(path);
	struct pcm_format format = media_get_info(media)->format;
	int fold = format.rate_hz / RATE_HZ * format.channels;
	int64_t n;
	int16_t *frames = maker_read(media, 48000, &n);
	*n_frames = n * format.channels / fold;
	for (int64_t i = 0; i < *n_frames; i++) {
		int32_t sum = 0;
		for (int k = 0; k < fold; k++)
			sum += frames[i * fold + k];
		frames[i] = (int16_t)(sum / fold);
	}
	media_free(media);
	return frames;
}

static int setup(void **state)
{
	/* Static: one group of tests, one call. */
	static struct call call;
	if (maker_setup(state) != 0)
		return -1;
	int64_t n_frames;
	int16_t *frames = sample_frames(&n_frames);
	for (size_t i = 0; i < N_CODECS; i++) {
		SF_INFO sf = {.format = codecs[i].format, .samplerate = RATE_HZ, .channels = 1};
		call.paths[i] = maker_path(codecs[i].name);
		SNDFILE *snd = sf_open(call.paths[i], SFM_WRITE, &sf);
		assert_non_null(snd);
		assert_int_equal(sf_writef_short(snd, frames, n_frames), n_frames);
		assert_int_equal(sf_close(snd), 0);
	}
	free(frames);
	*state = &call;
	return 0;
}

/* Reads in blocks of n_block frames. */
static struct answer answer_by_blocks(const char *path, int64_t n_block)
{
	struct err err;
	struct media *media = maker_open(path);
	struct analysis *analysis =
		analysis_new(&media_get_info(media)->format, &analysis_options_default);
	int16_t *block = mem_zalloc((size_t)n_block * 2, sizeof *block);
	int64_t n;
	while ((n = media_read(media, block, n_block, &err)) > 0)
		analysis_push(analysis, block, n);
	assert_int_equal(n, 0);
	analysis_finish(analysis);
	struct answer answer = {0};
	const struct event *events = analysis_get_events(analysis, &answer.n_events);
	answer.events = mem_zalloc(answer.n_events + 1, sizeof *events);
	memcpy(answer.events, events, answer.n_events * sizeof *events);
	envelope_copy(&answer.envelope, analysis_get_envelope(analysis));
	free(block);
	media_free(media);
	analysis_free(analysis);
	return answer;
}

static void answers_are_equal(const struct answer *a, const struct answer *b)
{
	assert_int_equal(a->n_events, b->n_events);
	for (size_t i = 0; i < a->n_events; i++) {
		const struct event *x = &a->events[i], *y = &b->events[i];
		assert_int_equal(x->start_ms, y->start_ms);
		assert_int_equal(x->end_ms, y->end_ms);
		assert_int_equal(x->kind, y->kind);
		assert_int_equal(x->subtype, y->subtype);
		assert_int_equal(x->place, y->place);
		assert_int_equal(x->channel, y->channel);
		assert_true(x->level_db == y->level_db && x->confidence == y->confidence);
	}
	assert_int_equal(a->envelope.n_hops, b->envelope.n_hops);
	assert_memory_equal(a->envelope.steps[0].level[0], b->envelope.steps[0].level[0],
		(size_t)a->envelope.n_hops);
}

/* What a scan found. */
static struct answer answer_of_job(struct scan *scan, uint64_t job)
{
	struct answer answer = {0};
	assert_true(scan_read_events(scan, job, &answer.events, &answer.n_events));
	assert_true(scan_read_envelope(scan, job, &answer.envelope));
	return answer;
}

static const struct event *nth_gap(const struct answer *answer, int n)
{
	for (size_t i = 0; i < answer->n_events; i++) {
		const struct event *event = &answer->events[i];
		if (event_is_gap(event) && event->end_ms - event->start_ms > GAP_MS && n-- == 0)
			return event;
	}
	return NULL;
}

static void same_gaps(const char *name, const struct answer *is, const struct answer *wanted)
{
	const struct event *a, *b;
	for (int n = 0; a = nth_gap(is, n), b = nth_gap(wanted, n), a || b; n++) {
		if (!a || !b)
			fail_msg("%s: gap %d is %s", name, n, a ? "too many" : "not there");
		if (a->kind != b->kind || a->subtype != b->subtype || a->place != b->place ||
			event_gap_class(a, &gap_limits_default) != event_gap_class(b, &gap_limits_default) ||
			llabs(a->start_ms - b->start_ms) > SLIP_MS || llabs(a->end_ms - b->end_ms) > SLIP_MS)
			fail_msg("%s: gap %d is %s %s %.2f..%.2f s, not %s %s %.2f..%.2f s", name, n,
				event_kind_word(a->kind), event_subtype_word(a->subtype), a->start_ms / 1e3,
				a->end_ms / 1e3, event_kind_word(b->kind), event_subtype_word(b->subtype),
				b->start_ms / 1e3, b->end_ms / 1e3);
	}
}

static void every_codec_has_the_same_gaps(void **state)
{
	const struct call *call = *state;
	struct answer pcm = answer_by_blocks(call->paths[0], 4096);
	assert_non_null(nth_gap(&pcm, 2));
	for (size_t i = 1; i < N_CODECS; i++) {
		struct answer answer = answer_by_blocks(call->paths[i], 4096);
		same_gaps(codecs[i].name, &answer, &pcm);
		answer_release(&answer);
	}
	answer_release(&pcm);
}

static void blocks_make_no_difference(void **state)
{
	static const int64_t sizes[] = {77, 1000003};
	const struct call *call = *state;
	for (size_t i = 0; i < N_CODECS; i++) {
		struct answer wanted = answer_by_blocks(call->paths[i], 4096);
		for (size_t k = 0; k < sizeof sizes / sizeof *sizes; k++) {
			struct answer answer = answer_by_blocks(call->paths[i], sizes[k]);
			answers_are_equal(&answer, &wanted);
			answer_release(&answer);
		}
		answer_release(&wanted);
	}
}

static void wait_for_end(struct scan *scan, uint64_t job)
{
	struct scan_status status;
	for (;;) {
		assert_true(scan_get_status(scan, job, &status));
		if (status.state == SCAN_DONE)
			return;
		assert_int_not_equal(status.state, SCAN_FAILED);
		struct pollfd news = {.fd = scan_get_fd(scan), .events = POLLIN};
		assert_int_equal(poll(&news, 1, -1), 1);
		scan_drain(scan);
	}
}

static void threads_make_no_difference(void **state)
{
	const struct call *call = *state;
	struct err err;
	struct scan *scan = scan_new(4, &err);
	uint64_t jobs[N_CODECS];
	assert_non_null(scan);
	for (size_t i = 0; i < N_CODECS; i++) {
		struct call_leg leg = {.path = call->paths[i]};
		struct scan_request request = {.legs = &leg,
			.n_legs = 1,
			.media = media_options_default,
			.analysis = analysis_options_default};
		jobs[i] = scan_submit(scan, &request);
	}
	for (size_t i = 0; i < N_CODECS; i++) {
		wait_for_end(scan, jobs[i]);
		struct answer answer = answer_of_job(scan, jobs[i]);
		struct answer wanted = answer_by_blocks(call->paths[i], 4096);
		answers_are_equal(&answer, &wanted);
		answer_release(&answer);
		answer_release(&wanted);
	}
	scan_free(scan);
}

/* One call at a time, heard in short parts on so many threads. */
static void parts_make_no_difference(void **state)
{
	static const struct {
		int n_threads;
		int64_t part_hops;
	} ways[] = {{1, 16 * HEARING_STEP_HOPS}, {2, 10 * HEARING_STEP_HOPS}, {3, 30 * HEARING_STEP_HOPS}};
	const struct call *call = *state;
	struct err err;
	struct scan *scan = scan_new(3, &err);
	assert_non_null(scan);
	for (size_t i = 0; i < N_CODECS; i++) {
		struct answer wanted = answer_by_blocks(call->paths[i], 4096);
		for (size_t k = 0; k < sizeof ways / sizeof *ways; k++) {
			struct call_leg leg = {.path = call->paths[i]};
			struct scan_request request = {.legs = &leg,
				.n_legs = 1,
				.media = media_options_default,
				.analysis = analysis_options_default,
				.n_threads = ways[k].n_threads,
				.part_hops = ways[k].part_hops};
			uint64_t job = scan_submit(scan, &request);
			wait_for_end(scan, job);
			struct answer answer = answer_of_job(scan, job);
			answers_are_equal(&answer, &wanted);
			scan_forget(scan, job);
			answer_release(&answer);
		}
		answer_release(&wanted);
	}
	scan_free(scan);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(every_codec_has_the_same_gaps),
		cmocka_unit_test(blocks_make_no_difference),
		cmocka_unit_test(threads_make_no_difference),
		cmocka_unit_test(parts_make_no_difference),
	};
	return cmocka_run_group_tests_name("codecs", tests, setup, maker_teardown);
}
