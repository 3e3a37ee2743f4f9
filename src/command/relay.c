/* callmark relay: what ssh runs on the server, between the line and the callmark there. */
/* SPDX-License-Identifier: MIT */
#include "config.h"
#include "command/remote.h"

#include <poll.h>
#include <unistd.h>

#include "base/clock.h"
#include "base/i18n.h"
#include "command/process.h"
#include "relay/place.h"
#include "relay/relay.h"

static int poll_ms(int64_t due_ns)
{
	int64_t rest_ns = due_ns - clock_mono_ns();
	return rest_ns <= 0 ? 0 : (int)(rest_ns / 1000000) + 1;
}

static bool run(struct relay *relay, int stop_fd, struct err *err)
{
	bool stopped = false;
	while (!stopped && relay_service(relay, clock_mono_ns(), err)) {
		struct pollfd fds[RELAY_N_FDS + 1];
		relay_get_fds(relay, fds);
		fds[RELAY_N_FDS] = (struct pollfd){.fd = stop_fd, .events = POLLIN};
		poll(fds, RELAY_N_FDS + 1, poll_ms(relay_get_deadline_ns(relay)));
		stopped = fds[RELAY_N_FDS].revents != 0;
	}
	return stopped || err->code == ERR_NONE;
}

int command_relay(const struct command_context *context, int n_arguments, char **arguments)
{
	struct relay relay;
	struct err err;
	(void)context;
	(void)arguments;
	if (n_arguments > 0 || isatty(STDIN_FILENO)) {
		command_complain("%s",
			_("callmark relay is not for people: 'callmark speaker HOST', run on your "
			  "own computer, starts it through ssh"));
		return EXIT_USAGE;
	}
	int stop_fd = process_catch_stop();
	relay_init(&relay, STDIN_FILENO, STDOUT_FILENO, place_connect, clock_mono_ns());
	bool done = run(&relay, stop_fd, &err);
	if (!done)
		command_complain("%s", err.text);
	relay_release(&relay);
	return done ? EXIT_DONE : EXIT_FAILED;
}
