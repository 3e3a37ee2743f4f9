/* Compares a recording of the driver's noise with its source, and its log with what was heard. */
/* SPDX-License-Identifier: MIT */
#include "config.h"

#include <inttypes.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "comparison.h"
#include "content.h"
#include "errors.h"

#define USUAL_JITTER_NS 25000000
#define WORST_RESIDUAL_DB (-80.0)

static void test(struct comparison *c, bool ok, const char *name)
{
	printf("%sok - %s at %d Hz\n", ok ? "" : "not ", name, c->rate_hz);
	c->failed |= !ok;
}

static void test_passages(struct comparison *c)
{
	size_t n_joins = comparison_mark_joins(c), n_breaks = comparison_mark_breaks(c);
	size_t n_expected = comparison_mark_starts(&c->log) + n_joins + n_breaks;
	int64_t n = 0;
	for (size_t i = 0; i < c->n_passages; i++)
		n += c->passages[i].n;
	printf("# %zu passages, %zu of them joined by loops and skips, %" PRId64
	       " frames, %.1f s; ran dry %zu times\n",
		c->n_passages, n_joins, n, (double)n / c->rate_hz, n_breaks);
	test(c, c->n_passages == n_expected && n_breaks == 0 && n > c->rate_hz,
		"as many passages as were asked for: no gap, no repeat");
	test(c, comparison_count_wrong_starts(c) == 0,
		"passages begin where they were asked to, or where they stopped");
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
		double error_ms = comparison_error_ms(c, claim, &n_begun);
		if (comparison_is_jumping(c, claim->ns, n_begun)) {
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
		errors_add(&errors, comparison_error_ms(c, &c->log.marks[i], &n_begun));
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

static bool has_steps(const struct log *log)
{
	for (size_t i = 0; i < log->n_commands; i++)
		if (strcmp(log->commands[i].verb, "step") == 0)
			return true;
	return false;
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
	c.reference = comparison_make_reference(c.rate_hz);
	record_read_log(&c.log, log);
	fclose(log);
	if (c.log.n_reports == 0 || c.recording.n < c.rate_hz) {
		fprintf(stderr, "# nothing was recorded\n");
		return 1;
	}
	comparison_find_passages(&c);
	if (has_steps(&c.log)) {
		steps_judge(&c);
		return 0;
	}
	test_passages(&c);
	if (c.log.n_claims)
		test_playhead(&c);
	print_marks(&c);
	print_delays(&c);
	return c.failed;
}
