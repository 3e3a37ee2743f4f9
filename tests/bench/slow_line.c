/* A slow line: hands on what comes late, thinly, or after a stall. ssh takes it as its ProxyCommand. */
/* SPDX-License-Identifier: MIT */
#include "config.h"

#include <arpa/inet.h>
#include <errno.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <poll.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

#include "base/clock.h"
#include "base/mem.h"

#define MS 1000000
#define PIECE_BYTES 1400
#define MAX_PIECES 4096 /* that are under way; then nothing more is taken */
#define FIRST_STALL_NS (INT64_C(1000) * MS)

struct line {
	int64_t delay_ns, jitter_ns; /* one way */
	double bytes_per_ns;         /* each way; 0: without limit */
	int64_t stall_every_ns, stall_ns;
	int64_t start_ns;
};

struct piece {
	int64_t due_ns;
	size_t n_bytes;
	char bytes[PIECE_BYTES];
};

struct way {
	int in_fd, out_fd;
	struct piece *pieces; /* a ring of MAX_PIECES */
	size_t n_in, n_out;
	size_t n_written; /* of the oldest piece */
	int64_t free_ns;  /* when the line has passed on what it took */
	int64_t due_ns;   /* of the latest piece: none overtakes another */
	uint32_t seed;
	bool ended;
};

static double random_part(struct way *way)
{
	way->seed = way->seed * 1664525 + 1013904223;
	return (double)(way->seed >> 8) / (1 << 24);
}

static int64_t after_stall(const struct line *line, int64_t ns)
{
	if (!line->stall_every_ns || ns - line->start_ns < FIRST_STALL_NS)
		return ns;
	int64_t since_ns = (ns - line->start_ns) % line->stall_every_ns;
	return since_ns < line->stall_ns ? ns + line->stall_ns - since_ns : ns;
}

static int64_t due_of(const struct line *line, struct way *way, size_t n_bytes, int64_t now_ns)
{
	int64_t start_ns = after_stall(line, now_ns > way->free_ns ? now_ns : way->free_ns);
	double busy_ns = line->bytes_per_ns > 0 ? (double)n_bytes / line->bytes_per_ns : 0;
	way->free_ns = start_ns + (int64_t)busy_ns;
	double jitter = (2 * random_part(way) - 1) * (double)line->jitter_ns;
	int64_t due_ns = way->free_ns + line->delay_ns + (int64_t)jitter;
	way->due_ns = due_ns > way->due_ns ? due_ns : way->due_ns;
	return way->due_ns;
}

static bool is_full(const struct way *way)
{
	return way->n_in - way->n_out == MAX_PIECES;
}

static void take(const struct line *line, struct way *way)
{
	struct piece *piece = &way->pieces[way->n_in % MAX_PIECES];
	ssize_t n = read(way->in_fd, piece->bytes, sizeof piece->bytes);
	if (n < 0 && (errno == EINTR || errno == EAGAIN))
		return;
	way->ended = n <= 0;
	piece->n_bytes = n > 0 ? (size_t)n : 0;
	piece->due_ns = due_of(line, way, piece->n_bytes, clock_mono_ns());
	way->n_in++;
}

/* False when it was the end that was due. */
static bool hand_on(struct way *way)
{
	for (; way->n_out < way->n_in; way->n_out++, way->n_written = 0) {
		const struct piece *piece = &way->pieces[way->n_out % MAX_PIECES];
		if (piece->due_ns > clock_mono_ns())
			return true;
		while (way->n_written < piece->n_bytes) {
			ssize_t n = write(way->out_fd, piece->bytes + way->n_written,
				piece->n_bytes - way->n_written);
			if (n < 0 && errno != EINTR)
				return false;
			way->n_written += n > 0 ? (size_t)n : 0;
		}
		if (piece->n_bytes == 0)
			return false;
	}
	return true;
}

static int64_t next_ns(const struct way *way)
{
	return way->n_out < way->n_in ? way->pieces[way->n_out % MAX_PIECES].due_ns : CLOCK_NEVER;
}

static bool go_round(const struct line *line, struct way ways[2])
{
	struct pollfd fds[2];
	for (int i = 0; i < 2; i++) {
		bool takes = !ways[i].ended && !is_full(&ways[i]);
		fds[i] = (struct pollfd){.fd = takes ? ways[i].in_fd : -1, .events = POLLIN};
	}
	int64_t first_ns = next_ns(&ways[0]), second_ns = next_ns(&ways[1]);
	int64_t due_ns = first_ns < second_ns ? first_ns : second_ns;
	struct timespec rest = {0}, *wait = NULL;
	if (due_ns != CLOCK_NEVER) {
		int64_t left_ns = due_ns - clock_mono_ns();
		rest.tv_sec = left_ns > 0 ? left_ns / 1000000000 : 0;
		rest.tv_nsec = left_ns > 0 ? left_ns % 1000000000 : 0;
		wait = &rest;
	}
	ppoll(fds, 2, wait, NULL);
	for (int i = 0; i < 2; i++)
		if (fds[i].revents)
			take(line, &ways[i]);
	return hand_on(&ways[0]) && hand_on(&ways[1]);
}

static int connect_to(int port)
{
	struct sockaddr_in address = {.sin_family = AF_INET, .sin_port = htons((uint16_t)port)};
	int fd = socket(AF_INET, SOCK_STREAM, 0), on = 1;
	address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
	if (fd < 0 || connect(fd, (struct sockaddr *)&address, sizeof address) < 0)
		return -1;
	setsockopt(fd, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
	return fd;
}

int main(int argc, char **argv)
{
	int fd = argc == 7 ? connect_to(atoi(argv[1])) : -1;
	if (fd < 0) {
		fprintf(stderr, "usage: slow_line PORT DELAY-MS JITTER-MS KBIT STALL-EVERY-MS STALL-MS\n"
				"(delay and jitter of one way, kbit/s of each; 0: none)\n");
		return 2;
	}
	struct line line = {.delay_ns = (int64_t)(atof(argv[2]) * MS),
		.jitter_ns = (int64_t)(atof(argv[3]) * MS),
		.bytes_per_ns = atof(argv[4]) * 1000 / 8 / 1e9,
		.stall_every_ns = atoll(argv[5]) * MS,
		.stall_ns = atoll(argv[6]) * MS,
		.start_ns = clock_mono_ns()};
	struct way ways[2] = {
		{.in_fd = 0, .out_fd = fd, .seed = 1}, {.in_fd = fd, .out_fd = 1, .seed = 2}};
	for (int i = 0; i < 2; i++)
		ways[i].pieces = mem_zalloc(MAX_PIECES, sizeof *ways[i].pieces);
	while (go_round(&line, ways))
		;
	return 0;
}
