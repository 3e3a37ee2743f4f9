/* The table of all keys of a card file, and questions about it. */
/* SPDX-License-Identifier: MIT */
#include "config.h"
#include "scorecard/schema.h"

#include <string.h>

#include "base/i18n.h"
#include "scorecard/lists.h"
#include "scorecard/reader.h"

/* ---- types ---- */

static const char type_name[] = N_("name");
static const char type_text[] = N_("text");
static const char type_words[] = N_("words");
static const char type_version[] = N_("version");
static const char type_date[] = N_("date");
static const char type_points[] = N_("points");
static const char type_answer[] = N_("yes or no");
static const char type_scale[] = N_("scale");
static const char type_channels[] = N_("channels");
static const char type_rule[] = N_("rule");
static const char type_sections[] = N_("sections");
static const char type_items[] = N_("items");
static const char type_choices[] = N_("choices");
static const char type_reasons[] = N_("reasons");
static const char type_evidence[] = N_("evidence");

struct type_row {
	const char *type;
	const char *expected;
};

static const struct type_row types[] = {
	{type_name, N_("a short name of a-z 0-9 . _ -, at most 31 of them")},
	{type_text, N_("a text, or {en: ..., zh: ...}")},
	{type_words, N_("a text")},
	{type_version, N_("a whole number from 1 to 999999")},
	{type_date, N_("a date such as 2026-11-01")},
	{type_points, N_("points such as 5 or 2.5")},
	{type_answer, N_("yes or no")},
	{type_scale, N_("one of: tenet, occurrence, yes-no, points, choice")},
	{type_channels, N_("some of: call, chat, dial-test")},
	{type_rule, N_("some of: not-met, exceeded, any")},
	{type_sections, N_("a list, each entry starting with '- section: NAME'")},
	{type_items, N_("a list, each entry starting with '- item: NAME'")},
	{type_choices, N_("a list of 2 to 9, each entry starting with '- choice: NAME'")},
	{type_reasons, N_("lines such as 'N1: TEXT' or 'E1: TEXT'")},
	{type_evidence,
		N_("some of: gaps.silence, gaps.hold, overtalk, phrases.taboo, phrases.filler")},
};

/* ---- the table ---- */

#define IN_CARD(field) offsetof(struct card, field)
#define IN_SECTION(field) offsetof(struct card_section, field)
#define IN_ITEM(field) offsetof(struct item_draft, item.field)
#define IN_DRAFT(field) offsetof(struct item_draft, field)
#define IN_LEVEL(field) offsetof(struct card_level, field)
#define TENET (1u << SCALE_TENET)
#define OCCURRENCE (1u << SCALE_OCCURRENCE)
#define YES_NO (1u << SCALE_YES_NO)
#define POINTS (1u << SCALE_POINTS)
#define CHOICE (1u << SCALE_CHOICE)

/* clang-format off */
static const struct card_schema_row schema[] = {
	{"card", "card", type_name, true,
		N_("The card's own name. Reviews refer to it; it does not change."),
		0, reader_read_key, IN_CARD(id)},
	{"card", "version", type_version, true,
		N_("Raise it with every change. A review keeps the version it was made with."),
		0, reader_read_version, IN_CARD(version)},
	{"card", "title", type_text, true,
		N_("What the card is called on the screen."),
		0, reader_read_text, IN_CARD(title)},
	{"card", "channel", type_channels, false,
		N_("What the card is for; a call if it does not say."),
		0, reader_read_channels, IN_CARD(channels)},
	{"card", "author", type_words, false,
		N_("Who wrote the card."),
		0, reader_read_line, IN_CARD(author)},
	{"card", "date", type_date, false,
		N_("When this version was written."),
		0, reader_read_date, IN_CARD(date)},
	{"card", "total", type_points, false,
		N_("The score of a perfect review. Without it, the sum of the most that each item "
		   "can get."),
		0, reader_read_points, IN_CARD(total_centi)},
	{"card", "pass", type_points, false,
		N_("The lowest score that passes."),
		0, reader_read_points, IN_CARD(pass_centi)},
	{"card", "sections", type_sections, true,
		N_("The card's sections, in the order of the screen."),
		0, lists_read_sections, 0},

	{"section", "section", type_name, true,
		N_("The section's name, such as 2."),
		0, reader_read_key, IN_SECTION(key)},
	{"section", "title", type_text, true,
		N_("The heading above its items."),
		0, reader_read_text, IN_SECTION(title)},
	{"section", "points", type_points, false,
		N_("What the section's occurrence items take from; it never goes below 0. Needed "
		   "where there is such an item."),
		0, reader_read_points, IN_SECTION(cap_centi)},
	{"section", "items", type_items, true,
		N_("The section's items, in the order of the screen."),
		0, lists_read_items, 0},

	{"item", "item", type_name, true,
		N_("The item's name, such as 2.2; each name once in a card."),
		0, reader_read_key, IN_ITEM(key)},
	{"item", "title", type_text, true,
		N_("What is judged, in a few words."),
		0, reader_read_text, IN_ITEM(title)},
	{"item", "scale", type_scale, false,
		N_("How the item is marked: tenet (not met, met, exceeded; the default), occurrence "
		   "(points off each time), yes-no, points (0 and up in steps), choice."),
		0, lists_read_scale, 0},
	{"item", "met", type_points, true,
		N_("Points for met. Not met gives 0."),
		TENET, reader_read_points, IN_DRAFT(met_centi)},
	{"item", "exceeded", type_points, false,
		N_("Points for exceeded; without it the item cannot be exceeded."),
		TENET, reader_read_points, IN_DRAFT(exceeded_centi)},
	{"item", "off", type_points, true,
		N_("Points off each time."),
		OCCURRENCE, reader_read_points, IN_ITEM(off_centi)},
	{"item", "yes", type_points, true,
		N_("Points for yes."),
		YES_NO, reader_read_points, IN_DRAFT(yes_centi)},
	{"item", "no", type_points, false,
		N_("Points for no; 0 if it does not say."),
		YES_NO, reader_read_points, IN_DRAFT(no_centi)},
	{"item", "points", type_points, true,
		N_("The most points that can be given."),
		POINTS, reader_read_points, IN_DRAFT(points_centi)},
	{"item", "step", type_points, false,
		N_("How far one mark is from the next; 1 if it does not say. From 0 to the most "
		   "there may be 2 to 9 marks."),
		POINTS, reader_read_points, IN_DRAFT(step_centi)},
	{"item", "choices", type_choices, true,
		N_("The answers to choose from, key 1 first."),
		CHOICE, lists_read_choices, 0},
	{"item", "na", type_answer, false,
		N_("Whether the item may be marked not applicable; no if it does not say. Its points "
		   "then leave the sum and the maximum."),
		0, reader_read_yes_no, IN_ITEM(na_allowed)},
	{"item", "required", type_answer, false,
		N_("Whether it must be answered before the review can be final; yes if it does not "
		   "say."),
		0, reader_read_yes_no, IN_ITEM(required)},
	{"item", "comment-required-when", type_rule, false,
		N_("Which marks need a comment."),
		0, reader_read_comment_rule, IN_ITEM(comment_rule)},
	{"item", "evidence", type_evidence, false,
		N_("What the program finds in the recording that concerns the item: hints, never "
		   "marks."),
		0, lists_read_evidence, 0},
	{"item", "guideline", type_text, false,
		N_("What met looks like, in a few short sentences."),
		0, reader_read_text, IN_ITEM(guideline)},
	{"item", "reasons", type_reasons, false,
		N_("Reasons to choose from: N1, N2, ... for not met, E1, E2, ... for exceeded."),
		0, lists_read_reasons, 0},

	{"choice", "choice", type_name, true,
		N_("The answer's name; each name once in an item."),
		0, reader_read_key, IN_LEVEL(key)},
	{"choice", "title", type_text, true,
		N_("The answer as the screen shows it."),
		0, reader_read_text, IN_LEVEL(name)},
	{"choice", "points", type_points, true,
		N_("Its points."),
		0, reader_read_points, IN_LEVEL(points_centi)},

	{"text", "en", type_words, false,
		N_("The text in English. Where a language is missing, the other is shown."),
		0, reader_read_line, offsetof(struct card_text, in[CARD_EN])},
	{"text", "zh", type_words, false,
		N_("The text in Simplified Chinese."),
		0, reader_read_line, offsetof(struct card_text, in[CARD_ZH])},
	{0},
};
/* clang-format on */

_Static_assert(sizeof schema / sizeof *schema <= CARD_MAX_ROWS, "struct card_seen has room");

const struct card_schema_row *card_get_schema(void)
{
	return schema;
}

/* ---- questions ---- */

const struct card_schema_row *card_schema_find(const char *where, const char *name)
{
	for (const struct card_schema_row *row = schema; row->name; row++)
		if (strcmp(row->where, where) == 0 && strcmp(row->name, name) == 0)
			return row;
	return NULL;
}

const struct card_schema_row *card_schema_first(const char *where)
{
	const struct card_schema_row *row = schema;
	while (strcmp(row->where, where) != 0)
		row++;
	return row;
}

static int min_of(int a, int b)
{
	return a < b ? a : b;
}

int card_word_distance(const char *a, const char *b)
{
	int d[ITEM_KEY_SIZE][ITEM_KEY_SIZE];
	int n_a = (int)strnlen(a, ITEM_KEY_SIZE - 1), n_b = (int)strnlen(b, ITEM_KEY_SIZE - 1);
	for (int i = 0; i <= n_a; i++)
		d[i][0] = i;
	for (int j = 0; j <= n_b; j++)
		d[0][j] = j;
	for (int i = 1; i <= n_a; i++)
		for (int j = 1; j <= n_b; j++) {
			int change = d[i - 1][j - 1] + (a[i - 1] != b[j - 1]);
			d[i][j] = min_of(change, min_of(d[i - 1][j], d[i][j - 1]) + 1);
			if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1])
				d[i][j] = min_of(d[i][j], d[i - 2][j - 2] + 1);
		}
	return d[n_a][n_b];
}

const char *card_schema_nearest(const char *where, const char *name)
{
	const char *nearest = NULL;
	int best = (int)strnlen(name, ITEM_KEY_SIZE) / 3 + 1;
	if (best > 3)
		best = 3;
	for (const struct card_schema_row *row = schema; row->name; row++) {
		if (strcmp(row->where, where) != 0)
			continue;
		/* Half a long key is a good sign too: "guide", "comment-required". */
		bool is_start = strlen(name) >= 4 && str_starts(row->name, name);
		int distance = is_start ? 0 : card_word_distance(name, row->name);
		if (distance < best) {
			best = distance;
			nearest = row->name;
		}
	}
	return nearest;
}

void card_schema_list(const char *where, struct str *list)
{
	for (const struct card_schema_row *row = schema; row->name; row++)
		if (strcmp(row->where, where) == 0)
			str_addf(list, "%s%s", list->n_bytes ? ", " : "", row->name);
}

const char *card_schema_expected(const struct card_schema_row *row)
{
	for (size_t i = 0; i < sizeof types / sizeof *types; i++)
		if (types[i].type == row->type)
			return _(types[i].expected);
	return "";
}

static const char *const scale_words[] = {
	[SCALE_TENET] = "tenet",
	[SCALE_OCCURRENCE] = "occurrence",
	[SCALE_YES_NO] = "yes-no",
	[SCALE_POINTS] = "points",
	[SCALE_CHOICE] = "choice",
};

const char *card_schema_scale_word(enum card_scale scale)
{
	return scale_words[scale];
}

bool card_schema_scale_of(const char *word, enum card_scale *scale)
{
	for (size_t i = 0; i < sizeof scale_words / sizeof *scale_words; i++) {
		if (strcmp(scale_words[i], word) != 0)
			continue;
		*scale = (enum card_scale)i;
		return true;
	}
	return false;
}
