/* Asking the schema of card files: rows, words, what a value looks like. */
/* SPDX-License-Identifier: MIT */
#include "config.h"
#include "scorecard/schema.h"

#include <string.h>

const struct card_schema_row *card_schema_find(const char *where, const char *name)
{
	for (const struct card_schema_row *row = card_get_schema(); row->name; row++)
		if (strcmp(row->where, where) == 0 && strcmp(row->name, name) == 0)
			return row;
	return NULL;
}

const struct card_schema_row *card_schema_first(const char *where)
{
	const struct card_schema_row *row = card_get_schema();
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
	best = best < 2 ? 2 : best > 3 ? 3 : best;
	for (const struct card_schema_row *row = card_get_schema(); row->name; row++) {
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
	for (const struct card_schema_row *row = card_get_schema(); row->name; row++)
		if (strcmp(row->where, where) == 0)
			str_addf(list, "%s%s", list->n_bytes ? ", " : "", row->name);
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
