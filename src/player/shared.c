/* What the main thread and the feeder share, behind one lock. */
/* SPDX-License-Identifier: MIT */
#include "config.h"
#include "player/shared.h"

#include <errno.h>
#include <poll.h>
#include <pthread.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/clock.h"
#include "base/mem.h"
#include "base/wake.h"
#include "base/str.h"
#include "player/line.h"

struct shared {
	/* set once */
	struct wake wake;    /* main to feeder */
	struct wake changed; /* feeder to main */
	pthread_mutex_t lock;
	/* under lock */
	bool silent; /* no speaker */
	struct playhead head;
	enum player_leg leg;
	int volume_percent;
	int level_percent[2];
	bool new_skips, new_loop; /* not yet taken */
	struct wire_setup setup;  /* counts after the first shared_set_output */
	unsigned n_setups, n_tones, n_lists;
	struct player_device *devices; /* owned */
	size_t n_devices;
	unsigned n_listed; /* how many lists had been asked for when devices was filled; 0: never */
	bool quit, gone;
	bool new_source;
	struct pcm_source *source; /* not yet taken */
	uint32_t serial;
	uint32_t source_serial; /* the serial when the source was set */
	pid_t pid;
	enum player_output output; /* of the speaker */
	int output_rate_hz, latency_ms;
	char device[64];
	char local_problem[200], device_problem[200], read_problem[200];
	struct line line;
	unsigned n_restarts;
};

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

static void enter(struct shared *shared)
{
	pthread_mutex_lock(&shared->lock);
}

static void leave(struct shared *shared)
{
	pthread_mutex_unlock(&shared->lock);
}

static void leave_and_wake(struct shared *shared)
{
	leave(shared);
	wake_ring(&shared->wake);
}

static void leave_and_tell(struct shared *shared)
{
	leave(shared);
	wake_ring(&shared->changed);
}

void shared_set_source(struct shared *shared, struct pcm_source *source)
{
	enter(shared);
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
	leave_and_wake(shared);
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
	enter(shared);
	begin_command(shared, now_ns);
	playhead_play(&shared->head, now_ns);
	leave_and_wake(shared);
}

void shared_pause(struct shared *shared, int64_t now_ns)
{
	enter(shared);
	begin_command(shared, now_ns);
	playhead_pause(&shared->head, now_ns);
	line_pause(&shared->line, now_ns, shared->latency_ms);
	leave_and_wake(shared);
}

void shared_seek(struct shared *shared, int64_t frame, int64_t now_ns)
{
	enter(shared);
	begin_command(shared, now_ns);
	playhead_seek(&shared->head, frame, now_ns);
	shared->serial++;
	leave_and_wake(shared);
}

static int clamp(int n, int min, int max)
{
	return n < min ? min : n > max ? max : n;
}

void shared_set_speed(struct shared *shared, int percent, int64_t now_ns)
{
	percent = clamp(percent, PLAYER_MIN_SPEED, PLAYER_MAX_SPEED);
	enter(shared);
	playhead_set_speed(&shared->head, percent, now_ns);
	leave_and_wake(shared);
}

void shared_set_leg(struct shared *shared, enum player_leg leg)
{
	enter(shared);
	shared->leg = leg;
	leave_and_wake(shared);
}

void shared_set_volume(struct shared *shared, int percent)
{
	enter(shared);
	shared->volume_percent = clamp(percent, 0, PLAYER_MAX_VOLUME);
	leave_and_wake(shared);
}

void shared_set_levels(struct shared *shared, const int level_percent[2])
{
	enter(shared);
	for (int i = 0; i < 2; i++)
		shared->level_percent[i] = clamp(level_percent[i], 0, PLAYER_MAX_LEVEL);
	leave_and_wake(shared);
}

void shared_set_skips(
	struct shared *shared, const struct route_span *skips, size_t n_skips, int64_t now_ns)
{
	enter(shared);
	playhead_set_skips(&shared->head, skips, n_skips, now_ns);
	shared->new_skips = true;
	leave_and_wake(shared);
}

void shared_set_loop(struct shared *shared, struct route_span loop, int64_t now_ns)
{
	enter(shared);
	playhead_set_loop(&shared->head, loop, now_ns);
	shared->new_loop = true;
	leave_and_wake(shared);
}

void shared_play_span(struct shared *shared, struct route_span span, int64_t now_ns)
{
	enter(shared);
	begin_command(shared, now_ns);
	playhead_play_span(&shared->head, span.start_frame, span.end_frame, now_ns);
	shared->serial++;
	leave_and_wake(shared);
}

void shared_set_output(struct shared *shared, const struct wire_setup *setup)
{
	enter(shared);
	shared->setup = *setup;
	shared->n_setups++;
	if (!setup->silent)
		shared->silent = false;
	leave_and_wake(shared);
}

void shared_play_tone(struct shared *shared)
{
	enter(shared);
	shared->n_tones++;
	leave_and_wake(shared);
}

void shared_ask_devices(struct shared *shared)
{
	enter(shared);
	shared->n_lists++;
	leave_and_wake(shared);
}

bool shared_get_devices(struct shared *shared, struct player_device **devices, size_t *n)
{
	enter(shared);
	bool there = shared->n_listed > 0 && shared->n_listed == shared->n_lists;
	*n = there ? shared->n_devices : 0;
	*devices = mem_zalloc(*n + 1, sizeof **devices);
	if (*n)
		memcpy(*devices, shared->devices, *n * sizeof **devices);
	leave(shared);
	return there;
}

size_t shared_take_heard(
	struct shared *shared, int64_t now_ns, struct route_span *spans, size_t n_max)
{
	enter(shared);
	playhead_get_frame(&shared->head, now_ns);
	size_t n = heard_take(&shared->head.heard, spans, n_max);
	leave(shared);
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
	enter(shared);
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
	leave(shared);
}

int64_t shared_get_deadline_ns(struct shared *shared)
{
	enter(shared);
	int64_t deadline_ns = shared->head.deadline_ns;
	leave(shared);
	return deadline_ns;
}

bool shared_service(struct shared *shared, int64_t now_ns)
{
	bool changed = wake_clear(&shared->changed);
	enter(shared);
	changed |= playhead_service(&shared->head, now_ns);
	leave(shared);
	return changed;
}

int shared_get_changed_fd(const struct shared *shared)
{
	return shared->changed.read_fd;
}

int shared_get_wake_fd(const struct shared *shared)
{
	return shared->wake.read_fd;
}

void shared_quit(struct shared *shared)
{
	enter(shared);
	shared->quit = true;
	leave_and_wake(shared);
}

static bool is_gone(struct shared *shared)
{
	enter(shared);
	bool gone = shared->gone;
	leave(shared);
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
	enter(shared);
	if (shared->pid > 0)
		kill(-shared->pid, SIGKILL);
	leave(shared);
}

/* What has to be handed over whole. */
static void take_news(struct shared *shared, struct shared_wish *wish)
{
	const struct route *route = &shared->head.route;
	wish->new_source = shared->new_source;
	wish->source = shared->source;
	wish->new_skips = shared->new_skips;
	wish->new_loop = shared->new_loop;
	if (shared->new_skips && route->n_skips) {
		wish->skips = mem_alloc(route->n_skips * sizeof *wish->skips);
		memcpy(wish->skips, route->skips, route->n_skips * sizeof *wish->skips);
		wish->n_skips = route->n_skips;
	}
	wish->loop = route->loop;
	wish->stop_frame = route->stop_frame;
	wish->setup = shared->setup;
	shared->new_source = shared->new_skips = shared->new_loop = false;
	shared->source = NULL;
}

void shared_take_wish(struct shared *shared, int64_t now_ns, struct shared_wish *wish)
{
	wake_clear(&shared->wake);
	enter(shared);
	*wish = (struct shared_wish){
		.quit = shared->quit,
		.serial = shared->serial,
		.frame = playhead_get_frame(&shared->head, now_ns),
		.speed_percent = shared->head.speed_percent,
		.leg = shared->leg,
		.volume_percent = shared->volume_percent,
		.n_setups = shared->n_setups,
		.n_tones = shared->n_tones,
		.n_lists = shared->n_lists,
	};
	wish->playing = shared->head.playing;
	memcpy(wish->level_percent, shared->level_percent, sizeof wish->level_percent);
	take_news(shared, wish);
	leave(shared);
}

void shared_add_run(struct shared *shared, uint32_t serial, const struct playhead_run *run)
{
	enter(shared);
	bool was_local = shared->head.local;
	if (serial == shared->serial && !shared->silent)
		playhead_add_run(&shared->head, run);
	bool took_over = was_local && !shared->head.local;
	if (took_over)
		shared->local_problem[0] = '\0';
	leave(shared);
	if (took_over)
		wake_ring(&shared->changed);
}

void shared_add_stop(struct shared *shared, uint32_t serial, const struct wire_stopped *stopped)
{
	enter(shared);
	if (serial == shared->serial)
		playhead_add_stop(&shared->head, stopped->frame, stopped->at_ns);
	line_settle(&shared->line);
	leave_and_tell(shared);
}

void shared_add_end(struct shared *shared, uint32_t serial, const struct wire_stopped *ended)
{
	enter(shared);
	if (serial == shared->serial)
		playhead_add_end(&shared->head, ended->frame);
	leave_and_tell(shared);
}

void shared_set_length(struct shared *shared, uint32_t serial, int64_t n_frames, int64_t now_ns)
{
	enter(shared);
	if (serial >= shared->source_serial)
		playhead_set_length(&shared->head, n_frames, now_ns);
	leave_and_tell(shared);
}

void shared_set_device(struct shared *shared, const struct wire_device *device, const char *problem)
{
	enter(shared);
	if (device->state == WIRE_DEVICE_OPEN)
		shared->output = PLAYER_DEVICE;
	else if (device->state == WIRE_DEVICE_SILENT)
		shared->output = PLAYER_SILENT;
	if (device->state == WIRE_DEVICE_OPEN) {
		shared->output_rate_hz = (int)device->rate_hz;
		shared->latency_ms = (int)((device->latency_us + 500) / 1000);
		str_copy(shared->device, sizeof shared->device, device->name);
	}
	/* An attempt is no cure yet. */
	if (device->state != WIRE_DEVICE_OPENING)
		str_copy(shared->device_problem, sizeof shared->device_problem, problem);
	if (device->state == WIRE_DEVICE_OPEN || device->state == WIRE_DEVICE_SILENT)
		playhead_leave_local(&shared->head);
	leave_and_tell(shared);
}

void shared_set_devices(
	struct shared *shared, struct player_device *devices, size_t n, unsigned n_lists)
{
	enter(shared);
	free(shared->devices);
	shared->devices = devices;
	shared->n_devices = n;
	shared->n_listed = n_lists;
	leave_and_tell(shared);
}

void shared_set_read_problem(struct shared *shared, uint32_t serial, const char *problem)
{
	enter(shared);
	if (serial >= shared->source_serial)
		str_copy(shared->read_problem, sizeof shared->read_problem, problem);
	leave_and_tell(shared);
}

void shared_set_process(struct shared *shared, pid_t pid)
{
	enter(shared);
	shared->pid = pid;
	leave(shared);
}

void shared_count_restart(struct shared *shared)
{
	enter(shared);
	shared->n_restarts++;
	leave_and_tell(shared);
}

void shared_lose_speaker(struct shared *shared, const char *problem, int64_t now_ns)
{
	enter(shared);
	shared->output = PLAYER_STARTING;
	shared->device_problem[0] = '\0';
	playhead_freeze(&shared->head, now_ns);
	if (problem) {
		playhead_go_local(&shared->head, now_ns);
		str_copy(shared->local_problem, sizeof shared->local_problem, problem);
	}
	leave_and_tell(shared);
}

void shared_lose_line(struct shared *shared, const char *problem, int64_t now_ns)
{
	enter(shared);
	playhead_freeze(&shared->head, line_get_drawn_ns(&shared->line, now_ns));
	line_lose(&shared->line, problem);
	shared->output = PLAYER_STARTING;
	shared->device_problem[0] = '\0';
	leave_and_tell(shared);
}

void shared_meet_line(struct shared *shared)
{
	enter(shared);
	line_meet(&shared->line);
	leave_and_tell(shared);
}

void shared_set_trip(struct shared *shared, int64_t trip_ns)
{
	enter(shared);
	bool differs = line_set_trip(&shared->line, trip_ns);
	leave(shared);
	if (differs)
		wake_ring(&shared->changed);
}

void shared_say_gone(struct shared *shared)
{
	enter(shared);
	shared->gone = true;
	leave_and_tell(shared);
}
