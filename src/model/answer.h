/* What a reviewer says about one item, or red flag, of a scorecard. */
/* SPDX-License-Identifier: MIT */
#ifndef MODEL_ANSWER_H
#define MODEL_ANSWER_H

#include <stdint.h>

#define ANSWER_NONE 0 /* empty */
#define ANSWER_NA (-1)
/* 1..9: the level of that number, in the card's order (1 not met, 2 met, 3 exceeds) */

#define ITEM_KEY_SIZE 32 /* keys of items, levels and reasons: at most 31 bytes of [a-z0-9._-] */

/* Marks hold answers, never points. A red flag is answered too: item_key is the flag's, level is
 * ANSWER_NONE, or 1 when it is raised. */
struct answer {
	char item_key[ITEM_KEY_SIZE];
	int level;         /* ANSWER_NONE, ANSWER_NA or 1..9 */
	int n_occurrences; /* of an occurrence item; else 0 */
	int has_comment;   /* 0 or 1 */
	uint64_t reasons;  /* bit i: reason i of the item, in the card's order, is chosen */
};

#endif
