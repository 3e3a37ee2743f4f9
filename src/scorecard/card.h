/* A scorecard as read from its file: what is asked, and what an answer is worth. */
/* SPDX-License-Identifier: MIT */
#ifndef SCORECARD_CARD_H
#define SCORECARD_CARD_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/err.h"
#include "model/answer.h"

enum card_language {
	CARD_EN,
	CARD_ZH, /* Simplified Chinese */
	N_CARD_LANGUAGES,
};

/* A text in each language; an absent one is NULL. card_text_get picks. */
struct card_text {
	char *in[N_CARD_LANGUAGES];
};

enum card_scale {
	SCALE_TENET,      /* not met, met and, where it has points for it, exceeded */
	SCALE_OCCURRENCE, /* points off each time */
	SCALE_YES_NO,
	SCALE_POINTS,
	SCALE_CHOICE,
};

enum card_comment_rule { /* bits */
	COMMENT_OPTIONAL = 0,
	COMMENT_WHEN_NOT_MET = 1,
	COMMENT_WHEN_EXCEEDED = 2,
	COMMENT_WHEN_OTHER = 4, /* met, or N/A */
	COMMENT_ALWAYS = 7,
};

enum card_channel { /* bits */
	CHANNEL_CALL = 1,
	CHANNEL_CHAT = 2,
	CHANNEL_DIAL_TEST = 4,
};

/* One possible answer; its number on the keyboard is its place, from 1. */
struct card_level {
	char key[ITEM_KEY_SIZE]; /* "not-met" "met" "exceeded"; "no" "yes"; ... */
	struct card_text name;   /* empty for the scales' own words, which the program translates */
	int64_t points_centi;    /* 1/100 points, >= 0 */
};

struct card_reason {
	char code[ITEM_KEY_SIZE]; /* "N1", "E2" */
	bool exceeded;            /* a reason for exceeded; else for not met */
	struct card_text text;
};

struct card_item {
	char key[ITEM_KEY_SIZE]; /* "2.2"; unique in the card */
	struct card_text title;
	struct card_text guideline; /* absent where the file has none */
	enum card_scale scale;
	bool na_allowed;
	bool required;
	unsigned comment_rule; /* of enum card_comment_rule */
	struct card_level *levels;
	size_t n_levels;   /* 2..9; 0 for an occurrence item */
	int64_t off_centi; /* occurrence: 1/100 points off each time */
	struct card_reason *reasons;
	size_t n_reasons;
	char **evidence; /* of gaps.silence gaps.hold overtalk phrases.taboo phrases.filler */
	size_t n_evidence;
	size_t section; /* index */
	int line;       /* in the file, from 1 */
};

struct card_section {
	char key[ITEM_KEY_SIZE];
	struct card_text title;
	size_t first_item; /* its items are first_item .. first_item + n_items - 1 of the card */
	size_t n_items;
	int64_t cap_centi; /* what its occurrence items take from, and no more; -1: it has none */
};

struct card {
	char id[ITEM_KEY_SIZE];
	int version; /* 1.. */
	struct card_text title;
	char *author; /* NULL where the file does not say */
	char *date;
	unsigned channels;   /* of enum card_channel; CHANNEL_CALL where the file does not say */
	int64_t total_centi; /* what the score is scaled to when items are N/A */
	int64_t pass_centi;  /* -1: no pass mark */
	struct card_section *sections;
	size_t n_sections;
	struct card_item *items; /* all, in the order of the sections */
	size_t n_items;
	char *text; /* the file as it was read: what is stored with a review */
	size_t n_text;
};

/* One thing wrong with a file. */
struct card_problem {
	int line;       /* from 1 */
	int column;     /* from 1 */
	char text[256]; /* what is wrong and what was expected, current language */
};

struct card_problems {
	struct card_problem *problems;
	size_t n_problems;
	size_t n_room;
};

/* Reads a card from a buffer of UTF-8 YAML (format: callmark-card(5)). NULL if there is any
 * problem; *problems (zero-initialised by the caller, released with card_problems_release) then
 * holds all that were found, by line, at most 100. The caller frees the card with card_free. */
struct card *card_parse(const char *text, size_t n_text, struct card_problems *problems)
	__attribute__((nonnull, warn_unused_result));
void card_free(struct card *card);
void card_problems_release(struct card_problems *problems) __attribute__((nonnull));

/* The text in that language, else in the other, else "". Borrowed from the card. */
const char *card_text_get(const struct card_text *text, enum card_language language)
	__attribute__((nonnull, returns_nonnull));
/* The item of a key, or NULL. */
const struct card_item *card_find_item(const struct card *card, const char *key)
	__attribute__((nonnull));
/* The most points an item can get, and what met (or the best that is not "exceeded") gets. 0 for an
 * occurrence item: its section has the points. */
int64_t card_item_max_centi(const struct card_item *item) __attribute__((nonnull, pure));
int64_t card_item_met_centi(const struct card_item *item) __attribute__((nonnull, pure));
/* Whether level 1..9 is the item's "not met" (of scales other than tenet: the fewest points, if
 * there are fewer than others get), or its "exceeded". False for ANSWER_NONE and ANSWER_NA. */
bool card_level_is_not_met(const struct card_item *item, int level) __attribute__((nonnull, pure));
bool card_level_is_exceeded(const struct card_item *item, int level) __attribute__((nonnull, pure));
/* Whether this answer to this item needs a comment. Never for ANSWER_NONE. */
bool card_needs_comment(const struct card_item *item, int level) __attribute__((nonnull, pure));
/* CARD_ZH where the language of messages is Chinese ("zh..." ), else CARD_EN. locale_name is what
 * setlocale or LANGUAGE gives. */
enum card_language card_language_of(const char *locale_name) __attribute__((nonnull));

/* The schema of card files, a row a key, for the reader itself, callmark-card(5) and tests; ends
 * with name NULL. Rows of one "where" stand together, in the order in which a card is best written.
 */
struct card_reader;
struct card_schema_row {
	const char *where; /* "card", "section", "item", "choice", "text" */
	const char *name;
	const char *type; /* N_(): "text", "points", ... */
	bool required;
	const char *help; /* N_() */
	unsigned scales;  /* bits 1 << enum card_scale: only items of these have it; 0: all */
	/* For the reader: what takes the value, and where it goes in the struct of that "where". */
	void (*read)(struct card_reader *reader, const struct card_schema_row *row, int node,
		void *field);
	size_t offset;
};
const struct card_schema_row *card_get_schema(void) __attribute__((returns_nonnull));

#endif
