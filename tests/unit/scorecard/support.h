/* What the tests of scorecard share: cards from text, from the data folder, answers, random
 * numbers. */
/* SPDX-License-Identifier: MIT */
#ifndef SCORECARD_SUPPORT_H
#define SCORECARD_SUPPORT_H

#include <stdint.h>

#include "scorecard/card.h"
#include "base/str.h"

/* A card that must be right; the test fails with its first problem if not. card_free it. */
struct card *parse_good(const char *text);
/* The bytes of a file in data/cards, or in data; str_release it. */
struct str read_card_file(const char *name);
struct str read_data_file(const char *name);
struct card *load_shipped(const char *name);
struct answer answer_of(const char *key, int level);
/* The next number below n of a fixed sequence (xorshift32). */
uint32_t random_below(uint32_t *seed, uint32_t n);

#endif
