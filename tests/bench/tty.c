/* Measures a terminal program from outside: start, keys, and what it writes while it runs. */
/* SPDX-License-Identifier: MIT */
#include "config.h"

#include <poll.h>
#include <pty.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/clock.h"

#define MAX_RUNS 1000

struct terminal {
	int fd;
	pid_t pid;
	int64_t began_ns;
	int64_t last_ns; /* when the last byte came */
	long n_bytes;
};

static int by_value(const void *a, const void *b)
{
	double x = *(const double *)a, y = *(const double *)b;
	return (x > y) - (x < y);
}

static void print_spread(const char *what, double *values, int n, const char *unit)
{
	qsort(values, (size_t)n, sizeof *values, by_value);
	printf("%s: n %d  p50 %.3f  p95 %.3f  p99 %.3f  max %.3f %s\n", what, n, values[n / 2],
		values[n * 95 / 100], values[n * 99 / 100], values[n - 1], unit);
}

static void start(struct terminal *terminal, int rows, int columns, char **command)
{
	struct winsize size = {.ws_row = (unsigned short)rows, .ws_col = (unsigned short)columns};
	terminal->began_ns = terminal->last_ns = clock_mono_ns();
	terminal->n_bytes = 0;
	terminal->pid = forkpty(&terminal->fd, NULL, NULL, &size);
	if (terminal->pid == 0) {
		setenv("TERM", "xterm-256color", 1);
		execvp(command[0], command);
		_exit(127);
	}
}

/* Reads until nothing came for quiet_ms, or for_ms are over; answers where the cursor is asked. */
static void read_until_quiet(struct terminal *terminal, int quiet_ms, int for_ms)
{
	char block[65536];
	int64_t end_ns = clock_mono_ns() + (int64_t)for_ms * 1000000;
	for (;;) {
		int64_t left_ms = (end_ns - clock_mono_ns()) / 1000000;
		if (left_ms <= 0)
			return;
		struct pollfd news = {.fd = terminal->fd, .events = POLLIN};
		if (poll(&news, 1, left_ms < quiet_ms ? (int)left_ms : quiet_ms) == 0) {
			if (left_ms <= quiet_ms)
				return;
			if (terminal->n_bytes)
				return;
			continue;
		}
		ssize_t n = read(terminal->fd, block, sizeof block);
		if (n <= 0)
			return;
		terminal->last_ns = clock_mono_ns();
		terminal->n_bytes += n;
		if (memmem(block, (size_t)n, "\x1b[6n", 4) &&
			write(terminal->fd, "\x1b[1;2R", 6) != 6)
			return;
	}
}

static void stop(struct terminal *terminal)
{
	kill(terminal->pid, SIGTERM);
	for (int i = 0; i < 200 && waitpid(terminal->pid, NULL, WNOHANG) == 0; i++)
		poll(NULL, 0, 10);
	kill(terminal->pid, SIGKILL);
	waitpid(terminal->pid, NULL, WNOHANG);
	close(terminal->fd);
}

static void measure_start(int n, int rows, int columns, char **command)
{
	double ms[MAX_RUNS];
	struct terminal terminal;
	for (int i = -3; i < n; i++) { /* three to warm up */
		start(&terminal, rows, columns, command);
		read_until_quiet(&terminal, 40, 3000);
		if (i >= 0)
			ms[i] = (double)(terminal.last_ns - terminal.began_ns) / 1e6;
		stop(&terminal);
	}
	print_spread("start to the last byte", ms, n, "ms");
}

static void measure_keys(int n, int rows, int columns, const char *keys, char **command)
{
	double ms[MAX_RUNS];
	/* What stands before a "+" is typed first and not measured. */
	const char *plus = strchr(keys, '+');
	size_t n_first = plus ? (size_t)(plus - keys) : 0;
	struct terminal terminal;
	start(&terminal, rows, columns, command);
	read_until_quiet(&terminal, 500, 4000);
	if (write(terminal.fd, keys, n_first) < 0)
		return;
	read_until_quiet(&terminal, 500, 2000);
	keys += plus ? n_first + 1 : 0;
	int n_keys = (int)strlen(keys), n_seen = 0;
	for (int i = 0; i < n; i++) {
		terminal.n_bytes = 0;
		int64_t sent_ns = clock_mono_ns();
		if (write(terminal.fd, &keys[i % n_keys], 1) != 1)
			break;
		read_until_quiet(&terminal, 15, 60);
		if (terminal.n_bytes)
			ms[n_seen++] = (double)(terminal.last_ns - sent_ns) / 1e6;
	}
	stop(&terminal);
	if (n_seen)
		print_spread("key to the last byte", ms, n_seen, "ms");
}

static long read_cpu_ticks(pid_t pid)
{
	char path[64], line[1024], *after;
	long user = 0, system = 0;
	snprintf(path, sizeof path, "/proc/%d/stat", (int)pid);
	FILE *file = fopen(path, "r");
	if (file && fgets(line, sizeof line, file) && (after = strrchr(line, ')')))
		if (sscanf(after + 2, "%*c %*d %*d %*d %*d %*d %*u %*u %*u %*u %*u %ld %ld", &user,
			    &system) != 2)
			user = system = 0;
	if (file)
		fclose(file);
	return user + system;
}

static long read_resident_kb(pid_t pid)
{
	char path[64], line[256];
	long kb = 0;
	snprintf(path, sizeof path, "/proc/%d/status", (int)pid);
	FILE *file = fopen(path, "r");
	while (file && fgets(line, sizeof line, file))
		if (sscanf(line, "VmRSS: %ld", &kb) == 1)
			break;
	if (file)
		fclose(file);
	return kb;
}

static void measure_running(int seconds, int rows, int columns, const char *keys, char **command)
{
	struct terminal terminal;
	start(&terminal, rows, columns, command);
	read_until_quiet(&terminal, 1500, 3000);
	if (write(terminal.fd, keys, strlen(keys)) < 0)
		return;
	read_until_quiet(&terminal, 2000, 2000);
	terminal.n_bytes = 0;
	long ticks = read_cpu_ticks(terminal.pid);
	read_until_quiet(&terminal, seconds * 1000 + 1, seconds * 1000);
	ticks = read_cpu_ticks(terminal.pid) - ticks;
	printf("running %d s: %.1f bytes/s  cpu %.2f %%  resident %ld kB\n", seconds,
		(double)terminal.n_bytes / seconds,
		100.0 * (double)ticks / (double)sysconf(_SC_CLK_TCK) / seconds,
		read_resident_kb(terminal.pid));
	stop(&terminal);
}

int main(int argc, char **argv)
{
	if (argc < 6) {
		fputs("usage: tty start RUNS ROWS COLUMNS - COMMAND...\n"
		      "       tty keys COUNT ROWS COLUMNS KEYS COMMAND...\n"
		      "       tty run SECONDS ROWS COLUMNS KEYS COMMAND...\n",
			stderr);
		return 2;
	}
	int n = atoi(argv[2]), rows = atoi(argv[3]), columns = atoi(argv[4]);
	const char *keys = strcmp(argv[5], "-") == 0 ? "" : argv[5];
	if (n < 1 || n > MAX_RUNS)
		return 2;
	if (strcmp(argv[1], "start") == 0)
		measure_start(n, rows, columns, argv + 6);
	else if (strcmp(argv[1], "keys") == 0)
		measure_keys(n, rows, columns, keys, argv + 6);
	else
		measure_running(n, rows, columns, keys, argv + 6);
	return 0;
}
