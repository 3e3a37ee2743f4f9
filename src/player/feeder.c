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
#include "player/feeder_parts.h"

#define NS_PER_MS INT64_C(1000000)
#define SILENCE_NS (2000 * NS_PER_MS)      /* a speaker that says nothing for so long hangs */
#define LINE_SILENCE_NS (3000 * NS_PER_MS) /* over a line; it may only stall */
#define STEADY_NS (10000 * NS_PER_MS)      /* one that lived so long does not "keep ending" */
#define FIRST_RETRY_NS (100 * NS_PER_MS)   /* doubled with each failure */
#define LAST_RETRY_NS (10000 * NS_PER_MS)
#define LAST_HUNG_NS (2000 * NS_PER_MS) /* of one that hung: it took its time already */
#define HURRY_NS (500 * NS_PER_MS)      /* between two starts, whoever is in a hurry */
#define N_QUICK_ENDS 3
#define HELD_UP_NS (200 * NS_PER_MS) /* a round that begins so late: this program was not let run */
#define SOURCE_WAIT_MS 20 /* between two looks at a source that is being decoded */
#define END_WAIT_MS 200
#define GONE_WAIT_MS 2000

enum trouble {
	TROUBLE_START, /* it could not be started */
	TROUBLE_ENDED,
	TROUBLE_SILENT,  /* it hangs */
	TROUBLE_FOREIGN, /* it says what cannot be understood */
};

/* The laptop may be asleep, or the line cut: playback waits for the speaker to come back. */
static void lose_line(struct feeder *feeder, enum trouble trouble, const struct err *err)
{
	const char *why = err->text;
	int64_t now_ns = feeder_time_ns(feeder);
	if (trouble == TROUBLE_ENDED)
		why = _("the speaker has left, playback waits for it");
	else if (trouble == TROUBLE_SILENT)
		why = _("no word from the speaker, playback waits for it");
	/* What was promised meanwhile may not have been heard. */
	if (trouble == TROUBLE_SILENT)
		now_ns = feeder->heard_ns;
	shared_lose_line(feeder->shared, why, now_ns);
}

static int64_t backoff_ns(const struct feeder *feeder, enum trouble trouble)
{
	int64_t last_ns = trouble == TROUBLE_SILENT ? LAST_HUNG_NS : LAST_RETRY_NS;
	int64_t wait_ns = FIRST_RETRY_NS << (feeder->n_failures < 10 ? feeder->n_failures : 10);
	return wait_ns < last_ns ? wait_ns : last_ns;
}

static void lose_speaker(struct feeder *feeder, enum trouble trouble, const struct err *err)
{
	int64_t now_ns = feeder_time_ns(feeder);
	bool in_device = trouble == TROUBLE_SILENT && feeder->device_state == WIRE_DEVICE_OPENING;
	shared_set_process(feeder->shared, 0);
	conn_close(&feeder->conn, 0);
	if (feeder->ready && now_ns - feeder->started_ns > STEADY_NS)
		feeder->n_failures = 0;
	feeder->retry_ns = now_ns + backoff_ns(feeder, trouble);
	feeder->n_failures++;
	feeder->ready = feeder->opened = false;
	feeder->device_state = WIRE_DEVICE_CLOSED;
	if (feeder_is_remote(feeder))
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
	feeder->started_ns = feeder->heard_ns = feeder_time_ns(feeder);
	conn_open(&feeder->conn, fd, pid);
	shared_set_process(feeder->shared, pid);
	supply_connect(&feeder->supply, feeder_is_remote(feeder) ? &feeder->attach.flow : NULL);
	teller_connect(&feeder->teller);
	send_message(feeder, &(struct wire_message){.type = WIRE_HELLO,
				     .hello = {WIRE_MAGIC, WIRE_VERSION_MIN, WIRE_VERSION_MAX}});
}

static void start_speaker(struct feeder *feeder)
{
	struct err err;
	int fd;
	pid_t pid = 0;
	feeder->started_ns = feeder_time_ns(feeder);
	if (!feeder->launcher.start(feeder->launcher.context, &fd, &pid, &err)) {
		lose_speaker(feeder, TROUBLE_START, &err);
		return;
	}
	if (feeder->n_starts++)
		shared_count_restart(feeder->shared);
	greet(feeder, fd, pid);
}

/* The newest one counts: the former may be at the end of a line that was cut. */
static void meet_speaker(struct feeder *feeder)
{
	struct err err;
	int fd;
	if (!attach_listen(&feeder->attach, feeder_time_ns(feeder), &err))
		shared_lose_line(feeder->shared, err.text, feeder_time_ns(feeder));
	if (!attach_accept(&feeder->attach, &fd))
		return;
	if (feeder->conn.fd >= 0) {
		err_set(&err, ERR_NONE, "%s", _("another speaker takes over"));
		feeder_dismiss(feeder, WIRE_NOTICE_REPLACED);
		lose_speaker(feeder, TROUBLE_START, &err);
	}
	greet(feeder, fd, 0);
}

static void told(struct feeder *feeder)
{
	feeder->serial = feeder->wish.serial;
	feeder->playing = feeder->wish.playing;
}

/* A command to play has gone out, and word of its first sound comes later than that. */
static void expect_start(struct feeder *feeder)
{
	struct attach *attach = &feeder->attach;
	int64_t now_ns = feeder_time_ns(feeder), start_ns = response_get_ns(&attach->starts);
	if (!feeder_is_remote(feeder) || feeder->device_state != WIRE_DEVICE_OPEN)
		return;
	response_send(&attach->starts, now_ns);
	if (start_ns)
		shared_expect(feeder->shared, feeder->serial, now_ns + start_ns,
			distance_lead_ns(&attach->distance));
}

static void send_seek(struct feeder *feeder)
{
	const struct shared_wish *wish = &feeder->wish;
	struct wire_message message = {.type = WIRE_SEEK};
	message.seek = (struct wire_seek){++feeder->epoch, wish->frame, wish->playing};
	teller_tell_stop(&feeder->conn, feeder->epoch, wish->stop_frame);
	send_message(feeder, &message);
	supply_aim(&feeder->supply, wish->frame);
	feeder->moves = false;
	told(feeder);
	response_forget(&feeder->attach.starts);
	response_forget(&feeder->attach.stops);
	if (wish->playing)
		expect_start(feeder);
}

static void send_play(struct feeder *feeder)
{
	bool plays = feeder->wish.playing;
	send_bare(feeder, plays ? WIRE_PLAY : WIRE_PAUSE);
	response_forget(&feeder->attach.starts);
	if (plays)
		expect_start(feeder);
	else
		response_send(&feeder->attach.stops, feeder_time_ns(feeder));
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
	shared_take_wish(feeder->shared, feeder_time_ns(feeder), wish);
	teller_take(&feeder->teller, wish);
	if (!wish->new_source)
		return;
	supply_open(&feeder->supply, wish->source);
	if (feeder->opened && !wish->source)
		send_bare(feeder, WIRE_CLOSE);
	feeder->opened = false;
}

/* Who asks for sound does not wait until the next start is due. */
static void hurry(struct feeder *feeder)
{
	int64_t next_ns = feeder->started_ns + HURRY_NS;
	if (feeder->wish.n_asked != feeder->n_asked && next_ns < feeder->retry_ns)
		feeder->retry_ns = next_ns;
	feeder->n_asked = feeder->wish.n_asked;
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
		send_play(feeder);
	told(feeder);
}

static int64_t silence_ns(const struct feeder *feeder)
{
	return feeder_is_remote(feeder) ? LINE_SILENCE_NS : SILENCE_NS;
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
		feeder->heard_ns = feeder_time_ns(feeder);
	while ((result = wire_parser_next(&feeder->conn.parser, &message, &parse_err)) ==
		WIRE_MESSAGE) {
		err_set(&parse_err, ERR_FORMAT, _("the sound program does not fit this callmark"));
		if (!feeder_heed(feeder, &message, &parse_err)) {
			result = WIRE_BROKEN;
			break;
		}
	}
	if (result == WIRE_BROKEN) {
		lose_speaker(feeder, TROUBLE_FOREIGN, &parse_err);
	} else if (!there) {
		lose_speaker(feeder, TROUBLE_ENDED, &err);
	} else if (feeder_time_ns(feeder) - feeder->heard_ns > silence_ns(feeder)) {
		err_set(&err, ERR_IO, _("the sound program does not answer"));
		lose_speaker(feeder, TROUBLE_SILENT, &err);
	}
}

/* How the next block goes. */
static void choose_coding(struct feeder *feeder)
{
	struct supply *supply = &feeder->supply;
	if (!feeder_is_remote(feeder) || !feeder->opened)
		return;
	enum player_coding choice =
		coding_choose(&feeder->coding, feeder->wish.sound, supply->source->format.rate_hz);
	bool is_opus = coding_is_opus(choice);
	supply_set_opus(supply, is_opus);
	flow_set_block(
		&feeder->attach.flow, is_opus ? supply_block_bytes(supply) : FLOW_STEP_BYTES);
	if (choice != feeder->coded_as)
		shared_set_coding(feeder->shared, choice);
	feeder->coded_as = choice;
}

static bool is_due(const struct feeder *feeder)
{
	return feeder->opened && !conn_has_output(&feeder->conn) &&
	       !(feeder_is_remote(feeder) &&
		       coding_must_wait(&feeder->coding, feeder->wish.sound)) &&
	       supply_is_due(&feeder->supply);
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
	if (message.data.n_frames && feeder_is_remote(feeder))
		attach_ping_block(&feeder->attach, &feeder->conn, feeder_time_ns(feeder));
	coding_add_block(&feeder->coding, message.data.n_frames, supply->n_exact_bytes);
	if (supply->end_frame == former_end)
		return;
	struct wire_message length = {.type = WIRE_LENGTH};
	length.length = (struct wire_length){feeder->content, supply->end_frame};
	send_message(feeder, &length);
	shared_set_length(
		feeder->shared, feeder->serial, supply->end_frame, feeder_time_ns(feeder));
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
	if (!feeder_is_remote(feeder))
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
	int64_t rest_ns = until_ns - feeder_time_ns(feeder);
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
	feeder->due_ns = deadline_ns(feeder);
	poll(fds, 3, wait_ms(feeder));
}

/* A program that is stopped, or on a machine that is busy with others, answers late: that is not the
 * line's doing. */
static void note_delay(struct feeder *feeder)
{
	if (feeder->due_ns != CLOCK_NEVER &&
		feeder_time_ns(feeder) - feeder->due_ns > HELD_UP_NS)
		coding_pass_over(&feeder->coding);
}

/* False when it is over. What the speaker says is heard first: an end that it reports is one of the
 * person's wishes then. */
static bool go_round(struct feeder *feeder)
{
	note_delay(feeder);
	if (feeder_is_remote(feeder))
		meet_speaker(feeder);
	else if (feeder->conn.fd < 0 && feeder_time_ns(feeder) >= feeder->retry_ns)
		start_speaker(feeder);
	if (feeder->conn.fd >= 0)
		hear(feeder);
	take_wish(feeder);
	if (feeder->wish.quit)
		return false;
	hurry(feeder);
	tell_wish(feeder);
	choose_coding(feeder);
	if (is_due(feeder))
		feed_block(feeder);
	if (feeder->conn.fd >= 0 && feeder_is_remote(feeder) && feeder->ready)
		attach_ping_if_due(&feeder->attach, &feeder->conn, feeder_time_ns(feeder));
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
	feeder->due_ns = CLOCK_NEVER;
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
