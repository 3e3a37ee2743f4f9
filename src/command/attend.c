/* Sound here for a callmark on another host: ssh and the speaker joined, and joined again. */
/* SPDX-License-Identifier: MIT */
#include "config.h"
#include "command/attend.h"

#include <errno.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <unistd.h>

#include "base/clock.h"
#include "base/i18n.h"
#include "base/str.h"
#include "base/utf8.h"
#include "command/process.h"
#include "config/paths.h"
#include "player/launch.h"
#include "player/problem.h"
#include "relay/bridge.h"
#include "relay/peer.h"

#define FIRST_RETRY_MS 500
#define LAST_RETRY_MS 30000
#define STEADY_NS INT64_C(10000000000) /* joined for so long: the next try comes soon again */
#define SPEAKER_END_MS 300
#define SSH_END_MS 1500
#define SSH_FAILED 255 /* ssh's own failure; any other status is that of the command */
#define NOT_FOUND 127  /* the shell's */

/* One connection. */
struct attempt {
	struct bridge bridge;
	pid_t speaker_pid, ssh_pid;
	int ssh_status; /* when it is over */
	bool stopped;
};

struct attending {
	const struct attend_options *options;
	bool is_terminal; /* one line, written over and over */
	bool line_begun;
	bool was_there; /* callmark relay has been reached once */
	int retry_ms;
	char said[400];
};

/* ---- one line that says how things stand ---- */

static void end_line(struct attending *attending)
{
	if (attending->line_begun)
		fputc('\n', stderr);
	attending->line_begun = false;
}

static void say(struct attending *attending, const char *text)
{
	struct str clean = {0};
	if (attending->options->quiet || strcmp(text, attending->said) == 0)
		return;
	str_copy(attending->said, sizeof attending->said, text);
	utf8_clean(&clean, text, strlen(text));
	if (attending->is_terminal)
		fprintf(stderr, "\r\033[K%s", str_get(&clean));
	else
		fprintf(stderr, "%s\n", str_get(&clean));
	attending->line_begun = attending->is_terminal;
	fflush(stderr);
	str_release(&clean);
}

static void describe_device(const struct attending *attending, const struct wire_device *device,
	char *text, size_t n_room)
{
	char problem[PROBLEM_SIZE];
	const char *host = attending->options->host;
	switch (device->state) {
	case WIRE_DEVICE_OPEN:
		snprintf(
			text, n_room, _("%s: attached, sound comes from '%s'"), host, device->name);
		break;
	case WIRE_DEVICE_SILENT:
		problem_of_device(device, attending->options->config->audio_device, problem);
		snprintf(text, n_room, _("%s: attached, but nothing is heard: %s"), host,
			problem[0] ? problem : _("no sound is wanted"));
		break;
	case WIRE_DEVICE_OPENING:
	case WIRE_DEVICE_CLOSED:
		snprintf(text, n_room, _("%s: attached"), host);
		break;
	}
}

static void say_state(struct attending *attending, const struct bridge *bridge)
{
	char text[400];
	if (bridge->state == BRIDGE_WAITING)
		snprintf(text, sizeof text, _("%s: waiting until callmark plays something there"),
			attending->options->host);
	else if (bridge->state == BRIDGE_JOINED)
		describe_device(attending, &bridge->device, text, sizeof text);
	else
		return;
	say(attending, text);
}

/* ---- one attempt ---- */

static struct wire_setup own_setup(const struct config *config)
{
	struct wire_setup setup = {.silent = !config->audio,
		.rate_hz = (uint32_t)config->audio_rate_hz,
		.latency_ms = (uint32_t)config->audio_latency_ms};
	str_copy(setup.device, sizeof setup.device, config->audio_device);
	return setup;
}

static struct wire_pedals own_pedals(const struct config *config)
{
	struct wire_pedals pedals = {.grab = config->pedal_grab};
	str_copy(pedals.device, sizeof pedals.device, config->pedal);
	str_copy(pedals.keys, sizeof pedals.keys, config->pedal_keys);
	return pedals;
}

static bool start_ssh(
	struct attempt *attempt, const struct attend_options *options, int *fd, struct err *err)
{
	char why[128];
	int pair[2];
	if (socketpair(AF_UNIX, SOCK_STREAM, 0, pair) != 0)
		return err_set(err, ERR_IO, _("cannot start '%s': %s"), options->ssh[0],
			err_strerror(errno, why, sizeof why));
	peer_set_flags(pair[0]);
	bool started = process_start(options->ssh, pair[1], options->quiet, &attempt->ssh_pid, err);
	close(pair[1]);
	if (!started)
		close(pair[0]);
	*fd = pair[0];
	return started;
}

static bool start_attempt(
	struct attempt *attempt, const struct attend_options *options, struct err *err)
{
	int speaker_fd, line_fd = -1;
	struct wire_setup own = own_setup(options->config);
	struct wire_pedals pedals = own_pedals(options->config);
	*attempt = (struct attempt){.ssh_status = -1};
	if (!launch_program(paths_speaker(), NULL, &speaker_fd, &attempt->speaker_pid, err))
		return false;
	if (start_ssh(attempt, options, &line_fd, err)) {
		bridge_init(&attempt->bridge, speaker_fd, line_fd, &own, clock_mono_ns());
		bridge_set_pedals(&attempt->bridge, &pedals);
		return true;
	}
	process_end(speaker_fd, attempt->speaker_pid, SPEAKER_END_MS);
	close(speaker_fd);
	return false;
}

static int poll_ms(int64_t due_ns)
{
	int64_t rest_ns = due_ns - clock_mono_ns();
	return rest_ns <= 0 ? 0 : (int)(rest_ns / 1000000) + 1;
}

static void run_attempt(struct attending *attending, struct attempt *attempt)
{
	struct bridge *bridge = &attempt->bridge;
	unsigned n_news = 0;
	while (!bridge_is_over(bridge) && !attempt->stopped) {
		struct pollfd fds[BRIDGE_N_FDS + 1];
		bridge_get_fds(bridge, fds);
		fds[BRIDGE_N_FDS] =
			(struct pollfd){.fd = attending->options->stop_fd, .events = POLLIN};
		poll(fds, BRIDGE_N_FDS + 1, poll_ms(bridge_get_deadline_ns(bridge)));
		attempt->stopped = fds[BRIDGE_N_FDS].revents != 0;
		bridge_service(bridge, clock_mono_ns());
		attending->was_there = attending->was_there || bridge->theirs.magic;
		if (bridge->n_news != n_news)
			say_state(attending, bridge);
		n_news = bridge->n_news;
	}
}

/* The speaker first: no sound goes on when the line has gone. */
static void end_attempt(struct attempt *attempt)
{
	struct bridge *bridge = &attempt->bridge;
	process_end(bridge->speaker.in_fd, attempt->speaker_pid, SPEAKER_END_MS);
	if (bridge->state == BRIDGE_LINE_SILENT)
		kill(attempt->ssh_pid, SIGTERM);
	attempt->ssh_status = process_end(bridge->line.in_fd, attempt->ssh_pid, SSH_END_MS);
	bridge_release(bridge);
}

/* ---- what comes after it ---- */

static bool refuse_version(const struct bridge *bridge, const char *host, struct err *err)
{
	const struct wire_hello *theirs = &bridge->theirs, *ours = &bridge->ours;
	return err_set(err, ERR_UNSUPPORTED,
		_("callmark on %s speaks versions %d to %d with its speaker, this one %d to %d: "
		  "install the same callmark on both"),
		host, theirs->version_min, theirs->version_max, ours->version_min,
		ours->version_max);
}

static bool refuse_foreign(const char *host, struct err *err)
{
	return err_set(err, ERR_FORMAT,
		_("what answers on %s is not callmark relay: see what 'ssh %s true' prints"), host,
		host);
}

/* The line ended, or never was one; whether another try may help. */
static bool judge_line(
	const struct attending *attending, const struct attempt *attempt, struct err *err)
{
	const char *host = attending->options->host;
	if (attempt->ssh_status == NOT_FOUND)
		return err_set(err, ERR_NOT_FOUND,
			_("there is no callmark on %s, or not in the PATH of its login: the option "
			  "remote-program says where it is"),
			host);
	bool is_ssh_own = attempt->ssh_status == SSH_FAILED || attempt->ssh_status >= 128;
	if (attending->was_there && (is_ssh_own || attempt->ssh_status == 0))
		return true;
	if (attempt->bridge.n_chatter && !is_ssh_own)
		return refuse_foreign(host, err);
	return err_set(err, ERR_IO, _("no speaker was attached to %s"), host);
}

/* Whether to try again; if not, an error code of ERR_NONE says that all is well. */
static bool may_go_on(struct attending *attending, const struct attempt *attempt, struct err *err)
{
	const char *host = attending->options->host;
	char text[400];
	err_set(err, ERR_NONE, "%s", "");
	if (attempt->stopped)
		return false;
	switch (attempt->bridge.state) {
	case BRIDGE_REPLACED:
		snprintf(text, sizeof text, _("%s: another speaker has taken over, this one ends"),
			host);
		say(attending, text);
		return false;
	case BRIDGE_VERSION:
		return refuse_version(&attempt->bridge, host, err);
	case BRIDGE_LINE_FOREIGN:
		return refuse_foreign(host, err);
	case BRIDGE_LINE_ENDED:
		return judge_line(attending, attempt, err);
	case BRIDGE_CALLING:
	case BRIDGE_WAITING:
	case BRIDGE_JOINED:
	case BRIDGE_LINE_SILENT:
	case BRIDGE_SPEAKER_ENDED:
	case BRIDGE_SPEAKER_SILENT:
		break;
	}
	return true;
}

static const char *retry_text(enum bridge_state state)
{
	if (state == BRIDGE_SPEAKER_ENDED)
		return _("%s: the sound program here has ended, next try in %d.%d s");
	if (state == BRIDGE_SPEAKER_SILENT)
		return _("%s: the sound system here does not answer, next try in %d.%d s");
	return _("%s: the line is cut, next try in %d.%d s");
}

/* False if it was stopped meanwhile. */
static bool pause_before_next(struct attending *attending, const struct attempt *attempt)
{
	char text[400];
	struct pollfd stop = {.fd = attending->options->stop_fd, .events = POLLIN};
	snprintf(text, sizeof text, retry_text(attempt->bridge.state), attending->options->host,
		attending->retry_ms / 1000, attending->retry_ms / 100 % 10);
	say(attending, text);
	end_line(attending); /* ssh may ask something */
	bool stopped = poll(&stop, 1, attending->retry_ms) != 0;
	attending->retry_ms =
		attending->retry_ms < LAST_RETRY_MS / 2 ? attending->retry_ms * 2 : LAST_RETRY_MS;
	return !stopped;
}

static bool attend_once(struct attending *attending, struct err *err)
{
	struct attempt attempt;
	int64_t start_ns = clock_mono_ns();
	if (!start_attempt(&attempt, attending->options, err))
		return false;
	run_attempt(attending, &attempt);
	end_attempt(&attempt);
	if (clock_mono_ns() - start_ns > STEADY_NS)
		attending->retry_ms = FIRST_RETRY_MS;
	return may_go_on(attending, &attempt, err) && pause_before_next(attending, &attempt);
}

bool attend_run(const struct attend_options *options, struct err *err)
{
	struct attending attending = {.options = options,
		.is_terminal = isatty(STDERR_FILENO),
		.retry_ms = FIRST_RETRY_MS};
	/* Nothing of a call is left on this computer, not even when something crashes. */
	const struct rlimit none = {0, 0};
	setrlimit(RLIMIT_CORE, &none);
	err_set(err, ERR_NONE, "%s", "");
	while (attend_once(&attending, err))
		;
	end_line(&attending);
	return err->code == ERR_NONE;
}
