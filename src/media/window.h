/* What the decoder is shown of a file: bytes of our own first, then stretches of the file. */
/* SPDX-License-Identifier: MIT */
#ifndef MEDIA_WINDOW_H
#define MEDIA_WINDOW_H

#include <stddef.h>
#include <stdint.h>

/* Bytes from..to of the file, to not included. */
struct stretch {
	int64_t from;
	int64_t to;
};

#define WINDOW_BUFFER_BYTES 32768
#define WINDOW_DIRECT_BYTES 16384 /* so much and more is read past the buffer, not copied twice */

struct window {
	int fd;     /* borrowed */
	int errnum; /* the first error of reading, 0 if none */
	uint8_t *head;
	size_t n_head;
	struct stretch *stretches;
	size_t n_stretches;
	int64_t *starts; /* of the stretches, in what is shown */
	int64_t n_bytes; /* of head and stretches together */
	int64_t at;      /* where the decoder reads next */
	int64_t buffer_at;
	int64_t n_buffered;
	uint8_t *buffer;
};

/* Shows nothing yet. */
void window_init(struct window *window, int fd) __attribute__((nonnull));
void window_release(struct window *window) __attribute__((nonnull));
/* Shows head and then the stretches, from the start; both are copied. */
void window_show(struct window *window, const void *head, size_t n_head,
	const struct stretch *stretches, size_t n_stretches) __attribute__((nonnull(1)));
/* Back to the start of what is shown. */
void window_rewind(struct window *window) __attribute__((nonnull));
/* Reads on; less than n bytes only at the end or after an error, which errnum then tells. */
int64_t window_read(struct window *window, void *bytes, int64_t n) __attribute__((nonnull));

#endif
