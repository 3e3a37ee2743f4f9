/* What the tests of scorecard share: cards from text, from the data folder, answers, random
 * numbers. */
/* SPDX-License-Identifier: MIT */
#include "config.h"
#include "support.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "testing.h"

static struct card *parse_whole(const char *text, size_t n_text)
{
	struct card_problems problems = {0};
	struct card *card = card_parse(text, n_text, &problems);
	for (size_t i = 0; i < problems.n_problems; i++)
		print_error("%d:%d: %s\n", problems.problems[i].line, problems.problems[i].column,
			problems.problems[i].text);
	card_problems_release(&problems);
	assert_non_null(card);
	return card;
}

struct card *parse_good(const char *text)
{
	return parse_whole(text, strlen(text));
}

struct str read_card_file(const char *name)
{
	char path[512];
	snprintf(path, sizeof path, "cards/%s", name);
	return read_data_file(path);
}

struct str read_data_file(const char *name)
{
	char path[1024], bytes[4096];
	snprintf(path, sizeof path, "%s/%s", getenv("CALLMARK_DATADIR"), name);
	FILE *file = fopen(path, "rb");
	assert_non_null(file);
	struct str text = {0};
	for (size_t n; (n = fread(bytes, 1, sizeof bytes, file)) > 0;)
		str_addn(&text, bytes, n);
	fclose(file);
	return text;
}

struct card *load_shipped(const char *name)
{
	struct str text = read_card_file(name);
	struct card *card = parse_whole(str_get(&text), text.n_bytes);
	str_release(&text);
	return card;
}

struct answer answer_of(const char *key, int level)
{
	struct answer answer = {.level = level};
	str_copy(answer.item_key, sizeof answer.item_key, key);
	return answer;
}

uint32_t random_below(uint32_t *seed, uint32_t n)
{
	*seed ^= *seed << 13;
	*seed ^= *seed >> 17;
	*seed ^= *seed << 5;
	return *seed % n;
}
