/* Manual pages: the keys of scorecard files. */
/* SPDX-License-Identifier: MIT */
#include "config.h"

#include <stdio.h>
#include <string.h>

#include "man/gen.h"
#include "scorecard/schema.h"

static void print_heading(const char *where)
{
	static const struct {
		const char *where;
		const char *heading;
	} headings[] = {
		{"card", "The card"},
		{"section", "A section"},
		{"item", "An item"},
		{"choice", "A choice"},
		{"reason", "A reason with keys of its own"},
		{"condition", "When an item applies"},
		{"incident", "A proposed incident"},
		{"field", "A contact field"},
		{"option", "An option of a field"},
		{"flag", "A red flag"},
		{"band", "A band"},
		{"text", "A text in two languages"},
	};
	for (size_t i = 0; i < sizeof headings / sizeof *headings; i++)
		if (strcmp(headings[i].where, where) == 0)
			printf(".SS %s\n", headings[i].heading);
}

static void print_scales(unsigned scales)
{
	for (int scale = SCALE_TENET; scale <= SCALE_CHOICE; scale++)
		if (scales & 1u << scale) {
			fputs(", scale ", stdout);
			gen_text(card_schema_scale_word((enum card_scale)scale));
		}
}

void gen_card_keys(void)
{
	const char *where = "";
	for (const struct card_schema_row *row = card_get_schema(); row->name; row++) {
		if (strcmp(row->where, where) != 0)
			print_heading(row->where);
		where = row->where;
		fputs(".TP\n.BR ", stdout);
		gen_text(row->name);
		printf(" \" (%s", row->required ? "required" : "optional");
		print_scales(row->scales);
		fputs(")\"\n", stdout);
		gen_text(row->help);
		fputs("\n.br\nValue: ", stdout);
		gen_text(card_schema_expected(row));
		fputs(".\n", stdout);
	}
}

void gen_card_folder(void)
{
	fputs(".I ", stdout);
	gen_text(PKGDATADIR "/cards/");
	putchar('\n');
}
