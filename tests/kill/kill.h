/* What the driver types and the kill test expects. */
/* SPDX-License-Identifier: MIT */
#ifndef TESTS_KILL_H
#define TESTS_KILL_H

#include <stdio.h>

#include "model/answer.h"

#define KILL_PERSON "kill"
#define KILL_N_ITEMS 1000 /* so many that a round seldom comes to an item twice */
#define KILL_PATH_SIZE 32

/* Mark n, counted from 0, goes to item n modulo KILL_N_ITEMS; n is also its evidence. */
static inline void kill_item_key(int n, char key[ITEM_KEY_SIZE])
{
	snprintf(key, ITEM_KEY_SIZE, "%d", n % KILL_N_ITEMS);
}

static inline int kill_level(int n)
{
	return 1 + (n + n / KILL_N_ITEMS) % 3;
}

/* Each round reviews a call of its own. Returns path. */
static inline char *kill_call_path(int round, char path[KILL_PATH_SIZE])
{
	snprintf(path, KILL_PATH_SIZE, "/calls/%d.wav", round);
	return path;
}

#endif
