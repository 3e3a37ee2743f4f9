/* A scorecard as read from its file: what is asked, and what an answer is worth. */
/* SPDX-License-Identifier: MIT */
#ifndef SCORECARD_CARD_H
#define SCORECARD_CARD_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/err.h"
#include "model/answer.h"

#define CARD_MAX_SECTIONS 50
#define CARD_MAX_ITEMS 300
#define CARD_MAX_LEVELS 9
#define CARD_MAX_REASONS 64 /* bits of struct answer */
#define CARD_MAX_FLAGS 26   /* letters */
#define CARD_MAX_FIELDS 26
#define CARD_MAX_OPTIONS 100
#define CARD_MAX_BANDS 9
#define CARD_FLAG_LEVEL "raised" /* the key of a flag's one level, number 1 */

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

/* How what is marked N/A counts. */
enum card_na_policy {
	NA_PROPORTIONAL, /* leaves; what is left is scaled up to the total */
	NA_EQUAL,        /* leaves; its weight goes in equal parts to what is left */
	NA_AS_PASS,      /* as met */
	NA_ZERO,         /* as 0 points */
};

/* How an item that is still empty counts in the score of an unfinished review. */
enum card_untouched {
	UNTOUCHED_LEFT_OUT, /* as not there */
	UNTOUCHED_MET,      /* as met: an untouched form shows the full score */
};

/* What a raised flag, or an item that is not met, does beyond its points. */
enum card_effect {
	EFFECT_REPORT,  /* nothing: it is shown */
	EFFECT_SECTION, /* its section counts 0; items only */
	EFFECT_FAIL,    /* the review fails, whatever its score */
	EFFECT_ZERO,    /* the review fails and its score is 0 */
};

/* Which points come on top of the total. */
enum card_bonus {
	BONUS_NONE,
	BONUS_ALL,      /* all points of the item */
	BONUS_EXCEEDED, /* what exceeded gives more than met */
};

enum card_field_type {
	FIELD_TEXT,
	FIELD_CHOICE,
	FIELD_DATE,     /* 2026-11-01 */
	FIELD_DURATION, /* 1:30 or 1:02:03 */
};

/* The incident that a mark proposes; keys of an incident catalogue. */
struct card_incident {
	char class_key[ITEM_KEY_SIZE];    /* "" where none is proposed */
	char category_key[ITEM_KEY_SIZE]; /* "" where only the class is */
};

/* An item applies only if another has one of these answers. */
struct card_condition {
	bool is_set;
	size_t item;     /* index in the card */
	unsigned levels; /* bit n: level n; bit 0: N/A. Of an occurrence item bit 1: none
			    counted, bit 2: some */
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
	int64_t off_centi; /* 1/100 points that it takes from met; -1: not given, it takes all */
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
	size_t n_levels;      /* 2..9; 0 for an occurrence item */
	int64_t off_centi;    /* occurrence: 1/100 points off each time */
	int64_t weight_centi; /* what the item is worth, whatever its points; -1: its points */
	enum card_bonus bonus;
	enum card_effect effect; /* when it is not met */
	struct card_condition condition;
	struct card_incident incident; /* proposed when it is not met */
	struct card_reason *reasons;   /* reason i is bit i of struct answer */
	size_t n_reasons;
	char **evidence; /* of gaps.silence gaps.hold overtalk rings, or phrases.LIST */
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
	int64_t weight_centi; /* its share of the score; -1: the sum of what is in it. All sections
				 of a card have one, or none has */
};

/* A red flag: outside the points, raised or not. */
struct card_flag {
	char key[ITEM_KEY_SIZE]; /* among flags and items unique in the card */
	struct card_text title;
	struct card_text guideline;
	enum card_effect effect; /* never EFFECT_SECTION */
	bool comment_required;   /* when it is raised */
	struct card_incident incident;
	int line;
};

struct card_option {
	char key[ITEM_KEY_SIZE];
	struct card_text title;
};

/* A contact field, in the header of a review; its value is a text that is no answer. */
struct card_field {
	char key[ITEM_KEY_SIZE]; /* unique among fields */
	struct card_text title;
	enum card_field_type type;
	bool required;
	struct card_option *options; /* FIELD_CHOICE; the value is an option's key */
	size_t n_options;
	int line;
};

/* A name for the scores from here up to the next band. */
struct card_band {
	char key[ITEM_KEY_SIZE];
	struct card_text title;
	int64_t from_centi;
};

struct card {
	char id[ITEM_KEY_SIZE];
	int version; /* 1.. */
	struct card_text title;
	char *author; /* NULL where the file does not say */
	char *date;
	unsigned channels;   /* of enum card_channel; CHANNEL_CALL where the file does not say */
	int64_t total_centi; /* what the score is scaled to when items are N/A */
	int64_t bonus_centi; /* what bonus items can add to the total at most */
	int64_t pass_centi;  /* -1: no pass mark */
	enum card_na_policy na_policy;
	enum card_untouched untouched;
	struct card_field *fields;
	size_t n_fields;
	struct card_flag *flags;
	size_t n_flags;
	struct card_band *bands; /* highest first */
	size_t n_bands;
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
	char text[400]; /* what is wrong and what was expected, current language */
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

void card_text_release(struct card_text *text) __attribute__((nonnull));
/* The text in that language, else in the other, else "". Borrowed from the card. */
const char *card_text_get(const struct card_text *text, enum card_language language)
	__attribute__((nonnull, returns_nonnull));
/* The item of a key, or NULL. */
const struct card_item *card_find_item(const struct card *card, const char *key)
	__attribute__((nonnull));
/* The flag or the field of a key, or NULL. */
const struct card_flag *card_find_flag(const struct card *card, const char *key)
	__attribute__((nonnull));
const struct card_field *card_find_field(const struct card *card, const char *key)
	__attribute__((nonnull));
/* Whether a value (not empty) may stand in a field. */
bool card_field_accepts(const struct card_field *field, const char *value) __attribute__((nonnull));
/* The band of a score, or -1. */
int card_band_of(const struct card *card, int64_t score_centi) __attribute__((nonnull, pure));
/* Whether an item's condition, if it has one, is fulfilled by the answers (any order), and so are
 * the conditions of the items that it depends on. What does not apply is not asked, and an answer
 * that it may have does not count. */
bool card_item_applies(const struct card *card, const struct card_item *item,
	const struct answer *answers, size_t n_answers) __attribute__((nonnull(1, 2)));
/* The most points an item can get, and what met (or the best that is not "exceeded") gets. 0 for an
 * occurrence item: its section has the points. */
int64_t card_item_max_centi(const struct card_item *item) __attribute__((nonnull, pure));
int64_t card_item_met_centi(const struct card_item *item) __attribute__((nonnull, pure));
/* The most points that are no bonus; and what the item is worth in its section: its weight, or
 * these points. */
int64_t card_item_base_centi(const struct card_item *item) __attribute__((nonnull, pure));
int64_t card_item_weight_centi(const struct card_item *item) __attribute__((nonnull, pure));
/* Whether level 1..9 is the item's "not met" (of scales other than tenet: the fewest points, if
 * there are fewer than others get), or its "exceeded". False for ANSWER_NONE and ANSWER_NA. */
bool card_level_is_not_met(const struct card_item *item, int level) __attribute__((nonnull, pure));
bool card_level_is_exceeded(const struct card_item *item, int level) __attribute__((nonnull, pure));
/* Whether this answer to this item needs a comment. Never for ANSWER_NONE. */
bool card_needs_comment(const struct card_item *item, int level) __attribute__((nonnull, pure));
/* CARD_ZH where the language of messages is Chinese ("zh..." ), else CARD_EN. locale_name is what
 * setlocale or LANGUAGE gives. */
enum card_language card_language_of(const char *locale_name) __attribute__((nonnull));

/* The schema of card files and incident catalogues, a row a key, for the reader itself,
 * callmark-card(5) and tests; ends with name NULL. Rows of one "where" stand together, in the order
 * in which a card is best written.
 */
struct card_reader;
struct card_schema_row {
	const char *where; /* "card", "section", "item", "choice", "text", ... */
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
