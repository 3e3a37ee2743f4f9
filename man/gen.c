/* Fills manual pages: copies a template, printing the program's own tables where it names them. */
/* SPDX-License-Identifier: MIT */
#include "config.h"
#include "man/gen.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

void gen_text(const char *text)
{
	if (*text == '.' || *text == '\'')
		fputs("\\&", stdout);
	for (; *text; text++) {
		if (*text == '-')
			fputs("\\-", stdout);
		else if (*text == '\\')
			fputs("\\e", stdout);
		else if (*text == '^')
			fputs("\\(ha", stdout);
		else if (*text == '~')
			fputs("\\(ti", stdout);
		else
			putchar(*text);
	}
}

static void print_head(const char *request, const char *name, const char *takes)
{
	printf("%s\n\\fB", request);
	gen_text(name);
	fputs("\\fR", stdout);
	if (*takes) {
		fputs(" \\fI", stdout);
		gen_text(takes);
		fputs("\\fR", stdout);
	}
	putchar('\n');
}

void gen_item(const char *name, const char *takes)
{
	print_head(".TP", name, takes);
}

void gen_item_too(const char *name, const char *takes)
{
	print_head(".TQ", name, takes);
}

void gen_sentence(const char *text)
{
	gen_text(text);
	fputs(".\n", stdout);
}

static const struct {
	const char *line; /* of the template, whole */
	void (*print)(void);
} tables[] = {
	{"@CARD_FOLDER@\n", gen_card_folder},
	{"@CARD_KEYS@\n", gen_card_keys},
	{"@CARD_OPTIONS@\n", gen_card_options},
	{"@CARD_VERBS@\n", gen_card_verbs},
	{"@COMMANDS@\n", gen_commands},
	{"@CONFIG@\n", gen_config},
	{"@DOCTOR_OPTIONS@\n", gen_doctor_options},
	{"@GAPS_OPTIONS@\n", gen_gaps_options},
	{"@IMPORT_OPTIONS@\n", gen_import_options},
	{"@INCIDENT_FOLDER@\n", gen_incident_folder},
	{"@INCIDENT_KEYS@\n", gen_incident_keys},
	{"@KEYS@\n", gen_keys},
	{"@LABEL_FORMATS@\n", gen_label_formats},
	{"@LIST_OPTIONS@\n", gen_list_options},
	{"@MESSAGES@\n", gen_messages},
	{"@OPTIONS@\n", gen_options},
	{"@RECORDINGS@\n", gen_recordings},
	{"@SCORE_OPTIONS@\n", gen_score_options},
	{"@VERSIONS@\n", gen_versions},
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
