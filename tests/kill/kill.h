/* What the driver types and the kill test expects. */
/* SPDX-License-Identifier: MIT */
#ifndef TESTS_KILL_H
#define TESTS_KILL_H

#include <stdio.h>

#include "model/answer.h"

#define KILL_PERSON "kill"
#define KILL_N_ITEMS 1000 /* so many that a round seldom comes to an item twice */
#define KILL_PATH_SIZE 32

enum kill_kind {
	KILL_ANSWER, /* with its evidence and reasons */
	KILL_OCCURRENCE,
	KILL_NOTE,
	KILL_FIELD,
	KILL_INCIDENT,
	N_KILL_KINDS,
};

/* Change n, counted from 0, is of a kind by its number; n is in it as evidence, time or text. */
static inline enum kill_kind kill_kind(int n)
{
	static const enum kill_kind kinds[] = {KILL_ANSWER, KILL_OCCURRENCE, KILL_ANSWER, KILL_NOTE,
		KILL_ANSWER, KILL_FIELD, KILL_ANSWER, KILL_INCIDENT};
	return kinds[n % 8];
}

/* Marks go to item n modulo KILL_N_ITEMS. */
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
