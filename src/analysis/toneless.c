/* What of a word is a voice, and not the tones in it or beside it. */
/* SPDX-License-Identifier: MIT */
#include "config.h"
#include "analysis/toneless.h"

#include <math.h>
#include <stdbool.h>

#include "analysis/level.h"

static bool is_tone(const struct tones *tones, const struct span *word)
{
	int64_t covered = spans_cover(&tones->found, word->start, word->end);
	return (float)covered >= TONELESS_PART * (float)(word->end - word->start);
}

/* A word that runs on into a long tone, or out of one, is without it. */
static struct span without_long(const struct tones *tones, struct span word)
{
	for (size_t i = 0; i < tones->found.n; i++) {
		const struct span *tone = &tones->found.items[i];
		if (tone->end - tone->start < TONES_SWAY_MIN_HOPS)
			continue;
		if (tone->start > word.start && tone->start < word.end && tone->end + TONELESS_NEAR_HOPS >= word.end)
			word.end = tone->start;
		else if (tone->end < word.end && tone->end > word.start && tone->start <= word.start + TONELESS_NEAR_HOPS)
			word.start = tone->end;
	}
	return word;
}

/* Sets what is known of a word from its voiced hops; false if they are too few for one. */
static bool weigh(const struct words *words, struct span *part)
{
	float steady_sum = 0;
	int n_voiced = 0;
	part->level_db = LEVEL_NONE_DB;
	for (int64_t hop = part->start; hop < part->end; hop++) {
		const struct hop *h = ear_get(words->ear, hop);
		part->level_db = fmaxf(part->level_db, h->level_db);
		if (h->view.voicing < WORD_VOICED || !words_hears(words, hop))
			continue;
		n_voiced++;
		steady_sum += fmaxf(h->view.steady, 0);
	}
	if (n_voiced < WORD_MIN_HOPS)
		return false;
	part->steady = steady_sum / (float)n_voiced;
	return true;
}

/* What lies between two keys, or a key and an end of the word, from where something is heard. */
static void add_part(const struct words *words, const struct span *word, struct span part,
	struct spans *parts)
{
	while (part.start > word->start && part.start < part.end && !words_hears(words, part.start))
		part.start++;
	while (part.end < word->end && part.end > part.start && !words_hears(words, part.end - 1))
		part.end--;
	if (weigh(words, &part))
		spans_add(parts, part, 0);
}

void toneless_add(const struct words *words, const struct tones *tones, struct span word,
	struct spans *parts)
{
	if (is_tone(tones, &word))
		return;
	word = without_long(tones, word);
	struct span part = word;
	for (size_t i = 0; i < tones->found.n; i++) {
		const struct span *tone = &tones->found.items[i];
		if (tone->end <= word.start || tone->start >= word.end || !tones_key(tone->pair_hz))
			continue;
		part.end = tone->start - TONELESS_EDGE_HOPS;
		add_part(words, &word, part, parts);
		part.start = tone->end + TONELESS_EDGE_HOPS;
	}
	part.end = word.end;
	if (part.start == word.start)
		spans_add(parts, word, 0);
	else
		add_part(words, &word, part, parts);
}
