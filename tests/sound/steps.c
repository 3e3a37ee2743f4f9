/* Each step of the driver judged by itself. */
/* SPDX-License-Identifier: MIT */
#include "config.h"

#include <inttypes.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "comparison.h"
#include "content.h"

#define N_BEFORE 2 /* commands made up, for what was heard before the step */

struct step {
	int64_t number;
	size_t first, n; /* of the log's commands */
	int64_t start_ns, end_ns;
	bool held;
};

static struct command made_up(const struct step *step, const char *verb, int64_t frame)
{
	struct command command = {.ns = step->start_ns, .frame = frame};
	memcpy(command.verb, verb, strlen(verb));
	return command;
}

/* What is heard at its start and all that begins until its end; false if nothing is known of that time. */
static bool take_passages(const struct comparison *c, const struct step *step, struct comparison *part)
{
	double from = record_place(&c->log, c->rate_hz, step->start_ns);
	double to = record_place(&c->log, c->rate_hz, step->end_ns);
	size_t first = c->n_passages;
	for (size_t i = 0; i < c->n_passages && (double)c->passages[i].recorded <= from; i++)
		first = i;
	for (size_t i = first; i < c->n_passages && (double)c->passages[i].recorded < to; i++) {
		part->passages[part->n_passages++] = c->passages[i];
		part->passages[part->n_passages - 1].is_join = false;
	}
	return isfinite(from) && isfinite(to) && part->n_passages > 0;
}

/* What plays at its start was asked for by a jump there. */
static void take_commands(const struct comparison *c, const struct step *step, struct comparison *part)
{
	struct command *commands = mem_zalloc(step->n + N_BEFORE, sizeof *commands);
	int64_t frame = part->passages[0].played * CONTENT_RATE_HZ / c->rate_hz;
	commands[0] = made_up(step, "seek", frame);
	commands[1] = made_up(step, "play", 0);
	memcpy(commands + N_BEFORE, c->log.commands + step->first, step->n * sizeof *commands);
	part->log.commands = commands;
	part->log.n_commands = step->n + N_BEFORE;
}

static size_t count_wrong_claims(const struct comparison *part, const struct step *step)
{
	size_t n_wrong = 0, n_begun;
	for (size_t i = 0; i < part->log.n_claims; i++) {
		const struct claim *claim = &part->log.claims[i];
		if (claim->ns < step->start_ns || claim->ns >= step->end_ns)
			continue;
		double error_ms = comparison_error_ms(part, claim, &n_begun);
		if (comparison_is_jumping(part, claim->ns, n_begun) || fabs(error_ms) <= MAX_ERROR_MS)
			continue;
		if (n_wrong++ < MAX_TOLD)
			printf("# says %" PRId64 ", which is %.1f ms beside, after %zu passages\n",
				claim->frame, error_ms, n_begun);
	}
	return n_wrong;
}

static bool reaches_end(const struct comparison *part)
{
	const struct passage *last = &part->passages[part->n_passages - 1];
	return last->played + last->n == part->reference.n;
}

static bool is_right(struct comparison *part, const struct step *step)
{
	size_t n_joins = comparison_mark_joins(part), n_breaks = comparison_mark_breaks(part);
	size_t n_expected = comparison_mark_starts(&part->log) + n_joins + n_breaks;
	size_t n_starts = comparison_count_wrong_starts(part);
	size_t n_claims = count_wrong_claims(part, step);
	printf("# %zu passages of %zu, ran dry %zu times; beside their place: %zu, and %zu claims\n",
		part->n_passages, n_expected, n_breaks, n_starts, n_claims);
	return part->n_passages == n_expected && n_breaks == 0 && n_starts == 0 && n_claims == 0 &&
	       (step->number < CONTENT_LAST_STEP || reaches_end(part));
}

static void judge(const struct comparison *c, const struct step *step)
{
	struct comparison *part = mem_zalloc(1, sizeof *part);
	const char *verdict = "held";
	part->rate_hz = c->rate_hz;
	part->recording = c->recording;
	part->reference = c->reference;
	part->log = c->log;
	if (take_passages(c, step, part)) {
		take_commands(c, step, part);
		verdict = is_right(part, step) ? "right" : step->held ? "held" : "wrong";
		free(part->log.commands);
	}
	printf("step %" PRId64 " %s\n", step->number, verdict);
	free(part);
}

void steps_judge(const struct comparison *c)
{
	struct step step = {0};
	int64_t n_heard = 0;
	for (size_t i = 0; i < c->n_passages; i++)
		n_heard += c->passages[i].n;
	printf("heard %" PRId64 " s\n", n_heard / c->rate_hz);
	for (size_t i = 0; i < c->log.n_commands; i++) {
		const struct command *command = &c->log.commands[i];
		if (strcmp(command->verb, "step") == 0) {
			step = (struct step){.number = command->frame,
				.first = i + 1,
				.start_ns = command->ns};
		} else if (strcmp(command->verb, "done") == 0) {
			step.n = i - step.first;
			step.end_ns = command->ns;
			step.held = command->other != 0;
			judge(c, &step);
		}
	}
}
