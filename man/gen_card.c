/* Manual pages: the keys of scorecard files and incident catalogues. */
/* SPDX-License-Identifier: MIT */
#include "config.h"

#include <stdio.h>
#include <string.h>

#include "man/gen.h"
#include "scorecard/schema.h"

struct heading {
	const char *where;
	const char *heading;
};

static const struct heading of_cards[] = {
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
	{NULL, NULL},
};

static const struct heading of_catalogues[] = {
	{"catalogue", "The catalogue"},
	{"class", "A class"},
	{"category", "A category"},
	{"case", "A model case"},
	{NULL, NULL},
};

static void print_scales(unsigned scales)
{
	for (int scale = SCALE_TENET; scale <= SCALE_CHOICE; scale++)
		if (scales & 1u << scale) {
			fputs(", scale ", stdout);
			gen_text(card_schema_scale_word((enum card_scale)scale));
		}
}

static void print_row(const struct card_schema_row *row)
{
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

static void print_keys(const struct heading *headings)
{
	for (; headings->where; headings++) {
		printf(".SS %s\n", headings->heading);
		for (const struct card_schema_row *row = card_get_schema(); row->name; row++)
			if (strcmp(row->where, headings->where) == 0)
				print_row(row);
	}
}

void gen_card_keys(void)
{
	print_keys(of_cards);
}

void gen_incident_keys(void)
{
	print_keys(of_catalogues);
}

void gen_card_folder(void)
{
	fputs(".I ", stdout);
	gen_text(PKGDATADIR "/cards/");
	putchar('\n');
}

void gen_incident_folder(void)
{
	fputs(".I ", stdout);
	gen_text(PKGDATADIR "/incidents/incidents.yaml");
	putchar('\n');
}
