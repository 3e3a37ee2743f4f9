/* What the main thread and the feeder share, behind one lock: the main thread's side of it. */
/* SPDX-License-Identifier: MIT */
#include "config.h"
#include "player/shared_parts.h"

#include <errno.h>
#include <poll.h>
#include <pthread.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>

#include "base/clock.h"
#include "base/mem.h"
#include "base/str.h"
#include "base/wake.h"
#include "player/line.h"

struct shared *shared_new(bool silent, bool remote)
{
	struct shared *shared = mem_zalloc(1, sizeof *shared);
	shared->silent = silent;
	/* Without a descriptor left no speaker can be started either, and that is told. */
	(void)!wake_open(&shared->wake);
	(void)!wake_open(&shared->changed);
	pthread_mutex_init(&shared->lock, NULL);
	line_init(&shared->line, remote && !silent);
	shared->head.local = silent || remote;
	shared->volume_percent = 100;
	shared->level_percent[0] = shared->level_percent[1] = 100;
	shared->head.speed_percent = 100;
	playhead_open(&shared->head, 0, 0);
	return shared;
}

void shared_free(struct shared *shared)
{
	if (!shared)
		return;
	if (shared->source)
		shared->source->free(shared->source);
	playhead_release(&shared->head);
	free(shared->devices);
	wake_close(&shared->wake);
	wake_close(&shared->changed);
	pthread_mutex_destroy(&shared->lock);
	free(shared);
}

void shared_enter(struct shared *shared)
{
	pthread_mutex_lock(&shared->lock);
}

void shared_leave(struct shared *shared)
{
	pthread_mutex_unlock(&shared->lock);
}

void shared_leave_and_wake(struct shared *shared)
{
	shared_leave(shared);
	wake_ring(&shared->wake);
}

void shared_leave_and_tell(struct shared *shared)
{
	shared_leave(shared);
	wake_ring(&shared->changed);
}

void shared_set_source(struct shared *shared, struct pcm_source *source)
{
	shared_enter(shared);
	struct pcm_source *never_taken = shared->source;
	shared->source = source;
	shared->new_source = true;
	shared->source_serial = ++shared->serial;
	line_settle(&shared->line);
	shared->read_problem[0] = '\0';
	shared->new_skips = shared->new_loop = true;
	if (source)
		playhead_open(&shared->head, source->format.rate_hz, source->n_frames);
	else
		playhead_open(&shared->head, 0, 0);
	shared_leave_and_wake(shared);
	if (never_taken)
		never_taken->free(never_taken);
}

/* The person does not wait for the speaker to come back; and what was paused may play again. */
static void begin_command(struct shared *shared, int64_t now_ns)
{
	if (line_is_waiting(&shared->line) && !shared->head.local) {
		playhead_go_local(&shared->head, now_ns);
		line_go_on(&shared->line);
	}
	line_settle(&shared->line);
}

void shared_play(struct shared *shared, int64_t now_ns)
{
	shared_enter(shared);
	begin_command(shared, now_ns);
	playhead_play(&shared->head, now_ns);
	shared->n_asked++;
	shared_leave_and_wake(shared);
}

void shared_pause(struct shared *shared, int64_t now_ns)
{
	shared_enter(shared);
	begin_command(shared, now_ns);
	playhead_pause(&shared->head, now_ns);
	line_pause(&shared->line, now_ns, shared->latency_ms);
	shared_leave_and_wake(shared);
}

void shared_seek(struct shared *shared, int64_t frame, int64_t now_ns)
{
	shared_enter(shared);
	begin_command(shared, now_ns);
	playhead_seek(&shared->head, frame, now_ns);
	shared->serial++;
	shared->n_asked += shared->head.playing;
	shared_leave_and_wake(shared);
}

static int clamp(int n, int min, int max)
{
	return n < min ? min : n > max ? max : n;
}

void shared_set_speed(struct shared *shared, int percent, int64_t now_ns)
{
	percent = clamp(percent, PLAYER_MIN_SPEED, PLAYER_MAX_SPEED);
	shared_enter(shared);
	playhead_set_speed(&shared->head, percent, now_ns);
	shared_leave_and_wake(shared);
}

void shared_set_leg(struct shared *shared, enum player_leg leg)
{
	shared_enter(shared);
	shared->leg = leg;
	shared_leave_and_wake(shared);
}

void shared_set_volume(struct shared *shared, int percent)
{
	shared_enter(shared);
	shared->volume_percent = clamp(percent, 0, PLAYER_MAX_VOLUME);
	shared_leave_and_wake(shared);
}

void shared_set_levels(struct shared *shared, const int level_percent[2])
{
	shared_enter(shared);
	for (int i = 0; i < 2; i++)
		shared->level_percent[i] = clamp(level_percent[i], 0, PLAYER_MAX_LEVEL);
	shared_leave_and_wake(shared);
}

void shared_set_skips(
	struct shared *shared, const struct route_span *skips, size_t n_skips, int64_t now_ns)
{
	shared_enter(shared);
	playhead_set_skips(&shared->head, skips, n_skips, now_ns);
	shared->new_skips = true;
	shared_leave_and_wake(shared);
}

void shared_set_loop(struct shared *shared, struct route_span loop, int64_t now_ns)
{
	shared_enter(shared);
	playhead_set_loop(&shared->head, loop, now_ns);
	shared->new_loop = true;
	shared_leave_and_wake(shared);
}

void shared_play_span(struct shared *shared, struct route_span span, int64_t now_ns)
{
	shared_enter(shared);
	begin_command(shared, now_ns);
	playhead_play_span(&shared->head, span.start_frame, span.end_frame, now_ns);
	shared->serial++;
	shared->n_asked++;
	shared_leave_and_wake(shared);
}

void shared_set_output(struct shared *shared, const struct wire_setup *setup)
{
	shared_enter(shared);
	shared->setup = *setup;
	shared->n_setups++;
	if (!setup->silent)
		shared->silent = false;
	shared_leave_and_wake(shared);
}

void shared_set_sound(struct shared *shared, enum player_sound wanted)
{
	shared_enter(shared);
	shared->sound = wanted;
	shared_leave_and_wake(shared);
}

void shared_play_tone(struct shared *shared)
{
	shared_enter(shared);
	shared->n_tones++;
	shared_leave_and_wake(shared);
}

void shared_ask_devices(struct shared *shared)
{
	shared_enter(shared);
	shared->n_lists++;
	shared_leave_and_wake(shared);
}

void shared_want_pedals(struct shared *shared, const struct wire_pedals *pedals)
{
	shared_enter(shared);
	shared->wanted_pedals = *pedals;
	shared->pedals.pedal = (struct player_pedal){.state = PEDAL_OFF}; /* until it says */
	shared->n_pedals++;
	shared_leave_and_wake(shared);
}

void shared_get_pedal(struct shared *shared, struct player_pedal *pedal)
{
	shared_enter(shared);
	*pedal = shared->pedals.pedal;
	shared_leave(shared);
}

bool shared_take_press(struct shared *shared, struct player_press *press)
{
	shared_enter(shared);
	bool there = pedals_take(&shared->pedals, press);
	shared_leave(shared);
	return there;
}

bool shared_get_devices(struct shared *shared, struct player_device **devices, size_t *n)
{
	shared_enter(shared);
	bool there = shared->n_listed > 0 && shared->n_listed == shared->n_lists;
	*n = there ? shared->n_devices : 0;
	*devices = mem_zalloc(*n + 1, sizeof **devices);
	if (*n)
		memcpy(*devices, shared->devices, *n * sizeof **devices);
	shared_leave(shared);
	return there;
}

size_t shared_take_heard(
	struct shared *shared, int64_t now_ns, struct route_span *spans, size_t n_max)
{
	shared_enter(shared);
	playhead_get_frame(&shared->head, now_ns);
	size_t n = heard_take(&shared->head.heard, spans, n_max);
	shared_leave(shared);
	return n;
}

static const char *problem_of(const struct shared *shared)
{
	if (shared->line.problem[0])
		return shared->line.problem;
	if (shared->head.local && shared->local_problem[0])
		return shared->local_problem;
	return shared->device_problem[0] ? shared->device_problem : shared->read_problem;
}

void shared_get_state(struct shared *shared, int64_t now_ns, struct player_state *state)
{
	shared_enter(shared);
	struct playhead *head = &shared->head;
	bool local = head->local;
	int64_t drawn_ns = local ? now_ns : line_get_drawn_ns(&shared->line, now_ns);
	*state = (struct player_state){
		.frame = playhead_get_frame(head, drawn_ns),
		.speed_percent = head->speed_percent,
		.leg = shared->leg,
		.volume_percent = shared->volume_percent,
		.output = local || line_is_waiting(&shared->line) ? PLAYER_SILENT : shared->output,
		.remote = shared->line.attached,
		.delay_ms = shared->line.delay_ms,
		.coding = shared->coding,
		.silent_wanted = shared->silent || shared->setup.silent,
		.n_restarts = shared->n_restarts,
	};
	memcpy(state->level_percent, shared->level_percent, sizeof state->level_percent);
	state->n_jumps = head->n_jumps;
	state->jump_from_frame = head->jump_from;
	state->jump_to_frame = head->jump_to;
	state->span_ended = head->span_ended;
	state->playing = head->playing;
	state->ended = head->ended;
	int64_t pressed = playhead_peek_frame(head, now_ns);
	if (drawn_ns != now_ns && state->playing && pressed < state->frame)
		state->n_lead = state->frame - pressed;
	if (state->output == PLAYER_DEVICE) {
		state->output_rate_hz = shared->output_rate_hz;
		state->latency_ms = shared->latency_ms;
		str_copy(state->device, sizeof state->device, shared->device);
	}
	str_copy(state->problem, sizeof state->problem, problem_of(shared));
	shared_leave(shared);
}

int64_t shared_get_deadline_ns(struct shared *shared)
{
	shared_enter(shared);
	int64_t deadline_ns = shared->head.deadline_ns;
	shared_leave(shared);
	return deadline_ns;
}

bool shared_service(struct shared *shared, int64_t now_ns)
{
	bool changed = wake_clear(&shared->changed);
	shared_enter(shared);
	changed |= playhead_service(&shared->head, now_ns);
	shared_leave(shared);
	return changed;
}

int shared_get_changed_fd(const struct shared *shared)
{
	return shared->changed.read_fd;
}

void shared_quit(struct shared *shared)
{
	shared_enter(shared);
	shared->quit = true;
	shared_leave_and_wake(shared);
}

static bool is_gone(struct shared *shared)
{
	shared_enter(shared);
	bool gone = shared->gone;
	shared_leave(shared);
	return gone;
}

bool shared_await_gone(struct shared *shared, int wait_ms)
{
	int64_t end_ns = clock_mono_ns() + (int64_t)wait_ms * 1000000;
	while (!is_gone(shared)) {
		int64_t rest_ns = end_ns - clock_mono_ns();
		struct pollfd changed = {.fd = shared->changed.read_fd, .events = POLLIN};
		if (rest_ns <= 0)
			return false;
		if (poll(&changed, 1, (int)(rest_ns / 1000000) + 1) < 0 && errno != EINTR)
			return false;
		wake_clear(&shared->changed);
	}
	return true;
}

void shared_kill_process(struct shared *shared)
{
	shared_enter(shared);
	if (shared->pid > 0)
		kill(-shared->pid, SIGKILL);
	shared_leave(shared);
}
