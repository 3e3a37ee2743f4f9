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
	COMMENT_ALWAYS = 3,
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
	struct card_text guideline;
	enum card_scale scale;
	bool na_allowed;
	bool required;
	unsigned comment_rule; /* of enum card_comment_rule */
	struct card_level *levels;
	size_t n_levels;           /* 2..9; 0 for an occurrence item */
	int64_t off_centi;         /* occurrence: 1/100 points off each time */
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
	int64_t cap_centi; /* an occurrence section loses no more than this; -1: no cap */
};

struct card {
	char id[ITEM_KEY_SIZE];
	int version; /* 1.. */
	struct card_text title;
	char *author; /* NULL where the file does not say */
	char *date;
	char *channel;          /* "call", "chat", "dial-test" */
	int64_t total_centi;    /* what the score is scaled to when items are N/A */
	int64_t pass_centi;     /* -1: no pass mark */
	struct card_section *sections;
	size_t n_sections;
	struct card_item *items; /* all, in the order of the sections */
	size_t n_items;
	char *text; /* the file as it was read: what is stored with a review */
	size_t n_text;
};

/* One thing wrong with a file. */
struct card_problem {
	int line;   /* from 1 */
	int column; /* from 1 */
	char text[256]; /* what is wrong and what was expected, current language */
};

struct card_problems {
	struct card_problem *problems;
	size_t n_problems;
	size_t n_room;
};

/* Reads a card from a buffer of UTF-8 YAML (format: callmark-card(5)). NULL if there is any problem;
 * *problems (zero-initialised by the caller, released with card_problems_release) then holds all
 * that were found, by line, at most 100. The caller frees the card with card_free. */
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
/* The most points an item can get, and what met (or the best that is not "exceeded") gets. */
int64_t card_item_max_centi(const struct card_item *item) __attribute__((nonnull));
/* Whether this answer to this item needs a comment. */
bool card_needs_comment(const struct card_item *item, int level) __attribute__((nonnull));
/* CARD_ZH where the language of messages is Chinese ("zh..." ), else CARD_EN. locale_name is what
 * setlocale or LANGUAGE gives. */
enum card_language card_language_of(const char *locale_name) __attribute__((nonnull));

/* The schema of card files, a row a key, for callmark-card(5) and for tests; ends with name NULL. */
struct card_schema_row {
	const char *where;    /* "card", "section", "item", "level", "reason" */
	const char *name;
	const char *type;     /* "text", "points", ... */
	bool required;
	const char *help;     /* N_() */
};
const struct card_schema_row *card_get_schema(void) __attribute__((returns_nonnull));

#endif
