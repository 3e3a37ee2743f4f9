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
#include "noise.h"

#define RAMP_MS 5
#define FADE_MS 8
#define MIN_PASSAGE 64
#define MAX_PASSAGES 1000
#define MAX_ERROR_MS 5.0
#define AROUND_NS INT64_C(250000000)
#define WORST_RESIDUAL_DB (-80.0)

struct samples {
	int16_t *at;
	int64_t n;
};

/* A stretch of the recording that is a stretch of the reference, both at the recording's rate. */
struct passage {
	int64_t recorded; /* its first frame in the recording */
	int64_t played;   /* and in the reference */
	int64_t n;
};

struct command {
	int64_t ns;
	char verb[8];
	int64_t frame;
	bool starts_passage;
};

struct claim {
	int64_t ns;
	int64_t frame;
};

/* The recorder's word, in the order of time. */
struct report {
	int64_t ns;
	double start_ns; /* when the first frame of the recording would have been heard by it */
};

struct log {
	struct command *commands;
	struct claim *claims;
	struct report *reports;
	size_t n_commands, n_claims, n_reports, room_commands, room_claims, room_reports;
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

static struct samples read_recording(const char *path)
{
	struct samples samples = {0};
	FILE *file = fopen(path, "rb");
	if (!file)
		return samples;
	fseek(file, 0, SEEK_END);
	samples.n = ftell(file) / 2;
	rewind(file);
	samples.at = mem_zalloc((size_t)samples.n + 1, 2);
	samples.n = (int64_t)fread(samples.at, 2, (size_t)samples.n, file);
	fclose(file);
	return samples;
}

/* The whole noise at once, as somebody would resample a file. */
static struct samples make_reference(int rate_hz)
{
	int64_t n_in = NOISE_FRAMES + 1000;
	int16_t *noise = mem_zalloc((size_t)n_in, 2);
	for (int64_t i = 0; i < NOISE_FRAMES; i++)
		noise[i] = noise_at(i);
	if (rate_hz == NOISE_RATE_HZ)
		return (struct samples){noise, NOISE_FRAMES};
	struct samples out = {.n = (int64_t)NOISE_FRAMES * rate_hz / NOISE_RATE_HZ};
	out.at = mem_zalloc((size_t)out.n, 2);
	SpeexResamplerState *resampler =
		speex_resampler_init(1, NOISE_RATE_HZ, (spx_uint32_t)rate_hz, 5, NULL);
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
	int tolerance = c->rate_hz == NOISE_RATE_HZ ? 0 : 1;
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
	struct passage best = {at, 0, 0};
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
			best = (struct passage){at, found->at, n};
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

static void read_log(struct log *log, FILE *file)
{
	char line[128], verb[8];
	int64_t ns, number;
	while (fgets(line, sizeof line, file)) {
		if (sscanf(line, "P %" SCNd64 " %" SCNd64, &ns, &number) == 2) {
			MEM_GROW(log->claims, log->n_claims, log->room_claims);
			log->claims[log->n_claims++] = (struct claim){ns, number};
		} else if (sscanf(line, "T %" SCNd64 " %" SCNd64, &ns, &number) == 2) {
			MEM_GROW(log->reports, log->n_reports, log->room_reports);
			log->reports[log->n_reports++] =
				(struct report){ns, (double)(ns - number * 1000)};
		} else if (sscanf(line, "C %" SCNd64 " %7s %" SCNd64, &ns, verb, &number) == 3) {
			MEM_GROW(log->commands, log->n_commands, log->room_commands);
			struct command *command = &log->commands[log->n_commands++];
			*command = (struct command){.ns = ns, .frame = number};
			memcpy(command->verb, verb, sizeof verb);
		}
	}
}

static size_t mark_starts(struct log *log)
{
	bool playing = false;
	size_t n_starts = 0;
	for (size_t i = 0; i < log->n_commands; i++) {
		struct command *command = &log->commands[i];
		if (strcmp(command->verb, "seek") != 0)
			playing = strcmp(command->verb, "play") == 0;
		command->starts_passage = playing;
		n_starts += playing;
	}
	return n_starts;
}

static int64_t frames_of(const struct comparison *c, int ms)
{
	return (int64_t)c->rate_hz * ms / 1000 + 2;
}

/* The next place that a passage may begin: at the target of a jump, or where the last one stopped.
 */
static void test_starts(struct comparison *c)
{
	int64_t expected = 0, ratio = c->rate_hz / NOISE_RATE_HZ;
	size_t k = 0, n_wrong = 0;
	for (size_t i = 0; i < c->log.n_commands && k < c->n_passages; i++) {
		const struct command *command = &c->log.commands[i];
		bool jumps = strcmp(command->verb, "seek") == 0;
		int64_t tolerance = frames_of(c, jumps ? FADE_MS : 2 * RAMP_MS);
		if (jumps)
			expected = command->frame * ratio;
		if (!command->starts_passage)
			continue;
		int64_t late = c->passages[k].played - expected;
		if (late < 0 || late > tolerance) {
			printf("# passage %zu begins %" PRId64 " frames beside its place\n", k,
				late);
			n_wrong++;
		}
		expected = c->passages[k].played + c->passages[k].n;
		k++;
	}
	test(c, n_wrong == 0, "passages begin where they were asked to, or where they stopped");
}

static void test_passages(struct comparison *c)
{
	size_t n_expected = mark_starts(&c->log);
	int64_t n = 0;
	for (size_t i = 0; i < c->n_passages; i++)
		n += c->passages[i].n;
	printf("# %zu passages, %" PRId64 " frames, %.1f s\n", c->n_passages, n,
		(double)n / c->rate_hz);
	test(c, c->n_passages == n_expected && n > c->rate_hz,
		"as many passages as were asked for: no gap, no repeat");
	if (c->n_passages != n_expected)
		for (size_t i = 0; i < c->n_passages; i++)
			printf("# passage %zu: recorded %" PRId64 ", played %" PRId64 ", %" PRId64
			       " frames\n",
				i, c->passages[i].recorded, c->passages[i].played,
				c->passages[i].n);
	test_starts(c);
	int64_t end = c->n_passages ? c->passages[c->n_passages - 1].played +
					      c->passages[c->n_passages - 1].n
				    : 0;
	test(c, end == c->reference.n, "the last frame is heard");
	double residual_db = 10 * log10(c->wrong_power / c->power);
	printf("# residual %.1f dB\n", residual_db);
	if (c->rate_hz == NOISE_RATE_HZ)
		test(c, c->wrong_power == 0, "every passage is the source, sample for sample");
	else
		test(c, residual_db < WORST_RESIDUAL_DB,
			"every passage is the source resampled offline");
}

/* What is heard at a place of the recording, in frames of the source; and in which passage. */
static double heard_at(const struct comparison *c, double recorded, size_t *passage)
{
	double ramp = (double)frames_of(c, RAMP_MS), played = 0;
	*passage = 0;
	for (size_t i = 0; i < c->n_passages; i++) {
		const struct passage *p = &c->passages[i];
		double since = recorded - (double)p->recorded, n = (double)p->n + ramp;
		if (since < -ramp)
			break;
		*passage = i + 1;
		played = (double)p->played + (since < n ? since : n);
	}
	if (played > (double)c->reference.n)
		played = (double)c->reference.n;
	return played * NOISE_RATE_HZ / c->rate_hz;
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

/* Where in the recording the sound of that time is. A report is read late at times, never early, so
 * the second earliest around counts; and on a busy machine the server's clock slips, so only those
 * of that time. */
static double recorded_at(const struct comparison *c, int64_t ns)
{
	double first = INFINITY, second = INFINITY;
	for (size_t i = 0; i < c->log.n_reports; i++) {
		const struct report *report = &c->log.reports[i];
		if (llabs(report->ns - ns) > AROUND_NS)
			continue;
		if (report->start_ns < first) {
			second = first;
			first = report->start_ns;
		} else if (report->start_ns < second) {
			second = report->start_ns;
		}
	}
	return ((double)ns - second) * c->rate_hz / 1e9;
}

static void test_playhead(struct comparison *c)
{
	double sum = 0, sum_abs = 0, worst = 0;
	size_t n = 0, n_wrong = 0, n_jumping = 0;
	for (size_t i = 0; i < c->log.n_claims; i++) {
		const struct claim *claim = &c->log.claims[i];
		size_t passage;
		double heard = heard_at(c, recorded_at(c, claim->ns), &passage);
		if (is_jumping(c, claim->ns, passage)) {
			n_jumping++;
			continue;
		}
		double error_ms = ((double)claim->frame - heard) * 1000 / NOISE_RATE_HZ;
		if (fabs(error_ms) > MAX_ERROR_MS && n_wrong++ < 5)
			printf("# says %" PRId64 ", heard is %.1f, of passage %zu\n", claim->frame,
				heard, passage);
		sum += error_ms;
		sum_abs += fabs(error_ms);
		worst = fabs(error_ms) > fabs(worst) ? error_ms : worst;
		n++;
	}
	printf("# playhead minus sound: mean %.2f ms, mean of sizes %.2f ms, worst %.2f ms, "
	       "%zu places, %zu more while jumping\n",
		sum / (double)n, sum_abs / (double)n, worst, n, n_jumping);
	test(c, n > 100 && n_wrong == 0, "the playhead is where the sound is");
}

/* From the command to the first of its sound, which is still faded. */
static void print_delays(const struct comparison *c)
{
	double sum = 0, worst = 0;
	size_t k = 0;
	for (size_t i = 0; i < c->log.n_commands && k < c->n_passages; i++) {
		const struct command *command = &c->log.commands[i];
		if (!command->starts_passage)
			continue;
		int fade_ms = strcmp(command->verb, "seek") == 0 ? FADE_MS : RAMP_MS;
		double recorded = (double)c->passages[k++].recorded - recorded_at(c, command->ns);
		double delay_ms = recorded * 1000 / c->rate_hz - fade_ms;
		sum += delay_ms;
		worst = delay_ms > worst ? delay_ms : worst;
	}
	printf("# command to sound: mean %.1f ms, worst %.1f ms\n", sum / (double)k, worst);
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
	c.recording = read_recording(argv[2]);
	c.reference = make_reference(c.rate_hz);
	read_log(&c.log, log);
	fclose(log);
	if (c.log.n_reports == 0 || c.recording.n < c.rate_hz) {
		fprintf(stderr, "# nothing was recorded\n");
		return 1;
	}
	find_passages(&c);
	test_passages(&c);
	test_playhead(&c);
	print_delays(&c);
	return c.failed;
}
