/* The median of the latest measures. */
/* SPDX-License-Identifier: MIT */
#ifndef PLAYER_MEDIAN_H
#define PLAYER_MEDIAN_H

#include <stddef.h>
#include <stdint.h>

#define MEDIAN_MAX 101

/* Pure. What is far off now and then does not move it. */
struct median {
	int64_t values[MEDIAN_MAX]; /* a ring of size */
	size_t size;
	size_t n_added;
};

/* size: of how many, 1..MEDIAN_MAX. */
void median_init(struct median *median, size_t size) __attribute__((nonnull));
void median_add(struct median *median, int64_t value) __attribute__((nonnull));
/* 0 of none. */
int64_t median_get(const struct median *median) __attribute__((nonnull, pure));
/* How far the middle half of them lies apart; 0 of none. */
int64_t median_get_spread(const struct median *median) __attribute__((nonnull, pure));

#endif
