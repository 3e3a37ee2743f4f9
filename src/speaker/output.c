/* Where the sound goes: opens a device, watches it, and falls back to the silent clock. */
/* SPDX-License-Identifier: MIT */
#include "config.h"
#include "speaker/output.h"

#include <stdlib.h>
#include <string.h>

#include "base/clock.h"
#include "base/str.h"

#define SECOND_NS INT64_C(1000000000)
#define FIRST_RETRY_NS (2 * SECOND_NS)
#define LAST_RETRY_NS (32 * SECOND_NS)
#define FIRST_HOLD_NS (SECOND_NS / 10) /* between two tries while it holds; doubled each time */
#define LAST_HOLD_NS SECOND_NS
#define HURRY_NS (SECOND_NS / 2) /* between two tries, whoever is in a hurry */
#define MAX_LATENCY_MS 500
#define LATENCY_STEP_US 10000 /* a change of the measured latency that is worth a report */

static void say(struct output *output, const struct wire_device *said)
{
	output->said = *said;
	output->say(output->context, said);
}

void output_init(struct output *output)
{
	output->silent = device_silent_new();
	defaults_init(&output->defaults);
	output->latency_ms = 50;
	output->setup.latency_ms = 50;
	output->backoff_ns = FIRST_RETRY_NS;
	output->said.state = WIRE_DEVICE_CLOSED;
}

void output_release(struct output *output)
{
	if (output->current)
		output->current->close(output->current);
	output->real->quit(output->real);
	output->silent->free(output->silent);
	defaults_release(&output->defaults);
}

static void pull(void *context, int16_t *frames, size_t n_frames, int64_t delay_ns, bool underflow)
{
	mixer_pull(context, frames, n_frames, clock_mono_ns(), delay_ns, underflow);
}

/* Said before the sound system is asked for anything that it may hang in. */
static void say_opening(struct output *output)
{
	if (output->said.state != WIRE_DEVICE_OPENING)
		say(output, &(struct wire_device){.state = WIRE_DEVICE_OPENING});
}

static void quit_real(struct output *output)
{
	say_opening(output);
	output->real->quit(output->real);
}

/* The content's channels if the device has them, else two, else one; for each rate in turn. */
static bool open_real(
	struct output *output, struct device_got *got, enum wire_problem *problem, struct err *err)
{
	struct device *real = output->real;
	*problem = WIRE_PROBLEM_INIT;
	if (!real->init(real, err))
		return false;
	const int rates[] = {(int)output->setup.rate_hz, 48000, 44100, output->content.rate_hz};
	const int channels[] = {output->content.channels, 2, 1};
	struct device_wish wish = {.name = output->setup.device,
		.latency_ms = output->latency_ms,
		.pull = pull,
		.context = output->producer->mixer};
	for (int i = 0; i < 12; i++) {
		wish.rate_hz = rates[i / 3];
		wish.channels = channels[i % 3];
		if (wish.rate_hz == 0)
			continue;
		output->format = (struct pcm_format){wish.rate_hz, wish.channels};
		if (real->open(real, &wish, got, problem, err))
			return true;
		if (*problem != WIRE_PROBLEM_OPEN)
			return false;
	}
	return false;
}

static bool start(struct output *output, struct device *device, const struct device_got *got,
	int64_t frame, struct err *err)
{
	producer_attach(output->producer, output->format, got->latency_ns, frame);
	watchdog_start(&output->watchdog, clock_mono_ns());
	if (!device->start(device, err))
		return false;
	output->current = device;
	return true;
}

static void start_silent(
	struct output *output, enum wire_problem problem, const char *detail, int64_t frame)
{
	struct device_wish wish = {.name = "",
		.rate_hz = output->content.rate_hz,
		.channels = output->content.channels,
		.pull = pull,
		.context = output->producer->mixer};
	struct device_got got;
	struct err err;
	output->format = output->content;
	output->silent->open(output->silent, &wish, &got, &problem, &err);
	if (!start(output, output->silent, &got, frame, &err))
		abort(); /* no thread to be had: the player starts another speaker */
	struct wire_device said = {.state = WIRE_DEVICE_SILENT, .problem = problem};
	str_copy(said.detail, sizeof said.detail, detail);
	say(output, &said);
}

/* Leaves what is open as it is if the device cannot be had. */
static bool start_real(struct output *output, enum wire_problem *problem, struct err *err)
{
	struct device_got got = {0};
	struct pcm_format old = output->format;
	output->tried_ns = clock_mono_ns();
	say_opening(output);
	if (!open_real(output, &got, problem, err)) {
		output->format = old;
		return false;
	}
	int64_t frame = output->where(output->context);
	if (output->current)
		output->current->close(output->current);
	output->current = NULL;
	*problem = WIRE_PROBLEM_OPEN;
	if (!start(output, output->real, &got, frame, err))
		return false;
	struct wire_device said = {
		.state = WIRE_DEVICE_OPEN, .rate_hz = (uint32_t)output->format.rate_hz};
	str_copy(said.name, sizeof said.name, got.name);
	say(output, &said);
	return true;
}

void output_open(struct output *output, struct pcm_format content, int64_t frame)
{
	enum wire_problem problem = WIRE_PROBLEM_WANTED;
	struct err err = {0};
	if (output->current)
		output->current->close(output->current);
	output->current = NULL;
	output->holds = false;
	output->content = content;
	output->retry_ns = CLOCK_NEVER;
	if (output->given_up) {
		problem = WIRE_PROBLEM_FREE_RUNNING;
	} else if (!output->setup.silent) {
		if (start_real(output, &problem, &err))
			return;
		quit_real(output); /* the next opening looks for devices anew */
		output->backoff_ns = FIRST_RETRY_NS;
		output->retry_ns = output->tried_ns + FIRST_RETRY_NS;
	}
	start_silent(output, problem, err.text, frame);
}

static bool is_same(const struct wire_setup *a, const struct wire_setup *b)
{
	return a->silent == b->silent && a->rate_hz == b->rate_hz &&
	       a->latency_ms == b->latency_ms && strcmp(a->device, b->device) == 0;
}

void output_setup(struct output *output, const struct wire_setup *setup)
{
	bool changes = !is_same(setup, &output->setup);
	output->setup = *setup;
	output->latency_ms = (int)setup->latency_ms;
	if (!changes || (!output->current && !output->holds))
		return;
	int64_t frame = output->where(output->context);
	output->given_up = false;
	output->stalled_ns = 0;
	output->current = NULL; /* closed by the next line, if it is real */
	quit_real(output);
	output->silent->close(output->silent);
	output_open(output, output->content, frame);
}

size_t output_list(struct output *output, struct device_info *infos, size_t n_max)
{
	struct wire_device said = output->said;
	struct err err;
	size_t n = 0;
	if (output->current != output->real)
		quit_real(output);
	if (output->real->init(output->real, &err))
		n = output->real->list(output->real, infos, n_max);
	if (output->said.state != said.state)
		say(output, &said);
	return n;
}

/* The sound system is forgotten too: whatever is the default when it is opened again counts. */
void output_close(struct output *output)
{
	bool was_real = output->current == output->real || output->holds;
	if (output->current)
		output->current->close(output->current);
	output->current = NULL;
	output->holds = false;
	producer_detach(output->producer);
	if (!was_real)
		return;
	quit_real(output);
	say(output, &(struct wire_device){.state = WIRE_DEVICE_CLOSED});
}

bool output_is_open_for(const struct output *output, struct pcm_format content)
{
	bool as_good = output->current == output->real || output->setup.silent || output->given_up;
	return output->current && as_good && output->content.rate_hz == content.rate_hz &&
	       output->content.channels == content.channels;
}

/* Nothing goes on until the device is back, or for as long as it is worth waiting. */
static void hold(struct output *output, int64_t now_ns, enum wire_problem why, const char *detail,
	int64_t frame)
{
	struct wire_device said = {.state = WIRE_DEVICE_CLOSED, .problem = why};
	str_copy(said.detail, sizeof said.detail, detail);
	output->holds = true;
	output->hold_end_ns = now_ns + output->hold_ns;
	output->backoff_ns = FIRST_HOLD_NS;
	output->retry_ns = now_ns + output->backoff_ns;
	producer_detach(output->producer);
	say(output, &said);
	output->stand(output->context, frame);
}

/* The sound system starts anew; if that does not help, it waits, and then time goes on in silence.
 */
static void reopen(
	struct output *output, int64_t now_ns, enum wire_problem why, const char *detail)
{
	enum wire_problem problem;
	struct err err = {0};
	int64_t frame = output->where(output->context);
	output->current = NULL;
	quit_real(output);
	if (start_real(output, &problem, &err))
		return;
	detail = *detail ? detail : err.text;
	if (output->hold_ns > 0) {
		hold(output, now_ns, why, detail, frame);
		return;
	}
	output->backoff_ns = FIRST_RETRY_NS;
	output->retry_ns = now_ns + output->backoff_ns;
	start_silent(output, why, detail, frame);
}

static void try_to_end_hold(struct output *output, int64_t now_ns)
{
	enum wire_problem problem;
	struct err err;
	struct wire_device held = output->said;
	int64_t frame = output->where(output->context);
	quit_real(output);
	output->holds = !start_real(output, &problem, &err);
	if (!output->holds)
		return;
	if (output->backoff_ns < LAST_HOLD_NS)
		output->backoff_ns *= 2;
	output->retry_ns = now_ns + output->backoff_ns;
	if (now_ns < output->hold_end_ns) {
		say(output, &held);
		return;
	}
	output->holds = false;
	output->backoff_ns = FIRST_RETRY_NS;
	output->retry_ns = now_ns + output->backoff_ns;
	start_silent(output, held.problem, err.text, frame);
}

static void retry(struct output *output, int64_t now_ns)
{
	enum wire_problem problem;
	struct err err;
	struct wire_device silent = output->said;
	int64_t frame = output->where(output->context);
	quit_real(output);
	if (start_real(output, &problem, &err))
		return;
	if (output->backoff_ns < LAST_RETRY_NS)
		output->backoff_ns *= 2;
	output->retry_ns = now_ns + output->backoff_ns;
	if (output->current)
		say(output, &silent);
	else
		start_silent(output, problem, err.text, frame);
}

/* One that stalls twice within ten seconds is left alone for a while. */
static void handle_stall(struct output *output, int64_t now_ns)
{
	bool again = output->stalled_ns && now_ns - output->stalled_ns < 10 * SECOND_NS;
	output->stalled_ns = now_ns;
	if (!again) {
		reopen(output, now_ns, WIRE_PROBLEM_STALLED, "");
		return;
	}
	int64_t frame = output->where(output->context);
	output->current = NULL;
	quit_real(output);
	output->backoff_ns = FIRST_RETRY_NS;
	output->retry_ns = now_ns + output->backoff_ns;
	start_silent(output, WIRE_PROBLEM_STALLED, "", frame);
}

static void handle_free_running(struct output *output)
{
	int64_t frame = output->where(output->context);
	output->given_up = true;
	output->current = NULL;
	quit_real(output);
	output->retry_ns = CLOCK_NEVER;
	start_silent(output, WIRE_PROBLEM_FREE_RUNNING, "", frame);
}

static bool is_waiting(const struct output *output)
{
	return output->holds ||
	       (output->current == output->silent && output->retry_ns != CLOCK_NEVER);
}

void output_hurry(struct output *output)
{
	int64_t next_ns = output->tried_ns + HURRY_NS;
	if (is_waiting(output) && next_ns < output->retry_ns)
		output->retry_ns = next_ns;
}

static void say_latency(struct output *output, int64_t now_ns)
{
	int64_t latency_us = atomic_load(&output->producer->mixer->delay_ns) / 1000;
	int64_t change_us = llabs(latency_us - (int64_t)output->said.latency_us);
	if (change_us < LATENCY_STEP_US || now_ns - output->said_ns < SECOND_NS)
		return;
	output->said_ns = now_ns;
	output->said.latency_us = (uint32_t)latency_us;
	output->say(output->context, &output->said);
}

static void watch(struct output *output, int64_t now_ns)
{
	struct mixer *mixer = output->producer->mixer;
	switch (watchdog_check(&output->watchdog, now_ns, atomic_load(&mixer->n_taken),
		output->format.rate_hz, atomic_load(&mixer->n_underruns))) {
	case WATCHDOG_FINE:
		say_latency(output, now_ns);
		break;
	case WATCHDOG_FREE_RUNNING:
		handle_free_running(output);
		break;
	case WATCHDOG_STALLED:
		handle_stall(output, now_ns);
		break;
	case WATCHDOG_UNDERRUNS:
		if (output->latency_ms >= MAX_LATENCY_MS)
			break;
		output->latency_ms = output->latency_ms * 2 < MAX_LATENCY_MS
					     ? output->latency_ms * 2
					     : MAX_LATENCY_MS;
		reopen(output, now_ns, WIRE_PROBLEM_LOST, "");
		break;
	}
}

/* Who plays on the default plays on the new one; who waits for a device tries at once. */
static void heed_change(struct output *output, int64_t now_ns, enum defaults_change change)
{
	bool is_default = !output->setup.device[0];
	if (change == DEFAULTS_SAME)
		return;
	output_hurry(output);
	if (change == DEFAULTS_OTHER && is_default && output->current == output->real)
		reopen(output, now_ns, WIRE_PROBLEM_LOST, "");
}

void output_tick(struct output *output, int64_t now_ns, int64_t asleep_ns)
{
	bool has_slept = asleep_ns - output->asleep_ns > SECOND_NS;
	output->asleep_ns = asleep_ns;
	heed_change(output, now_ns, defaults_look(&output->defaults, now_ns));
	if (output->holds && now_ns >= output->retry_ns)
		try_to_end_hold(output, now_ns);
	if (!output->current)
		return;
	if (output->current == output->silent) {
		if (now_ns >= output->retry_ns)
			retry(output, now_ns);
	} else if (has_slept || !output->current->is_running(output->current)) {
		reopen(output, now_ns, WIRE_PROBLEM_LOST, "");
	} else {
		watch(output, now_ns);
	}
}
