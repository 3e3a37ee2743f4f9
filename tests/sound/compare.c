/* Compares a recording of the driver's noise with its source, and its log with what was heard. */
/* SPDX-License-Identifier: MIT */
#include "config.h"

#include <inttypes.h>
#include <math.h>
#include <speex/speex_resampler.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "content.h"
#include "errors.h"
#include "record.h"

#define RAMP_MS 5
#define FADE_MS 8
#define MIN_PASSAGE 64
#define MAX_PASSAGES 4000
#define SEAM_FADE_MS 15
#define FILTER_MS 5 /* so far before and behind it the resampler knows of a jump */
#define MAX_ERROR_MS 5.0
#define USUAL_JITTER_NS 25000000
#define MAX_DELAY_NS 2e9 /* from a command to its sound */
#define MAX_TOLD 8 /* of each kind of fault */
#define WORST_RESIDUAL_DB (-80.0)

/* A stretch of the recording that is a stretch of the reference, both at the recording's rate. */
struct passage {
	int64_t recorded; /* its first frame in the recording */
	int64_t played;   /* and in the reference */
	int64_t n;
	/* A loop or a skip joins it to the one before it, exactly: from the end of that to a place
	 * in front of this. */
	bool is_join;
	int64_t from, to;
};

struct comparison {
	int rate_hz;
	struct samples recording, reference;
	struct passage passages[MAX_PASSAGES];
	size_t n_passages;
	double wrong_power, power; /* of what lies within passages */
	struct log log;
	int n_tests;
	bool failed;
};

static void test(struct comparison *c, bool ok, const char *name)
{
	printf("%sok - %s at %d Hz\n", ok ? "" : "not ", name, c->rate_hz);
	c->n_tests++;
	c->failed |= !ok;
}

/* The whole noise at once, as somebody would resample a file. */
static struct samples make_reference(int rate_hz)
{
	int64_t n_in = CONTENT_FRAMES + 1000;
	int16_t *noise = mem_zalloc((size_t)n_in, 2);
	for (int64_t i = 0; i < CONTENT_FRAMES; i++)
		noise[i] = noise_at(i);
	if (rate_hz == CONTENT_RATE_HZ)
		return (struct samples){noise, CONTENT_FRAMES};
	struct samples out = {.n = (int64_t)CONTENT_FRAMES * rate_hz / CONTENT_RATE_HZ};
	out.at = mem_zalloc((size_t)out.n, 2);
	SpeexResamplerState *resampler =
		speex_resampler_init(1, CONTENT_RATE_HZ, (spx_uint32_t)rate_hz, 5, NULL);
	speex_resampler_skip_zeros(resampler);
	spx_uint32_t n_taken = (spx_uint32_t)n_in, n_out = (spx_uint32_t)out.n;
	speex_resampler_process_int(resampler, 0, noise, &n_taken, out.at, &n_out);
	speex_resampler_destroy(resampler);
	free(noise);
	return out;
}

/* Where each three samples of the reference are, sorted. */
struct place {
	uint64_t key;
	int64_t at;
};

static uint64_t key_of(const int16_t *samples)
{
	return (uint64_t)(uint16_t)samples[0] << 32 | (uint64_t)(uint16_t)samples[1] << 16 |
	       (uint16_t)samples[2];
}

static int compare_places(const void *a, const void *b)
{
	uint64_t x = ((const struct place *)a)->key, y = ((const struct place *)b)->key;
	return (x > y) - (x < y);
}

static struct place *index_reference(const struct samples *reference)
{
	struct place *places = mem_zalloc((size_t)reference->n, sizeof *places);
	for (int64_t i = 0; i < reference->n - 2; i++)
		places[i] = (struct place){key_of(reference->at + i), i};
	qsort(places, (size_t)reference->n - 2, sizeof *places, compare_places);
	return places;
}

static bool is_near(const struct comparison *c, int64_t recorded, int64_t played)
{
	int tolerance = c->rate_hz == CONTENT_RATE_HZ ? 0 : 1;
	return abs(c->recording.at[recorded] - c->reference.at[played]) <= tolerance;
}

/* From two frames that match on, as long as all differ by rounding at most. */
static int64_t match_length(const struct comparison *c, int64_t recorded, int64_t played)
{
	int64_t n = 0;
	while (recorded + n < c->recording.n && played + n < c->reference.n &&
		is_near(c, recorded + n, played + n))
		n++;
	return n;
}

static void add_passage(struct comparison *c, struct passage passage)
{
	for (int64_t i = 0; i < passage.n; i++) {
		double right = c->reference.at[passage.played + i];
		double wrong = c->recording.at[passage.recorded + i] - right;
		c->wrong_power += wrong * wrong;
		c->power += right * right;
	}
	if (c->n_passages < MAX_PASSAGES)
		c->passages[c->n_passages++] = passage;
}

static struct passage passage_at(const struct comparison *c, const struct place *places, int64_t at)
{
	struct passage best = {.recorded = at};
	struct place wanted = {key_of(c->recording.at + at), 0};
	const struct place *found = bsearch(
		&wanted, places, (size_t)c->reference.n - 2, sizeof *places, compare_places);
	if (wanted.key == 0 || !found)
		return best;
	while (found > places && found[-1].key == wanted.key)
		found--;
	for (; found < places + c->reference.n - 2 && found->key == wanted.key; found++) {
		int64_t n = match_length(c, at, found->at);
		if (n > best.n)
			best = (struct passage){
				.recorded = at, .played = found->at, .n = n};
	}
	return best;
}

static void find_passages(struct comparison *c)
{
	struct place *places = index_reference(&c->reference);
	for (int64_t at = 0; at < c->recording.n - 3;) {
		struct passage passage = passage_at(c, places, at);
		if (passage.n < MIN_PASSAGE) {
			at++;
			continue;
		}
		add_passage(c, passage);
		at += passage.n;
	}
	free(places);
}

static int64_t frames_of(const struct comparison *c, int ms)
{
	return (int64_t)c->rate_hz * ms / 1000 + 2;
}

static bool is_turn(const struct command *command)
{
	return strcmp(command->verb, "loop") == 0 || strcmp(command->verb, "skip") == 0;
}

static int64_t end_of(const struct passage *passage)
{
	return passage->played + passage->n;
}

static int64_t end_recorded(const struct passage *passage)
{
	return passage->recorded + passage->n;
}

/* A loop that is left in the middle of its fade: it goes on, with no time lost. */
static bool goes_on(const struct comparison *c, const struct passage *before, struct passage *after,
	int64_t from)
{
	after->from = after->to = after->played;
	return after->recorded - before->recorded == after->played - before->played &&
	       llabs(from - end_of(before)) < frames_of(c, SEAM_FADE_MS + FILTER_MS);
}

/* Whether what was recorded between two passages is as long as a jump at that place makes it. */
static bool fits(const struct comparison *c, const struct passage *before, struct passage *after,
	int64_t from, int64_t to)
{
	int64_t apart = after->recorded - before->recorded;
	int64_t n_fade = frames_of(c, SEAM_FADE_MS + FILTER_MS);
	after->from = from;
	after->to = to;
	return apart == from - before->played + after->played - to && after->played >= to - 16 &&
	       after->played < to + n_fade && before->played + before->n <= from &&
	       before->played + before->n > from - n_fade;
}

/* A jump that happens to lead no further than to what would have come anyway. */
static bool is_jump_to(const struct comparison *c, const struct command *command, const struct passage *after,
	double start_ns)
{
	int64_t late = after->played - command->frame * (c->rate_hz / CONTENT_RATE_HZ);
	return strcmp(command->verb, "seek") == 0 && late >= 0 && late <= frames_of(c, FADE_MS) &&
	       (double)command->ns < start_ns && (double)command->ns > start_ns - MAX_DELAY_NS;
}

/* Silence in the middle of it that nobody asked for, and then it goes on: the device or the content ran
 * dry. */
static bool ran_dry(const struct comparison *c, const struct passage *before, struct passage *after)
{
	double end_ns = record_time(&c->log, c->rate_hz, end_recorded(before));
	double start_ns = record_time(&c->log, c->rate_hz, after->recorded);
	int64_t lost = after->played - end_of(before);
	for (size_t i = 0; i < c->log.n_commands; i++) {
		const struct command *command = &c->log.commands[i];
		double ns = (double)command->ns;
		if (strcmp(command->verb, "play") == 0 && ns > end_ns && ns < start_ns)
			return false;
		if (is_jump_to(c, command, after, start_ns))
			return false;
	}
	after->from = after->to = after->played;
	return lost >= 0 && lost <= frames_of(c, 2 * RAMP_MS);
}

static size_t mark_breaks(struct comparison *c)
{
	size_t n_breaks = 0;
	for (size_t k = 1; k < c->n_passages; k++) {
		struct passage *after = &c->passages[k];
		if (after->is_join || !ran_dry(c, after - 1, after))
			continue;
		after->is_join = true;
		n_breaks++;
		printf("# a break of %.1f ms in passage %zu\n",
			(double)(after->recorded - end_recorded(after - 1)) * 1000 / c->rate_hz, k - 1);
	}
	return n_breaks;
}

static size_t mark_joins(struct comparison *c)
{
	int64_t ratio = c->rate_hz / CONTENT_RATE_HZ;
	size_t n_joins = 0;
	for (size_t k = 1; k < c->n_passages; k++)
		for (size_t i = 0; i < c->log.n_commands && !c->passages[k].is_join; i++) {
			const struct command *command = &c->log.commands[i];
			struct passage *before = &c->passages[k - 1], *after = before + 1;
			int64_t from = command->frame * ratio, to = command->other * ratio;
			after->is_join = is_turn(command) && (fits(c, before, after, from, to) ||
								     goes_on(c, before, after, from));
			n_joins += after->is_join;
		}
	return n_joins;
}

static size_t mark_starts(struct log *log)
{
	bool playing = false;
	size_t n_starts = 0;
	for (size_t i = 0; i < log->n_commands; i++) {
		struct command *command = &log->commands[i];
		if (strcmp(command->verb, "play") == 0 || strcmp(command->verb, "pause") == 0)
			playing = strcmp(command->verb, "play") == 0;
		command->starts_passage = playing && !is_turn(command);
		n_starts += command->starts_passage;
	}
	return n_starts;
}

/* The next place that a passage may begin: at the target of a jump, or where the last one stopped.
 */
static void test_starts(struct comparison *c)
{
	int64_t expected = 0, ratio = c->rate_hz / CONTENT_RATE_HZ;
	size_t k = 0, n_wrong = 0;
	for (size_t i = 0; i < c->log.n_commands && k < c->n_passages; i++) {
		const struct command *command = &c->log.commands[i];
		bool jumps = strcmp(command->verb, "seek") == 0;
		while (k + 1 < c->n_passages && c->passages[k].is_join)
			expected = end_of(&c->passages[k++]);
		int64_t tolerance = frames_of(c, jumps ? FADE_MS : 2 * RAMP_MS);
		if (jumps)
			expected = command->frame * ratio;
		if (!command->starts_passage)
			continue;
		int64_t late = c->passages[k].played - expected;
		if ((late < 0 || late > tolerance) && n_wrong++ < MAX_TOLD)
			printf("# passage %zu begins %" PRId64 " frames beside its place\n", k,
				late);
		expected = end_of(&c->passages[k++]);
	}
	test(c, n_wrong == 0, "passages begin where they were asked to, or where they stopped");
}

static void test_passages(struct comparison *c)
{
	size_t n_joins = mark_joins(c), n_breaks = mark_breaks(c);
	size_t n_expected = mark_starts(&c->log) + n_joins + n_breaks;
	int64_t n = 0;
	for (size_t i = 0; i < c->n_passages; i++)
		n += c->passages[i].n;
	printf("# %zu passages, %zu of them joined by loops and skips, %" PRId64
	       " frames, %.1f s; ran dry %zu times\n",
		c->n_passages, n_joins, n, (double)n / c->rate_hz, n_breaks);
	test(c, c->n_passages == n_expected && n_breaks == 0 && n > c->rate_hz,
		"as many passages as were asked for: no gap, no repeat");
	test_starts(c);
	int64_t end = c->n_passages ? c->passages[c->n_passages - 1].played +
					      c->passages[c->n_passages - 1].n
				    : 0;
	test(c, end == c->reference.n, "the last frame is heard");
	double residual_db = 10 * log10(c->wrong_power / c->power);
	printf("# residual %.1f dB\n", residual_db);
	if (c->rate_hz == CONTENT_RATE_HZ)
		test(c, c->wrong_power == 0, "every passage is the source, sample for sample");
	else
		test(c, residual_db < WORST_RESIDUAL_DB,
			"every passage is the source resampled offline");
}

/* How long a passage is heard: its ramp too, or up to a jump. */
static double heard_length(const struct comparison *c, size_t k)
{
	const struct passage *next = &c->passages[k + 1];
	if (k + 1 < c->n_passages && next->is_join)
		return (double)(next->from - c->passages[k].played);
	return (double)(c->passages[k].n + frames_of(c, RAMP_MS));
}

/* What is heard at a place of the recording, in frames of the source; and how many passages that
 * were asked for have begun. */
static double heard_at(const struct comparison *c, double recorded, size_t *n_begun)
{
	double played = 0;
	*n_begun = 0;
	for (size_t i = 0; i < c->n_passages; i++) {
		const struct passage *p = &c->passages[i];
		double since = recorded - (double)p->recorded, n = heard_length(c, i);
		double lead = (double)(p->is_join ? p->played - p->to : frames_of(c, RAMP_MS));
		if (since < -lead)
			break;
		*n_begun += !p->is_join;
		played = (double)p->played + (since < n ? since : n);
	}
	if (played > (double)c->reference.n)
		played = (double)c->reference.n;
	return played * CONTENT_RATE_HZ / c->rate_hz;
}

/* A jump was asked for, and the passage that follows it is not heard yet. */
static bool is_jumping(const struct comparison *c, int64_t ns, size_t n_heard)
{
	size_t n_begun = 0, n_needed = 0;
	for (size_t i = 0; i < c->log.n_commands && c->log.commands[i].ns <= ns; i++) {
		const struct command *command = &c->log.commands[i];
		if (strcmp(command->verb, "seek") == 0)
			n_needed = n_begun + 1;
		n_begun += command->starts_passage;
	}
	return n_heard < n_needed;
}

/* How far the claim is beside what is heard, ms. Right at a jump it may be a moment early or late: then
 * it is beside it by that moment. */
static double error_of(const struct comparison *c, const struct claim *claim, size_t *n_begun)
{
	static const double moments_ms[] = {0, -1, 1, -2, 2};
	double recorded = record_place(&c->log, c->rate_hz, claim->ns), error_ms = 0;
	for (size_t i = sizeof moments_ms / sizeof *moments_ms; i-- > 0;) {
		double place = recorded + moments_ms[i] * c->rate_hz / 1000;
		double heard = heard_at(c, place, n_begun);
		double beside_ms = ((double)claim->frame - heard) * 1000 / CONTENT_RATE_HZ;
		if (i == 0 && (fabs(beside_ms) <= MAX_ERROR_MS || error_ms == 0))
			error_ms = beside_ms;
		else if (i > 0 && fabs(beside_ms) <= 1)
			error_ms = -moments_ms[i];
	}
	return error_ms;
}

/* What came no later than such things do: half of them took no more than this, and so much more is the
 * line's jitter and not a stall. */
static int64_t usual_way_ns(const struct log *log)
{
	struct errors ways = {0};
	for (size_t i = 0; i < log->n_claims; i++)
		errors_add(&ways, (double)log->claims[i].way_ns);
	errors_sort(&ways);
	int64_t way_ns = ways.n ? (int64_t)ways.sizes[ways.n / 2] : 0;
	free(ways.sizes);
	return way_ns + USUAL_JITTER_NS;
}

static void test_playhead(struct comparison *c)
{
	struct errors all = {0}, in_time = {0};
	size_t n_wrong = 0, n_jumping = 0;
	int64_t usual_ns = usual_way_ns(&c->log);
	for (size_t i = 0; i < c->log.n_claims; i++) {
		const struct claim *claim = &c->log.claims[i];
		size_t n_begun;
		double error_ms = error_of(c, claim, &n_begun);
		if (is_jumping(c, claim->ns, n_begun)) {
			n_jumping++;
			continue;
		}
		if (fabs(error_ms) > MAX_ERROR_MS && n_wrong++ < MAX_TOLD)
			printf("# says %" PRId64 ", which is %.1f ms beside, after %zu passages\n",
				claim->frame, error_ms, n_begun);
		errors_add(&all, error_ms);
		if (claim->way_ns && claim->way_ns <= usual_ns)
			errors_add(&in_time, error_ms);
	}
	bool ok = all.n > 100 && n_wrong == 0;
	printf("# %zu places more while jumping\n", n_jumping);
	errors_print(&all, "playhead minus sound");
	errors_print(&in_time, "of pictures that no stall held up");
	test(c, ok, "the playhead is where the sound is");
}

/* Keys over a line: what they took for heard against what was. */
static void print_marks(const struct comparison *c)
{
	struct errors errors = {0};
	for (size_t i = 0; i < c->log.n_marks; i++) {
		size_t n_begun;
		errors_add(&errors, error_of(c, &c->log.marks[i], &n_begun));
	}
	errors_print(&errors, "marks minus sound when the key was pressed");
}

/* From the command to the first of its sound, which is still faded. */
static void print_delays(const struct comparison *c)
{
	struct errors delays = {0};
	size_t k = 0;
	for (size_t i = 0; i < c->log.n_commands && k < c->n_passages; i++) {
		const struct command *command = &c->log.commands[i];
		while (k + 1 < c->n_passages && c->passages[k].is_join)
			k++;
		if (!command->starts_passage)
			continue;
		int fade_ms = strcmp(command->verb, "seek") == 0 ? FADE_MS : RAMP_MS;
		double recorded = (double)c->passages[k++].recorded - record_place(&c->log, c->rate_hz, command->ns);
		errors_add(&delays, recorded * 1000 / c->rate_hz - fade_ms);
	}
	errors_sort(&delays);
	if (delays.n)
		printf("# command to sound: median %.1f ms, 95 %% %.1f ms, worst %.1f ms\n",
			delays.sizes[delays.n / 2], delays.sizes[delays.n * 95 / 100],
			delays.sizes[delays.n - 1]);
	free(delays.sizes);
}

int main(int argc, char **argv)
{
	static struct comparison c;
	FILE *log = argc == 4 ? fopen(argv[3], "r") : NULL;
	if (!log) {
		fprintf(stderr, "usage: compare RATE RECORDING LOG\n");
		return 2;
	}
	c.rate_hz = atoi(argv[1]);
	c.recording = record_read_sound(argv[2]);
	c.reference = make_reference(c.rate_hz);
	record_read_log(&c.log, log);
	fclose(log);
	if (c.log.n_reports == 0 || c.recording.n < c.rate_hz) {
		fprintf(stderr, "# nothing was recorded\n");
		return 1;
	}
	find_passages(&c);
	test_passages(&c);
	if (c.log.n_claims)
		test_playhead(&c);
	print_marks(&c);
	print_delays(&c);
	return c.failed;
}
