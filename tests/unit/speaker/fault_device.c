/* A stand-in for a sound device that goes wrong on demand. */
/* SPDX-License-Identifier: MIT */
#include "config.h"
#include "speaker/fault_device.h"

#include <string.h>
#include <time.h>

#include "base/clock.h"
#include "base/str.h"

#define PERIOD_NS 5000000
#define DELAY_NS 20000000

static bool faults_begin(struct fault_device *fault)
{
	int n = atomic_load(&fault->n_inits), n_bad = fault->plan.n_bad_inits;
	return n > fault->plan.n_good_inits && (n_bad == 0 || n <= n_bad);
}

static bool fault_init(struct device *device, struct err *err)
{
	struct fault_device *fault = (struct fault_device *)device;
	atomic_fetch_add(&fault->n_inits, 1);
	if (fault->plan.init_hangs)
		while (sem_wait(&fault->hang) != 0)
			; /* interrupted */
	if (fault->plan.init_fails && faults_begin(fault))
		return err_set(err, ERR_IO, "init fails");
	return true;
}

static size_t fault_list(struct device *device, struct device_info *infos, size_t n_max)
{
	struct fault_device *fault = (struct fault_device *)device;
	if ((fault->plan.no_device && faults_begin(fault)) || n_max < 2)
		return 0;
	infos[0] = (struct device_info){"stand-in", "tests", 2, 48000, true};
	infos[1] = (struct device_info){"other", "tests", 1, 8000, false};
	return 2;
}

static bool fault_open(struct device *device, const struct device_wish *wish,
	struct device_got *got, enum wire_problem *problem, struct err *err)
{
	struct fault_device *fault = (struct fault_device *)device;
	const struct fault_plan *plan = &fault->plan;
	*problem = *wish->name ? WIRE_PROBLEM_NO_SUCH : WIRE_PROBLEM_NO_DEVICE;
	if (plan->no_device && faults_begin(fault))
		return err_set(err, ERR_NOT_FOUND, "no device");
	if (*wish->name && !strstr("stand-in other", wish->name))
		return err_set(err, ERR_NOT_FOUND, "no such device");
	*problem = WIRE_PROBLEM_OPEN;
	if ((plan->only_rate_hz && wish->rate_hz != plan->only_rate_hz) ||
		(plan->only_channels && wish->channels != plan->only_channels))
		return err_set(err, ERR_IO, "open fails");
	fault->wish = *wish;
	atomic_store(&fault->latency_ms, wish->latency_ms);
	str_copy(got->name, sizeof got->name, *wish->name ? wish->name : "stand-in");
	got->latency_ns = DELAY_NS;
	return true;
}

static void sleep_until(int64_t when_ns)
{
	struct timespec when = {when_ns / 1000000000, when_ns % 1000000000};
	clock_nanosleep(CLOCK_MONOTONIC, TIMER_ABSTIME, &when, NULL);
}

static bool goes_wrong(int64_t after, int64_t n_taken)
{
	return after > 0 && n_taken >= after;
}

/* Its buffer plays by its clock; whoever comes after it has run empty finds that later. */
static int64_t delay_after(int64_t *wake_ns)
{
	int64_t late_ns = clock_mono_ns() - *wake_ns;
	if (late_ns > DELAY_NS)
		*wake_ns += late_ns - DELAY_NS;
	return late_ns < DELAY_NS ? DELAY_NS - late_ns : 0;
}

static void keep_heard(struct fault_device *fault, const int16_t *frames, size_t n_frames)
{
	size_t n_kept = atomic_load(&fault->n_kept);
	for (size_t i = 0; fault->plan.heard && i < n_frames && n_kept < fault->plan.n_heard; i++) {
		int16_t sample = frames[i * (size_t)fault->wish.channels];
		if (n_kept || sample)
			fault->plan.heard[n_kept++] = sample;
	}
	atomic_store(&fault->n_kept, n_kept);
}

static void *run_stream(void *context)
{
	struct fault_device *fault = context;
	const struct device_wish *wish = &fault->wish;
	int16_t frames[2 * 1024];
	size_t n = (size_t)wish->rate_hz / 200;
	int64_t wake_ns = clock_mono_ns();
	for (int64_t n_taken = 0;
		!atomic_load(&fault->leaving) && !atomic_load(&fault->unplugged);) {
		wake_ns += fault->plan.free_running ? 0 : PERIOD_NS;
		sleep_until(wake_ns);
		int64_t delay_ns = fault->plan.free_running ? DELAY_NS : delay_after(&wake_ns);
		if (goes_wrong(fault->plan.stall_after, n_taken))
			continue;
		wish->pull(wish->context, frames, n,
			fault->plan.has_no_clock ? DEVICE_DELAY_UNKNOWN : delay_ns,
			goes_wrong(fault->plan.underrun_after, n_taken));
		keep_heard(fault, frames, n);
		n_taken += (int64_t)n;
	}
	atomic_store(&fault->stopped, true);
	return NULL;
}

static bool fault_start(struct device *device, struct err *err)
{
	struct fault_device *fault = (struct fault_device *)device;
	atomic_fetch_add(&fault->n_streams, 1);
	if (fault->plan.start_fails)
		return err_set(err, ERR_IO, "start fails");
	atomic_store(&fault->leaving, false);
	atomic_store(&fault->stopped, false);
	atomic_store(&fault->unplugged, false);
	fault->started = pthread_create(&fault->thread, NULL, run_stream, fault) == 0;
	return fault->started;
}

static bool fault_is_running(struct device *device)
{
	return !atomic_load(&((struct fault_device *)device)->stopped);
}

static void fault_close(struct device *device)
{
	struct fault_device *fault = (struct fault_device *)device;
	if (!fault->started)
		return;
	atomic_store(&fault->leaving, true);
	pthread_join(fault->thread, NULL);
	fault->started = false;
}

static void fault_quit(struct device *device)
{
	atomic_fetch_add(&((struct fault_device *)device)->n_quits, 1);
	fault_close(device);
}

static void fault_free(struct device *device)
{
	sem_destroy(&((struct fault_device *)device)->hang);
}

void fault_device_init(struct fault_device *fault, struct fault_plan plan)
{
	memset(fault, 0, sizeof *fault);
	fault->plan = plan;
	sem_init(&fault->hang, 0, 0);
	fault->device = (struct device){fault_init, fault_list, fault_open, fault_start, fault_is_running,
		fault_close, fault_quit, fault_free};
}

void fault_device_unplug(struct fault_device *fault)
{
	atomic_store(&fault->unplugged, true);
}

void fault_device_release_hang(struct fault_device *fault)
{
	sem_post(&fault->hang);
}
