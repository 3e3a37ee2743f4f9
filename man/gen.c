/* Fills manual pages: copies a template, printing the program's own tables where it names them. */
/* SPDX-License-Identifier: MIT */
#include "config.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "scorecard/schema.h"

/* Text in roff: a hyphen that can be copied, and nothing that starts a request. */
static void print_text(const char *text)
{
	if (*text == '.' || *text == '\'')
		fputs("\\&", stdout);
	for (; *text; text++) {
		if (*text == '-')
			fputs("\\-", stdout);
		else if (*text == '\\')
			fputs("\\e", stdout);
		else
			putchar(*text);
	}
}

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
			print_text(card_schema_scale_word((enum card_scale)scale));
		}
}

static void print_card_keys(void)
{
	const char *where = "";
	for (const struct card_schema_row *row = card_get_schema(); row->name; row++) {
		if (strcmp(row->where, where) != 0)
			print_heading(row->where);
		where = row->where;
		fputs(".TP\n.BR ", stdout);
		print_text(row->name);
		printf(" \" (%s", row->required ? "required" : "optional");
		print_scales(row->scales);
		fputs(")\"\n", stdout);
		print_text(row->help);
		fputs("\n.br\nValue: ", stdout);
		print_text(card_schema_expected(row));
		fputs(".\n", stdout);
	}
}

static void print_card_folder(void)
{
	fputs(".I ", stdout);
	print_text(PKGDATADIR "/cards/");
	putchar('\n');
}

static const struct {
	const char *line; /* of the template, whole */
	void (*print)(void);
} tables[] = {
	{"@CARD_KEYS@\n", print_card_keys},
	{"@CARD_FOLDER@\n", print_card_folder},
};

static void print_line(const char *line)
{
	for (size_t i = 0; i < sizeof tables / sizeof *tables; i++)
		if (strcmp(tables[i].line, line) == 0) {
			tables[i].print();
			return;
		}
	fputs(line, stdout);
}

int main(int argc, char **argv)
{
	FILE *template = argc == 2 ? fopen(argv[1], "r") : NULL;
	if (!template) {
		fprintf(stderr, "usage: %s TEMPLATE >PAGE\n", argv[0]);
		return EXIT_FAILURE;
	}
	char line[1024];
	while (fgets(line, sizeof line, template))
		print_line(line);
	fclose(template);
	return fflush(stdout) ? EXIT_FAILURE : EXIT_SUCCESS;
}
