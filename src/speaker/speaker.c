/* The speaker's main thread: waits for the player, the callback and the time, and serves them. */
/* SPDX-License-Identifier: MIT */
#include "config.h"
#include "speaker/speaker.h"

#include <errno.h>
#include <poll.h>
#include <stdlib.h>
#include <time.h>
#include <unistd.h>

#include "base/clock.h"
#include "base/i18n.h"
#include "base/mem.h"
#include "speaker/session.h"

#define TICK_NS INT64_C(100000000)
#define HEARTBEAT_NS (INT64_C(1000000) * WIRE_HEARTBEAT_MS)

static void wake_main(void *context)
{
	wake_ring(&((struct session *)context)->wake);
}

static void wake_producer(void *context)
{
	producer_wake(&((struct session *)context)->producer);
}

static int64_t where(void *context)
{
	return session_where(context);
}

/* The place is said anew too: with another device it is heard at another time. */
static void say_device(void *context, const struct wire_device *said)
{
	struct session *session = context;
	session->said_kind = NOTE_NONE;
	session->run_due_ns = CLOCK_NEVER;
	link_send(&session->link, &(struct wire_message){WIRE_DEVICE, .device = *said});
}

static void stand(void *context, int64_t frame)
{
	session_stand(context, frame);
}

/* How long the machine has slept in all: only one of the two clocks goes on then. */
static int64_t asleep_ns(void)
{
#ifdef CLOCK_BOOTTIME
	struct timespec time;
	if (clock_gettime(CLOCK_BOOTTIME, &time) == 0)
		return time.tv_sec * INT64_C(1000000000) + time.tv_nsec - clock_mono_ns();
#endif
	return 0;
}

static struct session *session_new(int fd, struct device *device, const struct speaker_times *times)
{
	struct session *session = mem_zalloc(1, sizeof *session);
	session->times = *times;
	session->link.fd = fd;
	session->ended_ns = session->run_due_ns = CLOCK_NEVER;
	session->mixer.wake_main = wake_main;
	session->mixer.wake_producer = wake_producer;
	session->mixer.context = session;
	producer_init(&session->producer, &session->mixer);
	session->output.real = device;
	session->output.producer = &session->producer;
	session->output.where = where;
	session->output.say = say_device;
	session->output.stand = stand;
	session->output.hold_ns = (int64_t)times->hold_ms * 1000000;
	session->output.context = session;
	output_init(&session->output);
	session_init_pedal(session);
	session->output.asleep_ns = asleep_ns();
	return session;
}

static void session_free(struct session *session)
{
	pedal_reader_release(&session->pedal);
	output_release(&session->output);
	producer_release(&session->producer);
	mixer_release(&session->mixer);
	link_release(&session->link);
	session_forget_sound(session);
	wake_close(&session->wake);
	free(session);
}

static int64_t earlier(int64_t a, int64_t b)
{
	return a < b ? a : b;
}

/* Milliseconds until something is due, rounded up. */
static int time_left_ms(const struct session *session, int64_t now_ns)
{
	int64_t due_ns = earlier(session->heartbeat_ns, session->ended_ns);
	due_ns = earlier(due_ns, session->run_due_ns);
	due_ns = earlier(due_ns, pedal_reader_get_deadline_ns(&session->pedal));
	if (session->output.current || session->output.holds)
		due_ns = earlier(due_ns, now_ns + TICK_NS);
	return due_ns <= now_ns ? 0 : (int)((due_ns - now_ns + 999999) / 1000000);
}

static void wait_for_something(struct session *session)
{
	struct pollfd fds[] = {
		{.fd = session->link.fd, .events = POLLIN},
		{.fd = session->wake.read_fd, .events = POLLIN},
		{.fd = pedal_reader_get_fd(&session->pedal), .events = POLLIN},
	};
	if (session->link.out.n_bytes > 0)
		fds[0].events |= POLLOUT;
	if (poll(fds, 3, time_left_ms(session, clock_mono_ns())) <= 0)
		return;
	if (fds[1].revents)
		wake_clear(&session->wake);
	if (fds[0].revents & (POLLIN | POLLHUP | POLLERR))
		link_read(&session->link);
	if (fds[0].revents & POLLOUT)
		link_flush(&session->link);
}

static bool handle_messages(struct session *session, struct err *err)
{
	struct wire_message message;
	for (;;) {
		switch (wire_parser_next(&session->link.in, &message, err)) {
		case WIRE_MORE:
			return true;
		case WIRE_BROKEN:
			return false;
		case WIRE_MESSAGE:
			if (!session_handle(session, &message, err))
				return false;
			break;
		}
	}
}

static void rest_output(struct session *session, int64_t now_ns)
{
	if (session->playing || !session->output.current)
		return;
	if (now_ns - session->paused_ns < (int64_t)session->times.close_after_ms * 1000000)
		return;
	int64_t frame = session_where(session);
	output_close(&session->output);
	session_rest(session, frame);
}

static void keep_time(struct session *session)
{
	int64_t now_ns = clock_mono_ns();
	pedal_reader_service(&session->pedal, now_ns);
	session_report(session);
	output_tick(&session->output, now_ns, asleep_ns());
	rest_output(session, now_ns);
	if (now_ns < session->heartbeat_ns)
		return;
	session->heartbeat_ns = now_ns + HEARTBEAT_NS;
	session_say_status(session);
}

bool speaker_run(int fd, struct device *device, const struct speaker_times *times, struct err *err)
{
	struct session *session = session_new(fd, device, times);
	bool ok = wake_open(&session->wake) && producer_start(&session->producer);
	if (!ok)
		err_set(err, ERR_IO, _("the speaker cannot start its threads"));
	struct wire_message hello = {
		WIRE_HELLO, .hello = {WIRE_MAGIC, WIRE_VERSION_MIN, WIRE_VERSION_MAX}};
	link_send(&session->link, &hello);
	session->heartbeat_ns = clock_mono_ns() + HEARTBEAT_NS;
	while (ok && !session->over && !session->link.over) {
		wait_for_something(session);
		ok = handle_messages(session, err);
		keep_time(session);
	}
	session_free(session);
	return ok;
}
