/* The thread that keeps a speaker running, feeds it and hears what it says. */
/* SPDX-License-Identifier: MIT */
#include "config.h"
#include "player/feeder.h"

#include <poll.h>
#include <pthread.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>

#include "base/clock.h"
#include "base/i18n.h"
#include "base/mem.h"
#include "player/attach.h"
#include "player/conn.h"
#include "player/problem.h"
#include "player/supply.h"
#include "player/teller.h"

#define NS_PER_MS INT64_C(1000000)
#define SILENCE_NS (2000 * NS_PER_MS)    /* a speaker that says nothing for so long hangs */
#define LINE_SILENCE_NS (3000 * NS_PER_MS) /* over a line; it may only stall */
#define STEADY_NS (10000 * NS_PER_MS)    /* one that lived so long does not "keep ending" */
#define FIRST_RETRY_NS (100 * NS_PER_MS) /* doubled with each failure */
#define LAST_RETRY_NS (30000 * NS_PER_MS)
#define N_QUICK_ENDS 3
#define SOURCE_WAIT_MS 20 /* between two looks at a source that is being decoded */
#define END_WAIT_MS 200
#define GONE_WAIT_MS 2000

enum trouble {
	TROUBLE_START, /* it could not be started */
	TROUBLE_ENDED,
	TROUBLE_SILENT,  /* it hangs */
	TROUBLE_FOREIGN, /* it says what cannot be understood */
};

struct feeder {
	/* set once */
	struct player_launcher launcher;
	struct shared *shared;
	pthread_t thread;
	/* feeder thread only */
	struct conn conn;
	struct attach attach; /* where a speaker comes by itself */
	struct supply supply;
	struct shared_wish wish;
	bool ready;                  /* HELLO has come, SETUP was sent */
	bool opened;                 /* the speaker knows the source */
	bool playing;                /* as it was told */
	uint32_t serial;             /* of the wish that it was told */
	struct teller teller; /* what else it was told */
	uint32_t epoch, content;
	enum wire_device_state device_state;
	int64_t started_ns, heard_ns, retry_ns;
	unsigned n_starts, n_failures; /* failures since one lived long */
};

static int64_t time_ns(const struct feeder *feeder)
{
	return feeder->launcher.now_ns(feeder->launcher.context);
}

static bool is_remote(const struct feeder *feeder)
{
	return feeder->launcher.is_own != NULL;
}

/* The laptop may be asleep, or the line cut: playback waits for the speaker to come back. */
static void lose_line(struct feeder *feeder, enum trouble trouble, const struct err *err)
{
	const char *why = err->text;
	if (trouble == TROUBLE_ENDED)
		why = _("the speaker has left, playback waits for it");
	else if (trouble == TROUBLE_SILENT)
		why = _("no word from the speaker, playback waits for it");
	shared_lose_line(feeder->shared, why, time_ns(feeder));
}

static void lose_speaker(struct feeder *feeder, enum trouble trouble, const struct err *err)
{
	int64_t now_ns = time_ns(feeder);
	bool in_device = trouble == TROUBLE_SILENT && feeder->device_state == WIRE_DEVICE_OPENING;
	shared_set_process(feeder->shared, 0);
	conn_close(&feeder->conn, 0);
	if (feeder->ready && now_ns - feeder->started_ns > STEADY_NS)
		feeder->n_failures = 0;
	int64_t wait_ns = FIRST_RETRY_NS << (feeder->n_failures < 10 ? feeder->n_failures : 10);
	feeder->retry_ns = now_ns + (wait_ns < LAST_RETRY_NS ? wait_ns : LAST_RETRY_NS);
	feeder->n_failures++;
	feeder->ready = feeder->opened = false;
	feeder->device_state = WIRE_DEVICE_CLOSED;
	if (is_remote(feeder))
		lose_line(feeder, trouble, err);
	else if (in_device)
		shared_lose_speaker(feeder->shared, _("the sound system does not answer"), now_ns);
	else if (trouble == TROUBLE_START || feeder->n_failures >= N_QUICK_ENDS)
		shared_lose_speaker(feeder->shared, err->text, now_ns);
	else
		shared_lose_speaker(feeder->shared, NULL, now_ns);
}

static void send_message(struct feeder *feeder, const struct wire_message *message)
{
	conn_send(&feeder->conn, message);
}

static void send_bare(struct feeder *feeder, enum wire_type type)
{
	send_message(feeder, &(struct wire_message){.type = type});
}

static void greet(struct feeder *feeder, int fd, pid_t pid)
{
	feeder->started_ns = feeder->heard_ns = time_ns(feeder);
	conn_open(&feeder->conn, fd, pid);
	shared_set_process(feeder->shared, pid);
	supply_connect(&feeder->supply, is_remote(feeder) ? &feeder->attach.flow : NULL);
	teller_connect(&feeder->teller);
	send_message(feeder, &(struct wire_message){.type = WIRE_HELLO,
				     .hello = {WIRE_MAGIC, WIRE_VERSION_MIN, WIRE_VERSION_MAX}});
}

static void start_speaker(struct feeder *feeder)
{
	struct err err;
	int fd;
	pid_t pid = 0;
	feeder->started_ns = time_ns(feeder);
	if (!feeder->launcher.start(feeder->launcher.context, &fd, &pid, &err)) {
		lose_speaker(feeder, TROUBLE_START, &err);
		return;
	}
	if (feeder->n_starts++)
		shared_count_restart(feeder->shared);
	greet(feeder, fd, pid);
}

/* A speaker that is not to come again by itself is told why. */
static void dismiss(struct feeder *feeder, enum wire_notice_kind why)
{
	struct err ignored;
	send_message(feeder, &(struct wire_message){WIRE_NOTICE, .notice = {why}});
	if (!conn_write(&feeder->conn, &ignored))
		return; /* it is gone already */
}

/* The newest one counts: the former may be at the end of a line that was cut. */
static void meet_speaker(struct feeder *feeder)
{
	struct err err;
	int fd;
	if (!attach_listen(&feeder->attach, time_ns(feeder), &err))
		shared_lose_line(feeder->shared, err.text, time_ns(feeder));
	if (!attach_accept(&feeder->attach, &fd))
		return;
	if (feeder->conn.fd >= 0) {
		err_set(&err, ERR_NONE, "%s", _("another speaker takes over"));
		dismiss(feeder, WIRE_NOTICE_REPLACED);
		lose_speaker(feeder, TROUBLE_START, &err);
	}
	greet(feeder, fd, 0);
}

static void told(struct feeder *feeder)
{
	feeder->serial = feeder->wish.serial;
	feeder->playing = feeder->wish.playing;
}

static void send_seek(struct feeder *feeder)
{
	const struct shared_wish *wish = &feeder->wish;
	struct wire_message message = {.type = WIRE_SEEK};
	message.seek = (struct wire_seek){++feeder->epoch, wish->frame, wish->playing};
	teller_tell_stop(&feeder->conn, feeder->epoch, wish->stop_frame);
	send_message(feeder, &message);
	supply_aim(&feeder->supply, wish->frame);
	told(feeder);
}

static void send_source(struct feeder *feeder)
{
	const struct pcm_source *source = feeder->supply.source;
	struct wire_message message = {.type = WIRE_OPEN};
	message.open = (struct wire_open){++feeder->epoch, ++feeder->content,
		(uint32_t)source->format.rate_hz, (uint16_t)source->format.channels,
		feeder->supply.end_frame};
	send_message(feeder, &message);
	feeder->opened = true;
	teller_open(&feeder->teller, feeder->content);
	teller_tell_route(&feeder->teller, &feeder->conn);
	send_seek(feeder);
}

static void take_wish(struct feeder *feeder)
{
	struct shared_wish *wish = &feeder->wish;
	shared_take_wish(feeder->shared, time_ns(feeder), wish);
	teller_take(&feeder->teller, wish);
	if (!wish->new_source)
		return;
	supply_open(&feeder->supply, wish->source);
	if (feeder->opened && !wish->source)
		send_bare(feeder, WIRE_CLOSE);
	feeder->opened = false;
}

static void tell_wish(struct feeder *feeder)
{
	const struct shared_wish *wish = &feeder->wish;
	if (feeder->ready)
		teller_tell(&feeder->teller, &feeder->conn, wish);
	if (!feeder->ready || !feeder->supply.source)
		return;
	if (!feeder->opened)
		send_source(feeder);
	else
		teller_tell_route(&feeder->teller, &feeder->conn);
	if (wish->serial != feeder->serial)
		send_seek(feeder);
	else if (wish->playing != feeder->playing)
		send_bare(feeder, wish->playing ? WIRE_PLAY : WIRE_PAUSE);
	told(feeder);
}

static void heed_device(struct feeder *feeder, const struct wire_device *device)
{
	char text[PROBLEM_SIZE];
	feeder->device_state = device->state;
	problem_of_device(device, feeder->teller.setup.device, text);
	shared_set_device(feeder->shared, device, text);
}

static bool is_current(const struct feeder *feeder, uint32_t epoch)
{
	return feeder->opened && epoch == feeder->epoch;
}

/* A time of the speaker's clock by ours. */
static int64_t here_ns(const struct feeder *feeder, int64_t there_ns)
{
	return is_remote(feeder) ? distance_to_here(&feeder->attach.distance, there_ns) : there_ns;
}

static void heed_run(struct feeder *feeder, const struct wire_run *run)
{
	if (!is_current(feeder, run->epoch))
		return;
	shared_add_run(feeder->shared, feeder->serial,
		&(struct playhead_run){.frame = run->frame,
			.at_ns = here_ns(feeder, run->at_ns),
			.slope_mhz = run->slope_mhz,
			.n_valid = run->n_valid});
}

static void heed_leap(struct feeder *feeder, const struct wire_leap *leap)
{
	if (!is_current(feeder, leap->epoch))
		return;
	struct playhead_run run = {.frame = leap->frame,
		.at_ns = here_ns(feeder, leap->at_ns),
		.slope_mhz = leap->slope_mhz,
		.n_valid = leap->n_valid,
		.n_leaps = leap->number,
		.leap_from = leap->from_frame,
		.leap_to = leap->to_frame};
	shared_add_run(feeder->shared, feeder->serial, &run);
}

static void heed_stop(struct feeder *feeder, const struct wire_stopped *stopped)
{
	if (!is_current(feeder, stopped->epoch))
		return;
	struct wire_stopped here = *stopped;
	here.at_ns = here_ns(feeder, stopped->at_ns);
	shared_add_stop(feeder->shared, feeder->serial, &here);
}

static void heed_end(struct feeder *feeder, const struct wire_stopped *ended)
{
	if (!is_current(feeder, ended->epoch))
		return;
	feeder->playing = false;
	shared_add_end(feeder->shared, feeder->serial, ended);
}

static bool refuse_version(
	struct feeder *feeder, const struct wire_hello *hello, struct err *err)
{
	if (!is_remote(feeder))
		return false;
	dismiss(feeder, WIRE_NOTICE_VERSION);
	return err_set(err, ERR_UNSUPPORTED,
		hello->version_max < WIRE_VERSION_MIN
			? _("the speaker is older than this callmark: install the same version there")
			: _("the speaker is newer than this callmark: install the same version here"));
}

static bool heed_hello(struct feeder *feeder, const struct wire_hello *hello, struct err *err)
{
	if (hello->version_max < WIRE_VERSION_MIN || hello->version_min > WIRE_VERSION_MAX)
		return refuse_version(feeder, hello, err);
	if (feeder->ready)
		return true;
	if (is_remote(feeder))
		shared_meet_line(feeder->shared);
	teller_tell_setup(&feeder->teller, &feeder->conn);
	feeder->ready = true;
	return true;
}

static void learn(struct feeder *feeder, const struct wire_message *message)
{
	if (!is_remote(feeder))
		return;
	attach_learn(&feeder->attach, message, time_ns(feeder));
	if (message->type == WIRE_PONG)
		shared_set_trip(feeder->shared, distance_trip_ns(&feeder->attach.distance));
}

/* False for what a speaker does not say (here); *err may say more than that. */
static bool heed_message(
	struct feeder *feeder, const struct wire_message *message, struct err *err)
{
	learn(feeder, message);
	if (message->type != WIRE_HELLO && !feeder->ready)
		return false;
	switch (message->type) {
	case WIRE_HELLO:
		return heed_hello(feeder, &message->hello, err);
	case WIRE_DEVICE:
		heed_device(feeder, &message->device);
		return true;
	case WIRE_RUN:
		heed_run(feeder, &message->run);
		return true;
	case WIRE_LEAP:
		heed_leap(feeder, &message->leap);
		return true;
	case WIRE_FOUND:
		teller_heed_found(&feeder->teller, feeder->shared, &message->found);
		return true;
	case WIRE_STOPPED:
		heed_stop(feeder, &message->stopped);
		return true;
	case WIRE_ENDED:
		heed_end(feeder, &message->stopped);
		return true;
	case WIRE_STATUS:
		supply_heed(&feeder->supply, &message->status,
			is_current(feeder, message->status.epoch));
		return true;
	case WIRE_PONG:
		return true;
	case WIRE_SETUP:
	case WIRE_OPEN:
	case WIRE_LENGTH:
	case WIRE_DATA:
	case WIRE_PLAY:
	case WIRE_PAUSE:
	case WIRE_SEEK:
	case WIRE_CLOSE:
	case WIRE_QUIT:
	case WIRE_PING:
	case WIRE_BALANCE:
	case WIRE_SPEED:
	case WIRE_LEVELS:
	case WIRE_SKIPS:
	case WIRE_LOOP:
	case WIRE_STOP_AT:
	case WIRE_LIST_DEVICES:
	case WIRE_TONE:
	case WIRE_NOTICE:
		break;
	}
	return false;
}

static int64_t silence_ns(const struct feeder *feeder)
{
	return is_remote(feeder) ? LINE_SILENCE_NS : SILENCE_NS;
}

/* Everything that has arrived, also of a speaker that has just ended. */
static void hear(struct feeder *feeder)
{
	struct wire_message message;
	struct err err;
	size_t n_bytes;
	bool there = conn_read(&feeder->conn, &n_bytes, &err);
	struct err parse_err;
	enum wire_result result;
	if (n_bytes)
		feeder->heard_ns = time_ns(feeder);
	while ((result = wire_parser_next(&feeder->conn.parser, &message, &parse_err)) ==
		WIRE_MESSAGE) {
		err_set(&parse_err, ERR_FORMAT, _("the sound program does not fit this callmark"));
		if (!heed_message(feeder, &message, &parse_err)) {
			result = WIRE_BROKEN;
			break;
		}
	}
	if (result == WIRE_BROKEN) {
		lose_speaker(feeder, TROUBLE_FOREIGN, &parse_err);
	} else if (!there) {
		lose_speaker(feeder, TROUBLE_ENDED, &err);
	} else if (time_ns(feeder) - feeder->heard_ns > silence_ns(feeder)) {
		err_set(&err, ERR_IO, _("the sound program does not answer"));
		lose_speaker(feeder, TROUBLE_SILENT, &err);
	}
}

static bool is_due(const struct feeder *feeder)
{
	return feeder->opened && !conn_has_output(&feeder->conn) && supply_is_due(&feeder->supply);
}

static void feed_block(struct feeder *feeder)
{
	struct wire_message message = {.type = WIRE_DATA};
	struct supply *supply = &feeder->supply;
	struct err err;
	int64_t former_end = supply->end_frame;
	if (!supply_read(supply, &message.data, &err))
		shared_set_read_problem(feeder->shared, feeder->serial, err.text);
	message.data.content = feeder->content;
	if (message.data.n_frames)
		send_message(feeder, &message);
	if (message.data.n_frames && is_remote(feeder))
		attach_ping(&feeder->attach, &feeder->conn, true, time_ns(feeder));
	if (supply->end_frame == former_end)
		return;
	struct wire_message length = {.type = WIRE_LENGTH};
	length.length = (struct wire_length){feeder->content, supply->end_frame};
	send_message(feeder, &length);
	shared_set_length(feeder->shared, feeder->serial, supply->end_frame, time_ns(feeder));
}

static void write_out(struct feeder *feeder)
{
	struct err err;
	if (conn_write(&feeder->conn, &err))
		return;
	hear(feeder); /* its last words, and then mostly its end */
	if (feeder->conn.fd >= 0)
		lose_speaker(feeder, TROUBLE_ENDED, &err);
}

static int64_t deadline_ns(const struct feeder *feeder)
{
	bool alone = feeder->conn.fd < 0;
	int64_t heard_ns = alone ? CLOCK_NEVER : feeder->heard_ns + silence_ns(feeder);
	if (!is_remote(feeder))
		return alone ? feeder->retry_ns : heard_ns;
	int64_t attach_ns = attach_get_deadline_ns(&feeder->attach, !alone);
	return attach_ns < heard_ns ? attach_ns : heard_ns;
}

static int wait_ms(const struct feeder *feeder)
{
	int64_t until_ns = deadline_ns(feeder);
	if (feeder->conn.fd >= 0 && is_due(feeder))
		return 0;
	if (feeder->conn.fd >= 0 && supply_awaits_source(&feeder->supply))
		return SOURCE_WAIT_MS;
	if (until_ns == CLOCK_NEVER)
		return -1;
	int64_t rest_ns = until_ns - time_ns(feeder);
	return rest_ns <= 0 ? 0 : (int)(rest_ns / NS_PER_MS) + 1;
}

static void wait_for_something(struct feeder *feeder)
{
	struct pollfd fds[] = {
		{.fd = shared_get_wake_fd(feeder->shared), .events = POLLIN},
		{.fd = feeder->conn.fd, .events = POLLIN}, /* passed over while it is -1 */
		{.fd = attach_get_fd(&feeder->attach), .events = POLLIN},
	};
	if (conn_has_output(&feeder->conn))
		fds[1].events |= POLLOUT;
	poll(fds, 3, wait_ms(feeder));
}

/* False when it is over. What the speaker says is heard first: an end that it reports is one of the
 * person's wishes then. */
static bool go_round(struct feeder *feeder)
{
	if (is_remote(feeder))
		meet_speaker(feeder);
	else if (feeder->conn.fd < 0 && time_ns(feeder) >= feeder->retry_ns)
		start_speaker(feeder);
	if (feeder->conn.fd >= 0)
		hear(feeder);
	take_wish(feeder);
	if (feeder->wish.quit)
		return false;
	tell_wish(feeder);
	if (is_due(feeder))
		feed_block(feeder);
	if (feeder->conn.fd >= 0 && is_remote(feeder) && feeder->ready)
		attach_ping(&feeder->attach, &feeder->conn, false, time_ns(feeder));
	if (feeder->conn.fd >= 0)
		write_out(feeder);
	return true;
}

static void *feeder_main(void *arg)
{
	struct feeder *feeder = arg;
	while (go_round(feeder))
		wait_for_something(feeder);
	shared_set_process(feeder->shared, 0);
	conn_close(&feeder->conn, END_WAIT_MS);
	attach_release(&feeder->attach);
	supply_release(&feeder->supply);
	teller_release(&feeder->teller);
	shared_say_gone(feeder->shared);
	return NULL;
}

struct feeder *feeder_new(struct shared *shared, const struct player_launcher *launcher,
	const struct wire_setup *setup, struct err *err)
{
	struct feeder *feeder = mem_zalloc(1, sizeof *feeder);
	sigset_t all, former;
	char why[128];
	feeder->launcher = *launcher;
	feeder->shared = shared;
	teller_init(&feeder->teller, setup);
	feeder->conn.fd = -1;
	attach_init(&feeder->attach, launcher->is_own);
	feeder->device_state = WIRE_DEVICE_CLOSED;
	feeder->retry_ns = INT64_MIN;
	/* Signals are main's. */
	sigfillset(&all);
	pthread_sigmask(SIG_SETMASK, &all, &former);
	int errnum = pthread_create(&feeder->thread, NULL, feeder_main, feeder);
	pthread_sigmask(SIG_SETMASK, &former, NULL);
	if (!errnum)
		return feeder;
	free(feeder);
	err_set(err, ERR_IO, _("cannot start a thread for sound: %s"),
		err_strerror(errnum, why, sizeof why));
	return NULL;
}

bool feeder_free(struct feeder *feeder)
{
	struct shared *shared = feeder->shared;
	shared_quit(shared);
	if (!shared_await_gone(shared, END_WAIT_MS + END_WAIT_MS / 4)) {
		shared_kill_process(shared);
		if (!shared_await_gone(shared, GONE_WAIT_MS)) {
			pthread_detach(feeder->thread);
			return false;
		}
	}
	pthread_join(feeder->thread, NULL);
	free(feeder);
	return true;
}
