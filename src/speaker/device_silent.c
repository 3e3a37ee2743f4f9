/* The silent clock: takes frames as time goes by, and nothing is heard. */
/* SPDX-License-Identifier: MIT */
#include "config.h"

#include <pthread.h>
#include <stdatomic.h>
#include <stdlib.h>
#include <time.h>

#include "base/clock.h"
#include "base/mem.h"
#include "speaker/device.h"

#define PERIOD_NS 10000000
#define N_CHUNK 1024

struct silent {
	struct device device;
	struct device_wish wish;
	pthread_t thread;
	bool started;
	atomic_bool leaving; /* main to timer thread */
};

static void sleep_until(int64_t when_ns)
{
	for (int64_t rest_ns; (rest_ns = when_ns - clock_mono_ns()) > 0;) {
		struct timespec rest = {rest_ns / 1000000000, rest_ns % 1000000000};
		nanosleep(&rest, NULL);
	}
}

/* Frames that are due after that time. */
static int64_t frames_due(int64_t passed_ns, int rate_hz)
{
	return passed_ns / 1000000000 * rate_hz + passed_ns % 1000000000 * rate_hz / 1000000000;
}

static void *run_timer(void *context)
{
	struct silent *silent = context;
	int16_t frames[2 * N_CHUNK];
	int64_t start_ns = clock_mono_ns(), wake_ns = start_ns, n_taken = 0;
	while (!atomic_load(&silent->leaving)) {
		wake_ns += PERIOD_NS;
		sleep_until(wake_ns);
		int64_t n_due = frames_due(clock_mono_ns() - start_ns, silent->wish.rate_hz);
		while (n_taken < n_due && !atomic_load(&silent->leaving)) {
			size_t n = n_due - n_taken < N_CHUNK ? (size_t)(n_due - n_taken) : N_CHUNK;
			silent->wish.pull(silent->wish.context, frames, n, 0, false);
			n_taken += (int64_t)n;
		}
	}
	return NULL;
}

static bool silent_init(struct device *device, struct err *err)
{
	(void)device;
	(void)err;
	return true;
}

static size_t silent_list(struct device *device, struct device_info *infos, size_t n_max)
{
	(void)device;
	(void)infos;
	(void)n_max;
	return 0;
}

static bool silent_open(struct device *device, const struct device_wish *wish,
	struct device_got *got, enum wire_problem *problem, struct err *err)
{
	(void)problem;
	(void)err;
	((struct silent *)device)->wish = *wish;
	*got = (struct device_got){0};
	return true;
}

static bool silent_start(struct device *device, struct err *err)
{
	struct silent *silent = (struct silent *)device;
	atomic_store(&silent->leaving, false);
	if (pthread_create(&silent->thread, NULL, run_timer, silent) != 0)
		return err_set(err, ERR_IO, "cannot start the thread of the silent clock");
	silent->started = true;
	return true;
}

static bool silent_is_running(struct device *device)
{
	return ((struct silent *)device)->started;
}

static void silent_close(struct device *device)
{
	struct silent *silent = (struct silent *)device;
	if (!silent->started)
		return;
	atomic_store(&silent->leaving, true);
	pthread_join(silent->thread, NULL);
	silent->started = false;
}

static void silent_free(struct device *device)
{
	silent_close(device);
	free(device);
}

struct device *device_silent_new(void)
{
	struct silent *silent = mem_zalloc(1, sizeof *silent);
	silent->device = (struct device){silent_init, silent_list, silent_open, silent_start, silent_is_running,
		silent_close, silent_close, silent_free};
	return &silent->device;
}
