/* Lists of phrases to look for in a transcript, read from their files. */
/* SPDX-License-Identifier: MIT */
#ifndef SCORECARD_PHRASES_H
#define SCORECARD_PHRASES_H

#include "scorecard/card.h"

#define PHRASES_MAX 10000
#define PHRASE_MAX_BYTES 200

enum phrases_speaker {
	PHRASES_AGENT, /* looked for in the agent's turns, where the transcript names the speaker */
	PHRASES_CUSTOMER,
	PHRASES_ANY,
};

struct phrase {
	char *text;
	char *replacement; /* to coach with; NULL: none */
	bool severe;       /* a hit proposes the list's incident */
	bool whole_word;   /* only as a word of its own */
	int line;
};

struct phrases {
	struct card_text title;
	enum phrases_speaker speaker;
	struct card_incident incident; /* class_key "" where severe hits propose none */
	struct phrase *phrases;        /* in the order of the file; may be none */
	size_t n_phrases;
};

/* Reads a list from a buffer of UTF-8 (format: callmark-card(5)). NULL if there is any problem, as
 * in card_parse. The caller frees it with phrases_free. */
struct phrases *phrases_parse(const char *text, size_t n_text, struct card_problems *problems)
	__attribute__((nonnull, warn_unused_result));
void phrases_free(struct phrases *phrases);

#endif
