/* What the decoder is shown of a file: bytes of our own first, then stretches of the file. */
/* SPDX-License-Identifier: MIT */
#include "config.h"
#include "media/window.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "media/file.h"

void window_init(struct window *window, int fd)
{
	*window = (struct window){.fd = fd, .buffer = mem_alloc(WINDOW_BUFFER_BYTES)};
}

void window_release(struct window *window)
{
	free(window->head);
	free(window->stretches);
	free(window->starts);
	free(window->buffer);
	*window = (struct window){.fd = -1};
}

void window_show(struct window *window, const void *head, size_t n_head,
	const struct stretch *stretches, size_t n_stretches)
{
	free(window->head);
	free(window->stretches);
	free(window->starts);
	window->head = mem_alloc(n_head);
	if (n_head)
		memcpy(window->head, head, n_head);
	window->n_head = n_head;
	window->stretches = mem_alloc(n_stretches * sizeof *stretches);
	window->n_stretches = n_stretches;
	window->starts = mem_alloc(n_stretches * sizeof *window->starts);
	window->n_bytes = (int64_t)n_head;
	for (size_t i = 0; i < n_stretches; i++) {
		window->stretches[i] = stretches[i];
		window->starts[i] = window->n_bytes;
		window->n_bytes += stretches[i].to - stretches[i].from;
	}
	window->n_buffered = 0;
	window_rewind(window);
}

void window_rewind(struct window *window)
{
	window->at = 0;
	window->errnum = 0;
}

static int64_t min(int64_t a, int64_t b)
{
	return a < b ? a : b;
}

/* Bytes at a place of the file; fewer at its end. */
static int64_t read_file(struct window *window, uint8_t *bytes, int64_t n, int64_t offset)
{
	int64_t got = file_read_at(window->fd, bytes, (size_t)n, offset);
	if (got < 0 && !window->errnum)
		window->errnum = errno;
	return got < 0 ? 0 : got;
}

/* The last stretch that starts at or before a place behind the head; n_stretches beyond the end. */
static size_t stretch_at(const struct window *window, int64_t at)
{
	size_t low = 0, high = window->n_stretches;
	if (at >= window->n_bytes)
		return window->n_stretches;
	while (high - low > 1) {
		size_t middle = low + (high - low) / 2;
		if (window->starts[middle] <= at)
			low = middle;
		else
			high = middle;
	}
	return low;
}

/* Bytes at a place of what is shown, past the buffer. */
static int64_t fetch(struct window *window, uint8_t *bytes, int64_t n, int64_t at)
{
	int64_t n_done = 0, n_head = (int64_t)window->n_head;
	if (at < n_head) {
		n_done = min(n, n_head - at);
		memcpy(bytes, window->head + at, (size_t)n_done);
	}
	for (size_t i = stretch_at(window, at + n_done); i < window->n_stretches && n_done < n; i++) {
		const struct stretch *s = &window->stretches[i];
		int64_t skip = at + n_done - window->starts[i];
		int64_t n_wanted = min(n - n_done, s->to - s->from - skip);
		int64_t got = read_file(window, bytes + n_done, n_wanted, s->from + skip);
		n_done += got;
		if (got < n_wanted)
			break;
	}
	return n_done;
}

/* Copies what the buffer holds of the place where reading goes on. */
static int64_t take_buffered(struct window *window, uint8_t *bytes, int64_t n)
{
	int64_t skip = window->at - window->buffer_at;
	if (skip < 0 || skip >= window->n_buffered)
		return 0;
	n = min(n, window->n_buffered - skip);
	memcpy(bytes, window->buffer + skip, (size_t)n);
	window->at += n;
	return n;
}

int64_t window_read(struct window *window, void *bytes, int64_t n)
{
	uint8_t *to = bytes;
	int64_t n_done = take_buffered(window, to, n), got;
	if (n - n_done >= WINDOW_DIRECT_BYTES) {
		got = fetch(window, to + n_done, n - n_done, window->at);
		window->at += got;
		return n_done + got;
	}
	if (n_done < n) {
		window->buffer_at = window->at;
		window->n_buffered = fetch(window, window->buffer, WINDOW_BUFFER_BYTES, window->at);
		n_done += take_buffered(window, to + n_done, n - n_done);
	}
	return n_done;
}
