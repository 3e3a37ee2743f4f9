/* A recording that can only be read from its start, decoded once in the background. */
/* SPDX-License-Identifier: MIT */
#include "config.h"
#include "media/spool.h"

#include <errno.h>
#include <fcntl.h>
#include <pthread.h>
#include <signal.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <unistd.h>

#include "base/i18n.h"
#include "base/mem.h"
#include "base/str.h"

#define BLOCK_FRAMES 4096
#define MAX_MEMORY_BYTES (INT64_C(256) * 1024 * 1024)

struct spool {
	struct pcm_source source; /* first, so that it can stand for the whole */
	int fd;
	pthread_t thread;
	int64_t position;          /* of the reader */
	struct pcm_source *origin; /* of the thread, until it is joined */
	pthread_mutex_t lock;
	pthread_cond_t news;
	/* under the lock */
	int64_t n_done;   /* frames in the file */
	int64_t n_frames; /* as origin says */
	bool over, failed, leaving;
	struct err err; /* why it failed */
};

static int64_t frame_bytes(const struct spool *spool)
{
	return (int64_t)sizeof(int16_t) * spool->source.format.channels;
}

/* What is said in a call is no business of other programs: the file has no name, or none for longer
 * than the system asks for. */
static int open_nameless(int64_t n_bytes)
{
	const char *folder = getenv("TMPDIR");
	if (!folder || !*folder)
		folder = "/var/tmp";
#if defined(HAVE_MEMFD_CREATE) && defined(O_TMPFILE)
	if (n_bytes <= MAX_MEMORY_BYTES)
		return memfd_create("callmark", MFD_CLOEXEC);
	return open(folder, O_TMPFILE | O_RDWR | O_EXCL | O_CLOEXEC, 0600);
#else
	struct str path = {0};
	(void)n_bytes;
	str_addf(&path, "%s/callmark-XXXXXX", folder);
	int fd = mkstemp(path.text);
	if (fd >= 0) {
		unlink(path.text);
		fcntl(fd, F_SETFD, FD_CLOEXEC);
	}
	str_release(&path);
	return fd;
#endif
}

static bool write_all(int fd, const void *bytes, int64_t n_bytes, int64_t at)
{
	const char *from = bytes;
	while (n_bytes > 0) {
		ssize_t n = pwrite(fd, from, (size_t)n_bytes, (off_t)at);
		if (n < 0 && errno != EINTR)
			return false;
		if (n > 0) {
			from += n;
			at += n;
			n_bytes -= n;
		}
	}
	return true;
}

/* One block from origin into the file; its frames, 0 at the end, -1 with *err. */
static int64_t keep_block(struct spool *spool, int16_t *frames, int64_t n_done, struct err *err)
{
	char why[128];
	int64_t n = spool->origin->read(spool->origin, frames, BLOCK_FRAMES, err);
	if (n <= 0 || write_all(spool->fd, frames, n * frame_bytes(spool),
			      n_done * frame_bytes(spool)))
		return n;
	err_set(err, ERR_IO, _("there is no room for the decoded recording: %s"),
		err_strerror(errno, why, sizeof why));
	return -1;
}

/* Returns whether to go on. */
static bool note_block(struct spool *spool, int64_t n, const struct err *err)
{
	pthread_mutex_lock(&spool->lock);
	spool->n_done += n > 0 ? n : 0;
	spool->n_frames = spool->origin->n_frames;
	spool->over = n <= 0;
	spool->failed = n < 0;
	if (n < 0)
		spool->err = *err;
	bool goes_on = n > 0 && !spool->leaving;
	pthread_cond_broadcast(&spool->news);
	pthread_mutex_unlock(&spool->lock);
	return goes_on;
}

static void *decode(void *context)
{
	struct spool *spool = context;
	int16_t *frames = mem_alloc((size_t)(BLOCK_FRAMES * frame_bytes(spool)));
	int64_t n, n_done = 0;
	struct err err;
	do {
		n = keep_block(spool, frames, n_done, &err);
		n_done += n > 0 ? n : 0;
	} while (note_block(spool, n, &err));
	free(frames);
	return NULL;
}

/* Frames that are there from a place on, 0 at the end, -1 with *err; waits for the first. */
static int64_t await_frames(struct spool *spool, int64_t frame, struct err *err)
{
	pthread_mutex_lock(&spool->lock);
	while (spool->n_done <= frame && !spool->over)
		pthread_cond_wait(&spool->news, &spool->lock);
	int64_t n = spool->n_done > frame ? spool->n_done - frame : 0;
	bool failed = n == 0 && spool->failed;
	if (failed)
		*err = spool->err;
	spool->source.n_frames = spool->n_frames;
	pthread_mutex_unlock(&spool->lock);
	return failed ? -1 : n;
}

static int64_t spool_read(
	struct pcm_source *source, int16_t *frames, int64_t n_max, struct err *err)
{
	struct spool *spool = (struct spool *)(void *)source;
	char why[128];
	int64_t n = await_frames(spool, spool->position, err);
	if (n <= 0)
		return n;
	n = n < n_max ? n : n_max;
	ssize_t n_bytes = pread(spool->fd, frames, (size_t)(n * frame_bytes(spool)),
		(off_t)(spool->position * frame_bytes(spool)));
	if (n_bytes < frame_bytes(spool)) {
		err_set(err, ERR_IO, _("cannot read the decoded recording: %s"),
			err_strerror(n_bytes < 0 ? errno : EIO, why, sizeof why));
		return -1;
	}
	n = n_bytes / frame_bytes(spool);
	spool->position += n;
	return n;
}

static bool spool_seek(struct pcm_source *source, int64_t frame, struct err *err)
{
	(void)err;
	((struct spool *)(void *)source)->position = frame < 0 ? 0 : frame;
	return true;
}

static bool spool_is_ready(struct pcm_source *source, int64_t frame)
{
	struct spool *spool = (struct spool *)(void *)source;
	pthread_mutex_lock(&spool->lock);
	bool ready = spool->n_done > frame || spool->over;
	pthread_mutex_unlock(&spool->lock);
	return ready;
}

static void release(struct spool *spool)
{
	pthread_cond_destroy(&spool->news);
	pthread_mutex_destroy(&spool->lock);
	if (spool->fd >= 0)
		close(spool->fd);
	free(spool);
}

static void spool_free(struct pcm_source *source)
{
	struct spool *spool = (struct spool *)(void *)source;
	pthread_mutex_lock(&spool->lock);
	spool->leaving = true;
	pthread_mutex_unlock(&spool->lock);
	pthread_join(spool->thread, NULL);
	spool->origin->free(spool->origin);
	release(spool);
}

static bool start(struct spool *spool)
{
	sigset_t all, former;
	sigfillset(&all);
	pthread_sigmask(SIG_SETMASK, &all, &former); /* signals are main's */
	bool started = pthread_create(&spool->thread, NULL, decode, spool) == 0;
	pthread_sigmask(SIG_SETMASK, &former, NULL);
	return started;
}

struct pcm_source *spool_new(struct pcm_source *origin)
{
	struct spool *spool = mem_zalloc(1, sizeof *spool);
	spool->source = (struct pcm_source){.format = origin->format,
		.n_frames = origin->n_frames,
		.read = spool_read,
		.seek = spool_seek,
		.free = spool_free,
		.is_ready = spool_is_ready};
	spool->origin = origin;
	spool->n_frames = origin->n_frames;
	pthread_mutex_init(&spool->lock, NULL);
	pthread_cond_init(&spool->news, NULL);
	spool->fd = open_nameless(origin->n_frames * frame_bytes(spool));
	if (spool->fd >= 0 && start(spool))
		return &spool->source;
	release(spool);
	return origin;
}
