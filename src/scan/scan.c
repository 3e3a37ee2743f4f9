/* Decodes and analyses calls on worker threads, with progress and cancel. */
/* SPDX-License-Identifier: MIT */
#include "config.h"
#include "scan/scan.h"

#include <errno.h>
#include <fcntl.h>
#include <pthread.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/clock.h"
#include "base/i18n.h"
#include "base/mem.h"
#include "base/wake.h"
#include "base/str.h"
#include "scan/parts.h"

#define MAX_WORKERS 64
#define BLOCK_FRAMES 32768
#define NEWS_INTERVAL_NS INT64_C(100000000)

struct job {
	/* Set before a worker sees the job, then only read. */
	uint64_t number;
	struct call_leg legs[CALL_MAX_LEGS];
	struct scan_request request;
	/* Atomic: set by the main thread, read by the worker. */
	bool cancelled;
	/* The worker's own. */
	int64_t told_ns;
	/* Under the scan's lock. */
	struct job *next;
	bool forgotten; /* off the list; whoever runs it frees it */
	bool known;     /* there are results, if only the first */
	struct scan_status status;
	struct envelope envelope;
	struct event *events; /* never NULL once known */
	size_t n_events;
};

struct scan {
	/* Set by scan_new, then only read. */
	struct wake wake;
	int n_workers;
	pthread_t workers[MAX_WORKERS];
	/* The main thread's own. */
	uint64_t last_number;
	/* Under lock. */
	pthread_mutex_t lock;
	pthread_cond_t work;
	bool stopping;
	struct job *jobs; /* those that wait in the order they will run in */
};

static void job_free(struct job *job)
{
	for (size_t i = 0; i < job->request.n_legs; i++)
		free(job->legs[i].path);
	envelope_release(&job->envelope);
	free(job->events);
	free(job);
}

/* Makes scan_get_fd readable. */
static void wake_main(const struct scan *scan)
{
	wake_ring(&scan->wake);
}

static bool job_is_cancelled(const struct job *job)
{
	return __atomic_load_n(&job->cancelled, __ATOMIC_RELAXED);
}

static bool job_due_for_news(const struct job *job)
{
	return clock_mono_ns() - job->told_ns >= NEWS_INTERVAL_NS;
}

static void tell(const struct scan *scan, struct job *job)
{
	job->told_ns = clock_mono_ns();
	wake_main(scan);
}

/* Adds to one envelope what another has more. */
static void catch_up(struct envelope *envelope, const struct envelope *source)
{
	if (envelope->channels != source->channels || envelope->n_hops > source->n_hops)
		envelope_release(envelope);
	envelope->channels = source->channels;
	const uint8_t *level[2] = {NULL, NULL};
	for (int c = 0; c < source->channels; c++)
		if (source->steps[0].level[c])
			level[c] = source->steps[0].level[c] + envelope->n_hops;
	envelope_add(envelope, level, source->n_hops - envelope->n_hops);
}

static struct event *copy_events(const struct event *events, size_t n_events)
{
	struct event *copy = mem_alloc(n_events * sizeof *copy);
	if (n_events)
		memcpy(copy, events, n_events * sizeof *copy);
	return copy;
}

/* How long the call is, and what is wrong with it, or NULL. */
static void note_call(struct scan_status *status, int64_t n_frames, const char *warning)
{
	status->n_frames_total = n_frames;
	if (warning)
		str_copy(status->warning, sizeof status->warning, warning);
}

/* Hands over how far it is, and what is known so far unless analysis is NULL. */
static void publish(struct scan *scan, struct job *job, const struct analysis *analysis,
	int64_t n_frames_done, int64_t n_frames_total, const char *warning)
{
	size_t n_events = 0;
	struct event *events = NULL;
	if (analysis) {
		const struct event *found = analysis_get_events(analysis, &n_events);
		events = copy_events(found, n_events);
	}
	pthread_mutex_lock(&scan->lock);
	job->status.n_frames_done = n_frames_done;
	note_call(&job->status, n_frames_total, warning);
	if (analysis) {
		struct event *old = job->events;
		catch_up(&job->envelope, analysis_get_envelope(analysis));
		job->events = events;
		job->n_events = n_events;
		job->known = true;
		job->status.settled_ms = analysis_settled_ms(analysis);
		events = old;
	}
	pthread_mutex_unlock(&scan->lock);
	free(events);
	tell(scan, job);
}

/* Hands over everything. What nobody has yet is moved. */
static void publish_whole(struct scan *scan, struct job *job, struct analysis *analysis,
	int64_t n_frames, const char *warning)
{
	if (!job->request.undrawn) {
		publish(scan, job, analysis, n_frames, n_frames, warning);
		return;
	}
	pthread_mutex_lock(&scan->lock);
	analysis_take_envelope(analysis, &job->envelope);
	job->events = analysis_take_events(analysis, &job->n_events);
	job->known = true;
	job->status.settled_ms = analysis_settled_ms(analysis);
	pthread_mutex_unlock(&scan->lock);
	publish(scan, job, NULL, n_frames, n_frames, warning);
}

static void publish_format(struct scan *scan, struct job *job, const struct media_info *info)
{
	pthread_mutex_lock(&scan->lock);
	job->status.format = info->format;
	note_call(&job->status, info->n_frames, info->warning);
	pthread_mutex_unlock(&scan->lock);
	tell(scan, job);
}

/* Pushes the whole recording through the analysis. */
static bool hear_whole(struct scan *scan, struct job *job, struct media *media,
	struct analysis *analysis, int64_t *n_frames, struct err *err)
{
	const struct media_info *info = media_get_info(media);
	int64_t n;
	int16_t *block = mem_alloc(BLOCK_FRAMES * 2 * sizeof *block);
	while ((n = media_read(media, block, BLOCK_FRAMES, err)) > 0) {
		analysis_push(analysis, block, n);
		*n_frames += n;
		if (job_is_cancelled(job)) {
			err_set(err, ERR_CANCELLED, _("the scan was stopped"));
			n = -1;
			break;
		}
		if (job_due_for_news(job))
			publish(scan, job, job->request.undrawn ? NULL : analysis, *n_frames, info->n_frames,
				info->warning);
	}
	free(block);
	return n >= 0;
}

/* A job whose call is heard in parts. */
struct parted {
	struct scan *scan;
	struct job *job;
	const struct analysis *analysis;
	int64_t n_frames_total;
	const char *warning;
};

static void tell_part(void *context, int64_t n_frames_done, const char *warning)
{
	struct parted *parted = context;
	parted->warning = warning;
	if (job_due_for_news(parted->job))
		publish(parted->scan, parted->job, parted->job->request.undrawn ? NULL : parted->analysis,
			n_frames_done, parted->n_frames_total, warning);
}

static int count_threads(const struct scan *scan, const struct job *job)
{
	int n = job->request.n_threads > 1 ? job->request.n_threads : 1;
	return n < scan->n_workers ? n : scan->n_workers;
}

/* Hears the whole recording, on several threads if that pays. */
static bool listen_to(struct scan *scan, struct job *job, struct media *media,
	struct analysis *analysis, struct err *err)
{
	const struct media_info *info = media_get_info(media);
	const struct scan_request *request = &job->request;
	struct parted parted = {scan, job, analysis, info->n_frames, info->warning};
	int64_t n_frames = 0;
	bool done;
	if (parts_pay(info, count_threads(scan, job)) || (request->part_hops > 0 && info->quick_seek)) {
		const struct parts parts = {.media = media, .legs = request->legs, .n_legs = request->n_legs,
			.options = &request->media, .analysis = analysis,
			.n_threads = count_threads(scan, job), .part_hops = request->part_hops,
			.cancelled = &job->cancelled, .tell = tell_part, .context = &parted};
		done = parts_hear(&parts, &n_frames, err);
	} else {
		done = hear_whole(scan, job, media, analysis, &n_frames, err);
		parted.warning = info->warning;
	}
	if (!done)
		return false;
	analysis_finish(analysis);
	publish_whole(scan, job, analysis, n_frames, parted.warning);
	return true;
}

static bool analyse(struct scan *scan, struct job *job, struct err *err)
{
	struct media *media = media_open(job->legs, job->request.n_legs, &job->request.media, err);
	if (!media)
		return false;
	const struct media_info *info = media_get_info(media);
	publish_format(scan, job, info);
	struct analysis *analysis = analysis_new(&info->format, &job->request.analysis);
	if (job->request.undrawn)
		analysis_keep_flat(analysis);
	bool done = listen_to(scan, job, media, analysis, err);
	analysis_free(analysis);
	media_free(media);
	return done;
}

static bool hash_legs(struct scan *scan, struct job *job, struct err *err)
{
	uint8_t hash[CALL_MAX_LEGS][HASH_SIZE] = {{0}};
	for (size_t i = 0; i < job->request.n_legs; i++)
		if (!media_hash(job->legs[i].path, hash[i], &job->cancelled, err))
			return false;
	pthread_mutex_lock(&scan->lock);
	memcpy(job->status.hash, hash, sizeof hash);
	job->status.hashed = true;
	pthread_mutex_unlock(&scan->lock);
	return true;
}

static bool run_job(struct scan *scan, struct job *job, struct err *err)
{
	const struct scan_request *request = &job->request;
	if (request->hash && request->hash_first && !hash_legs(scan, job, err))
		return false;
	if (!analyse(scan, job, err))
		return false;
	return !request->hash || request->hash_first || hash_legs(scan, job, err);
}

/* The first job that waits; NULL if none does. Under lock. */
static struct job *find_waiting(const struct scan *scan)
{
	struct job *job = scan->jobs;
	while (job && job->status.state != SCAN_WAITING)
		job = job->next;
	return job;
}

/* Waits for a job and claims it; NULL when it is time to end. */
static struct job *take_job(struct scan *scan)
{
	struct job *job = NULL;
	pthread_mutex_lock(&scan->lock);
	while (!scan->stopping && !(job = find_waiting(scan)))
		pthread_cond_wait(&scan->work, &scan->lock);
	if (scan->stopping)
		job = NULL;
	if (job)
		job->status.state = SCAN_RUNNING;
	pthread_mutex_unlock(&scan->lock);
	return job;
}

static void end_job(struct scan *scan, struct job *job, bool done, const struct err *err)
{
	pthread_mutex_lock(&scan->lock);
	job->status.state = done ? SCAN_DONE : SCAN_FAILED;
	if (!done)
		job->status.err = *err;
	bool forgotten = job->forgotten;
	pthread_mutex_unlock(&scan->lock);
	/* From here on the job may be gone, unless it is ours to free. */
	wake_main(scan);
	if (forgotten)
		job_free(job);
}

static void *work(void *data)
{
	struct scan *scan = data;
	struct job *job;
	while ((job = take_job(scan))) {
		struct err err;
		tell(scan, job);
		bool done = run_job(scan, job, &err);
		end_job(scan, job, done, &err);
	}
	return NULL;
}

static bool start_workers(struct scan *scan, int n_workers, struct err *err)
{
	sigset_t all, old;
	char why[128];
	int errnum = 0;
	sigfillset(&all);
	pthread_sigmask(SIG_SETMASK, &all, &old); /* threads inherit it */
	while (scan->n_workers < n_workers && !errnum) {
		errnum = pthread_create(&scan->workers[scan->n_workers], NULL, work, scan);
		if (!errnum)
			scan->n_workers++;
	}
	pthread_sigmask(SIG_SETMASK, &old, NULL);
	/* Fewer threads than wanted do the same work, later. */
	if (scan->n_workers > 0)
		return true;
	return err_set(err, ERR_IO, _("cannot start a thread to read recordings: %s"),
		err_strerror(errnum, why, sizeof why));
}

struct scan *scan_new(int n_workers, struct err *err)
{
	char why[128];
	struct scan *scan = mem_zalloc(1, sizeof *scan);
	pthread_mutex_init(&scan->lock, NULL);
	pthread_cond_init(&scan->work, NULL);
	n_workers = n_workers < 1 ? 1 : n_workers > MAX_WORKERS ? MAX_WORKERS : n_workers;
	if (!wake_open(&scan->wake)) {
		err_set(err, ERR_IO, _("cannot make a pipe: %s"),
			err_strerror(errno, why, sizeof why));
	} else if (start_workers(scan, n_workers, err)) {
		return scan;
	}
	scan_free(scan);
	return NULL;
}

void scan_free(struct scan *scan)
{
	if (!scan)
		return;
	pthread_mutex_lock(&scan->lock);
	scan->stopping = true;
	for (struct job *job = scan->jobs; job; job = job->next)
		__atomic_store_n(&job->cancelled, true, __ATOMIC_RELAXED);
	pthread_cond_broadcast(&scan->work);
	pthread_mutex_unlock(&scan->lock);
	for (int i = 0; i < scan->n_workers; i++)
		pthread_join(scan->workers[i], NULL);
	while (scan->jobs) {
		struct job *job = scan->jobs;
		scan->jobs = job->next;
		job_free(job);
	}
	wake_close(&scan->wake);
	pthread_cond_destroy(&scan->work);
	pthread_mutex_destroy(&scan->lock);
	free(scan);
}

int scan_get_fd(const struct scan *scan)
{
	return scan->wake.read_fd;
}

void scan_drain(struct scan *scan)
{
	wake_clear(&scan->wake);
}

uint64_t scan_submit(struct scan *scan, const struct scan_request *request)
{
	struct job *job = mem_zalloc(1, sizeof *job);
	uint64_t number = ++scan->last_number;
	job->number = job->status.job = number;
	job->request = *request;
	if (job->request.n_legs > CALL_MAX_LEGS)
		job->request.n_legs = CALL_MAX_LEGS;
	for (size_t i = 0; i < job->request.n_legs; i++) {
		job->legs[i] = request->legs[i];
		job->legs[i].path = mem_dup(request->legs[i].path);
	}
	job->request.legs = job->legs;
	job->request.analysis.agent_channel =
		call_agent_channel(job->request.n_legs, request->analysis.agent_channel);
	pthread_mutex_lock(&scan->lock);
	struct job **place = &scan->jobs;
	while (*place && !(request->urgent && (*place)->status.state == SCAN_WAITING))
		place = &(*place)->next;
	job->next = *place;
	*place = job;
	pthread_cond_signal(&scan->work);
	pthread_mutex_unlock(&scan->lock);
	return number;
}

/* Where the list holds the job; NULL if it does not. Under lock. */
static struct job **find_job(struct scan *scan, uint64_t number)
{
	struct job **place = &scan->jobs;
	while (*place && (*place)->number != number)
		place = &(*place)->next;
	return *place ? place : NULL;
}

void scan_forget(struct scan *scan, uint64_t number)
{
	pthread_mutex_lock(&scan->lock);
	struct job **place = find_job(scan, number), *job = place ? *place : NULL;
	bool running = job && job->status.state == SCAN_RUNNING;
	if (job) {
		*place = job->next;
		job->forgotten = true;
		__atomic_store_n(&job->cancelled, true, __ATOMIC_RELAXED);
	}
	pthread_mutex_unlock(&scan->lock);
	if (job && !running)
		job_free(job);
}

bool scan_get_status(struct scan *scan, uint64_t number, struct scan_status *status)
{
	pthread_mutex_lock(&scan->lock);
	struct job **place = find_job(scan, number);
	if (place)
		*status = (*place)->status;
	pthread_mutex_unlock(&scan->lock);
	return place != NULL;
}

bool scan_read_envelope(struct scan *scan, uint64_t number, struct envelope *envelope)
{
	pthread_mutex_lock(&scan->lock);
	struct job **place = find_job(scan, number);
	bool known = place && (*place)->known;
	if (known)
		catch_up(envelope, &(*place)->envelope);
	pthread_mutex_unlock(&scan->lock);
	return known;
}

bool scan_take_envelope(struct scan *scan, uint64_t number, struct envelope *envelope)
{
	pthread_mutex_lock(&scan->lock);
	struct job **place = find_job(scan, number);
	bool done = place && (*place)->status.state == SCAN_DONE;
	if (done) {
		*envelope = (*place)->envelope;
		(*place)->envelope = (struct envelope){.channels = envelope->channels};
	}
	pthread_mutex_unlock(&scan->lock);
	return done;
}

bool scan_read_events(struct scan *scan, uint64_t number, struct event **events, size_t *n_events)
{
	pthread_mutex_lock(&scan->lock);
	struct job **place = find_job(scan, number);
	bool known = place && (*place)->known;
	if (known) {
		*events = copy_events((*place)->events, (*place)->n_events);
		*n_events = (*place)->n_events;
	}
	pthread_mutex_unlock(&scan->lock);
	return known;
}
