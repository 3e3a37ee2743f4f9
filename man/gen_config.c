/* Manual pages: the options of the configuration file. */
/* SPDX-License-Identifier: MIT */
#include "config.h"

#include <stdio.h>

#include "config/settings.h"
#include "man/gen.h"

static void print_words(const struct option_row *row)
{
	for (int i = 0; row->words[i]; i++) {
		if (i)
			fputs(row->words[i + 1] ? ", " : " or ", stdout);
		gen_text(row->words[i]);
	}
}

static void print_values(const struct option_row *row)
{
	switch (row->type) {
	case OPTION_TEXT:
		fputs("a text", stdout);
		break;
	case OPTION_FLAG:
		fputs("yes or no", stdout);
		break;
	case OPTION_NUMBER:
		printf("a number from %d to %d", row->min, row->max);
		break;
	case OPTION_CHOICE:
		print_words(row);
		break;
	case OPTION_PEDAL_KEYS:
		fputs("keys by name (f1 to f24, a to z) or by the number of the kernel, each with = "
		      "and what it does, apart by blanks",
			stdout);
		break;
	case OPTION_LIMITS:
		fputs("three ascending numbers with commas between", stdout);
		break;
	}
}

void gen_config(void)
{
	for (const struct option_row *row = config_get_options(); row->name; row++) {
		gen_item(row->name, "");
		gen_sentence(row->help);
		fputs(".br\nValue: ", stdout);
		print_values(row);
		if (*row->preset) {
			fputs("; ", stdout);
			gen_text(row->preset);
			fputs(" unless set", stdout);
		}
		fputs(".\n", stdout);
	}
}
