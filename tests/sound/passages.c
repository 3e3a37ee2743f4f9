/* The passages of a recording: stretches of it that are stretches of the source. */
/* SPDX-License-Identifier: MIT */
#include "config.h"

#include <inttypes.h>
#include <speex/speex_resampler.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "comparison.h"
#include "content.h"

#define MIN_PASSAGE 64
#define SEAM_FADE_MS 15
#define FILTER_MS 5 /* so far before and behind it the resampler knows of a jump */
#define MAX_DELAY_NS 2e9 /* from a command to its sound */

/* The whole noise at once, as somebody would resample a file. */
struct samples comparison_make_reference(int rate_hz)
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

void comparison_find_passages(struct comparison *c)
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

int64_t comparison_frames(const struct comparison *c, int ms)
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
	       llabs(from - end_of(before)) < comparison_frames(c, SEAM_FADE_MS + FILTER_MS);
}

/* Whether what was recorded between two passages is as long as a jump at that place makes it. */
static bool fits(const struct comparison *c, const struct passage *before, struct passage *after,
	int64_t from, int64_t to)
{
	int64_t apart = after->recorded - before->recorded;
	int64_t n_fade = comparison_frames(c, SEAM_FADE_MS + FILTER_MS);
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
	return strcmp(command->verb, "seek") == 0 && late >= 0 && late <= comparison_frames(c, FADE_MS) &&
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
	return lost >= 0 && lost <= comparison_frames(c, 2 * RAMP_MS);
}

size_t comparison_mark_breaks(struct comparison *c)
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

size_t comparison_mark_joins(struct comparison *c)
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

size_t comparison_mark_starts(struct log *log)
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
size_t comparison_count_wrong_starts(const struct comparison *c)
{
	int64_t expected = 0, ratio = c->rate_hz / CONTENT_RATE_HZ;
	size_t k = 0, n_wrong = 0;
	for (size_t i = 0; i < c->log.n_commands && k < c->n_passages; i++) {
		const struct command *command = &c->log.commands[i];
		bool jumps = strcmp(command->verb, "seek") == 0;
		while (k + 1 < c->n_passages && c->passages[k].is_join)
			expected = end_of(&c->passages[k++]);
		int64_t tolerance = comparison_frames(c, jumps ? FADE_MS : 2 * RAMP_MS);
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
	return n_wrong;
}
