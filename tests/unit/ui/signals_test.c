/* Tests of signals as something to poll. */
/* SPDX-License-Identifier: MIT */
#include "config.h"

#include <poll.h>
#include <signal.h>

#include "testing.h"
#include "ui/signals.h"

static bool is_readable(void)
{
	struct pollfd poll_fd = {.fd = signals_get_fd(), .events = POLLIN};
	return poll(&poll_fd, 1, 0) == 1;
}

static int open_signals(void **state)
{
	struct err err;
	(void)state;
	return signals_open(&err) ? 0 : -1;
}

static int close_signals(void **state)
{
	(void)state;
	signals_close();
	return 0;
}

static void each_signal_is_told(void **state)
{
	(void)state;
	static const struct {
		int number;
		unsigned bit;
	} all[] = {
		{SIGWINCH, SIGNAL_RESIZED}, {SIGHUP, SIGNAL_HUNG_UP}, {SIGTERM, SIGNAL_TERMINATE},
		{SIGINT, SIGNAL_TERMINATE}, {SIGCONT, SIGNAL_CONTINUED}, {SIGTSTP, SIGNAL_SUSPEND},
	};
	for (size_t i = 0; i < sizeof all / sizeof *all; i++) {
		assert_false(is_readable());
		raise(all[i].number);
		assert_true(is_readable());
		assert_int_equal(signals_take(), all[i].bit);
		assert_int_equal(signals_take(), 0);
	}
}

static void signals_add_up(void **state)
{
	(void)state;
	for (int i = 0; i < 100000; i++) /* more than the pipe holds */
		raise(SIGWINCH);
	raise(SIGHUP);
	assert_int_equal(signals_take(), SIGNAL_RESIZED | SIGNAL_HUNG_UP);
	assert_false(is_readable());
}

static void a_broken_pipe_ends_nothing(void **state)
{
	(void)state;
	raise(SIGPIPE);
	assert_int_equal(signals_take(), 0);
}

static void former_handlers_come_back(void **state)
{
	(void)state;
	struct err err;
	struct sigaction action;
	signal(SIGWINCH, SIG_IGN);
	assert_true(signals_open(&err));
	signals_close();
	sigaction(SIGWINCH, NULL, &action);
	assert_true(action.sa_handler == SIG_IGN);
	sigaction(SIGHUP, NULL, &action);
	assert_true(action.sa_handler == SIG_DFL);
	assert_int_equal(signals_get_fd(), -1);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(each_signal_is_told, open_signals, close_signals),
		cmocka_unit_test_setup_teardown(signals_add_up, open_signals, close_signals),
		cmocka_unit_test_setup_teardown(a_broken_pipe_ends_nothing, open_signals, close_signals),
		cmocka_unit_test(former_handlers_come_back),
	};
	signal(SIGHUP, SIG_DFL);
	return cmocka_run_group_tests_name("signals", tests, NULL, NULL);
}
